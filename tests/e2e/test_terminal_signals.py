"""The program set aside with a key and taken up again, told to end, and escape with the next key right behind it."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from annotator.cli.main import cli

_spec = importlib.util.spec_from_file_location("terminal", Path(__file__).with_name("terminal.py"))
assert _spec is not None
assert _spec.loader is not None
_terminal = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_terminal)
Terminal = Any

TEXT = "Ferry plan\n\n" + "The council met on Tuesday. " + "Nobody asked Ines Duarte about the costs. " * 3


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """What opens the annotation screen on a short article."""
    project = tmp_path / "project"
    (tmp_path / "ferry.txt").write_text(TEXT, "utf-8")
    for arguments in (["init", str(project)], ["--project", str(project), "add", str(tmp_path / "ferry.txt")]):
        assert CliRunner().invoke(cli, arguments).exit_code == 0
    return ["--project", str(project), "annotate", "--as", "anna"]


@pytest.fixture
def terminal(arguments: list[str]) -> Iterator[Terminal]:
    """The annotation screen, with no shell behind it."""
    terminal = _terminal.Terminal(arguments)
    terminal.wait(_open, "the article")
    yield terminal
    if terminal.child.isalive():
        terminal.kill()


def _open(text: str) -> bool:
    """Whether all of the screen is there, at the first sentence."""
    return "The council met" in text and "sentence 1/" in text and "? help" in text


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with jobs")
def test_it_can_be_set_aside_and_is_drawn_whole_again(arguments: list[str]) -> None:
    shell = _terminal.Terminal(["--norc", "--noprofile", "-i"], command="bash")
    shell.press(f"{shlex.join([str(_terminal.COMMAND), *arguments])}\n")
    shell.wait(_open, "the article")
    shell.press("\x1a")
    shell.wait(lambda _: b"Stopped" in shell.sent and b"\x1b[?1049l" in shell.sent, "the shell")
    shell.wipe()
    shell.press("fg\n")
    shell.wait(_open, "all of it again")
    shell.press("n")
    shell.wait(lambda text: "sentence 2/" in text, "the next sentence")
    shell.kill()


def test_with_no_shell_behind_it_the_program_stays(terminal: Terminal) -> None:
    terminal.press("\x1a")
    terminal.wait(lambda text: "No shell waits" in text, "why it stays")
    terminal.press("n")
    terminal.wait(lambda text: "sentence 2/" in text, "the next sentence")


def test_told_to_end_it_gives_the_terminal_back(terminal: Terminal) -> None:
    os.kill(terminal.child.pid, signal.SIGTERM)
    limit = time.monotonic() + 10
    while terminal.child.isalive() and time.monotonic() < limit:
        terminal.read()
    assert b"\x1b[?1049l" in terminal.sent


def test_enter_right_behind_escape_takes_nothing_from_the_picker(terminal: Terminal) -> None:
    terminal.press("nlvl1")
    terminal.wait(lambda text: "Who makes claim 1?" in text, "the picker")
    terminal.press("\x1b\r")
    terminal.wait(lambda text: re.search(r"sentence 2: .*finished", text) is not None, "the finished sentence")
    terminal.press("k")
    terminal.wait(lambda text: "the author" in text, "whose claim it is")


def test_it_ends_with_its_terminal_even_where_nobody_tells_it(arguments: list[str]) -> None:
    terminal = _terminal.Terminal(
        ["--norc", "--noprofile", "-c", f"trap '' HUP; exec {shlex.join([str(_terminal.COMMAND), *arguments])}"],
        command="bash",
    )
    terminal.wait(_open, "the article")
    terminal.press("n")
    terminal.wait(lambda text: "sentence 2/" in text, "the next sentence")
    os.close(terminal.child.fileno())
    limit = time.monotonic() + 10
    ended = 0
    while ended == 0 and time.monotonic() < limit:
        time.sleep(0.05)
        ended, _ = os.waitpid(terminal.child.pid, os.WNOHANG)
    if ended == 0:
        os.kill(terminal.child.pid, signal.SIGKILL)
    assert ended == terminal.child.pid
