"""The one table of all keys: screens bind from it; the footer, the help and the palette show it.

Imports nothing but the standard library, so the command line can ask it which keys a codebook must leave alone.
Where claims are marked digits are never used: they are for codebooks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Group = Literal["Reading", "Deciding", "Words", "Claims", "Sentence", "Taking back", "Program", "In a list"]
ReportGroup = Literal["Pages", "On a page", "Disputes", "At a disputed sentence", "Report"]
RegistryGroup = Literal["Speakers"]
Place = Literal["screen", "passage", "app", "list", "speaker", "attribute", "help", "report", "case", "registry"]


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys can do."""

    id: str
    """Unique name of the binding."""
    keys: tuple[str, ...]
    """The keys, the first of them the one to show: one printable character, or a name such as `ctrl+o`."""
    action: str
    """The action of the place that owns the keys."""
    label: str
    """A word or two for the footer."""
    description: str
    """A sentence for the help."""
    group: Group | ReportGroup | RegistryGroup
    """The heading in the help."""
    place: Place
    """Who owns the keys: the annotation screen, its text, the program, a window above the screen, or the report."""
    footer: bool
    """Whether the footer offers it while it can do something."""


_FOOTER = (
    *("finish", "no-claim", "skip", "speaker", "next", "unfinished", "extend", "let-go", "mention", "set-words"),
    *("fragment", "add-claim", "next-claim", "via", "confidence", "continues", "delete-claim", "undo", "redo", "flag"),
    *("note", "go-to", "documents", "help"),
)
"""What the footer offers, the most wanted first; what does not fit is in the help."""

_Row = tuple[str, str, str, str, str]


def _keys(group: Group | ReportGroup | RegistryGroup, place: Place, *rows: _Row) -> Iterator[Key]:
    for name, keys, action, label, description in rows:
        yield Key(name, tuple(keys.split()), action, label, description, group, place, name in _FOOTER)


