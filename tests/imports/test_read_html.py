"""HTML pages to paragraphs and metadata."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.imports.html import plain_text, read
from annotator.imports.rejected import Rejected
from annotator.records.documents import Article, Metadata

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Site | Page</title>
<meta property="og:title" content="The &quot;Title&quot;"><meta name="author" content="M. Kestrel">
<meta property="article:published_time" content="2016-05-03T10:00:00+02:00">
<meta property="og:site_name" content="Dolna Times"><link rel="canonical" href="https://example.org/a">
<style>p { color: red }</style><script>var x = "<p>no</p>";</script></head>
<body><nav><ul><li>Home</li></ul></nav><noscript>Turn it on</noscript>
<article><h1>The "Title"</h1><p>One &amp; two&nbsp;men.
 Same <b>line</b>.<!-- no --></p><p>A<br>B<br><br>C</p>
<ul><li>first</li><li>second</li></ul><table><tr><td>1</td><td>2</td></tr></table>
<pre>a
  b</pre><p hidden>no</p></article><footer>Imprint</footer></body></html>"""


def article(page: str | bytes) -> Article:
    (found,) = read("a.html", page.encode("utf-8") if isinstance(page, str) else page, Metadata())
    assert isinstance(found, Article), found
    return found


def test_a_page() -> None:
    found = article(PAGE)
    assert found.text == ('The "Title"\n\nOne & two\u00a0men. Same line.\n\nA\nB\n\nC\n\nfirst\nsecond\n\n1 2\n\na\nb')
    assert found.metadata == Metadata(
        title='The "Title"',
        outlet="Dolna Times",
        author="M. Kestrel",
        date="2016-05-03",
        language="en-GB",
        url="https://example.org/a",
    )


def test_without_an_article_main_then_the_body_is_read() -> None:
    assert article("<body><div>side</div><main><p>Text</p></main></body>").text == "Text"
    assert article("<body><div>One</div><div>Two</div></body>").text == "One\n\nTwo"
    assert article("<p>One<p>Two").text == "One\n\nTwo"


def test_the_longest_article_of_a_page_is_read() -> None:
    assert article("<article>teaser</article><article>the long one</article>").text == "the long one"


def test_the_title_comes_from_the_heading_or_the_head_where_no_tag_gives_it() -> None:
    assert article("<title>Head</title><body><h1>A <i>b</i></h1><p>T</p>").metadata.title == "A b"
    assert article("<title>Head\n line</title><p>Some text.</p>").metadata.title == "Head line"


@pytest.mark.parametrize(
    "declaration", ['<meta charset="koi8-r">', '<meta http-equiv="x" content="text/html; charset=KOI8-R">']
)
def test_the_declared_encoding_is_honoured(declaration: str) -> None:
    found = article(f"<head>{declaration}</head><p>ёж</p>".encode("koi8-r"))
    assert (found.text, found.encoding) == ("ёж", "koi8-r")


def test_a_declared_encoding_that_is_wrong_is_not_believed() -> None:
    assert article('<meta charset="windows-1251"><p>café</p>').text == "café"


def test_a_page_without_words_is_rejected() -> None:
    (found,) = read("a.html", b"<html><script>x</script></html>", Metadata())
    assert isinstance(found, Rejected)


def test_a_page_may_nest_as_deep_as_it_likes() -> None:
    assert plain_text("<div>" * 20_000 + "deep") == "deep"


def test_entities_are_decoded_once() -> None:
    assert plain_text("&amp;lt;b&amp;gt; &#8220;x&#8221; &#0;&#xD800;").startswith("&lt;b&gt; “x”")


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<br>", "<li>", "x", " ", "\n", "<script>", "</script>", "<!--", "-->", "&", "<"]
        )
    )
)
@settings(max_examples=150, deadline=None)
def test_lines_have_no_blank_ends_and_no_gap_is_wider_than_one_line(parts: list[str]) -> None:
    text = plain_text("".join(parts))
    assert "\n\n\n" not in text
    assert all(line == line.strip(" \t") for line in text.split("\n"))
