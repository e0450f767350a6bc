"""Measures of spans and whole claims bring along what they were made from, in JSON as in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.desk.agreement.model import AgreementReport, Figure, Sampling
from annotator.desk.agreement.span_tables import span_table_agreement
from annotator.reports.agreement_json import report_row, span_table_row
from annotator.reports.agreement_line import report_lines

ALPHAS = ("u_alpha_bar", "token_alpha", "set_alpha")


def value_of(figure: Figure) -> float:
    """The value, from its parts."""
    assert figure.observed is not None
    assert figure.expected is not None
    corrected = any(figure.name.endswith(name) for name in ALPHAS)
    return 1 - figure.observed / figure.expected if corrected else figure.observed / figure.expected


def test_the_parts_of_every_figure_make_its_value(report: AgreementReport) -> None:
    # KS is a gap between two distributions, and has no parts.
    made = [each for each in (*report.spans, *report.tuples) if each.name != "set_ks" and each.value is not None]
    assert len(made) > 15
    for figure in made:
        assert value_of(figure) == pytest.approx(figure.value), figure.name
        assert figure.interval is not None
        assert (figure.interval.low, figure.interval.high) == (figure.low, figure.high)


def test_json_has_parts_and_intervals_of_spans(report: AgreementReport) -> None:
    row = json.loads(report_row(report).model_dump_json())
    found = {each["name"]: each for each in row["spans"]}
    for name in ("exact_f1", "u_alpha_bar", "token_alpha"):
        assert found[name]["observed"] > 0
        assert found[name]["expected"] > 0
        assert found[name]["interval"]["method"] == "document_jackknife"
        assert 0 <= found[name]["interval"]["below_667"] <= 1


def test_a_table_of_spans_has_them_too(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    rows = [f"d{number},{who},{number + (who == 'b')},9,x" for number in range(6) for who in "ab"]
    path.write_text("\n".join(["document,annotator,start,end,label", *rows]), encoding="utf-8")
    report = span_table_agreement(path, Sampling(20))
    found = json.loads(span_table_row(report).model_dump_json())["coefficients"]
    assert (found["exact_f1"]["observed"], found["exact_f1"]["expected"]) == (0.0, 12.0)
    assert found["iou50_f1"]["interval"]["reason"] == "few_documents"
    alpha = found["u_alpha"]
    assert alpha["value"] == pytest.approx(1 - alpha["observed"] / alpha["expected"])


def test_the_line_of_spans_says_how_intervals_were_made(report: AgreementReport) -> None:
    line = report_lines(report, ["span"])
    alpha = next(each for each in report.spans if each.name == "u_alpha_bar")
    assert alpha.interval is not None
    assert f"; docs-jackknife of {alpha.interval.clusters}; P(u_alpha_bar<.667)=" in line