KEYS: tuple[Key, ...] = (
    *_keys(
        "Reading",
        "screen",
        ("next", "j down", "next_sentence", "next", "Go to the next sentence"),
        ("previous", "k up", "previous_sentence", "back", "Go to the sentence before"),
        ("finish", "enter", "finish", "finish", "Finish the sentence and go on to the next one"),
        ("unfinished", "tab >", "next_unfinished", "unfinished", "Go to the next unfinished sentence, here or later"),
        ("go-to", "g", "go_to", "go to", "Go to a sentence by its number"),
        ("first", "ctrl+home", "first_sentence", "first", "Go to the first sentence of the article"),
        ("last", "G ctrl+end", "last_sentence", "last", "Go to the last sentence of the article"),
        ("page-up", "pageup", "page(-1)", "page up", "Scroll the text up; the sentence stays the same"),
        ("page-down", "pagedown", "page(1)", "page down", "Scroll the text down; the sentence stays the same"),
        ("documents", "D ctrl+o", "documents", "articles", "Choose another article"),
    ),
    *_keys(
        "Deciding",
        "screen",
        ("no-claim", "n space", "no_claim", "no claim", "There is no claim: finish the sentence and go on"),
        ("skip", "x", "skip", "skip", "It cannot be judged: skip the sentence and go on"),
    ),
    *_keys(
        "Words",
        "passage",
        ("word-left", "left h", "word(-1)", "word", "Move to the word before"),
        ("word-right", "right l", "word(1)", "word", "Move to the next word"),
        ("extend-left", "shift+left H", "extend(-1)", "words", "Choose words to the left"),
        ("extend", "shift+right L", "extend(1)", "words", "Choose words to the right"),
        ("choose", "v", "choose", "choose", "Begin to choose words here, or let the choice go"),
        ("first-word", "home ^", "first_word", "first word", "Move to the first word of the sentence"),
        ("last-word", "end $", "last_word", "last word", "Move to the last word of the sentence"),
    ),
    *_keys(
        "Words",
        "screen",
        ("let-go", "escape", "let_go", "let go", "Let the chosen words go; once more hides the word cursor"),
    ),
    *_keys(
        "Claims",
        "screen",
        ("next-claim", "c", "next_claim", "next claim", "Go to the next claim of the sentence"),
        ("add-claim", "a", "add_claim", "add claim", "Add one more claim; the stance key pressed next makes it"),
        ("speaker", "s", "speaker", "speaker", "Say who makes the claim"),
        ("via", "S", "via", "via", "Say who passes the claim on, where a speaker is quoted by another"),
        (
            "mention",
            "m",
            "mention",
            "mention",
            "Mark the chosen words, or this word, as the speaker's name",
        ),
        ("set-words", "r", "set_words", "set words", "Let the claim stand in the chosen words only"),
        ("fragment", "+ A", "add_fragment", "add words", "Add the chosen words to the claim as a further fragment"),
        ("confidence", "o", "confidence", "how sure", "How sure you are: 1 guess, 2 likely, 3 sure, or not said"),
        ("continues", "y", "continues", "continues", "The claim carries on the one before; again for an earlier one"),
        ("delete-claim", "d delete", "delete_claim", "delete", "Delete the claim"),
    ),
    *_keys(
        "Sentence",
        "screen",
        ("note", "N", "note", "note", "Leave a note for the lead"),
        ("flag", "!", "flag", "flag", "Flag the sentence to be come back to, or take the flag away"),
    ),
    *_keys(
        "Taking back",
        "screen",
        ("undo", "u", "undo", "undo", "Take back the last change, wherever it was made"),
        ("redo", "U ctrl+r", "redo", "redo", "Bring back what was taken back"),
    ),
    *_keys(
        "Program",
        "screen",
        ("help", "? f1", "help", "help", "Show all keys and the codebook"),
        ("quit", "q", "quit", "quit", "Leave; everything is saved already"),
    ),
    *_keys(
        "Program",
        "app",
        ("palette", "ctrl+p", "command_palette", "commands", "Find a command by its name"),
        ("theme", "ctrl+t", "next_theme", "colours", "Change colours: dark, light, or those of the terminal"),
        ("redraw", "ctrl+l", "redraw", "redraw", "Draw the screen again"),
        ("quit-anywhere", "ctrl+q", "quit", "quit", "Leave from anywhere; everything is saved already"),
    ),
    *_keys(
        "In a list",
        "list",
        ("list-up", "up", "move(-1)", "up", "Up one line"),
        ("list-down", "down", "move(1)", "down", "Down one line"),
        ("list-page-up", "pageup", "move(-8)", "up", "Up eight lines"),
        ("list-page-down", "pagedown", "move(8)", "down", "Down eight lines"),
        ("list-take", "enter", "take", "take", "Take the marked line"),
        ("list-leave", "escape", "leave", "leave", "Leave without taking anything"),
    ),
    *_keys(
        "In a list",
        "speaker",
        ("kind", "tab ctrl+k", "kind(1)", "kind", "Speakers: the kind of a new one, such as person or state"),
        ("kind-back", "shift+tab", "kind(-1)", "kind", "Speakers: the kind of a new one, the other way round"),
    ),
    *_keys(
        "In a list",
        "attribute",
        ("no-answer", "backspace delete", "no_answer", "no answer", "Attributes: take the answer away"),
    ),
)
"""Every key of the annotation screens. Keys of a codebook's stances and attributes are added when a project is open."""

REPORT_KEYS: tuple[Key, ...] = (
    *_keys(
        "Pages",
        "report",
        ("next-page", "tab", "turn(1)", "next page", "Go to the next page: overview, each layer, disputes, parts"),
        ("previous-page", "shift+tab", "turn(-1)", "page before", "Go to the page before"),
        ("overview", "o", "open('overview')", "overview", "Go to the overview"),
        ("layer", "1 2 3 4 5 6 7 8 9", "layer", "layer", "Go to a layer by its number"),
        ("disputes", "d", "open('disputes')", "disputes", "Go to the disputed sentences"),
        ("parts", "p", "open('parts')", "parts", "Go to the figures by document, week and codebook version"),
    ),
    *_keys(
        "On a page",
        "report",
        ("page-line-up", "up k", "move(0, -1)", "move", "Up one line, or one row of the matrix"),
        ("page-line-down", "down j", "move(0, 1)", "move", "Down one line, or one row of the matrix"),
        ("page-left", "left h", "move(-1, 0)", "left", "Matrix of pairs: one column to the left"),
        ("page-right", "right l", "move(1, 0)", "right", "Matrix of pairs: one column to the right"),
        ("page-scroll-up", "pageup", "scroll(-1)", "page up", "Scroll up"),
        ("page-scroll-down", "pagedown space", "scroll(1)", "page down", "Scroll down"),
        ("page-top", "home g", "ends(-1)", "top", "Go to the top"),
        ("page-bottom", "end G", "ends(1)", "bottom", "Go to the bottom"),
        ("page-take", "enter", "take", "open", "Open what is marked: a layer, the disputes of a pair, a sentence"),
        ("all-figures", "a", "all_figures", "all figures", "Layer: show every coefficient, or the usual ones again"),
    ),
    *_keys(
        "Disputes",
        "report",
        ("widen", "backspace escape", "widen", "drop filter", "Drop the filter that was set last"),
    ),
    *_keys(
        "At a disputed sentence",
        "case",
        ("next-dispute", "n j", "go(1)", "next", "Go to the next disputed sentence"),
        ("previous-dispute", "p k", "go(-1)", "back", "Go to the disputed sentence before"),
        ("next-reader", "right l tab", "reader(1)", "whose", "Show the text as the next annotator marked it"),
        ("previous-reader", "left h shift+tab", "reader(-1)", "whose", "Show the text as the one before marked it"),
        ("text-up", "up", "text(-1)", "text up", "Scroll the text up"),
        ("text-down", "down", "text(1)", "text down", "Scroll the text down"),
        ("claims-up", "pageup", "claims(-1)", "claims up", "Scroll the claims up"),
        ("claims-down", "pagedown space", "claims(1)", "claims down", "Scroll the claims down"),
        ("case-leave", "escape backspace enter", "leave", "list", "Go back to the list of disputes"),
        ("case-help", "? f1", "help", "help", "Show all keys, and how to read the report"),
        ("case-quit", "q", "quit", "quit", "Leave the report"),
    ),
    *_keys(
        "Report",
        "report",
        ("again", "r", "again", "measure again", "Measure again, with what was labelled in the meantime"),
        ("report-help", "? f1", "help", "help", "Show all keys, and how to read the report"),
        ("report-quit", "q", "quit", "quit", "Leave the report"),
    ),
)
"""Every key of the agreement report, whose screens mark no claims and so leave codebooks nothing to claim."""

