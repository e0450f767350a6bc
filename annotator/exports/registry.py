"""The formats of a release, one line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import UsageError
from annotator.exports.jsonl import write_release
from annotator.records.export_rows import Manifest
from annotator.store.connection import Store

Writer = Callable[[Store, tuple[str, ...], Path, Callable[[int], None] | None], Manifest]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a release."""

    name: str
    description: str
    write: Writer


FORMATS = (
    Format(
        "jsonl", "documents.jsonl, annotations.jsonl and manifest.json; annotator load brings it back", write_release
    ),
)


def export_format(name: str) -> Format:
    """The format with this name.

    Raises:
        UsageError: There is no such format.
    """
    for each in FORMATS:
        if each.name == name:
            return each
    raise UsageError(f"there is no export format {name!r}", f"use one of: {', '.join(each.name for each in FORMATS)}")
