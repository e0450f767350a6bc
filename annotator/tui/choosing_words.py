"""What the keys for words do in one sentence: move, choose, jump to quotations and clauses, move a claim's ends.

No screen. A chooser either chooses words, or moves the ends of the claim at hand; the same keys do both. It saves
nothing: moved ends are handed back, and shown when they are on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from annotator.desk.selection import WordCursor
from annotator.records.spans import Span
from annotator.text.clauses import Part, parts
from annotator.text.graphemes import graphemes
from annotator.text.words import words


@dataclass(frozen=True, slots=True)
class Ends:
    """The stretches of a claim whose ends are being moved."""

    claim: str
    spans: tuple[Span, ...]
    at: int
    """Which of the stretches."""

    def moved(self, text: str, span: Span) -> tuple[Span, ...]:
        """The stretches with this one in the place of that at hand; those that now touch become one."""
        rest = [each for index, each in enumerate(self.spans) if index != self.at]
        joined: list[Span] = []
        for each in sorted((*rest, span), key=lambda one: (one.start, one.end)):
            if joined and not text[joined[-1].end : each.start].strip():
                joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, each.end))
            else:
                joined.append(each)
        return tuple(joined)


class Chooser:
    """The word cursor in one sentence.

    Args:
        text: The document's text.
        start: First code point of the sentence.
        end: The code point after its last.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start, self._end = start, end
        self._shown: WordCursor | None = None
        self._ends: Ends | None = None
        self._part: tuple[int, int] | None = None
        """The part chosen last, by its place in the list, and the word under the cursor then."""

    # What is chosen ---------------------------------------------------------------------------------------------------

    @property
    def cursor(self) -> WordCursor | None:
        """The word cursor; None while it is hidden."""
        return self._shown

    @property
    def choice(self) -> Span | None:
        """The chosen words; None while the ends of a claim are moved."""
        return self._shown.span if self._shown and self._ends is None else None

    @property
    def word(self) -> Span | None:
        """The word under the cursor; None while it is hidden."""
        return self._shown.word if self._shown else None

    @property
    def moves_ends(self) -> str | None:
        """Which end of the claim the keys move: `end` or `beginning`; None while they choose words."""
        if self._ends is None or self._shown is None:
            return None
        return "beginning" if self._shown.backward else "end"

    def release(self) -> bool:
        """Let the chosen words go, or the claim's ends; the cursor stays. Whether there was something to let go."""
        held = self._shown is not None and self._shown.anchor is not None
        if self._shown is not None:
            self._shown.clear()
        self._ends = None
        return held

    def hide(self) -> None:
        """Hide the word cursor."""
        self._shown, self._ends, self._part = None, None, None

    # By word and by character -----------------------------------------------------------------------------------------

    def move(self, step: int) -> Sequence[Span] | None:
        """Move the cursor by words; the first key shows it at the nearer end of the sentence.

        Returns:
            The claim's new stretches where this moved one of its ends; None otherwise, here and in every other move.
        """
        if self._ends is not None:
            return self._slide(self._token_stops(), step)
        if self._appears(step):
            step -= 1 if step > 0 else -1
        self._cursor.move(step)
        return None

    def extend(self, step: int) -> Sequence[Span] | None:
        """Choose some words more or less."""
        if self._ends is not None:
            return self.move(step)
        if self._appears(step):
            self._cursor.toggle()
            step -= 1 if step > 0 else -1
        self._cursor.extend(step)
        return None

    def toggle(self) -> None:
        """Begin to choose words, or let the choice go."""
        if self._ends is not None:
            self.release()
        else:
            self._appears(1)
            self._cursor.toggle()

    def to_edge(self, *, last: bool) -> Sequence[Span] | None:
        """Move to the first or the last word."""
        count = len(self._cursor.tokens)
        if self._ends is not None:
            return self._slide(self._token_stops(), count if last else -count)
        self._cursor.to(count - 1 if last else 0)
        return None

    def character(self, step: int) -> Sequence[Span] | None:
        """Move the end of the choice by characters as a reader counts them; without a choice it begins here."""
        if self._cursor.anchor is None:
            self._appears(step)
            self._cursor.toggle()
        return self._slide(self._character_stops(), step)

    def _slide(self, stops: Sequence[int], step: int) -> Sequence[Span] | None:
        moved = self._cursor.slide(stops, step)
        span = self._cursor.span
        if self._ends is None or not moved or span is None:
            return None
        return self._ends.moved(self._text, span)

    def _token_stops(self) -> list[int]:
        return [start if self._cursor.backward else end for start, end in self._cursor.tokens]

    def _character_stops(self) -> list[int]:
        """Where a choice may begin or end: at characters that are not blank."""
        piece = self._text[self._start : self._end]
        side = 0 if self._cursor.backward else 1
        return [self._start + each[side] for each in graphemes(piece) if piece[each[0] : each[1]].strip()]

    # By quotation and clause ------------------------------------------------------------------------------------------

    @cached_property
    def _parts(self) -> list[Part]:
        return parts(self._text, self._start, self._end)

    def boundary(self, step: int) -> Sequence[Span] | None:
        """Move to where a quotation or clause begins."""
        if self._ends is not None:
            return self._slide(self._part_stops(), step)
        begins = sorted({part.start for part in self._parts})
        if self._appears(step):
            return None
        for _ in range(abs(step)):
            at = self._cursor.tokens[self._cursor.at][0] if self._cursor.tokens else self._start
            further = (
                [each for each in begins if each > at] if step > 0 else [each for each in begins if each < at][::-1]
            )
            if not further:
                self.to_edge(last=step > 0)
                break
            self._cursor.to_offset(further[0])
        return None

    def extend_boundary(self, step: int) -> Sequence[Span] | None:
        """Choose up to where a quotation or clause ends, or back to where one begins."""
        if self._ends is None and self._cursor.anchor is None:
            self._appears(step)
            self._cursor.toggle()
        moving = self._cursor
        if self._ends is None and moving.at == moving.anchor and moving.backward != (step < 0):
            moving.swap()
        return self._slide(self._part_stops(), step)

    def _part_stops(self) -> list[int]:
        """Where parts begin or end, and the edge of the sentence."""
        side = 0 if self._cursor.backward else 1
        edges = {part.end if side else part.start for part in self._parts}
        if self._cursor.tokens:
            edges.add(self._cursor.tokens[-side][side])
        return sorted(edges)

    def part(self, step: int) -> bool:
        """Choose the quotation or clause under the cursor, or the next one where one was just chosen.

        Without a cursor it is the first one. Whether the sentence has any.
        """
        if self._ends is not None:
            self.release()
        if not self._parts:
            return False
        count = len(self._parts)
        if self._shown is None:
            at = 0 if step > 0 else count - 1
            at = (at + (step - 1 if step > 0 else step + 1)) % count
        elif self._part is not None and self._part[1] == self._shown.at:
            at = (self._part[0] + step) % count
        else:
            at = self._nearest(self._shown.word)
        self._cursor.choose(Span(start=self._parts[at].start, end=self._parts[at].end))
        self._part = (at, self._cursor.at)
        return True

    def part_at(self, offset: int) -> bool:
        """Choose the quotation or clause at an offset; whether the sentence has any."""
        self._part = None
        self._cursor.clear()
        self._cursor.to_offset(offset)
        return self.part(1)

    def _nearest(self, word: Span | None) -> int:
        """The smallest part that holds a word, quotations first; else the next one behind it, or the last."""
        if word is None:
            return 0
        holding = [
            (part.kind != "quotation", part.end - part.start, index)
            for index, part in enumerate(self._parts)
            if part.start <= word.start and word.end <= part.end
        ]
        if holding:
            return min(holding)[2]
        behind = [(part.start, index) for index, part in enumerate(self._parts) if part.start >= word.end]
        return min(behind)[1] if behind else max((part.end, index) for index, part in enumerate(self._parts))[1]

    # By mouse ---------------------------------------------------------------------------------------------------------

    def show_at(self, offset: int) -> None:
        """Put the cursor on the word at an offset."""
        self._cursor.to_offset(offset)

    def drag_to(self, offset: int) -> bool:
        """Choose from the cursor to the word at an offset; whether that changed the choice."""
        cursor = self._cursor
        before, began = cursor.at, cursor.anchor is not None
        probe = WordCursor(cursor.tokens)
        probe.to_offset(offset)
        if probe.at == before:
            return False
        if not began:
            cursor.toggle()
        cursor.to(probe.at)
        return True

    def word_at(self, offset: int) -> None:
        """Choose the word at an offset."""
        self.release()
        self._cursor.to_offset(offset)
        self._cursor.toggle()

    # The ends of a claim ----------------------------------------------------------------------------------------------

    def take_up(self, claim: str, spans: tuple[Span, ...]) -> None:
        """Let the keys move the ends of a claim: the end of the stretch at the cursor, or of the first one."""
        at = 0
        if self.word is not None:
            inside = [index for index, span in enumerate(spans) if span.start <= self.word.start < span.end]
            at = inside[0] if inside else 0
        self._ends = Ends(claim, spans, at)
        self._cursor.choose(spans[at])

    def other_end(self) -> None:
        """Let the other end move: of the chosen words; or of the claim, and then the end of its next stretch."""
        if self._ends is None or not self._cursor.backward:
            self._cursor.swap()
        else:
            self._ends = replace(self._ends, at=(self._ends.at + 1) % len(self._ends.spans))
            self._cursor.choose(self._ends.spans[self._ends.at])

    def follow(self, claim: str | None, spans: tuple[Span, ...]) -> None:
        """Show the claim as it is now: it was changed, taken back, or could not be saved. Another claim ends this."""
        if self._ends is None:
            return
        if claim != self._ends.claim or not spans:
            self.release()
            return
        span = self._cursor.span
        if spans == self._ends.spans and span == spans[self._ends.at]:
            return
        holding = [
            index for index, each in enumerate(spans) if span and each.start < span.end and span.start < each.end
        ]
        backward = self._cursor.backward
        self._ends = Ends(claim, spans, holding[0] if holding else 0)
        self._cursor.choose(spans[self._ends.at])
        if backward:
            self._cursor.swap()

    # Inside -----------------------------------------------------------------------------------------------------------

    @property
    def _cursor(self) -> WordCursor:
        if self._shown is None:
            self._shown = WordCursor(words(self._text, self._start, self._end))
        return self._shown

    def _appears(self, step: int) -> bool:
        """Whether the cursor was hidden; it appears at the end from which the step leads inwards."""
        if self._shown is not None:
            return False
        self._cursor.to(len(self._cursor.tokens) - 1 if step < 0 else 0)
        return True
