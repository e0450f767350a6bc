"""Whom to offer for a claim, and what a lead does with the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from annotator.desk import choosing
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import Choice, choices, ensure_speaker
from annotator.desk.naming import same_name
from annotator.desk.project import Project
from annotator.desk.registry import (
    add_alias,
    find_speaker,
    listed,
    merge_speakers,
    remove_alias,
    rename,
    set_kind,
    split_speaker,
)
from annotator.errors import InputError
from annotator.store.doctor import examine
from annotator.store.speakers import registry


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are where a test says; how they are found is another room's business."""

    def names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for name in ("Anna Orlova", "Mr. Reed"):
            at = text.find(name, start, end)
            if at >= 0:
                yield at, at + len(name)

    monkeypatch.setattr(choosing, "names", names)


def offered(desk: AnnotationDesk, query: str = "") -> list[tuple[str, str]]:
    """Place and name of each choice."""
    return [(choice.place, choice.name) for choice in choices(desk, query)]


def test_names_of_the_sentence_come_first_with_their_words(desk: AnnotationDesk) -> None:
    first, *_ = choices(desk)
    assert (first.name, first.place, first.speaker, first.kind) == ("Anna Orlova", "sentence", None, "person")
    assert first.mention is not None
    assert first.mention.of(desk.passage.document.text) == "Anna Orlova"
    assert offered(desk) == [("sentence", "Anna Orlova"), ("author", "the author")]


def test_then_those_of_the_article_then_those_used_elsewhere_then_all(desk: AnnotationDesk, project: Project) -> None:
    here, elsewhere, unused = (ensure_speaker(desk, name) for name in ("Used Here", "Used Elsewhere", "Unused"))
    desk.add_claim("neutral", speaker=here)
    desk.open(project.store.rows("SELECT id FROM document ORDER BY added_at")[2]["id"])
    desk.add_claim("neutral", speaker=elsewhere)
    desk.go_to(0)
    desk.resume(project.store.rows("SELECT id FROM document ORDER BY added_at")[0]["id"])
    desk.go_to(0)
    assert offered(desk) == [
        ("sentence", "Anna Orlova"), ("author", "the author"), ("article", "Used Here"), ("recent", "Used Elsewhere"),
        ("registry", "Unused"),
    ]  # fmt: skip
    assert {choice.speaker for choice in choices(desk)} == {None, "author", here, elsewhere, unused}


def test_what_others_have_used_is_only_in_the_registry(desk: AnnotationDesk, project: Project, machine: Any) -> None:
    desk.add_claim("neutral", speaker=ensure_speaker(desk, "Secret"))
    other = machine.desk(project, "bob")
    other.resume()
    assert ("registry", "Secret") in offered(other)


def test_typing_narrows_by_the_beginnings_of_words(desk: AnnotationDesk) -> None:
    for name in ("Sergej Müller", "Zoë al-Assad", "Foreign Ministry"):
        ensure_speaker(desk, name)
    add_alias(desk.project.store, "Foreign Ministry", "MID", "ann")
    assert [name for place, name in offered(desk, "mu") if place != "new"] == ["Sergej Müller"]
    assert [name for place, name in offered(desk, "ser mul") if place != "new"] == ["Sergej Müller"]
    assert [name for place, name in offered(desk, "ASSAD zoe") if place != "new"] == ["Zoë al-Assad"]
    assert [name for place, name in offered(desk, "mid") if place != "new"] == ["Foreign Ministry"]
    assert [name for place, name in offered(desk, "inistry") if place != "new"] == []


def test_a_name_that_nobody_bears_is_offered_last_as_new(desk: AnnotationDesk) -> None:
    assert choices(desk, "  Somebody   Else ")[-1] == Choice("Somebody Else", "person", "new", None)
    ensure_speaker(desk, "Somebody Else")
    assert ("new", "somebody else") not in offered(desk, "somebody else")
    assert offered(desk, "somebody")[-1] == ("new", "somebody")


def test_a_known_name_in_the_sentence_is_that_speaker(desk: AnnotationDesk) -> None:
    anna = ensure_speaker(desk, "ANNA ORLOVA")
    first, *rest = choices(desk)
    assert (first.place, first.speaker, first.name) == ("sentence", anna, "ANNA ORLOVA")
    assert first.mention is not None
    assert anna not in [choice.speaker for choice in rest]


