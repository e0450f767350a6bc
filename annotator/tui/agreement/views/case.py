"""Everybody's claims in one sentence: side by side where the width allows, below each other where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from annotator.tui.agreement.cases import Case, Unit, Voice
from annotator.tui.agreement.drawing import filled, left
from annotator.tui.agreement.views.base import Drawn, View
from annotator.tui.display import shown, width
from annotator.tui.layout import folded
from annotator.tui.paint import Line, length
from annotator.tui.stances import Looks
from annotator.tui.states import Run

_COLUMN = 30
"""The narrowest column in which a claim can be read."""
_QUOTE_LINES = 6
_GAP = 2


class CaseView(View):
    """The claims of a disputed sentence.

    Args:
        case: The sentence.
        looks: How stances are shown.
        reader: Whose marks the text above shows.
    """

    def __init__(self, case: Case, looks: Looks, reader: str) -> None:
        self._case = case
        self._looks = looks
        self._reader = reader
        self._names = [said.annotator for said in case.dispute.said]
        self._silent = {said.annotator for said in case.dispute.said if not said.claims}

    def draw(self, cells: int) -> Drawn:
        """A block for each claim of the alignment."""
        drawn = Drawn()
        said = f"{len(self._names)} finished it"
        marked = len(self._names) - len(self._silent)
        said += ", all marked a claim" if not self._silent else f", {marked} marked a claim"
        where: list[Run] = [(" document ", "faint"), (shown(self._case.place), "ink"), (f" · {said}", "soft")]
        drawn.add(filled([*where, (f" · {shown(self._case.dispute.title)}", "faint")], cells - 1))
        column = (cells - 1) // max(1, len(self._names))
        beside = column >= _COLUMN
        if beside:
            drawn.add([(" ", ""), *(self._name(name, column) for name in self._names)])
        for number, unit in enumerate(self._case.units, start=1):
            drawn.add(list(self._heading(unit, number)))
            drawn.add(*(self._columns(unit, column) if beside else self._stacked(unit, cells)))
            drawn.add(*_quote_of_all(unit, cells))
        return drawn

    def _heading(self, unit: Unit, number: int) -> Iterator[Run]:
        """The number of the claim, and what they say differently."""
        yield f" Claim {number} ", "heading"
        if unit.differs:
            yield f" differ in {', '.join(unit.differs)}", "warn"
        if unit.without:
            yield f"{', ' if unit.differs else ' '}not marked by {', '.join(map(shown, unit.without))}", "warn"
        if not unit.differs and not unit.without:
            yield " all the same", "good"

    def _name(self, name: str, cells: int) -> Run:
        return left(name, cells, "key underline" if name == self._reader else "ink bold")

    def _absent(self, name: str) -> list[Run]:
        return [("– no claim here" if name in self._silent else "– not this claim", "faint")]

    def _stance(self, voice: Voice) -> Run:
        look = self._looks.of(voice.stance)
        return f"{look.sign} {look.word}", f"{look.colour} bold"

    def _columns(self, unit: Unit, cells: int) -> Iterator[Line]:
        """Side by side: stance, speaker, quote."""
        voices = {voice.annotator: voice for voice in unit.voices}
        blocks = [list(self._block(voices.get(name), name, unit, cells - _GAP)) for name in self._names]
        for parts in zip_longest(*blocks, fillvalue=()):
            yield [(" ", ""), *(run for part in parts for run in filled(part, cells))]

    def _block(self, voice: Voice | None, name: str, unit: Unit, cells: int) -> Iterator[Line]:
        if voice is None:
            yield self._absent(name)
            return
        yield [self._stance(voice)]
        yield [left(voice.speaker, cells)]
        if "words" in unit.differs:
            for line in folded(f"“{voice.quote}”", cells, _QUOTE_LINES):
                yield [(line, "soft")]

    def _stacked(self, unit: Unit, cells: int) -> Iterator[Line]:
        """One below the other: a line with name, stance and speaker, and the quote below."""
        voices = {voice.annotator: voice for voice in unit.voices}
        wide = min(18, max(width(shown(name)) for name in self._names)) + 1
        signed = 3 + max(width(self._stance(voice)[0]) for voice in unit.voices)
        for name in self._names:
            voice = voices.get(name)
            head: list[Run] = [("  ", ""), self._name(name, wide), (" ", "")]
            if voice is None:
                yield [*head, *self._absent(name)]
                continue
            stance, look = self._stance(voice)
            head += [(stance + " " * (signed - width(stance)), look)]
            yield [*head, left(voice.speaker, max(8, cells - length(head)))]
            if "words" in unit.differs:
                for line in folded(f"“{voice.quote}”", cells - wide - 4, _QUOTE_LINES):
                    yield [(" " * (wide + 3), ""), (line, "soft")]


def _quote_of_all(unit: Unit, cells: int) -> Sequence[Line]:
    """The words, once, where all have marked the same."""
    if "words" in unit.differs:
        return []
    return [[("   ", ""), (line, "soft")] for line in folded(f"“{unit.voices[0].quote}”", cells - 4, _QUOTE_LINES)]
