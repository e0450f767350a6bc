"""The one table of all keys: screens bind from it; the footer, the help and the palette show it.

Imports nothing but the standard library, so the command line can ask it which keys a codebook must leave alone.
Where claims are marked digits are never used: they are for codebooks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Group = Literal[
    "Reading", "Deciding", "Words", "Claims", "On a card", "Sentence", "Taking back", "Program", "In a list"
]
ReportGroup = Literal["Pages", "On a page", "Disputes", "At a disputed sentence", "Report"]
RegistryGroup = Literal["Speakers"]
WindowPlace = Literal["list", "speaker", "attribute", "role", "guide", "outdated", "help", "history", "search"]
Place = Literal["screen", "passage", "cards", "app", "report", "case", "registry"] | WindowPlace


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
    *(
        "reveal",
        "finish",
        "take",
        "no-claim",
        "repeat",
        "skip",
        "other-suggestion",
        "part",
        "speaker",
        "next",
        "unfinished",
        "extend",
        "let-go",
        "mention",
    ),
    *(
        "set-words",
        "fragment",
        "ends",
        "add-claim",
        "next-claim",
        "edit-cards",
        "via",
        "confidence",
        "continues",
        "delete-claim",
    ),
    *(
        "undo",
        "redo",
        "history",
        "flag",
        "note",
        "cut",
        "join",
        "role",
        "go-to",
        "documents",
        "search",
        "my-labels",
        "guidelines",
        "help",
    ),
)
"""What the footer offers, the most wanted first; what does not fit is in the help."""

_Row = tuple[str, str, str, str, str]


def key_rows(group: Group | ReportGroup | RegistryGroup, place: Place, *rows: _Row) -> Iterator[Key]:
    """Entries of one heading and one place, from id, keys, action, label and description."""
    for name, keys, action, label, description in rows:
        yield Key(name, tuple(keys.split()), action, label, description, group, place, name in _FOOTER)


KEYS: tuple[Key, ...] = (
    *key_rows(
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
        ("reveal", "V", "reveal", "reveal", "Blind: show where the finished article comes from; go through it again"),
        ("documents", "D ctrl+o", "documents", "articles", "Choose another article"),
        ("search", "/", "search", "find", "Find sentences by their words, or by a pattern in this article"),
        ("found-next", ";", "walk(1)", "next found", "Go to the next sentence of what was listed last"),
        ("found-before", ":", "walk(-1)", "found before", "Go to the sentence before of what was listed last"),
        ("my-labels", "M", "my_labels", "my labels", "List your own labels, by speaker, stance, flag or words"),
        ("next-flagged", "F", "next_marked('flag')", "flagged", "Go to the next flagged sentence, here or later"),
        ("next-note", "O", "next_marked('note')", "noted", "Go to the next sentence with a note, here or later"),
        ("elsewhere", "*", "elsewhere", "elsewhere", "List where else the chosen words, or the claim's, stand"),
        ("times", "'", "times", "times", "A number follows: the key behind it moves so many times, g goes to it"),
    ),
    *key_rows(
        "Deciding",
        "screen",
        ("no-claim", "n space", "no_claim", "no claim", "There is no claim: finish the sentence and go on"),
        ("skip", "x", "skip", "skip", "It cannot be judged: skip the sentence and go on"),
        ("repeat", ".", "repeat", "same again", "Decide as for the sentence finished last, in the chosen words if any"),
        (
            "take",
            ",",
            "take",
            "take",
            "Take what is suggested; where it has no stance the next stance key makes the claim",
        ),
        ("other-suggestion", "<", "other_suggestion", "another", "Show another suggestion, also a less likely one"),
        ("suggestions", "T", "suggestions", "suggestions", "Switch suggestions off until you leave, or on again"),
    ),
    *key_rows(
        "Words",
        "passage",
        ("word-left", "left h", "word(-1)", "word", "Move to the word before"),
        ("word-right", "right l", "word(1)", "word", "Move to the next word"),
        ("extend-left", "shift+left H", "extend(-1)", "words", "Choose words to the left"),
        ("extend", "shift+right L", "extend(1)", "words", "Choose words to the right"),
        ("choose", "v", "choose", "choose", "Begin to choose words here, or let the choice go"),
        ("first-word", "home ^", "first_word", "first word", "Move to the first word of the sentence"),
        ("last-word", "end $", "last_word", "last word", "Move to the last word of the sentence"),
        ("part", "p", "part(1)", "quote", "Choose the quotation or clause here; again for the next one"),
        ("part-before", "P", "part(-1)", "part before", "Choose the quotation or clause before"),
        ("boundary", "w", "boundary(1)", "clause", "Move to where the next quotation or clause begins"),
        ("boundary-before", "b", "boundary(-1)", "clause", "Move to where the quotation or clause before begins"),
        ("extend-part", "E", "extend_boundary(1)", "to its end", "Choose up to where a quotation or clause ends"),
        ("extend-part-before", "B", "extend_boundary(-1)", "back", "Choose back to where a quotation or clause begins"),
        ("character-right", ")", "character(1)", "letter", "Move the end of the choice by one character"),
        ("character-left", "(", "character(-1)", "letter", "Move the end of the choice back by one character"),
    ),
    *key_rows(
        "Words",
        "screen",
        ("let-go", "escape", "let_go", "let go", "Let the chosen words go; once more hides the word cursor"),
    ),
    *key_rows(
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
        ("ends", "e", "ends", "ends", "Move the claim's end with the keys for words; again for its beginning"),
        ("fragment", "+ A", "add_fragment", "add words", "Add the chosen words to the claim as a further fragment"),
        ("confidence", "o", "confidence", "how sure", "How sure you are: 1 guess, 2 likely, 3 sure, or not said"),
        ("continues", "y", "continues", "continues", "The claim carries on the one before; again for an earlier one"),
        ("delete-claim", "d delete", "delete_claim", "delete", "Delete the claim"),
        ("edit-cards", "ctrl+e X", "edit_cards", "edit", "Edit the claims on their cards, field by field"),
    ),
    *key_rows(
        "On a card",
        "cards",
        ("card-left", "left h", "beside(-1)", "field", "Cards: the field before"),
        ("card-right", "right l", "beside(1)", "field", "Cards: the next field"),
        ("card-up", "up k", "line(-1)", "line", "Cards: the line above, or the claim before"),
        ("card-down", "down j", "line(1)", "line", "Cards: the line below, or the next claim"),
        ("card-open", "enter", "wish('open')", "change", "Cards: open what edits the field"),
        ("card-on", "space shift+right L", "wish('on')", "next value", "Cards: the next value of the field"),
        ("card-back", "shift+left H", "wish('back')", "value before", "Cards: the value before"),
        ("card-clear", "backspace", "wish('clear')", "clear", "Cards: let the field say nothing"),
        ("card-leave", "escape", "wish('leave')", "to the text", "Cards: back to the text"),
    ),
    *key_rows(
        "Sentence",
        "screen",
        ("note", "N", "note", "note", "Leave a note for the lead"),
        ("flag", "!", "flag", "flag", "Flag the sentence to be come back to, or take the flag away"),
        ("cut", "C |", "cut", "cut", "Cut the sentence in two, before the word under the cursor"),
        ("join", "J", "join(1)", "join", "Join the sentence with the one behind it"),
        ("join-back", "K", "join(-1)", "join back", "Join the sentence with the one before it"),
        ("role", "R", "role(0)", "role", "Say what this really is: a sentence, a heading, page furniture"),
        ("role-before", "[", "role(-1)", "piece before", "Say what the nearest piece before is that is not read"),
        ("role-behind", "]", "role(1)", "piece behind", "Say what the nearest piece behind is that is not read"),
    ),
    *key_rows(
        "Taking back",
        "screen",
        ("undo", "u", "undo", "undo", "Take back the last change, wherever it was made"),
        ("redo", "U ctrl+r", "redo", "redo", "Bring back what was taken back"),
        ("history", "Z", "history", "history", "List every saved version of the sentence's label, and go back to one"),
    ),
    *key_rows(
        "Program",
        "screen",
        ("guidelines", "i", "guidelines", "codebook", "Read the codebook beside the text, at the label at hand"),
        ("outdated", "W", "outdated", "look again", "List labels to look at again after a change of the codebook"),
        ("keep", "=", "keep", "keep", "The codebook has changed: the label stands as it is"),
        ("help", "? f1", "help", "help", "Show all keys and the codebook"),
        ("quit", "q", "quit", "quit", "Leave; everything is saved already"),
    ),
    *key_rows(
        "Program",
        "app",
        ("palette", "ctrl+p", "command_palette", "commands", "Find a command by its name"),
        ("theme", "ctrl+t", "next_theme", "colours", "Change colours: dark, light, or those of the terminal"),
        ("redraw", "ctrl+l", "redraw", "redraw", "Draw the screen again"),
        ("set-aside", "ctrl+z", "suspend_process", "aside", "Set the program aside; fg in the shell goes on with it"),
        ("quit-anywhere", "ctrl+q", "quit", "quit", "Leave from anywhere; everything is saved already"),
    ),
    *key_rows(
        "In a list",
        "list",
        ("list-up", "up", "move(-1)", "up", "Up one line"),
        ("list-down", "down", "move(1)", "down", "Down one line"),
        ("list-page-up", "pageup", "move(-8)", "up", "Up eight lines"),
        ("list-page-down", "pagedown", "move(8)", "down", "Down eight lines"),
        ("list-take", "enter", "take", "take", "Take the marked line"),
        ("list-leave", "escape", "leave", "leave", "Leave without taking anything"),
    ),
    *key_rows(
        "In a list",
        "speaker",
        ("kind", "tab ctrl+k", "kind(1)", "kind", "Speakers: the kind of a new one, such as person or state"),
        ("kind-back", "shift+tab", "kind(-1)", "kind", "Speakers: the kind of a new one, the other way round"),
    ),
    *key_rows(
        "In a list",
        "attribute",
        ("no-answer", "backspace delete", "no_answer", "no answer", "Attributes: take the answer away"),
    ),
    *key_rows(
        "In a list",
        "role",
        ("role-sentence", "s", "give('sentence')", "sentence", "Roles: a sentence"),
        ("role-title", "t", "give('title')", "title", "Roles: the title"),
        ("role-heading", "h", "give('heading')", "heading", "Roles: a heading"),
        ("role-byline", "b", "give('byline')", "byline", "Roles: who wrote the article"),
        ("role-dateline", "d", "give('dateline')", "dateline", "Roles: where and when it was written"),
        ("role-pullquote", "p", "give('pullquote')", "pull quote", "Roles: a pull quote, which repeats the text"),
        ("role-boilerplate", "x", "give('boilerplate')", "furniture", "Roles: page furniture, no part of the text"),
        ("piece-before", "[", "piece(-1)", "before", "Roles: the piece before that is not read"),
        ("piece-behind", "]", "piece(1)", "behind", "Roles: the piece behind that is not read"),
    ),
    *key_rows(
        "In a list",
        "guide",
        ("guide-close", "i", "close", "close", "Codebook: close it again, unless a word is being typed"),
    ),
    *key_rows(
        "In a list",
        "search",
        ("search-pattern", "tab", "pattern", "pattern", "Find: a pattern in this article, or words in all of them"),
        ("search-spread", "ctrl+g", "spread", "suggest", "Elsewhere: suggest the claim at these words; again: no more"),
    ),
    *key_rows(
        "In a list",
        "history",
        ("version-down", "shift+down", "scroll(1)", "scroll", "History: scroll the version that is shown"),
        ("version-up", "shift+up", "scroll(-1)", "scroll", "History: scroll the version that is shown back"),
    ),
    *key_rows(
        "In a list",
        "outdated",
        ("outdated-keep", "ctrl+y", "confirm", "keep", "Labels to look at again: the marked one stands as it is"),
    ),
)
"""Every key of the annotation screens. Keys of a codebook's stances and attributes are added when a project is open."""

REGISTRY_KEYS: tuple[Key, ...] = (
    *key_rows(
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


def keys_of(*places: Place, table: Sequence[Key] = (*KEYS, *REGISTRY_KEYS)) -> tuple[Key, ...]:
    """The entries that belong to these places, in the order of the table."""
    return tuple(key for key in table if key.place in places)


def key_for(identifier: str, table: Sequence[Key] = (*KEYS, *REGISTRY_KEYS)) -> Key:
    """The entry with this id.

    Raises:
        KeyError: There is none.
    """
    for key in table:
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
