"""Lines of the panel with the claims, and where on them each field stands. Pure: runs in, runs and places out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.tui.display import width
from annotator.tui.paint import length, sides
from annotator.tui.states import Run


class Field(NamedTuple):
    """One thing that a card says of a claim, and that can be changed there."""

    claim: str
    """The claim's id."""
    name: str
    """`stance`, `confidence`, `speaker`, `via`, `mention`, `words`, `continues`, or `attribute:` and its name."""

    @property
    def attribute(self) -> str | None:
        """The name of the further question that it answers; None for every other field."""
        return self.name.partition(":")[2] if self.name.startswith("attribute:") else None


class Piece(NamedTuple):
    """Runs that belong together; those of a field are a place to click."""

    runs: tuple[Run, ...]
    field: str = ""


class Spot(NamedTuple):
    """Where a field stands on a line, `[start, end)` in cells."""

    start: int
    end: int
    field: Field


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the panel."""

    runs: tuple[Run, ...]
    claim: str | None = None
    """The claim that it belongs to; a click chooses it."""
    at_hand: bool = False
    spots: tuple[Spot, ...] = ()
    """The fields on it, from left to right."""


class Row(NamedTuple):
    """A line of a card before its edge is put before it."""

    left: Sequence[Piece]
    right: Sequence[Piece] = ()


def card_line(row: Row, cells: int, edge: Run, claim: str, *, at_hand: bool) -> CardLine:
    """A row as a line of the panel.

    Args:
        row: The row.
        cells: Its width, without the edge.
        edge: What stands before it.
        claim: The claim's id.
        at_hand: Whether that is the claim at hand.
    """
    left = [(run, piece.field) for piece in row.left for run in piece.runs]
    right = [(run, piece.field) for piece in row.right for run in piece.runs]
    runs = sides([run for run, _ in left], [run for run, _ in right], cells) if right else [run for run, _ in left]
    names = [name for _, name in left]
    if len(runs) > len(left):
        names += ["", *(name for _, name in right)]
    spots: list[Spot] = []
    at = width(edge[0])
    for (text, _), name in zip(runs, names, strict=True):
        start, at = at, min(at + width(text), cells + width(edge[0]))
        if name and at > start:
            if spots and spots[-1].field.name == name and spots[-1].end == start:
                start = spots.pop().start
            spots.append(Spot(start, at, Field(claim, name)))
    return CardLine((edge, *runs), claim, at_hand, tuple(spots))


def flowing(pieces: Sequence[Piece], cells: int, indent: Run = ("  ", "")) -> Iterator[Row]:
    """Pieces one behind the other, in as many rows as they need."""
    row: list[Piece] = [Piece((indent,))]
    used = width(indent[0])
    for piece in pieces:
        wide = length(piece.runs)
        if len(row) > 1 and used + wide > cells:
            yield Row(row)
            row, used = [Piece((indent,))], width(indent[0])
        row += [piece, Piece((("  ", ""),))]
        used += wide + 2
    if len(row) > 1:
        yield Row(row)
