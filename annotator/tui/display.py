"""Text as it may be shown, its width in cells, and cutting it to a width.

`shown` is for display alone: it leaves out marks without a width, so offsets are never read from its result.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size

from annotator.text.cells import one_line

_WITHOUT_WIDTH = re.compile("[\u00ad\u061c\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
"""Soft hyphens, joiners, marks of direction and of variation: terminals disagree about them, and readers need none."""


def shown(text: str) -> str:
    """The text on one line, without anything that a terminal could obey or would draw in its own way."""
    return one_line(_WITHOUT_WIDTH.sub("", text))


def width(text: str) -> int:
    """How many cells a text takes that `shown` gave."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, cells: int) -> str:
    """The beginning of a text that fits so many cells; where a wide character is cut, a blank stands for its half."""
    return text if width(text) <= cells else set_cell_size(text, max(0, cells))


def fit(text: str, cells: int) -> str:
    """The text, or its beginning and an ellipsis where it is too wide."""
    if width(text) <= cells:
        return text
    return f"{cut(text.removesuffix('…'), cells - 1)}…" if cells > 0 else ""
