"""Output into places that take no more, or not every character: told in a line, and JSON stays JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("annotator")
FULL = Path("/dev/full")


def _run(*arguments: str, encoding: str = "utf-8", **options: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [COMMAND, *arguments], env=environment, stderr=subprocess.PIPE, timeout=60, **options
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_every_character_gets_a_table_and_whole_json(labelled: Path, encoding: str) -> None:
    (labelled / "corpus" / "wide.txt").write_text("外交部长访问大马士革\n\nHe left.\n", "utf-8")
    assert _run("add", "corpus", stdout=subprocess.PIPE).returncode == 0
    shown = _run("status", encoding=encoding, stdout=subprocess.PIPE)
    assert shown.returncode == 0
    assert b"Envoys Meet Again" in shown.stdout
    data = _run("status", "--json", encoding=encoding, stdout=subprocess.PIPE)
    titles = [each["title"] for each in json.loads(data.stdout.decode(encoding))["documents"]]
    assert "外交部长访问大马士革" in titles


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_full_disk_behind_the_output_is_told_in_a_line(labelled: Path, more: list[str]) -> None:
    with FULL.open("wb") as full:
        ran = _run("status", *more, stdout=full)
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    assert b"cannot write the output: No space left on device" in ran.stderr
