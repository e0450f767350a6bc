"""The screen of the agreement report: its pages, the work that runs beside it, and what keys do.

Workers only post what they found; what is on the screen changes in the handlers of these messages alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from annotator.desk.agreement.model import Sampling
from annotator.desk.project import Project
from annotator.errors import AnnotatorError
from annotator.tui.agreement.bars import HeadBar, TabBar
from annotator.tui.agreement.beside import Ask, beside
from annotator.tui.agreement.bound import bindings, hint
from annotator.tui.agreement.case_screen import CaseScreen, copy_place
from annotator.tui.agreement.help import ReportHelp
from annotator.tui.agreement.measuring import STEPS, Measured, measure, seek
from annotator.tui.agreement.page import Page
from annotator.tui.agreement.pages import Pages
from annotator.tui.agreement.seeking import Sought
from annotator.tui.agreement.views.base import ToCase, ToDisputes, ToLayer, ToPair, View, Way
from annotator.tui.agreement.views.layer import LayerView
from annotator.tui.agreement.views.messages import FailureView, NothingView, StoppedView, WaitingView
from annotator.tui.display import shown
from annotator.tui.stances import Looks
from annotator.tui.states import Hint
from annotator.tui.widgets.footer import KeyBar

_REPORT = "agreement-report"
_SEEK = "agreement-disputes"
_MOST_NAMES = 8


class ReportScreen(Screen[None]):
    """Makes a report, and shows it page by page.

    Args:
        project: The open project; workers open it anew.
        annotators: Whose labels count; everyone's where empty.
        sampling: How intervals are made.
    """

    BINDINGS: ClassVar = bindings("report")
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-normal"), (30, "-tall")]

    head = getters.query_one(HeadBar)
    tabs = getters.query_one(TabBar)
    page = getters.query_one(Page)
    keys = getters.query_one(KeyBar)

    @dataclass
    class Advanced(Message):
        """A part of the report is done."""

        done: int

        def can_replace(self, message: Message) -> bool:
            """The last one says all."""
            return isinstance(message, ReportScreen.Advanced)

    def __init__(self, project: Project, annotators: Sequence[str], sampling: Sampling) -> None:
        super().__init__()
        self._project = project
        self._annotators = tuple(annotators)
        self._sampling = sampling
        self._looks = Looks(project.codebook)
        self._measured: Measured | None = None
        self._report: Pages | None = None
        self._instead: View | None = None
        """What is shown instead of the report; None while the report is."""
        self._clock: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, pages, the page at hand, keys."""
        yield HeadBar()
        yield TabBar()
        yield Page()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to measure."""
        self._clock = self.set_interval(1, self._tick, pause=True)
        self._begin()

    @property
    def pages(self) -> Pages | None:
        """The pages; None while something else is shown."""
        return None if self._instead else self._report

    @property
    def view(self) -> View:
        """The page at hand."""
        if self._instead is not None or self._report is None:
            return self._instead or StoppedView()
        return self._report.view

    # Work beside the screen -------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._wait(WaitingView(STEPS))
        self.run_worker(
            self._measure(), name="report", description="", group=_REPORT, exclusive=True, exit_on_error=False
        )

    def _wait(self, instead: View | None) -> None:
        """Show something instead of the report, or the report again."""
        self._instead = instead
        if self._clock is not None:
            (self._clock.resume if isinstance(instead, WaitingView) else self._clock.pause)()
        self.redraw()

    def _tick(self) -> None:
        if isinstance(self._instead, WaitingView):
            self._instead.seconds += 1
            self.page.redraw()

    async def _measure(self) -> None:
        def work(ask: Ask) -> Measured:
            def on_step(done: int) -> None:
                ask()
                self.post_message(self.Advanced(done))

            return measure(self._project.root, self._annotators, self._sampling, on_step)

        self._made(await beside(work))

    async def _seek(self, measured: Measured, sought: Sought) -> None:
        findings = await beside(partial(seek, self._project.root, measured.material, sought))
        if self._report is not None and self._report.disputes.sought == sought:
            self._report.disputes.show(findings, sought)
            self.redraw()

    def _made(self, measured: Measured) -> None:
        before = self._report.at if self._report else 0
        self._measured = measured
        self._report = None if measured.nothing else Pages(measured, self._looks)
        if self._report is not None:
            self._report.jump(before)
        self._wait(NothingView(measured.nothing) if measured.nothing else None)

    @on(Advanced)
    def _advanced(self, event: Advanced) -> None:
        if isinstance(self._instead, WaitingView) and event.done > self._instead.done:
            self._instead.done = event.done
            self.page.redraw()

    @on(Worker.StateChanged)
    def _failed(self, event: Worker.StateChanged) -> None:
        """Tell that a worker failed."""
        error = event.worker.error
        if event.state is not WorkerState.ERROR or error is None:
            return
        message, remedy = told(error)
        if event.worker.group == _SEEK and self._report is not None:
            self._report.disputes.fail(f"{message}; {remedy}" if remedy else message)
            self.redraw()
        else:
            self._wait(FailureView(message, remedy))

    # Showing ----------------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Show the page at hand."""
        self.page.show(self.view)
        self.tabs.display = self.pages is not None
        if self.pages is not None:
            self.tabs.show(self.pages.tabs, self.pages.at)
        people = self._measured.report.people if self._measured else ()
        names = ", ".join(person.name for person in people)
        names = f"{len(people)} annotators" if len(people) > _MOST_NAMES else names
        self.head.show(
            [(f" {shown(self._project.name)}", "title"), ("   agreement", "soft")], [(f"{shown(names)} ", "soft")]
        )
        self.keys.show(self._hints())

    def _hints(self) -> list[Hint]:
        """The keys that do something now."""
        pages = self.pages
        hints: list[Hint] = []
        if pages is not None:
            here = ("overview", *pages.layers, "disputes", "parts", "again")[pages.at]
            hints += [hint("next-page")]
            hints += [hint("page-line-down")] if self.page.can_move else []
            hints += [hint("page-take")] if self.view.take() is not None else []
            hints += [hint("report-back")] if pages.has_way_back else []
            hints += [hint("widen")] if self._filtered else []
            hints += [hint("report-copy")] if self.view.place() else []
            hints += [hint(name) for name in ("overview", "disputes", "parts") if name != here]
            hints += [hint("all-figures")] if isinstance(self.view, LayerView) else []
        waiting = isinstance(self._instead, WaitingView)
        if waiting:
            hints += [hint("report-back", "stop")]
        elif self._instead is not None and self._report is not None:
            hints += [hint("report-back", "the report before")]
        hints += [] if waiting else [hint("again")]
        return [*hints, hint("report-quit"), hint("report-help")]

    @property
    def _filtered(self) -> bool:
        return self.pages is not None and self.view is self.pages.disputes and bool(self.pages.disputes.sought)

    @on(TabBar.Chosen)
    def _tab_clicked(self, event: TabBar.Chosen) -> None:
        self._go_to(event.index)

    @on(Page.Taken)
    def _spot_clicked(self) -> None:
        self.action_take()

    @on(KeyBar.Pressed)
    def _key_clicked(self, event: KeyBar.Pressed) -> None:
        self.app.call_next(self.app.run_action, event.action, self)

    def _go_to(self, place: int) -> None:
        if self.pages is not None:
            self.pages.jump(place)
            self.redraw()

    # Keys -------------------------------------------------------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        """Go to the next page, or to the one before."""
        if self.pages is not None:
            self._go_to(self.pages.at + step)

    def action_open(self, name: str) -> None:
        """Go to a page by its name."""
        if self.pages is not None:
            self._go_to(self.pages.place_of(name))

    def action_back(self) -> None:
        """Go back one level; stop measuring, or leave what is shown instead of the report before."""
        if isinstance(self._instead, WaitingView):
            self.workers.cancel_group(self, _REPORT)
            self._wait(None if self._report else StoppedView())
        elif self._instead is not None and self._report is not None:
            self._wait(None)
        elif self.pages is not None and self.pages.has_way_back:
            if self._filtered:
                self.workers.cancel_group(self, _SEEK)
                self._show_all()
            self.pages.back()
            self.redraw()

    def action_copy(self) -> None:
        """Copy where the sentence under the cursor stands."""
        if self.pages is not None:
            copy_place(self.app, self.view.place())

    def action_layer(self, number: int) -> None:
        """Go to a layer by its number from 0."""
        if self.pages is not None and number < len(self.pages.layers):
            self._go_to(self.pages.place_of(self.pages.layers[number]))

    def action_move(self, across: int, down: int) -> None:
        """Move the cursor, or scroll."""
        self.page.move(across, down)
        self.keys.show(self._hints())

    def action_scroll(self, step: int) -> None:
        """Scroll by a screenful."""
        self.page.turn(step)

    def action_ends(self, step: int) -> None:
        """Go to the top or to the bottom."""
        self.page.to_end(step)

    def action_all_figures(self) -> None:
        """Show every coefficient of a layer, or the usual ones."""
        if isinstance(self.view, LayerView):
            self.view.every = not self.view.every
            self.page.redraw()

    def action_take(self) -> None:
        """Open what is under the cursor."""
        way = self.view.take()
        if way is not None and self.pages is not None:
            self._follow(way, self.pages)

    def _follow(self, way: Way, pages: Pages) -> None:
        if isinstance(way, ToDisputes):
            pages.follow("disputes")
            self.show_disputes(way.sought)
        elif isinstance(way, ToCase):
            disputes = pages.disputes
            self.app.push_screen(
                CaseScreen(self._project, self._looks, disputes.cases, way.index, disputes.words), self._came_back
            )
        else:
            if isinstance(way, ToLayer):
                pages.follow(pages.layers[way.number])
            elif isinstance(way, ToPair):
                pages.follow_pair(way.layer, way.people)
            self.redraw()

    def _came_back(self, index: int | None) -> None:
        """The cursor of the list stands on the sentence that was looked at last."""
        if self.pages is not None and index is not None:
            self.pages.disputes.choose(index)
            self.redraw()

    def show_disputes(self, sought: Sought) -> None:
        """Show the disputes that a filter lets through; those of the report without one."""
        if self.pages is None or self._measured is None:
            return
        self.workers.cancel_group(self, _SEEK)
        if sought:
            self.pages.disputes.seek(sought)
            work = self._seek(self._measured, sought)
            self.run_worker(work, name="disputes", description="", group=_SEEK, exclusive=True, exit_on_error=False)
        else:
            self._show_all()
        self.redraw()

    def _show_all(self) -> None:
        if self._report is not None and self._measured is not None:
            self._report.disputes.show(self._measured.findings, Sought())

    def action_widen(self) -> None:
        """Drop the filter that was set last."""
        if self._filtered and self.pages is not None:
            self.show_disputes(self.pages.disputes.sought.wider())

    def action_again(self) -> None:
        """Measure again."""
        if not isinstance(self._instead, WaitingView):
            self._begin()

    def action_help(self) -> None:
        """Show the help."""
        self.app.push_screen(ReportHelp())

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()


def told(error: BaseException) -> tuple[str, str]:
    """What to say of an error: its own message and hint, or its kind where it is none of ours."""
    if isinstance(error, AnnotatorError):
        return error.message, error.hint or ""
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return said, "look at the project with: annotator doctor"
