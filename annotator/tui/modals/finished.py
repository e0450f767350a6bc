"""The end: every sentence is finished."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from annotator.desk.annotation import AnnotationDesk
from annotator.store.progress import progress
from annotator.tui.paint import Line
from annotator.tui.widgets.lines import Lines


class Finished(ModalScreen[str | None]):
    """Says that everything is finished; dismissed with an action of the annotation screen, or None.

    Args:
        sentences: How many sentences are finished.
        documents: In how many articles.
        flagged: How many of them are flagged.
    """

    BINDINGS: ClassVar = [
        Binding("enter,escape,space", "leave", show=False),
        Binding("D,ctrl+o", "go('documents')", show=False),
        Binding("q", "go('quit')", show=False),
        Binding("u", "go('undo')", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, sentences: int, documents: int, flagged: int) -> None:
        super().__init__()
        self._counts = (sentences, documents, flagged)

    def compose(self) -> ComposeResult:
        """What is done, and what can be done now."""
        sentences, documents, flagged = self._counts
        text: list[Line] = [
            [("✓ Everything is finished", "good bold")],
            [],
            [(_many(sentences, "sentence"), "ink"), (" in ", "soft"), (_many(documents, "article"), "ink")],
        ]
        if flagged:
            text += [[(f"⚑ {_many(flagged, 'flagged sentence')}", "warn"), (" to be come back to", "soft")]]
        text += [[], [("↵", "key"), (" stay   ", "soft"), ("D", "key"), (" articles   ", "soft")]]
        text[-1] = [*text[-1], ("u", "key"), (" undo   ", "soft"), ("q", "key"), (" quit", "soft")]
        with Vertical(classes="window -small"):
            yield Lines(text)

    def action_leave(self) -> None:
        """Stay at the last sentence."""
        self.dismiss(None)

    def action_go(self, action: str) -> None:
        """Close, and do something else."""
        self.dismiss(action)


def finished_counts(desk: AnnotationDesk) -> tuple[int, int, int]:
    """How many sentences the annotator finished, in how many articles, and how many of them are flagged."""
    mine = progress(desk.project.store, desk.project.roles, desk.annotator)
    return sum(each.finished for each in mine), len(mine), sum(each.flagged for each in mine)


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
