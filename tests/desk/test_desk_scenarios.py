"""What an annotator does all day, in plain calls; each is on disk when it returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.desk.stopwatch import IDLE_S
from annotator.errors import AnnotatorError, InputError, LabelError
from annotator.records.labels import EMPTY, Label
from annotator.records.spans import Span
from annotator.store.codebooks import codebook_versions
from annotator.store.doctor import examine
from annotator.store.revisions import history


def on_disk(desk: AnnotationDesk) -> tuple[str | None, bool, int]:
    """Verdict, done and number of claims of the sentence at hand, as another process reads them."""
    with closing(sqlite3.connect(desk.project.store.path)) as other:
        where = [desk.annotator, desk.sentence.key]
        label = other.execute("SELECT verdict, done FROM label WHERE annotator = ? AND segment = ?", where).fetchone()
        claims = other.execute("SELECT count(*) FROM claim WHERE annotator = ? AND segment = ?", where).fetchone()
    return label[0], bool(label[1]), claims[0]


def quotes(desk: AnnotationDesk) -> list[list[str]]:
    """The words of each claim of the sentence at hand."""
    text = desk.passage.document.text
    return [[text[span.start : span.end] for span in claim.spans] for claim in desk.label.claims]


def text(desk: AnnotationDesk) -> str:
    return desk.sentence.span.of(desk.passage.document.text)


# Deciding -------------------------------------------------------------------------------------------------------------


def test_a_sentence_without_a_claim_costs_one_call(desk: AnnotationDesk) -> None:
    revision = desk.no_claim()
    assert (revision.done, revision.body, revision.origin) == (True, Label(verdict="no-claim"), "typed")
    assert on_disk(desk) == ("no-claim", True, 0)
    assert desk.passage.finished == 1


def test_a_claim_of_the_author_costs_one_call_and_moving_on_finishes_it(desk: AnnotationDesk) -> None:
    desk.add_claim("neutral")
    assert on_disk(desk) == ("claims", False, 1)
    assert quotes(desk) == [[text(desk)]]
    assert (desk.label.claims[0].speaker, desk.claim) == ("author", desk.label.claims[0])
    first = desk.sentence.key
    assert desk.next()
    assert desk.previous()
    assert desk.sentence.key == first
    assert on_disk(desk) == ("claims", True, 1)


def test_a_skipped_sentence_is_finished(desk: AnnotationDesk) -> None:
    desk.skip()
    assert on_disk(desk) == ("skipped", True, 0)


def test_several_claims_in_a_sentence_are_kept_in_the_order_in_which_they_were_made(
    desk: AnnotationDesk, bench: Any
) -> None:
    first, second = bench.words(desk, "the text was dead"), bench.words(desk, "Anna Orlova, the envoy")
    desk.add_claim("pro-moscow", [first])
    one = desk.claim_id
    desk.add_claim("neutral", [second])
    assert quotes(desk) == [["the text was dead"], ["Anna Orlova, the envoy"]]
    assert desk.claim_id != one
    assert on_disk(desk) == ("claims", False, 2)


def test_a_claim_has_fragments(desk: AnnotationDesk, bench: Any) -> None:
    desk.next()
    desk.add_claim("pro-moscow", [bench.words(desk, "before spring")])
    assert desk.claim_id is not None
    desk.add_fragment(desk.claim_id, bench.words(desk, "We will not leave"))
    assert quotes(desk) == [["We will not leave", "before spring"]]
    with pytest.raises(LabelError, match="overlap"):
        desk.add_fragment(desk.claim_id, bench.words(desk, "leave"))
    assert quotes(desk) == [["We will not leave", "before spring"]]


def test_every_field_of_a_claim_can_be_changed_and_changed_back(desk: AnnotationDesk, bench: Any) -> None:
    from annotator.desk.choosing import ensure_speaker

    anna, reed = ensure_speaker(desk, "Anna Orlova"), ensure_speaker(desk, "Mr. Reed")
    desk.add_claim("pro-moscow")
    claim = desk.label.claims[0]
    changes: dict[str, object] = {
        "stance": "neutral", "speaker": anna, "via": reed, "mention": bench.words(desk, "Anna Orlova"),
        "spans": (bench.words(desk, "the text was dead"),), "confidence": 2,
    }  # fmt: skip
    for name, value in changes.items():
        desk.change_claim(claim.id, **{name: value})
        assert getattr(desk.label.claims[0], name) == value
    desk.change_claim(claim.id, **{name: getattr(claim, name) for name in changes})
    assert desk.label.claims == (claim,)


def test_the_mention_may_stand_in_an_earlier_sentence(desk: AnnotationDesk, bench: Any) -> None:
    desk.next()
    desk.add_claim("pro-moscow")
    assert desk.claim_id is not None
    mention = bench.words(desk, "Anna Orlova", anywhere=True)
    desk.change_claim(desk.claim_id, mention=mention)
    assert mention.end <= desk.sentence.start
    assert desk.label.claims[0].mention == mention


def test_attributes_are_set_and_taken_away(desk: AnnotationDesk) -> None:
    desk.add_claim("neutral")
    assert desk.claim_id is not None
    desk.set_attribute(desk.claim_id, "form", "direct")
    desk.set_attribute(desk.claim_id, "commitment", "doubts")
    desk.set_attribute(desk.claim_id, "form", "mixed")
    assert desk.label.claims[0].attributes == {"form": "mixed", "commitment": "doubts"}
    desk.set_attribute(desk.claim_id, "form", None)
    assert desk.label.claims[0].attributes == {"commitment": "doubts"}


def test_a_deleted_claim_is_gone_and_the_last_one_leaves_the_sentence_undecided(
    desk: AnnotationDesk, bench: Any
) -> None:
    desk.add_claim("neutral", [bench.words(desk, "dead")])
    one = desk.claim_id
    desk.add_claim("pro-moscow", [bench.words(desk, "text")])
    two = desk.claim_id
    assert one is not None
    assert two is not None
    desk.delete_claim(two)
    assert (quotes(desk), desk.claim_id, on_disk(desk)) == ([["dead"]], one, ("claims", False, 1))
    desk.delete_claim(one)
    assert (desk.label, desk.claim_id, on_disk(desk)) == (EMPTY, None, (None, False, 0))
    desk.next()
    desk.previous()
    assert on_disk(desk) == (None, False, 0)


def test_no_claim_takes_the_place_of_claims_and_a_claim_that_of_no_claim(desk: AnnotationDesk) -> None:
    desk.add_claim("neutral")
    desk.set_note("odd")
    desk.toggle_flag()
    desk.no_claim()
    assert desk.label == Label(verdict="no-claim", note="odd", flag=True)
    assert desk.claim is None
    desk.add_claim("pro-moscow")
    assert (desk.label.verdict, desk.label.note, desk.label.flag) == ("claims", "odd", True)
    assert on_disk(desk) == ("claims", False, 1)


def test_a_note_or_a_flag_decides_nothing(desk: AnnotationDesk) -> None:
    desk.set_note("  look here\nand there ")
    desk.toggle_flag()
    assert desk.label == Label(note="look here\nand there", flag=True)
    assert on_disk(desk) == (None, False, 0)
    desk.next()
    desk.previous()
    assert on_disk(desk) == (None, False, 0)


def test_a_note_or_a_flag_keeps_a_finished_sentence_finished(desk: AnnotationDesk) -> None:
    desk.no_claim()
    for note in ("x", "x", "y", ""):
        desk.set_note(note)
        desk.toggle_flag()
        assert on_disk(desk) == ("no-claim", True, 0)
    assert desk.label == Label(verdict="no-claim")


def test_a_finished_sentence_that_is_changed_is_finished_again_by_moving_away(desk: AnnotationDesk) -> None:
    desk.add_claim("neutral")
    desk.next()
    desk.previous()
    assert desk.claim_id is not None
    desk.change_claim(desk.claim_id, confidence=1)
    assert on_disk(desk) == ("claims", False, 1)
    desk.go_to(3)
    desk.go_to(0)
    assert on_disk(desk) == ("claims", True, 1)


def test_finishing_twice_saves_once(desk: AnnotationDesk, project: Project, bench: Any) -> None:
    assert desk.finish() is None
    desk.add_claim("neutral")
    assert desk.finish() is not None
    assert desk.finish() is None
    desk.next()
    assert len(bench.saved(project)) == 2


def test_moving_about_without_a_word_saves_nothing(desk: AnnotationDesk, project: Project, bench: Any) -> None:
    while desk.next():
        pass
    while desk.previous():
        pass
    desk.next_unfinished()
    assert bench.saved(project) == []


# What is not possible -------------------------------------------------------------------------------------------------


def test_impossible_input_is_refused_and_nothing_is_saved(desk: AnnotationDesk, project: Project, bench: Any) -> None:
    desk.add_claim("neutral", [bench.words(desk, "dead")])
    claim = desk.claim_id
    assert claim is not None
    before, label = bench.saved(project), desk.label
    end = len(desk.passage.document.text)
    sentence = desk.sentence.span
    attempts: dict[str, Callable[[], object]] = {
        "pro-moon": lambda: desk.add_claim("pro-moon"),
        "lies outside": lambda: desk.add_claim("neutral", [Span(start=sentence.start, end=sentence.end + 1)]),
        "lies outside its": lambda: desk.change_claim(claim, spans=(Span(start=0, end=3),)),
        "overlap": lambda: desk.add_claim("neutral", [bench.words(desk, "the text"), bench.words(desk, "text was")]),
        "no claim 'nothing'": lambda: desk.change_claim("nothing", stance="neutral"),
        "no claim ''": lambda: desk.delete_claim(""),
        "confidence": lambda: desk.change_claim(claim, confidence=4),
        "colour": lambda: desk.change_claim(claim, colour="red"),
        "spans": lambda: desk.change_claim(claim, spans=()),
        "both as speaker": lambda: desk.change_claim(claim, via="author"),
        "cannot continue": lambda: desk.change_claim(claim, continues="nothing"),
        "cannot continue ": lambda: desk.change_claim(claim, continues=claim),
        "lies behind the text": lambda: desk.change_claim(claim, mention=Span(start=end - 1, end=end + 1)),
        "attribute 'taste'": lambda: desk.set_attribute(claim, "taste", "sweet"),
        "form 'sung'": lambda: desk.set_attribute(claim, "form", "sung"),
        "half a character": lambda: desk.set_note("\udcff"),
    }
    for words, attempt in attempts.items():
        with pytest.raises(LabelError) as refusal:
            attempt()
        assert words.strip() in refusal.value.message
    with pytest.raises(AnnotatorError):
        desk.change_claim(claim, speaker="s-unknown")
    assert bench.saved(project) == before
    assert (desk.label, desk.claim_id) == (label, claim)
    assert desk.passage.revisions[desk.sentence.key].id == before[-1]["id"]


def test_a_claim_cannot_take_the_id_of_another(desk: AnnotationDesk, bench: Any) -> None:
    desk.add_claim("neutral", [bench.words(desk, "dead")])
    one = desk.claim_id
    desk.add_claim("neutral", [bench.words(desk, "text")])
    assert desk.claim_id is not None
    with pytest.raises(LabelError, match="same id"):
        desk.change_claim(desk.claim_id, id=one)


def test_a_name_that_cannot_be_used_is_refused(project: Project, machine: Any) -> None:
    for name in ("", " ann", "a\x1b[2J", "x" * 65):
        with pytest.raises(InputError):
            machine.desk(project, name)


def test_what_could_not_be_saved_does_not_look_saved(desk: AnnotationDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    store = desk.project.store
    real = store.write

    @contextmanager
    def full() -> Iterator[Any]:
        """The disk is full when the transaction is to be ended."""
        nested = store.db.conn.in_transaction
        with real() as db:
            yield db
            if not nested:
                raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store, "write", full)
    for attempt in (desk.no_claim, lambda: desk.add_claim("neutral"), lambda: desk.set_note("x"), desk.toggle_flag):
        with pytest.raises(AnnotatorError, match="disk is full"):
            attempt()
        assert (desk.label, desk.claim) == (EMPTY, None)
        assert not desk.passage.is_done(desk.sentence.key)
    assert history(store, "ann", desk.sentence.key) == []
    monkeypatch.undo()
    desk.no_claim()
    assert on_disk(desk) == ("no-claim", True, 0)


# Moving ---------------------------------------------------------------------------------------------------------------


def test_next_and_previous_cross_documents_and_pass_over_those_without_a_sentence(desk: AnnotationDesk) -> None:
    seen = [text(desk)]
    while desk.next():
        seen.append(text(desk))
    assert len(seen) == 6
    assert seen[-2:] == ["Nobody answered.", "End."]
    back = [text(desk)]
    while desk.previous():
        back.append(text(desk))
    assert back == seen[::-1]


def test_go_to_takes_only_places_that_there_are(desk: AnnotationDesk) -> None:
    assert desk.go_to(3)
    assert text(desk).endswith("told reporters.")
    assert not desk.go_to(4)
    assert not desk.go_to(-1)
    assert desk.index == 3


def test_next_unfinished_goes_on_in_the_next_document_and_wraps_around(desk: AnnotationDesk) -> None:
    desk.go_to(1)
    desk.no_claim()
    desk.go_to(3)
    desk.no_claim()
    assert desk.next_unfinished()
    assert text(desk) == "Nobody answered."
    desk.add_claim("neutral")
    assert desk.next_unfinished()
    assert text(desk) == "End."
    desk.skip()
    assert desk.next_unfinished()
    assert desk.index == 0
    desk.no_claim()
    assert desk.next_unfinished()
    assert desk.index == 2
    desk.no_claim()
    assert not desk.next_unfinished()
    assert desk.index == 2
    assert [desk.passage.is_done(each.key) for each in desk.passage.sentences] == [True] * 4


def test_next_unfinished_stays_at_the_only_one_that_is_left(desk: AnnotationDesk) -> None:
    while True:
        desk.no_claim()
        if not desk.advance():
            break
    desk.go_to(0)
    assert desk.undo() is not None
    here = desk.sentence.key
    assert not desk.next_unfinished()
    assert desk.sentence.key == here


def test_advance_goes_on_and_behind_the_last_sentence_to_what_is_left(desk: AnnotationDesk) -> None:
    first = text(desk)
    desk.go_to(1)
    seen = []
    for _ in range(5):
        desk.no_claim()
        assert desk.advance()
        seen.append(text(desk))
    rest = ["It rained 👩‍👩‍👧 in Женева.", "“Nor will we,” Mr. Reed told reporters.", "Nobody answered.", "End."]
    assert seen == [*rest, first]
    desk.no_claim()
    desk.go_to(3)
    assert not desk.advance()


def test_a_document_opens_at_its_first_unfinished_sentence(desk: AnnotationDesk, project: Project, bench: Any) -> None:
    first, second = desk.passage.document.id, project.store.rows("SELECT id FROM document ORDER BY added_at")[2]["id"]
    desk.no_claim()
    assert desk.open(second)
    assert text(desk) == "Nobody answered."
    assert desk.open(first)
    assert desk.index == 1
    empty = project.store.rows("SELECT id FROM document ORDER BY added_at")[1]["id"]
    assert not desk.open(empty)
    with pytest.raises(InputError, match="no document 'nowhere'"):
        desk.open("nowhere")


def test_a_document_can_be_opened_before_anything_else(project: Project, machine: Any) -> None:
    desk = machine.desk(project, "zoe")
    document = project.store.rows("SELECT id FROM document ORDER BY added_at")[2]["id"]
    assert desk.open(document)
    assert text(desk) == "Nobody answered."


def test_leaving_for_another_document_finishes_the_sentence(desk: AnnotationDesk, project: Project) -> None:
    desk.add_claim("neutral")
    key = desk.sentence.key
    desk.open(project.store.rows("SELECT id FROM document ORDER BY added_at")[2]["id"])
    assert history(project.store, "ann", key)[-1].done


# Coming back ----------------------------------------------------------------------------------------------------------


def test_work_resumes_exactly_where_it_stopped(desk: AnnotationDesk, project: Project, machine: Any) -> None:
    desk.go_to(2)
    desk.add_claim("pro-moscow", [Span(start=desk.sentence.start, end=desk.sentence.start + 2)])
    desk.set_note("half done")
    place, label = desk.sentence.key, desk.label
    project.store.close()
    with machine.open(project.root) as again:
        back = machine.desk(again)
        assert back.resume()
        assert (back.sentence.key, back.label) == (place, label)
        assert back.claim == label.claims[0]
        assert not back.passage.is_done(place)
        assert examine(again.store) == []


def test_work_resumes_in_the_document_that_is_named(desk: AnnotationDesk, project: Project, machine: Any) -> None:
    ids = [row["id"] for row in project.store.rows("SELECT id FROM document ORDER BY added_at")]
    desk.go_to(2)
    back = machine.desk(project)
    assert back.resume(ids[0])
    assert back.index == 2
    assert back.resume(ids[2])
    assert text(back) == "Nobody answered."
    assert not back.resume(ids[1])


def test_a_new_annotator_starts_at_the_first_sentence(desk: AnnotationDesk, project: Project, machine: Any) -> None:
    desk.go_to(2)
    other = machine.desk(project, "bob")
    assert other.resume()
    assert other.index == 0


def test_one_who_has_finished_all_comes_back_to_the_last_place(
    desk: AnnotationDesk, project: Project, machine: Any
) -> None:
    desk.no_claim()
    while desk.advance():
        desk.no_claim()
    back = machine.desk(project)
    assert back.resume()
    assert back.sentence.key == desk.sentence.key


def test_a_project_without_a_sentence_has_nothing_to_resume(bench: Any, machine: Any) -> None:
    with machine.open(bench.root()) as empty:
        assert not machine.desk(empty).resume()
        bench.add(empty, bench.no_sentence)
        assert not machine.desk(empty).resume()


# Carrying on ----------------------------------------------------------------------------------------------------------


def test_a_claim_can_continue_the_claims_before_it_nearest_first(desk: AnnotationDesk, bench: Any) -> None:
    desk.add_claim("neutral")
    one = desk.claim_id
    desk.go_to(1)
    desk.add_claim("neutral", [bench.words(desk, "We will not leave")])
    two = desk.claim_id
    desk.add_claim("neutral", [bench.words(desk, "before spring")])
    three = desk.claim_id
    assert one is not None
    assert two is not None
    assert three is not None
    assert desk.continuable(three) == [two, one]
    assert desk.continuable(two) == [one]
    desk.change_claim(three, continues=one)
    assert desk.label.claims[1].continues == one
    with pytest.raises(LabelError, match="cannot continue"):
        desk.change_claim(two, continues=three)
    desk.change_claim(three, continues=None)
    assert [claim.continues for claim in desk.label.claims] == [None, None]
    desk.go_to(0)
    assert desk.continuable(one) == []


# Each for themselves --------------------------------------------------------------------------------------------------


def test_annotators_are_blind_to_each_other(desk: AnnotationDesk, project: Project, machine: Any) -> None:
    other = machine.desk(project, "bob")
    other.resume()
    desk.add_claim("pro-moscow")
    desk.set_note("mine")
    assert other.label == EMPTY
    assert other.undo() is None
    other.no_claim()
    assert (other.resume(), other.label) == (True, Label(verdict="no-claim"))
    assert desk.label.note == "mine"
    assert other.continuable("x") == []
    fresh = machine.desk(project, "chen")
    fresh.resume()
    while True:
        assert fresh.label == EMPTY
        assert fresh.passage.finished == 0
        assert fresh.passage.revisions == {}
        if not fresh.next():
            break


def test_two_windows_of_one_annotator_add_to_each_other(
    desk: AnnotationDesk, project: Project, machine: Any, bench: Any
) -> None:
    with machine.open(project.root) as window:
        other = machine.desk(window)
        other.resume()
        desk.add_claim("neutral", [bench.words(desk, "dead")])
        other.add_claim("pro-moscow", [bench.words(other, "text")])
        desk.set_note("both")
        assert quotes(desk) == [["dead"], ["text"]]
        other.toggle_flag()
        assert (other.label.note, other.label.flag) == ("both", True)


# Time -----------------------------------------------------------------------------------------------------------------


def test_time_is_counted_from_arrival_to_the_change(desk: AnnotationDesk, machine: Any) -> None:
    machine.elapsed_s += 12.5
    assert desk.add_claim("neutral").seconds == 12.5
    machine.elapsed_s += 3
    assert desk.set_note("x").seconds == 3
    machine.elapsed_s += 2
    desk.next()
    assert [each.seconds for each in history(desk.project.store, "ann", desk.passage.sentences[0].key)] == [12.5, 3, 2]
    machine.elapsed_s += 1
    assert desk.no_claim().seconds == 1


def test_a_long_pause_counts_for_as_much_as_the_longest_work(desk: AnnotationDesk, machine: Any) -> None:
    machine.elapsed_s += 3600
    assert desk.no_claim().seconds == IDLE_S


def test_whoever_presses_keys_is_at_work_and_whoever_does_not_is_away(desk: AnnotationDesk, machine: Any) -> None:
    for pause in (IDLE_S - 1, IDLE_S - 1, 3600):
        machine.elapsed_s += pause
        desk.watch.touch()
    machine.elapsed_s += 2
    assert desk.no_claim().seconds == 2 * (IDLE_S - 1) + IDLE_S + 2


# Under a new codebook -------------------------------------------------------------------------------------------------


def with_codebook(project: Project, old: str, new: str) -> None:
    path = project.root / "codebook.toml"
    path.write_text(path.read_text().replace(old, new).replace('version = "1.0"', 'version = "1.1"'))


def test_each_label_records_the_codebook_that_it_was_made_under(
    desk: AnnotationDesk, project: Project, machine: Any
) -> None:
    assert desk.no_claim().codebook_version == "1.0"
    with_codebook(project, "takes neither side", "takes no side")
    with machine.open(project.root) as again:
        back = machine.desk(again)
        back.resume()
        back.next()
        assert back.no_claim().codebook_version == "1.1"
        assert set(codebook_versions(again.store)) == {"1.0", "1.1"}


def test_a_changed_codebook_of_the_same_version_is_refused(
    desk: AnnotationDesk, project: Project, machine: Any
) -> None:
    desk.no_claim()
    path = project.root / "codebook.toml"
    path.write_text(path.read_text().replace("takes neither side", "takes no side"))
    with pytest.raises(AnnotatorError, match=r"still version 1\.0"):
        machine.open(project.root)


def test_nobody_is_held_at_a_sentence_whose_stance_the_codebook_dropped(
    desk: AnnotationDesk, project: Project, machine: Any
) -> None:
    desk.add_claim("pro-moscow")
    with_codebook(project, "pro-moscow", "anti-war")
    with machine.open(project.root) as again:
        back = machine.desk(again)
        back.resume()
        assert back.label.claims[0].stance == "pro-moscow"
        assert back.next()
        assert back.previous()
        assert on_disk(back) == ("claims", False, 1)
        assert back.claim_id is not None
        back.change_claim(back.claim_id, stance="anti-war")
        back.next()
        back.previous()
        assert on_disk(back) == ("claims", True, 1)
        assert back.undo() is not None
        assert back.undo() is not None
        assert back.label.claims[0].stance == "pro-moscow"
        assert examine(again.store) == []
