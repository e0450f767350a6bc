"""The list of articles, with how far the annotator is in each."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.desk.annotation import AnnotationDesk
from annotator.store.progress import progress, sentence_counts
from annotator.text.folding import fold
from annotator.tui.display import shown
from annotator.tui.marks import DONE, FLAG
from annotator.tui.modals.finder import Finder
from annotator.tui.paint import Line, sides
from annotator.tui.states import Run


@dataclass(frozen=True, slots=True)
class Entry:
    """One article."""

    document: str
    title: str
    source: str
    count: int
    finished: int
    flagged: int
    blind: bool = False
    """Whether it is still read blind."""


class DocumentPicker(Finder[str]):
    """Choose an article; dismissed with its id."""

    PLACEHOLDER = "type a word of the title or the file"

    def __init__(self, desk: AnnotationDesk) -> None:
        hints: Line = [
            ("↑↓", "key"),
            (" move   ", "soft"),
            ("↵", "key"),
            (" open at the first unfinished sentence   ", "soft"),
        ]
        super().__init__([("Articles", "title")], [*hints, ("esc", "key"), (" leave", "soft")])
        self._here = desk.passage.document.id
        self._entries = entries(desk)
        self._found = self._entries

    def find(self, query: str) -> None:
        """Show the articles that have every typed word in title, file or id."""
        parts = _plain(query).split()
        self._found = [
            entry
            for entry in self._entries
            if all(part in _plain(f"{entry.title} {entry.source} {entry.document}") for part in parts)
        ]
        here = [index for index, entry in enumerate(self._found) if entry.document == self._here]
        empty: Line = [("  no article fits: delete a letter, or esc leaves", "faint")]
        self.listing.show(len(self._found), self._line, at=here[0] if here else 0, empty=empty)

    def result(self, index: int) -> str | None:
        """The id of the article."""
        return self._found[index].document if 0 <= index < len(self._found) else None

    def _line(self, index: int, cells: int) -> Line:
        entry = self._found[index]
        done = entry.count > 0 and entry.finished >= entry.count
        sign: Run = (f"{DONE} ", "good") if done else ("· ", "faint") if entry.finished == 0 else ("◐ ", "warn")
        left: list[Run] = [sign, (shown(entry.title) or shown(entry.source) or entry.document, "ink")]
        if entry.title and entry.source and cells > 90:
            left += [("  ", ""), (shown(entry.source), "faint")]
        right: list[Run] = [("to be revealed  ", "key")] if done and entry.blind else []
        right += [(f"{FLAG} {entry.flagged}  ", "warn")] if entry.flagged else []
        right.append((f"{entry.finished:>4}/{entry.count:<4}", "good" if done else "soft"))
        return sides(left, right, cells)


def _plain(text: str) -> str:
    """A text in plain signs and small letters, as it is looked in."""
    return fold(text).text.casefold()


def entries(desk: AnnotationDesk) -> list[Entry]:
    """All articles of the project in their order, with the annotator's progress."""
    store, roles = desk.project.store, desk.project.roles
    mine = {each.document: each for each in progress(store, roles, desk.annotator)}
    counts = sentence_counts(store, roles, desk.annotator)
    found = []
    for document, called in desk.blind.titles().items():
        state = mine.get(document)
        finished, flagged = (state.finished, state.flagged) if state else (0, 0)
        count = counts.get(document, 0)
        found.append(Entry(document, called.title, called.source, count, finished, flagged, called.blind))
    return found
