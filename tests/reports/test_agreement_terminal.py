"""The report in the terminal: who leans where, matrices and flips; readable at 80 columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from annotator.desk.agreement.model import AgreementReport, LayerReport, Sampling
from annotator.desk.agreement.tables import table_agreement
from annotator.reports.agreement import terminal_parts
from annotator.reports.agreement_words import lean_words, leans_told
from annotator.reports.paper.contents import Report

QUICK = Sampling(200)


def shown(
    report: Report, width: int = 80, layers: tuple[str, ...] = (), by: str | None = None, *, show_all: bool = False
) -> str:
    console = Console(width=width, markup=False, highlight=False, emoji=False, force_terminal=False)
    with console.capture() as capture:
        for part in terminal_parts(report, layers, by, show_all=show_all):
            console.print(part)
    return capture.get()


@pytest.fixture
def leaning(tmp_path: Path) -> LayerReport:
    """Ann stands nearer to `high` than ben in 12 units of 12 documents each; cid says what ben says."""
    rows = []
    for unit in range(48):
        said = ["low", "mid", "high"][unit % 3]
        up = {"low": "mid", "mid": "high", "high": "high"}[said] if unit < 18 else said
        rows += [f"{unit},{name},{up if name == 'ann' else said},d{unit % 12}" for name in ("ann", "ben", "cid")]
    path = tmp_path / "r.csv"
    path.write_text("unit,annotator,value,document\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return table_agreement(path, "ordinal", ["low", "mid", "high"], QUICK)


def test_a_lean_is_told_in_words_with_p_and_effect(leaning: LayerReport) -> None:
    told = list(leans_told(leaning))
    assert told[0].startswith("ann leans to high against ben: mean difference +0.25 [+")
    assert "; 12 up, 0 down, 36 equal; sign test p < .001 (Holm); by document p " in told[0]
    assert told[1].startswith("ann leans to high against cid")
    assert told[2] == "Of the other 1 pair(s) none leans apart (sign test, Holm, p >= .05)."
    alike = next(lean for lean in leaning.leans if {lean.first, lean.second} == {"ben", "cid"})
    assert lean_words(alike) == "ben and cid lean to neither end (48 units)."
    assert len(list(leans_told(leaning, show_all=True))) == 3
    text = shown(leaning, 160)
    assert "ann leans to high against ben" in text
    assert "Pole flips (low by one and high by another): 0 of 48 units (0.0%" in text


def test_the_confusion_of_all_pairs_counts_both_ways(leaning: LayerReport) -> None:
    lines = [line.split() for line in shown(leaning).splitlines()]
    # 48 units, 3 pairs, both ways: 288; ben and cid agree in all, ann differs from both in 12.
    assert ["low", "72", "12", "0", "84"] in lines
    assert ["mid", "12", "72", "12", "96"] in lines
    assert ["high", "0", "12", "96", "108"] in lines
    every = shown(leaning, show_all=True)
    assert "Confusion: ann (rows) against ben (columns)" in every
    assert ["mid", "6", "10", "0", "16"] in [line.split() for line in every.splitlines()]


def test_two_annotators_have_their_own_matrix(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("unit,annotator,value\n1,a,x\n1,b,y\n2,a,x\n2,b,x\n", encoding="utf-8")
    text = shown(table_agreement(path, "nominal", None, QUICK))
    assert "Confusion: a (rows) against b (columns)" in text
    assert ["x", "1", "1", "2"] in [line.split() for line in text.splitlines()]


@pytest.mark.parametrize("width", [80, 160])
def test_the_report_keeps_to_the_width_and_shows_whole_figures(report: AgreementReport, width: int) -> None:
    for show_all in (False, True):
        text = shown(report, width, show_all=show_all)
        assert max(map(len, text.splitlines())) <= width
        assert "…" not in text
        stance = next(each for each in report.layers if each.layer == "stance")
        sure = stance.intervals["alpha_ordinal"]
        assert f"{sure.low:.3f} to {sure.high:.3f}" in text


@pytest.mark.parametrize("by", ["pair", "document", "kind", "week"])
def test_one_table_fits_a_small_terminal(report: AgreementReport, by: str) -> None:
    text = shown(report, by=by)
    assert text.strip()
    assert max(map(len, text.splitlines())) <= 80


def test_skipped_sentences_are_told_where_there_are_any(report: AgreementReport) -> None:
    assert "skipped" not in shown(report)
    people = (replace(report.people[0], skipped=3), *report.people[1:])
    assert f"{report.people[0].finished} (3)" in shown(replace(report, people=people))
    assert max(map(len, shown(replace(report, people=people)).splitlines())) <= 80


def test_drift_is_told_week_by_week(report: AgreementReport) -> None:
    cut = next(cut for cut in report.cuts if cut.by == "document")
    weeks = tuple(
        replace(cut, by="week", name=f"2026-W1{week}", figures={**cut.figures, "claim": figure})
        for week, figure in enumerate(replace(cut.figures["claim"], value=value) for value in (0.71, 0.52, -0.05))
    )
    assert "By week (3): alpha: claim .71 .52 -.05;" in shown(replace(report, cuts=weeks), 160)


def test_undefined_figures_are_explained_once(tmp_path: Path) -> None:
    path = tmp_path / "same.csv"
    path.write_text("unit,annotator,value\n1,a,x\n1,b,x\n", encoding="utf-8")
    text = " ".join(shown(table_agreement(path, "nominal", ["x", "y"], QUICK)).split())
    assert "so nothing could have disagreed by chance): Cohen's kappa; Fleiss' kappa; Krippendorff's alpha" in text
    assert text.count("undefined") >= 3


def test_where_nothing_can_be_measured_it_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("unit,annotator,value\n", encoding="utf-8")
    empty = table_agreement(path, "nominal", ["x", "y"], QUICK)
    assert "Nothing to measure: there is no unit at all." in shown(empty)
    assert "undefined" not in shown(empty)
    assert shown(empty, show_all=True).count("undefined") > 5
    path.write_text("unit,annotator,value\n1,a,x\n2,a,y\n", encoding="utf-8")
    assert "only one annotator" in shown(table_agreement(path, "nominal", None, QUICK))


def test_the_funnel_stands_above_every_conditional_figure(report: AgreementReport) -> None:
    for layer in ("speaker", "stance", "stance_same_speaker"):
        told = shown(report, layers=(layer,))
        assert told.index("Funnel") < told.index("coefficient")
    for layer in ("claim", "span", "tuple"):
        assert "Funnel" not in shown(report, layers=(layer,))


def test_measures_of_spans_say_how_their_intervals_were_made(report: AgreementReport) -> None:
    told = shown(report, layers=("span",))
    alpha = next(each for each in report.spans if each.name == "u_alpha_bar")
    assert alpha.interval is not None
    assert alpha.interval.below_667 is not None
    assert f"Intervals: document jackknife, {alpha.interval.clusters} clusters." in told
    assert f"P(u_alpha_bar < .667) = {alpha.interval.below_667:.2f}" in told
    assert "P(exact_f1" not in told
