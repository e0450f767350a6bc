"""A finder whose list is filled while a search runs beside it, with more about the marked line below the list."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult

from annotator.errors import AnnotatorError
from annotator.tui.display import shown
from annotator.tui.modals.finder import Finder
from annotator.tui.paint import Line
from annotator.tui.search.streaming import Search, Streaming
from annotator.tui.widgets.lines import Lines

T = TypeVar("T")


class SearchWindow(Finder[tuple[int, Sequence[str]]], Generic[T]):
    """Dismissed with the place of what was chosen, and the keys of all sentences that were listed."""

    DETAILS = 2
    """Lines below the list."""
    MOST = 1000
    """How many are listed at most."""

    def __init__(self, heading: Line, hints: Line, typed: str = "") -> None:
        super().__init__(heading, hints)
        self._given = heading
        self._typed_at_first = typed
        self._streaming: Streaming[T] = Streaming(lambda *news: self.call_later(self._arrived, *news))
        self._runs = False
        self._eager = False
        self._pending = False
        self.found: list[T] = []
        """What the search has found."""

    def compose(self) -> ComposeResult:
        """As every finder, with more about the marked line below the list."""
        for widget in super().compose():
            if widget.id == "hints":
                yield Lines([[]], id="meaning")
            yield widget

    def on_mount(self) -> None:
        """Begin with what is typed already."""
        if self._typed_at_first:
            self.entry.value = self._typed_at_first
            self.entry.cursor_position = len(self._typed_at_first)
        else:
            self.find("")

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._streaming.stop()

    def on_resize(self) -> None:
        """Fold what is said of the marked line to the width."""
        self.call_after_refresh(self.explain)

    @abstractmethod
    def listed(self) -> Sequence[T]:
        """What the list shows."""

    @abstractmethod
    def line(self, each: T, cells: int) -> Line:
        """One line of the list."""

    @abstractmethod
    def details(self, each: T, cells: int) -> list[Line]:
        """What is said of the marked line."""

    @abstractmethod
    def key(self, each: T) -> str:
        """The sentence that it leads to."""

    @abstractmethod
    def nothing(self) -> str:
        """What to say where nothing is listed, and nothing is being searched."""

    def search(self, search: Search[T]) -> None:
        """Begin a search, and forget what was found before."""
        self.found = []
        self._runs = True
        self._streaming.start(search, self.MOST)
        self.show()

    def drop(self) -> None:
        """Search nothing, and forget what was found before."""
        self._streaming.stop()
        self._runs = self._eager = False
        self.found = []
        self.show()

    def _arrived(self, found: list[T], done: bool, error: AnnotatorError | None) -> None:
        if not self.is_attached:
            return
        self.found += found
        self._runs = not done
        self.show(at=self.listing.at)
        if error is not None:
            self.refuse(error)
        if self._eager and (self.listed() or done):
            self._eager = False
            self.action_take()

    def action_take(self) -> None:
        """Take the marked line; the first one that comes where what was typed is still being looked for."""
        if self._pending or (self.awaits and not self.listed()):
            self._eager = True
        else:
            super().action_take()

    @property
    def awaits(self) -> bool:
        """Whether more may be found."""
        return self._pending or self._runs

    def refuse(self, error: AnnotatorError) -> None:
        """Say what is wrong with what was typed."""
        if not self.is_current:
            return
        if not self.listed():
            self.listing.show(0, lambda index, cells: [], at=0, empty=[(f"  {shown(error.message)}", "warn")])
        self._tell([[(shown(error.message), "warn")], [(shown(error.hint), "soft")]])

    def show(self, at: int = 0) -> None:
        """Show the list, and how long it is."""
        if not self.is_current:
            # Keys typed ahead may have closed the window before it was laid out.
            return
        listed = self.listed()
        count = f"   {len(listed)}" if listed or self.awaits else ""
        more = " and more: type another word" if len(self.found) >= self.MOST else " …" if self.awaits else ""
        self.query_one("#heading", Lines).show([[*self._given, (f"{count}{more}", "soft")]])
        said = "searching …" if self.awaits else self.nothing()
        self.listing.show(
            len(listed), lambda index, cells: self.line(listed[index], cells), at=at, empty=[(f"  {said}", "faint")]
        )
        self.explain()

    def action_move(self, step: int) -> None:
        """Mark another line, and say more of it."""
        super().action_move(step)
        self.explain()

    def result(self, index: int) -> tuple[int, Sequence[str]] | None:
        """What was chosen, and all that was listed."""
        listed = self.listed()
        return (index, [self.key(each) for each in listed]) if 0 <= index < len(listed) else None

    @property
    def marked(self) -> T | None:
        """What the marked line stands for."""
        listed = self.listed()
        return listed[self.listing.at] if 0 <= self.listing.at < len(listed) else None

    def explain(self) -> None:
        """Say more of the marked line."""
        if not self.is_current:
            return
        chosen = self.marked
        cells = max(20, self.query_one("#meaning").size.width)
        self._tell(self.details(chosen, cells) if chosen is not None else [])

    def _tell(self, lines: Sequence[Line]) -> None:
        self.query_one("#meaning", Lines).show([*lines[: self.DETAILS], *[[]] * (self.DETAILS - len(lines))])
