"""Makes the helper modules of this folder and of the desk's tests importable: import mode importlib adds no path."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "desk")]

from desk_bench import Bench, Machine  # noqa: E402


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Helpers, and a folder for all that a test makes in a loop."""
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture
def machine() -> Machine:
    """The computer of the test."""
    return Machine()
