"""The units as CSV: nothing in them is a formula, and what is read back gives the same figures."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.results import Level
from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.formulas import bare, inert
from annotator.desk.agreement.material import gather
from annotator.desk.agreement.model import AgreementReport, LayerReport, Sampling
from annotator.desk.agreement.span_tables import span_table_agreement, span_table_units
from annotator.desk.agreement.tables import table_agreement, table_units
from annotator.desk.agreement.units import HEADERS, unit_rows
from annotator.desk.importing import add_articles
from annotator.desk.loading import load
from annotator.desk.project import init_project, open_project
from annotator.errors import InputError
from annotator.records.documents import Metadata
from annotator.reports.agreement_csv import csv_text

QUICK = Sampling(50)
NAMES = st.sampled_from(
    ["=1+1", "'=1", "''-x", "-1", "+1", "'-1", "@a", "a,b", 'q"', "two\nlines", "ö", "-moscow", "x"]
)
CODED = ("claim", "count", "speaker", "stance", "stance_same_speaker")


def figures(report: LayerReport) -> dict[str, tuple[float | None, int, int]]:
    return {name: (each.value, each.n, each.pairable) for name, each in report.coefficients.items()}


@given(st.text() | st.builds("{}{}".format, st.sampled_from(["'", "''", "=", "-", "+", "\t"]), st.text()))
def test_a_cell_comes_back_as_it_was_and_is_never_a_formula(text: str) -> None:
    shown = inert(text)
    assert bare(shown) == text
    if shown.startswith(("=", "+", "-", "@", "\t", "\r")):
        float(shown)


@pytest.mark.parametrize("number", ["-1", "+1", "-0.5", "+.5", "-1e-3", "7"])
def test_a_plain_number_needs_no_apostrophe(number: str) -> None:
    assert inert(number) == number


@pytest.mark.parametrize("formula", ["-1+cmd|' /C calc'!A0", "=1", "+1-1", "@SUM(1)", "-moscow", "-1\n=2", "-١"])
def test_what_only_begins_like_a_number_is_made_inert(formula: str) -> None:
    assert inert(formula) == f"'{formula}"


TABLES = st.dictionaries(
    st.tuples(st.integers(0, 3), NAMES, NAMES), NAMES | st.just(""), min_size=1, max_size=30
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TABLES, st.booleans(), st.booleans())
def test_a_table_of_ratings_read_back_gives_the_same_figures(
    tmp_path_factory: pytest.TempPathFactory,
    cells: dict[tuple[int, str, str], str],
    documents: bool,
    weighted: bool,
) -> None:
    folder = tmp_path_factory.mktemp("ratings")
    header = ("unit", "annotator", "value", *["document"] * documents, *["weight"] * weighted)
    rows = [
        (
            f"{unit}{number}",
            annotator,
            value,
            *[("-d" if number % 2 else "=d")] * documents,
            *[str(number + 1)] * weighted,
        )
        for (number, unit, annotator), value in cells.items()
    ]
    (folder / "one.csv").write_text(csv_text(header, rows), encoding="utf-8", newline="")
    table = table_units(folder / "one.csv", "nominal", None)
    (folder / "two.csv").write_text(csv_text(table.header, table.rows), encoding="utf-8", newline="")
    first, second = (table_agreement(folder / name, "nominal", None, QUICK) for name in ("one.csv", "two.csv"))
    assert figures(first) == figures(second)
    assert first.intervals == second.intervals
    assert (first.annotators, first.categories, first.units) == (second.annotators, second.categories, second.units)
    assert set(first.annotators) == {annotator for _, _, annotator in cells}


def test_values_are_written_as_their_category_and_units_say_whether_they_count(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("unit,annotator,value\n1,a,-1\n1,b,-1.0\n2,a,2\n2,b,NA\n", encoding="utf-8")
    table = table_units(path, "interval", None)
    assert list(table.rows) == [
        ("1", "a", "-1", "yes"),
        ("1", "b", "-1", "yes"),
        ("2", "a", "2", "no"),
        ("2", "b", "", "no"),
    ]
    assert table.header == ("unit", "annotator", "value", "pairable")


@pytest.mark.parametrize("layer", CODED)
def test_a_layer_of_a_project_read_back_gives_the_same_figures(
    panel: Path, report: AgreementReport, tmp_path: Path, layer: str
) -> None:
    mine = next(each for each in report.layers if each.layer == layer)
    with open_project(panel) as project:
        text = csv_text(HEADERS[layer], unit_rows(gather(project.store, project.roles), layer))
    path = tmp_path / "units.csv"
    path.write_text(text, encoding="utf-8", newline="")
    declared = None if layer in ("count", "speaker") else mine.categories
    again = table_agreement(path, mine.level, declared, Sampling(200))
    open_set = {name for name, each in mine.coefficients.items() if each.reason == "open_set"}
    expected, found = figures(mine), figures(again)
    assert {name: found[name] for name in expected if name not in open_set} == {
        name: value for name, value in expected.items() if name not in open_set
    }
    assert again.intervals[mine.alpha] == mine.intervals[mine.alpha]
    assert again.annotators == mine.annotators


@pytest.mark.parametrize(("level", "name"), [("nominal", "alpha_nominal"), ("ordinal", "alpha_ordinal")])
def test_another_program_finds_the_same_alpha_in_the_csv(
    panel: Path, report: AgreementReport, tmp_path: Path, level: Level, name: str
) -> None:
    krippendorff = pytest.importorskip("krippendorff")
    with open_project(panel) as project:
        order = project.codebook.stances
        text = csv_text(HEADERS["stance"], unit_rows(gather(project.store, project.roles), "stance"))
    rows = list(csv.DictReader(text.splitlines()))
    units, people = (sorted({row[column] for row in rows}) for column in ("unit", "annotator"))
    codes = [[float("nan")] * len(units) for _ in people]
    for row in rows:
        codes[people.index(row["annotator"])][units.index(row["unit"])] = order.index(row["value"])
    stance = next(each for each in report.layers if each.layer == "stance")
    alpha = krippendorff.alpha(codes, level_of_measurement=level, value_domain=[0, 1, 2])
    assert alpha == pytest.approx(stance.coefficients[name].value, abs=1e-12)


def test_the_example_of_the_docs_computes_the_figure(
    panel: Path,
    report: AgreementReport,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("krippendorff")
    pytest.importorskip("pandas")
    docs = (Path(__file__).resolve().parents[2] / "docs" / "agreement.md").read_text("utf-8")
    code = docs.partition("```python\n")[2].partition("```")[0]
    assert "krippendorff" in code
    with open_project(panel) as project:
        text = csv_text(HEADERS["stance"], unit_rows(gather(project.store, project.roles), "stance"))
    (tmp_path / "stance.csv").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "agreement.md", "exec"), {})
    stance = next(each for each in report.layers if each.layer == "stance")
    assert float(capsys.readouterr().out) == pytest.approx(stance.coefficients["alpha_ordinal"].value, abs=1e-12)


def test_the_spans_of_a_project_read_back_give_the_same_figures(
    panel: Path, report: AgreementReport, tmp_path: Path
) -> None:
    path = tmp_path / "spans.csv"
    with open_project(panel) as project:
        rows = list(unit_rows(gather(project.store, project.roles), "span"))
    path.write_text(csv_text(HEADERS["span"], rows), encoding="utf-8", newline="")
    found = {figure.name: figure for figure in span_table_agreement(path, Sampling(200)).figures}
    mine = {figure.name: figure for figure in report.spans}
    for name in ("exact_f1", "overlap_f1", "iou50_f1", "soft_f1", "char_f1"):
        assert found[name].value == pytest.approx(mine[name].value, abs=1e-12)
        assert found[name].low == pytest.approx(mine[name].low, abs=1e-12)
        assert found[name].n == mine[name].n


def test_fragments_and_half_read_articles_read_back_as_well(tmp_path: Path) -> None:
    corpus = Path(__file__).resolve().parents[2] / "corpus"
    with open_project(init_project(tmp_path / "project")) as project:
        add_articles(project, [corpus], Metadata())
        for name in ("amira", "boris", "chen"):
            load(project, corpus / "labels" / f"{name}.jsonl", annotator=name)
        material = gather(project.store, project.roles)
        mine = {figure.name: figure for figure in project_agreement(project, (), QUICK).spans}
    assert any(len(claim.spans) > 1 for claim in material.claims)
    path = tmp_path / "spans.csv"
    path.write_text(csv_text(HEADERS["span"], unit_rows(material, "span")), encoding="utf-8", newline="")
    found = {figure.name: figure for figure in span_table_agreement(path, QUICK).figures}
    for name in ("exact_f1", "overlap_f1", "iou50_f1", "soft_f1", "char_f1", "u_alpha_bar"):
        assert found[name].value == pytest.approx(mine[name].value, abs=1e-12), name


SPANS = st.lists(
    st.tuples(NAMES, NAMES, st.none() | st.tuples(st.integers(0, 20), st.integers(1, 9)), NAMES | st.just("")),
    min_size=1,
    max_size=20,
)


@settings(max_examples=50, deadline=None)
@given(SPANS, st.booleans())
def test_a_table_of_spans_read_back_gives_the_same_figures(
    tmp_path_factory: pytest.TempPathFactory,
    marks: list[tuple[str, str, tuple[int, int] | None, str]],
    lengths: bool,
) -> None:
    folder = tmp_path_factory.mktemp("spans")
    rows = [
        (document, who, *(("", "", "") if at is None else (str(at[0]), str(sum(at)), label)), *["40"] * lengths)
        for document, who, at, label in marks
    ]
    header = ("document", "annotator", "start", "end", "label", *["length"] * lengths)
    (folder / "one.csv").write_text(csv_text(header, rows), encoding="utf-8", newline="")
    table = span_table_units(folder / "one.csv")
    (folder / "two.csv").write_text(csv_text(table.header, table.rows), encoding="utf-8", newline="")
    first, second = (span_table_agreement(folder / name, QUICK) for name in ("one.csv", "two.csv"))
    assert first == second
    assert set(first.annotators) == {who for _, who, _, _ in marks}


def test_an_undeclared_label_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("document,annotator,start,end,label\nd,a,0,2,x\nd,b,0,2,'-y\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 3, column 'label': '-y' is not declared"):
        span_table_units(path, ["x"])
    assert span_table_agreement(path, QUICK, ["x", "-y"]).labels == ("x", "-y")


@pytest.mark.parametrize("read", [table_units, span_table_units])
def test_a_header_beyond_the_limit_of_a_cell_is_told(tmp_path: Path, read: object) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(";".join(f"c{number}" for number in range(40_000)), encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        table_units(path, "nominal", None) if read is table_units else span_table_units(path)
