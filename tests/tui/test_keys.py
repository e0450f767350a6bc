"""The one table of keys: each key once, each action there, each in the help, none of the default codebook's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from annotator.codebook.load import default_toml, parse_codebook
from annotator.codebook.problems import find_problems
from annotator.tui.app import AnnotatorApp
from annotator.tui.bind import key_name
from annotator.tui.keys import FOOTER_ORDER, KEYS, Key, key_for, keys_of, reserved_keys, sign
from annotator.tui.modals.choose import AnswerPicker
from annotator.tui.modals.guidelines import Guidelines
from annotator.tui.modals.history import History
from annotator.tui.modals.outdated import OutdatedList
from annotator.tui.modals.role import RolePicker
from annotator.tui.modals.speaker import SpeakerPicker
from annotator.tui.offers import Moment, offers
from annotator.tui.screens.annotate import AnnotateScreen
from annotator.tui.search.sentences import SentenceSearch
from annotator.tui.widgets.claims import ClaimsPanel
from annotator.tui.widgets.passage import Passage

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

OWNERS = {
    "search": SentenceSearch,
    "screen": AnnotateScreen,
    "passage": Passage,
    "cards": ClaimsPanel,
    "history": History,
    "app": AnnotatorApp,
    "list": SpeakerPicker,
    "speaker": SpeakerPicker,
    "attribute": AnswerPicker,
    "role": RolePicker,
    "guide": Guidelines,
    "outdated": OutdatedList,
}


def test_no_key_and_no_id_is_given_twice() -> None:
    here = Counter(name for key in keys_of("screen", "passage", "app") for name in key.keys)
    assert not [name for name, count in here.items() if count > 1]
    assert len({key.id for key in KEYS}) == len(KEYS)
    assert set(FOOTER_ORDER) <= {key.id for key in KEYS}


def test_the_default_codebook_keeps_its_keys() -> None:
    codebook = parse_codebook(default_toml(), "default")
    assert [problem for problem in find_problems(codebook, reserved_keys()) if problem.level == "error"] == []
    assert not [name for name in reserved_keys() if name.isdigit()], "digits are for codebooks"
    assert not {"1", "2", "3", "f", "t"} & set(reserved_keys())


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_is_bound_to_an_action_that_is_there(key: Key) -> None:
    owner = OWNERS[key.place]
    assert callable(getattr(owner, "action_" + key.action.partition("(")[0]))
    if key.id != "palette":
        bound = owner._merged_bindings
        assert bound is not None
        for name in key.keys:
            assert any(binding.action == key.action for binding in bound.key_to_bindings[key_name(name)])


def test_every_key_is_reachable_and_in_the_help(bench: Bench) -> None:
    text = bench.use("question_mark", size=(140, 400)).text
    plain = " ".join(text.split())
    for key in KEYS:
        assert key.description in plain, key.id
        assert sign(key.keys[0]) in text
    active: set[str] = set()

    async def look(pilot) -> None:  # type: ignore[no-untyped-def]
        active.update(pilot.app.screen.active_bindings)

    bench.use(look)
    assert {key_name(name) for name in reserved_keys()} <= active


def test_signs_of_keys() -> None:
    assert [sign(name) for name in ("enter", "ctrl+o", "shift+left", "+", "D", "tab")] == [
        "↵",
        "^o",
        "⇧←",
        "+",
        "D",
        "tab",
    ]
    assert key_for("undo").keys == ("u",)
    with pytest.raises(KeyError):
        key_for("nothing")


def test_offers_follow_the_sentence() -> None:
    bare = Moment(decided=False, claims=0, has_words=False, has_cursor=False, adding=False, can_redo=False)
    assert "no-claim" in offers(bare)
    assert not {"finish", "speaker", "set-words", "redo", "let-go", "next-claim"} & offers(bare)
    full = Moment(decided=True, claims=2, has_words=True, has_cursor=True, adding=True, can_redo=True)
    assert {"finish", "speaker", "set-words", "redo", "let-go", "next-claim"} <= offers(full)
