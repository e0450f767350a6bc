"""The one table of what can be typed in the plain mode. The letters are those of the keys of the screen.

Each command has a word as well, for whoever hears `s` and `S` alike, or no sign at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.tui.keymap import Keymap


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be typed."""

    group: str
    """The heading in the help."""
    letters: tuple[str, ...]
    """What is typed, the first of them the one to show."""
    action: str
    """The method `do_...` that does it."""
    argument: str
    """What may follow, in capitals; empty where nothing may."""
    says: str
    """A sentence for the help."""
    key: str
    """The id of the key of the screen that does the same; empty where there is none."""

    @property
    def word(self) -> str:
        """The command as a word, to be read out where a sign would be passed over."""
        return next((each for each in self.letters if len(each) > 1), self.letters[0] or "Enter")


_Row = tuple[str, str, str, str, str]


def _rows(group: str, *rows: _Row) -> Iterator[Command]:
    """Commands of one heading, from letters, action, argument, sentence and key."""
    for letters, action, argument, says, key in rows:
        yield Command(group, tuple(letters.replace("ENTER", "").split(" ")), action, argument, says, key)


COMMANDS: tuple[Command, ...] = (
    *_rows(
        "Deciding",
        ("ENTER finish", "finish", "", "Enter alone: finish the sentence and go on to the next one", "finish"),
        ("n none", "no_claim", "", "There is no claim: finish and go on", "no-claim"),
        ("x skip", "skip", "", "It cannot be judged: skip and go on", "skip"),
        (". repeat", "repeat", "WORDS", "Decide as for the sentence finished last, in these words if any", "repeat"),
    ),
    *_rows(
        "Suggestions",
        (
            ", take",
            "take",
            "",
            "Take what is suggested; where it has no stance, the stance typed next makes the claim",
            "take",
        ),
        ("< other", "other", "", "Read another suggestion, also a less likely one", "other-suggestion"),
        ("z drop", "let_go", "", "Let the suggestion that was taken go, or the claim that was to be added", "let-go"),
        ("T suggestions", "suggestions", "", "Switch suggestions off until you leave, or on again", "suggestions"),
    ),
    *_rows(
        "Claims",
        (
            "c claim",
            "claim",
            "NUMBER",
            "Go to a claim of this sentence; without a number to the next one",
            "next-claim",
        ),
        ("a more", "more", "", "Add one more claim on the whole sentence; the stance typed next makes it", "add-claim"),
        ("s speaker", "speaker", "NAME", "Say who makes the claim", "speaker"),
        ("S via", "via", "NAME", "Say who passes the claim on; - for nobody", "via"),
        (
            "r set",
            "set_words",
            "WORDS",
            "Let the claim stand in these words only; without any in the whole sentence",
            "set-words",
        ),
        ("+ A add", "add_words", "WORDS", "Add these words to the claim", "fragment"),
        ("m mention", "mention", "WORDS", "Mark these words as the speaker's name; again takes it away", "mention"),
        (
            "o sure",
            "confidence",
            "1, 2 or 3",
            "How sure you are: 1 guess, 2 likely, 3 sure; - for not said",
            "confidence",
        ),
        ("y continues", "continues", "", "The claim carries on the one before; again for an earlier one", "continues"),
        ("d delete", "delete", "", "Delete the claim", "delete-claim"),
        (
            "e X edit",
            "edit",
            "FIELD",
            "Go through all that is said of the claim, field by field; or change one, such as: edit words 3-9",
            "edit-cards",
        ),
    ),
    *_rows(
        "Reading",
        ("j next", "forward", "NUMBER", "Go to the next sentence, or so many on", "next"),
        ("k back", "backward", "NUMBER", "Go to the sentence before, or so many back", "previous"),
        ("> tab unfinished", "unfinished", "", "Go to the next unfinished sentence, here or later", "unfinished"),
        ("V reveal", "reveal", "", "Blind: hear where a finished article comes from, go through it again", "reveal"),
        ("g go", "go_to", "NUMBER", "Go to a sentence by its number; g last to the last one", "go-to"),
        ("D articles", "articles", "WORD", "List the articles with this word, and choose one", "documents"),
        ("l again", "again", "", "Read the sentence and its claims again", ""),
        ("t around", "around", "", "Read the sentence before and the one after", ""),
        ("w words", "words", "", "Read the words with their numbers", ""),
    ),
    *_rows(
        "Finding",
        (
            "/ find",
            "search",
            "WORDS",
            "Find sentences with these words in all articles; / /PATTERN/ by a pattern in this one",
            "search",
        ),
        ("; nextfound", "found_next", "", "Go to the next sentence of what was listed last", "found-next"),
        (": lastfound", "found_before", "", "Go to the sentence before of what was listed last", "found-before"),
        (
            "M mine",
            "my_labels",
            "FILTER",
            "List your own labels: all, or those with words, stance:S, speaker:NAME, is:flagged",
            "my-labels",
        ),
        ("F flagged", "next_flagged", "", "Go to the next flagged sentence, here or later", "next-flagged"),
        ("O noted", "next_note", "", "Go to the next sentence with a note, here or later", "next-note"),
        (
            "* elsewhere",
            "elsewhere",
            "WORDS",
            "List where else these words stand, or the claim's, and suggest the claim there",
            "elsewhere",
        ),
    ),
    *_rows(
        "The sentence",
        ("N note", "note", "TEXT", "Leave a note for the lead; - takes it away", "note"),
        ("! flag", "flag", "", "Flag the sentence, or take the flag away", "flag"),
        ("C | cut", "cut", "WORDS", "Cut the sentence in two, before these words", "cut"),
        ("J join", "join", "", "Join the sentence with the one behind it", "join"),
        ("K joinback", "join_back", "", "Join the sentence with the one before it", "join-back"),
        ("R role", "role", "ROLE", "Say what this really is: a sentence, a heading, page furniture", "role"),
        ("[ ] pieces", "pieces", "", "List the pieces that are not read, and say what one of them is", "role-before"),
    ),
    *_rows(
        "Taking back",
        ("u undo", "undo", "", "Take back the last change, wherever it was made", "undo"),
        ("U redo", "redo", "", "Bring back what was taken back", "redo"),
        ("Z history", "history", "", "List every saved version of the sentence's label, and go back to one", "history"),
    ),
    *_rows(
        "The program",
        (
            "i codebook",
            "guidelines",
            "WORD",
            "Read the codebook: at the label at hand, at a key, or where it has this word; i all reads all of it",
            "guidelines",
        ),
        ("W changed", "outdated", "", "List labels to look at again after a change of the codebook", "outdated"),
        ("= keep", "keep", "", "The codebook has changed: the label stands as it is", "keep"),
        ("? help", "help", "COMMAND", "Read this list, or what it says of one command", "help"),
        ("q quit", "quit", "", "Leave; everything is saved already", "quit"),
    ),
)
"""Stance keys and the keys of further questions come from the codebook and win over a letter of this table."""


def command_for(typed: str) -> Command | None:
    """The command that is typed so; words in capitals or small letters alike."""
    folded = typed.casefold() if len(typed) > 1 else typed
    return next((command for command in COMMANDS if folded in command.letters), None)


class TypedKeymap(Keymap):
    """Names each key of the screen as it is typed here, for what the session tells."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = {command.key: command.word for command in COMMANDS if command.key}

    def sign(self, identifier: str) -> str:
        """What is typed; `Enter` for an empty line."""
        return self._typed.get(identifier) or super().sign(identifier)
