"""The annotation screen: hands keys to the session and shows what the session says.

It holds no labels of its own; after each key everything is read from the desk again. All text that is shown goes
through runs, never through markup.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from annotator.desk.choosing import Choice
from annotator.records.labels import AUTHOR, Claim
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.tui import moves, view
from annotator.tui.bind import bindings, codebook_bindings
from annotator.tui.cards import Cards
from annotator.tui.commands import Commands
from annotator.tui.modals.choose import Answer, AnswerPicker
from annotator.tui.modals.documents import DocumentPicker
from annotator.tui.modals.finished import Finished, finished_counts
from annotator.tui.modals.goto import GoTo
from annotator.tui.modals.help import Help
from annotator.tui.modals.note import NoteEditor
from annotator.tui.modals.speaker import NOBODY, SpeakerPicker
from annotator.tui.offers import Moment
from annotator.tui.paint import Line
from annotator.tui.session import Session
from annotator.tui.widgets.bars import StatusBar, TitleBar
from annotator.tui.widgets.claims import ClaimsPanel
from annotator.tui.widgets.footer import KeyBar
from annotator.tui.widgets.passage import Passage

_WIDE = 120
"""From this width on the claims stand beside the text."""


class AnnotateScreen(Screen[None]):
    """One article, one sentence lit, its claims, and the keys.

    Args:
        session: The annotator's session, resumed at a sentence.
    """

    BINDINGS: ClassVar = bindings("screen")
    COMMANDS: ClassVar = {Commands}
    AUTO_FOCUS = "Passage"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-low"), (20, "-normal"), (36, "-high")]

    title_bar = getters.query_one(TitleBar)
    passage = getters.query_one(Passage)
    panel = getters.query_one(ClaimsPanel)
    status = getters.query_one(StatusBar)
    keys = getters.query_one(KeyBar)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.desk = session.desk
        self._cards = Cards(session.desk, session.looks, session.names)
        for key, binding in codebook_bindings(session.desk.codebook).items():
            # The codebook wins over a key of our own; each of ours can be reached through the palette as well.
            self._bindings.key_to_bindings[key] = [binding]

    def compose(self) -> ComposeResult:
        """Title, text and claims, state, keys."""
        yield TitleBar()
        with Container(id="work"):
            yield Passage(self.session.looks, taken=set(codebook_bindings(self.desk.codebook)))
            yield ClaimsPanel()
        yield StatusBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the sentence at which the annotator stopped."""
        self.panel.border_title = "Claims"
        self.call_after_refresh(self._begin)

    def on_resize(self) -> None:
        """Fold the claims to the new width."""
        self.call_after_refresh(self.redraw)

    def _begin(self) -> None:
        if self.desk.passage.is_done(self.desk.sentence.key):
            self.session.look_for_end()
        self.redraw()

    # Showing ----------------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Show what is on the desk."""
        session, desk = self.session, self.desk
        self.passage.show(desk.passage, desk.index, desk.claim_id)
        now = self.moment
        self.title_bar.show(view.whereabouts(desk))
        roomy = self.size.width >= _WIDE or self.size.height >= 36
        self.panel.show(self._cards.lines(self.panel.cells, roomy=roomy, adding=session.adding))
        self.status.show(view.situation(desk, session.looks, now, session.saved), session.message)
        self.keys.show(view.hints(desk.codebook, session.looks, now))
        if session.failure is not None:
            failure, session.failure = session.failure, None
            self.notify(failure.message, title="Not saved", severity="error", timeout=10, markup=False)
        if session.at_end:
            session.at_end = False
            self.app.push_screen(Finished(*finished_counts(desk)), self._leave_end)

    @property
    def moment(self) -> Moment:
        """What decides which keys are of use."""
        return self.session.moment(self.passage.choice, self.passage.word)

    @on(Passage.WordsChanged)
    def _words_changed(self) -> None:
        self.status.show(
            view.situation(self.desk, self.session.looks, self.moment, self.session.saved), self.session.message
        )
        self.keys.show(view.hints(self.desk.codebook, self.session.looks, self.moment))

    @on(Passage.SentenceClicked)
    def _sentence_clicked(self, event: Passage.SentenceClicked) -> None:
        self.session.go(lambda: self.desk.go_to(event.index), "")
        self.redraw()

    @on(ClaimsPanel.ClaimClicked)
    def _claim_clicked(self, event: ClaimsPanel.ClaimClicked) -> None:
        self.desk.claim_id = event.claim
        self.redraw()

    @on(KeyBar.Pressed)
    async def _key_clicked(self, event: KeyBar.Pressed) -> None:
        await self.press(event.action)

    async def press(self, action: str) -> None:
        """Do what a key does: an action of the text, of the program, or of this screen."""
        name = action.partition("(")[0]
        place = self.passage if hasattr(self.passage, f"action_{name}") else self
        await self.app.run_action(action, place if hasattr(place, f"action_{name}") else self.app)

    # Reading ----------------------------------------------------------------------------------------------------------

    def action_next_sentence(self) -> None:
        """Go to the next sentence."""
        self.session.go(self.desk.next, "this is the last sentence")
        self.redraw()

    def action_previous_sentence(self) -> None:
        """Go to the sentence before."""
        self.session.go(self.desk.previous, "this is the first sentence")
        self.redraw()

    def action_first_sentence(self) -> None:
        """Go to the first sentence of the article."""
        self._go_to(0)

    def action_last_sentence(self) -> None:
        """Go to the last sentence of the article."""
        self._go_to(len(self.desk.passage.sentences) - 1)

    def _go_to(self, index: int) -> None:
        self.session.go(lambda: self.desk.go_to(index), f"there is no sentence {index + 1}")
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
        self.passage.page(step)

    def action_go_to(self) -> None:
        """Ask for a number, and go there."""
        window = GoTo(self.desk.index + 1, len(self.desk.passage.sentences))
        self.app.push_screen(window, lambda number: self._go_to(number - 1) if number else None)

    def action_documents(self) -> None:
        """Choose another article."""
        self.app.push_screen(DocumentPicker(self.desk), self._open)

    def _open(self, document: str | None) -> None:
        if document is not None:
            self.session.go(lambda: self.desk.open(document), "this article has no sentence to annotate")
            self.redraw()

    # Deciding ---------------------------------------------------------------------------------------------------------

    def action_stance(self, index: int) -> None:
        """Press the key of a stance; a new claim on chosen words asks for its speaker."""
        asks = self.session.stance(index, self.passage.choice)
        self.passage.release()
        self.redraw()
        if asks:
            self.action_speaker()

    def action_no_claim(self) -> None:
        """There is no claim: finish and go on."""
        self.session.no_claim()
        self.redraw()

    def action_skip(self) -> None:
        """It cannot be judged: finish and go on."""
        self.session.skip()
        self.redraw()

    # Words ------------------------------------------------------------------------------------------------------------

    def action_let_go(self) -> None:
        """Let go of what was begun: one more claim, chosen words, the word cursor."""
        if self.session.adding:
            self.session.adding = False
        elif self.passage.choice is not None:
            self.passage.release()
        elif self.passage.cursor is not None:
            self.passage.hide_cursor()
        self.redraw()

    # Claims -----------------------------------------------------------------------------------------------------------

    def action_next_claim(self) -> None:
        """Go to the next claim of the sentence."""
        if moves.next_claim(self.desk) is None:
            self.session.say("no claim here yet: press a stance key first", "warn")
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
        text = self.desk.passage.document.text

        def add(claim: Claim, words: Span) -> Revision | None:
            spans = moves.join_words(text, claim, words)
            return None if spans == claim.spans else self.desk.change_claim(claim.id, spans=spans)

        self._with_words(add)

    def _with_words(self, work: Callable[[Claim, Span], Revision | None]) -> None:
        words = self.passage.choice
        if words is None:
            self.session.say("choose the words first: shift with an arrow, or v", "warn")
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
            self.session.change_claim(
                lambda claim: self.desk.change_claim(claim.id, mention=None if claim.mention == words else words)
            )
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

    # Windows ----------------------------------------------------------------------------------------------------------

    def action_speaker(self) -> None:
        """Ask who makes the claim."""
        self._pick_speaker("Who makes claim", lambda claim, choice: self.session.set_speaker(claim.id, choice))

    def action_via(self) -> None:
        """Ask who passes the claim on."""
        self._pick_speaker(
            "Who passes on claim",
            lambda claim, choice: self.session.set_via(claim.id, None if choice is NOBODY else choice),
            via=True,
        )

    def _pick_speaker(self, question: str, take: Callable[[Claim, Choice], None], *, via: bool = False) -> None:
        claim = self.desk.claim
        if claim is None:
            self.session.change_claim(lambda _: None)
            self.redraw()
            return
        number = [each.id for each in self.desk.label.claims].index(claim.id) + 1
        look = self.session.looks.of(claim.stance)
        heading: Line = [
            (f"{question} {number}?", "title"),
            (f"   {look.sign} {look.word}", look.colour),
            (f"   now: {self.session.names.of_claim(claim)}", "soft"),
        ]
        window = SpeakerPicker(
            self.desk,
            heading,
            without=(AUTHOR, claim.speaker) if via else (),
            nobody=via and claim.via is not None,
            leave="leave as it is",
        )

        def taken(choice: Choice | None) -> None:
            if choice is not None:
                take(claim, choice)
                self.redraw()

        self.app.push_screen(window, taken)

    def action_attribute(self, index: int) -> None:
        """Ask one of the codebook's further questions."""
        name, attribute = list(self.desk.codebook.attributes.items())[index]
        claim = self.desk.claim
        if claim is None:
            self.session.change_claim(lambda _: None)
            self.redraw()
            return

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                self.session.set_answer(claim.id, name, answer.value)
                self.redraw()

        self.app.push_screen(AnswerPicker(name, attribute, claim.attributes.get(name)), taken)

    def action_note(self) -> None:
        """Edit the note."""

        def taken(note: str | None) -> None:
            if note is not None:
                self.session.set_note(note)
                self.redraw()

        self.app.push_screen(NoteEditor(self.desk.label.note, self.desk.index + 1), taken)

    def action_help(self) -> None:
        """Show all keys and the codebook."""
        self.app.push_screen(Help(self.desk.codebook, self.session.looks))

    async def _leave_end(self, action: str | None) -> None:
        if action is not None:
            await self.press(action)

    # The rest ---------------------------------------------------------------------------------------------------------

    def action_flag(self) -> None:
        """Flag the sentence, or take the flag away."""
        self.session.change(self.desk.toggle_flag)
        self.redraw()

    def action_undo(self) -> None:
        """Take back the last change."""
        self.session.undo()
        self.redraw()

    def action_redo(self) -> None:
        """Bring back what was taken back."""
        self.session.redo()
        self.redraw()

    def action_quit(self) -> None:
        """Leave; everything is saved."""
        self.app.exit()
