"""Markdown to plain paragraphs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.imports.markdown import read
from annotator.imports.rejected import Rejected
from annotator.records.documents import Article, Metadata


def article(source: str) -> Article:
    (found,) = read("a.md", source.encode("utf-8"), Metadata())
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Title\n\nA *b* **c** `d` ~~e~~.\nSame line.", "Title\n\nA b c d e. Same line."),
        ("A [link](http://x.y 'z') and <http://x.y>.", "A link and http://x.y."),
        ("A ![picture](a.png) here.", "A  here."),
        ("- one\n- two\n  - three\n\nAfter.", "one\ntwo\nthree\n\nAfter."),
        ("1. one\n\n2. two\n\nAfter.\n\n- x\n\n<!-- -->\n\n- y", "one\ntwo\n\nAfter.\n\nx\n\ny"),
        ("> quoted\n> more\n\nplain", "quoted more\n\nplain"),
        ("a  \nb\\\nc", "a\nb\nc"),
        ("```py\nx = 1\n\ny\n```\n\n    indented", "x = 1\n\ny\n\nindented"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nT", "a | b\n1 | 2\n\nT"),
        ("A <b>bold</b> word<br>and &amp; &lt;more&gt; \\*.", "A bold word\nand & <more> *."),
        ("<div>\n<p>One</p><script>x()</script>\n</div>\n\nTwo", "One\n\nTwo"),
        ("A <script>alert(1)</script> b", "A  b"),
        ("Setext\n======\n\n***\n\nText", "Setext\n\nText"),
        ("“Quotes” and [sic] stay.", "“Quotes” and [sic] stay."),
    ],
)
def test_what_is_shown(source: str, text: str) -> None:
    assert article(source).text == text


def test_the_first_heading_is_the_title_unless_the_front_matter_has_one() -> None:
    assert article("Intro\n\n# The *Title*\n\nText").metadata.title == "The Title"
    assert article("---\ntitle: Mine\n---\n# Other\n\nText").metadata.title == "Mine"
    assert article("---\noutlet: O\n---\n# Other\n\nText").metadata == Metadata(title="Other", outlet="O")


def test_nothing_to_show_is_rejected() -> None:
    (found,) = read("a.md", b"![only a picture](a.png)", Metadata())
    assert isinstance(found, Rejected)


@given(
    st.lists(
        st.sampled_from(["<b>", "</div>", "<script>", "a", "*", "`", "\n", "\n\n", "- ", "> ", "[x](y)", "|", "<br/>"])
    )
)
@settings(max_examples=150, deadline=None)
def test_no_tag_is_left_outside_of_code(parts: list[str]) -> None:
    source = "".join(part for part in parts if part != "`")
    (found,) = read("a.md", f"start {source}".encode(), Metadata())
    assert isinstance(found, Article)
    assert not re.search(r"</?(?:b|div|script|br)/?>", found.text)
