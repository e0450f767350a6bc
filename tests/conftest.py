"""What all tests share: the real data beside the checkout, where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real articles, labels and oracles; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared data are not beside the checkout")
    return SHARED
