"""The worked examples in the docstrings of aggregation run."""

from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["majority", "dawid_skene", "mace", "gamma", "ties", "units"])
def test_examples(name: str) -> None:
    module = importlib.import_module(f"annotator.agreement.aggregation.{name}")
    results = doctest.testmod(module)
    assert results.attempted > 0
    assert results.failed == 0