def test_a_merged_speaker_is_offered_as_the_one_that_stands_for_it(desk: AnnotationDesk, project: Project) -> None:
    anna = ensure_speaker(desk, "Anna Orlova")
    envoy = ensure_speaker(desk, "The Envoy")
    other = ensure_speaker(desk, "Another")
    desk.add_claim("neutral", speaker=other)
    merge_speakers(project.store, anna, envoy, "lead")
    merge_speakers(project.store, other, envoy, "lead")
    found = choices(desk)
    assert [(choice.speaker, choice.place) for choice in found] == [(envoy, "sentence"), ("author", "author")]
    assert found[0].aliases == ("Anna Orlova", "Another")
    desk.go_to(2)
    assert offered(desk) == [("author", "the author"), ("article", "The Envoy")]
    assert offered(desk, "anna") == [("article", "The Envoy"), ("new", "anna")]
    assert ensure_speaker(desk, "anna orlova") == envoy


def test_the_same_name_is_entered_once_however_it_is_typed(desk: AnnotationDesk, project: Project) -> None:
    first = ensure_speaker(desk, "  José\tGarcía ", "state")
    assert {ensure_speaker(desk, each) for each in ("jose garcia", "JOSÉ GARCÍA", "Jose\u0301 García")} == {first}
    assert registry(project.store)[first].name == "José García"
    assert registry(project.store)[first].kind == "state"
    assert ensure_speaker(desk, "The Author") == "author"


def test_two_machines_give_a_speaker_the_same_id(desk: AnnotationDesk, machine: Any, bench: Any) -> None:
    with machine.open(bench.root()) as elsewhere:
        bench.add(elsewhere, bench.second)
        other = machine.desk(elsewhere, "bob")
        other.resume()
        assert ensure_speaker(other, "anna  ORLOVA") == ensure_speaker(desk, "Anna Orlova")


def test_a_name_that_was_given_up_can_be_anothers(desk: AnnotationDesk, project: Project) -> None:
    first = ensure_speaker(desk, "The Minister")
    rename(project.store, "The Minister", "Ivan Petrov", "lead")
    assert ensure_speaker(desk, "The Minister") == first
    remove_alias(project.store, "Ivan Petrov", "The Minister", "lead")
    second = ensure_speaker(desk, "The Minister")
    assert second != first
    assert registry(project.store)[second].name == "The Minister"


@pytest.mark.parametrize("name", ["", "  \t", "x" * 201, "a\udcff"])
def test_what_is_no_name_is_refused(desk: AnnotationDesk, project: Project, name: str) -> None:
    before = project.store.rows("SELECT * FROM speaker_change")
    for attempt in (
        lambda: ensure_speaker(desk, name),
        lambda: rename(project.store, ensure_speaker(desk, "Known"), name, "lead"),
        lambda: add_alias(project.store, ensure_speaker(desk, "Known"), name, "lead"),
    ):
        with pytest.raises(InputError, match="is no name for a speaker"):
            attempt()
    assert len(project.store.rows("SELECT * FROM speaker_change")) == len(before) + 1


@pytest.mark.parametrize(
    ("name", "kind"), [("Russia", "state"), ("the United States", "state"), ("США", "state"), ("Mr. Reed", "person")]
)
def test_the_kind_of_a_new_name_is_guessed(desk: AnnotationDesk, name: str, kind: str) -> None:
    assert [choice.kind for choice in choices(desk, name) if choice.place == "new"] == [kind]


def test_names_are_the_same_but_for_case_accents_and_blanks() -> None:
    assert same_name(" Élodie  d’Arc ", "elodie D’ARC")
    assert same_name("Бойко", "БОЙКО")
    assert not same_name("Anna", "Anne")


# The registry ---------------------------------------------------------------------------------------------------------


def test_a_lead_renames_aliases_merges_and_splits(desk: AnnotationDesk, project: Project) -> None:
    store = project.store
    anna, boris = ensure_speaker(desk, "Anna"), ensure_speaker(desk, "Boris")
    desk.add_claim("neutral", speaker=anna)
    rename(store, "anna", "Anna  Orlova", "lead")
    set_kind(store, "Anna Orlova", "institution", "lead")
    add_alias(store, anna, "A. O.", "lead")
    entry = find_speaker(store, "a. o.")
    assert (entry.id, entry.name, entry.kind, entry.aliases) == (anna, "Anna Orlova", "institution", ("A. O.", "Anna"))
    merge_speakers(store, "Anna", "Boris", "lead")
    assert {row["id"]: row["claims"] for row in listed(store)} == {anna: 0, boris: 1, "author": 0}
    with pytest.raises(InputError, match="'Anna' was merged into 'Boris'"):
        find_speaker(store, "Anna")
    split_speaker(store, anna, "lead")
    assert {row["id"]: row["claims"] for row in listed(store)} == {anna: 1, boris: 0, "author": 0}
    remove_alias(store, "Anna", "A. O.", "lead")
    assert find_speaker(store, anna).aliases == ("Anna",)
    assert examine(store) == []


