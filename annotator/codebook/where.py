"""Finds the line of a TOML file on which a setting stands; TOML readers do not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_NAME = re.compile(r"""\s*([A-Za-z0-9_."'-]+)\s*=""")
_LONG_STRING = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', re.DOTALL)
"""A string over several lines, in which a line may look like a setting."""


def line_of(toml: str, where: Sequence[str | int]) -> int | None:
    """The line, counted from 1, of a path such as `("stance", "values", 2, "key")`.

    Where the setting itself is missing it is the line of the table that should hold it. None where not even the table
    is written with a header of its own.
    """
    lines = _LONG_STRING.sub(lambda found: "\n" * found[0].count("\n"), toml).split("\n")
    table: list[str | int] = []
    counts: dict[str, int] = {}
    best: tuple[int, int] | None = (0, 1) if len(where) <= 1 else None
    for number, line in enumerate(lines, start=1):
        header = _HEADER.match(line)
        if header:
            table = _path(header[2], is_array=header[1] == "[[", counts=counts)
            if list(where[: len(table)]) == table:
                best = max(best or (0, 0), (len(table), number))
            continue
        name = _NAME.match(line)
        if name:
            setting = [*table, *_parts(name[1])]
            if setting == list(where[: len(setting)]):
                best = max(best or (0, 0), (len(setting), number))
    return best[1] if best else None


def _path(dotted: str, *, is_array: bool, counts: dict[str, int]) -> list[str | int]:
    path: list[str | int] = [*_parts(dotted)]
    if is_array:
        counts[dotted] = counts.get(dotted, -1) + 1
        path.append(counts[dotted])
    return path


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]
