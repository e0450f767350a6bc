"""The worked examples in the docstrings of span measures hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from annotator.agreement import alignment, spans

MODULES = [
    f"{package.__name__}.{module.name}"
    for package in (alignment, spans)
    for module in pkgutil.iter_modules(package.__path__)
]
WITH_EXAMPLES = {
    "alignment.align",
    "alignment.assignment",
    "alignment.components",
    "alignment.dissimilarity",
    "alignment.joins",
    "alignment.search",
    "spans.alpha_u_2004",
    "spans.boundary_similarity",
    "spans.f1",
    "spans.gamma",
    "spans.partitions",
    "spans.positions",
    "spans.table",
    "spans.u_alpha",
}


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert failed == 0
    assert (tried > 0) == (name.removeprefix("annotator.agreement.") in WITH_EXAMPLES)
