"""Markdown files: rendered to plain paragraphs. Links keep their words, images and tags go, code stays.

A line that the source breaks for its width is one line; paragraphs are apart by an empty line, the points of a list and
the rows of a table stand on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from annotator.imports import metadata
from annotator.imports.encoding import decode
from annotator.imports.front_matter import part
from annotator.imports.html import plain_text
from annotator.imports.rejected import RefusalError, Rejected
from annotator.records.documents import Article, Metadata

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_UNSHOWN_TAG = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_GROUPS = {"bullet_list_open", "ordered_list_open", "table_open"}
_GROUP_ENDS = {"bullet_list_close", "ordered_list_close", "table_close"}


def read(file: str, data: bytes, overrides: Metadata) -> Iterator[Article | Rejected]:
    """The one article of a file; its first heading is the title where the front matter gives none."""
    try:
        decoded = decode(data)
        parted = part(decoded.text)
        tokens = _parse(parted.text)
        fields = {"title": _first_heading(tokens), **parted.fields}
        yield metadata.article(_render(tokens), fields, file, decoded.encoding, overrides)
    except RefusalError as refusal:
        yield refusal.rejected(file)


def _parse(source: str) -> Sequence[Token]:
    # 60 ms, paid only by Markdown.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)


def _first_heading(tokens: Sequence[Token]) -> str:
    for opened, inline in pairwise(tokens):
        if opened.type == "heading_open":
            return " ".join(_inline(inline).split())
    return ""


def _render(tokens: Sequence[Token]) -> str:
    """The plain text: pieces of one list or table on neighbouring lines, all others apart."""
    out: list[str] = []
    row: list[str] | None = None
    depth = 0
    tight = False
    for token in tokens:
        if token.type in _GROUPS:
            depth += 1
        elif token.type in _GROUP_ENDS:
            depth -= 1
            tight = tight and depth > 0
        elif token.type == "tr_open":
            row = []
        elif row is not None and token.type == "inline":
            row.append(_inline(token))
        piece = " | ".join(row or ()) if token.type == "tr_close" else _block(token) if row is None else ""
        row = None if token.type == "tr_close" else row
        if piece:
            out += ["\n" if tight else "\n\n", piece]
            tight = depth > 0
    return "".join(out[1:])


def _block(token: Token) -> str:
    """What a block token shows."""
    if token.type == "inline":
        return _inline(token)
    if token.type in ("fence", "code_block"):
        return token.content.strip("\n")
    return plain_text(token.content) if token.type == "html_block" else ""


def _inline(token: Token) -> str:
    """The words of a paragraph without marks, tags and images."""
    out: list[str] = []
    unshown = False
    for child in token.children or ():
        if child.type == "html_inline":
            if found := _UNSHOWN_TAG.match(child.content):
                unshown = not found[1]
            elif _BREAK_TAG.fullmatch(child.content):
                out.append("\n")
        elif unshown:
            continue
        elif child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            out.append(" " if child.type == "softbreak" else "\n")
    return "".join(out).strip()
