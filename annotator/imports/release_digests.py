"""Which files of a release are no longer those that its manifest describes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from annotator.imports.labels_jsonl import read_manifest


def changed_files(manifest: Path) -> tuple[str, ...]:
    """The files of a release that were changed, or replaced by those of another one, since its manifest was written.

    Args:
        manifest: Its manifest.json; where it is absent there is nothing to compare with.

    Returns:
        Their names, in the manifest's order; files that are not there are left out.

    Raises:
        InputError: The manifest is none.
    """
    entries = read_manifest(manifest).files if manifest.is_file() else {}
    return tuple(
        name
        for name, entry in entries.items()
        if (file := manifest.with_name(name)).is_file() and _sha256(file) != entry.sha256
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
