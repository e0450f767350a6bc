"""A disputed sentence: the text around it as one annotator marked it, and everybody's claims set against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, getters, on
from textual.app import App, ComposeResult
from textual.screen import Screen

from annotator.desk.passage import open_passage
from annotator.desk.project import Project
from annotator.errors import AnnotatorError
from annotator.records.identifiers import parse_segment_key
from annotator.tui.agreement.bars import HeadBar, TabBar, tab_of
from annotator.tui.agreement.bound import bindings, hint
from annotator.tui.agreement.cases import Case
from annotator.tui.agreement.help import ReportHelp
from annotator.tui.agreement.page import Page
from annotator.tui.agreement.views.case import CaseView
from annotator.tui.display import shown
from annotator.tui.stances import Looks
from annotator.tui.states import Hint, Run
from annotator.tui.widgets.footer import KeyBar
from annotator.tui.widgets.passage import Passage

_LEAST_TEXT = 6
"""Lines that the text keeps, whatever is claimed."""


def copy_place(app: App[object], place: str) -> None:
    """Copy where a sentence stands, and show it, for terminals that let nobody copy."""
    if place:
        app.copy_to_clipboard(place)
        app.notify(place, title="Copied, where the terminal allows it", markup=False)


class Surroundings(Passage, can_focus=False):
    """The text, to be read only."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """No words are chosen here."""
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """No words are chosen here."""
        event.prevent_default()


class CaseScreen(Screen[int]):
    """One disputed sentence after the other; dismissed with the place of the last one.

    Args:
        project: The open project.
        looks: How stances are shown.
        cases: The list.
        index: Where to begin.
        among: The filter of the list in words; empty where there is none.
    """

    BINDINGS: ClassVar = bindings("case")
    AUTO_FOCUS = ""

    head = getters.query_one(HeadBar)
    passage = getters.query_one(Surroundings)
    claims = getters.query_one(Page)
    whose = getters.query_one(TabBar)
    keys = getters.query_one(KeyBar)

    def __init__(self, project: Project, looks: Looks, cases: Sequence[Case], index: int, among: str) -> None:
        super().__init__()
        self._project = project
        self._looks = looks
        self._cases = cases
        self._index = index
        self._among = among
        self._reader = ""

    def compose(self) -> ComposeResult:
        """Where we are, the text, the claims, the keys."""
        yield HeadBar()
        yield Surroundings(self._looks)
        yield TabBar()
        yield Page()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the sentence."""
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Share out the height anew."""
        self.call_after_refresh(self.redraw)

    @property
    def case(self) -> Case:
        """The sentence at hand."""
        return self._cases[self._index]

    @property
    def readers(self) -> list[str]:
        """Everyone who finished it."""
        return [said.annotator for said in self.case.dispute.said]

    def redraw(self) -> None:
        """Show the sentence at hand, as the annotator at hand marked it."""
        if self._reader not in self.readers:
            self._reader = self.readers[0]
        dispute = self.case.dispute
        count: list[Run] = [
            (" Sentence ", "soft"),
            (str(self._index + 1), "ink bold"),
            (f"/{len(self._cases)}", "soft"),
        ]
        count += [(f"   {self._among}", "key")] if self._among else []
        self.head.show([*count, (f"   {shown(dispute.title)}", "title")], [(f"score {dispute.score:.2f} ", "soft")])
        self._show_claims()
        self._show_text()
        self._tell_keys()

    def _tell_keys(self) -> None:
        """Offer the keys that do something, now and once everything has its place."""
        self.keys.show(self._hints())
        self.call_after_refresh(lambda: self.keys.show(self._hints()))

    def _hints(self) -> list[Hint]:
        names = ["next-dispute"] if self._index + 1 < len(self._cases) else []
        names += ["previous-dispute"] if self._index else []
        names += ["next-reader", "case-leave", "case-copy"]
        text = self.passage
        names += ["text-down"] if text.scroll_y < text.max_scroll_y else ["text-up"] if text.scroll_y > 0 else []
        names += ["claims-down"] if self.claims.goes(1) else ["claims-up"] if self.claims.goes(-1) else []
        return [hint(name) for name in (*names, "case-quit", "case-help")]

    @property
    def _claim_lines(self) -> int:
        """How many lines the claims may have: the text keeps some."""
        room = self.size.height - 3 - _LEAST_TEXT
        return max(3, min(self.claims.line_count, room, max(8, round(self.size.height * 0.6))))

    def _show_claims(self) -> None:
        self.claims.show(CaseView(self.case, self._looks, self._reader))
        self.claims.styles.height = self._claim_lines
        self.whose.show([tab_of(name) for name in self.readers], self.readers.index(self._reader), "as marked by ")

    def _show_text(self) -> None:
        dispute = self.case.dispute
        try:
            article = open_passage(self._project.store, self._reader, dispute.document, self._project.roles)
        except AnnotatorError as error:
            self.notify(shown(error.message), title="The text cannot be read", severity="error", markup=False)
            return
        # Who cut the sentence differently has none with its ends: the one that stands where it begins is lit.
        place = article.number_at(parse_segment_key(dispute.segment)[1]) - 1
        self.passage.show(article, min(place, len(article.sentences) - 1), None)

    @on(TabBar.Chosen)
    def _reader_clicked(self, event: TabBar.Chosen) -> None:
        self._reader = self.readers[event.index]
        self.redraw()

    @on(KeyBar.Pressed)
    def _key_clicked(self, event: KeyBar.Pressed) -> None:
        self.app.call_next(self.app.run_action, event.action, self)

    # Keys -------------------------------------------------------------------------------------------------------------

    def action_go(self, step: int) -> None:
        """Go to the next sentence, or to the one before."""
        wanted = self._index + step
        if 0 <= wanted < len(self._cases):
            self._index = wanted
            self.redraw()
        else:
            self.app.bell()

    def action_reader(self, step: int) -> None:
        """Show the text as another annotator marked it."""
        names = self.readers
        self._reader = names[(names.index(self._reader) + step) % len(names)]
        self.redraw()

    def action_text(self, step: int) -> None:
        """Scroll the text."""
        self.passage.scroll_relative(y=step, animate=False)
        self._tell_keys()

    def action_claims(self, step: int) -> None:
        """Scroll the claims."""
        self.claims.turn(step)
        self._tell_keys()

    def action_copy(self) -> None:
        """Copy where the sentence stands."""
        copy_place(self.app, self.case.place)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(self._index)

    def action_help(self) -> None:
        """Show the help."""
        self.app.push_screen(ReportHelp())

    def action_quit(self) -> None:
        """Leave the report."""
        self.app.exit()
