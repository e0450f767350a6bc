"""What the parts of the plain mode share: one desk, one session, one way to ask and to say, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.cli.plain.asking import Ask, Say
from annotator.cli.plain.pointing import pointed
from annotator.desk.annotation import AnnotationDesk
from annotator.errors import UsageError
from annotator.records.labels import Claim
from annotator.records.spans import Span
from annotator.tui.session import Session

_PAGE = 20
"""Lines of a list that are read out at once."""


@dataclass
class Talk:
    """The conversation with one annotator.

    Every line that is typed counts as a sign of life, so that the time that is logged is time at work.
    """

    desk: AnnotationDesk
    session: Session
    on_ask: Ask
    say: Say
    leaving: bool = False
    """Whether the annotator leaves."""
    reread: bool = False
    """Whether the sentence is to be read out though it is the same."""
    reread_ghost: bool = False
    """Whether what is suggested is to be read out though it was."""
    ghost: tuple[str, ...] = ()
    """What is suggested, as it was read out last."""

    def ask(self, question: str) -> str:
        """One line that is typed, without blanks around it.

        Raises:
            EOFError: The input has ended.
        """
        # What is no UTF-8 comes from the terminal as halves of characters, which no file can keep.
        answer = self.on_ask(question).encode("utf-8", "replace").decode("utf-8").strip()
        self.desk.watch.touch()
        return answer

    def choose(self, lines: Sequence[str], *, nothing: str = "to stay") -> int | None:
        """Which of some lines is meant, counted from 0; None where nothing is typed. Long lists come in pages.

        Raises:
            UsageError: Something else than one of their numbers is typed.
        """
        answer = "+"
        told = 0
        while answer == "+":
            for number, line in enumerate(lines[told : told + _PAGE], start=told + 1):
                self.say(f"{number}: {line}")
            told = min(told + _PAGE, len(lines))
            more = f", + for more of {len(lines)}" if told < len(lines) else ""
            answer = self.ask(f"Which? A number{more}, or nothing {nothing}. ")
        if not answer:
            return None
        if not (answer.isdecimal() and 1 <= int(answer) <= len(lines)):
            raise UsageError(f"there is no {answer!r} in the list", f"it has the numbers 1 to {len(lines)}")
        return int(answer) - 1

    @property
    def claim(self) -> Claim:
        """The claim at hand.

        Raises:
            UsageError: There is none.
        """
        if self.desk.claim is None:
            raise UsageError("no claim here yet", "type the key of a stance first")
        return self.desk.claim

    def pointed(self, rest: str) -> tuple[Span, ...]:
        """The words of the sentence that were typed; none where nothing was.

        Raises:
            UsageError: There are none such.
        """
        return pointed(rest, self.desk.passage.document.text, self.desk.sentence.span)

    def some(self, rest: str) -> tuple[Span, ...]:
        """The words of the sentence that were typed, at least some.

        Raises:
            UsageError: There are none such, or nothing was typed.
        """
        spans = self.pointed(rest)
        if not spans:
            raise UsageError("name the words", "w lists them with their numbers")
        return spans

    def one(self, rest: str) -> Span | None:
        """The one stretch of words that was typed, or None where nothing was.

        Raises:
            UsageError: There are none such, or several stretches.
        """
        spans = self.pointed(rest)
        if len(spans) > 1:
            raise UsageError("only one stretch of words can stand here", "add the others with: add WORDS")
        return spans[0] if spans else None
