"""What a load of labels brought in, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load brought in."""

    documents: int = 0
    labels: int = 0
    """Labels that are new or changed."""
    known: int = 0
    """Labels that the project had already."""
    offers: int = 0
    """New lines of the log of suggestions."""
    changed: tuple[str, ...] = ()
    """Files that were changed since the manifest beside them was written."""
