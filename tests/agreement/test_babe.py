"""News sentences judged by eight experts: the alphas that their authors printed, from the spreadsheet they published.

A spreadsheet is a zip of XML; so little of it is needed that no library is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients, pairs

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OPINIONS = {"Entirely factual": 0, "Somewhat factual but also opinionated": 1, "Expresses writer’s opinion": 2}


def cells_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of the first sheet, each from the letter of a column to its text."""
    with zipfile.ZipFile(path) as archive:
        texts: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            with archive.open("xl/sharedStrings.xml") as file:
                items = ElementTree.parse(file).getroot().iter(f"{_MAIN}si")
                texts = ["".join(part.text or "" for part in item.iter(f"{_MAIN}t")) for item in items]
        with archive.open("xl/worksheets/sheet1.xml") as file:
            for _, row in ElementTree.iterparse(file):
                if row.tag != f"{_MAIN}row":
                    continue
                found = {}
                for cell in row:
                    value = cell.find(f"{_MAIN}v")
                    written = "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
                    if value is not None and value.text is not None:
                        written = texts[int(value.text)] if cell.get("t") == "s" else value.text
                    found[re.sub(r"\d", "", cell.get("r", ""))] = written
                yield found
                row.clear()


@cache
def judgements(path: Path) -> tuple[dict[str, str], ...]:
    """Rows by name of column."""
    rows = cells_of(path)
    head = next(rows)
    return tuple({name: row.get(letter, "") for letter, name in head.items()} for row in rows)


@pytest.fixture
def babe(shared: Path) -> tuple[dict[str, str], ...]:
    return judgements(shared / "data" / "babe-sg2" / "raw_labels_SG2.xlsx")


def biased(rows: tuple[dict[str, str], ...]) -> Ratings:
    """Biased or not, without the one row that says neither and the one without a sentence."""
    kept = [row for row in rows if row["label_bias"] in ("Biased", "Non-biased") and row["text"]]
    return Ratings.from_triples((row["text"], row["annotator_id"], row["label_bias"]) for row in kept)


def test_the_spreadsheet_is_read_whole(babe: tuple[dict[str, str], ...]) -> None:
    assert len(babe) == 18_362
    assert len({row["annotator_id"] for row in babe}) == 8
    assert sum(not row["text"] for row in babe) == 1


def test_bias_is_the_printed_forty(babe: tuple[dict[str, str], ...]) -> None:
    names = ["alpha_nominal", "gwet_ac1", "brennan_prediger", "fleiss_kappa"]
    found = coefficients(biased(babe), names=names)
    assert round(found["alpha_nominal"].value or 0, 2) == 0.40
    expected = [0.398866, 0.397920, 0.397702, 0.397484]
    assert [found[name].value for name in names] == pytest.approx(expected, abs=6e-7)


def test_opinion_is_the_printed_sixty_at_interval_level_only(babe: tuple[dict[str, str], ...]) -> None:
    rows = [(row["text"], row["annotator_id"], OPINIONS[row["label_opinion"]]) for row in babe]
    table = Ratings.from_triples(rows, [0, 1, 2], "interval")
    found = coefficients(table, names=["alpha_interval", "alpha_nominal", "alpha_ordinal"])
    assert round(found["alpha_interval"].value or 0, 2) == 0.60
    assert [each.value for each in found.values()] == pytest.approx([0.601625, 0.415876, 0.605435], abs=6e-7)


def test_an_outlier_shows_in_the_pairs(babe: tuple[dict[str, str], ...]) -> None:
    told = {(pair.first, pair.second): pair for pair in pairs(biased(babe))}
    odd, rare = told["1", "3"], told["1", "5"]
    assert (odd.n, rare.n) == (979, 2)
    assert odd.cohen_kappa == pytest.approx(-0.0422, abs=5e-5)
