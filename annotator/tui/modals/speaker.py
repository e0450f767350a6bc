"""The speaker picker: who makes a claim, or who passes it on.

Whom the words of the sentence remind of come first, then names in the sentence, the author, those of the article and of
the registry. A name that nobody bears yet is offered last, with a kind to choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.blind_choosing import blind_ranked
from annotator.desk.choosing import Choice, narrowed
from annotator.errors import StoreError
from annotator.records.labels import AUTHOR
from annotator.records.speakers import SPEAKER_KINDS, SpeakerKind
from annotator.tui.bind import bindings
from annotator.tui.display import fit, shown
from annotator.tui.layout import folded
from annotator.tui.modals.finder import Finder
from annotator.tui.paint import Line, sides
from annotator.tui.states import Run

_PLACES = {
    "sentence": "in this sentence",
    "author": "the article's own voice",
    "article": "in this article",
    "recent": "used lately",
    "registry": "known",
    "new": "new",
}
_KINDS: tuple[SpeakerKind, ...] = tuple(kind for kind in SPEAKER_KINDS if kind != "author")
_NAME = 18
"""What a name keeps of a narrow line, in cells; what stands behind it is cut first."""
NOBODY = Choice("nobody", "person", "author", None)
"""The choice that takes away who passes a claim on."""


class SpeakerPicker(Finder[Choice]):
    """Choose a speaker.

    Args:
        desk: The annotator's desk.
        heading: What is asked.
        without: Ids that cannot be chosen.
        nobody: Whether nobody can be chosen.
        leave: What escape does, for the hints.
    """

    BINDINGS: ClassVar = bindings("speaker", priority=True)
    PLACEHOLDER = "type a name"

    def __init__(
        self,
        desk: AnnotationDesk,
        heading: Line,
        *,
        without: Sequence[str] = (),
        nobody: bool = False,
        leave: str = "leave as it is",
    ) -> None:
        super().__init__(heading, ())
        self._desk = desk
        self._without = without
        self._nobody = nobody
        self._leave = leave
        self._kind: SpeakerKind = "person"
        self._ranked: list[Choice] | None = None
        self._found: list[Choice] = []

    def find(self, query: str) -> None:
        """Offer the speakers that fit."""
        try:
            if self._ranked is None:
                # Once: nothing that the ranking goes by changes while the window is open.
                self._ranked = blind_ranked(self._desk, self._desk.veil)
            found = [choice for choice in narrowed(self._ranked, query) if choice.speaker not in self._without]
        except StoreError as error:
            self._found = []
            self.listing.show(0, self._line, empty=[(f"  {shown(error.message)}", "bad")])
            return
        if self._nobody and not query.strip():
            found.insert(0, NOBODY)
        self._found = found
        self._offer(0)

    def result(self, index: int) -> Choice | None:
        """The choice, a new speaker with the kind that was chosen."""
        if not 0 <= index < len(self._found):
            return None
        choice = self._found[index]
        return replace(choice, kind=self._kind) if self._asks_kind(choice) else choice

    def action_move(self, step: int) -> None:
        """Mark another choice; up from the first one the name that was typed, if nobody bears it."""
        if step < 0 and self.listing.at == 0 and self._can_be_new:
            step = next(index for index, choice in enumerate(self._found) if choice.place == "new")
        super().action_move(step)
        self._hint()

    def action_kind(self, step: int) -> None:
        """Another kind for a new speaker."""
        self._kind = _KINDS[(_KINDS.index(self._kind) + step) % len(_KINDS)]
        self._offer(self.listing.at)

    def _offer(self, at: int) -> None:
        self.listing.show(len(self._found), self._line, at=at, empty=[("  nobody fits", "faint")])
        self._hint()

    def _hint(self) -> None:
        hints: list[Run] = [("↑↓", "key"), (" move   ", "soft"), ("↵", "key"), (" take   ", "soft")]
        at = self.listing.at
        if at == 0 and self._can_be_new:
            hints[:2] = [("↑", "key"), (" as a new name   ", "soft"), ("↓", "key"), (" move   ", "soft")]
        if at < len(self._found) and self._asks_kind(self._found[at]):
            hints += [("tab", "key"), (f" kind: {self._kind}   ", "soft")]
        self.say([*hints, ("esc", "key"), (f" {self._leave}", "soft")])

    @property
    def _can_be_new(self) -> bool:
        """Whether what was typed is part of a name that is offered, and could be a name of its own."""
        return len(self._found) > 1 and self._found[0].place != "new" and self._found[-1].place == "new"

    @staticmethod
    def _is_new(choice: Choice) -> bool:
        return choice.speaker is None and choice is not NOBODY

    @classmethod
    def _asks_kind(cls, choice: Choice) -> bool:
        """Whether the kind is still to be chosen."""
        return cls._is_new(choice) and not choice.settled

    def _line(self, index: int, cells: int) -> Line:
        choice = self._found[index]
        if choice is NOBODY:
            return [("nobody", "ink italic"), ("   takes away who passes it on", "faint")]
        new = self._is_new(choice)
        kind = self._kind if self._asks_kind(choice) else choice.kind
        name = fit(shown(choice.called or choice.name), max(_NAME, cells - 34))
        left: list[Run] = [("+ " if new else "", "good"), (name, "ink")]
        if choice.aliases:
            left += [("  ", ""), (fit(shown(", ".join(choice.aliases)), 24), "faint italic")]
        if choice.mention is not None and not new and not choice.called:
            named = choice.mention.of(self._desk.veil.text)
            if " ".join(named.split()) != choice.name:
                left += [("  ", ""), *((f"“{line}”", "faint") for line in folded(named, 24, 1))]
        right: list[Run] = [] if choice.speaker == AUTHOR else [(kind, "key" if new else "soft"), ("  ", "")]
        if choice.as_for:
            as_for = fit(shown(choice.as_for), 20)
            return sides(left, [*right, (f"as for “{as_for}”", "good"), (" ", "")], cells, least=_NAME)
        place = "new, " + _PLACES["sentence"] if new and choice.place == "sentence" else _PLACES[choice.place]
        return sides(left, [*right, (place, "faint"), (" ", "")], cells, least=_NAME)
