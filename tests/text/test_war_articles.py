"""Ninety news articles on a war, their sentences listed by another program: nearly all ends are found, none vanish."""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from annotator.text.segmentation import segment

ARCHIVE = "data/ukraine-news-bias/all-data-as-json.tar.gz"


@pytest.fixture
def articles(shared: Path) -> list[list[str]]:
    """The sentences of each article, its title first."""
    with tarfile.open(shared / ARCHIVE) as archive:
        files = [held.read() for each in archive.getmembers() if each.isfile() and (held := archive.extractfile(each))]
    rows = [sorted(json.loads(each)["sentences"], key=lambda row: row["position_in_article"]) for each in files]
    return [[line for row in article if (line := " ".join(row["content"].split()))] for article in rows]


def written(sentences: list[str]) -> tuple[str, set[int]]:
    """The article as a text, and where its sentences end; lines without a stop stand alone."""
    text, ends = sentences[0], {len(sentences[0])}
    for number, sentence in enumerate(sentences[1:], start=1):
        text += " " if number > 1 and text.rstrip("\"'”’»)]")[-1:] in ".!?…" else "\n\n"
        text += sentence
        ends.add(len(text))
    return text, ends - {len(text)}


def test_ends_and_roles_of_real_news(articles: list[list[str]]) -> None:
    found = missed = extra = 0
    roles: Counter[str] = Counter()
    for sentences in articles:
        text, wanted = written(sentences)
        cut = segment(text)
        ends = {each.end for each in cut if each.role != "dateline"} - {len(text)}
        found, missed, extra = found + len(ends & wanted), missed + len(wanted - ends), extra + len(ends - wanted)
        roles.update(each.role for each in cut)
    assert 2 * found >= 0.99 * (2 * found + missed + extra)
    assert roles["title"] >= 80
    assert roles["boilerplate"] + roles["pullquote"] + roles["byline"] <= 0.005 * roles["sentence"]
