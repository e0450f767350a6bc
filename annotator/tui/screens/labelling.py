"""What the annotation screen is made of, and how it shows what is on the desk; what its keys do is beside it.

It holds no labels of its own; after each key everything is read from the desk again. All text that is shown goes
through runs, never through markup.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from annotator.tui import moves, view
from annotator.tui.bind import bindings, codebook_bindings, rebind
from annotator.tui.card_lines import Field
from annotator.tui.cards import Cards
from annotator.tui.commands import Commands
from annotator.tui.counting import Counting
from annotator.tui.keymap import codebook_keys
from annotator.tui.offers import Moment
from annotator.tui.program import Program
from annotator.tui.screens.ghosting import Ghosting
from annotator.tui.screens.studying import Studying
from annotator.tui.session import Session
from annotator.tui.widgets.bars import StatusBar, TitleBar
from annotator.tui.widgets.claims import ClaimsPanel
from annotator.tui.widgets.footer import KeyBar
from annotator.tui.widgets.passage import Passage

if TYPE_CHECKING:
    from annotator.tui.screens.guiding import Guiding
    from annotator.tui.screens.windows import Windows

_WIDE = 120
"""From this width on the claims stand beside the text."""
_LOOK_S = 1.0
"""How often it is asked whether labels were changed elsewhere, which takes a microsecond."""
_HIGH = 36
"""From this height on there is room for more of each claim under the text."""


class _Work(Container):
    """The room that text and claims fill between them."""

    BLANK = True


class LabellingScreen(Screen[None]):
    """One article, one sentence lit, its claims, and the keys.

    Args:
        session: The annotator's session, resumed at a sentence.
    """

    BLANK = True
    """Its parts cover all of it, so there is nothing to paint of its own."""
    BINDINGS: ClassVar = bindings("screen")
    COMMANDS: ClassVar = {Commands}
    AUTO_FOCUS = "Passage"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-low"), (20, "-normal")]

    title_bar = getters.query_one(TitleBar)
    passage = getters.query_one(Passage)
    panel = getters.query_one(ClaimsPanel)
    status = getters.query_one(StatusBar)
    keys = getters.query_one(KeyBar)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.desk = session.desk
        self._cards = Cards(session.desk, session.looks, session.names, session.keymap)
        self._ghosting = Ghosting(self, session, self.redraw)
        self._studying = Studying(self, session, self._ghosting, self.redraw)
        self._hints = cache(lambda now: view.hints(session.desk.codebook, session.looks, now, session.keymap))
        self._counting = Counting(codebook_keys(session.desk.codebook))
        self._begun = False
        self._caught_up = 0
        rebind(self, session.keymap)
        for key, binding in codebook_bindings(session.desk.codebook).items():
            # The codebook wins over a key of our own; the palette reaches each of ours as well.
            self._bindings.key_to_bindings[key] = [binding]

    @cached_property
    def _windows(self) -> Windows:
        from annotator.tui.screens.windows import Windows  # 15 ms, which no first sentence need wait for

        return Windows(self, self.session, self.redraw)

    @cached_property
    def _guiding(self) -> Guiding:
        from annotator.tui.screens.guiding import Guiding  # likewise

        return Guiding(self, self.session, self.redraw)

    def compose(self) -> ComposeResult:
        """Title, text and claims, state, keys."""
        yield TitleBar()
        with _Work(id="work"):
            taken = set(codebook_bindings(self.desk.codebook))
            yield Passage(self.session.looks, taken=taken, keymap=self.session.keymap, times=self._times)
            yield ClaimsPanel(taken=taken, keymap=self.session.keymap)
        yield StatusBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the sentence at which the annotator stopped."""
        self.panel.border_title = "Claims"
        self.passage.drawn = lambda article: self.desk.blind.veil(article).text
        self.passage.words_changed = self.redraw_bars
        self.redraw()
        # Widths are known after the first pass, and the text is on the screen after the second one.
        self.call_after_refresh(self.call_after_refresh, self._begin)

    def _begin(self) -> None:
        """Do what the first sentence need not wait for."""
        self._begun = True
        self.session.look_for_end()
        self._guiding.greet()
        self.redraw()
        self.set_interval(_LOOK_S, self._look_elsewhere)

    def _look_elsewhere(self) -> None:
        """Show what was saved elsewhere, such as a sentence that a lead has called back; not behind a window."""
        if self.is_current and self.session.catch_up():
            self.redraw()

    def on_resize(self) -> None:
        """Fold the claims to the new width."""
        self.call_after_refresh(self.redraw)

    # Showing ----------------------------------------------------------------------------------------------------------

    @property
    def lit(self) -> Field | None:
        """The field of a claim that keys change; none, unless claims are edited in place."""
        return None

    def redraw(self) -> None:
        """Show what is on the desk, and what the last call has to tell."""
        session, desk = self.session, self.desk
        if self._begun:
            self._studying.look()
        ghost = session.suggested.ghost
        if self._caught_up != desk.catching_up.times:
            self._caught_up = desk.catching_up.times
            self.passage.draw_anew()
        self.passage.show(
            desk.passage, desk.index, desk.claim_id, ghost.spans if ghost else (), takes=bool(ghost and ghost.pending)
        )
        self.passage.show_guesses(self._studying.guesses)
        self.title_bar.show(view.whereabouts(desk))
        roomy = self.size.width >= _WIDE or self.size.height >= _HIGH
        first = self._ghosting.lines(self.panel.cells, roomy=roomy)
        self.panel.show(
            self._cards.lines(self.panel.cells, roomy=roomy, adding=session.adding, first=first, lit=self.lit), self.lit
        )
        self.redraw_bars()
        if session.failure is not None:
            failure, session.failure = session.failure, None
            self.app.clear_notifications()
            self.notify(failure.message, title="Not saved", severity="error", timeout=10, markup=False)
        if session.at_end:
            session.at_end = False
            self._windows.finished(self.call_action)

    def redraw_bars(self) -> None:
        """Show the state of the sentence, and the keys that do something now."""
        now, session = self.moment, self.session
        self.status.show(view.situation(self.desk, session.looks, now, session.saved), session.message)
        self.keys.show(self._hints(now))

    @property
    def moment(self) -> Moment:
        """What decides which keys are of use."""
        passage, desk = self.passage, self.desk
        return self.session.moment(
            passage.choice,
            passage.word,
            moves_ends=passage.moves_ends is not None,
            guessed=desk.sentence.end in passage.guesses,
        )

    @on(Passage.SentenceClicked)
    def _sentence_clicked(self, event: Passage.SentenceClicked) -> None:
        self.session.go_to(event.index)
        self.redraw()

    @on(Passage.EndsMoved)
    def _ends_moved(self, event: Passage.EndsMoved) -> None:
        self.session.change_claim(lambda claim: moves.set_spans(self.desk, claim, event.spans))
        self.redraw()

    @on(ClaimsPanel.ClaimClicked)
    def _claim_clicked(self, event: ClaimsPanel.ClaimClicked) -> None:
        self.desk.claim_id = event.claim
        self.redraw()

    @on(KeyBar.Pressed)
    def _key_clicked(self, event: KeyBar.Pressed) -> None:
        self.call_action(event.action)

    def call_action(self, action: str) -> None:
        """Do what a key does: an action of the text, of this screen, or of the program."""
        name = f"action_{action.partition('(')[0]}"
        owner = next((node for node in (self.passage, self) if hasattr(node, name)), self.app)
        self.app.call_next(self.app.run_action, action, owner)

    # Numbers ----------------------------------------------------------------------------------------------------------

    async def take_key(self, key: events.Key) -> bool:
        """Do what a key does to the text; no widget between it and this screen wants any."""
        app = self.app
        if app.focused is not self.passage or not isinstance(app, Program):
            return False
        if not await app.act(key.key, first=True) and not self._counts(key.key):
            await app.act(key.key, first=False)
        return True

    def on_key(self, event: events.Key) -> None:
        """A digit of a number goes no further."""
        if self._counts(event.key):
            event.stop()

    def _counts(self, key: str) -> bool:
        if not self._counting.press(key):
            return False
        self._tell_number()
        return True

    def action_times(self) -> None:
        """Begin a number."""
        self._counting.begin()
        self._tell_number()

    def _tell_number(self) -> None:
        self.session.say(f"{self._counting.typed or 'a number'} times: press a key that moves", "key")
        self.redraw_bars()

    def _times(self) -> int:
        """How often the key that was pressed is to move."""
        return self._counting.times()
