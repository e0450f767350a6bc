"""Laws of joint claims, over random labels: nothing is lost, counted twice, or taken from words that nobody chose."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotator.desk.agreement.joint_claims import joint_sentences
from annotator.desk.agreement.material import Material
from annotator.store.ratings import Finished, MarkedClaim

DOCUMENT = "0" * 16
SEGMENTS = tuple(f"{DOCUMENT}:{start}-{start + 20}" for start in (0, 20, 40))

_SPAN = st.tuples(st.integers(0, 18), st.integers(1, 8)).map(lambda pair: (pair[0], min(pair[0] + pair[1], 20)))
_LABEL = st.one_of(st.none(), st.lists(_SPAN, max_size=3))
"""Not finished, or the places of claims within the sentence."""


def material(said: dict[str, list[list[tuple[int, int]] | None]], kind: str) -> Material:
    labels, claims = [], []
    for place, segment in enumerate(SEGMENTS):
        for name in sorted(said):
            spans = said[name][place]
            if spans is None:
                continue
            labels.append(Finished(DOCUMENT, segment, name, kind, bool(spans), "2026-01-01T00:00:00Z", "1", "typed"))
            for position, (start, end) in enumerate(spans):
                pieces = ((start + 20 * place, end + 20 * place),)
                claims.append(
                    MarkedClaim(
                        DOCUMENT, segment, name, position, pieces, "author", "neutral", f"{name} {segment} {position}"
                    )
                )
    return Material(tuple(labels), tuple(claims))


def labels_of(names: str) -> st.SearchStrategy[dict[str, list[list[tuple[int, int]] | None]]]:
    three = st.lists(_LABEL, min_size=len(SEGMENTS), max_size=len(SEGMENTS))
    return st.fixed_dictionaries(dict.fromkeys(names, three))


@given(labels_of("abcd"), labels_of("g"))
def test_every_mark_is_in_one_claim_and_every_claim_in_its_sentence(
    said: dict[str, list[list[tuple[int, int]] | None]], judged: dict[str, list[list[tuple[int, int]] | None]]
) -> None:
    votes, gold = material(said, "person"), material(judged, "adjudicator")
    joint = joint_sentences(votes, gold)
    assert set(joint) == {label.segment for label in (*votes.labels, *gold.labels)}
    marks: Counter[str] = Counter()
    taken: list[str] = []
    for segment, sentence in joint.items():
        readers = {label.annotator for label in sentence.readers}
        for claim in (*sentence.claims, *sentence.overruled):
            marks.update(mark.id for mark in claim.marks)
            taken += [claim.gold.id] if claim.gold else []
            names = [mark.annotator for mark in claim.marks]
            assert len(set(names)) == len(names)
            assert set(names) <= readers
            assert {mark.segment for mark in claim.marks} <= {segment}
            chosen = {claim.gold.spans} if claim.gold else {mark.spans for mark in claim.marks}
            assert claim.spans in chosen
            assert claim.closeness is None or 0 <= claim.closeness <= 1
        assert bool(sentence.gold) or not sentence.overruled
        assert not sentence.gold or all(claim.gold for claim in sentence.claims)
    assert marks == Counter(claim.id for claim in votes.claims)
    assert sorted(taken) == sorted(claim.id for claim in gold.claims)


@given(labels_of("abc"))
def test_units_have_names_of_their_own(said: dict[str, list[list[tuple[int, int]] | None]]) -> None:
    joint = joint_sentences(material(said, "person"), Material((), ()))
    units = [claim.unit for sentence in joint.values() for claim in sentence.claims]
    assert len(set(units)) == len(units)


@given(labels_of("abc"))
def test_the_words_are_at_least_as_near_to_the_others_as_any_mark(
    said: dict[str, list[list[tuple[int, int]] | None]],
) -> None:
    for sentence in joint_sentences(material(said, "person"), Material((), ())).values():
        for claim in sentence.claims:
            places = [set(range(*mark.spans[0])) for mark in claim.marks]
            sums = {
                mark.spans: sum(len(here & other) / len(here | other) for other in places)
                for mark, here in zip(claim.marks, places, strict=True)
            }
            assert sums[claim.spans] >= max(sums.values()) - 1e-9
            if len(places) > 1:
                assert claim.closeness is not None
                assert abs(claim.closeness - (sums[claim.spans] - 1) / (len(places) - 1)) < 1e-9
