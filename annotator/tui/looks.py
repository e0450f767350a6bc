"""The looks of which every line on the screen is made, as variables of the theme.

Not component classes: Textual matches each of those against every rule for every widget whenever styles are applied,
which took most of the time of opening a window.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.color import Color


class Look(NamedTuple):
    """Names of variables of the theme; empty where a look leaves something as it is."""

    colour: str = ""
    ground: str = ""
    style: str = ""
    """Text attributes, or a variable that holds them, such as `$lit-style`."""


_STANCES = ("red", "yellow", "blue", "green", "magenta", "cyan", "plain")

KNOWN: dict[str, Look] = {
    "ink": Look("ink"),
    "soft": Look("ink-soft"),
    "faint": Look("ink-faint", style="$faint-style"),
    "bold": Look(style="bold"),
    "italic": Look(style="italic"),
    "underline": Look(style="underline"),
    "rule": Look("rule"),
    "title": Look("ink", style="bold"),
    "heading": Look("ink-soft", style="bold"),
    "aside": Look("ink-faint", style="italic"),
    "boilerplate": Look("ink-faint", style="$faint-style"),
    "bar": Look("bar", style="bold"),
    "lit": Look("ink", "lit", "$lit-style"),
    "claim": Look(style="underline"),
    # Where a terminal knows no double line the single one stays.
    "twice": Look(style="underline underline2"),
    "over": Look(style="overline"),
    "mention": Look(style="italic"),
    "ghost": Look("ink-soft", style="dim underline"),
    "chosen": Look("", "chosen", "$chosen-style"),
    "cursor": Look("cursor-ink", "cursor", "$cursor-style"),
    "edge": Look("", "edge"),
    "marked": Look("ink", "marked", "$marked-style"),
    "key": Look("bar", style="bold"),
    "chip": Look("cursor-ink", "bar", "$cursor-style"),
    "chip-words": Look("cursor-ink", "cursor", "$cursor-style"),
    "good": Look("good"),
    "warn": Look("warn"),
    "bad": Look("bad", style="bold"),
    **{colour: Look(f"stance-{colour}") for colour in _STANCES},
    **{f"soft-{colour}": Look(f"soft-{colour}") for colour in _STANCES},
}
"""The looks by name."""


def rich_style(look: Look, variables: dict[str, str]) -> Style:
    """A look in the colours of a theme."""
    words = variables[look.style[1:]] if look.style.startswith("$") else look.style
    return Style.parse(words or "none") + Style(
        color=Color.parse(variables[look.colour]).rich_color if look.colour else None,
        bgcolor=Color.parse(variables[look.ground]).rich_color if look.ground else None,
    )
