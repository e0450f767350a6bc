"""The word cursor: which words of a sentence are chosen by keyboard. Knows tokens and offsets, no screen, no store.

A choice has an end that moves and an end that stays. Moves by word put the moving end on a word; `slide` puts it on any
offset that it is given, and the other end stays where it is to the code point.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    backward: bool = False
    """Whether the moving end is the beginning of the choice."""
    _stays: int | None = None
    """The offset of the end that stays, where it is not that of the token at the anchor."""
    _moves: int | None = None
    """The offset of the moving end, where it is not that of the token under the cursor."""

    def move(self, step: int) -> None:
        """Go some tokens on, or back where negative; stops at the ends of the sentence."""
        self.to(self.at + step)

    def to(self, index: int) -> None:
        """Go to a token by its index; stops at the ends of the sentence."""
        self.at = max(0, min(index, len(self.tokens) - 1))
        self._moves = None
        if self.anchor is not None and self.at != self.anchor and self.backward != (self.at < self.anchor):
            self.backward = not self.backward
            self._stays = None

    def to_offset(self, offset: int) -> None:
        """Go to the token at an offset, or the last one before it."""
        self.to(max(0, bisect_right(self.tokens, offset, key=lambda token: token[0]) - 1))

    def toggle(self) -> None:
        """Begin to choose words at the cursor, or let the choice go."""
        anchor = self.at if self.anchor is None else None
        self.clear()
        self.anchor = anchor

    def extend(self, step: int) -> None:
        """Move and choose at once, as shift with an arrow does."""
        if self.anchor is None:
            self.toggle()
        self.move(step)

    def clear(self) -> None:
        """Let the choice go; the cursor stays."""
        self.anchor, self.backward, self._stays, self._moves = None, False, None, None

    def choose(self, span: Span) -> None:
        """Choose a stretch exactly as it is; its end moves next."""
        self.clear()
        self.to_offset(span.start)
        self.anchor = self.at
        self.to_offset(span.end - 1)
        self.backward = False
        self._stays, self._moves = span.start, span.end

    def swap(self) -> None:
        """Let the other end of the choice move."""
        if self.anchor is not None:
            self.anchor, self.at = self.at, self.anchor
            self._stays, self._moves = self._moves, self._stays
            self.backward = not self.backward

    def slide(self, stops: Sequence[int], step: int) -> bool:
        """Move the moving end over some of these offsets; the choice never gets empty.

        Args:
            stops: Where the end may stand, ascending.
            step: How many of them on, or back where negative.

        Returns:
            Whether it moved.
        """
        span = self.span
        if span is None:
            return False
        before = edge = span.start if self.backward else span.end
        kept = [stop for stop in stops if (stop < span.end if self.backward else stop > span.start)]
        for _ in range(abs(step)):
            index = bisect_right(kept, edge) if step > 0 else bisect_left(kept, edge) - 1
            if not 0 <= index < len(kept):
                break
            edge = kept[index]
        stays = span.end if self.backward else span.start
        at = bisect_right(self.tokens, edge if self.backward else edge - 1, key=lambda token: token[0]) - 1
        self.at, self._moves, self._stays = max(0, at), edge, stays
        return edge != before

    @property
    def span(self) -> Span | None:
        """The chosen words; None where nothing is chosen."""
        if self.anchor is None or not self.tokens:
            return None
        first, last = sorted((self.anchor, self.at))
        start, end = (self._moves, self._stays) if self.backward else (self._stays, self._moves)
        return Span(
            start=self.tokens[first][0] if start is None else start,
            end=self.tokens[last][1] if end is None else end,
        )

    @property
    def word(self) -> Span | None:
        """The word under the cursor."""
        if not self.tokens:
            return None
        start, end = self.tokens[self.at]
        return Span(start=start, end=end)
