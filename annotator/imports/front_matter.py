"""YAML between two `---` lines at the very top of a text: what is known of the article.

Values are taken as they are written: no date, number or yes becomes anything else than its letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.imports.metadata import Fields
from annotator.imports.rejected import RefusalError

_OPEN = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSE = re.compile(r"(?:(?<=\r)|(?<=\n)|\A)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_NOTHING = ("~", "null", "Null", "NULL")
_LONGEST = 65_536
_DEEPEST = 20
_REMEDY = "write `name: value` lines between two --- lines, or remove the first ---"


@dataclass(frozen=True, slots=True)
class Parted:
    """A text without its front matter."""

    fields: Fields
    """What the front matter says; empty where there is none."""
    text: str
    """The text from the first character after the line end of the closing `---`; blank lines there stay."""


def part(text: str) -> Parted:
    """Take the front matter off a text.

    Raises:
        RefusalError: It is not closed, is no YAML, or is no list of fields.
    """
    opened = _OPEN.match(text)
    if opened is None:
        return Parted({}, text)
    closed = _CLOSE.search(text, opened.end(), opened.end() + _LONGEST)
    if closed is None:
        raise RefusalError("front matter is opened with --- but not closed", _REMEDY, line=1)
    return Parted(_fields(text[opened.end() : closed.start()]), text[closed.end() :])


def _fields(source: str) -> Fields:
    # 25 ms, paid only by texts with front matter.
    import yaml

    try:
        value = _load(source)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise RefusalError(f"front matter is not YAML: {error.problem or error.context}", _REMEDY, line) from error
    except yaml.YAMLError as error:
        raise RefusalError(f"front matter is not YAML: {str(error).partition(chr(10))[0]}", _REMEDY, 1) from error
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise RefusalError(f"front matter holds no fields but {str(value)[:40]!r}", _REMEDY, 2)
    return {str(name): None if each in _NOTHING else each for name, each in value.items()}


def _load(source: str) -> object:
    """YAML with every scalar as the string it is written as; references are refused, for they can explode."""
    import yaml

    depth = 0
    for event in yaml.parse(source, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            # Its scanner needs time with the square of the depth: 5,000 brackets take 8 s.
            raise RefusalError("front matter is nested too deeply", _REMEDY, line=1)
        if isinstance(event, yaml.AliasEvent):
            raise RefusalError(f"front matter holds a reference, *{event.anchor}", "write the value out", line=1)
    _refuse_twice(yaml.compose(source, Loader=yaml.BaseLoader))
    return yaml.load(source, Loader=yaml.BaseLoader)


def _refuse_twice(node: object) -> None:
    """A field given twice is refused: one of its values would be lost."""
    import yaml

    seen = set()
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        if name in seen:
            raise RefusalError(f"the field {name!r} stands twice", "keep one of the two", key.start_mark.line + 2)
        seen.add(name)
