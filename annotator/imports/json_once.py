"""JSON in which no object gives the same key twice."""

from __future__ import annotations

import json


def loads(text: str) -> object:
    """The value of a JSON text.

    Raises:
        ValueError: An object has a key twice, so that one of its values would be lost; or the text is no JSON
            (`JSONDecodeError`), or holds a number too long to read.
        RecursionError: It is nested too deeply.
    """
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in made if names.count(name) > 1)
        raise TwiceError(f"the key {twice!r} stands twice in one object")
    return made


class TwiceError(ValueError):
    """An object has a key twice."""
