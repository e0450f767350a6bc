"""Grapheme clusters against the rules of UAX 29, and against another implementation where it is installed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.graphemes import graphemes

PARTS = [
    *(
        "a",
        " ",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\u0301",
        "\u0308",
        "\u200d",
        "\u200c",
        "\ufe0f",
        "\u200b",
        "\u2028",
        "\ud800",
    ),
    *(
        "👍",
        "🏽",
        "👩",
        "👧",
        "❤",
        "🇺",
        "🇸",
        "🇷",
        "각",
        "ᄀ",
        "ᅡ",
        "ᆨ",
        "가",
        "क",
        "ि",
        "्",
        "\u0600",
        "ع",
        "ำ",
        "\U000e0041",
        "©",
    ),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PARTS), max_size=12).map("".join))


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in graphemes(text)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["a", "b"],
        ["e\u0301", "x"],
        ["a", "\r\n", "b"],
        ["\n", "\u0301", "a"],
        ["👨\u200d👩\u200d👧", "👍🏽"],
        ["❤\ufe0f\u200d🔥", "a\u200d", "🔥"],
        ["🇺🇸", "🇷🇺", "🇺"],
        ["a", "🇺🇸", "b", "🇷🇺"],
        ["각", "가", "ᄀ\u1161\u11a8", "가\u11a8"],
        ["कि", "नी"],
        ["\u06001", "a"],
        ["ก", "กำ"],
        ["\ud800", "\u0301"],
        ["a", "\u200b", "b"],
        ["👍\u200d👍"],
        ["👍\u200d\u200d", "👍"],
        ["🏴\U000e0067\U000e0062\U000e007f", "x"],
    ],
)
def test_clusters(wanted: list[str]) -> None:
    assert pieces("".join(wanted)) == wanted


@given(TEXTS)
def test_clusters_follow_each_other_without_a_gap(text: str) -> None:
    found = graphemes(text)
    assert "".join(pieces(text)) == text
    assert all(start < end for start, end in found)
    assert [end for _, end in found[:-1]] == [start for start, _ in found[1:]]


@given(TEXTS)
@settings(max_examples=300)
def test_clusters_are_those_of_another_implementation(text: str) -> None:
    wcwidth = pytest.importorskip("wcwidth")
    if not hasattr(wcwidth, "iter_graphemes"):
        pytest.skip("this version of wcwidth knows no graphemes")
    known = "".join(char for char in text if ord(char) < 0x3000 or char in "".join(PARTS))
    # Left out on purpose: GB9c, conjuncts of Indic scripts. Lone surrogates the other one takes for letters.
    known = known.replace("्", "").replace("\ud800", "")
    assert pieces(known) == list(wcwidth.iter_graphemes(known))
