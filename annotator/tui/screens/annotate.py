"""The annotation screen: hands keys to the session and shows what the session says.

It holds no labels of its own; after each key everything is read from the desk again. All text that is shown goes
through runs, never through markup.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from annotator.records.labels import Claim
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.tui import moves, view
from annotator.tui.bind import bindings, codebook_bindings, rebind
from annotator.tui.cards import Cards
from annotator.tui.commands import Commands
from annotator.tui.counting import Counting
from annotator.tui.keymap import codebook_keys
from annotator.tui.offers import Moment
from annotator.tui.screens.ghosting import GhostActions, Ghosting
from annotator.tui.screens.guiding import Guiding
from annotator.tui.screens.windows import Windows
from annotator.tui.session import Session
from annotator.tui.widgets.bars import StatusBar, TitleBar
from annotator.tui.widgets.claims import ClaimsPanel
from annotator.tui.widgets.footer import KeyBar
from annotator.tui.widgets.passage import Passage

_WIDE = 120
"""From this width on the claims stand beside the text."""
_HIGH = 36
"""From this height on there is room for more of each claim under the text."""


class AnnotateScreen(GhostActions, Screen[None]):
    """One article, one sentence lit, its claims, and the keys.

    Args:
        session: The annotator's session, resumed at a sentence.
    """

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
        self._windows = Windows(self, session, self.redraw)
        self._guiding = Guiding(self, session, self.redraw)
        self._ghosting = Ghosting(self, session, self.redraw)
        self._counting = Counting(codebook_keys(session.desk.codebook))
        rebind(self, session.keymap)
        for key, binding in codebook_bindings(session.desk.codebook).items():
            # The codebook wins over a key of our own; the palette reaches each of ours as well.
            self._bindings.key_to_bindings[key] = [binding]

    def compose(self) -> ComposeResult:
        """Title, text and claims, state, keys."""
        yield TitleBar()
        with Container(id="work"):
            taken = set(codebook_bindings(self.desk.codebook))
            yield Passage(self.session.looks, taken=taken, keymap=self.session.keymap, times=self._times)
            yield ClaimsPanel()
        yield StatusBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the sentence at which the annotator stopped."""
        self.panel.border_title = "Claims"
        self.session.look_for_end()
        self._guiding.greet()
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Fold the claims to the new width."""
        self.call_after_refresh(self.redraw)

    # Showing ----------------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Show what is on the desk, and what the last call has to tell."""
        session, desk = self.session, self.desk
        self._ghosting.look_for()
        ghost = session.suggested.ghost
        self.passage.show(
            desk.passage, desk.index, desk.claim_id, ghost.spans if ghost else (), takes=bool(ghost and ghost.pending)
        )
        self.title_bar.show(view.whereabouts(desk))
        roomy = self.size.width >= _WIDE or self.size.height >= _HIGH
        first = self._ghosting.lines(self.panel.cells, roomy=roomy)
        self.panel.show(self._cards.lines(self.panel.cells, roomy=roomy, adding=session.adding, first=first))
        self.redraw_bars()
        if session.failure is not None:
            failure, session.failure = session.failure, None
            self.app.clear_notifications()
            self.notify(failure.message, title="Not saved", severity="error", timeout=10, markup=False)
        if session.at_end:
            session.at_end = False
            self._windows.finished(self.call_action)

    @on(Passage.WordsChanged)
    def redraw_bars(self) -> None:
        """Show the state of the sentence, and the keys that do something now."""
        now, session = self.moment, self.session
        self.status.show(view.situation(self.desk, session.looks, now, session.saved), session.message)
        self.keys.show(view.hints(self.desk.codebook, session.looks, now, session.keymap))

    @property
    def moment(self) -> Moment:
        """What decides which keys are of use."""
        passage = self.passage
        return self.session.moment(passage.choice, passage.word, moves_ends=passage.moves_ends is not None)

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

    def on_key(self, event: events.Key) -> None:
        """A digit of a number goes no further."""
        if self._counting.press(event.key):
            event.stop()
            self._tell_number()

    def action_times(self) -> None:
        """Begin a number."""
        self._counting.begin()
        self._tell_number()

    def _tell_number(self) -> None:
        self.session.say(f"{self._counting.typed or 'a number'} times: press a key that moves", "key")
        self.redraw_bars()

    def _times(self) -> int:
        """How often the key that was pressed is to move."""
        return self._counting.take() or 1

    # Reading ----------------------------------------------------------------------------------------------------------

    def action_next_sentence(self) -> None:
        """Go to the next sentence."""
        self.session.go_times(self.desk.next, self._times(), "this is the last sentence")
        self.redraw()

    def action_previous_sentence(self) -> None:
        """Go to the sentence before."""
        self.session.go_times(self.desk.previous, self._times(), "this is the first sentence")
        self.redraw()

    def action_first_sentence(self) -> None:
        """Go to the first sentence of the article."""
        self.session.go_to(0)
        self.redraw()

    def action_last_sentence(self) -> None:
        """Go to the last sentence of the article."""
        self.session.go_to(len(self.desk.passage.sentences) - 1)
        self.redraw()

    def action_finish(self) -> None:
        """Finish the sentence and go on."""
        self.session.finish()
        self.redraw()

    def action_next_unfinished(self) -> None:
        """Go to the next unfinished sentence."""
        self.session.go_unfinished()
        self.redraw()

    def action_page(self, step: int) -> None:
        """Scroll the text."""
        self.passage.page(step * self._times())

    def action_go_to(self) -> None:
        """Go to the number that was typed, or ask for one."""
        number = self._counting.take()
        if number is None:
            self._windows.go_to()
        else:
            self.session.go_to(number - 1)
            self.redraw()

    def action_documents(self) -> None:
        """Choose another article."""
        self._windows.documents()

    # Deciding ---------------------------------------------------------------------------------------------------------

    def action_stance(self, index: int) -> None:
        """Press the key of a stance; a new claim on chosen words asks for its speaker."""
        asks = self.session.stance(index, self.passage.choice)
        self.passage.release()
        self.redraw()
        if asks:
            self._windows.speaker()

    def action_no_claim(self) -> None:
        """There is no claim: finish and go on."""
        self.session.no_claim()
        self.redraw()

    def action_skip(self) -> None:
        """It cannot be judged: finish and go on."""
        self.session.skip()
        self.redraw()

    def action_repeat(self) -> None:
        """Decide as for the sentence finished last."""
        self.session.repeat(self.passage.choice)
        self.redraw()

    # Words and claims -------------------------------------------------------------------------------------------------

    def action_let_go(self) -> None:
        """Let go of what was begun: one more claim, chosen words, the word cursor."""
        if self.session.adding:
            self.session.adding = False
        elif self.session.suggested.pending is not None:
            self.session.suggested.let_go()
        elif self.passage.choice is not None or self.passage.moves_ends is not None:
            self.passage.release()
        elif self.passage.word is not None:
            self.passage.hide_cursor()
        self.redraw()

    def action_next_claim(self) -> None:
        """Go to the next claim of the sentence."""
        for _ in range(self._times()):
            self.session.next_claim()
        self.redraw()

    def action_ends(self) -> None:
        """Let the keys for words move the claim's end, or the other end of what is chosen."""
        self.passage.move_ends()
        end = self.passage.moves_ends
        if end is not None:
            self.session.say(f"the keys for words now move the {end} of the claim", "key")
        elif self.passage.choice is None:
            self.session.change_claim(lambda _: None)
        self.redraw()

    def action_add_claim(self) -> None:
        """Await the stance of one more claim."""
        self.session.adding = not self.session.adding
        self.redraw()

    def action_set_words(self) -> None:
        """Let the claim stand in the chosen words."""
        self._with_words(lambda claim, words: self.desk.change_claim(claim.id, spans=(words,)))

    def action_add_fragment(self) -> None:
        """Add the chosen words to the claim."""
        self._with_words(lambda claim, words: moves.add_words(self.desk, claim, words))

    def _with_words(self, work: Callable[[Claim, Span], Revision | None]) -> None:
        words = self.passage.choice
        if words is None:
            part, choose = (self.session.keymap.sign(name) for name in ("part", "choose"))
            self.session.say(f"choose the words first: shift with an arrow, {choose}, or {part}", "warn")
        else:
            self.session.change_claim(lambda claim: work(claim, words), unchanged="these words are part of it already")
            self.passage.release()
        self.redraw()

    def action_mention(self) -> None:
        """Mark the chosen words, or this word, as the speaker's name; marking them again takes it away."""
        words = self.passage.choice or self.passage.word
        if words is None:
            self.session.say("go to the speaker's name first: an arrow shows the word cursor", "warn")
        else:
            self.session.change_claim(lambda claim: moves.mark_mention(self.desk, claim, words))
            self.passage.release()
        self.redraw()

    def action_confidence(self) -> None:
        """Say how sure one is."""
        self.session.change_claim(
            lambda claim: self.desk.change_claim(claim.id, confidence=moves.next_confidence(claim.confidence))
        )
        self.redraw()

    def action_continues(self) -> None:
        """Let the claim carry on an earlier one."""
        self.session.change_claim(
            lambda claim: moves.set_continued(self.desk, claim), unchanged="there is no earlier claim in this article"
        )
        self.redraw()

    def action_delete_claim(self) -> None:
        """Delete the claim."""
        self.session.change_claim(lambda claim: self.desk.delete_claim(claim.id))
        self.redraw()

    def action_speaker(self) -> None:
        """Ask who makes the claim."""
        self._windows.speaker()

    def action_via(self) -> None:
        """Ask who passes the claim on."""
        self._windows.via()

    def action_attribute(self, index: int) -> None:
        """Ask one of the codebook's further questions."""
        self._windows.answer(index)

    # The rest ---------------------------------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Edit the note."""
        self._windows.note()

    def action_flag(self) -> None:
        """Flag the sentence, or take the flag away."""
        self.session.change(self.desk.toggle_flag)
        self.redraw()

    def action_cut(self) -> None:
        """Cut the sentence before the word under the cursor."""
        self.session.cut(self.passage.choice or self.passage.word)
        self.redraw()

    def action_join(self, step: int) -> None:
        """Join the sentence with its neighbour."""
        self.session.join(step)
        self.redraw()

    def action_role(self, step: int) -> None:
        """Ask what the sentence is, or the nearest piece before or behind it that is not read."""
        self._windows.role(step)

    def action_undo(self) -> None:
        """Take back the last change."""
        self.session.undo()
        self.redraw()

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        self.session.redo()
        self.redraw()

    def action_guidelines(self) -> None:
        """Read the codebook beside the text."""
        self._guiding.guidelines()

    def action_outdated(self) -> None:
        """List labels to look at again."""
        self._guiding.work_list()

    def action_keep(self) -> None:
        """The label stands under the changed codebook."""
        self._guiding.keep()

    def action_help(self) -> None:
        """Show all keys and the codebook."""
        self._windows.help()

    def action_quit(self) -> None:
        """Leave; everything is saved."""
        self.app.exit()
