"""Suggestions at the desk: where they are shown, what becomes of one that is taken, and what the log says of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.candidates import Candidate, _still_asked
from annotator.desk.offering import Found, Offering, in_half
from annotator.desk.origins import origin_after
from annotator.desk.project import Project, SuggestionSettings, init_project, read_settings
from annotator.errors import InputError, LabelError
from annotator.records.labels import Claim, Label
from annotator.records.spans import Span
from annotator.records.speakers import SpeakerKind
from annotator.records.suggestions import SuggestedSentence, Suggestion
from annotator.store.doctor import examine
from annotator.store.offers import first_offers
from annotator.store.origins import standing_origin
from annotator.store.ratings import finished_labels
from annotator.store.revisions import history, last_revision
from annotator.store.speakers import change_speaker, registry
from annotator.text.repeats.placing import placed
from annotator.text.repeats.wording import wording

if TYPE_CHECKING:
    from tests.desk.desk_bench import Bench, Machine

keys = st.builds(lambda a, b, c: f"{a:016x}:{b}-{b + c}", *(st.integers(0, 10**6),) * 3)


@given(st.integers(), keys)
def test_the_half_follows_from_seed_and_sentence_alone(seed: int, key: str) -> None:
    assert in_half(seed, key) == in_half(seed, key)
    assert isinstance(in_half(seed, key), bool)


@given(st.integers(-1000, 1000))
def test_it_is_about_half_and_another_seed_is_another_half(seed: int) -> None:
    sentences = [f"{number:016x}:0-{number}" for number in range(2000)]
    half = {key for key in sentences if in_half(seed, key)}
    assert 850 < len(half) < 1150
    both = {key for key in half if in_half(seed + 1, key)}
    assert 380 < len(both) < 620, "the halves of two seeds have nothing to do with each other"


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_words_are_found_again_in_a_copy(text: str, one: int, other: int) -> None:
    start, end = min(one, other, len(text)), min(max(one, other), len(text))
    assert placed(text, start, end, text) == (start, end)
    copy = f"  {text.upper()} !"
    place = placed(text, start, end, copy)
    if place is not None:
        assert wording(text) == wording(copy)
        assert set(wording(text[start:end])) - set(wording(copy)) == set() or text[start:end].strip() != text.strip()
    assert placed(text, start, end, text + " word") is None


@pytest.mark.parametrize(
    ("text", "words", "other", "wanted"),
    [
        ("We “stay”, he said.", "stay", "WE STAY he said", "STAY"),
        ("We “stay”, he said.", "We “stay”, he said.", "we stay. He said ", "we stay. He said"),
        ("We stay.", "!", "we stay", None),
        ("Cafe\u0301 stays open.", "stays", "CAFÉ STAYS open", "STAYS"),
        ("Женева молчит, он сказал.", "молчит", "ЖЕНЕВА МОЛЧИТ он сказал", "МОЛЧИТ"),
        ("We stay.", "stay", "we go", None),
    ],
)
def test_where_the_words_stand_in_the_copy(text: str, words: str, other: str, wanted: str | None) -> None:
    start = max(0, text.find(words))
    place = placed(text, start, start + len(words) if words in text else start, other)
    assert (other[slice(*place)] if place else None) == wanted


# Origins --------------------------------------------------------------------------------------------------------------

ONE = Claim(id="a", spans=(Span(start=0, end=2),), stance="neutral")
TWO = ONE.model_copy(update={"id": "b"})
EMPTY, FIRST = Label(), Label(verdict="claims", claims=(ONE,))
BOTH, NONE = Label(verdict="claims", claims=(ONE, TWO)), Label(verdict="no-claim")


@pytest.mark.parametrize(
    ("stands", "before", "after", "given_", "wanted"),
    [
        ("typed", EMPTY, FIRST, None, "typed"),
        ("typed", EMPTY, FIRST, "suggested", "suggested"),
        ("suggested", FIRST, BOTH, "suggested", "suggested"),
        ("typed", FIRST, BOTH, "suggested", "edited"),
        ("edited", FIRST, BOTH, "suggested", "edited"),
        ("suggested", FIRST, BOTH, None, "edited"),
        ("suggested", FIRST, NONE, None, "edited"),
        ("edited", FIRST, BOTH, None, "edited"),
        ("suggested", FIRST, FIRST, None, "suggested"),
        ("suggested", FIRST, FIRST.model_copy(update={"note": "n"}), None, "suggested"),
        ("adjudicated", FIRST, FIRST.model_copy(update={"flag": True}), None, "adjudicated"),
        ("adjudicated", FIRST, BOTH, None, "typed"),
        ("imported", FIRST, FIRST, None, "typed"),
        ("typed", FIRST, BOTH, "adjudicated", "adjudicated"),
    ],
)
def test_the_origin_of_a_change(stands, before, after, given_, wanted) -> None:  # type: ignore[no-untyped-def]
    assert origin_after(stands, before, after, given_) == wanted


# Scenarios ------------------------------------------------------------------------------------------------------------


def claim_of(desk: AnnotationDesk, words: Span, name: str = "Ada Brook", **fields: object) -> Candidate:
    return Candidate(Suggestion.model_validate({"spans": (words,), "speaker": name, "score": 0.9, **fields}))


def standing(desk: AnnotationDesk) -> str:
    revision = last_revision(desk.project.store, desk.annotator, desk.sentence.key)
    assert revision is not None
    return standing_origin(desk.project.store, revision)


@pytest.fixture
def offer(project: Project) -> Callable[..., Offering]:
    """Suggestions of a desk, found out at once, with settings of one's own."""

    def made(desk: AnnotationDesk, **settings: object) -> Offering:
        wanted = SuggestionSettings.model_validate(settings)
        desk.project = replace(project, settings=project.settings.model_copy(update={"suggestions": wanted}))
        offering = Offering(desk)
        find_out(offering)
        return offering

    return made


