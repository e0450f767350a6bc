"""The annotators of a project."""

from __future__ import annotations

from pydantic import ValidationError

from annotator.errors import InputError
from annotator.records.base import explain, format_time
from annotator.records.people import Annotator, AnnotatorKind
from annotator.store.connection import Store
from annotator.store.digest import sealed

_ONE: dict[AnnotatorKind, str] = {"person": "a person", "model": "a model", "adjudicator": "an adjudicator"}


def ensure_annotator(store: Store, name: str, kind: AnnotatorKind = "person") -> Annotator:
    """The annotator with this name, entered now if the project has not met it.

    Raises:
        InputError: The name is empty, too long or has control characters, or belongs to another kind of annotator.
    """
    try:
        wanted = Annotator(name=name, kind=kind, created_at=store.now())
    except ValidationError as error:
        raise InputError(f"annotator {name!r}: {explain(error)}", "choose a short, printable name") from error
    known = get_annotator(store, name)
    if known is None:
        with store.write():
            row = {"name": name, "kind": kind, "created_at": format_time(wanted.created_at)}
            if get_annotator(store, name) is None:
                store.insert("annotator", sealed("annotator", row))
        known = get_annotator(store, name) or wanted
    if known.kind != kind:
        raise InputError(f"annotator {name!r} is {_ONE[known.kind]}, not {_ONE[kind]}", "choose another name")
    return known


def get_annotator(store: Store, name: str) -> Annotator | None:
    """The annotator with this name."""
    row = store.row("SELECT name, kind, created_at FROM annotator WHERE name = ?", [name])
    return Annotator(**row) if row else None


def annotators(store: Store) -> list[Annotator]:
    """Everyone with a name in this project, in alphabetical order."""
    return [Annotator(**row) for row in store.rows("SELECT name, kind, created_at FROM annotator ORDER BY name")]
