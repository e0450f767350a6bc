"""Searching sentences: by words in all articles, or by a pattern in the open one, beside one's own labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.timer import Timer

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.hit_filters import filters_of
from annotator.desk.search import Hit, pattern_of, search_article, search_corpus, words_of
from annotator.errors import AnnotatorError
from annotator.tui.bind import bindings
from annotator.tui.display import fit, shown
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.marks import signs, verdict_marks
from annotator.tui.paint import Line, sides
from annotator.tui.search.excerpt import excerpt
from annotator.tui.search.window import SearchWindow
from annotator.tui.stances import Looks
from annotator.tui.states import Run
from annotator.tui.view import verdict_words

_PAUSE_S = 0.15
"""A search begins when no key was pressed for so long."""
_MARKS = 4
_WITH_TITLE = 60
_PATTERN = "pattern in this article"
_WORDS = "words in all articles"
"""From this width on the title stands in the line."""


@dataclass(frozen=True, slots=True)
class Spreading:
    """Suggesting a claim wherever words stand."""

    run: Callable[[str], object]
    does: str
    """What it does, in words for the hints."""


class SentenceSearch(SearchWindow[Hit]):
    """Search sentences.

    Args:
        desk: The annotator's desk.
        looks: How stances look.
        typed: What to look for at first.
        spread: Makes every occurrence of the phrase a suggestion, or takes that back; where given, what was labelled
            comes first.
        keymap: The keys in force.
    """

    BINDINGS: ClassVar = bindings("search", priority=True)
    PLACEHOLDER = 'words, or "a phrase"   is:new   stance:…   title:…'

    def __init__(
        self,
        desk: AnnotationDesk,
        looks: Looks,
        typed: str = "",
        spread: Spreading | None = None,
        keymap: Keymap = DEFAULT,
    ) -> None:
        key, does = ("search-pattern", _PATTERN) if spread is None else ("search-spread", spread.does)
        heading = "Find" if spread is None else "Where else do these words stand?"
        super().__init__([(heading, "title")], _hints(keymap.sign(key), does), typed)
        self._keymap = keymap
        self._desk = desk
        self._looks = looks
        self._spread = spread
        self._called = {key: each.title or each.source or key for key, each in desk.blind.titles().items()}
        self._pattern = False
        self._query = ""
        self._waits: Timer | None = None

    # Searching --------------------------------------------------------------------------------------------------------

    def find(self, query: str) -> None:
        """Search when the typing pauses."""
        self._query, self._pending, self._eager = query, True, False
        if self._waits is not None:
            self._waits.stop()
        self._waits = self.set_timer(_PAUSE_S, self._search)

    def _search(self) -> None:
        project, annotator, query = self._desk.project, self._desk.annotator, self._query
        self._pending = False
        if not query.strip():
            self.drop()
        elif self._pattern:
            self._search_pattern(query)
        else:
            try:
                typed, filters = filters_of(query)
            except AnnotatorError as error:
                self.drop()
                self.refuse(error)
                return
            words = words_of(typed)
            if not words:
                self.drop()
                return
            titles, most_open = self._called, self.MOST if self._spread is not None else None
            here = self._desk.sentence.key if self._spread is not None else ""

            def search(stopped: Callable[[], bool]) -> Iterator[Hit]:
                found = search_corpus(project, annotator, words, stopped=stopped, most_open=most_open)
                others = (hit for hit in found if hit.segment != here)
                return (hit for hit in others if filters.fits(hit, titles.get(hit.document, "")))

            self.search(search)

    def _search_pattern(self, typed: str) -> None:
        try:
            pattern = pattern_of(typed)
        except AnnotatorError as error:
            self.drop()
            self.refuse(error)
            return
        passage, drawn = self._desk.passage, self._desk.veil.text

        def search(_: Callable[[], bool]) -> Iterator[Hit]:
            yield from search_article(passage, drawn, pattern)

        self.search(search)

    def action_pattern(self) -> None:
        """Look for a pattern in the open article, or for words in all of them."""
        if self._spread is not None:
            self.app.bell()
            return
        self._pattern = not self._pattern
        self._given = [("Find by a pattern in this article" if self._pattern else "Find", "title")]
        self.entry.placeholder = "a regular expression" if self._pattern else self.PLACEHOLDER
        self.say(_hints(self._keymap.sign("search-pattern"), _WORDS if self._pattern else _PATTERN))
        self.find(self._query)

    def action_spread(self) -> None:
        """Make every occurrence a suggestion, and close."""
        if self._spread is None or not self._query.strip():
            self.app.bell()
            return
        self._spread.run(filters_of(self._query)[0].strip().strip('"'))
        self.dismiss(None)

    # Showing ----------------------------------------------------------------------------------------------------------

    def listed(self) -> Sequence[Hit]:
        """What was found; where one looks for the same words, first claims on them, then what was said otherwise."""
        if self._spread is None:
            return self.found
        return sorted(self.found, key=lambda hit: (not hit.claimed, not hit.decided))

    def line(self, each: Hit, cells: int) -> Line:
        """Number, what was said of the sentence, and what was found of it."""
        marks = [*verdict_marks(each.label, self._looks, done=each.done), *signs(each.label)][:_MARKS]
        head: list[Run] = [(f"{each.number:>4} ", "faint"), *marks, (" " * (_MARKS + 1 - len(marks)), "")]
        room = cells // 4 if cells >= _WITH_TITLE else 0
        left = [*head, *excerpt(each.text, each.lit, cells - room - 6 - _MARKS)]
        if not room:
            return left
        title = fit(shown(self._called.get(each.document, each.document)), room)
        return sides(left, [(title, "faint")], cells)

    def details(self, each: Hit, cells: int) -> list[Line]:
        """The article, and the label in words."""
        title = self._called.get(each.document, each.document)
        said: list[Run] = [(verdict_words(each.label, done=each.done), "soft")]
        if self._spread is not None and not each.claimed:
            said = [("decided otherwise: ", "warn"), *said] if each.decided else [("not labelled", "key")]
        if each.label.note:
            said.append((f"   note: {shown(each.label.note)}", "faint"))
        return [[(shown(title), "ink")], said]

    def key(self, each: Hit) -> str:
        """The sentence."""
        return each.segment

    def nothing(self) -> str:
        """Nothing typed, or nothing found."""
        if self._query.strip() and self._spread is not None:
            return "these words stand nowhere else"
        if self._query.strip():
            return "nothing found: delete a letter, or esc leaves"
        return "type a regular expression" if self._pattern else "type a word; in quotation marks a phrase"


def _hints(sign: str, does: str) -> Line:
    """The keys of the window, and what one more does now."""
    moves: Line = [("↑↓", "key"), (" move   ", "soft"), ("↵", "key"), (" go there   ", "soft")]
    return [*moves, (sign, "key"), (f" {does}   ", "soft"), ("esc", "key"), (" leave", "soft")]
