"""The part of a sentence in which something was found, with what was found lit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.tui.display import shown, width
from annotator.tui.states import Run


def excerpt(text: str, lit: Sequence[tuple[int, int]], cells: int) -> list[Run]:
    """The text from somewhat before the first match; what is too long at the end is for the line to cut.

    Args:
        text: The sentence.
        lit: What was found, as offsets in it, sorted by their starts.
        cells: The room.
    """
    first = lit[0][0] if lit else 0
    before = 0
    if width(shown(text[: lit[0][1]])) > cells - 2 if lit else False:
        before = max(0, first - cells // 3)
    runs: list[Run] = [("…", "faint")] if before else []
    return [*runs, *_pieces(text, lit, before)]


def _pieces(text: str, lit: Sequence[tuple[int, int]], at: int) -> Iterator[Run]:
    for start, end in lit:
        # Words of a phrase that was asked for twice may stand in each other.
        if end <= at:
            continue
        start = max(start, at)
        if at < start:
            yield shown(text[at:start]), "ink"
        yield shown(text[start:end]), "key bold"
        at = end
    if at < len(text):
        yield shown(text[at:]), "ink"
