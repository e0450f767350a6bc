"""The escape key stays a key of its own, however fast the next one follows, and what is pasted never acts as keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from annotator.tui.escape import InOrder


def _read(*chunks: str) -> list[str]:
    """Keys by their names and pastes by their text, as the program gets them."""
    parser = InOrder()
    read = [event for chunk in chunks if chunk for event in parser.feed(chunk)]
    read += parser.feed("")
    return [event.key if isinstance(event, events.Key) else getattr(event, "text", "?") for event in read]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1bn", ["escape", "n"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b1", ["escape", "1"]),
        ("\x1b,", ["escape", "comma"]),
        ("\x1b n", ["escape", "space", "n"]),
        ("\x1bn\x1b[C", ["escape", "n", "right"]),
        ("\x1b\x1bn", ["escape", "escape", "n"]),
        ("s\x1bné", ["s", "escape", "n", "é"]),
        ("\x1b[A\x1bOB", ["up", "down"]),
        ("\x1b\x7f", ["ctrl+w"]),
        ("\x1bb", ["ctrl+left"]),
        ("\x1b\t", ["shift+tab"]),
    ],
)
def test_escape_and_the_key_behind_it_are_two_keys(sent: str, keys: list[str]) -> None:
    assert _read(sent) == keys
    assert _read(*sent) == keys


def test_a_paste_is_text_whatever_it_holds() -> None:
    sent = "n\x1b[200~red \x1b[31mn1x\x1b\r\x1b[201~x"
    assert _read(sent) == _read(*sent) == ["n", "red [31mn1x\r", "x"]


@given(st.text(st.sampled_from("n1\x1b[20~\r"), max_size=12).filter(lambda text: "\x1b[201~" not in text), st.data())
def test_no_pasted_text_is_a_key(text: str, data: st.DataObject) -> None:
    sent = f"\x1b[200~{text}\x1b[201~"
    cut = data.draw(st.integers(0, len(sent)))
    plain = text.replace("\x1b", "")
    assert _read(sent[:cut], sent[cut:], "n") == ([plain, "n"] if plain else ["", "n"])
