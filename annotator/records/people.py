"""The people and programs whose labels a project holds."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator

from annotator.records.base import Moment, Record

AnnotatorKind = Literal["person", "model", "adjudicator"]


def _printable(name: str) -> str:
    if not name or name != name.strip() or len(name) > 64:
        raise ValueError("a name has 1 to 64 characters and no blank at either end")
    for character in name:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            raise ValueError(f"a name has no control character; {character!r} is one")
    return name


AnnotatorName = Annotated[str, AfterValidator(_printable)]
"""The name under which someone labels: 1 to 64 printable characters."""


class Annotator(Record):
    """Someone, or a program, that labels."""

    name: AnnotatorName
    """Unique within a project."""
    kind: AnnotatorKind = "person"
    """A person, a model, or the adjudicator, whose label is the gold one."""
    created_at: Moment
    """When the name was first used."""
