"""Invented articles of several kinds of sites, cut by hand: wire copy, blog, live blog, think tank, local paper."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

import pytest

from annotator.text.segmentation import segment

FOLDER = Path(__file__).with_name("articles")
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))

Cut = dict[tuple[int, int], str]


def article(name: str) -> tuple[str, Cut, Cut]:
    """The text, its segments as cut by hand, and as found."""
    gold = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    data = (FOLDER / gold["file"]).read_bytes()
    assert sha256(data).hexdigest() == gold["sha256"]
    text = data.decode("utf-8")
    wanted = {(span["start"], span["end"]): span["role"] for span in gold["spans"]}
    return text, wanted, {(each.start, each.end): each.role for each in segment(text)}


def sentence_characters(text: str, cut: Cut) -> set[int]:
    rank = list(accumulate(not char.isspace() for char in text))
    return {rank[place] for (start, end), role in cut.items() if role == "sentence" for place in range(start, end)}


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_vanishes(name: str) -> None:
    text, wanted, found = article(name)
    lost = sentence_characters(text, wanted) - sentence_characters(text, found)
    assert not lost


@pytest.mark.parametrize("name", NAMES)
def test_nearly_all_segments_are_cut_as_by_hand(name: str) -> None:
    _, wanted, found = article(name)
    same = set(wanted) & set(found)
    assert 2 * len(same) >= 0.95 * (len(wanted) + len(found))


def test_roles_and_content_over_all_articles() -> None:
    right = both = kept = true = shown = 0
    for name in NAMES:
        text, wanted, found = article(name)
        same = set(wanted) & set(found)
        both += len(same)
        right += sum(wanted[span] == found[span] for span in same)
        gold, ours = sentence_characters(text, wanted), sentence_characters(text, found)
        kept, true, shown = kept + len(gold & ours), true + len(gold), shown + len(ours)
    assert right >= 0.975 * both
    assert 2 * kept >= 0.99 * (true + shown)