def find_out(offering: Offering) -> Found | None:
    work = offering.work()
    if work is None:
        return None
    found: list[Found] = []
    thread = threading.Thread(target=lambda: found.append(work.run()))
    thread.start()
    thread.join()
    offering.take_in(found[0])
    return found[0]


def test_the_built_in_is_asked_in_a_thread_once_for_each_article(
    desk: AnnotationDesk, offer: Callable[..., Offering]
) -> None:
    offering = offer(desk)
    assert offering.work() is None
    proposed = offering.shown()
    assert proposed is not None
    assert proposed.candidates[0].suggestion.speaker == "Anna Orlova"
    desk.go_to(len(desk.passage.sentences) - 1)
    desk.next()
    assert offering.proposed() is None, "not known yet"
    assert find_out(offering) is not None
    assert offering.proposed() is not None


def test_taken_as_it_is_then_changed_undone_and_redone(
    desk: AnnotationDesk, bench: Bench, offer: Callable[..., Offering]
) -> None:
    offering = offer(desk)
    candidate = claim_of(desk, bench.words(desk, "the text was dead"))
    revision = offering.take(candidate, "neutral")
    assert (revision.origin, desk.claim is not None) == ("suggested", True)
    assert desk.finish() is not None
    assert standing(desk) == "suggested"
    desk.change_claim(revision.body.claims[0].id, stance="pro-moscow")
    assert standing(desk) == "edited"
    desk.undo()
    assert standing(desk) == "suggested"
    desk.finish()
    assert standing(desk) == "suggested"
    [row] = finished_labels(desk.project.store, desk.project.roles)
    assert row.origin == "suggested"
    desk.undo()
    desk.undo()
    assert desk.label.is_empty
    desk.redo()
    assert standing(desk) == "suggested"
    assert examine(desk.project.store) == []


def test_a_finished_label_that_an_undo_brought_back_tells_where_it_came_from(
    desk: AnnotationDesk, bench: Bench, offer: Callable[..., Offering]
) -> None:
    offering = offer(desk)
    offering.take(claim_of(desk, bench.words(desk, "the text")), "neutral")
    desk.finish()
    desk.no_claim()
    desk.undo()
    [row] = finished_labels(desk.project.store, desk.project.roles)
    assert row.origin == "suggested"


