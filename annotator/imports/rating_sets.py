"""Sets of labels in the cells of a table: `a|b` with a separator between them, `{}` for the empty set.

`written(read_set(cell, ...), ...)` has the labels in order, each once, so a table can be written and read back.
"""

from __future__ import annotations

from collections.abc import Collection

from annotator.errors import InputError

EMPTY = "{}"
"""How the empty set is spelled; an empty cell is a missing rating."""
SEPARATOR = "|"
"""Between the labels of a set, unless another one is asked for."""


def read_set(cell: str, separator: str, where: str) -> frozenset[str]:
    """The set that a cell holds; blanks around labels are no part of them.

    Args:
        cell: Not blank.
        separator: What stands between labels.
        where: Put before an error message, such as `ratings.csv, line 7: `.

    Raises:
        InputError: A label is empty, occurs twice, or is the sign of the empty set.

    >>> sorted(read_set("nato | eu", "|", "")), read_set("{}", "|", "")
    (['eu', 'nato'], frozenset())
    """
    if cell.strip() == EMPTY:
        return frozenset()
    labels = [label.strip() for label in cell.split(separator)]
    for place, label in enumerate(labels):
        if not label:
            remedy = f"Write the labels with one {separator!r} between two; {EMPTY} is the empty set."
            raise InputError(f"{where}value {cell!r} holds an empty label", remedy)
        if label == EMPTY:
            raise InputError(f"{where}value {cell!r} holds {EMPTY} beside labels", f"{EMPTY} stands alone.")
        if label in labels[:place]:
            raise InputError(f"{where}value {cell!r} names {label!r} twice", "A set holds each label once.")
    return frozenset(labels)


def written(labels: Collection[str], separator: str) -> str:
    """A set as `read_set` reads it."""
    return separator.join(sorted(labels)) or EMPTY
