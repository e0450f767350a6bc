"""Articles that are read blind, by prompts: where one comes from is read out when it was finished, and asked for."""

from __future__ import annotations

from annotator.cli.plain.talk import Talk
from annotator.errors import UsageError

ASKED = "This article is finished, and was read blind. V reveals where it comes from; an unfinished one: >."


class Revealing:
    """Revealing.

    Args:
        talk: The conversation.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._desk = talk.desk
        self._session = talk.session

    def do_reveal(self, _: str) -> None:
        """Reveal the finished article, or read where a revealed one comes from."""
        why_not = self._session.why_not_revealed()
        if why_not:
            on = self._desk.blind.on
            raise UsageError(why_not, "> goes to an unfinished sentence" if on else "nothing is hidden")
        if self._desk.veil.state != "blind":
            self._tell()
            return
        self._talk.say("Once you know where it comes from you go through it again. Both labels are kept.")
        answer = self._talk.ask("Reveal it? Type yes, or nothing to leave it blind. ")
        if answer.casefold() not in ("y", "yes"):
            self._session.say("it stays blind")
        elif self._session.reveal():
            self._tell()
            self._talk.reread = True

    def _tell(self) -> None:
        facts = self._session.masthead()
        for name, value in facts or [("nothing", "the project holds the text only")]:
            self._talk.say(f"{name[:1].upper()}{name[1:]}: {value}.")
