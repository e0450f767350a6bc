"""Each way of sparing work gives what the work would have given."""

from __future__ import annotations

import re
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.text import boundaries, lines, scripts
from annotator.text.roles import looks, picture_words

_SPOKEN = st.lists(
    st.sampled_from(
        [
            *(
                "Mr.",
                "No.",
                "U.S.",
                "prof.",
                "Corp.",
                "III.",
                "др.",
                "т.",
                "е.",
                "Talks",
                "talks",
                "end.",
                "end.”",
                "(",
            ),
            *("3.", "Он", "пришёл.", "e\u0301t\u0301.", "Ⅷ", "ǅ", "?", "!", "…", "Yahoo!", "said", "“We", "The"),
        ]
    ),
    max_size=14,
).map(" ".join)


@given(_SPOKEN)
@example("Talks “We пришёл. Mr. end.” prof.")
@settings(max_examples=300)
def test_a_plain_end_is_one_that_no_rule_objects_to(line: str) -> None:
    with patch.object(boundaries, "_plain_end", return_value=False):
        asked = list(boundaries.sentence_starts(line))
    assert list(boundaries.sentence_starts(line)) == asked


@given(st.text(alphabet="aB1д.。 “”()’-", max_size=14))
@settings(max_examples=300)
def test_no_rule_makes_an_end_of_what_is_plainly_inside(line: str) -> None:
    with patch.object(boundaries, "_plainly_inside", return_value=False):
        asked = list(boundaries.sentence_starts(line))
    assert list(boundaries.sentence_starts(line)) == asked


@given(st.lists(st.text(alphabet="aZ19-", min_size=1, max_size=4), max_size=6))
def test_the_script_of_plain_words_is_that_of_their_letters(words: list[str]) -> None:
    counts = scripts.letters_by_script(words)
    assert scripts._main(tuple(words)) == (counts.most_common(1)[0][0] if counts else "")


@given(st.text(alphabet="ab1_-' .,~\t\x1c\x00", max_size=16))
def test_plain_words_are_those_of_the_pattern(line: str) -> None:
    assert looks._plain_words(line) == tuple(looks._WORD.findall(line))


@given(st.text(alphabet="a1. !?…”)]» \u200b[。", min_size=1, max_size=8))
def test_what_ends_in_a_stop_is_prose(line: str) -> None:
    assert looks.is_prose(line) == (looks._STOPPED.search(line) is not None)


@given(st.text(alphabet="a.” \n\r\u2028\u200b\ufeff\u00a0", max_size=12))
def test_flat_keeps_length_and_leaves_no_break(text: str) -> None:
    line = lines.flat(text, 0, len(text))
    assert len(line) == len(text)
    assert not set(line) & set("\n\r\u2028")
    assert all(one == two or two == " " for one, two in zip(text, line, strict=True))


def test_captions_end_in_what_is_looked_for_first() -> None:
    agencies = re.findall(r"[^|]+", picture_words._PICTURE_AGENCIES.removeprefix("(?:").removesuffix(")"))
    assert set(agencies) < set(picture_words.PICTURE_ENDINGS)
    assert not any(set(ending) & set("\\[](){}?*+") for ending in picture_words.PICTURE_ENDINGS)
