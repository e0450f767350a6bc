"""The panel with the claims of the sentence at hand. A click on a claim makes it the one that keys change.

While claims are edited in place it has the focus: its keys light one field after the other and change the lit one. It
changes nothing itself; what is asked for goes to the screen as a message.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotator.tui.bind import bindings, rebind
from annotator.tui.card_lines import CardLine, Field, Spot
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.paint import Painter

Wish = Literal["open", "on", "back", "clear", "leave"]
"""What a key wants of the lit field: what edits it, the next value, the value before, none, or to be done."""


class ClaimsPanel(ScrollView, can_focus=False, inherit_bindings=False):
    """Lines of cards, scrolled so that the claim at hand, or its lit field, is in view.

    Args:
        taken: Keys, by Textual's names, that the codebook uses and that are therefore not ours.
        keymap: The keys in force.
    """

    BINDINGS: ClassVar = bindings("cards")
    ALLOW_SELECT = False

    @dataclass
    class ClaimClicked(Message):
        """A claim was clicked, beside its fields."""

        claim: str

    @dataclass
    class FieldClicked(Message):
        """A field of a claim was clicked."""

        field: Field

    @dataclass
    class FieldReached(Message):
        """The keys went to another field."""

        field: Field

    @dataclass
    class Wished(Message):
        """Something was asked of the lit field."""

        wish: Wish

    def __init__(self, *, taken: Collection[str] = (), keymap: Keymap = DEFAULT, id: str | None = None) -> None:
        super().__init__(id=id)
        rebind(self, keymap)
        for key in taken:
            self._bindings.key_to_bindings.pop(key, None)
        self._painter = Painter(self)
        self._lines: Sequence[CardLine] = ()
        self._lit: Field | None = None

    @property
    def cells(self) -> int:
        """The width that a line may have."""
        return max(1, self.scrollable_content_region.width)

    def show(self, lines: Sequence[CardLine], lit: Field | None = None) -> None:
        """Show other lines.

        Args:
            lines: The lines.
            lit: The field that keys change.
        """
        if lines == self._lines and lit == self._lit:
            return
        self._lines, self._lit = lines, lit
        self.virtual_size = Size(self.cells, len(lines))
        at_hand = [number for number, line in enumerate(lines) if line.at_hand]
        # With no claim at hand the lines are others than before: from their beginning, however far down the last stood.
        self._keep_in_view(at_hand) if at_hand else self.scroll_to(y=0, animate=False)
        self._keep_in_view([number for number, line in enumerate(lines) if any(x.field == lit for x in line.spots)])
        self.refresh()

    def _keep_in_view(self, wanted: Sequence[int]) -> None:
        height = self.scrollable_content_region.height
        if wanted and not self.scroll_y <= wanted[0] <= wanted[-1] < self.scroll_y + height:
            self.scroll_to(y=min(wanted[0], max(0, wanted[-1] - height + 1)), animate=False)

    def on_resize(self) -> None:
        """Keep the lit field in view."""
        if self._lit is not None:
            self._keep_in_view(
                [n for n, line in enumerate(self._lines) if any(x.field == self._lit for x in line.spots)]
            )

    def notify_style_update(self) -> None:
        """Drop the styles of the theme before."""
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        number = y + round(self.scroll_y)
        if number >= len(self._lines):
            return self._painter.strip([], self.size.width)
        line = self._lines[number]
        return self._painter.strip(line.runs, self.size.width, "marked" if line.at_hand else "")

    def on_click(self, event: events.Click) -> None:
        """Choose the field or the claim under the mouse."""
        offset = event.get_content_offset(self)
        number = -1 if offset is None else offset.y + round(self.scroll_y)
        if offset is None or not 0 <= number < len(self._lines):
            return
        line = self._lines[number]
        spot = next((spot for spot in line.spots if spot.start <= offset.x < spot.end), None)
        if spot is not None:
            self.post_message(self.FieldClicked(spot.field))
        elif line.claim:
            self.post_message(self.ClaimClicked(line.claim))

    # Keys, while claims are edited in place ---------------------------------------------------------------------------

    def action_beside(self, step: int) -> None:
        """Light the field before or behind, also of another claim."""
        fields = list(dict.fromkeys(spot.field for line in self._lines for spot in line.spots))
        if self._lit in fields:
            self._reach(fields[max(0, min(fields.index(self._lit) + step, len(fields) - 1))])

    def action_line(self, step: int) -> None:
        """Light the nearest field of the line above or below, also of another claim."""
        here = next(((n, x) for n, line in enumerate(self._lines) for x in line.spots if x.field == self._lit), None)
        if here is None:
            return
        number, spot = here
        while 0 <= (number := number + step) < len(self._lines):
            spots = self._lines[number].spots
            if spots and all(each.field != self._lit for each in spots):
                self._reach(min(spots, key=lambda each: _apart(each, spot)).field)
                return

    def action_wish(self, wish: Wish) -> None:
        """Ask something of the lit field."""
        self.post_message(self.Wished(wish))

    def _reach(self, field: Field) -> None:
        if field != self._lit:
            self.post_message(self.FieldReached(field))


def _apart(one: Spot, other: Spot) -> int:
    """Cells between two fields of different lines; of those that overlap the one whose beginning is nearer."""
    gap = max(one.start - other.end, other.start - one.end, 0)
    return gap * 1000 + abs(one.start - other.start)
