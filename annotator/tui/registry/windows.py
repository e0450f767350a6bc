"""The windows above the registry: finding a speaker, and typing a name."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.choosing import matches
from annotator.desk.registry_desk import Entry
from annotator.records.speakers import Speaker
from annotator.tui.display import fit, shown
from annotator.tui.modals.asking import Asking
from annotator.tui.modals.finder import Finder
from annotator.tui.paint import Line, sides
from annotator.tui.widgets.entry import Entry as Field


class SpeakerFinder(Finder[Speaker]):
    """Find a speaker by its name or an alias; dismissed with it.

    Args:
        heading: What is asked.
        entries: Those that can be chosen.
    """

    PLACEHOLDER = "type a name"

    def __init__(self, heading: str, entries: Sequence[Entry]) -> None:
        hints: Line = [("↑↓", "key"), (" move   ", "soft"), ("↵", "key"), (" take   ", "soft"), ("esc", "key")]
        super().__init__([(heading, "title")], [*hints, (" leave", "soft")])
        self._entries = entries
        self._found: Sequence[Entry] = entries

    def find(self, query: str) -> None:
        """Show the speakers that fit."""
        self._found = [entry for entry in self._entries if matches((entry.speaker.name, *entry.speaker.aliases), query)]
        self.listing.show(len(self._found), self._line, empty=[("  nobody fits", "faint")])

    def result(self, index: int) -> Speaker | None:
        """The speaker."""
        return self._found[index].speaker if 0 <= index < len(self._found) else None

    def _line(self, index: int, cells: int) -> Line:
        entry = self._found[index]
        name = fit(shown(entry.speaker.name), max(8, cells - 28))
        return sides([(name, "ink")], [(entry.speaker.kind, "soft"), (f" {entry.claims:>5} ", "faint")], cells)


class NewName(Asking[str]):
    """Ask for a name; dismissed with it.

    Args:
        heading: What is asked.
        name: What stands in the field at first.
    """

    def __init__(self, heading: str, name: str) -> None:
        super().__init__(
            [(heading, "title")], Field(name), [("↵", "key"), (" take   ", "soft"), ("esc", "key"), (" leave", "soft")]
        )

    def action_take(self) -> None:
        """Take the name."""
        self.dismiss(" ".join(self.entry.value.split()) or None)
