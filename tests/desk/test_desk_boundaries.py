"""Own boundaries: whatever is cut, joined and renamed, claims keep their words, and undo leads back to the start."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from desk_bench import ARTICLE, Bench, Machine
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.loading import load
from annotator.desk.passage import Passage, open_passage
from annotator.desk.project import Project
from annotator.desk.resegmenting import cut, join, neighbour, set_role
from annotator.desk.status import project_status
from annotator.errors import InputError, LabelError
from annotator.records.documents import ROLES, Segment
from annotator.records.labels import Label
from annotator.records.segment_changes import SegmentChange
from annotator.store.doctor import examine, rebuild
from annotator.store.documents import get_segments
from annotator.store.progress import next_unfinished, progress, sentence_counts
from annotator.store.ratings import finished_labels, marked_claims
from annotator.store.revisions import history
from annotator.store.segment_changes import segment_changes
from annotator.store.speakers import claims_by_speaker
from annotator.text.words import words

State = tuple[tuple[tuple[int, int, str], ...], tuple[tuple[str, Label, bool], ...]]


def view(desk: AnnotationDesk) -> Passage:
    """The article at hand, read from the disk."""
    return open_passage(desk.project.store, desk.annotator, desk.passage.document.id, desk.project.roles)


def state(desk: AnnotationDesk, document: str) -> State:
    """What the annotator sees of a document: its segments, and what was said of its sentences."""
    passage = open_passage(desk.project.store, desk.annotator, document, desk.project.roles)
    said = ((each.key, passage.label(each.key), passage.is_done(each.key)) for each in passage.sentences)
    return (
        tuple((each.start, each.end, each.role) for each in passage.segments),
        tuple(each for each in said if not each[1].is_empty),
    )


def pieces(desk: AnnotationDesk) -> list[str]:
    """The words of each sentence."""
    passage = view(desk)
    return [each.span.of(passage.document.text) for each in passage.sentences]


def at(desk: AnnotationDesk, piece: str) -> int:
    """Where words stand in the article."""
    return desk.passage.document.text.index(piece)


# One after the other --------------------------------------------------------------------------------------------------


def test_a_sentence_is_cut_at_a_word_and_each_claim_stays_with_its_words(desk: AnnotationDesk, bench: Bench) -> None:
    desk.next()
    desk.add_claim("pro-moscow", [bench.words(desk, "We will not leave")])
    first = desk.claim_id
    desk.add_claim("neutral", [bench.words(desk, "before spring")])
    desk.set_note("why")
    desk.toggle_flag()
    cut(desk, at(desk, "“before"))
    assert pieces(desk)[1:3] == ["“We will not leave,” she said,", "“before spring.”"]
    assert desk.index == 1
    assert [claim.id for claim in desk.label.claims] == [first]
    assert (desk.label.note, desk.label.flag) == ("why", True)
    desk.next()
    assert [claim.stance for claim in desk.label.claims] == ["neutral"]
    assert (desk.label.note, desk.label.flag) == ("", True)


def test_a_finished_sentence_that_is_cut_stays_finished(desk: AnnotationDesk, bench: Bench) -> None:
    desk.add_claim("neutral", [bench.words(desk, "the text was dead")])
    desk.finish()
    cut(desk, at(desk, "said the text"))
    passage = view(desk)
    said = [(passage.label(each.key).verdict, passage.is_done(each.key)) for each in passage.sentences[:2]]
    assert said == [("no-claim", True), ("claims", True)]


def test_an_unfinished_sentence_that_is_cut_leaves_the_piece_without_a_claim_undecided(
    desk: AnnotationDesk, bench: Bench
) -> None:
    desk.add_claim("neutral", [bench.words(desk, "the text was dead")])
    cut(desk, at(desk, "said the text"))
    assert desk.label.verdict is None
    assert view(desk).label(desk.passage.sentences[1].key).verdict == "claims"


def test_a_claim_that_runs_over_the_cut_is_refused_and_nothing_is_changed(desk: AnnotationDesk, bench: Bench) -> None:
    desk.add_claim("neutral", [bench.words(desk, "Anna"), bench.words(desk, "dead")])
    before = bench.saved(desk.project)
    with pytest.raises(LabelError, match="claim 1 runs over") as refusal:
        cut(desk, at(desk, "said the text"))
    assert "shorten claim 1" in refusal.value.hint
    assert bench.saved(desk.project) == before
    assert segment_changes(desk.project.store, "ann", desk.passage.document.id) == []
    desk.change_claim(desk.claim_id or "", spans=(bench.words(desk, "dead"),))
    cut(desk, at(desk, "said the text"))


@pytest.mark.parametrize("where", [-5, 0, 1000])
def test_a_cut_outside_the_sentence_is_refused(desk: AnnotationDesk, where: int) -> None:
    desk.next()
    with pytest.raises(LabelError, match="between two of its words"):
        cut(desk, desk.sentence.start + where)


def test_two_sentences_are_joined_with_their_claims_in_order(desk: AnnotationDesk, bench: Bench) -> None:
    desk.add_claim("neutral", [bench.words(desk, "the text was dead")])
    desk.set_note("one")
    desk.next()
    desk.add_claim("pro-moscow", [bench.words(desk, "before spring")])
    desk.toggle_flag()
    desk.set_note("two")
    desk.finish()
    change = join(desk, -1)
    assert (change.op, change.role) == ("merge", "sentence")
    assert [claim.stance for claim in desk.label.claims] == ["neutral", "pro-moscow"]
    assert (desk.label.note, desk.label.flag, desk.passage.is_done(desk.sentence.key)) == ("one; two", True, True)
    assert pieces(desk)[0] == f"{ARTICLE[1][1]}\n\n{ARTICLE[2][1]}"


@pytest.mark.parametrize(
    ("first", "second", "verdict", "done"),
    [
        ("no_claim", "no_claim", "no-claim", True),
        ("no_claim", "skip", "skipped", True),
        ("skip", "skip", "skipped", True),
        ("no_claim", None, None, False),
    ],
)
def test_what_becomes_of_verdicts(
    desk: AnnotationDesk, first: str, second: str | None, verdict: str | None, done: bool
) -> None:
    getattr(desk, first)()
    if second:
        desk.next()
        getattr(desk, second)()
        desk.previous()
    join(desk)
    assert (desk.label.verdict, desk.passage.is_done(desk.sentence.key)) == (verdict, done)


def test_a_sentence_takes_in_a_heading_and_is_to_be_judged_again(desk: AnnotationDesk) -> None:
    desk.go_to(1)
    desk.no_claim()
    other = neighbour(desk)
    assert other is not None
    assert other.role == "heading"
    join(desk)
    assert pieces(desk)[1].endswith("What comes next")
    assert (desk.label.verdict, desk.passage.is_done(desk.sentence.key)) == ("no-claim", False)


def test_the_ends_of_the_article_have_no_neighbour(desk: AnnotationDesk) -> None:
    join(desk, -1)  # the title
    with pytest.raises(LabelError, match="first piece of the article"):
        join(desk, -1)
    desk.go_to(len(desk.passage.sentences) - 1)
    with pytest.raises(LabelError, match="last piece of the article"):
        join(desk)


def test_a_heading_becomes_a_sentence_and_a_sentence_a_heading(desk: AnnotationDesk) -> None:
    heading = next(each for each in desk.passage.segments if each.role == "heading")
    set_role(desk, heading, "sentence")
    assert desk.sentence.span == heading.span
    desk.no_claim()
    assert set_role(desk, desk.sentence, "sentence") is None
    assert set_role(desk, desk.sentence, "heading") is not None
    assert desk.sentence.start > heading.start
    assert "What comes next" not in pieces(desk)
    # What was said of it counts no more, and comes back with it.
    assert progress(desk.project.store, desk.project.roles, "ann") == []
    desk.undo()
    assert desk.sentence.span == heading.span
    assert desk.passage.is_done(desk.sentence.key)


def test_the_last_sentence_of_a_project_stays_one(bench: Bench, machine: Machine) -> None:
    with machine.open(bench.root()) as project:
        bench.add(project, [("title", "One"), ("sentence", "Only this.")], "one")
        desk = machine.desk(project)
        desk.resume()
        with pytest.raises(LabelError, match="no sentence would be left"):
            set_role(desk, desk.sentence, "boilerplate")
        assert desk.no_claim().done
        title = desk.passage.segments[0]
        set_role(desk, title, "sentence")
        desk.go_to(1)
        set_role(desk, desk.sentence, "boilerplate")
        desk.undo()
        assert len(desk.passage.sentences) == 2


def test_an_article_that_has_no_sentence_left_is_left(desk: AnnotationDesk) -> None:
    first = desk.passage.document.id
    desk.open(next(each for each in sentence_counts(desk.project.store, desk.project.roles) if each != first))
    while desk.passage.document.id == first or len(desk.passage.sentences) > 1:
        desk.next()
        if desk.passage.document.id != first:
            break
    second = desk.passage.document.id
    while desk.passage.document.id == second:
        set_role(desk, desk.sentence, "boilerplate")
    assert desk.passage.document.id == first
    desk.undo()
    assert desk.passage.document.id == second


def test_others_keep_their_view(desk: AnnotationDesk, project: Project, machine: Machine) -> None:
    other = machine.desk(project, "bob")
    other.resume()
    before = state(other, other.passage.document.id)
    cut(desk, at(desk, "said the text"))
    join(desk)
    cut(desk, at(desk, "the envoy"))
    desk.no_claim()
    other.no_claim()
    assert state(other, other.passage.document.id)[0] == before[0]
    assert next_unfinished(project.store, "bob", project.roles, None) == other.passage.sentences[1].key
    assert next_unfinished(project.store, "ann", project.roles, None) == desk.passage.sentences[1].key


def test_counts_follow_the_own_view(desk: AnnotationDesk, project: Project, bench: Bench) -> None:
    total = project_status(project).sentences
    desk.add_claim("neutral", [bench.words(desk, "the text was dead")])
    desk.finish()
    cut(desk, at(desk, "said the text"))
    [mine] = progress(project.store, project.roles, "ann")
    assert (mine.finished, mine.claims, mine.more) == (2, 1, 1)
    status = project_status(project)
    assert status.sentences == total
    assert status.annotators[0].remaining == total + 1 - 2
    document = desk.passage.document.id
    assert sentence_counts(project.store, project.roles, "ann")[document] == 5
    assert sentence_counts(project.store, project.roles, "bob")[document] == 4
    assert claims_by_speaker(project.store) == {"author": 1}
    assert len(finished_labels(project.store, project.roles)) == 2
    assert len(marked_claims(project.store, project.roles)) == 1


def test_another_window_that_cut_the_sentence_is_noticed(
    desk: AnnotationDesk, project: Project, machine: Machine, bench: Bench
) -> None:
    second = machine.desk(project)
    second.resume()
    cut(second, at(second, "said the text"))
    before = bench.saved(project)
    with pytest.raises(LabelError, match="another window"):
        desk.no_claim()
    assert bench.saved(project) == before
    assert desk.sentence == second.sentence
    assert desk.no_claim().segment == second.sentence.key


def test_a_carried_label_names_where_it_came_from(desk: AnnotationDesk, bench: Bench) -> None:
    source = desk.add_claim("neutral", [bench.words(desk, "the text was dead")])
    change = cut(desk, at(desk, "said the text"))
    [carried] = history(desk.project.store, "ann", change.made_keys[1])
    assert (carried.origin, carried.reverts, carried.seconds) == ("carried", source.id, 0)
    assert carried.id > change.id > source.id
    assert desk.can_undo == (True, False)


def test_a_label_that_was_carried_twice_names_where_it_was_made(desk: AnnotationDesk, bench: Bench) -> None:
    made = desk.add_claim("neutral", [bench.words(desk, "dead")], origin="suggested")
    for word in ("said the text", "was dead"):
        cut(desk, at(desk, word))
        desk.go_to(desk.index + 1)
        [carried] = history(desk.project.store, "ann", desk.sentence.key)
        assert (carried.origin, carried.reverts, carried.body) == ("carried", made.id, made.body)


def test_quotes_are_found_in_the_own_sentences(desk: AnnotationDesk, project: Project, tmp_path: Path) -> None:
    cut(desk, at(desk, "said the text"))
    path = tmp_path / "labels.jsonl"
    claim = '{"quote": "Anna Orlova, the envoy", "stance": "neutral"}'
    path.write_text(f'{{"document": "first", "claims": [{claim}]}}\n{{"document": "first", "others": "no-claim"}}\n')
    assert load(project, path, annotator="ann").labels == 5
    whole = '{"quote": "envoy, said", "stance": "neutral"}'
    path.write_text(f'{{"document": "first", "claims": [{whole}]}}\n')
    with pytest.raises(InputError, match="no one sentence holds"):
        load(project, path, annotator="ann")
    assert load(project, path, annotator="bob").labels == 1


def test_undoing_a_join_gives_back_the_older_label_of_the_whole(desk: AnnotationDesk, bench: Bench) -> None:
    """A cut, then a join to the same extent: the whole had another label before the cut."""
    desk.add_claim("neutral", [bench.words(desk, "Anna Orlova")])
    document, first = desk.passage.document.id, desk.label
    cut(desk, at(desk, "said the text"))
    desk.go_to(1)
    desk.add_claim("pro-moscow", [bench.words(desk, "dead")])
    join(desk, -1)
    assert len(desk.label.claims) == 2
    whole = state(desk, document)
    steps = 0
    while desk.undo():
        steps += 1
        if desk.sentence.span.of(desk.passage.document.text) == ARTICLE[1][1]:
            break
    assert desk.label == first
    for _ in range(steps):
        assert desk.redo()
    assert state(desk, document) == whole


# Whatever is done -----------------------------------------------------------------------------------------------------


@dataclass
class Piles:
    """What a person expects of undo: the states before, and those that were taken back."""

    done: list[State] = field(default_factory=list)
    undone: list[State] = field(default_factory=list)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "cut", "join", "join", "role", "claim", "claim", "none", "undo", "undo", "redo"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=14,
)


def act(desk: AnnotationDesk, step: str, place: int, number: int) -> None:
    """One key at some sentence; what is not possible is refused and changes nothing."""
    tokens = words(desk.passage.document.text, desk.sentence.start, desk.sentence.end)
    try:
        if step == "go":
            desk.go_to(place % len(desk.passage.sentences))
        elif step == "finish":
            desk.finish()
        elif step == "cut":
            cut(desk, tokens[number % len(tokens)][0])
        elif step == "join":
            join(desk, -1 if number % 2 else 1)
        elif step == "role":
            segments = desk.passage.segments
            set_role(desk, segments[place % len(segments)], ROLES[number % len(ROLES)])
        elif step == "claim":
            start, end = tokens[number % len(tokens)]
            desk.add_claim("neutral", [Segment(document=desk.sentence.document, start=start, end=end).span])
        else:
            desk.no_claim()
    except LabelError:
        pass


def check(desk: AnnotationDesk, document: str, marked: dict[str, str]) -> None:
    """The laws of every moment."""
    passage = open_passage(desk.project.store, desk.annotator, document, desk.project.roles)
    text, covered = passage.document.text, [0] * len(passage.document.text)
    for segment in passage.segments:
        assert segment.span.of(text) == segment.span.of(text).strip() != ""
        for index in range(segment.start, segment.end):
            covered[index] += 1
    assert all(count == 1 or (count == 0 and letter.isspace()) for count, letter in zip(covered, text, strict=True))
    for sentence in passage.sentences:
        for claim in passage.label(sentence.key).claims:
            words = " … ".join(span.of(text) for span in claim.spans)
            assert marked.setdefault(claim.id, f"{claim.spans} {words}") == f"{claim.spans} {words}"


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_claims_keep_their_words_and_undo_leads_back(bench: Bench, steps: list[tuple[str, int, int]]) -> None:
    machine = Machine()
    with machine.open(bench.root()) as project:
        document = bench.add(project, ARTICLE, "first")
        desk = machine.desk(project)
        assert desk.resume()
        start = state(desk, document)
        piles, now, marked = Piles(), start, dict[str, str]()
        for step, place, number in steps:
            if step in ("undo", "redo"):
                made = desk.undo() if step == "undo" else desk.redo()
                taken, put = (piles.done, piles.undone) if step == "undo" else (piles.undone, piles.done)
                assert (made is not None) == bool(taken)
                if taken:
                    put.append(now)
                    now = taken.pop()
                    assert state(desk, document) == now, step
            else:
                for kind in ("go", "finish", step):
                    before = saves(project)
                    act(desk, kind, place, number)
                    if saves(project) != before:
                        piles.done.append(now)
                        piles.undone.clear()
                        now = state(desk, document)
            check(desk, document, marked)
            assert desk.passage.segments == view(desk).segments
            assert desk.passage.revisions.keys() >= view(desk).revisions.keys()
        assert examine(project.store) == []
        end, taken_back = now, 0
        while desk.undo():
            taken_back += 1
        assert taken_back == len(piles.done)
        assert state(desk, document) == start
        assert get_segments(project.store, document) == view(desk).segments
        assert examine(project.store) == []
        for _ in range(taken_back):
            assert desk.redo()
        assert state(desk, document) == end
        rebuild(project.store)
        assert examine(project.store) == []
        assert state(desk, document) == end


def saves(project: Project) -> int:
    """How many undoable things were saved."""
    [row] = project.store.rows(
        "SELECT (SELECT count(*) FROM revision WHERE origin <> 'carried') + (SELECT count(*) FROM segment_change) AS n"
    )
    return int(row["n"])


def test_a_change_says_itself(desk: AnnotationDesk) -> None:
    change = cut(desk, at(desk, "said the text"))
    stored = segment_changes(desk.project.store, "ann", desk.passage.document.id)
    assert stored == [change]
    taken = desk.undo()
    assert isinstance(taken, SegmentChange)
    assert (taken.op, taken.reverts) == ("undo", change.id)
