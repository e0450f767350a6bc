"""No text of anybody becomes markup, a link, a control or an unreadable page, wherever in a report it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.desk.agreement.model import AgreementReport, LayerReport
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.page import page
from annotator.reports.page.elements import clipped, document, el, shown

HOSTILE = [
    "</script><script>alert(1)</script>",
    "</title></style></textarea><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- ]]> <![CDATA[",
    "&lt;b&gt; &#x3c;script&#62; &amp",
    "javascript:alert(1)",
    "a\x00b\x07\x1b[31mred\x1b]8;;http://x.org\x07\x7f\x9b",
    "\u202egnp.exe\u2066\u200b\ufeff",
    "lone \ud800 and \udfff surrogates",
    "\ufffe\uffff\ufdd0\U0010ffff",
    "line\nbreak\r\ttab\u2028\u2029",
    "%s {0} {name} $x",
    "x" * 5000,
]
PLAIN = {"project", "codebook", "codebook_versions", "text", "title", "annotator", "annotators", "claims", "segment"}
NAMED = {"first", "second", "toward", "categories", "without", "labels", "question", "conditional_on", "says"}
MARKUP = st.text(st.sampled_from("<>&\"'`=/!-?[]{}abonscript:;#x \n\t\x00\x1b\u202e\ud800"), min_size=1, max_size=40)


def changed(value: Any, change: Callable[[str], str], hit: bool = False) -> Any:
    """The report with every text of anybody changed."""
    if isinstance(value, str):
        return change(value) if hit else value
    if isinstance(value, tuple):
        return tuple(changed(each, change, hit) for each in value)
    if isinstance(value, dict):
        return {_key(key, change, hit): changed(each, change) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        what = PLAIN | NAMED | ({"name"} if type(value).__name__ in ("Person", "Cut", "Step") else set())
        parts = {each.name: changed(getattr(value, each.name), change, each.name in what) for each in fields(value)}
        return replace(value, **parts)
    return value


def _key(key: str, change: Callable[[str], str], hit: bool) -> str:
    """A key is a text of anybody, or the name of a coefficient with perhaps a category in it."""
    base, colon, category = key.partition(":")
    return change(key) if hit else f"{base}:{change(category)}" if colon else key


def ending(end: str) -> Callable[[str], str]:
    """Puts something after a text."""
    return lambda text: text + end


class Tags(HTMLParser):
    """The tags of a page with their attributes, in their order; texts left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", ()))

    unknown_decl = handle_pi = handle_comment


def outline(html: str) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    return Tags(html).found


def test_no_text_changes_the_tags(report: AgreementReport, ratings: LayerReport, spans: SpanTableReport) -> None:
    for each in (report, ratings, spans):
        # As long as the hostile ones after clipping, so that the same rows and folds are there.
        harmless = outline(page(changed(each, ending("y"))))
        for evil in HOSTILE:
            assert outline(page(changed(each, ending(evil)))) == harmless, evil[:30]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MARKUP)
def test_a_page_is_always_one_that_can_be_read(ratings: LayerReport, text: str) -> None:
    made = page(changed(ratings, ending(text)))
    made.encode("utf-8")
    assert outline(made) == outline(page(changed(ratings, ending("y"))))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", made)


@given(st.text(max_size=60) | MARKUP | st.sampled_from(HOSTILE))
def test_a_text_reads_as_it_was_but_for_what_nobody_may_see(text: str) -> None:
    made = ElementTree.tostring(el("p", text, el("b", text), text), encoding="unicode", method="html")
    again = ElementTree.fromstring(made)
    assert "".join(again.itertext()) == shown(text) * 3
    assert len(again) == 1
    assert len(shown(text)) == len(text)


@pytest.mark.parametrize("text", ["<", "a>b", "&amp;", '"'])
def test_no_text_of_anybody_stands_in_an_attribute(text: str) -> None:
    with pytest.raises(ValueError, match="between tags"):
        el("p", class_=text)


@pytest.mark.parametrize("name", ["script", "style", "iframe", "img", "link", "base", "form", "object"])
def test_no_tag_that_runs_or_reaches_out(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        el(name)


@pytest.mark.parametrize("attribute", ["onclick", "src", "style", "srcset", "xlink:href"])
def test_no_attribute_that_runs_or_reaches_out(attribute: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        el("p", **{attribute: "x"})


@pytest.mark.parametrize("target", ["http://x.org", "//x.org", "javascript:1", "", "data:,x"])
def test_a_link_stays_on_the_page(target: str) -> None:
    with pytest.raises(ValueError, match="itself"):
        el("a", "x", href=target)


def test_a_title_is_a_text() -> None:
    made = document("</title><b>", el("main"))
    assert "<title>&lt;/title&gt;&lt;b&gt;</title>" in made


def test_a_long_text_is_cut_and_says_so() -> None:
    assert clipped("abcdef", 6) == "abcdef"
    assert clipped("abcdefg", 6) == "abcde…"
