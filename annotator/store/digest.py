"""A checksum in every row that is never changed, so that damage SQLite cannot see is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

DIGESTED: dict[str, tuple[str, ...]] = {
    "document": ("id", "sha256", "text", "metadata", "source", "encoding", "added_at", "segmentation"),
    "annotator": ("name", "kind", "created_at"),
    "codebook": ("version", "toml", "first_used_at"),
    "revision": (
        "id", "annotator", "segment", "saved_at", "seconds", "origin", "codebook_version", "device", "done", "reverts",
        "body",
    ),
    "speaker_change": ("id", "speaker", "op", "value", "kind", "author", "saved_at"),
    "segment_change": (
        "id", "annotator", "document", "op", "start", "end", "until", "at", "role", "origin", "saved_at", "reverts",
    ),
    "offer": ("id", "annotator", "segment", "suggester", "version", "assigned", "shown", "offered"),
}  # fmt: skip
"""The columns that a row's digest covers, by table."""


def digest_of(table: str, row: Mapping[str, object]) -> str:
    """SHA-256, 64 hex digits, of a row's columns as stored."""
    values = [row[column] for column in DIGESTED[table]]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8")).hexdigest()


def sealed(table: str, row: Mapping[str, object]) -> dict[str, object]:
    """The row with its digest."""
    return {**row, "digest": digest_of(table, row)}
