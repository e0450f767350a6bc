"""The colours: one design in a dark and a light form, a third that takes the colours of the terminal, and one without.

Stylesheets name variables only; each form gives them values. Whatever a colour says, a sign or a word says too.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = "annotator-dark"
LIGHT = "annotator-light"
TERMINAL = "annotator-terminal"
COLOURLESS = "annotator-colourless"

_DARK = {
    "ink": "#eceff4",
    "ink-soft": "#a3abb8",
    "ink-faint": "#69717f",
    "rule": "#333b47",
    "lit": "#232c3a",
    "bar": "#7fb3e6",
    "chosen": "#3f5275",
    "cursor": "#f0d28a",
    "cursor-ink": "#15181d",
    "edge": "#1b2027",
    "marked": "#2c3a4f",
    "good": "#8fc98f",
    "warn": "#e8bf6a",
    "bad": "#f07f86",
    "stance-red": "#f28b8b",
    "stance-yellow": "#e9c46f",
    "stance-blue": "#77b7f2",
    "stance-green": "#93ce93",
    "stance-magenta": "#d8a1ea",
    "stance-cyan": "#6fd0cf",
    "stance-plain": "#c9ced8",
    "soft-red": "#b98486",
    "soft-yellow": "#b3a077",
    "soft-blue": "#7d9dbd",
    "soft-green": "#88a98b",
    "soft-magenta": "#a98fb5",
    "soft-cyan": "#7aa9ab",
    "soft-plain": "#a3abb8",
    "lit-style": "none",
    "chosen-style": "none",
    "cursor-style": "bold",
    "faint-style": "none",
    "marked-style": "none",
    "veil": "#15181d 60%",
    "veil-thin": "#15181d 30%",
    "heat-0": "#1b2027",
    "heat-1": "#22364c",
    "heat-2": "#2f5580",
    "heat-3": "#5b93c9",
    "heat-4": "#a9d0f2",
    "heat-ink": "#eceff4",
    "heat-ink-high": "#15181d",
}

_LIGHT = {
    "ink": "#15191f",
    "ink-soft": "#565e6a",
    "ink-faint": "#8a919c",
    "rule": "#d3d0c8",
    "lit": "#e3ebf6",
    "bar": "#2f6fb3",
    "chosen": "#b9d0ee",
    "cursor": "#2b4f80",
    "cursor-ink": "#ffffff",
    "edge": "#efece5",
    "marked": "#d8e4f4",
    "good": "#2f7a35",
    "warn": "#8a5a00",
    "bad": "#b3262f",
    "stance-red": "#b3262f",
    "stance-yellow": "#8a5f00",
    "stance-blue": "#1f5fa8",
    "stance-green": "#2f7a35",
    "stance-magenta": "#8b3fa3",
    "stance-cyan": "#0f7177",
    "stance-plain": "#3d434c",
    "soft-red": "#96545a",
    "soft-yellow": "#80693a",
    "soft-blue": "#486e99",
    "soft-green": "#557a58",
    "soft-magenta": "#7e5b8b",
    "soft-cyan": "#43777b",
    "soft-plain": "#565e6a",
    "lit-style": "none",
    "chosen-style": "none",
    "cursor-style": "bold",
    "faint-style": "none",
    "marked-style": "none",
    "veil": "#fbfaf7 60%",
    "veil-thin": "#fbfaf7 30%",
    "heat-0": "#f3f1eb",
    "heat-1": "#d9e5f3",
    "heat-2": "#abc8e8",
    "heat-3": "#3f78b5",
    "heat-4": "#1f4f86",
    "heat-ink": "#15191f",
    "heat-ink-high": "#ffffff",
}

_COLOURS = ("red", "yellow", "blue", "green", "magenta", "cyan")
_TERMINAL = {
    "ink": "ansi_default",
    "ink-soft": "ansi_default",
    "ink-faint": "ansi_default",
    "rule": "ansi_bright_black",
    "lit": "ansi_default",
    "bar": "ansi_cyan",
    "chosen": "ansi_default",
    "cursor": "ansi_yellow",
    "cursor-ink": "ansi_black",
    "edge": "ansi_default",
    "marked": "ansi_default",
    "good": "ansi_green",
    "warn": "ansi_yellow",
    "bad": "ansi_red",
    "stance-plain": "ansi_default",
    "soft-plain": "ansi_default",
    "lit-style": "bold",
    "chosen-style": "reverse",
    "cursor-style": "bold",
    "faint-style": "dim",
    "marked-style": "bold",
    "veil": "transparent",
    "veil-thin": "transparent",
    **{f"stance-{colour}": f"ansi_bright_{colour}" for colour in _COLOURS},
    **{f"soft-{colour}": f"ansi_{colour}" for colour in _COLOURS},
    **{f"heat-{step}": "ansi_default" for step in range(5)},
    "heat-ink": "ansi_default",
    "heat-ink-high": "ansi_default",
}


_COLOURLESS = {
    **{name: "ansi_default" if value.startswith("ansi_") else value for name, value in _TERMINAL.items()},
    # What a ground of its own shows elsewhere is shown by changing ink and ground.
    "cursor-style": "bold reverse",
}


def _shared(colours: dict[str, str]) -> dict[str, str]:
    """Textual's own variables, said with ours: scroll bars, text fields, the palette."""
    return {
        **colours,
        "scrollbar": colours["rule"],
        "scrollbar-hover": colours["ink-faint"],
        "scrollbar-active": colours["bar"],
        "block-cursor-background": colours["marked"],
        "block-cursor-foreground": colours["ink"],
        "block-cursor-text-style": "bold",
        "input-cursor-background": colours["cursor"],
        "input-cursor-foreground": colours["cursor-ink"],
        "input-cursor-text-style": "none",
        "border": colours["bar"],
        "border-blurred": colours["rule"],
    }


