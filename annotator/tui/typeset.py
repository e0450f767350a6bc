"""Builds one line of the article: the signs beside it, and its cells in the looks of what stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from annotator.desk.passage import Passage as Article
from annotator.records.documents import Segment
from annotator.records.labels import Claim, Label
from annotator.records.spans import Span
from annotator.tui.layout import CellLine, Layout, Row
from annotator.tui.marks import GUESS, gutter
from annotator.tui.stances import Looks
from annotator.tui.states import Run

_SIGNS = 5
GUTTER = 1 + _SIGNS + 1
"""Columns before the text: the bar of the sentence at hand, the signs, and a blank that may carry a number."""

_ROLES = {
    "title": "title",
    "heading": "heading",
    "byline": "aside",
    "dateline": "aside",
    "pullquote": "aside",
    "boilerplate": "boilerplate",
}
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺"
_SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊"
BEGIN, END = "›", "‹"
"""Stand around suggested words, so that colour alone never tells them."""
_LINES = ("", "claim", "claim twice", "claim twice over")
"""Under words of one claim, of two, and of more."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands out in the text."""

    index: int
    """The sentence at hand."""
    claim_id: str | None
    """The claim at hand."""
    choice: Span | None
    """The chosen words."""
    word: Span | None
    """The word under the cursor."""
    ghost: tuple[Span, ...] = ()
    """Suggested words."""
    takes: bool = False
    """Whether the suggestion was taken up, and awaits its stance."""


class LineMaker:
    """Makes the lines of one document."""

    def __init__(self, article: Article, looks: Looks) -> None:
        self._article = article
        self._looks = looks
        self._starts = [segment.start for segment in article.segments]
        self.guessed: frozenset[int] = frozenset()
        """Offsets behind sentences whose end is a guess."""

    def runs(self, flow: Layout, index: int, scene: Scene) -> list[Run]:
        """One line: gutter and text."""
        line = flow.line(index)
        segments = list(self._segments(line.row))
        lit = self._article.sentences[scene.index]
        layers = list(self._layers(segments, lit, scene))
        numbers = self._numbers(line, lit, scene)
        before = numbers.pop(-1, (" ", ""))
        bar: Run = ("▌", "bar") if any(segment is lit for segment in segments) else (" ", "")
        return [bar, *self._signs(line.row, segments), before, *_text(line, layers, numbers)]

    def _segments(self, row: Row) -> Iterator[Segment]:
        """The segments of which the line shows something."""
        first = max(0, bisect_right(self._starts, row.start) - 1)
        for segment in self._article.segments[first:]:
            if segment.start >= row.end:
                return
            if segment.end > row.start:
                yield segment

    def _signs(self, row: Row, segments: list[Segment]) -> list[Run]:
        here = [
            self._said(segment)
            for segment in segments
            if segment.key in self._article.index_of and row.start <= segment.start
        ]
        return gutter(here, self._looks, _SIGNS)

    def _said(self, segment: Segment) -> tuple[Label, bool]:
        return self._article.label(segment.key), self._article.is_done(segment.key)

    def _layers(self, segments: list[Segment], lit: Segment, scene: Scene) -> Iterator[tuple[int, int, str]]:
        """Stretches with the looks they add, the lowest first."""
        for segment in segments:
            yield segment.start, segment.end, _ROLES.get(segment.role, "soft")
            if segment is lit:
                yield segment.start, segment.end, "lit"
            else:
                yield from self._said_softly(segment)
        if lit in segments:
            for span in scene.ghost:
                yield span.start, span.end, "chosen ghost" if scene.takes else "ghost"
            yield from self._claims(lit, scene)
            yield from _underlines(self._article.label(lit.key).claims, lit.span)
        if scene.choice is not None:
            yield scene.choice.start, scene.choice.end, "chosen"
        if scene.word is not None:
            yield scene.word.start, scene.word.end, "cursor"

    def _said_softly(self, segment: Segment) -> Iterator[tuple[int, int, str]]:
        for claim in self._article.label(segment.key).claims:
            for span in claim.spans:
                yield span.start, span.end, f"soft-{self._looks.of(claim.stance).colour}"

    def _claims(self, lit: Segment, scene: Scene) -> Iterator[tuple[int, int, str]]:
        """The claims of the sentence at hand, short ones above long ones, so that each shows."""
        claims = self._article.label(lit.key).claims
        for claim in sorted(claims, key=lambda claim: (-_extent(claim), claim.id == scene.claim_id)):
            at_hand = claim.id == scene.claim_id
            for span in claim.spans:
                looks = self._looks.of(claim.stance).colour
                yield span.start, span.end, f"{looks} bold" if at_hand and len(claims) > 1 else looks
            if at_hand and claim.mention is not None:
                yield claim.mention.start, claim.mention.end, "mention"

    def _numbers(self, line: CellLine, lit: Segment, scene: Scene) -> dict[int, Run]:
        """The number of each claim where it begins on the line, and, where claims overlap, where it ends.

        By the index of the blank cell: the last one before the beginning, the next one behind the end. -1 is the blank
        of the gutter, the number of cells that behind the line. Where two would share a cell the claim at hand comes
        first, then beginnings before ends.
        """
        claims = list(enumerate(self._article.label(lit.key).claims, start=1))
        claims.sort(key=lambda each: each[1].id != scene.claim_id)
        begins = [(span.start, number, claim) for number, claim in claims for span in claim.spans]
        ends = [(span.end - 1, number, claim) for number, claim in claims for span in claim.spans if span != lit.span]
        found: dict[int, Run] = {}
        at_hand = [mark for mark in begins if mark[2].id == scene.claim_id]
        self._mark(found, line, at_hand, -1, _SUPERSCRIPTS)
        if len(claims) > 1 and _deepest(claim for _, claim in claims) > 1:
            self._mark(found, line, [mark for mark in ends if mark[2].id == scene.claim_id], 1, _SUBSCRIPTS)
            self._mark(found, line, begins, -1, _SUPERSCRIPTS)
            self._mark(found, line, ends, 1, _SUBSCRIPTS)
        else:
            self._mark(found, line, begins, -1, _SUPERSCRIPTS)
        for span in scene.ghost:
            _put(found, line, span.start, -1, (BEGIN, "key"))
            _put(found, line, span.end - 1, 1, (END, "key"))
        for end in self.guessed:
            if line.row.start < end <= line.row.end:
                _put(found, line, end - 1, 1, (GUESS, "warn"))
        return found

    def _mark(
        self, found: dict[int, Run], line: CellLine, marks: list[tuple[int, int, Claim]], step: int, signs: str
    ) -> None:
        """Put numbers into the nearest blank cells that are free."""
        for offset, number, claim in marks:
            sign = signs[min(number, len(signs) - 1)]
            _put(found, line, offset, step, (sign, f"{self._looks.of(claim.stance).colour} bold"))


