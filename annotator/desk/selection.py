"""The word cursor: which words of a sentence are chosen by keyboard. Knows tokens and offsets, no screen, no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.records.spans import Span


@dataclass
class WordCursor:
    """A cursor on the tokens of one sentence, with an anchor while words are being chosen."""

    tokens: Sequence[tuple[int, int]]
    """`[start, end)` of each token in document offsets, sorted, not overlapping."""
    at: int = 0
    """Index of the token under the cursor."""
    anchor: int | None = None
    """Index of the token where the choice began; None where none has."""

    def move(self, step: int) -> None:
        """Go some tokens on, or back where negative; stops at the ends of the sentence."""
        self.to(self.at + step)

    def to(self, index: int) -> None:
        """Go to a token by its index; stops at the ends of the sentence."""
        self.at = max(0, min(index, len(self.tokens) - 1))

    def to_offset(self, offset: int) -> None:
        """Go to the token at an offset, or the last one before it."""
        before = [index for index, (start, _) in enumerate(self.tokens) if start <= offset]
        self.to(before[-1] if before else 0)

    def toggle(self) -> None:
        """Begin to choose words at the cursor, or let the choice go."""
        self.anchor = self.at if self.anchor is None else None

    def extend(self, step: int) -> None:
        """Move and choose at once, as shift with an arrow does."""
        if self.anchor is None:
            self.anchor = self.at
        self.move(step)

    def clear(self) -> None:
        """Let the choice go; the cursor stays."""
        self.anchor = None

    @property
    def span(self) -> Span | None:
        """The chosen words, whole; None where nothing is chosen."""
        if self.anchor is None or not self.tokens:
            return None
        first, last = sorted((self.anchor, self.at))
        return Span(start=self.tokens[first][0], end=self.tokens[last][1])

    @property
    def word(self) -> Span | None:
        """The word under the cursor."""
        if not self.tokens:
            return None
        start, end = self.tokens[self.at]
        return Span(start=start, end=end)
