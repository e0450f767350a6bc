"""The suggestion at hand: which one is shown, which was taken up and awaits its stance; for screen and prompts alike.

Taking one up changes nothing: only the claim that is made of it is saved.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.candidates import Candidate
from annotator.desk.offering import Offering, Proposed
from annotator.records.revisions import Revision
from annotator.records.spans import Span

NOTHING = Proposed()


@dataclass(frozen=True, slots=True)
class Ghost:
    """The suggestion that is shown."""

    candidate: Candidate
    others: int
    """How many more there are, also less likely ones."""
    pending: bool = False
    """Whether it was taken up, so that the next stance key makes the claim."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its words."""
        return self.candidate.suggestion.spans


class Suggested:
    """The suggestions before one annotator.

    Args:
        desk: The annotator's desk.
    """

    def __init__(self, desk: AnnotationDesk) -> None:
        self._desk = desk
        self.offering = Offering(desk)
        self._called: tuple[str, Candidate] | None = None
        self._pending: tuple[str, Candidate] | None = None

    @property
    def ghost(self) -> Ghost | None:
        """The suggestion to show: the best one that is open, or the one that was called for."""
        open_ones = self._open()
        chosen = self._chosen(open_ones)
        if chosen is None:
            return None
        return Ghost(chosen, len(open_ones) - 1, self._pending == (self._desk.sentence.key, chosen))

    @property
    def pending(self) -> Candidate | None:
        """The suggestion that was taken up."""
        ghost = self.ghost
        return ghost.candidate if ghost is not None and ghost.pending else None

    @property
    def says_no_claim(self) -> bool:
        """Whether it is suggested that there is no claim, and nothing else is."""
        if self._desk.label.verdict is not None or self.ghost is not None:
            return False
        return (self.offering.shown() or NOTHING).verdict == "no-claim"

    @property
    def can_call(self) -> bool:
        """Whether there is another suggestion to look at."""
        ghost = self.ghost
        return bool(ghost.others if ghost is not None else self._open())

    def another(self) -> bool:
        """Show the next suggestion, behind the last one the first; False where there is no other."""
        open_ones = self._open()
        chosen = self._chosen(open_ones)
        if not self.can_call:
            return False
        at = open_ones.index(chosen) if chosen is not None else -1
        self._called, self._pending = (self._desk.sentence.key, open_ones[(at + 1) % len(open_ones)]), None
        return True

    def take_up(self) -> None:
        """Let the shown suggestion await its stance."""
        ghost = self.ghost
        if ghost is not None:
            self._pending = (self._desk.sentence.key, ghost.candidate)

    def let_go(self) -> None:
        """Let the suggestion that was taken up go."""
        self._pending = None

    def take(self, candidate: Candidate, stance: str, words: Span | None = None) -> Revision:
        """Make a claim of a suggestion."""
        return self.offering.take(candidate, stance, words)

    def why_none(self, more: str, switch: str) -> str:
        """Why there is no suggestion to take.

        Args:
            more: The key that calls for another one.
            switch: The key that switches suggestions on.
        """
        offering, key = self.offering, self._desk.sentence.key
        if not offering.active:
            return "this project shows no suggestions"
        if not offering.assigned(key):
            return "here suggestions are left out, to measure what they do"
        if not offering.switched_on:
            return f"suggestions are switched off: {switch} shows them"
        if offering.proposed() is None:
            return "there are no suggestions for this article yet"
        return f"nothing likely is suggested; {more} shows the rest" if self._open() else "nothing more is suggested"

    def _open(self) -> tuple[Candidate, ...]:
        found = self.offering.shown()
        if found is None or self._desk.passage.is_done(self._desk.sentence.key):
            return ()
        return found.open(self._desk.label)

    def _chosen(self, open_ones: tuple[Candidate, ...]) -> Candidate | None:
        if self._called is not None and self._called[0] == self._desk.sentence.key and self._called[1] in open_ones:
            return self._called[1]
        likely = (each for each in open_ones if each.suggestion.score >= self.offering.settings.least)
        return next(likely, None)