def _of_the_terminal(name: str, colours: dict[str, str]) -> Theme:
    """A theme that leaves ink and ground to the terminal."""
    variables = {
        **_shared(colours),
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "input-cursor-text-style": "reverse" if "reverse" in colours["cursor-style"] else "none",
    }
    return Theme(
        name=name,
        primary="ansi_blue",
        secondary="ansi_cyan",
        accent="ansi_yellow",
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_red",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        ansi=True,
        variables=variables,
    )


THEMES: tuple[Theme, ...] = (
    Theme(
        name=DARK,
        primary="#7fb3e6",
        secondary="#5b7fa6",
        accent="#f0d28a",
        foreground="#c9ced8",
        background="#15181d",
        surface="#1b2027",
        panel="#232932",
        success="#8fc98f",
        warning="#e8bf6a",
        error="#f07f86",
        dark=True,
        variables={**_shared(_DARK), "scrollbar-background": "#15181d", "scrollbar-background-hover": "#1b2027"},
    ),
    Theme(
        name=LIGHT,
        primary="#2f6fb3",
        secondary="#5b7fa6",
        accent="#2b4f80",
        foreground="#2b3038",
        background="#fbfaf7",
        surface="#f3f1eb",
        panel="#ebe8e0",
        success="#2f7a35",
        warning="#8a5a00",
        error="#b3262f",
        dark=False,
        variables={**_shared(_LIGHT), "scrollbar-background": "#fbfaf7", "scrollbar-background-hover": "#f3f1eb"},
    ),
    _of_the_terminal(TERMINAL, _TERMINAL),
)
"""In the order in which the key goes through them."""

WITHOUT_COLOURS = _of_the_terminal(COLOURLESS, _COLOURLESS)
"""For whoever has set `$NO_COLOR`; the key has nothing to change then."""

DEFAULTS: dict[str, str] = _shared(_DARK)
"""Values of our variables under a theme that does not know them."""


def theme_after(name: str) -> str:
    """The next form in the round."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else DARK


def theme_named(wish: str, *, few_colours: bool) -> str:
    """The form to begin with.

    Args:
        wish: `dark`, `light` or `terminal`, as `$ANNOTATOR_THEME` says; anything else leaves the choice to us.
        few_colours: Whether the terminal has sixteen colours or fewer.
    """
    named = {"dark": DARK, "light": LIGHT, "terminal": TERMINAL}
    return named.get(wish.strip().lower()) or (TERMINAL if few_colours else DARK)
