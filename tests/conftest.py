"""What all tests share: the real data beside the checkout, where it is there, and how many run at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many as there are processors: a test of a screen waits half its time for the screen to come to rest."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture
def shared() -> Path:
    """The folder of real articles, labels and oracles; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared data are not beside the checkout")
    return SHARED
