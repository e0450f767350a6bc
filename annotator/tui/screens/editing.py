"""Claims edited in place on the annotation screen: one field of the card is lit, and keys or the mouse change it.

Each change is saved at once, by the same calls as those of the single keys. The text has the focus again as soon as
there is no claim to edit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import events, on

from annotator.records.labels import Claim
from annotator.records.revisions import Revision
from annotator.tui.card_lines import Field
from annotator.tui.field_values import CLEARED, ROUND, cleared, step_on
from annotator.tui.keymap import Keymap
from annotator.tui.keys import sign
from annotator.tui.screens.claiming import ClaimingActions
from annotator.tui.states import Hint
from annotator.tui.widgets.claims import ClaimsPanel
from annotator.tui.widgets.passage import Passage

_EDITING = "-editing"
"""The class of the screen while claims are edited in place: the panel has more room."""
_HINTS = ("card-open", "card-on", "card-clear", "card-right", "card-down", "card-leave")
_FURTHER = ("next-claim", "delete-claim", "undo", "no-claim", "help")
"""Keys of the screen that do the same while claims are edited."""
_TO_THE_TEXT = {
    "words": "move the claim's end with the keys for words; {ends} again for its beginning",
    "mention": "go to the speaker's name, choose its words, and press {mention}",
}


class CardActions(ClaimingActions):
    """Editing in place. A field that is lit is one of the claim at hand."""

    _field: str | None = None
    """The name of the lit field; None while claims are not edited in place."""

    @property
    def lit(self) -> Field | None:
        """The field that keys change; None while claims are not edited in place."""
        claim = self.desk.claim
        return Field(claim.id, self._field) if self._field is not None and claim is not None else None

    def redraw(self) -> None:
        """Show what is on the desk; without a claim there is nothing to edit in place."""
        if self._field is not None and self.desk.claim is None:
            self._to_the_text()
        super().redraw()

    def redraw_bars(self) -> None:
        """Show the keys of the cards while they are edited."""
        super().redraw_bars()
        if self.lit is not None:
            self.status.show(replace(self.status.shown, mode="CARD", choosing=True), self.session.message)
            self.keys.show(_hints(self.session.keymap))

    # Beginning and leaving --------------------------------------------------------------------------------------------

    def action_edit_cards(self) -> None:
        """Edit the claims in place, or be done."""
        if self._field is not None:
            self._to_the_text()
        elif self.desk.claim is None:
            self.session.change_claim(lambda _: None)
        else:
            self.passage.hide_cursor()
            self._field = "stance"
            self.panel.can_focus = True
            self.panel.focus()
            self.add_class(_EDITING)
            self.session.say("")
            self.call_after_refresh(self.redraw)
        self.redraw()

    def _to_the_text(self) -> None:
        if self._field is not None:
            self._field = None
            self.passage.focus()
            self.panel.can_focus = False
            self.remove_class(_EDITING)
            self.call_after_refresh(self.redraw)

    @on(events.DescendantFocus)
    def _text_has_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Passage) and self._field is not None:
            self._to_the_text()

    # What keys and the mouse do ---------------------------------------------------------------------------------------

    @on(ClaimsPanel.FieldReached)
    def _reached(self, event: ClaimsPanel.FieldReached) -> None:
        self.desk.claim_id, self._field = event.field
        self.session.say("")
        self.redraw()

    @on(ClaimsPanel.FieldClicked)
    def _field_clicked(self, event: ClaimsPanel.FieldClicked) -> None:
        """A field of the claim at hand is changed; that of another one is only gone to, so that no slip changes it."""
        field = event.field
        same = field.claim == self.desk.claim_id
        self.desk.claim_id = field.claim
        if self._field is not None:
            self._field = field.name
        if same and field.name not in _TO_THE_TEXT:
            self._open(field)
        self.redraw()

    @on(ClaimsPanel.Wished)
    def _wished(self, event: ClaimsPanel.Wished) -> None:
        lit = self.lit
        if lit is None or event.wish == "leave":
            self._to_the_text()
        elif event.wish == "open":
            self._open(lit)
        elif event.wish == "clear":
            self._clear(lit)
        else:
            self._step(lit, 1 if event.wish == "on" else -1)
        self.redraw()

    def _open(self, field: Field) -> None:
        """Open what edits a field; one with few values and no window of its own goes on to the next."""
        questions = list(self.desk.codebook.attributes)
        windows: dict[str, Callable[[], None]] = {
            "stance": self._windows.stance,
            "speaker": self._windows.speaker,
            "via": self._windows.via,
        }
        if field.name in windows:
            windows[field.name]()
        elif field.attribute in questions:
            self._windows.answer(questions.index(str(field.attribute)))
        elif field.name in _TO_THE_TEXT:
            self._go_to_words(field)
        else:
            self._step(field, 1)

    def _go_to_words(self, field: Field) -> None:
        self._to_the_text()
        if field.name == "words":
            self.passage.move_ends()
        signs = {name: self.session.keymap.sign(name) for name in ("ends", "mention")}
        self.session.say(_TO_THE_TEXT[field.name].format(**signs), "key")

    def _step(self, field: Field, step: int) -> None:
        lost = field.attribute is not None and field.attribute not in self.desk.codebook.attributes
        sign_of = self.session.keymap.sign
        if lost:
            self.session.say(f"the codebook does not ask this any more: {sign_of('card-clear')} takes it away", "warn")
        elif field.name in ROUND or field.attribute is not None:
            self._change(lambda claim: step_on(self.desk, claim, field, step), "there is nothing else to choose")
        else:
            self.session.say(f"{sign_of('card-open')} opens it", "key")

    def _clear(self, field: Field) -> None:
        if field.name in CLEARED or field.attribute is not None:
            self._change(lambda claim: cleared(self.desk, claim, field), "nothing is said here")
        else:
            self.session.say(f"a claim has its {field.name} always: change it, or delete the claim", "warn")

    def _change(self, work: Callable[[Claim], Revision | None], unchanged: str) -> None:
        self.session.change_claim(work, unchanged=unchanged)

    def call_action(self, action: str) -> None:
        """Do what a key does: while cards are edited, an action of the panel first."""
        if self.lit is not None and hasattr(self.panel, f"action_{action.partition('(')[0]}"):
            self.app.call_next(self.app.run_action, action, self.panel)
        else:
            super().call_action(action)

    # Keys for words belong to the text --------------------------------------------------------------------------------

    def action_ends(self) -> None:
        """Move the claim's ends, in the text."""
        self._to_the_text()
        super().action_ends()

    def action_mention(self) -> None:
        """Mark the speaker's name, in the text."""
        self._to_the_text()
        super().action_mention()


def _hints(keymap: Keymap) -> list[Hint]:
    entries = [keymap.of(name) for name in (*_HINTS, *_FURTHER)]
    return [Hint((sign(key.keys[0]), "key"), ((key.label, "soft"),), key.action) for key in entries]
