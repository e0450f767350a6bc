"""The screen of the speaker registry: what may be merged, and everyone who is known.

It holds no registry of its own; after each key everything is read from the desk again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.screen import Screen

from annotator.desk.aliases import Suggested
from annotator.desk.registry_desk import Entry, RegistryDesk
from annotator.errors import AnnotatorError
from annotator.records.speakers import Speaker
from annotator.tui.bind import bindings, keys_in_force
from annotator.tui.display import fit, shown
from annotator.tui.keys import sign
from annotator.tui.layout import folded
from annotator.tui.paint import Line, sides
from annotator.tui.registry.windows import NewName, SpeakerFinder
from annotator.tui.states import Hint, Run
from annotator.tui.widgets.footer import KeyBar
from annotator.tui.widgets.lines import Lines
from annotator.tui.widgets.listing import Listing

_SUGGESTED, _EVERYONE = "suggested", "everyone"


class RegistryScreen(Screen[None]):
    """Two lists: what is suggested, and everyone.

    Args:
        desk: The lead's desk.
        project: The project's name.
    """

    BINDINGS: ClassVar = bindings("registry")
    AUTO_FOCUS = ""

    listing = getters.query_one(Listing)
    keys = getters.query_one(KeyBar)

    def __init__(self, desk: RegistryDesk, project: str) -> None:
        super().__init__()
        self.desk = desk
        self._project = project
        self.page = _SUGGESTED if desk.suggested else _EVERYONE
        self._at = {_SUGGESTED: 0, _EVERYONE: 0}
        self._told: Run = ("", "")

    def compose(self) -> ComposeResult:
        """Heading, list, what is marked, what was done, keys."""
        yield Lines([[]], id="head")
        yield Lines([[]], id="columns")
        yield Listing()
        yield Lines([[]], id="detail")
        yield Lines([[]], id="told")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first list."""
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Fold to the new width."""
        self.call_after_refresh(self.redraw)

    # Showing ----------------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Show what the registry says now."""
        tabs: list[Run] = [(f" {shown(self._project)}  ", "title")]
        for name, count in ((_SUGGESTED, len(self.desk.suggested)), (_EVERYONE, len(self.desk.entries))):
            tabs += [(f" {name} {count} ", "chip" if name == self.page else "soft"), (" ", "")]
        self.query_one("#head", Lines).show([tabs])
        if self.page == _SUGGESTED:
            nothing: Line = [("  nothing to merge is left", "faint")]
            self.listing.show(len(self.desk.suggested), self._suggestion, at=self._at[self.page], empty=nothing)
        else:
            nothing = [("  nobody is known yet", "faint")]
            self.listing.show(len(self.desk.entries), self._entry, at=self._at[self.page], empty=nothing)
        self.redraw_marked()

    def redraw_marked(self) -> None:
        """Show what is known of the marked line, and the keys that do something to it."""
        self._at[self.page] = self.listing.at
        cells = max(20, self.size.width - 2)
        self.query_one("#columns", Lines).show([self._columns(self.size.width)])
        self.query_one("#detail", Lines).show(self._detail(cells))
        self.query_one("#told", Lines).show([[(" ", ""), self._told]])
        self.keys.show(self._hints())

    def _columns(self, cells: int) -> Line:
        if self.page == _SUGGESTED:
            return sides([("  this speaker → is", "faint")], [("why", "faint"), ("  claims ", "faint")], cells)
        return sides([("  speaker", "faint")], [("kind", "faint"), ("  claims ", "faint")], cells)

    def _suggestion(self, index: int, cells: int) -> Line:
        each = self.desk.suggested[index]
        room = max(16, cells - 22)
        left: list[Run] = [
            (fit(shown(each.name), room // 2), "ink"),
            (" → ", "key"),
            (fit(shown(each.into_name), room - room // 2 - 3), "ink bold"),
        ]
        return sides(left, [(each.rule, "soft"), (f" {each.claims:>6} ", "faint")], cells)

    def _entry(self, index: int, cells: int) -> Line:
        each = self.desk.entries[index]
        left: list[Run] = [(fit(shown(each.speaker.name), max(8, cells - 26)), "faint" if each.into else "ink")]
        if each.into:
            left += [(" → ", "key"), (shown(each.into), "soft")]
        elif each.speaker.aliases:
            left += [("  ", ""), (shown(", ".join(each.speaker.aliases)), "faint italic")]
        return sides(left, [(each.speaker.kind, "soft"), (f" {each.claims:>6} ", "faint")], cells)

    def _detail(self, cells: int) -> list[Line]:
        suggested, entry = self.suggested, self.entry
        if suggested is not None:
            says = f"{suggested.says}. {suggested.claims} claim(s) would count as {suggested.into_name}'s."
            says = says if suggested.into else f"{suggested.says}; the old name stays as an alias."
        elif entry is not None:
            names = ", ".join(entry.speaker.aliases) or "no other names"
            says = f"{entry.speaker.id}; {names}; {entry.own} claim(s) marked so."
            says += f" Stands under {entry.into}." if entry.into else ""
        else:
            says = ""
        return [[(line, "soft")] for line in folded(shown(says), cells, 3)] or [[]]

    def _hints(self) -> list[Hint]:
        names = ["registry-page"]
        if self.suggested is not None:
            names += ["registry-merge", "registry-apart"]
        elif self.entry is not None:
            names += ["registry-split"] if self.entry.into else ["registry-merge", "registry-rename", "registry-kind"]
            names += ["registry-alias", "registry-find"]
        names += ["registry-undo", "registry-quit"]
        keys = [keys_in_force(self).of(name) for name in names]
        return [Hint((sign(key.keys[0]), "key"), ((key.label, "soft"),), key.action) for key in keys]

    # What is marked ---------------------------------------------------------------------------------------------------

    @property
    def suggested(self) -> Suggested | None:
        """The marked suggestion."""
        at = self._at[_SUGGESTED]
        return self.desk.suggested[at] if self.page == _SUGGESTED and at < len(self.desk.suggested) else None

    @property
    def entry(self) -> Entry | None:
        """The marked speaker."""
        at = self._at[_EVERYONE]
        return self.desk.entries[at] if self.page == _EVERYONE and at < len(self.desk.entries) else None

    @on(Listing.Taken)
    def _clicked(self, event: Listing.Taken) -> None:
        self.listing.move(event.index - self.listing.at)
        self.redraw_marked()

    @on(KeyBar.Pressed)
    def _key_clicked(self, event: KeyBar.Pressed) -> None:
        self.app.call_next(self.app.run_action, event.action, self)

    # Keys -------------------------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Mark another line."""
        self.listing.move(step)
        self.redraw_marked()

    def action_turn(self) -> None:
        """Show the other list."""
        self.page = _EVERYONE if self.page == _SUGGESTED else _SUGGESTED
        self.redraw()

    def action_merge(self) -> None:
        """Take the suggestion, or choose whom the marked speaker is merged into."""
        suggested, entry = self.suggested, self.entry
        if suggested is not None:
            self._do(lambda: self.desk.take(suggested))
        elif entry is not None and not entry.into:
            others = [each for each in self.desk.entries if not each.into and each is not entry]
            finder = SpeakerFinder(f"Who is {shown(entry.speaker.name)}?", others)
            self._ask(finder, lambda into: self.desk.merge(entry.speaker, into))

    def action_apart(self) -> None:
        """Turn the suggestion down."""
        suggested = self.suggested
        if suggested is not None:
            self._do(lambda: self.desk.keep_apart(suggested))

    def action_split(self) -> None:
        """Let a merged speaker stand for itself again."""
        entry = self.entry
        if entry is not None:
            self._do(lambda: self.desk.split(entry.speaker))

    def action_rename(self) -> None:
        """Give the speaker another name."""
        entry = self.entry
        if entry is not None:
            window = NewName(f"Another name for {shown(entry.speaker.name)}", entry.speaker.name)
            self._ask(window, lambda name: self.desk.rename(entry.speaker, name))

    def action_alias(self) -> None:
        """Let the speaker be found by one more name."""
        entry = self.entry
        if entry is not None:
            window = NewName(f"One more name of {shown(entry.speaker.name)}", "")
            self._ask(window, lambda name: self.desk.add_alias(entry.speaker, name))

    def action_kind(self) -> None:
        """Give the speaker the next kind."""
        entry = self.entry
        if entry is not None:
            self._do(lambda: self.desk.next_kind(entry.speaker))

    def action_find(self) -> None:
        """Find a speaker."""
        finder = SpeakerFinder("Find a speaker", self.desk.entries)

        def found(speaker: Speaker | None) -> None:
            if speaker is not None:
                self.page = _EVERYONE
                ids = [entry.speaker.id for entry in self.desk.entries]
                self._at[_EVERYONE] = ids.index(speaker.id)
                self.redraw()

        self.app.push_screen(finder, found)

    def action_undo(self) -> None:
        """Take back the last change."""
        self._do(lambda: self.desk.undo() or "nothing was changed here yet")

    def action_quit(self) -> None:
        """Leave; everything is saved."""
        self.app.exit()

    def _ask(self, window: SpeakerFinder | NewName, work: Callable[..., str]) -> None:
        def answered(answer: object) -> None:
            if answer is not None:
                self._do(lambda: work(answer))

        self.app.push_screen(window, answered)

    def _do(self, work: Callable[[], str]) -> None:
        try:
            self._told = (f"✓ {shown(work())}", "good")
        except AnnotatorError as error:
            self._told = (shown(f"✖ {error.message}; {error.hint}" if error.hint else f"✖ {error.message}"), "bad")
        self.redraw()
