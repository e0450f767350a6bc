"""`annotator practice`: refused without a terminal, the whole of it by prompts, nothing left behind."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.cli.plain.practice import PracticeReader
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.practice import NAME, load_steps, practice_project

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def type_in(lines: Sequence[str]) -> tuple[str, PracticeReader]:
    said: list[str] = []
    left = iter(lines)

    def ask(question: str) -> str:
        said.append(question)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    with practice_project() as project:
        desk = AnnotationDesk(project, NAME)
        assert desk.resume()
        reader = PracticeReader(desk, ask, said.append)
        reader.run()
    return "\n".join(said), reader


def test_without_a_terminal_it_is_refused(run: Run) -> None:
    ran = run("practice")
    assert ran.code == 2
    assert "annotator practice --plain" in ran.err


def test_by_prompts_each_sentence_is_judged_at_once() -> None:
    said, reader = type_in(["n", "2", "", "a", "g 2", "1", ""])
    assert "Try: Nobody would dispute this" in said
    assert "Sentence 1 is right." in said
    assert "Not quite: the stance is not neutral." in said
    assert "Answer: pro-moscow, the author" in said
    assert "Sentence 2 is right." in said
    assert "New here?" not in said
    assert (reader.practice.right_at_once, reader.practice.right_now) == (1, 2)


def test_the_whole_of_it_by_prompts() -> None:
    lines: list[str] = []
    for step in load_steps():
        for claim in step.claims:
            key = {"pro-moscow": "1", "neutral": "2", "pro-washington": "3"}[claim.stance]
            if claim.speaker == "author":
                lines += [key]
                continue
            lines += [f'{key} "{claim.words[0]}"', claim.speaker, *([""] if not known(lines, claim.speaker) else [])]
            lines += [f'+ "{quote}"' for quote in claim.words[1:]]
            lines += [f"S {claim.via}", ""] if claim.via else []
        lines += {"claims": [""], "no-claim": ["n"], "skipped": ["x"]}[step.verdict]
    said, reader = type_in(lines)
    assert [each.wrong for each in reader.practice.last.values() if not each.right] == [], said
    assert "Practice done. 14 of 14 right at once" in said


def known(lines: list[str], name: str) -> bool:
    return name in lines


def test_nothing_is_left_behind_and_no_project_is_needed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, temporary = tmp_path / "here", tmp_path / "temporary"
    here.mkdir()
    temporary.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    answers = iter(["n", "q"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    ran = run("practice", "--plain")
    assert ran.code == 0
    assert "You practised 1 sentence; 1 right at once, 1 in the end." in ran.err
    assert list(here.iterdir()) == []
    assert list(temporary.iterdir()) == []


def test_newcomers_hear_of_it_in_the_plain_mode(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(*lines: str) -> str:
        left = iter(lines)
        monkeypatch.setattr("builtins.input", lambda _: next(left))
        return str(run("annotate", "--plain").out)

    assert "annotator practice --plain" in typed("q")
    assert "annotator practice --plain" in typed("n", "q")
    assert "annotator practice --plain" not in typed("q")


def test_status_counts_what_a_new_codebook_leaves_to_look_at(run: Run, labelled: Path) -> None:
    assert "Nothing has to be looked at again." in run("status", "--outdated").out
    book = labelled / "codebook.toml"
    toml = book.read_text("utf-8").replace('version = "1.0"', 'version = "1.1"')
    book.write_text(toml.replace("takes neither side", "[b]takes no side"), "utf-8")
    ran = run("status", "--outdated")
    assert ran.code == 0
    assert "the stance neutral was reworded" in ran.out
    counts = {each["annotator"]: each["outdated"] for each in run("status", "--outdated", "--json").json["annotators"]}
    assert counts == {"ann": 0, "ben": 1}
    only = run("status", "--outdated", "--json", "--as", "ben").json
    assert only["codebook"] == "1.1"
    assert [each["annotator"] for each in only["annotators"]] == ["ben"]
    assert json.dumps(only)
