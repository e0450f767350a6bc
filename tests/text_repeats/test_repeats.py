"""Repeated sentences: the join misses nothing and invents nothing, and groups follow from it."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.repeats.groups import find_repeats, likeness
from annotator.text.repeats.join import similar_pairs
from annotator.text.repeats.joined import joined
from annotator.text.repeats.wording import wording

NOUNS = st.sampled_from(["gas", "treaty", "envoy", "left", "north"])
WORDS = st.lists(st.sampled_from(["the", "a", "of", "gas", "treaty", "envoy", "left", "north"]), max_size=9)


def jaccard(left: list[str], right: list[str]) -> float:
    mine, theirs = Counter(left), Counter(right)
    return (mine & theirs).total() / (mine | theirs).total()


@given(st.lists(WORDS, max_size=14), st.sampled_from([0.5, 0.6, 2 / 3, 0.75, 0.8, 0.9, 1.0]))
def test_the_join_finds_exactly_the_pairs_that_comparing_all_finds(bags: list[list[str]], threshold: float) -> None:
    found = sorted(similar_pairs(bags, threshold))
    wanted = [
        (left, right)
        for left, right in combinations(range(len(bags)), 2)
        if bags[left] and bags[right] and jaccard(bags[left], bags[right]) >= threshold - 1e-9
    ]
    assert [(left, right) for left, right, _ in found] == wanted
    assert all(abs(similarity - jaccard(bags[left], bags[right])) < 1e-12 for left, right, similarity in found)


@given(st.lists(WORDS, max_size=14), st.sampled_from([0.5, 2 / 3, 0.8, 1.0]))
def test_pairs_that_are_enough_join_the_same_sets(bags: list[list[str]], threshold: float) -> None:
    everything = range(len(bags))
    found = [(left, right) for left, right, _ in similar_pairs(bags, threshold, enough=True)]
    wanted = [(left, right) for left, right, _ in similar_pairs(bags, threshold)]
    assert set(found) <= set(wanted)
    assert joined(everything, found) == joined(everything, wanted)
    assert len(found) == len(bags) - len(joined(everything, wanted))


@given(
    st.lists(st.lists(st.sampled_from(["gas", "treaty", "envoy", "left", "north"]), min_size=3, max_size=5), max_size=9)
)
def test_groups_do_not_depend_on_the_order_of_the_sentences(sentences: list[list[str]]) -> None:
    texts = [(str(number), " ".join(words)) for number, words in enumerate(sentences)]
    there = find_repeats(texts, shortest=3)
    back = find_repeats(texts[::-1], shortest=3)
    assert {frozenset(member.key for member in group) for group in there} == {
        frozenset(member.key for member in group) for group in back
    }
    keys = [member.key for group in there for member in group]
    assert len(keys) == len(set(keys))
    assert all(len(group) > 1 and group[0].similarity == 1 and group[0].identical for group in there)


def test_case_punctuation_and_invisible_marks_do_not_matter() -> None:
    plain = "The envoy of the U.S. said, “We will not leave.”"
    marked = "THE envoy of the U.\u200bS. said \u2013 'We will\u00a0not\u00ad leave'"
    assert wording(plain) == wording(marked)
    ((first, second),) = find_repeats([("a", plain), ("b", marked)])
    assert (first.key, second.key, second.identical) == ("a", "b", True)


def test_a_changed_word_is_near_and_a_changed_order_is_not_identical() -> None:
    texts = {
        "wire": "Russia and the United States agreed on Friday to a pause in the fighting around Aleppo",
        "edited": "Russia and the United States agreed on Saturday to a pause in the fighting around Aleppo",
        "turned": "The United States and Russia agreed on Friday to a pause in the fighting around Aleppo",
        "other": "Nobody in the city had heard of any pause when the shelling of the market began",
    }
    (group,) = find_repeats(texts.items())
    found = {member.key: (round(member.similarity, 3), member.identical) for member in group}
    assert found == {"wire": (1.0, True), "edited": (round(15 / 17, 3), False), "turned": (1.0, False)}


def test_short_sentences_are_left_out() -> None:
    assert find_repeats([("a", "He did not elaborate."), ("b", "He did not elaborate.")]) == []
    assert len(find_repeats([("a", "He did not elaborate."), ("b", "He did not elaborate.")], shortest=4)) == 1


def test_many_copies_of_one_sentence_cost_no_more_than_one() -> None:
    calls: list[int] = []
    texts = [(str(number), "All rights to this text are held by nobody at all") for number in range(5000)]
    (group,) = find_repeats(texts, on_sentence=calls.append)
    assert len(group) == 5000
    assert calls == [1]


@given(st.text(max_size=60))
def test_any_text_has_a_wording(text: str) -> None:
    words = wording(text)
    assert all(word and not word.isspace() for word in words)
    assert likeness(words, words) == 1


def test_sentences_in_scripts_without_blanks_are_found_letter_by_letter() -> None:
    chinese = "两国政府星期五同意在北方城市停火。"
    near = "两国政府星期六同意在北方城市停火。"
    other = "没有人问他们为什么离开了会议大厅。"
    (group,) = find_repeats([("a", chinese), ("b", other), ("c", chinese), ("d", near)])
    assert [(member.key, member.identical) for member in group] == [("a", True), ("c", True), ("d", False)]
    assert wording("Он 去了 Moscow。") == ("он", "去", "了", "moscow")
