"""The note on a sentence, for the lead."""

from __future__ import annotations

from annotator.tui.modals.asking import Asking
from annotator.tui.widgets.entry import Entry, typable


class NoteEditor(Asking[str]):
    """Edit the note; dismissed with it, or with None where it stays as it was.

    Args:
        note: The note that stands there.
        number: The number of the sentence.
    """

    def __init__(self, note: str, number: int) -> None:
        self._before = typable(note)
        super().__init__(
            [("Note on sentence ", "title"), (str(number), "title")],
            Entry(note, placeholder="a remark for the lead"),
            [("↵", "key"), (" save   ", "soft"), ("esc", "key"), (" leave as it is   ", "soft")]
            + ([("empty", "soft"), (" deletes it", "soft")] if note else []),
        )

    def action_take(self) -> None:
        """Take the note; one that was not touched is not saved again."""
        typed = self.entry.value
        self.dismiss(None if typed == self._before else typed)
