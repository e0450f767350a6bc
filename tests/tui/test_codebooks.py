"""Codebooks that have nothing to do with the default one: their values, keys, signs and roles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

SENTIMENT = """
name = "Sentiment [of] reviews"
version = "3"
[roles]
annotate = ["sentence", "title"]
[stance]
label = "Feeling"
question = "How does it [/feel]?"
"""
VALUES = (("joy", "p", ""), ("rage", "B", "red"), ("grief", "0", ""), ("awe", ",", "beige"))


def value(name: str, key: str, colour: str) -> str:
    """One value of the scale, with the default glyph."""
    return f'[[stance.values]]\nvalue = "{name}"\nlabel = "{name} [b"\nkey = "{key}"\ncolour = "{colour}"\n'


@pytest.fixture
def other(tmp_path: Path, bench: Bench) -> Iterator[Bench]:
    """A project with four feelings."""
    from annotator.desk.project import init_project, open_project

    toml = tmp_path / "feelings.toml"
    toml.write_text(SENTIMENT + "".join(value(*each) for each in VALUES), "utf-8")
    with open_project(init_project(tmp_path / "feelings", toml)) as project:
        made = type(bench)(project)
        made.add([("A title that counts", "title"), ("One.", "sentence"), ("Two.", "sentence"), ("Three.", "sentence")])
        yield made


def test_another_codebook_has_its_own_keys_signs_and_roles(other: Bench) -> None:
    seen = other.use()
    assert "sentence 1/4" in seen.text, "titles are put before annotators too"
    assert "How does it [/feel]?" in seen.text
    assert all(f"{name} [b" in seen.text for name, _, _ in VALUES)
    other.use("p", "enter", "B", "enter", "0", "enter", ",")
    assert [other.claim(index).stance for index in range(4)] == ["joy", "rage", "grief", "awe"]
    assert all(other.done(index) for index in range(3))
    seen = other.use("1", "2", "3")
    assert other.claim(3).stance == "awe", "keys of the default codebook mean nothing here"
    assert "✓0" in seen.text, "values that share a glyph are told apart by their keys"


def test_a_codebook_wins_over_a_key_of_the_screen(tmp_path: Path, bench: Bench) -> None:
    from annotator.desk.project import init_project, open_project

    toml = tmp_path / "clash.toml"
    values = value("good", "h", "") + value("bad", "j", "")
    toml.write_text('name = "clash"\nversion = "1"\n[stance]\n' + values, "utf-8")
    with open_project(init_project(tmp_path / "clash", toml)) as project:
        made = type(bench)(project)
        made.add([("One.", "sentence"), ("Two.", "sentence")])
        made.use("h", "enter", "j")
        assert [made.claim(index).stance for index in range(2)] == ["good", "bad"]
