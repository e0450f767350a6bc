"""What may go to a terminal, and the map between its cells and the code points of a text.

`safe` keeps the length: code point n of what is shown stands for code point n of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from annotator.text.graphemes import graphemes

PLACEHOLDER = "\ufffd"
"""Stands for one code point that must not reach a terminal."""

# Controls (C0, DEL, C1), soft hyphen, marks that turn the direction or have no width, separators of lines and
# paragraphs, lone surrogates, tags: every code point of the categories Cc, Cf, Zl, Zp and Cs, save the few of Cf that
# are printed (Arabic number signs and their like).
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
_SPACING = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")


def safe(text: str) -> str:
    """The text with each code point that a terminal could obey or hide replaced by one visible placeholder.

    Tabs and line breaks are replaced too; see `one_line` for text that runs over lines.

    Returns:
        A string of the same length in code points.
    """
    return _UNSAFE.sub(PLACEHOLDER, text)


def one_line(text: str) -> str:
    """The text as `safe` shows it, tabs and line breaks as spaces; the length is kept."""
    return safe(_SPACING.sub(" ", text))


def cell_width(grapheme: str) -> int:
    """How many cells of a terminal a grapheme takes as `safe` shows it."""
    if len(grapheme) == 1 and " " <= grapheme <= "~":
        return 1
    # rich takes 70 ms to load, which is the price of a table of widths that agrees with the screen.
    from rich.cells import cell_len

    return cell_len(safe(grapheme))


@dataclass(frozen=True, slots=True)
class Cells:
    """A text laid out in one row of cells: the map from offsets to columns and back."""

    offsets: tuple[int, ...]
    """Where each grapheme starts, in code points; at the end the length of the text."""
    columns: tuple[int, ...]
    """The column where each grapheme starts; at the end the width of the row."""

    @classmethod
    def of(cls, text: str) -> Cells:
        """Lay a text out."""
        found = graphemes(text)
        widths = (cell_width(text[start:end]) for start, end in found)
        return cls((*(start for start, _ in found), len(text)), (0, *accumulate(widths)))

    @property
    def width(self) -> int:
        """Cells that the row takes."""
        return self.columns[-1]

    def column(self, offset: int) -> int:
        """The column of the grapheme that holds this code point; the width of the row for the end of the text."""
        return self.columns[self._index(offset)]

    def offset(self, column: int) -> int:
        """Where the grapheme in this column starts, in code points; the length of the text right of the row."""
        if column >= self.width:
            return self.offsets[-1]
        return self.offsets[bisect_right(self.columns, max(0, column)) - 1]

    def snap_left(self, offset: int) -> int:
        """The nearest start of a grapheme at or before a code point."""
        return self.offsets[self._index(offset)]

    def snap_right(self, offset: int) -> int:
        """The nearest end of a grapheme at or after a code point."""
        return self.offsets[min(bisect_left(self.offsets, offset), len(self.offsets) - 1)]

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.offsets, offset) - 1)
