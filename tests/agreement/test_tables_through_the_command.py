"""Tables through the real command: every oracle that a table can hold, and tables at the edge of the measurable."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.main import main

ORACLES = Path(__file__).resolve().parents[2].parent / "shared" / "oracles" / "agreement.json"
CASES: list[dict[str, Any]] = json.loads(ORACLES.read_text("utf-8")) if ORACLES.exists() else []
CODING = [case for case in CASES if case["kind"] == "coding" and case["categories"] != "sets"]
UNITIZING = [case for case in CASES if case["kind"] == "unitizing" and "gamma" not in case["id"]]
Report = dict[str, dict[str, Any]]
Run = Callable[..., tuple[int, str, str]]
RATINGS = ("unit", "annotator", "value")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code, standard output and standard error of `annotator agreement`."""

    def call(*arguments: object) -> tuple[int, str, str]:
        try:
            main(["agreement", "--resamples", "20", *(str(argument) for argument in arguments)])
            code = 0
        except SystemExit as leave:
            code = int(leave.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def written(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def report(ran: tuple[int, str, str]) -> Report:
    assert (ran[0], ran[2]) == (0, "")
    found: Report = json.loads(ran[1])["coefficients"]
    return found


def level_of(case: dict[str, Any]) -> str:
    if not all(isinstance(category, int | float) for category in case["categories"]):
        return "ordinal"
    return "ratio" if min(case["categories"]) >= 0 else "interval"


@pytest.mark.parametrize("case", CODING, ids=[case["id"] for case in CODING])
def test_ratings(case: dict[str, Any], run: Run, tmp_path: Path) -> None:
    times = case.get("multiplicity") or [1] * len(case["ratings"])
    rows = [
        (f"u{unit}", f"r{who}", "" if value is None else value, weight)
        for unit, (row, weight) in enumerate(zip(case["ratings"], times, strict=True))
        for who, value in enumerate(row)
    ]
    path = written(tmp_path / "t.csv", (*RATINGS, "weight"), rows)
    declared = ",".join(map(str, case["categories"]))
    found = report(run("--ratings", path, "--json", "--level", level_of(case), "--categories", declared))
    # A distance of one's own and single pairs are not what a table can ask for.
    names = [name for name in case["expected"] if "custom" not in name and "pair:" not in name]
    for name in names:
        expected = case["expected"][name]
        if expected is None:
            assert (found[name]["value"], found[name]["reason"]) == (None, case["undefined_because"]), name
        else:
            assert found[name]["value"] == pytest.approx(expected, abs=case["tolerance"]), name


@pytest.mark.parametrize("case", UNITIZING, ids=[case["id"] for case in UNITIZING])
def test_spans(case: dict[str, Any], run: Run, tmp_path: Path) -> None:
    first, last = case["continuum"]
    rows: list[tuple[object, ...]] = [
        ("d", who, start - first, end - first, label, last - first) for who, start, end, label in case["units"]
    ]
    rows += [("d", who, "", "", "", last - first) for who in case["raters"]]
    path = written(tmp_path / "s.csv", ("document", "annotator", "start", "end", "label", "length"), rows)
    found = report(run("--spans", path, "--json"))
    for name, expected in case["expected"].items():
        assert found[name]["value"] == (None if expected is None else pytest.approx(expected, abs=case["tolerance"])), (
            name
        )


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "no_units"),
        ([("1", "a", "x"), ("2", "a", "y")], "one_rater"),
        ([("1", "a", "x"), ("2", "b", "y")], "no_pairs"),
        ([("1", "a", "x"), ("1", "b", "x"), ("2", "a", "x"), ("2", "b", "x")], "no_variation"),
        ([("1", "a", ""), ("1", "b", "NA")], "no_pairs"),
    ],
)
def test_what_cannot_be_measured_says_why(
    rows: list[tuple[str, str, str]], reason: str, run: Run, tmp_path: Path
) -> None:
    path = written(tmp_path / "t.csv", RATINGS, rows)
    found = report(run("--ratings", path, "--json", "--categories", "x,y"))
    assert (found["alpha_nominal"]["value"], found["alpha_nominal"]["reason"]) == (None, reason)


def test_one_annotator_twice_for_one_unit_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", RATINGS, [("1", "a", "x"), ("1", "b", "x"), ("1", "a", "y")])
    code, out, err = run("--ratings", path, "--json")
    assert (code, out) == (1, "")
    for told in ("t.csv", "line 4", "'a'", "'1'", "second time"):
        assert told in err


@pytest.mark.parametrize(
    ("level", "value", "told"),
    [("interval", "two", "not a number"), ("ratio", "-1", "below zero"), ("interval", "nan", ""), ("ratio", "inf", "")],
)
def test_values_that_do_not_fit_the_level(level: str, value: str, told: str, run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", RATINGS, [("1", "a", "1"), ("1", "b", value), ("2", "a", "2"), ("2", "b", "2")])
    code, out, err = run("--ratings", path, "--json", "--level", level)
    assert (code, out) == (1, "")
    assert "line 3" in err
    assert told in err


def test_a_declared_category_changes_those_that_count_categories(run: Run, tmp_path: Path) -> None:
    rows = [("1", "a", "x"), ("1", "b", "x"), ("2", "a", "x"), ("2", "b", "y"), ("3", "a", "y"), ("3", "b", "y")]
    path = written(tmp_path / "t.csv", RATINGS, rows)
    two, three = (report(run("--ratings", path, "--json", "--categories", names)) for names in ("x,y", "x,y,z"))
    assert two["alpha_nominal"]["value"] == three["alpha_nominal"]["value"]
    assert (two["brennan_prediger"]["value"], three["brennan_prediger"]["value"]) == pytest.approx((1 / 3, 1 / 2))
    assert (two["gwet_ac1"]["q"], three["gwet_ac1"]["q"]) == (2, 3)


def test_a_weight_is_a_repetition(run: Run, tmp_path: Path) -> None:
    table = [("x", "x", 3), ("x", "y", 2), ("y", "y", 4)]
    heavy = [
        (str(unit), who, value, row[2])
        for unit, row in enumerate(table)
        for who, value in zip("ab", row[:2], strict=True)
    ]
    long = [
        (f"{unit}.{copy}", who, value)
        for unit, row in enumerate(table)
        for copy in range(row[2])
        for who, value in zip("ab", row[:2], strict=True)
    ]
    one = report(run("--ratings", written(tmp_path / "w.csv", (*RATINGS, "weight"), heavy), "--json"))
    other = report(run("--ratings", written(tmp_path / "l.csv", RATINGS, long), "--json"))
    assert {name: each["value"] for name, each in one.items()} == {name: each["value"] for name, each in other.items()}
