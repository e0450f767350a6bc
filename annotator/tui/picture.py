"""A picture of the annotation screen as SVG, the same on every machine and in every viewer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.desk.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.theme import DARK

_RANDOM_ID = re.compile(r"terminal-\d+")
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_TEXT = re.compile(
    r'(<text [^>]*?x=")([\d.]+)(" [^>]*?textLength=")([\d.]+)("[^>]*>)'
    r"((?:&#160;)*)(.*?)((?:&#160;)*)</text>"
)
_CELL = 12.2
"""Width of a cell in the picture."""


async def picture(
    project: Project, annotator: str, size: tuple[int, int], keys: Iterable[str], *, theme: str = DARK
) -> str:
    """Open the screen without a terminal, press keys, and draw what it shows.

    Args:
        project: The open project; what the keys change is saved in it.
        annotator: The name to label under.
        size: Columns and rows.
        keys: The keys to press, by Textual's names.
        theme: The colours.
    """
    app = AnnotatorApp(project, annotator)
    app.theme = theme
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        return portable(app.export_screenshot(title=app.title))


def portable(svg: str) -> str:
    """The same picture without random ids, without fonts from the net, and without blanks at the ends of texts.

    Some viewers drop such blanks and stretch the rest of the text over their room.
    """
    return _TEXT.sub(_without_blanks, _FONT_FACE.sub("", _RANDOM_ID.sub("terminal", svg)))


def _without_blanks(found: re.Match[str]) -> str:
    head, x, middle, width, tail, before, text, behind = found.groups()
    if not text:
        return ""
    left, right = before.count(";"), behind.count(";")
    start, length = float(x) + left * _CELL, float(width) - (left + right) * _CELL
    return f"{head}{start:.1f}{middle}{length:.1f}{tail}{text}</text>"
