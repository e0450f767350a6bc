"""The agreement report as GitHub-flavoured Markdown, to paste into a README or a paper.

Names are data: what Markdown, HTML, a table or a link would read in them is escaped, so a row always has its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.reports.paper.blocks import Block, Facts, Grid, Heading, Points
from annotator.reports.paper.contents import Report, contents
from annotator.text.cells import one_line

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKUP = re.compile(r"[\\`*{}\[\]|~$#!&<>]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""An underscore within a word is no markup."""
_FIGURE = re.compile(r"[-.,\d\[\] ]+", re.ASCII)
_LINK = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.|@", re.IGNORECASE)
"""What makes a link or a mention of plain text."""


def markdown(report: Report, layers: Sequence[str] = (), by: str | None = None, *, show_all: bool = False) -> str:
    """The report as Markdown.

    Args:
        report: Of a project or of a table.
        layers: Only these layers of a project; all where empty.
        by: Of a project, only the table of these parts.
        show_all: Every coefficient, confusion matrix and lean, not just the usual ones.
    """
    parts = contents(report, layers, by, show_all=show_all)
    return "\n\n".join("\n".join(_lines(part)) for part in parts) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows to the letter, on one line."""
    if _FIGURE.fullmatch(text):
        return text
    marked = _MARKUP.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), one_line(text))
    return _LINK.sub(lambda found: f"&#{ord(found[0])};", marked)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escaped(block.text)}"
        case Facts():
            yield from (f"- **{escaped(name)}**: {escaped(what)}" for name, what in block.lines)
        case Points():
            yield from (f"- {escaped(line)}" for line in block.lines)
        case Grid():
            yield from _table(block)


def _table(grid: Grid) -> Iterator[str]:
    yield f"**{escaped(grid.caption)}**"
    yield ""
    yield _row(grid.columns)
    yield _row(["---:" if side == "r" else ":---" for side in grid.align], raw=True)
    yield from (_row(row) for row in grid.rows)
    for note in grid.notes:
        yield ""
        yield escaped(note)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else escaped(cell) for cell in cells)} |"
