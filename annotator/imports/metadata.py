"""From the fields that a source gives to `Metadata`, and from a text with its fields to an `Article`.

Flags of the command line win over the source, but only where they are given; every field that has no place of its own
is kept under `extra` as a string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime

from annotator.imports.rejected import RefusalError
from annotator.records.documents import Article, Metadata

Fields = Mapping[str, object]
"""What a source says of an article: names as written there, values of any simple kind."""

_KNOWN = ("title", "outlet", "author", "date", "language", "url")
_ALIASES = {
    "headline": "title",
    "publisher": "outlet",
    "publication": "outlet",
    "authors": "author",
    "byline": "author",
    "published": "date",
    "published_at": "date",
    "lang": "language",
    "link": "url",
}
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T\s])")
_BLANK = re.compile("[\\s\u200b\u2060\ufeff]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_TITLE = 200
_TITLE_WORDS = 30


def article(text: str, fields: Fields, source: str, encoding: str, overrides: Metadata) -> Article:
    """An article, checked.

    Args:
        text: Its text.
        fields: What the source says of it.
        source: The file, with the line where it holds several.
        encoding: The encoding in which the file was read.
        overrides: Metadata that win where they are not empty.

    Raises:
        RefusalError: The text is blank, or it or a field holds what cannot be stored.
    """
    _check(text, "the text")
    if _BLANK.fullmatch(text):
        raise RefusalError("the text is empty", "leave it out, or put the article's text there")
    found = metadata(fields)
    if not found.title:
        found = found.model_copy(update={"title": first_line(text)})
    given = {name: value for name in _KNOWN if (value := getattr(overrides, name))}
    extra = {**found.extra, **overrides.extra}
    return Article(
        text=text, metadata=found.model_copy(update={**given, "extra": extra}), source=source, encoding=encoding
    )


def metadata(fields: Fields) -> Metadata:
    """The fields of a source in their places.

    Raises:
        RefusalError: A field holds a NUL or a lone surrogate.
    """
    places: dict[str, str] = {}
    extra: dict[str, str] = {}
    plain = {str(name).strip(): as_text(value) for name, value in fields.items()}
    names = {name.casefold() for name in plain}
    for name, value in plain.items():
        _check(name, "the name of a field")
        _check(value, f"the field {name!r}")
        place = name.casefold()
        if place not in _KNOWN and _ALIASES.get(place) not in names:
            place = _ALIASES.get(place, place)
        if place in _KNOWN:
            places.setdefault(place, value)
        elif value and name:
            extra[name] = value
    places["date"] = iso_day(places.get("date", ""))
    return Metadata(**places, extra=extra)


def as_text(value: object) -> str:
    """A value as a string: a list joined by commas, a day in ISO 8601, nothing as an empty string."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list) and all(not isinstance(each, list | dict) for each in value):
        return ", ".join(as_text(each) for each in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def iso_day(value: str) -> str:
    """A day in ISO 8601 where the value begins with one that exists, else the value as it is."""
    found = _DAY.match(value)
    if found is None:
        return value
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return value


def first_line(text: str) -> str:
    """The first line of a text if it is short and no sentence, to serve as its title; else nothing."""
    line = next((line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")
    short = len(line) <= _LONGEST_TITLE and len(line.split()) <= _TITLE_WORDS
    return line if short and not line.endswith((".", ",", ";", ":")) else ""


def _check(value: str, what: str) -> None:
    if (nul := value.find("\0")) >= 0:
        raise RefusalError(f"{what} has a NUL character at {nul}", "remove it; no text has one")
    if found := _SURROGATE.search(value):
        half = f"\\u{ord(found[0]):04x}"
        raise RefusalError(f"{what} has half a character ({half}) at {found.start()}", "write the character whole")
