"""Going to a sentence by its number."""

from __future__ import annotations

from annotator.tui.modals.asking import Asking
from annotator.tui.widgets.entry import Entry


class GoTo(Asking[int]):
    """Ask for a number; dismissed with it.

    Args:
        here: The number of the sentence at hand.
        count: How many sentences there are.
    """

    def __init__(self, here: int, count: int) -> None:
        self._count = count
        super().__init__(
            [("Go to sentence", "title"), (f"   1 to {count}", "soft")],
            Entry(placeholder=str(here), whole_number=True),
            [("↵", "key"), (" go   ", "soft"), ("esc", "key"), (" stay", "soft")],
        )

    def action_take(self) -> None:
        """Go there, if there is such a sentence."""
        typed = self.entry.value.strip()
        number = int(typed) if typed.isdecimal() else 0
        if 1 <= number <= self._count:
            self.dismiss(number)
        elif not typed:
            self.dismiss(None)
        else:
            self.say([(f"There is no sentence {typed}; they run from 1 to {self._count}", "bad")])