REGISTRY_KEYS: tuple[Key, ...] = (
    *_keys(
        "Speakers",
        "registry",
        ("registry-up", "up k", "move(-1)", "up", "Up one line"),
        ("registry-down", "down j", "move(1)", "down", "Down one line"),
        ("registry-page-up", "pageup", "move(-10)", "up", "Up ten lines"),
        ("registry-page-down", "pagedown space", "move(10)", "down", "Down ten lines"),
        ("registry-page", "tab", "turn", "other list", "Show the suggestions, or everyone"),
        (
            "registry-merge",
            "m enter",
            "merge",
            "merge",
            "Take the suggestion, or choose whom the speaker is merged into",
        ),
        ("registry-apart", "x delete", "apart", "keep apart", "Turn the suggestion down; it does not come back"),
        ("registry-split", "s", "split", "split", "Let a merged speaker stand for itself again"),
        ("registry-rename", "r", "rename", "rename", "Give the speaker another name; the old one stays as an alias"),
        ("registry-alias", "a", "alias", "other name", "Let the speaker be found by one more name"),
        ("registry-kind", "K", "kind", "kind", "Give the speaker the next kind"),
        ("registry-find", "/", "find", "find", "Find a speaker by its name"),
        ("registry-undo", "u", "undo", "undo", "Take back the last change made here"),
        ("registry-quit", "q", "quit", "quit", "Leave; everything is saved already"),
    ),
)
"""Every key of the speaker registry."""

FOOTER_ORDER: dict[str, int] = {name: place for place, name in enumerate(_FOOTER)}
"""Place in the footer, by id."""


def keys_of(*places: Place) -> tuple[Key, ...]:
    """The entries that belong to these places, in the order of the table."""
    return tuple(key for key in (*KEYS, *REPORT_KEYS, *REGISTRY_KEYS) if key.place in places)


def key_for(identifier: str) -> Key:
    """The entry with this id.

    Raises:
        KeyError: There is none.
    """
    for key in (*KEYS, *REPORT_KEYS, *REGISTRY_KEYS):
        if key.id == identifier:
            return key
    raise KeyError(identifier)


def reserved_keys() -> dict[str, str]:
    """Keys that the annotation screen uses itself, with what each does: no codebook should have them."""
    return {name: key.description for key in keys_of("screen", "passage", "app") for name in key.keys}


_SIGNS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "↵",
    "escape": "esc",
    "delete": "del",
    "backspace": "⌫",
    "pageup": "pgup",
    "pagedown": "pgdn",
}
_MODIFIERS = {"ctrl": "^", "shift": "⇧"}


def sign(name: str) -> str:
    """A key as it is shown: `ctrl+o` is `^o`, `enter` is `↵`."""
    *modifiers, last = [name] if len(name) == 1 else name.split("+")
    return "".join(_MODIFIERS.get(each, f"{each}-") for each in modifiers) + _SIGNS.get(last, last)
