"""The formats of a release, one line each."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError, UsageError
from annotator.exports.aggregated import write_aggregated
from annotator.exports.jsonl import write_release
from annotator.exports.request import Request
from annotator.records.aggregated_manifest import AggregatedManifest
from annotator.records.export_rows import Manifest

Written = Manifest | AggregatedManifest
"""The manifest of what was written."""

Writer = Callable[[Request], Written]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a release."""

    name: str
    description: str
    kind: str
    """What its manifests say that they are."""
    write: Writer
    aggregates: bool = False
    """Whether it holds one label made of several, and so can be told how to make it."""


def _write_jsonl(request: Request) -> Manifest:
    return write_release(request.store, request.roles, request.target, request.on_document)


FORMATS = (
    Format(
        "jsonl",
        "documents.jsonl, annotations.jsonl and manifest.json; annotator load brings it back",
        "annotator-jsonl",
        _write_jsonl,
    ),
    Format(
        "aggregated",
        "documents.jsonl, aggregated.jsonl and manifest.json; one label made of all annotators', with the votes",
        "annotator-aggregated",
        write_aggregated,
        aggregates=True,
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


def refuse_other_release(form: Format, target: Path) -> None:
    """Refuse a folder with a release of another format, whose manifest would be replaced and its files left behind.

    Raises:
        AnnotatorError: There is one.
    """
    manifest = target / "manifest.json"
    try:
        known = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        # No manifest, or one that nobody can read: it is nobody's release.
        return
    kind = known.get("format") if isinstance(known, dict) else None
    if any(kind == each.kind for each in FORMATS if each is not form):
        raise AnnotatorError(
            f"{target} holds a release of another format ({kind}), whose manifest would be lost",
            "choose another folder with -o",
        )
