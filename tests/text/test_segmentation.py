"""What holds for every text, and the slices of whole articles."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.segmentation import Slice, segment

PIECES = [
    *(
        "He left",
        "Mr. Hale",
        "U.S.",
        "e.g.",
        "Feb. 19",
        "No. 5",
        "т. е.",
        "и т. д.",
        "3.5",
        "…",
        ". . .",
        "?!",
        ".",
        "!",
        "。",
    ),
    *(
        "“",
        "”",
        '"',
        "«",
        "»",
        "(",
        ")",
        "[3]",
        "‘",
        "’",
        "—",
        "–",
        "-",
        "•",
        "The",
        "said",
        "А. П.",
        "他说",
        "مرحبا",
        "😀",
        "e\u0301",
    ),
    *(
        " ",
        "  ",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u2060",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
    ),
    *("\u2029", "\x00", "\x1c", "\ud800", "\u0301", "By John Smith", "Tags: a, b", "MOSCOW (Reuters) - ", "Also read"),
]
ODD = [
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200d",
    "\u200f",
    "\ud83d",
    "\udc00",
    "\0",
    "\u0301" * 300,
    "\U000e0041",
    "\ufffe",
]
WILD = st.text(st.characters(exclude_categories=()))
TEXTS = st.one_of(st.text(), WILD, st.lists(st.sampled_from(PIECES + ODD), max_size=40).map("".join))


def faults(text: str, slices: list[Slice]) -> list[str]:
    """What is wrong with a segmentation, in words."""
    found = []
    last = 0
    covered = bytearray(len(text))
    for each in slices:
        if not last <= each.start < each.end <= len(text):
            found.append(f"{each} is out of order")
        last = each.end
        quote = text[each.start : each.end]
        if quote != quote.strip():
            found.append(f"{each} has a blank at an end")
        covered[each.start : each.end] = b"\1" * (each.end - each.start)
        if each.guessed and each is slices[-1]:
            found.append(f"{each} guesses at the end of the text")
    lost = [place for place, char in enumerate(text) if not char.isspace() and not covered[place]]
    return [*found, *(f"{place} is lost" for place in lost)]


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_slices_are_in_order_and_hold_all_that_is_not_blank(text: str) -> None:
    assert faults(text, segment(text)) == []


@given(TEXTS, st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8))
@settings(deadline=None)
def test_no_splitter_can_break_the_slices(text: str, nonsense: list[tuple[int, int]]) -> None:
    assert faults(text, segment(text, splitter=lambda _: nonsense)) == []


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_is_cut_the_same_way(text: str) -> None:
    assert segment(text) == segment(text)


def test_a_blank_text_has_no_slices() -> None:
    assert segment("") == []
    assert segment(" \n\t\u00a0\r\n") == []


def test_a_splitter_of_ones_own_is_asked() -> None:
    text = "one two three"
    assert [(s.start, s.end) for s in segment(text, splitter=lambda _: [(0, 3), (4, 13)])] == [(0, 3), (4, 13)]


def test_a_slice_is_frozen() -> None:
    with pytest.raises(AttributeError):
        segment("He left.")[0].start = 3  # type: ignore[misc]


ARTICLE = """The Bridge at Dolna

By Mira Kestrel

DOLNA (Reuters) - The bridge was closed at 5 p.m. on Monday. Nobody said why.

What the mayor knew

“It is safe,” the mayor said. “It has always been safe.” Engineers disagree.

“It has always been safe”

The U.S. envoy wrote to Gen. Orlov on Feb. 19. He has had no answer.

