"""The one table of what can be typed in the plain mode. The letters are those of the keys of the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be typed."""

    letters: tuple[str, ...]
    """What is typed, the first of them the one to show."""
    action: str
    """The method of the reader that does it."""
    argument: str
    """What may follow, in capitals; empty where nothing may."""
    says: str
    """A sentence for the help."""


COMMANDS: tuple[Command, ...] = (
    Command(("", "finish"), "finish", "", "Enter alone: finish the sentence and go on to the next one"),
    Command(("n",), "no_claim", "", "There is no claim: finish and go on"),
    Command(("x",), "skip", "", "It cannot be judged: skip and go on"),
    Command(("j", "next"), "forward", "", "Go to the next sentence"),
    Command(("k", "back"), "backward", "", "Go to the sentence before"),
    Command((">", "tab"), "unfinished", "", "Go to the next unfinished sentence, here or later"),
    Command(("g", "go"), "go_to", "NUMBER", "Go to a sentence by its number"),
    Command(("D", "articles"), "articles", "WORD", "List the articles with this word, and choose one"),
    Command(("l", "again"), "again", "", "Read the sentence and its claims again"),
    Command(("t", "around"), "around", "", "Read the sentence before and the one after"),
    Command(("w", "words"), "words", "", "Read the words with their numbers"),
    Command(("c",), "claim", "NUMBER", "Go to a claim of this sentence; without a number to the next one"),
    Command(("s",), "speaker", "NAME", "Say who makes the claim"),
    Command(("S",), "via", "NAME", "Say who passes the claim on; - for nobody"),
    Command(("r",), "set_words", "WORDS", "Let the claim stand in these words only; without any in the whole sentence"),
    Command(("+", "A"), "add_words", "WORDS", "Add these words to the claim"),
    Command(("m",), "mention", "WORDS", "Mark these words as the speaker's name"),
    Command(("o",), "confidence", "1, 2 or 3", "How sure you are: 1 guess, 2 likely, 3 sure; - for not said"),
    Command(("y",), "continues", "", "The claim carries on the one before; again for an earlier one"),
    Command(("d",), "delete", "", "Delete the claim"),
    Command(("N", "note"), "note", "TEXT", "Leave a note for the lead; - takes it away"),
    Command(("!",), "flag", "", "Flag the sentence, or take the flag away"),
    Command(("u",), "undo", "", "Take back the last change, wherever it was made"),
    Command(("U",), "redo", "", "Bring back what was taken back"),
    Command(("?", "help"), "help", "", "Read this list and the codebook"),
    Command(("q", "quit"), "quit", "", "Leave; everything is saved already"),
)
"""Stance keys and the keys of further questions come from the codebook and win over a letter of this table."""


def command_for(typed: str) -> Command | None:
    """The command that is typed so."""
    return next((command for command in COMMANDS if typed in command.letters), None)
