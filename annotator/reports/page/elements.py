"""The only maker of tags: a tree is built and serialised, so no value of a report can become markup.

What could run or fetch (scripts, handlers, links that leave the page) is refused whoever asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from xml.etree import ElementTree

from annotator.text.cells import PLACEHOLDER, one_line

Element = ElementTree.Element
Child = Element | str | int | None

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_REFUSED = frozenset({"script", "style", "link", "base", "iframe", "object", "embed", "form", "img", "image", "use"})
_REACHING = frozenset({"src", "srcset", "style", "action", "formaction", "data", "poster", "background", "ping"})
# Valid UTF-8, but code points that no HTML page may hold.
_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)) + "]"
)
# The serialiser leaves some of these as they are in an attribute, which is why no text of anybody goes there.
_NOT_IN_ATTRIBUTES = re.compile('[<>&"]')
# A line feed after these keeps lines short enough for an editor; none of them stands inside a line of text.
_BLOCKS = frozenset(
    [
        *("caption", "dd", "details", "div", "dt", "figcaption", "figure", "g", "h1", "h2", "h3", "h4", "header", "li"),
        *("main", "meta", "nav", "ol", "p", "section", "summary", "svg", "table", "tbody", "thead", "tr", "ul"),
    ]
)


def shown(text: str) -> str:
    """A text of anybody as one line that a page may show: no control, override, surrogate or noncharacter."""
    return _NONCHARACTERS.sub(PLACEHOLDER, one_line(text))


def clipped(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis where it is longer than so many code points."""
    return text if len(text) <= most else text[: most - 1] + "…"


def el(name: str, *children: Child | Iterable[Child], **attributes: str | float | None) -> Element:
    """An element.

    Args:
        name: The tag.
        children: Elements and texts in their order, or iterables of them; None is left out.
        attributes: By name; `class_` stands for `class`, `text_anchor` for `text-anchor`. None is left out.

    Raises:
        ValueError: The tag or attribute could run something or reach out of the page.
    """
    if name in _REFUSED:
        raise ValueError(f"<{name}> has no place in a report")
    made = Element(
        name, {_attribute(key): _value(key, value) for key, value in attributes.items() if value is not None}
    )
    add(made, *children)
    return made


def add(parent: Element, *children: Child | Iterable[Child]) -> None:
    """Append children as `el` does."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element):
            child.tail = "\n" if child.tag in _BLOCKS else None
            parent.append(child)
        elif isinstance(child, str | int):
            _add_text(parent, shown(str(child)))
        else:
            add(parent, *child)


def document(title: str, *body: Element) -> str:
    """A whole page, in a style of its own and with a policy that lets it load nothing.

    Args:
        title: What a browser's tab says.
        body: The elements of the body.
    """
    style = Element("style")
    # A serialiser writes the text of this element as it is: only the file beside this one ever gets here.
    style.text = "\n" + (files(__package__) / "page.css").read_text(encoding="utf-8")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name_="color-scheme", content="light dark"),
        el("meta", name_="referrer", content="no-referrer"),
        el("title", title),
        style,
    )
    tree = el("html", head, el("body", body), lang="en")
    return "<!DOCTYPE html>\n" + ElementTree.tostring(tree, encoding="unicode", method="html") + "\n"


def _attribute(key: str) -> str:
    name = key.removesuffix("_").replace("_", "-")
    if name.startswith("on") or name in _REACHING or ":" in name:
        raise ValueError(f"the attribute {name} has no place in a report")
    return name


def _value(key: str, value: str | float) -> str:
    if isinstance(value, str):
        if key == "href" and not value.startswith("#"):
            raise ValueError("a report links to nothing but itself")
        if _NOT_IN_ATTRIBUTES.search(value):
            raise ValueError("texts of a report stand between tags, not in them")
        return shown(value)
    # Tenths of a unit are finer than any screen; a fixed form keeps pages alike on every machine.
    return f"{value:.1f}".removesuffix(".0")


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
