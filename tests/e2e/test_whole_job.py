"""The whole job as two people would do it, in a real pseudo-terminal, on a real article where there is one."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve()
SAMPLE = HERE.parents[2] / "corpus" / "01-geneva-ceasefire-text.txt"
SHARED = HERE.parents[3] / "shared" / "corpus"

_spec = importlib.util.spec_from_file_location("terminal", HERE.with_name("terminal.py"))
assert _spec is not None
assert _spec.loader is not None
terminal = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(terminal)


def annotator(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command outside the terminal."""
    command = [str(terminal.COMMAND), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)


def articles() -> list[Path]:
    """The sample article, and a real one where it is there."""
    return [SAMPLE, *sorted(SHARED.glob("*.txt"))[:1]]


@pytest.fixture(params=articles(), ids=lambda path: path.stem[:12])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project with one article."""
    root = tmp_path / "project"
    annotator("init", root)
    annotator("--project", root, "add", request.param)
    return root


def at(number: int) -> Any:
    """Whether the screen stands at a sentence: its number before the number of all."""
    return lambda text: re.search(rf"\b{number}\s*/\s*\d+", text) is not None


def label_ten(screen: Any, last: str) -> None:
    """Nine sentences without a claim and one that the author claims as a whole."""
    for number in range(1, 10):
        screen.wait(at(number), f"sentence {number}")
        screen.press("n")
    screen.wait(at(10), "sentence 10")
    screen.press(last)
    screen.wait(lambda text: "saved" in text, "that the claim is saved")
    screen.press("\r")
    screen.wait(at(11), "sentence 11")


def labels(root: Path, tmp_path: Path) -> list[dict[str, Any]]:
    """The lines of an export."""
    target = tmp_path / "release"
    annotator("--project", root, "export", "jsonl", "-o", target)
    return [json.loads(line) for line in (target / "annotations.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_two_people_label_lose_their_terminals_and_agree(project: Path, tmp_path: Path) -> None:
    start = ["--project", str(project), "annotate", "--as"]
    screen = terminal.Terminal([*start, "anna"])
    label_ten(screen, "1")
    screen.kill()

    back = terminal.Terminal([*start, "anna"])
    back.wait(at(11), "sentence 11, where anna stopped")
    assert back.quit() == 0

    other = terminal.Terminal([*start, "ben"], rows=45, columns=160)
    label_ten(other, "3")
    assert other.quit() == 0

    rows = labels(project, tmp_path)
    for name, stance in (("anna", "pro-moscow"), ("ben", "pro-washington")):
        mine = [row for row in rows if row["annotator"] == name]
        assert [row["verdict"] for row in mine] == ["no-claim"] * 9 + ["claims"]
        assert all(row["done"] for row in mine)
        claim = mine[-1]["claims"][0]
        assert (claim["stance"], claim["speaker"]["id"]) == (stance, "author")
        assert claim["spans"][0]["quote"] == mine[-1]["sentence"]["text"]
    report = json.loads(annotator("--project", project, "agreement", "--json").stdout)
    assert report["units"] == 10
    assert report["coefficients"]["alpha_nominal"]["value"] == 1.0
    assert report["layers"]["stance"]["coefficients"]["percent_agreement"]["value"] == 0.0
    annotator("--project", project, "doctor")


def test_words_a_speaker_and_undo_by_keyboard(project: Path, tmp_path: Path) -> None:
    screen = terminal.Terminal(["--project", str(project), "annotate", "--as", "anna"])
    screen.wait(at(1), "the first sentence")
    # All at once, as over a slow line: the name must go to the picker that the stance's key opens.
    screen.press("lvll2Somebody New\r")
    screen.wait(lambda text: "Somebody New" in text and "saved" in text, "the new speaker")
    screen.press("\r")
    screen.wait(at(2), "the second sentence")
    row = labels(project, tmp_path)[0]
    claim = row["claims"][0]
    assert (claim["stance"], claim["speaker"]["name"]) == ("neutral", "Somebody New")
    assert claim["spans"][0]["quote"] in row["sentence"]["text"]
    assert claim["spans"][0]["quote"] != row["sentence"]["text"]
    for _ in range(3):
        screen.press("u")
    screen.wait(at(1), "the first sentence again")
    assert screen.quit() == 0
    assert labels(project, tmp_path) == []
