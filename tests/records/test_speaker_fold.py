"""The speaker registry is the fold of its changes: the same in any order, never with a ring, every change undone."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from annotator.records.identifiers import uuid7
from annotator.records.labels import AUTHOR
from annotator.records.speakers import AUTHOR_SPEAKER, SpeakerChange, can_merge, fold_speakers, resolve

NOON = datetime(2018, 2, 19, 12, tzinfo=UTC)
NAMES = ("a", "b", "c", "d")


def changes(*steps: tuple[str, ...]) -> list[SpeakerChange]:
    """Changes from `(speaker, op, value)`, in their order."""
    return [
        SpeakerChange.model_validate(
            {
                "id": uuid7(1_500_000_000_000 + number, 0),
                "speaker": step[0],
                "op": step[1],
                "value": step[2] if len(step) > 2 else "",
                "author": "ann",
                "saved_at": NOON,
            }
        )
        for number, step in enumerate(steps)
    ]


@st.composite
def histories(draw: DrawFn) -> list[SpeakerChange]:
    steps: list[tuple[str, ...]] = []
    for _ in range(draw(st.integers(1, 20))):
        speaker = draw(st.sampled_from(NAMES))
        op = draw(
            st.sampled_from(["create", "create", "rename", "kind", "alias", "unalias", "merge", "merge", "split"])
        )
        value = draw(st.sampled_from(["Anna", "Boris", "Chen"]))
        if op == "merge":
            value = draw(st.sampled_from([each for each in (*NAMES, AUTHOR) if each != speaker]))
        elif op == "kind":
            value = draw(st.sampled_from(["state", "group"]))
        steps.append((speaker, op, value))
    return changes(*steps)


@given(histories(), st.randoms())
def test_the_order_in_which_changes_arrive_does_not_matter(history: list[SpeakerChange], random: Random) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)
    assert fold_speakers(shuffled) == fold_speakers(history)


@given(histories())
def test_merges_never_make_a_ring(history: list[SpeakerChange]) -> None:
    registry = fold_speakers(history)
    for speaker in registry:
        seen = [speaker]
        while (into := registry[seen[-1]].merged_into) is not None:
            assert into not in seen
            seen.append(into)
        assert resolve(speaker, registry) == seen[-1]


@given(histories())
def test_the_author_stays_what_it_is(history: list[SpeakerChange]) -> None:
    assert fold_speakers(history)[AUTHOR] == AUTHOR_SPEAKER


@given(histories())
def test_splits_bring_every_speaker_back_to_itself(history: list[SpeakerChange]) -> None:
    before = fold_speakers(history)
    last = changes(*[(each, "split") for each in NAMES])
    after = fold_speakers(
        [*history, *(each.model_copy(update={"id": uuid7(1 << 47, n)}) for n, each in enumerate(last))]
    )
    assert {each: entry.model_copy(update={"merged_into": None}) for each, entry in before.items()} == after
    assert all(resolve(each, after) == each for each in after)


@given(histories())
def test_a_name_that_was_given_up_stays_as_an_alias(history: list[SpeakerChange]) -> None:
    before = fold_speakers(history)
    for each in before:
        if each == AUTHOR:
            continue
        rename = changes((each, "rename", "New name"))[0].model_copy(update={"id": uuid7(1 << 47, 0)})
        entry = fold_speakers([*history, rename])[each]
        assert entry.name == "New name"
        assert {before[each].name, *before[each].aliases} <= {*entry.aliases, entry.name}
        assert entry.name not in entry.aliases


def test_a_merge_through_others_cannot_lead_back() -> None:
    registry = fold_speakers(
        changes(
            ("a", "create", "A"), ("b", "create", "B"), ("c", "create", "C"),
            ("a", "merge", "b"), ("c", "merge", "a"), ("a", "merge", "c"),
        )
    )  # fmt: skip
    assert [registry[each].merged_into for each in "abc"] == ["b", None, "a"]
    assert {resolve(each, registry) for each in "abc"} == {"b"}
    assert not can_merge("a", "c", registry)
    assert not can_merge("b", "c", registry)
    assert not can_merge("a", "a", registry)
    assert not can_merge("a", "nobody", registry)
    assert can_merge("c", "b", registry)


def test_a_split_gives_back_what_was_merged() -> None:
    merged = [("a", "create", "A"), ("b", "create", "B"), ("a", "alias", "Aleph"), ("a", "merge", "b")]
    assert resolve("a", fold_speakers(changes(*merged))) == "b"
    again = fold_speakers(changes(*merged, ("a", "split")))
    assert resolve("a", again) == "a"
    assert again["a"].aliases == ("Aleph",)


def test_what_nobody_entered_cannot_be_changed() -> None:
    assert set(fold_speakers(changes(("a", "rename", "A"), ("a", "merge", "author")))) == {AUTHOR}
    assert resolve("a", fold_speakers([])) is None


def test_the_first_entry_under_an_id_counts() -> None:
    registry = fold_speakers(changes(("a", "create", "First"), ("a", "create", "Second")))
    assert registry["a"].name == "First"


def test_an_alias_that_is_the_name_is_none() -> None:
    registry = fold_speakers(
        changes(("a", "create", "A"), ("a", "alias", "A"), ("a", "alias", "B"), ("a", "unalias", "B"))
    )
    assert registry["a"].aliases == ()
