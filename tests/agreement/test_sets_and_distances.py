"""Set-valued ratings and distances of one's own, from the table through the real command, against oracles and NLTK."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.agreement import distances
from annotator.agreement.distances import (
    JACCARD,
    MASI,
    MASI_PRODUCT,
    PASSONNEAU,
    jaccard,
    masi,
    masi_product,
    passonneau,
)
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.cli.main import main

ORACLES = Path(__file__).resolve().parents[2].parent / "shared" / "oracles" / "agreement.json"
CASES: list[dict[str, Any]] = json.loads(ORACLES.read_text("utf-8")) if ORACLES.exists() else []
SETS = [case for case in CASES if case.get("categories") == "sets"]
OWN = [case for case in CASES if any("custom" in name for name in case["expected"])]
FORMATS = ("terminal", "line", "json", "csv", "md", "latex", "html")
NAMES = {"alpha_custom": "alpha_custom", "kappa_custom": "cohen_kappa_custom"}
Run = Callable[..., tuple[int, str, str]]

sets = st.frozensets(st.sampled_from("ABCDE"), max_size=4)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


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


def table(path: Path, ratings: Sequence[Sequence[Sequence[str] | None]], separator: str = "|") -> Path:
    rows = [
        (f"u{unit}", f"r{who}", "" if value is None else separator.join(value) or "{}")
        for unit, row in enumerate(ratings)
        for who, value in enumerate(row)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("unit", "annotator", "value"), *rows])
    return path


@pytest.mark.parametrize("case", SETS, ids=[case["id"] for case in SETS])
@pytest.mark.parametrize("separator", ["|", " / "])
def test_sets_of_the_oracles(case: dict[str, Any], separator: str, run: Run, tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", case["ratings"], separator)
    code, out, err = run("--ratings", path, "--level", "set", "--separator", separator, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    for name, expected in case["expected"].items():
        assert found["coefficients"][name]["value"] == pytest.approx(expected, abs=case["tolerance"]), name
    assert found["separator"] == separator
    assert {"{}", "A", separator.join("AB")} <= set(found["categories"])


@pytest.mark.parametrize("case", OWN, ids=[case["id"] for case in OWN])
def test_distances_of_the_oracles(case: dict[str, Any], run: Run, tmp_path: Path) -> None:
    labels, matrix = case["distance"]["labels"], case["distance"]["distance"]
    own = tmp_path / "own.csv"
    own.write_text("\n".join([",".join(labels), *(",".join(map(str, row)) for row in matrix)]), encoding="utf-8")
    values = [[None if value is None else [value] for value in row] for row in case["ratings"]]
    times = case.get("multiplicity") or [1] * len(values)
    repeated = [row for row, number in zip(values, times, strict=True) for _ in range(number)]
    code, out, err = run("--ratings", table(tmp_path / "t.csv", repeated), "--distance", own, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    for name, expected in case["expected"].items():
        if name in NAMES:
            given_value = found["coefficients"][NAMES[name]]["value"]
            assert given_value == pytest.approx(expected, abs=case["tolerance"]), name
    assert (found["distances"], found["categories"]) == ("own.csv", labels)


@given(st.lists(st.lists(st.none() | sets, min_size=3, max_size=3), min_size=2, max_size=8))
@quick
def test_alphas_of_sets_equal_nltk(rows: list[list[frozenset[str] | None]]) -> None:
    nltk = pytest.importorskip("nltk.metrics")
    agreement = pytest.importorskip("nltk.metrics.agreement")
    kept = [row for row in rows if sum(value is not None for value in row) >= 2]
    triples = [
        (who, unit, value) for unit, row in enumerate(kept) for who, value in enumerate(row) if value is not None
    ]
    ours = coefficients(Ratings.from_matrix(kept, level="set") if kept else Ratings.from_matrix([]), "set")
    if len({value for _, _, value in triples}) < 2:
        return
    for name, of in (("alpha_masi", nltk.masi_distance), ("alpha_jaccard", nltk.jaccard_distance)):

        def distance(one: frozenset[str], other: frozenset[str], of: Any = of) -> float:
            # Two empty sets divide by zero there.
            return 0.0 if one == other else float(of(one, other))

        theirs = agreement.AnnotationTask(data=triples, distance=distance).alpha()
        assert ours[name].value == pytest.approx(theirs, abs=1e-9)


@given(st.lists(sets, min_size=1, max_size=12, unique=True), st.booleans())
@quick
def test_distances_of_arrays_are_those_of_sets(found: list[frozenset[str]], kept: bool) -> None:
    scale = Ratings.from_matrix([[value, value] for value in found], level="set").scale
    assert scale.sets is not None
    places = np.arange(len(scale.sets))
    before = distances._MOST_SETS
    distances._MOST_SETS = before if kept else 0
    try:
        pairs = ((JACCARD, jaccard), (MASI, masi), (MASI_PRODUCT, masi_product), (PASSONNEAU, passonneau))
        for distance, single in pairs:
            between = distance.bind(scale)
            expected = [[single(one, other) for other in scale.sets] for one in scale.sets]
            assert between(places[:, None], places[None, :]).tolist() == pytest.approx(np.array(expected), abs=1e-15)
            assert between(places, places[::-1]) == pytest.approx([row[-1 - at] for at, row in enumerate(expected)])
    finally:
        distances._MOST_SETS = before


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_bears_sets_and_distances(form: str, run: Run, tmp_path: Path) -> None:
    of_sets = table(tmp_path / "sets.csv", [[["A"], ["A", "B"]], [[], ["B"]], [["A"], ["A"]]])
    code, out, err = run("--ratings", of_sets, "--level", "set", "--format", form)
    assert (code, err) == (0, "")
    assert "A|B" in out or "A\\|B" in out or "A\\textbar{}B" in out
    own = tmp_path / "own.csv"
    own.write_text("low,mid,high\n0,1,4\n1,0,1\n4,1,0\n", encoding="utf-8")
    plain = table(tmp_path / "plain.csv", [[["low"], ["mid"]], [["high"], ["high"]]])
    code, out, err = run("--ratings", plain, "--distance", own, "--format", form)
    assert (code, err) == (0, "")
    assert form == "csv" or "own.csv" in out


def test_what_cannot_handle_sets_says_why(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", [[["A"], ["A", "B"]], [[], ["B"]], [["A"], ["A"]]])
    found = json.loads(run("--ratings", path, "--level", "set", "--json")[1])["coefficients"]
    assert (found["gwet_ac1"]["value"], found["gwet_ac1"]["reason"]) == (None, "open_set")
    for form in ("terminal", "md", "html"):
        assert "closed, declared set" in run("--ratings", path, "--level", "set", "--format", form)[1]


def test_sets_as_they_were_used_read_back(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("unit,annotator,value\n1,a, B |A\n1,b,{}\n2,a,NA\n2,b,A\n", encoding="utf-8")
    code, out, _ = run("--ratings", path, "--level", "set", "--format", "csv")
    assert code == 0
    assert [line.split(",")[2] for line in out.splitlines()[1:]] == ["A|B", "{}", "", "A"]
    again = tmp_path / "again.csv"
    again.write_text(out, encoding="utf-8")
    one, other = (json.loads(run("--ratings", each, "--level", "set", "--json")[1]) for each in (path, again))
    assert one["coefficients"] == other["coefficients"]


WRONG_SETS = {
    "A||B": "an empty label",
    "A|A": "names 'A' twice",
    "A|{}": "{} beside labels",
    "A|Z": "holds 'Z', which is not among the declared labels",
}


@pytest.mark.parametrize(("value", "said"), WRONG_SETS.items())
def test_a_wrong_set_is_told_with_its_line(value: str, said: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"unit,annotator,value\n1,a,A\n1,b,{value}\n", encoding="utf-8")
    code, out, err = run("--ratings", path, "--level", "set", "--categories", "A,B")
    assert (code, out) == (1, "")
    assert f"{path}, line 3: " in err
    assert said in err
    assert "hint: " in err


WRONG_MATRICES = {
    "": ("line 1", "there is no header"),
    "a\n0\n": ("line 1", "names 1 value"),
    "a,b\n0,1\n": ("line 3", "no row for 'b'"),
    "a,b\n0,1\n1,0\n1,1\n": ("line 4", "a row beyond"),
    "a,b\n0,1\n2,0\n": ("line 3, column 1", "'b' is 2 from 'a', but 1 on line 2"),
    "a,b\n0,1\n1,3\n": ("line 3, column 2", "'b' is 3 from itself"),
    "a,b\n0,-1\n-1,0\n": ("line 2, column 2", "'-1' is not a distance"),
    "a,b\n0,x\n1,0\n": ("line 2, column 2", "'x' is not a distance"),
    "a,b\n0,nan\nnan,0\n": ("line 2, column 2", "'nan' is not a distance"),
    "a,b\n0\n1,0\n": ("line 2", "1 columns, but the header has 2"),
    "a,a\n0,1\n1,0\n": ("line 1, column 2", "'a' occurs more than once"),
    ",a,b\na,0,1\nz,1,0\n": ("line 3, column 1", "'z' is not in the header"),
    ",a,b\na,0,1\na,1,0\n": ("line 3, column 1", "has a row on line 2"),
    'a,b\n0,"1\n': ("line 2", "not readable as CSV"),
}


@pytest.mark.parametrize(("text", "told"), WRONG_MATRICES.items())
def test_a_wrong_matrix_is_told_with_line_and_column(
    text: str, told: tuple[str, str], run: Run, tmp_path: Path
) -> None:
    own = tmp_path / "own.csv"
    own.write_text(text, encoding="utf-8")
    code, out, err = run("--ratings", table(tmp_path / "t.csv", [[["a"], ["b"]]]), "--distance", own)
    assert (code, out) == (1, "")
    assert f"{own}, {told[0]}: " in err
    assert told[1] in err
    assert "hint: " in err


def test_a_value_that_the_matrix_does_not_know_is_told(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("a;b\r\n0;1.5\r\n1.5;0\r\n", encoding="utf-8-sig")
    path = table(tmp_path / "t.csv", [[["a"], ["c"]]])
    code, _, err = run("--ratings", path, "--distance", own)
    assert code == 1
    assert f"{path}, line 3, column 'value': value 'c' is not among the declared categories (a, b)" in err


def test_rows_with_labels_may_stand_in_any_order(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", [[["a"], ["b"]], [["c"], ["b"]], [["a"], ["a"]], [["c"], ["c"]]])
    found = []
    for text in ("a,b,c\n0,1,4\n1,0,2\n4,2,0\n", ",a,b,c\nc,4,2,0\na,0,1,4\nb,1,0,2\n"):
        own = tmp_path / "own.csv"
        own.write_text(text, encoding="utf-8")
        found.append(json.loads(run("--ratings", path, "--distance", own, "--json")[1])["coefficients"])
    assert found[0] == found[1]
    assert found[0]["alpha_custom"]["value"] is not None


def weighted_by_hand(codes: np.ndarray, distance: np.ndarray) -> dict[str, float]:
    """AC2, Brennan-Prediger and Scott's pi of two annotators, from the formulas with w = 1 - d / max d."""
    weights, q = 1 - distance / distance.max(), len(distance)
    observed = float(weights[codes[:, 0], codes[:, 1]].mean())
    share = np.bincount(codes.ravel(), minlength=q) / codes.size
    chance = {
        "gwet_ac2_custom": weights.sum() / (q * (q - 1)) * (share * (1 - share)).sum(),
        "brennan_prediger_custom": weights.sum() / q**2,
        "scott_pi_custom": share @ weights @ share,
    }
    return {name: float((observed - part) / (1 - part)) for name, part in chance.items()}


