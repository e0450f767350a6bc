"""Cells that a spreadsheet would run as a formula, made inert by an apostrophe before them, and taken back.

`bare(inert(cell)) == cell` for every text. A plain number such as -1 or +1 stays as it is: a spreadsheet reads it as
that number, and so does every other program.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-](\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_MARKED = re.compile(r"''*[=+\-@\t\r]")


def inert(cell: str) -> str:
    """The cell with an apostrophe before it, if it begins like a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def bare(cell: str) -> str:
    """The cell without the apostrophe that `inert` put before it."""
    return cell[1:] if cell.startswith("'") and _MARKED.match(cell) else cell
