"""The picker learns from the annotator's own labels: which speaker goes with which words, here and elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.desk import remembering
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import Choice, choices, ensure_speaker
from annotator.desk.project import Project
from annotator.desk.registry import merge_speakers
from annotator.desk.remembering import SpeakerMemory
from annotator.records.spans import Span
from annotator.text.cues import cue_words, cues, stretches

ONE = (
    ("sentence", "The foreign minister warned that the plan would fail."),
    ("sentence", "Nobody but the Foreign Minister had read it."),
    ("sentence", "The envoy was silent, though the foreign minister was not."),
    ("sentence", "It rained."),
)
TWO = (
    ("sentence", "In Aldo the foreign minister warned again."),
    ("sentence", "Brandt told Ortiz to wait."),
    ("sentence", "Ortiz told Brandt to go."),
)


@pytest.fixture
def papers(project: Project, bench: Any) -> list[str]:
    """Two more articles."""
    return [bench.add(project, ONE, "one"), bench.add(project, TWO, "two")]


def choose(desk: AnnotationDesk, name: str, mention: str = "") -> str:
    """Mark the whole sentence as a claim of somebody, with the words that name them."""
    start = desk.passage.document.text.casefold().index(mention.casefold(), desk.sentence.start) if mention else 0
    revision = desk.add_claim("neutral")
    speaker = ensure_speaker(desk, name)
    words = Span(start=start, end=start + len(mention)) if mention else None
    desk.change_claim(revision.body.claims[-1].id, speaker=speaker, mention=words)
    return speaker


def first(desk: AnnotationDesk) -> Choice:
    return choices(desk)[0]


def test_a_marked_mention_brings_its_speaker_and_where_it_stands(desk: AnnotationDesk, papers: list[str]) -> None:
    desk.open(papers[0])
    volkova = choose(desk, "Irina Volkova", "The foreign minister")
    desk.next()
    found = first(desk)
    assert (found.speaker, found.as_for) == (volkova, "the Foreign Minister")
    assert found.mention is not None
    assert found.mention.of(desk.passage.document.text) == "the Foreign Minister"
    desk.open(papers[1])
    assert first(desk).speaker == volkova, "in another article, too"
    desk.open(papers[0])
    desk.go_to(3)
    assert all(not choice.as_for for choice in choices(desk)), "nothing in this sentence reminds of anybody"


def test_what_was_chosen_in_the_article_counts_more_than_elsewhere(desk: AnnotationDesk, papers: list[str]) -> None:
    desk.open(papers[0])
    volkova = choose(desk, "Irina Volkova", "the foreign minister")
    desk.open(papers[1])
    other = choose(desk, "Aldo's Minister", "the foreign minister")
    desk.open(papers[0])
    desk.go_to(2)
    found = [choice.speaker for choice in choices(desk) if choice.as_for]
    assert found[0] == volkova != other, "though the other was chosen later"


def test_a_name_that_was_another_speakers_is_learnt(desk: AnnotationDesk, papers: list[str]) -> None:
    desk.open(papers[1])
    desk.go_to(1)
    team = choose(desk, "The team of the mayor", "Brandt")
    desk.next()
    found = first(desk)
    assert (found.speaker, found.as_for) == (team, "Brandt")
    desk.previous()
    desk.change_claim(str(desk.claim_id), mention=None)
    desk.next()
    found = first(desk)
    assert (found.name, found.as_for) == ("Ortiz", ""), (
        "no mention was marked: that both names stood there once is little"
    )


def test_the_memory_follows_undo_changes_and_deleted_claims(desk: AnnotationDesk, papers: list[str]) -> None:
    desk.open(papers[0])
    volkova = choose(desk, "Irina Volkova", "the foreign minister")
    desk.next()
    assert first(desk).speaker == volkova
    desk.previous()
    other = ensure_speaker(desk, "Somebody Else")
    desk.change_claim(str(desk.claim_id), speaker=other)
    desk.next()
    assert first(desk).speaker == other
    desk.previous()
    desk.delete_claim(str(desk.claim_id))
    desk.next()
    assert all(not choice.as_for for choice in choices(desk))
    assert desk.memory.recent() == []
    desk.undo()
    desk.next()
    assert first(desk).speaker == other


def test_nobody_learns_from_another(desk: AnnotationDesk, project: Project, machine: Any, papers: list[str]) -> None:
    desk.open(papers[0])
    choose(desk, "Irina Volkova", "the foreign minister")
    bob = machine.desk(project, "bob")
    bob.resume()
    bob.open(papers[0])
    bob.go_to(1)
    assert all(not choice.as_for for choice in choices(bob))
    assert bob.memory.recent() == []


def test_a_merged_speaker_is_learnt_as_the_one_that_stands_for_it(
    desk: AnnotationDesk, project: Project, papers: list[str]
) -> None:
    desk.open(papers[0])
    old = choose(desk, "I. Volkova", "the foreign minister")
    new = ensure_speaker(desk, "Irina Volkova")
    merge_speakers(project.store, old, new, "lead")
    desk.next()
    assert first(desk).speaker == new


def test_a_second_program_has_learnt_the_same(
    desk: AnnotationDesk, project: Project, machine: Any, papers: list[str]
) -> None:
    desk.open(papers[0])
    volkova = choose(desk, "Irina Volkova", "the foreign minister")
    desk.next()
    choices(desk)
    again = machine.desk(project)
    again.resume()
    again.open(papers[0])
    again.go_to(2)
    assert first(again).speaker == volkova
    choose(desk, "Irina Volkova", "the Foreign Minister")
    assert first(again).speaker == volkova


def test_the_author_comes_behind_whoever_else_speaks_where_the_claim_is_the_authors(
    desk: AnnotationDesk, papers: list[str]
) -> None:
    desk.open(papers[0])
    volkova = choose(desk, "Irina Volkova")
    desk.go_to(3)
    assert [choice.speaker for choice in choices(desk)][:2] == ["author", volkova]
    desk.add_claim("neutral")
    assert [choice.speaker for choice in choices(desk)][:2] == [volkova, "author"]


def test_older_work_is_read_stretch_by_stretch_the_newest_first(
    project: Project, machine: Any, bench: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "STRETCH", 20)
    lines = [("sentence", f"Witness{number} spoke at length.") for number in range(25)]
    document = bench.add(project, lines, "long")
    desk = machine.desk(project)
    desk.resume()
    desk.open(document)
    court = ensure_speaker(desk, "The court")
    for index in range(len(lines)):
        desk.go_to(index)
        desk.add_claim("neutral", speaker=court)
    memory = SpeakerMemory(project.store, "ann")

    def reminds() -> list[bool]:
        text, sentences = desk.passage.document.text, desk.passage.sentences
        others = [sentence.model_copy(update={"document": "other"}) for sentence in sentences]
        found = [memory.likely(text, sentence, {court: court}) for sentence in others]
        return [court in each and each[court].cue.startswith("Witness") for each in found]

    assert not any(reminds())
    memory.catch_up()
    known = reminds()
    assert known[-1]
    assert not known[0]
    assert known == sorted(known), "all behind a place are known, none before it"
    memory.catch_up()
    memory.catch_up()
    memory.catch_up()
    assert all(reminds())
    assert memory.recent() == [court]


def test_words_of_a_sentence() -> None:
    text = "Gen. Müller’s aide told U.S. envoys: “Wait,” и Лавров."
    words = cue_words(text)
    assert [text[word.start : word.end] for word in words][:2] == ["Gen", "Müller"]
    assert {"+muller", "+лавров", "-envoys"} <= cues(words)
    assert "-told" not in cues(words), "short words in small letters say nothing"
    assert ("muller s aide", 5, 18) in list(stretches(words))
    assert cue_words("") == []
    assert list(stretches([])) == []
