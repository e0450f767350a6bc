"""How the values of a codebook look on the screen: a sign, a word, a key and the name of a colour.

Nothing here knows a particular codebook. Where two values share a glyph, the sign is the key that chooses them, so
colour alone never tells them apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from annotator.codebook.model import Codebook, Value
from annotator.tui.display import shown, width

COLOURS = ("red", "yellow", "blue", "green", "magenta", "cyan")
"""The colours that a theme has for stances."""
PLAIN = "plain"
"""The colour of a value for which none is left."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one stance is shown."""

    value: str
    """The name in the data."""
    word: str
    """The name shown, safe to display."""
    sign: str
    """One cell wide, different for each stance."""
    key: str
    """The key that chooses it."""
    colour: str
    """One of COLOURS, or PLAIN."""


class Looks:
    """The looks of a codebook's stances."""

    def __init__(self, codebook: Codebook) -> None:
        values = codebook.stance.values
        shared = Counter(value.glyph for value in values)
        colours = _colours(values)
        self._by_value = {
            value.value: Look(
                value.value,
                shown(value.shown),
                _sign(value, alone=shared[value.glyph] == 1),
                value.key,
                colours[value.value],
            )
            for value in values
        }

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._by_value.values())

    def of(self, value: str) -> Look:
        """The look of a stance; a plain one where a codebook of another version gave the label."""
        return self._by_value.get(value) or Look(value, shown(value), "●", "", PLAIN)


def _sign(value: Value, *, alone: bool) -> str:
    for sign in (value.glyph, value.key) if alone else (value.key, value.glyph):
        if len(sign) == 1 and shown(sign) == sign and width(sign) == 1 and not sign.isspace():
            return sign
    return "●"


def _colours(values: tuple[Value, ...]) -> dict[str, str]:
    """The colour that each value asks for; the others get what is left."""
    asked = {value.value: value.colour for value in values if value.colour in COLOURS}
    free = [colour for colour in COLOURS if colour not in asked.values()]
    return {value.value: asked.get(value.value) or (free.pop(0) if free else PLAIN) for value in values}
