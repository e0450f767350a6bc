"""Claims that overlap or nest: where each begins and ends, and how many there are, is told without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.desk.annotation import AnnotationDesk
from annotator.records.spans import Span
from annotator.tui.layout import Layout
from annotator.tui.looks import KNOWN
from annotator.tui.stances import Looks
from annotator.tui.typeset import LineMaker, Scene

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

NESTED = ("g", "2", "enter", "p", "1", "escape", "^", "l", "l", "v", "l", "l", "2", "escape")
ACROSS = ("^", *["l"] * 4, "v", *["l"] * 5, "3", "escape", "escape", "escape")


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_each_claim_has_a_number_where_it_begins_and_where_it_ends(bench: Bench, size: tuple[int, int]) -> None:
    text = bench.use(*NESTED, *ACROSS, size=size).text
    assert "¹“The²ferry will³ruin₂the bay,”₁said₃Ines" in text


def test_one_claim_alone_needs_no_number_at_its_end(bench: Bench) -> None:
    text = bench.use("g", "2", "enter", "p", "1", "escape", "escape", "escape").text
    assert "¹“The ferry will ruin the bay,” said" in text


def test_words_of_two_claims_have_another_line_than_those_of_one(bench: Bench) -> None:
    bench.use(*NESTED)
    desk = AnnotationDesk(bench.project, "anna")
    assert desk.resume()
    desk.go_to(1)
    text = desk.passage.document.text
    start = desk.sentence.start
    maker = LineMaker(desk.passage, Looks(desk.codebook))
    flow = Layout(text, [(start, desk.sentence.end)], 120)
    runs = maker.runs(flow, 0, Scene(1, desk.claim_id, None, None))
    lines = {word.strip(): looks.split() for word, looks in runs if word.strip()}
    assert "claim" in lines["The"]
    assert "twice" not in lines["The"]
    assert "twice" in next(looks for word, looks in lines.items() if word.startswith("ferry"))
    assert "underline2" in KNOWN["twice"].style
    assert Span(start=start, end=desk.sentence.end).of(text).startswith("“The")
