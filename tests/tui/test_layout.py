"""The map between cells and code points: nothing lost, nothing twice, whatever the text and the width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.lines import paragraphs
from annotator.tui.display import cut, fit, shown, width
from annotator.tui.layout import Layout, folded

ALPHABET = st.sampled_from(
    [*"abc .,“”\n\r\t", "\u0301", "中", "א", "👩", "\u200d", "\u200b", "\u2028", "\x1b", "\u00a0", "é"]
)
TEXTS = st.text(ALPHABET, max_size=120) | st.text(max_size=60).filter(lambda text: text.isprintable() or True)


def laid_out(text: str, cells: int) -> Layout:
    """A text with its own paragraphs at a width."""
    return Layout(text, [(each.start, each.end) for each in paragraphs(text)], cells)


@given(TEXTS, st.integers(2, 30))
def test_every_code_point_that_is_not_blank_is_shown_once(text: str, cells: int) -> None:
    flow = laid_out(text, cells)
    covered: list[int] = []
    for index in range(len(flow)):
        line = flow.line(index)
        column = 0
        for cell in line.cells:
            assert cell.column == column
            assert cell.start < cell.end
            column += cell.width
            covered += range(cell.start, cell.end)
        assert column <= cells
    assert covered == sorted(set(covered))
    missing = set(range(len(text))) - set(covered)
    assert not "".join(text[offset] for offset in sorted(missing)).strip()


@given(TEXTS, st.integers(2, 30))
def test_columns_and_offsets_lead_to_each_other(text: str, cells: int) -> None:
    flow = laid_out(text, cells)
    for index in range(len(flow)):
        for cell in flow.line(index).cells:
            assert flow.offset_at(index, cell.column) == cell.start
            if not cell.blank:
                assert flow.row_of(cell.start) == index
                assert index in flow.rows_of(cell.start, cell.end)


@given(TEXTS, st.integers(1, 20), st.integers(1, 4))
def test_folded_lines_fit_and_are_safe(text: str, cells: int, most: int) -> None:
    lines = folded(text, cells, most)
    assert len(lines) <= most
    for line in lines:
        assert cells < 2 or width(line) <= cells
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)


def test_hard_wrapped_lines_are_joined_for_display() -> None:
    lines = [
        "The minister said that the plan, which nobody had read, would be",
        "put before the council in the spring of next year, or later, and",
    ]
    text = "\r\n".join([*lines, "that no vote was needed for it."])
    flow = laid_out(text, 200)
    assert len(flow) == 1
    assert "".join(cell.shown for cell in flow.line(0).cells) == " ".join(text.split())


def test_paragraphs_stand_apart() -> None:
    text = "One.\n\nTwo is a paragraph that needs more than one line of this width.\nThree."
    flow = laid_out(text, 20)
    shown_lines = ["".join(cell.shown for cell in flow.line(index).cells) for index in range(len(flow))]
    assert shown_lines[:3] == ["One.", "", "Two is a paragraph"]
    assert shown_lines[-2:] == ["", "Three."]


def test_cutting_and_fitting() -> None:
    assert fit("harbour", 7) == "harbour"
    assert fit("harbour", 4) == "har…"
    assert fit("harbour", 0) == ""
    assert cut("中文", 3) == "中 "
    assert width("中文") == 4
    assert shown("a\x1b[0m\tb\u200bc") == "a\ufffd[0m bc"
