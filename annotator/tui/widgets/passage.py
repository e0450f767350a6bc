"""The article as flowing text, the sentence at hand lit, and the word cursor in it.

Owns the map from cells to code points. Only the lines in view are built, and only those that changed are built again,
so a key costs the same in an article of any length.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotator.desk.passage import Passage as Article
from annotator.records.labels import Claim
from annotator.records.spans import Span
from annotator.text.lines import paragraphs
from annotator.tui.bind import bindings, rebind
from annotator.tui.choosing_words import Chooser
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.layout import Layout
from annotator.tui.paint import Painter
from annotator.tui.stances import Looks
from annotator.tui.typeset import GUTTER, LineMaker, Scene

MEASURE = 92
"""The widest line of text: longer ones are hard to read."""
_TOP = 1
"""Empty lines above the text."""
_EDGE = 6
"""A sentence that comes nearer than this part of the height to an edge is brought back to the middle."""


class Passage(ScrollView, inherit_bindings=False):
    """The text of one document."""

    BINDINGS: ClassVar = bindings("passage")
    ALLOW_SELECT = False

    @dataclass
    class SentenceClicked(Message):
        """A sentence other than the one at hand was clicked."""

        index: int

    @dataclass
    class EndsMoved(Message):
        """An end of the claim at hand was moved; nothing is saved yet."""

        spans: tuple[Span, ...]

    def __init__(
        self,
        looks: Looks,
        *,
        taken: Collection[str] = (),
        keymap: Keymap = DEFAULT,
        times: Callable[[], int] = lambda: 1,
    ) -> None:
        """Make the text.

        Args:
            looks: How the stances are shown.
            taken: Keys, by Textual's names, that the codebook uses and that are therefore not ours.
            keymap: The keys in force.
            times: How often the key that was pressed is to move; asked once for each such key.
        """
        super().__init__()
        rebind(self, keymap)
        for key in taken:
            self._bindings.key_to_bindings.pop(key, None)
        self._times = times
        self._looks = looks
        self._painter = Painter(self)
        self._article: Article | None = None
        self._paragraphs: list[tuple[int, int]] = []
        self._index = 0
        self._claim_id: str | None = None
        self._ghost: tuple[Span, ...] = ()
        self._takes = False
        self._flow: Layout | None = None
        self._strips: dict[int, Strip] = {}
        self._maker: LineMaker | None = None
        self._dragging = False
        self._pressed: int | None = None
        """The code point where the mouse was pressed, while it is."""
        self._clicked: int | None = None
        """The sentence that was clicked, until it is lit."""
        self._chooser = Chooser("", 0, 0)

    # What is shown ----------------------------------------------------------------------------------------------------

    drawn: Callable[[Article], str] = staticmethod(lambda article: article.document.text)
    """The text as it is drawn, of the same length; the screen sets it where something is hidden."""
    words_changed: Callable[[], object] = staticmethod(lambda: None)
    """Called when the word cursor moved or other words are chosen: a message would come a frame after the words."""

    def show(
        self, article: Article, index: int, claim_id: str | None, ghost: tuple[Span, ...] = (), *, takes: bool = False
    ) -> None:
        """Show a document with a sentence lit; cheap where the document is on the screen already.

        Args:
            article: The document.
            index: Place of the sentence.
            claim_id: The claim at hand.
            ghost: Suggested words.
            takes: Whether the suggestion was taken up, and awaits its stance.
        """
        moved = article is not self._article or index != self._index
        if article is not self._article:
            self._article = article
            self._paragraphs = [(each.start, each.end) for each in paragraphs(article.document.text)]
            self._maker = LineMaker(article, self._looks)
            self._flow = None
        self._touch(self._index)
        self._index, self._claim_id, self._ghost, self._takes = index, claim_id, ghost, takes
        if moved:
            sentence = article.sentences[index]
            self._chooser = Chooser(article.document.text, sentence.start, sentence.end)
        self._chooser.follow(claim_id, self._claim.spans if self._claim else ())
        if self._flow is None:
            self._lay_out()
        self._touch(index)
        if moved:
            self._settle()

    def draw_anew(self) -> None:
        """Draw every line again: labels of other sentences than the lit one have changed."""
        self._strips.clear()
        self.refresh()

    @property
    def guesses(self) -> frozenset[int]:
        """Offsets behind the sentences whose end is a guess, as far as they were shown."""
        return self._maker.guessed if self._maker is not None else frozenset()

    def show_guesses(self, guessed: frozenset[int]) -> None:
        """Mark the ends of sentences that are guesses."""
        if self._maker is not None and guessed != self._maker.guessed:
            self._maker.guessed = guessed
            self.draw_anew()

    @property
    def choice(self) -> Span | None:
        """The chosen words."""
        return self._chooser.choice

    @property
    def word(self) -> Span | None:
        """The word under the cursor; None while the cursor is hidden."""
        return self._chooser.word

    @property
    def moves_ends(self) -> str | None:
        """Which end of the claim the keys for words move, if they do: `end` or `beginning`."""
        return self._chooser.moves_ends

    def release(self) -> None:
        """Let the chosen words, or the claim's ends, go; the cursor stays."""
        if self._chooser.release():
            self._words_changed()

    def hide_cursor(self) -> None:
        """Hide the word cursor."""
        self._chooser.hide()
        self._words_changed()

    def page(self, step: int) -> None:
        """Scroll by a screenful; the sentence at hand stays the same."""
        self.scroll_relative(y=step * max(1, self.size.height - 2), animate=False)

    # Words ------------------------------------------------------------------------------------------------------------

    def action_word(self, step: int) -> None:
        """Move the word cursor; the first key shows it at the nearer end."""
        self._use(lambda chooser, times: chooser.move(step * times))

    def action_extend(self, step: int) -> None:
        """Choose one word more or less."""
        self._use(lambda chooser, times: chooser.extend(step * times))

    def action_choose(self) -> None:
        """Begin to choose words, or let the choice go."""
        self._use(lambda chooser, _: chooser.toggle())

    def action_first_word(self) -> None:
        """Move to the first word."""
        self._use(lambda chooser, _: chooser.to_edge(last=False))

    def action_last_word(self) -> None:
        """Move to the last word."""
        self._use(lambda chooser, _: chooser.to_edge(last=True))

    def action_boundary(self, step: int) -> None:
        """Move to where a quotation or clause begins."""
        self._use(lambda chooser, times: chooser.boundary(step * times))

    def action_extend_boundary(self, step: int) -> None:
        """Choose up to where a quotation or clause ends."""
        self._use(lambda chooser, times: chooser.extend_boundary(step * times))

    def action_character(self, step: int) -> None:
        """Move the end of the choice by characters."""
        self._use(lambda chooser, times: chooser.character(step * times))

    def action_part(self, step: int) -> None:
        """Choose the quotation or clause at the cursor, or the next one."""
        self._use(lambda chooser, times: None if chooser.part(step * times) else self.app.bell())

    def move_ends(self) -> None:
        """Let the keys for words move the other end of what is chosen, or the ends of the claim at hand."""
        chooser, claim = self._chooser, self._claim
        if chooser.choice is not None or chooser.moves_ends is not None:
            chooser.other_end()
        elif claim is not None:
            chooser.take_up(claim.id, claim.spans)
        self._words_changed()

    def _use(self, work: Callable[[Chooser, int], Sequence[Span] | None]) -> None:
        """Let a key do its work; where it moved the end of a claim the screen saves that."""
        spans = work(self._chooser, self._times())
        if spans is not None:
            self.screen.post_message(self.EndsMoved(tuple(spans)))
        self._words_changed()

    @property
    def _claim(self) -> Claim | None:
        """The claim at hand."""
        if self._article is None or self._claim_id is None:
            return None
        return self._article.label(self._article.sentences[self._index].key).claim(self._claim_id)

    def _words_changed(self) -> None:
        self._touch(self._index)
        word = self.word
        if self._flow is not None and word is not None:
            row = self._flow.row_of(word.start) + _TOP
            top, height = round(self.scroll_y), self.size.height
            if not top <= row < top + height:
                self.scroll_to(y=row - height // 3, animate=False)
        self.words_changed()

    # Mouse ------------------------------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press on the lit sentence begins a choice; on another it goes there, and begins one as the mouse moves."""
        if event.button != 1 or (offset := self._offset_at(event)) is None or self._article is None:
            return
        index = self._sentence_at(offset)
        if index is None:
            return
        self.capture_mouse()
        self._pressed = offset
        if index == self._index:
            self._begin_choice(offset)
            self._words_changed()
        else:
            self._clicked = index
            self.post_message(self.SentenceClicked(index))

    def _begin_choice(self, offset: int) -> None:
        self._chooser.release()
        self._chooser.show_at(offset)
        self._dragging = True

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Choose the words between the press and the mouse."""
        if self._pressed is None or (offset := self._offset_at(event)) is None:
            return
        if not self._dragging and self._sentence_at(self._pressed) == self._index:
            self._begin_choice(self._pressed)
        if not self._dragging:
            return
        if self._chooser.drag_to(offset):
            self._words_changed()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The choice stands."""
        self._dragging = False
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A double click chooses the word, a triple one the quotation or clause."""
        offset = self._offset_at(event)
        if event.chain < 2 or offset is None or self._sentence_at(offset) != self._index:
            return
        if event.chain == 2:
            self._chooser.word_at(offset)
        else:
            self._chooser.part_at(offset)
        self._words_changed()

    def _offset_at(self, event: events.MouseEvent) -> int | None:
        if self._flow is None:
            return None
        row = event.y + round(self.scroll_y) - _TOP
        return self._flow.offset_at(row, event.x - self._margin - GUTTER)

    def _sentence_at(self, offset: int) -> int | None:
        """The sentence that holds a code point."""
        if self._article is None:
            return None
        sentences = self._article.sentences
        index = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
        return index if index >= 0 and offset < sentences[index].end else None

    # Lines ------------------------------------------------------------------------------------------------------------

    @property
    def _margin(self) -> int:
        """Empty columns at the left: a text narrower than its room stands in the middle."""
        return max(0, (self._room - MEASURE) // 2)

    @property
    def _room(self) -> int:
        return max(1, self.scrollable_content_region.width - GUTTER - 1)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Wrap the text for its room before it is painted there: on a resize event it would be a frame too late."""
        resized = super()._size_updated(size, virtual_size, container_size, layout)
        if resized and self._article is not None:
            if self._flow is None or self._flow.cells != min(MEASURE, self._room):
                self._lay_out()
            self._strips.clear()
            self._settle()
        return resized

    def notify_style_update(self) -> None:
        """Drop what was painted under the theme before."""
        self._painter.forget()
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one line; a line that was painted before is kept."""
        row = y + round(self.scroll_y) - _TOP
        width = self.size.width
        if self._flow is None or self._maker is None or not 0 <= row < len(self._flow):
            return self._painter.strip([], width)
        strip = self._strips.get(row)
        if strip is None or strip.cell_length != width:
            scene = Scene(self._index, self._claim_id, self.choice, self.word, self._ghost, self._takes)
            line = self._maker.runs(self._flow, row, scene)
            strip = self._strips[row] = self._painter.strip([(" " * self._margin, ""), *line], width)
        return strip

    def _lay_out(self) -> None:
        if self._article is None or not self.size.width:
            return
        self._flow = Layout(self.drawn(self._article), self._paragraphs, min(MEASURE, self._room))
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._flow) + 2 * _TOP)
        self.refresh()

    def _rows(self, index: int) -> range:
        if self._flow is None or self._article is None or index >= len(self._article.sentences):
            return range(0)
        sentence = self._article.sentences[index]
        return self._flow.rows_of(sentence.start, sentence.end)

    def _touch(self, index: int) -> None:
        """Have the lines of a sentence painted again."""
        rows = self._rows(index)
        for row in rows:
            self._strips.pop(row, None)
        if rows:
            self.refresh_lines(rows.start + _TOP, len(rows))

    def _settle(self) -> None:
        """Scroll only where the sentence would leave the middle of the room, for text that stands still reads better.

        Then it begins a third from the top; a long one is shown to its end where it fits.
        """
        rows = self._rows(self._index)
        height = self.size.height
        if not rows or not height:
            return
        first, last = rows.start + _TOP, rows.stop - 1 + _TOP
        above, edge = round(self.scroll_y), max(1, height // _EDGE)
        clicked, self._clicked = self._clicked, None
        if clicked == self._index and above <= first and last < above + height:
            return  # nothing moves away from under the mouse
        if above + (edge if above else 0) <= first and last < above + height - edge:
            return
        top = first - height // 3
        if last >= top + height:
            top = min(first, last - height + 1)
        self.scroll_to(y=top, animate=False)
