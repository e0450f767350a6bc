"""What a piece of the article is: its role, chosen by a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from annotator.desk.passage import Passage
from annotator.records.documents import Role, Segment
from annotator.tui.bind import bindings, keys_in_force
from annotator.tui.keys import sign
from annotator.tui.layout import folded
from annotator.tui.paint import Line
from annotator.tui.recutting import ROLE_WORDS, unread
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing

_QUOTE_LINES = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A piece, and what it is."""

    segment: Segment
    role: Role


class RolePicker(ModalScreen[Named | None]):
    """Choose the role of a piece: its letter takes it at once, arrows and enter work too.

    Args:
        passage: The article.
        segment: The piece to begin with; others that are not read can be reached from it.
        text: The text as it may be shown, where something of it is hidden.
    """

    BINDINGS: ClassVar = bindings("list", "role", priority=True)
    AUTO_FOCUS = ""

    listing = getters.query_one(Listing)

    def __init__(self, passage: Passage, segment: Segment, text: str | None = None) -> None:
        super().__init__()
        self._passage = passage
        self._text = passage.document.text if text is None else text
        self._segment = segment
        self._letters: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The question and the words of the piece, the roles, the keys."""
        self._letters = {key.action: sign(key.keys[0]) for key in keys_in_force(self).at("role")}
        hints: Line = [("letter", "key"), (" or ", "soft"), ("↵", "key"), (" take   ", "soft"), ("[ ]", "key")]
        with Vertical(classes="window -values"):
            yield Lines([[("What is this?", "title")]], id="heading")
            yield Lines([[]] * _QUOTE_LINES, id="meaning")
            yield Listing()
            yield Lines(
                [[*hints, (" piece before, behind   ", "soft"), ("esc", "key"), (" leave", "soft")]], id="hints"
            )

    def on_mount(self) -> None:
        """Mark what it is now."""
        self._show()
        self.call_after_refresh(self._quote)

    def on_resize(self) -> None:
        """Fold the words to the width."""
        self.call_after_refresh(self._quote)

    @on(Listing.Taken)
    def _clicked(self, event: Listing.Taken) -> None:
        self._give(list(ROLE_WORDS)[event.index])

    def action_move(self, step: int) -> None:
        """Mark another role."""
        self.listing.move(step)

    def action_take(self) -> None:
        """Take the marked role."""
        self._give(list(ROLE_WORDS)[self.listing.at])

    def action_give(self, role: str) -> None:
        """Take a role by its letter."""
        self._give(cast("Role", role))

    def action_piece(self, step: int) -> None:
        """Go to the next piece that is not read, or to the one before."""
        found = unread(self._passage, self._segment.start, step)
        if found is None:
            self.app.bell()
            return
        self._segment = found
        self._show()
        self._quote()

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)

    def _give(self, role: Role) -> None:
        self.dismiss(Named(self._segment, role))

    def _show(self) -> None:
        self.listing.show(len(ROLE_WORDS), self._line, at=list(ROLE_WORDS).index(self._segment.role))

    def _quote(self) -> None:
        cells = max(10, self.query_one("#meaning").size.width)
        words = folded(self._segment.span.of(self._text), cells, _QUOTE_LINES)
        lines: list[Line] = [[(line, "ink")] for line in words]
        self.query_one("#meaning", Lines).show([*lines, *[[]] * (_QUOTE_LINES - len(lines))])

    def _line(self, index: int, cells: int) -> Line:
        role, word = list(ROLE_WORDS.items())[index]
        read = "  read sentence by sentence" if role in self._passage.roles else ""
        line: Line = [(f"{self._letters[f'give({role!r})']} ", "key"), (word, "ink"), (read, "faint")]
        return [*line, ("  ✓", "good")] if role == self._segment.role else line
