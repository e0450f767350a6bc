"""Fixtures of the desk. Makes the helper module of this folder importable: import mode importlib adds no path."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from desk_bench import ARTICLE, NO_SENTENCE, SECOND, Bench, Machine, add

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Helpers, and a folder for all that a test makes in a loop."""
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture
def machine() -> Machine:
    """The computer of the test."""
    return Machine()


@pytest.fixture
def project(bench: Bench, machine: Machine) -> Iterator[Project]:
    """A project with two articles, and between them one that has no sentence."""
    with machine.open(bench.root()) as made:
        for pieces, title in ((ARTICLE, "first"), (NO_SENTENCE, "empty"), (SECOND, "second")):
            add(made, pieces, title)
        yield made


@pytest.fixture
def desk(project: Project, machine: Machine) -> AnnotationDesk:
    """Ann's desk, at the first sentence."""
    made = machine.desk(project)
    assert made.resume()
    return made
