"""Laws of measures of spans: the text read backwards, stretched or repeated, names changed, labels nobody used."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from span_tables import LENGTH, marks, table_of

from annotator.agreement.spans.annotation_sets import set_agreement
from annotator.agreement.spans.boundary_similarity import boundary_measures, segmentations
from annotator.agreement.spans.f1 import f1_measures
from annotator.agreement.spans.measure import Measure
from annotator.agreement.spans.partitions import partition_measures
from annotator.agreement.spans.report import span_measures
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.agreement.spans.u_alpha import u_alpha_measures

THREE = ("ann", "bob", "cleo")
DOCUMENTS = ("d1", "d2")
some = settings(max_examples=40, deadline=None)
Values = dict[str, float | None]


def values(measures: dict[str, Measure]) -> Values:
    return {name: each.result().value for name, each in measures.items()}


def same(one: Values, other: Values) -> None:
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert other[name] == (None if value is None else pytest.approx(value, abs=1e-9)), name


def bare(found: list[Mark]) -> list[Mark]:
    """Without labels, so that no rule is needed for which of two labels keeps a place."""
    return [mark._replace(label=None) for mark in found]


def moved(found: list[Mark], turn: tuple[int, int]) -> list[Mark]:
    """Every place p becomes factor * p + shift."""
    factor, shift = turn

    def piece(start: int, end: int) -> tuple[int, int]:
        one, other = factor * start + shift, factor * end + shift
        return min(one, other), max(one, other)

    return [mark._replace(spans=tuple(piece(*span) for span in mark.spans)) for mark in found]


def spans_of(found: list[Mark], length: int = LENGTH) -> Spans:
    readers = [(document, who) for document in DOCUMENTS for who in THREE]
    return Spans.of_documents(found, readers, dict.fromkeys(DOCUMENTS, length))


@some
@given(marks(THREE, most=3, pieces=2))
def test_the_text_read_backwards(found: list[Mark]) -> None:
    plain = bare(found)
    one, other = spans_of(plain), spans_of(moved(plain, (-1, LENGTH)))
    same(values(f1_measures(one)), values(f1_measures(other)))
    same(values(u_alpha_measures(one)), values(u_alpha_measures(other)))
    assert set_agreement(one).alpha.value == pytest.approx(set_agreement(other).alpha.value)


@some
@given(marks(THREE, most=3, pieces=2), st.integers(2, 5))
def test_a_text_in_larger_letters(found: list[Mark], factor: int) -> None:
    large = spans_of(moved(found, (factor, 0)), factor * LENGTH)
    same(values(f1_measures(spans_of(found))), values(f1_measures(large)))
    one, other = u_alpha_measures(spans_of(found)), u_alpha_measures(large)
    assert one["coverage_cu"].result().value == pytest.approx(other["coverage_cu"].result().value)


@some
@given(marks(THREE, most=3), st.permutations(THREE), st.integers(1, 40))
def test_who_is_who_and_where_the_text_begins(found: list[Mark], names: list[str], shift: int) -> None:
    back = dict(zip(THREE, names, strict=True))
    turned = [mark._replace(annotator=back[mark.annotator]) for mark in moved(found, (1, shift))]
    passages = [Passage(document, shift, shift + LENGTH, THREE) for document in DOCUMENTS]
    one, other = spans_of(found), Spans.of_passages(turned, passages)
    same(values(span_measures(one)), values(span_measures(other)))
    first, second = set_agreement(one), set_agreement(other)
    same({"alpha": first.alpha.value, "ks": first.ks.value}, {"alpha": second.alpha.value, "ks": second.ks.value})


@some
@given(marks(THREE, most=3))
def test_names_of_labels(found: list[Mark]) -> None:
    other = {"x": "z", "y": "w"}
    renamed = [mark._replace(label=other[str(mark.label)]) for mark in found]
    # Of two labels at one place the one whose span starts first keeps it, so names break no tie of different lengths.
    apart = [mark for at, mark in enumerate(found) if not any(_meet(mark, each) for each in found[:at])]
    kept = [mark for at, mark in enumerate(renamed) if not any(_meet(mark, each) for each in renamed[:at])]
    assert len(apart) == len(kept)
    one, two = values(u_alpha_measures(spans_of(apart))), values(u_alpha_measures(spans_of(kept)))
    same(one, {name.translate(str.maketrans("zw", "xy")) if ":" in name else name: each for name, each in two.items()})
    same(values(f1_measures(spans_of(found))), values(f1_measures(spans_of(renamed))))


def _meet(one: Mark, other: Mark) -> bool:
    return one[:2] == other[:2] and any(a < d and c < b for a, b in one.spans for c, d in other.spans)


@some
@given(marks(THREE, most=3))
def test_a_label_nobody_used(found: list[Mark]) -> None:
    readers = [(document, who) for document in DOCUMENTS for who in THREE]
    declared = Spans.of_documents(found, readers, dict.fromkeys(DOCUMENTS, LENGTH), labels=["v", "x", "y"])
    one, other = values(span_measures(table_of(found, THREE))), values(span_measures(declared))
    # A label that is declared has an entry, used or not.
    assert all(other.pop(name) is None for name in other.keys() - one.keys())
    same(one, other)


@some
@given(marks(THREE, most=3))
def test_who_read_nothing_is_nobody(found: list[Mark]) -> None:
    alone = [*found, Mark("d9", "dora", ((0, 4),), "x")]
    readers = [(document, who) for document in DOCUMENTS for who in THREE]
    one = values(span_measures(table_of(found, THREE)))
    other = values(span_measures(Spans.of_documents(alone, readers, dict.fromkeys(("d1", "d2", "d9"), LENGTH))))
    # Their label has an entry, without a value.
    assert all(other.pop(name) is None for name in other.keys() - one.keys())
    same(one, other)


@some
@given(marks(THREE, most=3))
def test_a_corpus_twice_over(found: list[Mark]) -> None:
    again = [mark._replace(document=mark.document + "'") for mark in found]
    once, twice = table_of(found, THREE), table_of([*found, *again], THREE, ("d1", "d2", "d1'", "d2'"))
    same(values(f1_measures(once)), values(f1_measures(twice)))
    # Those that correct for chance without regard to the size of the sample.
    one, two = (values(boundary_measures(segmentations(spans))) for spans in (once, twice))
    same(one, two)
    before, after = set_agreement(once), set_agreement(twice)
    assert before.alpha.numerator == pytest.approx(after.alpha.numerator)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from("de")), max_size=12))
def test_speakers_of_a_corpus_twice_over(told: list[tuple[int, int, str]]) -> None:
    first, second, documents = ([mention[place] for mention in told] for place in range(3))
    one = values(partition_measures(first, second, documents))
    twice = partition_measures([*first, *first], [*second, *second], [*documents, *(name + "'" for name in documents)])
    same(one, values(twice))
    # Whether speakers go by the same names in two documents is nothing.
    renamed = [f"{name}{speaker}" for speaker, name in zip(first, documents, strict=True)]
    same(one, values(partition_measures(renamed, second, documents)))
    swapped = values(partition_measures(second, first, documents))
    same(
        {name: one[f"{name}_precision"] for name in ("bcubed", "pairwise")},
        {name: swapped[f"{name}_recall"] for name in ("bcubed", "pairwise")},
    )


def test_a_boundary_more_in_nobodys_part_is_a_miss_in_everybodys() -> None:
    found = [Mark("d1", "ann", ((2, 6),)), Mark("d1", "bob", ((2, 6),)), Mark("d1", "cleo", ((2, 6),))]
    spans = Spans.of_documents(found, lengths={"d1": LENGTH})
    assert values(boundary_measures(segmentations(spans)))["boundary_similarity"] == 1
    more = Spans.of_documents([*found, Mark("d1", "cleo", ((9, 12),))], lengths={"d1": LENGTH})
    # ann-bob 2 of 2; with cleo 2 of 4 each.
    assert values(boundary_measures(segmentations(more)))["boundary_similarity"] == pytest.approx(6 / 10)
