"""Opens the windows above the annotation screen and gives what they return to the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.screen import ModalScreen, Screen

from annotator.desk.choosing import Choice
from annotator.errors import AnnotatorError
from annotator.records.labels import AUTHOR, Claim
from annotator.tui.modals.choose import Answer, AnswerPicker
from annotator.tui.modals.documents import DocumentPicker
from annotator.tui.modals.finished import Finished, finished_counts
from annotator.tui.modals.goto import GoTo
from annotator.tui.modals.help import Help
from annotator.tui.modals.history import History
from annotator.tui.modals.note import NoteEditor
from annotator.tui.modals.role import RolePicker
from annotator.tui.modals.speaker import NOBODY, SpeakerPicker
from annotator.tui.modals.stance import StancePicker
from annotator.tui.paint import Line
from annotator.tui.recutting import piece
from annotator.tui.session import Session

T = TypeVar("T")


class Windows:
    """The windows of one screen.

    Args:
        screen: The annotation screen.
        session: The annotator's session.
        redraw: Shows what is on the desk.
    """

    def __init__(self, screen: Screen[None], session: Session, redraw: Callable[[], None]) -> None:
        self._screen = screen
        self._session = session
        self._desk = session.desk
        self._redraw = redraw

    def _open(self, make: Callable[[], ModalScreen[T | None]], taken: Callable[[T], object]) -> None:
        """Open a window; what it returns is taken, and nothing happens where it was left."""
        try:
            window = make()
        except AnnotatorError as error:
            self._session.fail(error)
            self._redraw()
            return

        def closed(result: T | None) -> None:
            if result is not None:
                taken(result)
                self._redraw()

        self._screen.app.push_screen(window, closed)

    def _claim(self) -> Claim | None:
        """The claim at hand; where there is none the session says so."""
        if self._desk.claim is None:
            self._session.change_claim(lambda _: None)
            self._redraw()
        return self._desk.claim

    def speaker(self) -> None:
        """Who makes the claim?"""
        claim = self._claim()
        if claim is not None:
            heading = self._heading("Who makes claim", claim)
            self._open(
                lambda: SpeakerPicker(self._desk, heading), lambda choice: self._session.set_speaker(claim.id, choice)
            )

    def stance(self) -> None:
        """Whose side does the claim take?"""
        claim = self._claim()
        if claim is not None:
            scale, current = self._desk.codebook.stance, claim.stance
            self._open(
                lambda: StancePicker(scale, current), lambda answer: self._session.set_stance(claim.id, answer.value)
            )

    def via(self) -> None:
        """Who passes the claim on?"""
        claim = self._claim()
        if claim is not None:
            heading = self._heading("Who passes on claim", claim)
            without = (AUTHOR, claim.speaker)
            nobody = claim.via is not None
            self._open(
                lambda: SpeakerPicker(self._desk, heading, without=without, nobody=nobody),
                lambda choice: self._set_via(claim, choice),
            )

    def _set_via(self, claim: Claim, choice: Choice) -> None:
        self._session.set_via(claim.id, None if choice is NOBODY else choice)

    def _heading(self, question: str, claim: Claim) -> Line:
        number = [each.id for each in self._desk.label.claims].index(claim.id) + 1
        look = self._session.looks.of(claim.stance)
        return [
            (f"{question} {number}?", "title"),
            (f"   {look.sign} {look.word}", look.colour),
            (f"   now: {self._session.names.of_claim(claim)}", "soft"),
        ]

    def answer(self, index: int) -> None:
        """One of the codebook's further questions."""
        claim = self._claim()
        if claim is not None:
            name, attribute = list(self._desk.codebook.attributes.items())[index]
            current = claim.attributes.get(name)
            self._open(
                lambda: AnswerPicker(name, attribute, current), lambda answer: self._set_answer(claim, name, answer)
            )

    def _set_answer(self, claim: Claim, name: str, answer: Answer) -> None:
        self._session.set_answer(claim.id, name, answer.value)

    def note(self) -> None:
        """The note on the sentence."""
        label, number = self._desk.label, self._desk.index + 1
        self._open(lambda: NoteEditor(label.note, number), self._session.set_note)

    def history(self) -> None:
        """The saved versions of the label at hand."""
        session = self._session
        self._open(lambda: History(session.desk, session.looks, session.names), session.return_to)

    def role(self, step: int) -> None:
        """What the sentence is, or the nearest piece before or behind it that is not read."""
        segment = piece(self._desk, step)
        if segment is None:
            where = "before" if step < 0 else "behind"
            self._session.say(f"everything {where} this sentence is read", "warn")
            self._redraw()
            return
        passage, text = self._desk.passage, self._desk.veil.text
        self._open(
            lambda: RolePicker(passage, segment, text), lambda named: self._session.set_role(named.segment, named.role)
        )

    def go_to(self) -> None:
        """The number of a sentence."""
        number, count = self._desk.index + 1, len(self._desk.passage.sentences)
        self._open(lambda: GoTo(number, count), lambda number: self._session.go_to(number - 1))

    def documents(self) -> None:
        """Another article."""
        refusal = "this article has no sentence to annotate"
        self._open(
            lambda: DocumentPicker(self._desk),
            lambda document: self._session.go(lambda: self._desk.open(document), refusal),
        )

    def help(self) -> None:
        """All keys and the codebook."""
        self._open(lambda: Help(self._desk.codebook, self._session.looks, self._session.keymap), lambda _: None)

    def finished(self, go_on: Callable[[str], object]) -> None:
        """Everything is finished; what is chosen then goes to `go_on`."""
        self._open(lambda: Finished(*finished_counts(self._desk)), go_on)
