"""What the bars of the screen are told to show. Plain values: the session makes them, widgets paint them."""

from __future__ import annotations

from dataclasses import dataclass

BLIND = "blind"
"""Stands in the place of where an article comes from while that is hidden."""

Run = tuple[str, str]
"""A text and the names of its looks, parted by blanks."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the annotator is in the article."""

    title: str = ""
    number: int = 0
    count: int = 0
    finished: int = 0
    about: str = ""
    """Where the article comes from, or that this is hidden."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to say of the sentence, and of the disk."""

    mode: str = "READ"
    choosing: bool = False
    verdict: tuple[Run, ...] = ()
    signs: tuple[Run, ...] = ()
    saved: str = ""
    """The time of the last change that is on disk; empty where none was made yet."""
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A remark; an error stays until something else is told."""

    text: str = ""
    error: bool = False
    looks: str = "soft"


@dataclass(frozen=True, slots=True)
class Hint:
    """One key and what it does."""

    key: Run
    label: tuple[Run, ...]
    action: str
    short: tuple[Run, ...] = ()
    """What to say where room is short; the same where empty."""
