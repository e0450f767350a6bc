"""Laws of attribution on any text at all: nothing raised, spans inside the sentence, candidates ranked, linear time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.records.documents import Segment
from annotator.text.attribution.attribute import MOST, attribute
from annotator.text.attribution.lexicon import language_of, languages, lexicon
from annotator.text.attribution.quotations import quotations
from annotator.text.lines import paragraphs
from annotator.text.segmentation import segment

PIECES = [
    "he said", "according to", "the minister", "Ada Brook", "that", "“", "”", "‘", "’", '"', "'", "«", "»", "„",
    ",", ".", "…", "\n\n", "\r\n", " ", "\u00a0", " — ", "[", "]", "0", "U.S.", "told", "called", "as saying",
    "quoted", "\u200b", "\u0301", "😂", "по словам", "сказал", "что", "and", "adding", "one of them", "in her view",
    "'s", "’s", "İ", "ß", "x", "President " + "Q" * 300,
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
TEXTS = st.one_of(TEXTS, st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))


def segments_of(text: str) -> list[Segment]:
    return [Segment(document="0" * 16, start=each.start, end=each.end, role=each.role) for each in segment(text)]


@given(TEXTS, st.sampled_from(["en", "ru", "xx"]))
@settings(max_examples=300, deadline=None)
def test_every_answer_is_sound(text: str, language: str) -> None:
    cut = segments_of(text)
    answer = attribute(text, cut, language)
    assert [each.segment for each in answer] == [each.key for each in cut]
    for part, sentence in zip(cut, answer, strict=True):
        scores = [each.score for each in sentence.suggestions]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= MOST
        for each in sentence.suggestions:
            starts = [span.start for span in each.spans]
            assert starts == sorted(starts)
            assert all(span.inside(part.span) and span.of(text).strip() for span in each.spans)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_quotations_are_in_order_apart_and_inside_a_paragraph(text: str) -> None:
    places = [(place.start, place.end) for place in paragraphs(text)]
    found = quotations(text, places)
    for one, two in pairwise(found):
        assert one.end <= two.start
    assert all(any(start <= each.start < each.end <= end for start, end in places) for each in found)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_answer_is_the_same_each_time(text: str) -> None:
    cut = segments_of(text)
    assert attribute(text, cut) == attribute(text, cut)


@pytest.mark.parametrize(
    "unit", ["he said, ", "“a” said X, ", "according to X, ", '"', "‘", "the chief of ", "and that "]
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def cost(times: int) -> float:
        text = unit * times
        begin = time.process_time()
        attribute(text, [Segment(document="0" * 16, start=0, end=len(text))])
        return time.process_time() - begin

    cost(100)
    small, large = min(cost(3_000) for _ in range(3)), min(cost(48_000) for _ in range(3))
    # 16 times the text: 64 leaves room for a busy machine, and quadratic growth would give 256.
    assert large < 64 * max(small, 0.005)


def test_every_language_is_complete() -> None:
    assert set(languages()) >= {"en", "ru"}
    for language in languages():
        assert lexicon(language).language == language
        assert lexicon(language).rules


@pytest.mark.parametrize(
    ("tag", "language"), [("ru-RU", "ru"), ("en_GB", "en"), ("", "en"), ("sw", "en"), ("RU", "ru")]
)
def test_a_tag_finds_its_language(tag: str, language: str) -> None:
    assert language_of(tag) == language


@pytest.mark.parametrize("language", languages())
def test_no_cue_of_a_rule_is_unknown_to_its_needs(language: str) -> None:
    """A rule with `needs` that its own pattern can do without would be left out where it applies."""
    for rule in lexicon(language).rules:
        for need in rule.needs:
            assert all(letter in rule.pattern.pattern for letter in need), (rule.name, need)
