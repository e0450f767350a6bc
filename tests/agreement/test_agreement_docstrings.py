"""The worked examples in the docstrings of the coding coefficients run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import annotator.agreement
import annotator.agreement.coding

MODULES = [
    f"{package.__name__}.{found.name}"
    for package in (annotator.agreement, annotator.agreement.coding)
    for found in pkgutil.iter_modules(package.__path__)
    if not found.ispkg
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", [name for name in MODULES if ".coding." in name and not name.endswith("pair_terms")])
def test_each_coefficient_has_an_example(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).attempted > 0
