"""HTML pages: the article's paragraphs as plain text, and what the page says of it in its head.

Scripts, styles, navigation and hidden parts go; blocks become paragraphs apart by an empty line; entities are decoded.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotator.imports import metadata
from annotator.imports.encoding import decode
from annotator.imports.rejected import RefusalError, Rejected
from annotator.records.documents import Article, Metadata

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE
)
_CHARSET_WINDOW = 4096
_UNSHOWN = frozenset(
    {"script", "style", "nav", "noscript", "template", "iframe", "object", "svg", "head", "title", "button", "select"}
    | {"textarea"}
)
_PARAGRAPHS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "div", "dl", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "menu"}
    | {"ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "ul"}
)
_LINES = frozenset(("dd", "dt", "li", "option", "tr"))
_CELLS = frozenset(("td", "th"))
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_AROUND_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "outlet": ("og:site_name", "application-name"),
    "author": ("author", "article:author", "dc.creator", "byl", "parsely-author"),
    "date": ("article:published_time", "date", "datepublished", "pubdate", "publish-date", "dc.date", "dc.date.issued"),
    "language": ("og:locale", "language", "content-language"),
    "url": ("og:url",),
}


def read(file: str, data: bytes, overrides: Metadata) -> Iterator[Article | Rejected]:
    """The one article of a page."""
    try:
        decoded = decode(data, _declared(data))
        page = _parse(decoded.text)
        yield metadata.article(_shown(_root(page)), _fields(page), file, decoded.encoding, overrides)
    except RefusalError as refusal:
        yield refusal.rejected(file)


def plain_text(markup: str) -> str:
    """The text that a piece of HTML shows, without any tag."""
    return _shown(_parse(markup))


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data, 0, _CHARSET_WINDOW)
    return found[1].decode("ascii") if found else None


def _parse(markup: str) -> BeautifulSoup:
    # 130 ms, paid only by pages.
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        # It warns of text that looks like a file name or like XML; both are fine here.
        warnings.simplefilter("ignore")
        return BeautifulSoup(markup, "html.parser")


def _root(page: BeautifulSoup) -> Tag:
    """Where the article stands: the longest <article>, else <main>, else the body, else the page."""
    articles = page.find_all("article")
    if articles:
        return max(articles, key=lambda tag: len(tag.get_text()))
    return page.find("main") or page.find(role="main") or page.body or page


def _fields(page: BeautifulSoup) -> metadata.Fields:
    """What the page says of itself; the first source that says something wins."""
    said: dict[str, str] = {}
    for tag in page.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or "")
        said.setdefault(name.casefold(), str(tag.get("content") or "").strip())
    fields = {field: next((said[name] for name in names if said.get(name)), "") for field, names in _META.items()}
    heading, title, time = page.find("h1"), page.find("title"), page.find("time", datetime=True)
    fields["title"] = fields["title"] or _words(heading) or _words(title)
    fields["date"] = fields["date"] or (str(time["datetime"]) if time else "")
    language = page.html.get("lang") if page.html else None
    fields["language"] = str(language or fields["language"]).replace("_", "-")
    canonical = page.find("link", rel="canonical", href=True)
    fields["url"] = str(canonical["href"]) if canonical else fields["url"]
    return fields


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


def _shown(root: Tag) -> str:
    """The text below a tag as a browser would set it, without styles: of breaks that meet, the widest counts."""
    out: list[str] = []
    margin = 0
    for piece in _pieces(root):
        if isinstance(piece, int):
            margin = max(margin, piece)
        elif piece.strip(" ") or not margin:
            out += ["\n" * margin, piece]
            margin = 0
    text = _AROUND_BREAK.sub("\n", "".join(out))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n ")


def _pieces(root: Tag) -> Iterator[str | int]:
    """Words, and breaks as numbers of line ends, in the order of the page; without recursion, for pages nest deep."""
    from bs4 import Tag

    stack: list[PageElement | str | int] = [root]
    while stack:
        element = stack.pop()
        if isinstance(element, int):
            yield element
        elif not isinstance(element, Tag):
            yield _text(element)
        elif element is root or not _hidden(element):
            before, after = _breaks(element.name)
            stack.append(after)
            stack.extend(reversed(element.contents))
            stack.append(before)


def _text(element: PageElement | str) -> str:
    """The words of a text node; comments and declarations show nothing; in <pre> breaks are kept."""
    from bs4.element import NavigableString, PreformattedString

    if not isinstance(element, NavigableString):
        return str(element)
    if isinstance(element, PreformattedString):
        return ""
    if element.find_parent("pre"):
        return str(element)
    return _BLANKS.sub(" ", str(element))


def _hidden(tag: Tag) -> bool:
    return tag.name in _UNSHOWN or tag.has_attr("hidden")


def _breaks(name: str) -> tuple[str | int, str | int]:
    """What stands before and after a tag's content: line ends by number, or a blank."""
    if name in _PARAGRAPHS:
        return 2, 2
    if name in _LINES:
        return 1, 1
    if name == "br":
        return "\n", ""
    return "", " " if name in _CELLS else ""
