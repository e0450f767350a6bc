"""Lines of JSON and the entries of a manifest, the same for every format."""

from __future__ import annotations

from annotator.exports.folder import Draft
from annotator.records.base import Record
from annotator.records.export_rows import FileEntry


def checked_line(model: type[Record], row: Record) -> str:
    """One line of JSON, read back through its model: what a user will read is what was checked."""
    line = row.model_dump_json()
    model.model_validate_json(line)
    return line


def file_entry(draft: Draft, schema: str, version: int) -> FileEntry:
    """The manifest's entry for a file that is written."""
    return FileEntry(
        sha256=draft.sha256, bytes=draft.bytes, lines=draft.lines, json_schema=schema, schema_version=version
    )
