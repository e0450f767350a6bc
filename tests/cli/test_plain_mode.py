"""The plain mode: the whole job by prompts, with the same labels in the store as the screen makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.cli.plain.commands import COMMANDS
from annotator.cli.plain.pointing import pointed
from annotator.cli.plain.reader import Reader
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.importing import add_articles
from annotator.desk.project import Project, init_project, open_project
from annotator.errors import UsageError
from annotator.records.documents import Metadata
from annotator.records.labels import AUTHOR, Label
from annotator.records.spans import Span
from annotator.store.doctor import examine
from annotator.store.revisions import last_revision
from annotator.store.speakers import registry

ARTICLE = """Envoys Meet Again

The envoys met in Geneva on Friday. “We will not leave,” Pavel Orlin said, “and we [will] not go.” Nobody asked him to.

The talks, he added, are over.
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    root = init_project(tmp_path / "project")
    (root / "envoys.txt").write_text(ARTICLE, encoding="utf-8")
    with open_project(root) as opened:
        add_articles(opened, [root / "envoys.txt"], Metadata())
        yield opened


def type_in(project: Project, lines: Sequence[str], name: str = "ann") -> str:
    """What is read out while these lines are typed and the input ends."""
    said: list[str] = []
    left = iter(lines)

    def ask(question: str) -> str:
        said.append(question)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    desk = AnnotationDesk(project, name)
    assert desk.resume()
    Reader(desk, ask, said.append).run()
    return "\n".join(said)


def labels(project: Project, name: str = "ann") -> list[Label | None]:
    desk = AnnotationDesk(project, "looker")
    assert desk.resume()
    found = [last_revision(project.store, name, sentence.key) for sentence in desk.passage.sentences]
    return [revision.body if revision else None for revision in found]


def quotes(project: Project, label: Label | None) -> list[list[str]]:
    assert label is not None
    desk = AnnotationDesk(project, "looker")
    assert desk.resume()
    text = desk.passage.document.text
    return [[span.of(text) for span in claim.spans] for claim in label.claims]


def test_no_claim_is_one_letter_and_an_author_claim_is_one_letter_and_enter(project: Project) -> None:
    said = type_in(project, ["n", "1", ""])
    first, second, third, _ = labels(project)
    assert first is not None
    assert first.verdict == "no-claim"
    assert second is not None
    assert [(claim.stance, claim.speaker) for claim in second.claims] == [("pro-moscow", AUTHOR)]
    assert third is None
    assert "Sentence 3 of 4. Undecided." in said
    assert "Saved" in said


def test_words_are_chosen_by_number_or_by_quoting_them(project: Project) -> None:
    type_in(project, ["g 2", '1 "We will not leave"', "Pavel Orlin", "", "+ “and we [will] not go”"])
    label = labels(project)[1]
    assert quotes(project, label) == [["We will not leave", "and we [will] not go"]]
    assert label is not None
    assert registry(project.store)[label.claims[0].speaker].name == "Pavel Orlin"
    said = type_in(project, ["g 2", "w", "r 2-3", "l"])
    assert "2 We, 3 will" in said
    assert quotes(project, labels(project)[1]) == [["We will"]]


def test_fragments_can_be_named_at_once(project: Project) -> None:
    type_in(project, ["g 4", "2 1-2 7-8", "", "m 4"])
    label = labels(project)[3]
    assert quotes(project, label) == [["The talks", "are over"]]
    assert label is not None
    assert label.claims[0].mention is not None


def test_everything_else_the_screen_does_can_be_typed(project: Project) -> None:
    marking = ["g 2", "3", "s Ivan Test", "3", "S Some Agency", "2", "o 3", "! ", "N look [here]", "1 2-3", ""]
    said = type_in(project, [*marking, "c 1", "d", "u", "U", "k", "t", "D", "1", ">", "j", "k"])
    label = labels(project)[1]
    assert label is not None
    assert label.flag
    assert label.note == "look [here]"
    assert [claim.stance for claim in label.claims] == ["pro-moscow"]
    known = {speaker.name: speaker.kind for speaker in registry(project.store).values()}
    assert known["Ivan Test"] == "state"
    assert known["Some Agency"] == "institution"
    assert "Before: nothing" in said
    assert "After: “We will not leave,”" in said


def test_undo_and_redo_say_what_came_back(project: Project) -> None:
    said = type_in(project, ["n", "u", "U"])
    assert "taken back: no claim" in said
    assert "brought back: no claim" in said
    first = labels(project)[0]
    assert first is not None
    assert first.verdict == "no-claim"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("zzz", "'zzz' means nothing here"),
        ("n now", "nothing can follow 'n'"),
        ("g far", "name the number of a sentence"),
        ("g 99", "there is no sentence 99"),
        ("s", "no claim here yet"),
        ("1 99", "names no words"),
        ("1 3-1", "names no words"),
        ('1 "nowhere to be found"', "stands nowhere"),
        ('1 "e"', "stands"),
        ("+", "no words"),
        ("c 7", "there is no claim 7"),
        ("o 9", "is not 1 guess"),
        ("d", "no claim here yet"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(project: Project, line: str, wanted: str) -> None:
    said = type_in(project, [line])
    if line != "+":
        assert wanted in said
    assert labels(project) == [None] * 4


def test_the_end_is_told(project: Project) -> None:
    assert "Everything is finished" in type_in(project, ["n", "n", "n", "n"])
    assert "Everything is finished" in type_in(project, [])


def test_help_names_everything_that_can_be_typed(project: Project) -> None:
    said = type_in(project, ["?"])
    assert all(command.says in said for command in COMMANDS)
    desk = AnnotationDesk(project, "ann")
    assert desk.resume()
    reader = Reader(desk, input, print)
    assert all(callable(reader.action(command.action)) for command in COMMANDS)


@pytest.mark.parametrize("typed", ["3-9", "1", "2-3 5", "1,2", " 1 - 2 "])
def test_numbers_name_words(typed: str) -> None:
    text = "Nobody in the town, he said, had heard of any of it."
    for span in pointed(typed, text, Span(start=0, end=len(text))):
        assert span.of(text).strip() == span.of(text)


def test_a_quote_must_stand_there_once() -> None:
    text = "We go and we\u00a0\n go."
    assert pointed('"we go"', text, Span(start=0, end=len(text)))[0].of(text) == "we\u00a0\n go"
    with pytest.raises(UsageError, match="2 times"):
        pointed('"go"', text, Span(start=0, end=len(text)))


TYPED = st.one_of(
    st.sampled_from([letter for command in COMMANDS for letter in command.letters if letter not in ("q", "quit")]),
    st.sampled_from(
        ["1", "2", "3", "1 2-3", "2 1", '3 "the"', "s Ann", "g 1", "g 3", "c 1", "r 2", "+ 3", "m 1", "o 2"]
    ),
    st.text(max_size=12).filter(lambda text: "\n" not in text),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(TYPED, max_size=25))
def test_no_line_ever_breaks_it_and_the_file_stays_sound(tmp_path_factory: Any, lines: list[str]) -> None:
    root = init_project(tmp_path_factory.mktemp("plain") / "project")
    (root / "envoys.txt").write_text(ARTICLE, encoding="utf-8")
    with open_project(root) as project:
        add_articles(project, [root / "envoys.txt"], Metadata())
        type_in(project, lines)
        assert examine(project.store) == []
        desk = AnnotationDesk(project, "ann")
        assert desk.resume()
        while desk.undo():
            pass
        assert all(label is None or label == Label() for label in labels(project))
