"""What a page of the report is: lines, the spots in them that can be taken, and where taking one leads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from annotator.tui.agreement.seeking import Sought
from annotator.tui.paint import Line

Mark = int | tuple[int, int]
"""What a spot stands for: a row of a list, or row and column of a matrix."""


@dataclass(frozen=True, slots=True)
class ToLayer:
    """To the page of a layer, by its number from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class ToPair:
    """To two annotators on a layer."""

    layer: str
    people: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ToDisputes:
    """To the disputes that a filter lets through."""

    sought: Sought


@dataclass(frozen=True, slots=True)
class ToCase:
    """To a disputed sentence, by its place in the list."""

    index: int


Way = ToLayer | ToPair | ToDisputes | ToCase


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a line that the mouse can take, and the cursor can reach."""

    line: int
    start: int
    end: int
    """In cells."""
    mark: Mark


@dataclass
class Drawn:
    """A page, laid out for a width."""

    lines: list[Line] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    marked: range = field(default=range(0))
    """Lines on the ground of what is marked."""

    def add(self, *lines: Line) -> None:
        """Add lines."""
        self.lines.extend(lines)

    def row(self, mark: int, at: int | None, cells: int, *lines: Line) -> None:
        """Add an entry of a list; every line of it can be taken."""
        first = len(self.lines)
        for line in lines:
            self.spots.append(Spot(len(self.lines), 0, cells, mark))
            self.lines.append([("▌" if mark == at else " ", "bar"), *line])
        if mark == at:
            self.marked = range(first, len(self.lines))

    def lines_of(self, mark: Mark) -> range:
        """The lines on which something stands; none where it is not drawn."""
        found = [spot.line for spot in self.spots if spot.mark == mark]
        return range(found[0], found[-1] + 1) if found else range(0)


class View(ABC):
    """A page.

    Attributes:
        top: The line at the top of the screen when the page was left.
    """

    top = 0

    @abstractmethod
    def draw(self, cells: int) -> Drawn:
        """Lay the page out for a width."""

    def step(self, across: int, down: int) -> Mark | None:
        """What the cursor would come to; None where there is nothing more in this direction."""
        return None

    def choose(self, mark: Mark) -> None:  # noqa: B027 - a page without spots has no cursor to put anywhere
        """Put the cursor there."""

    @property
    def mark(self) -> Mark | None:
        """Where the cursor is."""
        return None

    def take(self) -> Way | None:
        """Where the spot under the cursor leads."""
        return None

    def place(self) -> str:
        """Document and number of the sentence under the cursor, to be copied; empty where there is none."""
        return ""


class Rows(View):
    """A page with a list: the cursor goes up and down.

    Attributes:
        at: The entry under the cursor; None before the cursor was moved.
    """

    at: int | None = None

    @property
    @abstractmethod
    def count(self) -> int:
        """How many entries there are."""

    @property
    def mark(self) -> Mark | None:
        """The entry under the cursor."""
        return self.at

    def step(self, across: int, down: int) -> Mark | None:
        """The entry above or below."""
        wanted = (self.at if self.at is not None else -1 if down > 0 else 0) + down
        return wanted if down and 0 <= wanted < self.count else None

    def choose(self, mark: Mark) -> None:
        """Put the cursor on an entry."""
        if isinstance(mark, int):
            self.at = max(0, min(mark, self.count - 1)) if self.count else None
