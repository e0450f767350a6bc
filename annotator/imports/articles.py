"""Articles from files and folders: one line of the registry for each format.

Every file gives `Article` or `Rejected`, in a fixed order; nothing else is raised for what a file holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.imports import html, jsonl, markdown, plain, table
from annotator.imports.encoding import unreadable
from annotator.imports.rejected import Rejected
from annotator.records.documents import Article, Metadata

Reader = Callable[[str, bytes, Metadata], Iterator[Article | Rejected]]
"""From a file's name, its bytes and the overrides to its articles."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that articles come in."""

    suffixes: tuple[str, ...]
    """How its files' names end, in small letters."""
    read: Reader
    """Reads one file."""
    holds_articles: Callable[[bytes], bool] | None = None
    """Tells in a folder whether a file of this kind holds articles or something else, such as labels."""


FORMATS = (
    Format((".txt",), plain.read),
    Format((".md", ".markdown"), markdown.read),
    Format((".html", ".htm"), html.read),
    Format((".jsonl", ".ndjson"), jsonl.read, jsonl.holds_articles),
    Format((".csv", ".tsv"), table.read, table.holds_articles),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a path holds."""

    files: tuple[Path, ...]
    """Files of a known format, in the order in which they are read."""
    ignored: tuple[Path, ...]
    """Other files: of no known format, README files, tables and JSON Lines without texts."""


def read_articles(path: Path, overrides: Metadata | None = None) -> Iterator[Article | Rejected]:
    """The articles of a file, or of a folder with all its folders in the order of their names.

    In a folder, hidden files, README files, files of other formats and tables or JSON Lines without texts are passed
    over; a file that is named itself is read or rejected.

    Args:
        path: A file or a folder.
        overrides: Metadata that win over what a file says, where they are not empty.

    Yields:
        `Article`, or `Rejected` where something was not taken.
    """
    given = overrides or Metadata()
    if path.is_dir():
        for each in find_files(path).files:
            yield from _read(each, given)
    else:
        found = _read(path, given)
        first = next(found, None)
        yield first or Rejected(
            _name(path), None, "no article in it", "put a text on each line or row, below the header"
        )
        yield from found


def find_files(folder: Path) -> Found:
    """The files of a folder, sorted by their path; hidden ones and links to folders are not looked at."""
    files: list[Path] = []
    ignored: list[Path] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(where, name)
            if not name.startswith("."):
                (files if _is_article(path) else ignored).append(path)
    return Found(tuple(sorted(files)), tuple(sorted(ignored)))


def _is_article(path: Path) -> bool:
    """Whether a file found in a folder is one to read; one that cannot be opened is, so that it is reported."""
    kind = _format(path)
    if kind is None or path.stem.casefold() == "readme":
        return False
    try:
        return kind.holds_articles is None or kind.holds_articles(path.read_bytes())
    except OSError:
        return True


def _format(path: Path) -> Format | None:
    return next((each for each in FORMATS if path.suffix.casefold() in each.suffixes), None)


def _read(path: Path, overrides: Metadata) -> Iterator[Article | Rejected]:
    kind, name = _format(path), _name(path)
    if kind is None:
        known = ", ".join(suffix for each in FORMATS for suffix in each.suffixes)
        what = f"unknown kind of file {path.suffix!r}" if path.exists() else "no such file or folder"
        remedy = f"articles come as {known}" if path.exists() else "check the name"
        yield Rejected(name, None, what, remedy)
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        yield unreadable(name, error)
        return
    yield from kind.read(name, data, overrides)


def _name(path: Path) -> str:
    """A file's name as text; of one that is not UTF-8 the bytes that do not fit as \\xe9."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
