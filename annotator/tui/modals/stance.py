"""The stance of a claim, chosen from the codebook with what each means."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from annotator.codebook.model import Attribute, Scale
from annotator.tui.display import shown
from annotator.tui.modals.choose import AnswerPicker
from annotator.tui.paint import Line
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing


class StancePicker(AnswerPicker):
    """Choose a stance: its own key takes it at once. A claim has always one, so none cannot be chosen.

    Args:
        scale: The codebook's scale.
        current: The stance that stands.
    """

    def __init__(self, scale: Scale, current: str) -> None:
        question = Attribute(label=scale.label, question=scale.question, ordered=scale.ordered, values=scale.values)
        super().__init__("stance", question, current)
        self._scale = scale

    def compose(self) -> ComposeResult:
        """The question, the stances, what the marked one means, the keys."""
        hints: Line = [("key", "key"), (" or ", "soft"), ("↵", "key"), (" take   ", "soft"), ("esc", "key")]
        with Vertical(classes="window -values"):
            title = (shown(self._scale.label), "title")
            yield Lines([[title, (f"   {shown(self._scale.question)}", "soft")]], id="heading")
            yield Listing()
            yield Lines([[]], id="meaning")
            yield Lines([[*hints, (" leave", "soft")]], id="hints")

    def action_no_answer(self) -> None:
        """A claim has a stance."""
        self.app.bell()