def test_every_weighted_measure_goes_by_the_distances_given(run: Run, tmp_path: Path) -> None:
    codes = np.array([[0, 0], [0, 1], [1, 1], [2, 3], [3, 3], [3, 0], [2, 2], [1, 3]])
    apart = np.array([[0, 1, 4, 2.5], [1, 0, 2, 3], [4, 2, 0, 0.5], [2.5, 3, 0.5, 0]])
    path = table(tmp_path / "t.csv", [[["abcd"[code]] for code in row] for row in codes])
    own, found = tmp_path / "own.csv", []
    for unit in (1, 10):
        own.write_text("\n".join(["a,b,c,d", *(",".join(map(str, row)) for row in unit * apart)]), encoding="utf-8")
        found.append(json.loads(run("--ratings", path, "--distance", own, "--json")[1])["coefficients"])
    for name, expected in weighted_by_hand(codes, apart).items():
        assert found[0][name]["value"] == pytest.approx(expected, abs=1e-12), name
        assert found[1][name]["value"] == pytest.approx(expected, abs=1e-12), name
        assert (found[0][name]["n"], found[0][name]["q"]) == (8, 4)
    _, out, _ = run("--ratings", path, "--distance", own, "--format", "line")
    assert f"AC2(own) {found[0]['gwet_ac2_custom']['value']:.2f}".replace("0.", ".") in out


