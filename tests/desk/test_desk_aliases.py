"""Suggested merges from a project's registry and articles, and every answer taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.desk.aliases import suggestions
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import choices
from annotator.desk.importing import add_articles
from annotator.desk.loading import load
from annotator.desk.naming import enter_speaker
from annotator.desk.project import Project, init_project, open_project
from annotator.desk.registry_desk import RegistryDesk
from annotator.errors import InputError
from annotator.records.documents import Metadata
from annotator.store.doctor import examine
from annotator.store.ratings import marked_claims
from annotator.store.speakers import registry, speaker_changes

ARTICLE = """Envoys Meet

Russian Foreign Minister Pavel Orlin said on Friday that the talks would go on. "We will not leave," Orlin said.

The minister added that nobody had asked him to. Ellen Prager, the German chancellor, said the opposite.

Moscow wants a pause, Prager said.
"""
CLAIMS = [
    ("the talks would go on", "Pavel Orlin"),
    ("We will not leave", "Orlin"),
    ("nobody had asked him to", "the minister"),
    ("Moscow wants a pause", "Prager"),
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    root = init_project(tmp_path / "project")
    (root / "a.txt").write_text(ARTICLE, encoding="utf-8")
    lines = [
        json.dumps({"document": "a.txt", "claims": [{"quote": quote, "speaker": speaker, "stance": "neutral"}]})
        for quote, speaker in CLAIMS
    ]
    (root / "ann.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with open_project(root) as opened:
        add_articles(opened, [root / "a.txt"], Metadata())
        load(opened, root / "ann.jsonl", annotator="ann")
        yield opened


def spoken(project: Project) -> list[str]:
    """The names that the claims count under, in the order of the text."""
    known = registry(project.store)
    return [known[claim.speaker].name for claim in marked_claims(project.store, project.roles)]


def test_names_of_the_registry_and_of_the_articles_propose_merges(project: Project) -> None:
    found = {(each.name, each.into_name, each.rule) for each in suggestions(project)}
    assert found == {
        ("Orlin", "Pavel Orlin", "surname"),
        ("the minister", "Pavel Orlin", "office"),
        ("Prager", "Ellen Prager", "fuller"),
    }


def test_every_claim_follows_a_merge_and_comes_back_with_a_split(project: Project) -> None:
    desk = RegistryDesk(project, "lead")
    before = spoken(project)
    for each in desk.suggested:
        desk.take(each)
    assert spoken(project) == ["Pavel Orlin"] * 3 + ["Ellen Prager"]
    assert desk.suggested == []
    while desk.undo():
        pass
    assert spoken(project) == before
    assert {each.author for each in speaker_changes(project.store) if each.op != "create"} == {"lead"}
    assert examine(project.store) == []


def test_what_was_turned_down_does_not_come_back_until_it_is_taken_back(project: Project) -> None:
    desk = RegistryDesk(project, "lead")
    for each in list(desk.suggested):
        desk.keep_apart(each)
    assert suggestions(project) == []
    assert RegistryDesk(project, "other").suggested == []
    desk.undo()
    assert len(suggestions(project)) == 1


def test_names_kinds_and_aliases_are_taken_back(project: Project) -> None:
    desk = RegistryDesk(project, "lead")
    before = registry(project.store)
    entry = next(each for each in desk.entries if each.speaker.name == "Orlin")
    desk.rename(entry.speaker, "P. Orlin")
    desk.next_kind(entry.speaker)
    desk.add_alias(entry.speaker, "the envoy")
    other = next(each for each in desk.entries if each.speaker.name == "Prager")
    desk.merge(entry.speaker, other.speaker)
    assert registry(project.store) != before
    for _ in range(4):
        assert desk.undo()
    assert desk.undo() is None
    assert registry(project.store) == before


def test_a_change_that_cannot_be_made_changes_nothing(project: Project) -> None:
    desk = RegistryDesk(project, "lead")
    before = registry(project.store)
    with pytest.raises(InputError, match="no name"):
        desk.rename(desk.entries[0].speaker, "  ")
    with pytest.raises(InputError, match="not merged"):
        desk.split(desk.entries[0].speaker)
    assert registry(project.store) == before
    assert desk.undo() is None


def test_a_metonym_is_offered_in_each_of_its_meanings(project: Project) -> None:
    desk = AnnotationDesk(project, "ben")
    desk.open(next(iter(marked_claims(project.store, project.roles))).document)
    desk.go_to(len(desk.passage.sentences) - 1)
    offered = [(choice.name, choice.kind) for choice in choices(desk) if choice.name.startswith("Moscow")]
    assert offered == [
        ("Moscow", "state"),
        ("Moscow (institution)", "institution"),
        ("Moscow (unnamed officials)", "unnamed"),
    ]
    typed = [(choice.name, choice.kind) for choice in choices(desk, "kremlin")]
    assert typed == [
        ("kremlin", "state"),
        ("kremlin (institution)", "institution"),
        ("kremlin (unnamed officials)", "unnamed"),
    ]
    state = enter_speaker(project.store, "Moscow", "state", "ben")
    officials = enter_speaker(project.store, "Moscow (unnamed officials)", "unnamed", "ben")
    assert state != officials
    again = [(choice.speaker, choice.kind) for choice in choices(desk) if choice.name.startswith("Moscow")]
    assert again == [(state, "state"), (None, "institution"), (officials, "unnamed")]
