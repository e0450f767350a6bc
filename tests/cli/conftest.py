"""The command line as a test calls it: the real entry point, with its exit codes, in a project of invented articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.main import main

ARTICLE = """---
title: Envoys Meet Again
outlet: Harbour Post
date: 2016-02-20
---
Envoys Meet Again

The envoys met in Geneva on Friday. “We will not leave,” Pavel Orlin said. Nobody asked him to.

The talks, he added, are over.
"""


CLAIM = {"quote": "We will not leave", "speaker": "Pavel Orlin"}


@dataclass
class Ran:
    """What a call of the command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `annotator` with arguments and see what it prints and how it ends."""
    monkeypatch.delenv("ANNOTATOR_PROJECT", raising=False)
    monkeypatch.setenv("ANNOTATOR_NAME", "ann")

    def call(*arguments: object) -> Ran:
        try:
            main([str(argument) for argument in arguments])
            code = 0
        except SystemExit as leave:
            code = int(leave.code or 0)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def project(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one article; the working directory is its folder."""
    root = tmp_path / "project"
    assert run("init", root).code == 0
    (root / "corpus" / "envoys.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(root)
    assert run("add", "corpus").code == 0
    return root


@pytest.fixture
def labelled(project: Path, run: Run) -> Path:
    """The project with labels of two annotators."""
    for name, stance in (("ann", "pro-moscow"), ("ben", "neutral")):
        lines = [
            {
                "document": "envoys.txt",
                "claims": [{"quote": "We will not leave", "speaker": "Pavel Orlin", "stance": stance}],
            },
            {"document": "envoys.txt", "others": "no-claim"},
        ]
        path = project / f"{name}.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        assert run("load", path, "--as", name).code == 0
    return project
