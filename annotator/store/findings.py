"""What can be wrong with a project's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mend = Literal["rebuild", "restore"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with the file."""

    where: str
    """Table and row, as precisely as can be told."""
    message: str
    """What is wrong."""
    mend: Mend
    """`rebuild` where what was saved is sound and the current state is not; `restore` where only a backup helps."""