Also read
Five bridges that fell
Tags: bridges, rivers
"""


def test_an_article_from_title_to_tags() -> None:
    got = [(each.role, ARTICLE[each.start : each.end]) for each in segment(ARTICLE)]
    assert got == [
        ("title", "The Bridge at Dolna"),
        ("byline", "By Mira Kestrel"),
        ("dateline", "DOLNA (Reuters) -"),
        ("sentence", "The bridge was closed at 5 p.m. on Monday."),
        ("sentence", "Nobody said why."),
        ("heading", "What the mayor knew"),
        ("sentence", "“It is safe,” the mayor said."),
        ("sentence", "“It has always been safe.”"),
        ("sentence", "Engineers disagree."),
        ("pullquote", "“It has always been safe”"),
        ("sentence", "The U.S. envoy wrote to Gen. Orlov on Feb. 19."),
        ("sentence", "He has had no answer."),
        ("boilerplate", "Also read"),
        ("boilerplate", "Five bridges that fell"),
        ("boilerplate", "Tags: bridges, rivers"),
    ]


CHANGES = {
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old Macintosh line ends": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "no-break spaces": lambda text: text.replace(". ", ".\u00a0"),
    "two spaces": lambda text: text.replace(". ", ".  "),
    "indented": lambda text: text.replace("\n", "\n  "),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "guillemets": lambda text: text.replace("“", "«").replace("”", "»"),
    "zero-width space after the stop": lambda text: text.replace(". ", ".\u200b "),
}


@pytest.mark.parametrize("change", CHANGES)
def test_dress_changes_nothing(change: str) -> None:
    def bare(text: str) -> list[tuple[str, str]]:
        plain = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "\u200b": None, "\u00a0": " "})
        cut = segment(text)
        return [(each.role, " ".join(text[each.start : each.end].translate(plain).split())) for each in cut]

    assert bare(CHANGES[change](ARTICLE)) == bare(ARTICLE)


def test_each_guess_is_marked_and_nothing_else() -> None:
    lost = "They told the envoys that nobody would accept these conditions"
    text = f"He spoke. {lost} The delegation said that it would wait.\n\nIt left. {lost}"
    assert [text[each.start : each.end] for each in segment(text) if each.guessed] == [lost]


def test_who_brings_a_splitter_gets_no_guesses() -> None:
    text = "They told the envoys that nobody would accept these conditions The delegation said that it would wait."
    assert [each.guessed for each in segment(text, splitter=lambda line: [(0, len(line))])] == [False]


@pytest.mark.parametrize(
    "unit",
    [
        *("He left the town. ", "word ", ".", "U.S. ", "A. B. ", '"', ".)", "a@b.", "т. е. ", "说。", "?", "“”", "A"),
        *(
            "The ",
            "Mr. ",
            "U.S.",
            "1",
            "1. ",
            "(",
            "[1]",
            ".[1]",
            "a",
            " ",
            "\u00a0",
            "😀",
            "— ",
            "…",
            ". . . ",
            "\u200b",
        ),
        *(
            "e\u0301",
            "\u0301",
            "\0",
            "'",
            "Aa.",
            "The he ",
            "« ",
            ". » ",
            "we use cookies ",
            "MOSCOW, ",
            "& ",
            "-",
            "|",
        ),
        *("http://a.b/c", "Feb. 3, ", "\n", "\r\n", "#", "said The people that ", "\ud800", "по т. ", "by using you "),
    ],
)
def test_time_grows_with_the_length_not_with_its_square(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.process_time()
        segment(text)
        return time.process_time() - begin

    segment("Load the model. Then measure.")
    # 200 kB take a second at most on a slow machine that does nothing else; twice that is left for one that does.
    assert seconds(200_000) < 2.0


def test_the_real_articles_are_cut_as_by_hand(shared: Path) -> None:
    wrong = []
    for path in sorted((shared / "oracles" / "segmentation").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / "corpus" / gold["file"]).read_bytes().decode("utf-8")
        wanted = {(span["start"], span["end"], span["role"]) for span in gold["spans"]}
        wrong += sorted({(each.start, each.end, each.role) for each in segment(text)} ^ wanted)
    assert wrong == []


def test_the_collected_cases(shared: Path) -> None:
    cases = json.loads((shared / "oracles" / "segmentation_cases.json").read_text(encoding="utf-8"))
    failed = []
    for case in cases:
        text = case["sep"].join(case["sents"])
        if [text[each.start : each.end] for each in segment(text)] != case["sents"]:
            failed.append(case["id"])
    assert failed == []
    assert len(cases) > 50
