"""A line to type into. What is pasted or given loses control characters, so none of them reaches the terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from annotator.text.cells import one_line

_JOINERS = "\u200c\u200d"
"""Unseen, harmless, and part of how words are spelt in some scripts."""


def typable(text: str) -> str:
    """The text without what no key types: line breaks and tabs become blanks, other controls go."""
    pairs = zip(text, one_line(text), strict=True)
    return "".join(new if new == " " else old for old, new in pairs if old == new or new == " " or old in _JOINERS)


class Entry(Input):
    """A text field without a blinking cursor: over a slow line each blink is traffic."""

    def __init__(self, value: str = "", *, placeholder: str = "", whole_number: bool = False) -> None:
        super().__init__(
            typable(value), placeholder=placeholder, type="integer" if whole_number else "text", select_on_focus=False
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep every control character out."""
        return typable(value)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(typable(event.text).split()))
