"""Claims that a newer codebook no longer allows are put right one by one; finishing checks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.codebook.load import default_toml
from annotator.desk.annotation import AnnotationDesk
from annotator.errors import LabelError
from annotator.store.doctor import examine

Opens = Callable[..., "contextmanager[AnnotationDesk]"]


@pytest.fixture
def opened(bench):  # type: ignore[no-untyped-def]
    """Opens one project under a codebook of this version, with some words of it replaced; at the first sentence."""
    folder: Path = bench.root()
    machine = bench.machine()
    with machine.open(folder) as project:
        bench.add(project, bench.article, "first")

    @contextmanager
    def under(version: str, *pairs: tuple[str, str]) -> Iterator[AnnotationDesk]:
        toml = default_toml().replace('version = "1.0"', f'version = "{version}"')
        for old, new in pairs:
            assert old in toml
            toml = toml.replace(old, new)
        (folder / "codebook.toml").write_text(toml, encoding="utf-8")
        settings = folder / "annotator.toml"
        text = settings.read_text("utf-8").replace("attribute_sets = []", 'attribute_sets = ["attribution"]')
        settings.write_text(text, encoding="utf-8")
        with machine.open(folder) as project:
            desk = machine.desk(project)
            assert desk.resume()
            desk.go_to(0)
            yield desk
            assert examine(project.store) == []

    return under


RENAMED = ('value = "neutral"', 'value = "balanced"')


def two_neutral(desk: AnnotationDesk) -> list[str]:
    """Two claims of a stance that will be dropped."""
    desk.add_claim("neutral")
    desk.add_claim("neutral")
    return [claim.id for claim in desk.label.claims]


def test_one_of_two_dropped_stances_is_changed_before_the_other(opened: Opens) -> None:
    with opened("1.0") as desk:
        one, two = two_neutral(desk)
        desk.finish()
    with opened("2.0", RENAMED) as desk:
        desk.change_claim(one, stance="balanced")
        assert [claim.stance for claim in desk.label.claims] == ["balanced", "neutral"]
        with pytest.raises(LabelError, match="'neutral' is not in codebook"):
            desk.finish()
        assert desk.next(), "nobody is held at a sentence"
        desk.previous()
        assert not desk.passage.is_done(desk.sentence.key)
        desk.change_claim(two, stance="balanced")
        assert desk.finish() is not None


def test_what_is_unchanged_passes_and_what_is_said_anew_is_checked(opened: Opens) -> None:
    with opened("1.0") as desk:
        one, two = two_neutral(desk)
    with opened("2.0", RENAMED) as desk:
        desk.change_claim(one, confidence=2)
        desk.set_note("look at this")
        desk.toggle_flag()
        with pytest.raises(LabelError, match="'neutral' is not in codebook"):
            desk.add_claim("neutral")
        desk.delete_claim(one)
        with pytest.raises(LabelError, match="'neutral' is not in codebook"):
            desk.finish()
        desk.change_claim(two, stance="pro-moscow")
        with pytest.raises(LabelError, match="'neutral' is not in codebook"):
            desk.change_claim(two, stance="neutral")


def test_answers_that_are_gone_are_put_right_one_by_one(opened: Opens) -> None:
    with opened("1.0") as desk:
        one, two = two_neutral(desk)
        for claim in (one, two):
            desk.set_attribute(claim, "form", "paraphrase")
    with opened("2.0", RENAMED, ('value = "paraphrase"', 'value = "rewording"')) as desk:
        desk.change_claim(one, stance="balanced")
        desk.set_attribute(one, "form", None)
        with pytest.raises(LabelError, match="form 'paraphrase'"):
            desk.set_attribute(one, "form", "paraphrase")
        desk.set_attribute(two, "form", "rewording")
        desk.change_claim(two, stance="balanced")
        assert desk.finish() is not None
