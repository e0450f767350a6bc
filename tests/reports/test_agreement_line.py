"""The report line: everything a reviewer asks for, in one line that can be grepped."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from annotator.desk.agreement.model import AgreementReport, LayerReport, Sampling
from annotator.desk.agreement.span_tables import span_table_agreement
from annotator.desk.agreement.tables import table_agreement
from annotator.reports.agreement_line import report_line, report_lines
from annotator.reports.agreement_words import decimal

QUICK = Sampling(300, seed=7)


def stance_of(report: AgreementReport) -> LayerReport:
    return next(each for each in report.layers if each.layer == "stance")


def test_the_line_of_a_layer_says_what_the_report_says(report: AgreementReport) -> None:
    stance = stance_of(report)
    line = report_line(stance, report)
    alpha, sure = stance.coefficients["alpha_ordinal"], stance.intervals["alpha_ordinal"]
    interval = f"[{decimal(sure.low)},{decimal(sure.high)}]"
    start = "stance (matched claims, IoU>=.5): "
    assert line.startswith(f"{start}alpha_ord {decimal(alpha.value)} {interval} docs-jackknife of {sure.clusters}; ")
    assert f"; alpha_nom {decimal(stance.coefficients['alpha_nominal'].value)}; " in line
    assert f"; AC2(quad) {decimal(stance.coefficients['gwet_ac2_quadratic'].value)}; " in line
    assert f"; p_a {decimal(stance.coefficients['percent_agreement'].value)}; " in line
    assert stance.flips is not None
    assert stance.flips.share is not None
    assert f"; flips {100 * stance.flips.share:.1f} %; " in line
    assert f"{alpha.n} units, {sure.clusters} docs, 3 annotators, {alpha.pairable} pairable ratings, " in line
    boundary = next(loss for loss in report.waterfall if loss.stage == "boundary")
    assert f", {100 * boundary.left:.0f} % coverage of claims; " in line
    shares = "/".join(f"{100 * share:.0f}" for share in stance.shares)
    assert f"; declared pro-moscow,neutral,pro-washington ({shares} %); " in line
    assert sure.below_667 is not None
    assert f"; P(alpha<.667)={decimal(sure.below_667)}; " in line
    assert line.endswith("; codebook US-Russia takes 1.0, labels under 1.0; before adjudication, 0 adjudicated")


def test_a_line_for_every_coded_layer_or_for_those_asked_for(report: AgreementReport) -> None:
    heads = [line.split(" (")[0] for line in report_lines(report).splitlines()]
    assert heads == ["claim", "count", "speaker", "stance", "stance, same speaker"]
    chosen = report_lines(report, ["stance", "span", "tuple"]).splitlines()
    assert [line.split(" (")[0] for line in chosen] == ["stance", "span", "tuple"]
    exact = next(figure for figure in report.spans if figure.name == "exact_f1")
    assert f": exact_f1 {decimal(exact.value)} [{decimal(exact.low)},{decimal(exact.high)}] n={exact.n}; " in chosen[1]


def test_what_has_no_condition_has_no_coverage(report: AgreementReport) -> None:
    assert "coverage" not in report_lines(report, ["claim"])
    assert "coverage" in report_lines(report, ["speaker"])
    empty = replace(report, waterfall=tuple(replace(loss, claims=0, left=0.0) for loss in report.waterfall))
    assert "coverage" not in report_lines(empty, ["speaker"])


def test_undefined_values_print_their_code(tmp_path: Path) -> None:
    path = tmp_path / "same.csv"
    path.write_text("unit,annotator,value\n1,a,x\n1,b,x\n", encoding="utf-8")
    line = report_lines(table_agreement(path, "nominal", ["x", "y"], QUICK))
    assert line.startswith("ratings (unit of the table): alpha_nom undefined (no_variation); AC1 1.00; ")
    path.write_text("unit,annotator,value\n", encoding="utf-8")
    assert "alpha_nom undefined (no_units)" in report_lines(table_agreement(path, "nominal", None, QUICK))
    path.write_text("document,annotator,start,end\n", encoding="utf-8")
    assert "exact_f1 undefined (no_documents)" in report_lines(span_table_agreement(path, QUICK))


def test_a_bootstrap_names_its_draws_and_seed(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    rows = [
        f"{unit},{who},{(unit + (who == 'b') * (unit % 5 == 0)) % 3 - 1},d{unit}"
        for unit in range(1200)
        for who in "ab"
    ]
    path.write_text("unit,annotator,value,document\n" + "\n".join(rows) + "\n", encoding="utf-8")
    line = report_lines(table_agreement(path, "ordinal", ["-1", "0", "1"], QUICK))
    assert re.search(r"alpha_ord \.\d\d \[\.\d\d,\.\d\d\] docs-bootstrap B=300 seed 7; ", line)
    assert "1 200 units, 1 200 docs, 2 annotators, 2 400 pairable ratings; " in line
    assert "declared -1,0,1 (" in line
    assert line.isascii()


def test_few_documents_give_no_interval_and_say_so(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    rows = [
        f"{unit},{who},{unit % 2 if who == 'a' else unit % 3 % 2},d{unit % 3}" for unit in range(60) for who in "ab"
    ]
    path.write_text("unit,annotator,value,document\n" + "\n".join(rows) + "\n", encoding="utf-8")
    line = report_lines(table_agreement(path, "nominal", None, QUICK))
    assert "[no interval: few_documents]" in line
    assert ", 3 docs, " in line


def test_a_line_is_one_line_whatever_the_names(report: AgreementReport) -> None:
    odd = replace(report, codebook="two\nlines \x1b[31m")
    line = report_line(stance_of(odd), odd)
    assert "\n" not in line
    assert "\x1b" not in line
