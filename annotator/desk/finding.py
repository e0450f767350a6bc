"""Finds a document by what a person would call it, and an annotator by name."""

from __future__ import annotations

from pathlib import PurePath

from annotator.desk.project import Project
from annotator.errors import InputError
from annotator.store.documents import titles
from annotator.store.people import annotators


def find_document(project: Project, name: str) -> str:
    """The id of the document with this id (or the start of one), title, or file.

    Raises:
        InputError: There is none, or more than one.
    """
    known = titles(project.store) if name.strip() else {}
    found = [
        identifier
        for identifier, (title, source) in known.items()
        if name in (identifier, title, source) or PurePath(source).name == name or PurePath(source).stem == name
    ]
    if not found and len(name) >= 4:
        found = [identifier for identifier in known if identifier.startswith(name)]
    if len(found) != 1:
        what = "no document" if not found else f"{len(found)} documents"
        raise InputError(
            f"the project has {what} {name!r}",
            "name its id, its title, or the file it came from; see: annotator status",
        )
    return found[0]


def known_annotator(project: Project, name: str) -> str:
    """The name, where somebody labels under it.

    Raises:
        InputError: Nobody does; tells who there is.
    """
    known = [each.name for each in annotators(project.store)]
    if name not in known:
        raise InputError(f"the project has no annotator {name!r}", f"it knows: {', '.join(known) or 'nobody yet'}")
    return name