def test_a_name_means_whose_name_it_is_before_whose_alias_it_is(desk: AnnotationDesk, project: Project) -> None:
    store = project.store
    palace, anna = ensure_speaker(desk, "A Palace"), ensure_speaker(desk, "Zed")
    add_alias(store, "A Palace", "Anna Orlova", "lead")
    rename(store, anna, "Anna Orlova", "lead")
    assert ensure_speaker(desk, "anna orlova") == anna
    assert find_speaker(store, "Anna Orlova").id == anna
    assert [choice.speaker for choice in choices(desk, "anna orlova")][:2] == [anna, palace]
    assert [choice.speaker for choice in choices(desk) if choice.place == "sentence"] == [anna]


def test_a_shared_alias_is_nobodys_until_it_is_settled(desk: AnnotationDesk, project: Project) -> None:
    store = project.store
    both = sorted(ensure_speaker(desk, name) for name in ("Dora", "Emil"))
    for name in both:
        add_alias(store, name, "the minister", "lead")
    before = store.rows("SELECT * FROM speaker_change")
    with pytest.raises(InputError, match=f"2 speakers 'The Minister': {both[0]} .*, {both[1]} "):
        ensure_speaker(desk, "The Minister")
    assert store.rows("SELECT * FROM speaker_change") == before


@pytest.mark.parametrize("name", ["half \ud800", " ", "y" * 201])
def test_what_can_be_no_name_is_refused_wherever_it_is_given(desk: AnnotationDesk, project: Project, name: str) -> None:
    ensure_speaker(desk, "Anna")
    for attempt in (
        lambda: ensure_speaker(desk, name),
        lambda: add_alias(project.store, "Anna", name, "lead"),
        lambda: rename(project.store, "Anna", name, "lead"),
    ):
        with pytest.raises(InputError, match="is no name for a speaker"):
            attempt()


def test_what_a_lead_cannot_do_is_refused_with_the_reason(desk: AnnotationDesk, project: Project) -> None:
    store = project.store
    anna, boris, chen = (ensure_speaker(desk, name) for name in ("Anna", "Boris", "Chen"))
    merge_speakers(store, "Anna", "Boris", "lead")
    merge_speakers(store, "Chen", anna, "lead")
    for name in ("Dora", "Emil"):
        ensure_speaker(desk, name)
        add_alias(store, name, "Twin", "lead")
    before = store.rows("SELECT * FROM speaker_change")
    attempts: dict[str, Callable[[], object]] = {
        "no speaker 'Nobody'": lambda: rename(store, "Nobody", "X", "lead"),
        "2 speakers 'Twin'": lambda: rename(store, "Twin", "X", "lead"),
        "'ghost' is no kind": lambda: set_kind(store, anna, "ghost", "lead"),
        "'author' is no kind": lambda: set_kind(store, anna, "author", "lead"),
        "there is a speaker 'Boris' already": lambda: add_alias(store, "Dora", "boris", "lead"),
        "is the name of 'Dora' already": lambda: add_alias(store, "Dora", "dora", "lead"),
        "has no alias 'Z'": lambda: remove_alias(store, boris, "Z", "lead"),
        "cannot be merged": lambda: merge_speakers(store, boris, boris, "lead"),
        "merged into it": lambda: merge_speakers(store, boris, chen, "lead"),
        "which is unknown or merged into it": lambda: merge_speakers(store, anna, chen, "lead"),
        "was not merged": lambda: split_speaker(store, boris, "lead"),
        "author of the article": lambda: rename(store, "author", "Me", "lead"),
    }
    for words, attempt in attempts.items():
        with pytest.raises(InputError, match=words) as refusal:
            attempt()
        assert refusal.value.hint
    assert store.rows("SELECT * FROM speaker_change") == before


def test_the_list_is_in_the_order_of_names(desk: AnnotationDesk, project: Project) -> None:
    for name in ("zeta", "Alpha", "beta"):
        ensure_speaker(desk, name)
    assert [row["name"] for row in listed(project.store)] == ["Alpha", "beta", "the author", "zeta"]