def test_distances_all_zero_leave_nothing_to_disagree_on(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("a,b\n0,0\n0,0\n", encoding="utf-8")
    path = table(tmp_path / "t.csv", [[["a"], ["b"]], [["b"], ["b"]]])
    found = json.loads(run("--ratings", path, "--distance", own, "--json")[1])["coefficients"]
    for name in ("alpha_custom", "brennan_prediger_custom", "scott_pi_custom"):
        assert (found[name]["value"], found[name]["reason"]) == (None, "no_variation")


@given(st.lists(st.lists(st.none() | st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=12))
@quick
def test_own_distances_of_squared_ranks_are_quadratic_weights(rows: list[list[int | None]]) -> None:
    plain = Ratings.from_matrix(rows, categories=range(4), level="ordinal")
    square = [[(one - other) ** 2 for one in range(4)] for other in range(4)]
    own = replace(plain, scale=replace(plain.scale, own=distances.from_matrix(square)))
    stems = ("gwet_ac2", "brennan_prediger", "fleiss_kappa", "conger_kappa", "scott_pi", "cohen_kappa")
    found = coefficients(own, names=[f"{stem}_{kind}" for stem in stems for kind in ("custom", "quadratic")])
    for stem in stems:
        mine, theirs = found[f"{stem}_custom"], found[f"{stem}_quadratic"]
        assert (mine.reason, mine.n) == (theirs.reason, theirs.n)
        assert mine.value == pytest.approx(theirs.value, abs=1e-12)


MIXTURES = [
    (["--distance", "d.csv"], "goes with --ratings"),
    (["--ratings", "r.csv", "--distance", "d.csv", "--level", "ordinal"], "--distance and --level ordinal"),
    (["--ratings", "r.csv", "--distance", "d.csv", "--categories", "a"], "--distance and --categories"),
    (["--ratings", "r.csv", "--separator", "|"], "goes with --level set"),
    (["--ratings", "r.csv", "--level", "set", "--separator", " "], "separates no labels"),
    (["--ratings", "r.csv", "--gamma", "3"], "is for spans"),
    (["--spans", "s.csv", "--gamma-alpha", "2"], "goes with --gamma"),
    (["--spans", "s.csv", "--gamma", "3", "--gamma-alpha", "0", "--gamma-beta", "0"], "both 0"),
    (["--spans", "s.csv", "--gamma", "3", "--gamma-delta", "0"], "greater than 0"),
    (["--ratings", "r.csv", "--continuum-start", "3"], "go with --spans"),
]


@pytest.mark.parametrize(("arguments", "said"), MIXTURES)
def test_what_does_not_go_together_is_refused(arguments: Sequence[str], said: str, run: Run) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "hint:" in err
