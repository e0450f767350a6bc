"""Who finds the sentences inside one paragraph: the interface, and the rules that answer to it.

Roles and slices do not know who the splitter is, so that another can be tried on the same texts.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

from annotator.text.boundaries import sentence_starts
from annotator.text.glued_quotes import told_apart


class SentenceSplitter(Protocol):
    """Finds the sentences of a paragraph given as one line."""

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """The sentences as `[start, end)` in code points of `text`, in order, without overlap."""
        ...


def split_by_rules(text: str) -> list[tuple[int, int]]:
    """The sentences that the rules of `boundaries` see; together they are the whole text."""
    line = told_apart(text) if '"' in text else text
    return list(pairwise([0, *sentence_starts(line), len(line)])) if line else []


def default_splitter() -> SentenceSplitter:
    """The splitter in use."""
    return split_by_rules
