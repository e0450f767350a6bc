"""Patterns of several alternatives."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Any of some patterns."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def opening(*patterns: str) -> re.Pattern[str]:
    """Patterns that are only matched at the start of a line.

    Without a mark of the start each alternative begins with a letter, and one that does not fit costs next to nothing.
    """
    return any_of(*patterns)
