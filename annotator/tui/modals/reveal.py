"""What is asked when an article was read blind to its end, and what is told once it is revealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from annotator.tui.layout import folded
from annotator.tui.paint import Line
from annotator.tui.widgets.lines import Lines

_CELLS = 44
"""The width of a small window."""


class AskReveal(ModalScreen[str | None]):
    """Asks whether to reveal; dismissed with `reveal`, `on`, or None to stay.

    Enter goes on: what enter finishes last must not be revealed by an enter that was typed ahead, since nobody can
    forget a source again.

    Args:
        sentences: How many sentences the article has.
    """

    BINDINGS: ClassVar = [
        Binding("V", "answer('reveal')", show=False),
        Binding("enter", "answer('on')", show=False),
        Binding("escape", "stay", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, sentences: int) -> None:
        super().__init__()
        self._sentences = sentences

    def compose(self) -> ComposeResult:
        """What comes of each key."""
        many = "its only sentence is" if self._sentences == 1 else f"all {self._sentences} sentences are"
        said = (
            "You read it blind. Once you see where it comes from you go through it a second time: each label comes "
            "back as it is, to stand or to be changed. Both labels are kept. Nothing brings the blindness back."
        )
        text: list[Line] = [
            [("✓ ", "good bold"), (f"Finished: {many} labelled", "good bold")],
            [],
            *([(line, "soft")] for line in folded(said, _CELLS, 8)),
            [],
            [("V", "key"), (" reveal   ", "soft"), ("↵", "key"), (" not now, go on   ", "soft"), ("esc", "key")],
        ]
        text[-1] = [*text[-1], (" stay here", "soft")]
        with Vertical(classes="window -small"):
            yield Lines(text)

    def action_answer(self, answer: str) -> None:
        """Close with an answer."""
        self.dismiss(answer)

    def action_stay(self) -> None:
        """Close; nothing is revealed."""
        self.dismiss(None)


class Masthead(ModalScreen[None]):
    """Says where an article comes from.

    Args:
        facts: Names and values, safe to show; none where nothing is known.
        again: Whether its sentences are to be gone through again.
    """

    BINDINGS: ClassVar = [Binding("enter,escape,space,V,q", "leave", show=False)]
    AUTO_FOCUS = ""

    def __init__(self, facts: Sequence[tuple[str, str]], *, again: bool) -> None:
        super().__init__()
        self._facts = facts
        self._again = again

    def compose(self) -> ComposeResult:
        """The facts, and what to do now."""
        text: list[Line] = [[("This article comes from", "title")], []]
        if not self._facts:
            text.append([("nothing is known: the project holds its text only", "soft")])
        for name, value in self._facts:
            for number, line in enumerate(folded(value, _CELLS - 10, 3)):
                text.append([(f"{name if number == 0 else '':<10}", "faint"), (line, "ink")])
        if self._again:
            said = "Go through its sentences again: enter lets a label stand, and any key for labels changes it first."
            text += [[], *([(line, "soft")] for line in folded(said, _CELLS, 3))]
        text += [[], [("↵", "key"), (" to the text", "soft")]]
        with Vertical(classes="window -small"):
            yield Lines(text)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
