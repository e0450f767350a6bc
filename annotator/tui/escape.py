"""What a terminal sends, read so that the escape key stays a key of its own, and pasted text stays text.

Most terminals send one byte for escape, and the same byte before each arrow. Textual waits 100 ms for what follows: a
key pressed in that time, or sent along by a slow line, takes the escape with it (`esc ↵` becomes `↵`, `esc n` becomes
`alt+n`). Here only what can begin a sequence is waited for.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

_ESCAPE = "\x1b"
_BEGINS, _ENDS = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste."""
_GOES_ON = frozenset("\x1b[OP]\\_bf\t\x7f")
"""What belongs to an escape before it: sequences and replies; a word left or right, shift+tab, deleting a word."""


class InOrder(XTermParser):
    """Reads keys, the mouse and pastes."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._tail = ""
        """The last characters outside of a paste; in one, what may be the beginning of its end."""
        self._pasting = False

    def feed(self, data: str) -> Iterable[Message]:
        """Read more; nothing at all is the end.

        Raises:
            ParseError: The end was told before.
        """
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasting:
                data = yield from self._paste(data)
            else:
                data = yield from self._keys(data)

    def _keys(self, data: str) -> Generator[Message, None, str]:
        """Read up to where a paste begins; what is behind that."""
        begins = (self._tail + data).find(_BEGINS)
        stop = len(data) if begins < 0 else begins + len(_BEGINS) - len(self._tail)
        keys, before, start = data[:stop], self._tail[-1:], 0
        for at, character in enumerate(keys):
            if before == _ESCAPE and character not in _GOES_ON:
                yield from super().feed(keys[start:at]) if at > start else ()
                yield from self._escape()
                start = at
            before = character
        yield from super().feed(keys[start:])
        self._pasting = begins >= 0
        self._tail = "" if self._pasting else (self._tail + keys)[1 - len(_BEGINS) :]
        return data[stop:]

    def _escape(self) -> Iterable[Message]:
        """Nothing more belongs to the escape that was read last."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()

    def _paste(self, data: str) -> Generator[Message, None, str]:
        """Read pasted text, without escapes: what is behind one would be taken for keys. What is behind the paste."""
        text, ended, behind = (self._tail + data).partition(_ENDS)
        self._tail = ""
        if not ended:
            kept = next((size for size in range(len(_ENDS) - 1, 0, -1) if text.endswith(_ENDS[:size])), 0)
            text, self._tail = text[: len(text) - kept], text[len(text) - kept :]
        text = text.replace(_ESCAPE, "")
        yield from super().feed(text) if text else ()
        if ended:
            self._pasting = False
            yield from super().feed(_ENDS)
        return behind


def read_in_order() -> None:
    """Have the terminal read in this way; where there is no such terminal, as on Windows, nothing changes."""
    try:
        from textual.drivers import linux_driver
    except ImportError:
        return
    # Textual offers no other way to give it a parser.
    setattr(linux_driver, "XTermParser", InOrder)  # noqa: B010
