"""The windows of the practice: what differs in a sentence, and how it went in all."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from annotator.desk.practice import Judgement, Practice, answer_lines
from annotator.tui.display import shown
from annotator.tui.layout import folded
from annotator.tui.paint import Line
from annotator.tui.widgets.lines import Lines

Wish = Literal["on", "again"]


class NotQuite(ModalScreen[Wish]):
    """What differs from the answer; dismissed with the wish to go on, or to try the sentence again.

    Args:
        judgement: The label against the answer.
        number: The sentence's number.
    """

    BINDINGS: ClassVar = [
        Binding("enter,escape", "wish('on')", show=False),
        Binding("t,k", "wish('again')", show=False),
        Binding("a", "answer", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, judgement: Judgement, number: int) -> None:
        super().__init__()
        self._judgement = judgement
        self._number = number
        self._open = False

    def compose(self) -> ComposeResult:
        """What differs, and what can be done now."""
        with Vertical(classes="window"):
            yield Lines([[(f"Sentence {self._number}: not quite", "warn bold")]], id="heading")
            yield Lines([[]], id="said")
            yield Lines([[]], id="hints")

    def on_resize(self) -> None:
        """Fold the text to the width."""
        self.call_after_refresh(self._fill)

    def action_answer(self) -> None:
        """Show the answer, and why it is right."""
        self._open = True
        self._fill()

    def action_wish(self, wish: Wish) -> None:
        """Close."""
        self.dismiss(wish)

    def _fill(self) -> None:
        if not self.is_current:
            # Keys typed ahead may have closed the window before it was laid out.
            return
        step = self._judgement.step
        cells = max(10, self.query_one("#said").size.width)
        lines: list[Line] = [[(line, "soft italic")] for line in folded(step.sentence, cells, 3)]
        for said in self._judgement.wrong:
            lines += _hanging("· ", "bad", said, "ink", cells)
        if self._open:
            for said in answer_lines(step):
                lines += _hanging("✓ ", "good", said, "ink", cells)
            lines += _hanging("  ", "", step.why, "soft", cells)
        self.query_one("#said", Lines).show(lines)
        answer: Line = [] if self._open else [("a", "key"), (" answer   ", "soft")]
        hints: Line = [*answer, ("t", "key"), (" try again   ", "soft"), ("↵", "key"), (" go on", "soft")]
        self.query_one("#hints", Lines).show([hints])


class Summary(ModalScreen[str]):
    """How it went; dismissed with `quit` or `stay`.

    Args:
        practice: What was judged, and how many keys it took.
    """

    BINDINGS: ClassVar = [
        Binding("q,enter", "end('quit')", show=False),
        Binding("escape,k", "end('stay')", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._practice = practice

    def compose(self) -> ComposeResult:
        """Shares, keys, and what to read again."""
        with Vertical(classes="window"):
            yield Lines([[("Practice done", "good bold")]], id="heading")
            yield Lines([[]], id="said")
            hints: Line = [("↵", "key"), (" leave   ", "soft"), ("esc", "key"), (" stay and look around", "soft")]
            yield Lines([hints], id="hints")

    def on_resize(self) -> None:
        """Fold the text to the width."""
        self.call_after_refresh(self._fill)

    def action_end(self, wish: str) -> None:
        """Close."""
        self.dismiss(wish)

    def _fill(self) -> None:
        if not self.is_current:
            # Keys typed ahead may have closed the window before it was laid out.
            return
        cells = max(10, self.query_one("#said").size.width)
        lines: list[Line] = []
        for number, said in enumerate(summary_lines(self._practice)):
            lines += [[(line, "ink" if number == 0 else "soft")] for line in folded(said, cells, 3)]
        self.query_one("#said", Lines).show([*lines, []])


def summary_lines(practice: Practice) -> list[str]:
    """How it went, in sentences."""
    count = len(practice.steps)
    said = [f"{practice.right_at_once} of {count} sentences right at once: {practice.right_at_once / count:.0%}."]
    if practice.right_now > practice.right_at_once:
        said.append(f"{practice.right_now} of {count} are right now.")
    if practice.keys:
        said.append(f"You pressed {practice.keys} keys; {practice.fewest} would do.")
    again = [str(practice.number(each.step)) for each in practice.last.values() if not each.right]
    if again:
        said.append(f"Worth another look: {'sentence' if len(again) == 1 else 'sentences'} {', '.join(again)}.")
    said.append("The codebook is one key away in your own work: i. All keys: ?.")
    return said


def _hanging(head: str, looks: str, text: str, ink: str, cells: int) -> list[Line]:
    """A text behind a sign, its further lines under its first."""
    return [
        [(head if number == 0 else " " * len(head), looks), (line, ink)]
        for number, line in enumerate(folded(shown(text), max(8, cells - len(head)), 4))
    ]
