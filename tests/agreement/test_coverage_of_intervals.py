"""The benchmark of intervals, small: they cover about what they say, and what is known to cover too little does."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator.agreement import intervals

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "coverage.py"


@pytest.fixture(scope="module")
def coverage() -> ModuleType:
    if not PATH.exists():
        pytest.skip("the benchmarks are not in this copy")
    spec = importlib.util.spec_from_file_location("coverage_of_intervals", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look their module up by name.
    sys.modules["coverage_of_intervals"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows(coverage: ModuleType) -> Callable[..., dict[tuple[str, str], Any]]:
    def run(part: str, world: str, simulations: int, documents: int) -> dict[tuple[str, str], Any]:
        told = coverage.covered(
            part, world, simulations=simulations, resamples=200, sizes=(documents,), population=2_000
        )
        return {(row.statistic, row.method): row for row in told}

    return run


def test_documents_that_differ_need_intervals_over_documents(rows: Callable[..., dict[tuple[str, str], Any]]) -> None:
    # 200 samples: a coverage of .94 comes out below .87 once in ten thousand times.
    told = rows("ratings", "differ", 200, 20)
    for name in ("alpha_nominal", "alpha_ordinal", "gwet_ac1", "fleiss_kappa"):
        assert told[name, "jackknife"].coverage >= 0.87
        assert told[name, "printed"].coverage == told[name, "jackknife"].coverage
        assert told[name, "units"].coverage < told[name, "jackknife"].coverage
        assert told[name, "units"].width < 0.85 * told[name, "documents"].width < told[name, "jackknife"].width
        assert told[name, "documents"].none == 0


def test_documents_that_are_alike_lose_little(rows: Callable[..., dict[tuple[str, str], Any]]) -> None:
    told = rows("ratings", "alike", 100, 40)
    for name in ("alpha_nominal", "gwet_ac1"):
        assert told[name, "units"].coverage >= 0.85
        assert told[name, "documents"].coverage >= 0.85
        assert told[name, "documents"].width == pytest.approx(told[name, "units"].width, rel=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("world", ["alike", "differ"])
def test_measures_of_spans_are_covered(rows: Callable[..., dict[tuple[str, str], Any]], world: str) -> None:
    # With 200 replicates an interval covers .92 in the long run; 50 samples come out below .76 once in 10,000 times.
    told = rows("spans", world, 50, 40)
    for name in ("exact_f1", "iou50_f1", "soft_f1", "char_f1", "tuple_f1", "u_alpha_bar"):
        assert told[name, "printed"].coverage >= 0.76, name
        assert 0 < told[name, "printed"].true < 1


def test_leans_are_covered(rows: Callable[..., dict[tuple[str, str], Any]]) -> None:
    told = rows("leans", "differ", 50, 20)
    for name in ("mean_difference", "delta"):
        assert told[name, "printed"].coverage >= 0.76
        assert told[name, "printed"].true > 0.05


def test_the_command_prints_tables_and_json(coverage: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    limit = intervals.BOOTSTRAP_FROM
    brief = ["--only", "leans", "--simulations", "2", "--resamples", "20"]
    coverage.main(brief)
    lines = capsys.readouterr().out.splitlines()
    # Two worlds, two statistics, four sizes, and the head of the table.
    assert len(lines) == 2 * 2 * 4 + 2
    assert len({line.count("|") for line in lines}) == 1
    coverage.main([*brief, "--json"])
    told = json.loads(capsys.readouterr().out)
    coverage.main([*brief, "--json"])
    assert json.loads(capsys.readouterr().out) == told
    assert {(row["documents"], row["simulations"]) for row in told} == {(size, 2) for size in (10, 20, 40, 100)}
    assert limit == intervals.BOOTSTRAP_FROM
    with pytest.raises(SystemExit):
        coverage.main(["--simulations", "0"])
