"""What cannot be saved is told, never called saved, and ends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.desk import annotation, choosing, naming
from annotator.errors import InputError, StoreError
from annotator.tui.app import AnnotatorApp

if TYPE_CHECKING:
    from tests.tui.conftest import Bench


def failing(*_: object, **__: object) -> None:
    """A store that is full."""
    raise StoreError("the disk is [/full]; nothing was changed", "make room and try again")


@pytest.mark.parametrize("keys", [["n"], ["1"], ["!"], ["x"], ["shift+right", "2"], ["N", "a", "enter"]])
def test_a_change_that_fails_is_told_and_not_called_saved(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    monkeypatch.setattr(annotation, "save", failing)
    seen = bench.use(*keys)
    assert seen.running
    assert seen.title == "AnnotateScreen"
    assert "the disk is [/full]" in seen.text
    assert "NOT SAVED" in seen.text
    assert "✓ saved" not in seen.text
    assert "sentence 1/6" in seen.text, "nothing moves on over a failure"
    assert bench.label(0).is_empty


def test_after_a_failure_work_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real = annotation.save
    monkeypatch.setattr(annotation, "save", failing)

    async def mend(_: object) -> None:
        monkeypatch.setattr(annotation, "save", real)

    seen = bench.use("1", mend, "1", "enter")
    assert bench.done(0)
    assert "✓ saved" in seen.text
    assert "NOT SAVED" not in seen.text


def test_leaving_a_sentence_that_cannot_be_finished_stays_there(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real = annotation.save

    async def fill(_: object) -> None:
        monkeypatch.setattr(annotation, "save", failing)

    seen = bench.use("1", fill, "j", "enter", "tab", "G")
    monkeypatch.setattr(annotation, "save", real)
    assert "sentence 1/6" in seen.text
    assert "NOT SAVED" in seen.text
    assert bench.label(0).verdict == "claims"
    assert not bench.done(0)


def test_a_registry_that_cannot_be_read_or_written_ends_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.use("1")
    monkeypatch.setattr(choosing, "registry", failing)
    seen = bench.use("s")
    assert seen.title == "SpeakerPicker"
    assert "the disk is [/full]" in seen.text
    monkeypatch.undo()
    monkeypatch.setattr(naming, "change_speaker", failing)
    seen = bench.use("s", *"somebody", "enter")
    assert "NOT SAVED" in seen.text
    assert bench.claim(0).speaker == "author"


def test_undo_that_fails_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation, "undo", failing)
    seen = bench.use("1", "u")
    assert "NOT SAVED" in seen.text
    assert bench.label(0).verdict == "claims"


def test_what_can_be_refused_is_refused_before_the_screen_opens(bench: Bench) -> None:
    with pytest.raises(InputError):
        AnnotatorApp(bench.project, "anna", "0123456789abcdef")
    with pytest.raises(InputError):
        AnnotatorApp(bench.project, "two\nlines")
