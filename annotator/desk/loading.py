"""Brings in labels made elsewhere, all of a file or nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.desk.loaded import Loaded
from annotator.desk.project import Project
from annotator.desk.quoting import load_quotes
from annotator.desk.releases import load_release
from annotator.errors import InputError, UsageError
from annotator.imports.labels_jsonl import json_lines
from annotator.records.people import AnnotatorKind

_AGGREGATED = "aggregated.jsonl"
"""What a release of one label of several has in the place of annotations.jsonl."""


def load(
    project: Project,
    path: Path,
    *,
    annotator: str | None = None,
    kind: AnnotatorKind = "person",
    form: str | None = None,
    on_line: Callable[[int], None] | None = None,
) -> Loaded:
    """Load a file of labels.

    Args:
        project: The open project.
        path: annotations.jsonl of a release, or the folder of one, or a file of quoted labels.
        annotator: Whose labels these are; the names in the file where None.
        kind: What sort of annotator that is.
        form: `jsonl` or `quotes`; told from the file where None.
        on_line: Called with the number of each line that was read.

    Raises:
        AnnotatorError: A line does not fit the project; names file, line and value. Nothing is changed.
    """
    folder = path if path.is_dir() else path.parent
    if path in (folder, folder / _AGGREGATED) and (folder / _AGGREGATED).is_file():
        raise InputError(
            f"{folder} holds aggregated labels, which are nobody's",
            "load the labels that they were made of: annotator export jsonl writes them",
        )
    if path.is_dir():
        path = path / "annotations.jsonl"
    if not path.is_file():
        raise InputError(f"there is no file {path}", "name a file of labels, or the folder of a release")
    form = form or _form_of(path)
    if form not in LOADERS:
        raise UsageError(f"there is no format {form!r} of labels", f"use one of: {', '.join(LOADERS)}")
    with project.store.write():
        return LOADERS[form](project, path, annotator, kind, on_line)


def _form_of(path: Path) -> str:
    if path.name == "annotations.jsonl" and path.with_name("manifest.json").is_file():
        return "jsonl"
    first = next(json_lines(path), None)
    if first is None:
        raise InputError(f"{path} holds no label", "name a file with a label on each line, or the folder of a release")
    return "jsonl" if isinstance(first[1].get("sentence"), dict) else "quotes"


LOADERS = {"jsonl": load_release, "quotes": load_quotes}
"""The formats of labels that can be loaded."""
