"""The codebook beside the text, the list of labels that its changes touch, and what a newcomer is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.screen import Screen

from annotator.desk.outdated import Outdated, confirm, outdated, reach, reasons_for
from annotator.errors import AnnotatorError
from annotator.store.codebooks import codebook_versions
from annotator.store.revisions import last_id
from annotator.tui.display import shown
from annotator.tui.guide import guide
from annotator.tui.modals.guidelines import Guidelines
from annotator.tui.modals.outdated import OutdatedList
from annotator.tui.session import Session

_GUIDED = "-guided"
"""The class of the screen while the codebook takes the place of the claims."""


class Guiding:
    """What one screen says about the codebook.

    Args:
        screen: The annotation screen.
        session: The annotator's session.
        redraw: Shows what is on the desk.
    """

    def __init__(self, screen: Screen[None], session: Session, redraw: Callable[[], None]) -> None:
        self._screen = screen
        self._session = session
        self._desk = session.desk
        self._redraw = redraw

    def guidelines(self) -> None:
        """The codebook, at the label at hand."""
        book, claim = self._desk.codebook, self._desk.claim
        at = f"stance:{claim.stance}" if claim else "claim"
        title = f"{shown(book.name)} {shown(book.version)}"
        self._screen.add_class(_GUIDED)
        self._screen.app.push_screen(
            Guidelines(title, guide(book, self._session.looks, self._session.keymap), at), self._put_away
        )

    def _put_away(self, _: object) -> None:
        self._screen.remove_class(_GUIDED)
        self._screen.call_after_refresh(self._redraw)

    def work_list(self) -> None:
        """The labels that a change of the codebook touches; where there is none the session says so."""
        found = self._outdated()
        if not found:
            if self._session.failure is None:
                version = shown(self._desk.codebook.version)
                self._session.say(f"no label of yours is touched by a change of the codebook, now {version}")
            self._redraw()
            return
        called = {
            document: each.title or each.source or document for document, each in self._desk.blind.titles().items()
        }
        if self._desk.blind.on:
            quotes = self._desk.blind.quotes(each.segment for each in found)
            found = [replace(each, quote=quotes[each.segment]) for each in found]
        window = OutdatedList(found, called, self._desk.codebook.version, self._confirm, self._session.keymap)
        self._screen.app.push_screen(window, self._go)

    def keep(self) -> None:
        """Let the label at hand stand under the codebook as it is now."""
        session, desk = self._session, self._desk
        sentence = desk.sentence
        reasons = self._reasons()
        if session.failure is None and not reasons:
            session.say("no change of the codebook touches this label", "warn")
        elif reasons and session.change(lambda: confirm(desk, sentence.key)):
            session.say(f"kept as it is under codebook {shown(desk.codebook.version)}")
        self._redraw()

    def greet(self) -> None:
        """Tell a newcomer of the practice, and whoever has labels to look at again of the list."""
        if not self._session.message.text:
            try:
                self._greet()
            except AnnotatorError as error:
                self._session.fail(error)

    def _greet(self) -> None:
        store = self._desk.project.store
        if last_id(store, self._desk.annotator) is None:
            quit_key = self._session.keymap.sign("quit")
            self._session.say(f"New here? Leave with {quit_key}, then: annotator practice", "key")
        elif len(codebook_versions(store)) > 1 and (found := self._outdated()):
            # That every sentence is finished would be half the truth.
            self._session.at_end = False
            many = f"{len(found)} labels" if len(found) > 1 else "1 label"
            key = self._session.keymap.sign("outdated")
            self._session.say(f"the codebook has changed: {key} lists {many} to look at again", "key")

    # Inside -----------------------------------------------------------------------------------------------------------

    def _outdated(self) -> list[Outdated]:
        try:
            return outdated(self._desk.project, self._desk.annotator)
        except AnnotatorError as error:
            self._session.fail(error)
            return []

    def _reasons(self) -> list[str]:
        try:
            return [reason.said for reason in reasons_for(self._desk, self._desk.sentence)]
        except AnnotatorError as error:
            self._session.fail(error)
            return []

    def _confirm(self, segment: str) -> None:
        """Called from the window; the session shows the time of the save when it closes."""
        saved = confirm(self._desk, segment)
        self._session.change(lambda: saved)
        self._session.say(f"kept as it is under codebook {shown(self._desk.codebook.version)}")

    def _go(self, chosen: Outdated | None) -> None:
        if chosen is not None:
            self._session.go(lambda: reach(self._desk, chosen), "the sentence is gone: it was cut or joined")
            if self._session.failure is None and self._desk.sentence.key == chosen.segment:
                said = shown(chosen.reasons[0].said)
                self._session.say(f"{said}: change it, or {self._session.keymap.sign('keep')} keeps it", "key")
        self._redraw()
