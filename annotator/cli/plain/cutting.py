"""Boundaries by prompts: cutting and joining sentences, and saying what a piece of the article is."""

from __future__ import annotations

from annotator.cli.plain.talk import Talk
from annotator.cli.plain.telling import spoken_words
from annotator.errors import UsageError
from annotator.records.documents import Role, Segment
from annotator.tui.recutting import ROLE_WORDS, a_role

_LONGEST = 80
"""Characters of a piece that are read out in a list."""


class Cutting:
    """Boundaries and roles.

    Args:
        talk: The conversation.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._desk = talk.desk
        self._session = talk.session

    def do_cut(self, rest: str) -> None:
        """Cut before some words."""
        self._session.cut(self._talk.some(rest)[0])

    def do_join(self, _: str) -> None:
        """Join with the sentence behind."""
        self._session.join(1)

    def do_join_back(self, _: str) -> None:
        """Join with the sentence before."""
        self._session.join(-1)

    def do_role(self, rest: str) -> None:
        """Say what the sentence is."""
        self._give(self._desk.sentence, rest)

    def do_pieces(self, _: str) -> None:
        """List what is not read, and say what one of it is."""
        passage = self._desk.passage
        found = [segment for segment in passage.segments if segment.role not in passage.roles]
        if not found:
            raise UsageError("everything in this article is read", "nothing is hidden")
        chosen = self._talk.choose([f"{self._what(each)}." for each in found])
        if chosen is not None:
            self._give(found[chosen], "")

    def _what(self, segment: Segment) -> str:
        words = spoken_words(self._desk, segment.span)
        cut = f"{words[:_LONGEST].rsplit(' ', 1)[0]} and so on" if len(words) > _LONGEST else words
        where = "before" if segment.start < self._desk.sentence.start else "behind"
        return f"{ROLE_WORDS[segment.role]} {where}: {cut}"

    def _give(self, segment: Segment, typed: str) -> None:
        role = _role(typed) if typed else self._ask_role(segment)
        if role is not None:
            self._session.set_role(segment, role)

    def _ask_role(self, segment: Segment) -> Role | None:
        roles = list(ROLE_WORDS)
        self._talk.say(f"This counts as {a_role(segment.role)}. What is it really?")
        chosen = self._talk.choose([f"{ROLE_WORDS[role]}." for role in roles], nothing="to leave it")
        return None if chosen is None else roles[chosen]


def _role(typed: str) -> Role:
    plain = typed.casefold()
    for role, word in ROLE_WORDS.items():
        if plain in (role, word, word.split()[-1]):
            return role
    raise UsageError(f"{typed!r} is no role", f"one of: {', '.join(ROLE_WORDS.values())}")
