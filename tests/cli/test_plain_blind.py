"""Reading blind by prompts: nothing hidden is read out, and the reveal is asked for twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.cli.plain.reader import Reader
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.importing import add_articles
from annotator.desk.project import BlindSettings, Project, init_project, open_project
from annotator.records.documents import Metadata
from annotator.store.revisions import history
from annotator.store.speakers import registry

ARTICLE = """Bridge opens late

By Ines Calder

The bridge is safe, Tomas Brandt told the Northern Star on Friday. Ada Voss, who built it, said that Brandt was wrong.
"""
HIDDEN = ("Northern", "Calder", "2019", "Brandt", "Voss", "star.md", "▒")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    root = init_project(tmp_path / "project")
    (root / "star.md").write_text(ARTICLE, encoding="utf-8")
    facts = Metadata(outlet="The Northern Star", author="Ines Calder", date="2019-06-03", title="Late | Northern Star")
    with open_project(root) as opened:
        add_articles(opened, [root / "star.md"], facts)
        book = opened.codebook
        hidden = book.model_copy(update={"blind": book.blind.model_copy(update={"speakers": True})})
        settings = opened.settings.model_copy(update={"blind": BlindSettings(on=True)})
        yield replace(opened, settings=settings, codebook=hidden)


def type_in(project: Project, lines: Sequence[str]) -> str:
    """What is read out while these lines are typed and the input ends."""
    said: list[str] = []
    left = iter(lines)

    def ask(question: str) -> str:
        said.append(question)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    desk = AnnotationDesk(project, "ann")
    assert desk.resume()
    Reader(desk, ask, said.append).run()
    return "\n".join(said)


def test_nothing_hidden_is_read_out(project: Project) -> None:
    said = type_in(project, ["w", "t", "D", "", "pieces", "", "1", "s", "", "V", "i"])
    assert not [word for word in HIDDEN if word in said]
    assert "The bridge is safe, name A told the name B on Friday." in said
    assert "Article: Late | hidden." in said
    assert "not finished" in said


def test_lists_name_what_is_hidden_in_words(project: Project) -> None:
    said = type_in(project, ["1 2-3", "A", "", "/ safe", "", "M", "", "* 2-3", "", "Z", "", "c", "V"])
    assert not [word for word in HIDDEN if word in said]
    assert "[A]" not in said
    assert "The bridge is safe, name A told the name B on F" in said.split("Found 1 sentence")[1]
    assert "pro-Moscow, name A: The bridge" in said


def test_a_reveal_shows_in_the_lists_that_follow(project: Project) -> None:
    before, after = type_in(project, ["n", "n", "/ safe", "", "V", "yes", "/ safe", "", "D", ""]).split("Outlet:")
    assert "Brandt" not in before
    assert "told the Northern Star" in after.split("Found 1 sentence")[1]
    assert "Late | Northern Star" in after


def test_a_sign_that_is_typed_is_recorded_under_its_name(project: Project) -> None:
    said = type_in(project, ["1", "s A", ""])
    assert "name A is new" in said
    revision = history(project.store, "ann", looker(project).sentence.key)[-1]
    assert registry(project.store)[revision.body.claims[0].speaker].name == "Tomas Brandt"


def test_the_article_is_revealed_after_yes_and_called_back(project: Project) -> None:
    said = type_in(project, ["n", "n", "V", ""])
    assert "V reveals where it comes from" in said
    assert "it stays blind" in said
    assert not [word for word in HIDDEN if word in said]
    said = type_in(project, ["V", "yes", "", "g 1"])
    assert "Outlet: The Northern Star." in said
    assert "The bridge is safe, Tomas Brandt told the Northern Star on Friday." in said
    versions = history(project.store, "ann", looker(project).sentence.key)
    assert [(revision.origin, revision.done) for revision in versions][-2:] == [("revealed", False), ("typed", True)]


def looker(project: Project) -> AnnotationDesk:
    """A desk of somebody else at the first sentence."""
    desk = AnnotationDesk(project, "looker")
    assert desk.resume()
    desk.go_to(0)
    return desk
