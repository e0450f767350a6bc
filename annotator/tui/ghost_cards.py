"""The suggestion at hand as lines of the panel: who, which words, and which key takes it."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.desk.suggested import Ghost
from annotator.desk.veils import Veil
from annotator.records.suggestions import Suggestion
from annotator.tui.cards import CardLine
from annotator.tui.display import shown
from annotator.tui.layout import folded
from annotator.tui.paint import length, sides
from annotator.tui.stances import Looks
from annotator.tui.states import Run
from annotator.tui.typeset import BEGIN, END

_NAME = 28
"""Cells that a name may take where there is one line for everything."""


def ghost_lines(
    ghost: Ghost,
    veil: Veil,
    looks: Looks,
    keys: tuple[str, str],
    cells: int,
    *,
    roomy: bool,
) -> list[CardLine]:
    """A suggestion as lines.

    Args:
        ghost: The suggestion.
        veil: How the article may be shown.
        looks: How stances are shown.
        keys: The keys that take it and that show another one.
        cells: The width.
        roomy: Whether there is room for more than one line.
    """
    suggestion = ghost.candidate.suggestion
    quote = " … ".join(f"“{span.of(veil.text)}”" for span in suggestion.spans)
    head: list[Run] = [(f"{BEGIN}{END} ", "key"), *_who(suggestion, looks, veil)]
    tail = list(_tail(ghost, looks, keys))
    if not roomy:
        room = cells - length(head) - length(tail) - 4
        if room > 3:
            head += [("  ", ""), (" ".join(folded(quote, room, 1)), "faint italic")]
        return [CardLine(tuple(sides(head, tail, cells)))]
    lines = [CardLine(tuple(sides(head, tail, cells)))]
    lines += [CardLine((("   ", ""), (line, "faint italic"))) for line in folded(quote, cells - 3, 3)]
    if suggestion.rule.startswith("same words"):
        rule = veil.because(suggestion.rule)
        lines += [CardLine((("   ", ""), (line, "faint"))) for line in folded(rule, cells - 3, 1)]
    return [*lines, CardLine(())]


def no_claim_line(key: str) -> CardLine:
    """The hint that there is no claim."""
    return CardLine(((f"{BEGIN}{END} ", "key"), ("suggested: no claim  ", "faint italic"), (key, "key")))


def _who(suggestion: Suggestion, looks: Looks, veil: Veil) -> Iterator[Run]:
    if suggestion.stance is not None:
        look = looks.of(suggestion.stance)
        yield f"{look.sign} {look.word} ", look.colour
    name = "the author" if suggestion.kind == "author" else veil.name(suggestion.speaker)
    yield " ".join(folded(name, _NAME, 1)), "soft italic"
    if suggestion.via:
        yield f" via {' '.join(folded(veil.name(suggestion.via), _NAME, 1))}", "faint italic"


def _tail(ghost: Ghost, looks: Looks, keys: tuple[str, str]) -> Iterator[Run]:
    if ghost.pending:
        yield "stance? ", "warn"
        yield " ".join(shown(look.key) for look in looks), "key"
        return
    yield keys[0], "key"
    yield " take", "soft"
    if ghost.others:
        yield f"  {keys[1]}", "key"
        yield f" {ghost.others} more", "soft"
