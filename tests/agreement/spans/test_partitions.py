"""B-cubed and pairwise F1 of two clusterings, against their definitions mention by mention."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.spans.partitions import partition_measures
from annotator.errors import InputError

mentions = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from("de")), max_size=12)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


@given(mentions)
def test_values_are_those_of_the_definitions(told: list[tuple[int, int, str]]) -> None:
    first, second, documents = ([mention[place] for mention in told] for place in range(3))
    found = {name: each.result() for name, each in partition_measures(first, second, documents).items()}
    if not told:
        assert {each.reason for each in found.values()} == {"no_mentions"}
        return
    shares: list[list[float]] = [[], []]
    for mention in told:
        clusters = [
            {at for at, each in enumerate(told) if each[2] == mention[2] and each[k] == mention[k]} for k in (0, 1)
        ]
        both = len(clusters[0] & clusters[1])
        shares[0].append(both / len(clusters[1]))
        shares[1].append(both / len(clusters[0]))
    precision, recall = (sum(part) / len(told) for part in shares)
    assert found["bcubed_f1"].value == pytest.approx(f1(precision, recall))
    assert found["bcubed_precision"].value == pytest.approx(precision)
    links = [
        {pair for pair in combinations(range(len(told)), 2) if len({(told[at][2], told[at][k]) for at in pair}) == 1}
        for k in (0, 1)
    ]
    if links[0] or links[1]:
        want = 2 * len(links[0] & links[1]) / (len(links[0]) + len(links[1]))
        assert found["pairwise_f1"].value == pytest.approx(want)
    else:
        assert found["pairwise_f1"].reason == "both_empty"


@given(mentions)
def test_names_and_the_order_of_annotators_do_not_count(told: list[tuple[int, int, str]]) -> None:
    first, second = [mention[0] for mention in told], [f"s{mention[1]}" for mention in told]
    one, other = partition_measures(first, second), partition_measures(second, first)
    for name in ("bcubed_f1", "pairwise_f1"):
        value = one[name].result().value
        assert other[name].result().value == (None if value is None else pytest.approx(value))


def test_a_mention_without_a_speaker_is_left_out() -> None:
    found = partition_measures(["a", None, "b"], ["x", "x", "y"])["bcubed_f1"].result()
    assert (found.value, found.units) == (1, 2)
    with pytest.raises(InputError, match="length"):
        partition_measures(["a"], [])
