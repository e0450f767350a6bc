"""The registry in the store is the fold of its changes; impossible changes are refused and leave nothing."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.errors import InputError
from annotator.records.speakers import AUTHOR_SPEAKER, Speaker, fold_speakers
from annotator.store.connection import Store
from annotator.store.doctor import examine
from annotator.store.speakers import (
    change_speaker,
    claims_by_speaker,
    create_speakers,
    recent_speakers,
    registry,
    speaker_changes,
)


def test_the_registry_is_the_fold_of_its_changes(store: Store) -> None:
    assert registry(store) == fold_speakers(speaker_changes(store))
    assert registry(store)["s-1"].aliases == ("Bojko",)
    assert registry(store)["s-2"].merged_into == "s-0"
    assert registry(store)["author"] == AUTHOR_SPEAKER


@pytest.mark.parametrize(
    ("speaker", "op", "value", "kind", "words"),
    [
        ("s-0", "create", "Again", "", "speaker 'Anna' already"),
        ("s-9", "rename", "New", "", "no speaker 's-9'"),
        ("s-9", "create", " ", "", "not all of them blank"),
        ("s-9", "create", "x" * 201, "", "1 to 200"),
        ("s-9", "create", "x", "ghost", "ghost"),
        ("s-0", "rename", "", "", "not all of them blank"),
        ("s-0", "kind", "ghost", "", "'ghost' is no kind"),
        ("s-0", "merge", "s-0", "", "cannot be merged"),
        ("s-0", "merge", "s-9", "", "cannot be merged"),
        ("s-0", "merge", "s-2", "", "merged into it"),
        ("author", "rename", "Me", "", "author of the article"),
        ("s-0", "rename", "\udcff", "", "s-0"),
        ("s-0", "forget", "", "", "op"),
    ],
)
def test_an_impossible_change_is_refused_and_nothing_is_saved(
    store: Store, bench: Any, speaker: str, op: str, value: str, kind: str, words: str
) -> None:
    before = bench.dump(store.path)
    with pytest.raises(InputError, match=words) as refusal:
        change_speaker(store, speaker, op, value, kind=kind, author="ann")
    assert refusal.value.hint
    assert bench.dump(store.path) == before


def test_many_speakers_are_entered_at_once_and_known_ones_left_alone(store: Store) -> None:
    wanted = [(Speaker(id=f"s-{number}", name=f"Number {number}"), "ann") for number in range(50)]
    assert create_speakers(store, [*wanted, wanted[10]]) == 47
    assert registry(store)["s-0"].name == "Anna"
    assert registry(store)["s-49"].name == "Number 49"
    assert create_speakers(store, wanted) == 0
    assert examine(store) == []


def test_every_change_can_be_taken_back(store: Store) -> None:
    before = registry(store)
    change_speaker(store, "s-0", "rename", "Anne", author="lead")
    change_speaker(store, "s-0", "rename", "Anna", author="lead")
    change_speaker(store, "s-0", "unalias", "Anne", author="lead")
    change_speaker(store, "s-2", "split", author="lead")
    assert registry(store)["s-2"].merged_into is None
    change_speaker(store, "s-2", "merge", "s-0", author="lead")
    assert registry(store) == before
    assert [change.author for change in speaker_changes(store)][-5:] == ["lead"] * 5


def test_speakers_are_recent_by_their_last_use(bench: Any) -> None:
    with bench.machine().create(bench.path()) as store:
        keys = bench.fill(store, steps=0)
        for key, speaker in ((keys[0], "s-0"), (keys[1], "s-1"), (keys[7], "s-2"), (keys[2], "s-0")):
            bench.put(store, "ann", key, bench.label(store, key, speaker=speaker))
        bench.put(store, "bob", keys[3], bench.label(store, keys[3], speaker="s-1"))
        assert recent_speakers(store, "ann") == ["s-0", "s-2", "s-1"]
        assert recent_speakers(store, "ann", keys[0][:16]) == ["s-0", "s-1"]
        assert recent_speakers(store, "bob", keys[7][:16]) == []
        assert claims_by_speaker(store) == {"s-0": 2, "s-1": 2, "s-2": 1}
