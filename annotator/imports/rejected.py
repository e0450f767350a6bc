"""What a reader says of input that it cannot take: where, why, and what to do.

Readers raise `RefusalError` inside and hand out `Rejected`; one bad line never stops the lines after it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejected:
    """An article, a line or a file that was not taken."""

    source: str
    """The file, with `:line` where a line is known."""
    line: int | None
    """The line, counted from 1; None where the whole file is meant."""
    why: str
    """What is wrong, with the value."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.why}; {self.remedy}" if self.remedy else self.why


class RefusalError(Exception):
    """Raised inside a reader; never leaves this room.

    Args:
        why: What is wrong, with the value.
        remedy: What to do about it.
        line: The line, counted from 1, where one is to blame.
    """

    def __init__(self, why: str, remedy: str, line: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.remedy = remedy
        self.line = line

    def rejected(self, file: str) -> Rejected:
        """The same as something to hand out."""
        return Rejected(at_line(file, self.line), self.line, self.why, self.remedy)


def at_line(file: str, line: int | None) -> str:
    """A file with a line, as sources are written."""
    return file if line is None else f"{file}:{line}"
