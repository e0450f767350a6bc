"""Moving one end of a choice: by any stops, never empty, the other end stays; on hard text on the right offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.desk.selection import WordCursor
from annotator.records.spans import Span
from annotator.text.graphemes import graphemes
from annotator.text.words import words

TEXT = "One, two — three. Four"
HARD = st.text(
    st.sampled_from(
        "ab ,“”漢字カ\u0301\u0327\u200d\ufe0f\U0001f469\U0001f4bb\U0001f1fa\U0001f1f8\U0001f3fdשלום عربي가각\r\n"
    ),
    min_size=1,
    max_size=40,
)


def cursor(text: str = TEXT) -> WordCursor:
    return WordCursor(words(text))


def chosen(made: WordCursor, text: str = TEXT) -> str:
    assert made.span is not None
    return made.span.of(text)


def test_the_end_moves_by_characters_and_the_beginning_stays() -> None:
    made = cursor()
    made.extend(1)
    assert chosen(made) == "One,"
    assert made.slide([0, 1, 2, 3, 4], -2)
    assert chosen(made) == "On"
    assert made.slide([0, 1, 2, 3, 4], -9)
    assert chosen(made) == "O", "something is always left"
    assert not made.slide([0, 1, 2, 3, 4], -1)


def test_the_other_end_moves_after_a_swap_and_the_first_stays_exact() -> None:
    made = cursor()
    made.choose(Span(start=6, end=8))
    made.swap()
    assert chosen(made) == "wo"
    assert made.slide(range(23), -1)
    assert chosen(made) == "two"[:3]
    assert made.span == Span(start=5, end=8)
    made.swap()
    made.extend(1)
    assert made.span == Span(start=5, end=10), "a move by word leaves the other end where it is"


def test_choosing_backwards_past_the_anchor_takes_whole_words_again() -> None:
    made = cursor()
    made.choose(Span(start=11, end=14))
    made.extend(-3)
    assert chosen(made) == ", two — three"


@given(HARD, st.data())
def test_a_stretch_is_chosen_exactly_and_slides_on_whole_graphemes(text: str, data: st.DataObject) -> None:
    clusters = [each for each in graphemes(text) if text[each[0] : each[1]].strip()]
    if not clusters:
        assert cursor(text).span is None
        return
    first = data.draw(st.integers(0, len(clusters) - 1))
    last = data.draw(st.integers(first, len(clusters) - 1))
    span = Span(start=clusters[first][0], end=clusters[last][1])
    made = cursor(text)
    made.choose(span)
    assert made.span == span
    for backward, step in data.draw(st.lists(st.tuples(st.booleans(), st.integers(-3, 3)), max_size=6)):
        if backward:
            made.swap()
        before = made.span
        stops = [each[0] if made.backward else each[1] for each in clusters]
        made.slide(stops, step)
        after = made.span
        assert before is not None
        assert after is not None
        assert after.start < after.end
        assert (after.end == before.end) if made.backward else (after.start == before.start)
        assert {after.start, after.end} <= {edge for each in clusters for edge in each}
        word = made.word
        assert word is not None
        edge = after.start if made.backward else after.end - 1
        assert word.start <= edge < word.end, "the cursor is on the word of the moving end"