def test_a_note_on_an_adjudicated_label_leaves_it_adjudicated(project: Project, machine: Machine) -> None:
    desk = machine.desk(project, "judge")
    desk.resume()
    desk.add_claim("neutral", origin="adjudicated")
    desk.set_note("see the guidelines")
    desk.finish()
    assert [each.origin for each in history(project.store, "judge", desk.sentence.key)] == ["adjudicated"] * 3


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("author", "author", ("author", "author")),
        ("Ada  Brook", None, ("Ada Brook", "person")),
        ("The Gazette", "outlet", ("The Gazette", "outlet")),
        ("Moscow", "state", ("Moscow", "state")),
        ("Moscow", "unnamed", ("Moscow (unnamed officials)", "unnamed")),
        ("Moscow", "person", ("Moscow", "state")),
    ],
)
def test_names_become_speakers_of_the_registry(
    desk: AnnotationDesk,
    bench: Bench,
    offer: Callable[..., Offering],
    name: str,
    kind: SpeakerKind | None,
    wanted: tuple[str, str],
) -> None:
    offering = offer(desk)
    revision = offering.take(claim_of(desk, bench.words(desk, "the text"), name, kind=kind), "neutral")
    speaker = revision.body.claims[0].speaker
    found = registry(desk.project.store)[speaker]
    assert ("author" if speaker == "author" else found.name, found.kind) == wanted


def test_mention_and_answers_of_an_earlier_claim_come_with_it(
    desk: AnnotationDesk, bench: Bench, offer: Callable[..., Offering]
) -> None:
    [(group, asked), *_] = desk.codebook.attribute_sets.items()
    [(name, attribute), *_] = asked.attributes.items()
    answer = {name: attribute.values[0].value}
    book = desk.codebook.with_sets((group,))
    assert _still_asked({**answer, "other": "x"}, book) == answer
    assert _still_asked({name: "no answer any more"}, book) == {}
    offering = offer(desk)
    candidate = replace(
        claim_of(desk, bench.words(desk, "the text")), mention=bench.words(desk, "dead"), attributes=answer
    )
    revision = offering.take(candidate, "neutral")
    assert revision.origin == "suggested"
    [claim] = revision.body.claims
    assert (claim.mention, claim.attributes, claim.confidence) == (candidate.mention, answer, None)
    desk.undo()
    assert desk.label.claims == (), "all of it in one revision"


def test_an_alias_finds_the_speaker_and_via_is_entered_too(
    desk: AnnotationDesk, bench: Bench, offer: Callable[..., Offering]
) -> None:
    offering = offer(desk)
    store = desk.project.store
    change_speaker(store, "s-1", "create", "Ada Brook", kind="person", author="ann")
    change_speaker(store, "s-1", "alias", "Minister Brook", author="ann")
    words = bench.words(desk, "the text")
    revision = offering.take(claim_of(desk, words, "minister BROOK", via="The Gazette"), "neutral")
    claim = revision.body.claims[0]
    assert claim.speaker == "s-1"
    assert registry(store)[claim.via or ""].name == "The Gazette"
    revision = offering.take(claim_of(desk, bench.words(desk, "dead"), "Ada Brook", via="Minister Brook"), "neutral")
    assert revision.body.claims[1].via is None, "nobody passes on what they say themselves"


def test_what_is_refused_enters_no_speaker(desk: AnnotationDesk, bench: Bench, offer: Callable[..., Offering]) -> None:
    offering = offer(desk)
    before = registry(desk.project.store)
    with pytest.raises(LabelError):
        offering.take(claim_of(desk, bench.words(desk, "the text"), "Somebody New"), "no such stance")
    assert registry(desk.project.store) == before
    assert bench.saved(desk.project) == []
    assert first_offers(desk.project.store) == {}


def test_only_the_first_version_is_logged_and_only_under_suggestions(
    desk: AnnotationDesk, offer: Callable[..., Offering]
) -> None:
    desk.toggle_flag()
    first, offering = desk.sentence.key, offer(desk)
    desk.no_claim()
    desk.next()
    offering.shown()
    desk.toggle_flag()
    flagged = desk.sentence.key
    desk.undo()
    desk.no_claim()
    logged = first_offers(desk.project.store)
    assert set(logged) == {("ann", flagged)}
    assert first != flagged
    [version] = [each for each in history(desk.project.store, "ann", flagged) if each.id == logged["ann", flagged].id]
    assert version.body.flag
    assert len(desk.project.store.rows("SELECT * FROM offer")) == 1


