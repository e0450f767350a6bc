"""JSON Lines: one object a line, with `text` and whatever is known of the article; a release's documents.jsonl too.

A line that cannot be read is rejected by number, and the lines after it are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from annotator.imports import json_once, metadata
from annotator.imports.encoding import decode
from annotator.imports.rejected import RefusalError, Rejected, at_line
from annotator.records.documents import Article, Metadata

_OWN = frozenset({"id", "sha256", "segments", "added_at", "source", "encoding"})
"""Keys of a release that follow from the text or from its import; they are made anew."""

_OF_LABELS = frozenset({"annotator", "verdict", "claims", "sentence", "labels", "spans", "start", "end"})
"""Keys that show a file of labels, not of articles."""


def read(file: str, data: bytes, overrides: Metadata) -> Iterator[Article | Rejected]:
    """The articles of a file, one a line; blank lines are passed over."""
    try:
        decoded = decode(data)
    except RefusalError as refusal:
        yield refusal.rejected(file)
        return
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = _object(line)
            fields = _fields(row)
            yield metadata.article(_text(row), fields, at_line(file, number), decoded.encoding, overrides)
        except RefusalError as refusal:
            yield RefusalError(refusal.why, refusal.remedy, number).rejected(file)


def holds_articles(data: bytes) -> bool:
    """Whether a file found in a folder is one of articles: its first object has a text and is no label."""
    head = next((line for line in data.split(b"\n") if line.strip()), b"")
    try:
        row = _object(decode(head).text)
    except RefusalError:
        return True
    return "text" in row and not _OF_LABELS & row.keys()


def _object(line: str) -> dict[str, object]:
    remedy = "write one JSON object on each line"
    try:
        row = json_once.loads(line)
    except json.JSONDecodeError as error:
        raise RefusalError(f"not JSON: {error.msg} (column {error.colno})", remedy) from error
    except json_once.TwiceError as error:
        raise RefusalError(str(error), "keep one of the two") from error
    except (ValueError, RecursionError) as error:
        raise RefusalError("not JSON that can be read: a number too long, or nested too deeply", remedy) from error
    if not isinstance(row, dict):
        raise RefusalError(f"no JSON object but {line.strip()[:40]!r}", remedy)
    return row


def _text(row: dict[str, object]) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        given = f"it is {text!r:.40}" if "text" in row else f"the keys are {', '.join(row)[:80] or 'none'}"
        raise RefusalError(f"no text: {given}", 'give each object a "text" with the article\'s words')
    return text


def _fields(row: dict[str, object]) -> metadata.Fields:
    """The fields beside the text, those under `metadata` and `extra` among them."""
    fields: dict[str, object] = {}
    for name, value in row.items():
        if name in ("metadata", "extra") and isinstance(value, dict):
            fields.update(_fields(value))
        elif name != "text" and name not in _OWN:
            fields[name] = value
    return fields
