"""The practice by prompts: what to try is read out with each sentence, and what came of it once it is finished."""

from __future__ import annotations

from annotator.cli.plain.asking import Ask, Say
from annotator.cli.plain.reader import Reader
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.practice import Judgement, Practice, answer_lines, speaker_names
from annotator.text.cells import one_line


class PracticeReader(Reader):
    """The plain mode on the practice article.

    Args:
        desk: The desk, resumed at a sentence of the practice.
        ask: Asks one question and returns the answer; raises EOFError at the end of the input.
        say: Reads one line out.
    """

    def __init__(self, desk: AnnotationDesk, ask: Ask, say: Say) -> None:
        super().__init__(desk, ask, say)
        self.practice = Practice.of(desk.project)
        self._judged: dict[str, object] = {}
        self._wrong: Judgement | None = None

    def _greet(self) -> None:
        self._say("This is the practice; nothing of it is kept. Finish each sentence and hear what came of it.")

    def _take(self, typed: str) -> None:
        """One line: `a` reads the answer of the sentence that was not right, anything else works as everywhere."""
        if typed == "a":
            self._tell_answer()
            return
        super()._take(typed)

    def _tell_message(self, *, saved: bool = False) -> None:
        super()._tell_message(saved=saved)
        self._judge()

    def _tell_sentence(self) -> None:
        super()._tell_sentence()
        step = self.practice.step_of(self.desk.sentence)
        if step is not None and not self.practice.complete:
            self._say(f"Try: {step.plain}")

    def _tell_end(self) -> None:
        count = len(self.practice.steps)
        self._say(f"Practice done. {self.practice.right_at_once} of {count} right at once; q leaves.")

    def _judge(self) -> None:
        passage = self.desk.passage
        for sentence in passage.sentences:
            label = passage.label(sentence.key)
            said = (label.verdict, label.claims)
            if not passage.is_done(sentence.key) or self._judged.get(sentence.key) == said:
                continue
            self._judged[sentence.key] = said
            judgement = self.practice.finish(sentence, label, speaker_names(self.desk.project.store))
            if judgement is not None:
                self._tell(judgement)

    def _tell(self, judgement: Judgement) -> None:
        number = self.practice.number(judgement.step)
        if judgement.right:
            self._say(f"Sentence {number} is right. {judgement.step.why}")
            return
        self._wrong = judgement
        for said in judgement.wrong:
            self._say(f"Not quite: {one_line(said)}.")
        self._say(f"a reads the answer; g {number} goes back to try again.")

    def _tell_answer(self) -> None:
        if self._wrong is None:
            self._say("Nothing was wrong so far.")
            return
        for said in answer_lines(self._wrong.step):
            self._say(f"Answer: {one_line(said)}")
        self._say(self._wrong.step.why)
