"""The matrix of pairs: what stands in it, what the cursor shows, and that none of it hangs on colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.agreement.direction.lean import leans
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import PairResult
from annotator.desk.agreement.model import AgreementReport, LayerReport
from annotator.desk.project import Project
from annotator.tui.agreement.drawing import Reading, measured, scale, shade
from annotator.tui.agreement.views.matrix import Matrix
from annotator.tui.agreement.views.pair import confusion_of, lean
from annotator.tui.paint import length
from tests.tui_agreement.conftest import SIZES, SMALL, WIDE, Reader, visit


def words(drawn: object) -> str:
    return "\n".join("".join(text for text, _ in line) for line in drawn.lines)  # type: ignore[attr-defined]


def many_pairs(count: int) -> LayerReport:
    """A layer of so many annotators; the alpha of a pair tells who it is."""
    names = [f"n{place:02}" for place in range(count)]
    pairs = [
        PairResult(first, second, 10, 0.9, 0.5, None, a / 100 + b / 10_000, "alpha_nominal", None)
        for a, first in enumerate(names)
        for b, second in enumerate(names)
        if a < b
    ]
    return LayerReport("claim", "?", "sentence", "", "nominal", 10, tuple(names), 1, (), (), pairs=tuple(pairs))


@pytest.mark.parametrize("size", SIZES)
def test_the_matrix_shows_the_alpha_of_each_pair_with_a_sign(
    read: Project, size: tuple[int, int], report: AgreementReport
) -> None:
    claim = report.layers[0]
    alphas = {(pair.first, pair.second): pair.alpha for pair in claim.pairs}

    async def look(reader: Reader) -> None:
        await reader.press("1", "right", "left")
        lines = [line.split() for line in reader.text.splitlines()]
        ben = next(line for line in lines if line[:1] == ["ben"])
        value = alphas["ann", "ben"]
        assert value is not None
        assert f"{value:.2f}" in ben
        assert ben[1] == shade(value)[0]
        assert "–" in ben, "ben and cat share nothing"

    visit(read, look, size=size)


def test_the_pair_under_the_cursor_has_its_table_and_its_figures(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("5")
        await reader.press("end")
        text = reader.plain
        assert "ann – ben" in text
        assert "2 × matched claim · agreement 0.500" in text
        assert "[marked by both 2 (40%)]" in text, "a conditional figure has its funnel beside it"
        assert "rows: ann columns: ben" in text
        assert "▶ pro-Washington 1 0 0" in text, "where ann said pro-Washington ben said pro-Moscow once"
        await reader.press("home", "left", "down", "end")
        assert "rows: ben columns: ann" in reader.plain
        assert "◀ pro-Moscow 1 0 1" in reader.plain, "the same pair the other way round"

    visit(read, look)


def test_a_lean_that_chance_explains_is_none_and_its_tests_stand_beside_it(read: Project) -> None:
    async def look(reader: Reader) -> None:
        text = " ".join((await reader.press("5", "enter")).split())
        assert "Lean: none that chance would not explain; on these units ann is nearer to ▶ pro-Washington" in text
        assert "+1.000 steps of the scale" in text
        assert "1 nearer to the last value, 0 to the first, 1 equal" in text
        assert "sign test p = 1.000" in text
        assert "Stuart–Maxwell" in text
        assert "pole flips 1 of 2" in text

    visit(read, look, size=WIDE)


def test_a_sure_lean_has_a_direction() -> None:
    answers = [["c", "a"]] * 12 + [["b", "b"]] * 4
    table = Ratings.from_matrix(answers, ["a", "b", "c"], "ordinal", annotators=["ann", "ben"])
    (measured,) = leans(table, resamples=50, seed=1)
    told = "".join(text for text, _ in next(iter(lean(measured, str, 79))))
    assert told == " Lean: ann → c, seen from ben"


def test_two_who_share_nothing_are_said_to(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("1", "right", "down", "end")
        assert "ben – cat" in reader.text
        assert "They have no unit in common." in reader.plain
        await reader.press("enter")
        assert "They have no unit in common." in reader.plain
        assert "↵" not in reader.text, "there is nothing to open"

    visit(read, look, size=WIDE)


def test_on_the_diagonal_stands_one_against_all_others(read: Project, report: AgreementReport) -> None:
    ann = report.people[0]
    without = report.layers[0].without["ann"]

    async def look(reader: Reader) -> None:
        await reader.press("1", "left", "end")
        value = ann.rest["claim"].value
        assert value is not None
        assert without is None
        assert "ann – all others" in reader.text
        assert f"mean alpha {value:.3f} over 8 shared units." in reader.plain

    visit(read, look, size=WIDE)


def test_an_open_set_of_values_has_no_table(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("4", "end")
        assert "rows:" not in reader.text
        await reader.press("enter")
        assert "They never differ here." in reader.plain

    visit(read, look, size=WIDE)


def test_shades_are_told_by_signs() -> None:
    signs = [shade(value)[0] for value in (None, -0.1, 0.0, 0.399, 0.4, 0.667, 0.8, 1.0)]
    assert signs == ["–", " ", "░", "░", "▒", "▓", "█", "█"]


def test_the_cursor_is_told_by_brackets_and_the_mirror_cell_has_the_same_figure() -> None:
    matrix = Matrix(many_pairs(3), {})
    assert "[ 0.00]" in words(matrix.draw(80))
    matrix.at = (2, 1)
    assert "[ 0.01]" in words(matrix.draw(80))
    assert matrix.value(1, 2) == matrix.value(2, 1) == pytest.approx(0.0102)
    assert matrix.people == ("n02", "n01")


def test_names_that_would_look_the_same_are_numbered() -> None:
    layer = replace(many_pairs(3), annotators=("annotator one", "annotator one too", "annotator two"), pairs=())
    heading, first, *_ = words(Matrix(layer, {}).draw(44)).splitlines()
    assert heading.split() == ["1", "2", "3"]
    assert first.split()[:2] == ["1", "annotator"]
    assert "annotator two" in words(Matrix(layer, {}).draw(200)).splitlines()[0]


def test_columns_are_as_wide_as_the_names_where_there_is_room() -> None:
    layer = replace(many_pairs(2), annotators=("Dagmar Olafson", "Ben"), pairs=())
    assert "Dagmar Olafson" in words(Matrix(layer, {}).draw(79)).splitlines()[0]
    assert "Dagmar …" in words(Matrix(layer, {}).draw(34)).splitlines()[0]


@pytest.mark.parametrize("cells", [20, 40, 79, 119])
def test_a_wide_matrix_shows_the_columns_around_the_cursor(cells: int) -> None:
    matrix = Matrix(many_pairs(40), {})
    for column in (0, 1, 20, 39):
        matrix.at = (7, column)
        drawn = matrix.draw(cells)
        assert (7, column) in [spot.mark for spot in drawn.spots]
        assert all(length(line) <= cells for line in drawn.lines)
        assert f"n{column:02}" in words(drawn).splitlines()[0]
    assert "›" not in words(drawn)
    assert "‹" in words(drawn)


def test_the_cursor_stops_at_the_edges() -> None:
    matrix = Matrix(many_pairs(2), {})
    assert matrix.step(1, 0) is None
    assert matrix.step(-1, 0) == (0, 0)
    assert matrix.step(0, 1) == (1, 1)
    assert matrix.step(0, -1) is None


def test_a_table_is_turned_for_the_pair_the_other_way_round(talks: Project, report: AgreementReport) -> None:
    stance = next(layer for layer in report.layers if layer.layer == "stance")
    there, back = confusion_of(stance, "ann", "ben"), confusion_of(stance, "ben", "ann")
    assert there is not None
    assert back is not None
    assert [list(row) for row in zip(*there.counts, strict=True)] == [list(row) for row in back.counts]
    assert confusion_of(stance, "ben", "cat") is None


@pytest.mark.parametrize(
    ("value", "low", "high", "drawn"),
    [
        (0.5, None, None, "·····●·┊┊··"),
        (0.5, 0.3, 0.9, "···━━●━━━━·"),
        (-0.2, -0.4, 0.1, "‹━·····┊┊··"),
        (None, None, None, "·······┊┊··"),
    ],
)
def test_a_figure_on_the_scale(value: float | None, low: float | None, high: float | None, drawn: str) -> None:
    assert "".join(text for text, _ in scale(value, low, high, 11)) == drawn


@pytest.mark.parametrize("cells", [60, 79, 119])
def test_a_measured_figure_fits_its_line(cells: int) -> None:
    head = [("name".ljust(20), "ink")]
    for reading in (
        Reading(0.5, 0.4, 0.6, 12, ""),
        Reading(0.5, None, None, 12, "no interval: too few documents to say anything about it"),
        Reading(
            None, None, None, 0, "because all that was measured is the same, nobody could have disagreed by chance"
        ),
    ):
        lines = list(measured(head, reading, cells))
        assert all(length(line) <= cells for line in lines)
        said = " ".join("".join(text for text, _ in line) for line in lines)
        assert f"n {reading.n}" in said
        assert set(reading.why.split()) <= set(said.split())


def test_arrows_scroll_to_the_matrix_where_it_is_out_of_sight(read: Project) -> None:
    async def look(reader: Reader) -> None:
        await reader.press("5")
        assert "[ " not in reader.text
        await reader.press(*["down"] * 8)
        assert "cat" in reader.text
        assert "[ " in reader.text

    visit(read, look, size=(SMALL[0], 18))
