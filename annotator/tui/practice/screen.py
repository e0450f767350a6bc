"""The annotation screen with a coach: every sentence that is finished is judged at once.

Nothing of the screen is different, so what is learnt here holds everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual import getters
from textual.app import ComposeResult

from annotator.desk.practice import Judgement, Practice, Step, speaker_names
from annotator.records.documents import Segment
from annotator.records.labels import Label
from annotator.tui.practice.coach import Coach
from annotator.tui.practice.windows import NotQuite, Summary
from annotator.tui.screens.annotate import AnnotateScreen
from annotator.tui.session import Session
from annotator.tui.states import Run
from annotator.tui.widgets.bars import StatusBar

_Said = tuple[object, object]


class PracticeScreen(AnnotateScreen):
    """The annotation screen on the practice article.

    Args:
        session: The session, resumed at a sentence of the practice.
        practice: What is asked, and how it goes.
    """

    coach = getters.query_one(Coach)

    def __init__(self, session: Session, practice: Practice) -> None:
        super().__init__(session)
        self.practice = practice
        self._judged: dict[str, _Said] = {}
        self._feedback: tuple[Run, ...] = ()
        self._told_end = False
        session.say("practice: nothing here is kept")

    def compose(self) -> ComposeResult:
        """The annotation screen, with the coach above the state of the sentence."""
        for widget in super().compose():
            if isinstance(widget, StatusBar):
                yield Coach()
            yield widget

    def redraw(self) -> None:
        """Show what is on the desk, and what the coach has to say of it."""
        at_end, self.session.at_end = self.session.at_end, False
        super().redraw()
        judgements = list(self._judge_finished())
        for judgement in judgements:
            self._feedback = self._told(judgement)
        step = self.practice.step_of(self.desk.sentence)
        self.coach.show(self._feedback, self._hint(step))
        wrong = next((judgement for judgement in judgements if not judgement.right), None)
        if wrong is not None:
            self._correct(wrong)
        elif at_end or (self.practice.complete and not self._told_end):
            self._sum_up()

    # Inside -----------------------------------------------------------------------------------------------------------

    def _judge_finished(self) -> Iterator[Judgement]:
        """The judgement of each sentence that was finished, or finished otherwise, since the last look."""
        names = None
        for sentence, label in self._finished():
            said: _Said = (label.verdict, label.claims)
            if self._judged.get(sentence.key) == said:
                continue
            self._judged[sentence.key] = said
            names = names or speaker_names(self.desk.project.store)
            judgement = self.practice.finish(sentence, label, names)
            if judgement is not None:
                yield judgement

    def _finished(self) -> Iterator[tuple[Segment, Label]]:
        passage = self.desk.passage
        for sentence in passage.sentences:
            if passage.is_done(sentence.key):
                yield sentence, passage.label(sentence.key)
            else:
                self._judged.pop(sentence.key, None)

    def _told(self, judgement: Judgement) -> tuple[Run, ...]:
        number = self.practice.number(judgement.step)
        if judgement.right:
            return (("✓ ", "good"), (f"{number} is right. ", "good"), (judgement.step.why, "soft"))
        return (("✗ ", "warn"), (f"{number} is not quite right. ", "warn"), (f"g {number} goes back to it", "soft"))

    def _hint(self, step: Step | None) -> str:
        if step is None:
            return "This piece is not part of the practice: `u` takes back the cut or the joining."
        if self.practice.complete:
            return "All sentences are done. Look around as long as you like; `q` leaves."
        return step.teaches

    def _correct(self, judgement: Judgement) -> None:
        number = self.practice.number(judgement.step)

        def closed(wish: str | None) -> None:
            if wish == "again":
                self.session.go_to(number - 1)
            self.redraw()

        self.app.push_screen(NotQuite(judgement, number), closed)

    def _sum_up(self) -> None:
        self._told_end = True

        def closed(wish: str | None) -> None:
            if wish == "quit":
                self.app.exit()

        self.app.push_screen(Summary(self.practice), closed)
