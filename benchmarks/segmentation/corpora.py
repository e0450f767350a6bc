"""Texts with known sentences: Universal Dependencies files and folders of gold spans.

Every offset is in code points; a span has no blank at either end.
"""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its sentences."""

    text: str
    spans: Spans


@dataclass(slots=True)
class _Sentence:
    text: str
    newdoc: bool
    newpar: bool
    after: str


def read(path: Path, text_dir: Path | None = None) -> list[Document]:
    """The documents of a .conllu file (gzip or not), of a folder of gold files, or of a .tar.gz of lists of sentences.

    Args:
        path: The file or the folder.
        text_dir: Where the texts of a folder's gold files are; without it, in the folder.
    """
    if path.is_dir():
        return [_gold(file, text_dir or path) for file in sorted(path.glob("*.json"))]
    if path.name.endswith(".tar.gz"):
        with tarfile.open(path) as archive:
            files = sorted((each for each in archive.getmembers() if each.isfile()), key=lambda each: each.name)
            return [_listed(json.loads(held.read())) for each in files if (held := archive.extractfile(each))]
    return list(_documents(_sentences(path)))


def _gold(file: Path, text_dir: Path) -> Document:
    gold = json.loads(file.read_text(encoding="utf-8"))
    text = (text_dir / gold["file"]).read_bytes().decode("utf-8")
    return Document(text, [(span["start"], span["end"]) for span in gold["spans"]])


def _listed(article: dict[str, Any]) -> Document:
    """An article of which only the sentences are left: one blank between them, an empty line where no stop is."""
    rows = sorted(article["sentences"], key=lambda row: row["position_in_article"])
    text, spans = "", Spans()
    for sentence in (" ".join(row["content"].split()) for row in rows):
        if not sentence:
            continue
        if spans:
            # The first is the headline, on a line of its own whatever it ends with.
            stopped = len(spans) > 1 and text.rstrip("\"'”’»)]")[-1:] in ".!?…"
            text += " " if stopped else "\n\n"
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
    return Document(text, spans)


def _sentences(path: Path) -> Iterator[_Sentence]:
    data = path.read_bytes()
    content = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    sentence = _Sentence("", newdoc=False, newpar=False, after=" ")
    for row in content.split("\n"):
        if row.startswith("#"):
            key, _, value = row[1:].partition("=")
            name = key.strip()
            sentence.newdoc |= name.startswith("newdoc")
            sentence.newpar |= name.startswith("newpar")
            if name == "text":
                sentence.text = value.strip()
        elif row:
            sentence.after = "" if "SpaceAfter=No" in row.split("\t")[-1] else " "
        elif sentence.text:
            yield sentence
            sentence = _Sentence("", newdoc=False, newpar=False, after=" ")
    if sentence.text:
        yield sentence


def _documents(sentences: Iterator[_Sentence]) -> Iterator[Document]:
    text, spans, after = "", Spans(), ""
    for sentence in sentences:
        if sentence.newdoc and spans:
            yield Document(text, spans)
            text, spans = "", []
        if spans:
            text += "\n\n" if sentence.newpar else after
        spans.append((len(text), len(text) + len(sentence.text)))
        text += sentence.text
        after = sentence.after
    if spans:
        yield Document(text, spans)
