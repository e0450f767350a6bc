"""What every key needs: to try something, to remember what is on disk, and to tell what changed or failed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.suggested import Suggested
from annotator.errors import AnnotatorError
from annotator.records.revisions import Revision
from annotator.records.segment_changes import SegmentChange
from annotator.records.spans import Span
from annotator.store.progress import next_unfinished
from annotator.tui.changes import Wording
from annotator.tui.display import shown
from annotator.tui.keymap import keymap_of
from annotator.tui.offers import Moment
from annotator.tui.repeating import Decision
from annotator.tui.speaking import SpeakerNames
from annotator.tui.stances import Looks
from annotator.tui.states import Message


class SessionCore:
    """An annotator's desk with what the screen has to remember.

    Args:
        desk: The desk, resumed at a sentence.
    """

    def __init__(self, desk: AnnotationDesk) -> None:
        self.desk = desk
        self.looks = Looks(desk.codebook)
        self.names = SpeakerNames(desk.project.store, lambda name, speaker: desk.veil.name(name, speaker))
        self.message = Message()
        self.failure: AnnotatorError | None = None
        """What the last call failed with; None where it did not."""
        self.adding = False
        """Whether the next stance key makes one more claim."""
        self.at_end = False
        """Whether the last call found that everything is finished."""
        self.at_reveal = False
        """Whether the last call finished an article that is read blind."""
        self.keymap = keymap_of(desk.project)
        """The keys in force."""
        self.suggested = Suggested(desk)
        """What is suggested."""
        self.last_decision: Decision | None = None
        """What was said of the sentence finished last, for the key that says it again."""
        self._wording = Wording(desk.codebook, self.looks, self.names)
        self._last: Revision | SegmentChange | None = None
        self._can_redo = False
        self._asked: tuple[str, str, str] | None = None

    # What is told -----------------------------------------------------------------------------------------------------

    @property
    def saved(self) -> str:
        """The local time of the last change on disk; empty where none was made yet."""
        return self._last.saved_at.astimezone().strftime("%H:%M:%S") if self._last else ""

    def moment(
        self, choice: Span | None, word: Span | None, *, moves_ends: bool = False, guessed: bool = False
    ) -> Moment:
        """What decides which keys are of use."""
        label, suggested = self.desk.label, self.suggested
        return Moment(
            decided=label.verdict is not None,
            claims=len(label.claims),
            has_words=choice is not None,
            has_cursor=word is not None,
            adding=self.adding,
            can_redo=self._can_redo,
            can_repeat=self.last_decision is not None,
            moves_ends=moves_ends,
            can_take=suggested.ghost is not None,
            takes=suggested.pending is not None,
            can_call=suggested.can_call,
            suggests=suggested.offering.active,
            can_reveal=self.desk.blind.can_reveal(self.desk.passage),
            guessed=guessed,
        )

    def say(self, text: str, looks: str = "soft") -> None:
        """Tell something that neither changed nor failed."""
        self.message = Message(text, looks=looks)

    def look_for_end(self) -> None:
        """See whether everything was finished before; asked only where the sentence at hand is."""
        desk = self.desk
        unfinished: list[str | None] = []
        if desk.passage.is_done(desk.sentence.key):
            look = partial(next_unfinished, desk.project.store, desk.annotator, desk.project.roles, None)
            self._attempt(lambda: unfinished.append(look()))
        self.at_end = unfinished == [None]

    def change(self, work: Callable[[], Revision | None], *, unchanged: str = "nothing to change") -> bool:
        """Change the label at hand, and tell what changed; False where it failed."""
        passage, key = self.desk.passage, self.desk.sentence.key
        before, was_done = self.desk.label, passage.is_done(key)
        done: list[Revision | None] = []
        if not self._attempt(lambda: done.append(work())):
            return False
        revision = done[0]
        if revision is None:
            self.say(unchanged)
        else:
            self._remember(revision)
            self._can_redo = False
            self.say(self._wording.change(before, revision.body, finished=revision.done and not was_done))
        return True

    def catch_up(self) -> bool:
        """Take in what was saved of the article elsewhere; whether there was anything."""
        try:
            return self.desk.catching_up.look()
        except AnnotatorError:
            # Nobody asked for anything; what cannot be read now is told by the next key.
            return False

    # Inside -----------------------------------------------------------------------------------------------------------

    def fail(self, error: AnnotatorError) -> None:
        """Tell that something failed."""
        self.failure = error
        said = f"{error.message}; {error.hint}" if error.hint else error.message
        self.message = Message(" ".join(shown(said).split()), error=True)

    def _attempt(self, work: Callable[[], object]) -> bool:
        self.failure, self.at_end, self.adding, self.at_reveal = None, False, False, False
        self.suggested.let_go()
        try:
            work()
        except AnnotatorError as error:
            self.fail(error)
            return False
        return True

    def _remember(self, revision: Revision | SegmentChange | None) -> None:
        if revision is not None and (self._last is None or revision.id > self._last.id):
            self._last = revision