def test_all_half_and_none(desk: AnnotationDesk, offer: Callable[..., Offering]) -> None:
    key = desk.sentence.key
    yes, no = (next(seed for seed in range(99) if in_half(seed, key) is wanted) for wanted in (True, False))
    assert offer(desk, show="half", seed=yes).shown() is not None
    withheld = offer(desk, show="half", seed=no)
    assert withheld.shown() is None
    assert withheld.proposed() is not None
    desk.no_claim()
    row = first_offers(desk.project.store)["ann", key]
    assert (row.assigned, row.shown) == (False, False)
    assert row.offered.suggestions, "what would have been shown"
    desk.on_first = lambda _: None
    none = offer(desk, show="none")
    assert (none.active, none.work(), none.shown()) == (False, None, None)


def test_candidates_close_when_their_words_are_claimed(
    desk: AnnotationDesk, bench: Bench, offer: Callable[..., Offering]
) -> None:
    offering = offer(desk)
    proposed = offering.proposed()
    assert proposed is not None
    assert proposed.open(desk.label) == proposed.candidates
    desk.add_claim("neutral")
    assert proposed.open(desk.label) == ()
    desk.no_claim()
    assert proposed.open(desk.label) == ()


def test_cut_sentences_are_asked_about_anew(desk: AnnotationDesk, bench: Bench, offer: Callable[..., Offering]) -> None:
    from annotator.desk.resegmenting import cut

    offering = offer(desk)
    cut(desk, bench.words(desk, "said the text").start)
    assert offering.proposed() is None
    assert find_out(offering) is not None
    assert offering.proposed() is not None
    desk.no_claim()
    assert examine(desk.project.store) == []


def test_an_answer_that_comes_too_late_is_not_used(desk: AnnotationDesk, bench: Bench) -> None:
    offering = Offering(desk)
    work = offering.work()
    assert work is not None
    from annotator.desk.resegmenting import cut

    cut(desk, bench.words(desk, "said the text").start)
    offering.work()
    assert offering.take_in(work.run()) is None
    assert offering.proposed() is None


class Loud:
    """A plug-in whose version is no text a file can keep."""

    name = "loud"
    version = "\ud800" + "x" * 500

    def suggest(self, document, segments, codebook) -> Iterator[SuggestedSentence]:  # type: ignore[no-untyped-def]
        for segment in segments:
            yield SuggestedSentence(segment=segment.key, verdict="no-claim")


def test_a_version_that_cannot_be_kept_is_made_fit(desk: AnnotationDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.desk.suggesting.load_suggester", lambda name: Loud())
    offering = Offering(desk)
    find_out(offering)
    desk.no_claim()
    [row] = first_offers(desk.project.store).values()
    assert (row.version[0], len(row.version)) == ("?", 100)
    assert row.offered.verdict == "no-claim"


# Settings -------------------------------------------------------------------------------------------------------------


def test_a_new_project_says_what_can_be_set(tmp_path: Path) -> None:
    root = init_project(tmp_path / "project")
    assert read_settings(root / "annotator.toml").suggestions == SuggestionSettings()
    text = (root / "annotator.toml").read_text("utf-8")
    for name in SuggestionSettings.model_fields:
        line = text.splitlines().index(
            next(each for each in text.splitlines() if each.startswith(f"suggestions.{name}"))
        )
        assert text.splitlines()[line - 1].startswith("# ")


@pytest.mark.parametrize("wrong", ['show = "some"', "least = 1.5", "least = nan", 'seed = "x"', "other = 1"])
def test_wrong_settings_are_refused_with_their_name(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "annotator.toml"
    path.write_text(f"[suggestions]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"suggestions.{wrong.split()[0]}"):
        read_settings(path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "perhaps"},
        {"suggestions": None},
        {"suggestions": "ab"},
        {"verdict": None, "suggestions": (1,)},
    ],
)
def test_an_answer_built_without_checks_is_refused_and_labels_are_saved(
    desk: AnnotationDesk, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, object]
) -> None:
    class Careless(Loud):
        def suggest(self, document, segments, codebook):  # type: ignore[no-untyped-def]
            fields = {"verdict": None, "suggestions": (), **wrong}
            yield SuggestedSentence.model_construct(segment=segments[0].key, **fields)

    monkeypatch.setattr("annotator.desk.suggesting.load_suggester", lambda name: Careless())
    offering = Offering(desk)
    found = find_out(offering)
    assert found is not None
    assert found.error is not None
    assert offering.proposed() is None
    desk.no_claim()
    assert first_offers(desk.project.store) == {}
