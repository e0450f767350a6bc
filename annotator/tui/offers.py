"""Which keys can do something now. The footer and the palette offer these; every other key says why it does nothing."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.tui.keys import keys_of

_ON_CLAIM = frozenset({"add-claim", "speaker", "via", "confidence", "continues", "delete-claim", "edit-cards"})
_ON_WORDS = frozenset({"set-words", "fragment"})
_NOT_ALWAYS = (
    _ON_CLAIM
    | _ON_WORDS
    | {"finish", "no-claim", "repeat", "ends", "mention", "next-claim", "let-go", "redo", "cut"}
    | {"take", "other-suggestion", "suggestions", "reveal"}
)
_ALWAYS = frozenset(key.id for key in keys_of("screen", "passage", "app")) - _NOT_ALWAYS


@dataclass(frozen=True, slots=True)
class Moment:
    """What decides which keys are of use."""

    decided: bool
    """Whether the sentence has a verdict."""
    claims: int
    """How many claims it has."""
    has_words: bool
    """Whether words are chosen."""
    has_cursor: bool
    """Whether the word cursor is shown."""
    adding: bool
    """Whether a stance key is awaited for one more claim."""
    can_redo: bool
    """Whether something was taken back just now."""
    can_repeat: bool = False
    """Whether a decision was made that can be made again."""
    moves_ends: bool = False
    """Whether the keys for words move the ends of the claim."""
    can_take: bool = False
    """Whether a suggestion is shown."""
    takes: bool = False
    """Whether it was taken up, and awaits its stance."""
    can_call: bool = False
    """Whether there is another suggestion."""
    suggests: bool = False
    """Whether the project has suggestions."""
    can_reveal: bool = False
    """Whether the article was read blind to its end."""
    guessed: bool = False
    """Whether the end of the sentence is a guess."""


def offers(now: Moment) -> frozenset[str]:
    """The ids of the keys that can do something."""
    found = set(_ALWAYS)
    if now.decided:
        found.add("finish")
    if not now.claims:
        found.add("no-claim")
    if now.claims:
        found |= _ON_CLAIM
        found |= _ON_WORDS if now.has_words else set()
        found |= {"mention"} if now.has_cursor else set()
        found |= {"next-claim"} if now.claims > 1 else set()
    if now.claims or now.has_words:
        found.add("ends")
    if now.can_repeat and (now.has_words or not now.claims):
        found.add("repeat")
    if now.has_words or now.has_cursor:
        found.add("cut")
    if now.has_words or now.has_cursor or now.adding or now.takes:
        found.add("let-go")
    if now.can_redo:
        found.add("redo")
    if now.can_take and not now.takes:
        found.add("take")
    if now.can_call:
        found.add("other-suggestion")
    if now.suggests:
        found.add("suggestions")
    if now.can_reveal:
        found.add("reveal")
    return frozenset(found)