def _put(found: dict[int, Run], line: CellLine, offset: int, step: int, sign: Run) -> None:
    """Put a sign into the nearest blank cell, unless that is taken."""
    at = line.of_offset(offset)
    if at is None:
        return
    while 0 <= at < len(line.cells) and not line.cells[at].blank:
        at += step
    found.setdefault(at, sign)


def _underlines(claims: Iterable[Claim], whole: Span) -> Iterator[tuple[int, int, str]]:
    """How many claims the words belong to, as lines under them.

    A line under a whole sentence would only make it harder to read; its number says as much.
    """
    spans = [span for claim in claims for span in claim.spans if span != whole]
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    for start, end in pairwise(edges):
        depth = sum(span.start < end and start < span.end for span in spans)
        if depth:
            yield start, end, _LINES[min(depth, len(_LINES) - 1)]


def _deepest(claims: Iterable[Claim]) -> int:
    """The greatest number of claims that share a word."""
    spans = [span for claim in claims for span in claim.spans]
    return max((sum(other.start <= span.start < other.end for other in spans) for span in spans), default=0)


def _extent(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.spans)


def _text(line: CellLine, layers: list[tuple[int, int, str]], numbers: dict[int, Run]) -> list[Run]:
    """The cells, joined where their looks are the same."""
    parts: list[Run] = []
    for first, last in pairwise(_cuts(line, layers, numbers)):
        start, end = line.cells[first].start, line.cells[last - 1].end
        looks = " ".join(name for begin, stop, name in layers if begin < end and start < stop)
        number = numbers.get(first)
        if number:
            parts.append((number[0], f"{_plain(looks)} {number[1]}"))
        else:
            parts.append(("".join(cell.shown for cell in line.cells[first:last]), looks))
    if len(line.cells) in numbers:
        parts.append(numbers[len(line.cells)])
    return [("".join(text for text, _ in group), looks) for looks, group in groupby(parts, key=lambda run: run[1])]


def _cuts(line: CellLine, layers: list[tuple[int, int, str]], numbers: dict[int, Run]) -> list[int]:
    """Indexes of cells between which all have the same looks; a cell with a number stands alone."""
    cuts = {0, len(line.cells)}
    for edge in {edge for start, end, _ in layers for edge in (start, end)}:
        index = line.of_offset(edge)
        if index is not None:
            # A layer that ends inside a cell covers all of it.
            cuts.update((index, index + 1))
    for index in numbers:
        if index < len(line.cells):
            cuts.update((index, index + 1))
    return sorted(cuts)


def _plain(looks: str) -> str:
    """Looks without the lines of claims: a number stands between them."""
    return " ".join(name for name in looks.split() if name not in _LINES[-1].split())
