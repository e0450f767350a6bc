"""The worked examples in the docstrings of direction run."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["lean", "contrast", "pole_flips", "binomial", "chi_square"])
def test_examples(name: str) -> None:
    module = importlib.import_module(f"annotator.agreement.direction.{name}")
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0
