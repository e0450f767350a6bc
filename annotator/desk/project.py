"""A project: a folder with `annotator.toml`, `annotator.db`, `codebook.toml`, `corpus/` and `exports/`."""

from __future__ import annotations

import getpass
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError

from annotator.codebook.load import default_toml, usable_codebook
from annotator.codebook.model import Codebook
from annotator.errors import AnnotatorError, InputError, UsageError
from annotator.records.base import Record, explain
from annotator.records.identifiers import IdSource
from annotator.store.codebooks import register_codebook
from annotator.store.connection import Store, create_store, open_store

SETTINGS = "annotator.toml"
DATABASE = "annotator.db"
CODEBOOK = "codebook.toml"

_SETTINGS_TEXT = """\
# Settings of this project.
name = {name}

# The codebook, relative to this folder. Raise the version inside it when you change a definition.
codebook = "{codebook}"

# Attribute sets of the codebook to switch on, such as ["attribution"].
attribute_sets = []

# Show suggestions in "all" sentences, in a random "half" of them to measure what they do, or in "none".
suggestions.show = "all"

# Who makes them: the built-in "rules", or an installed plug-in.
suggestions.suggester = "rules"

# Decides which half it is, the same for everyone. Leave it as it is while people annotate.
suggestions.seed = 1

# The least score, from 0 to 1, of a suggestion that is shown unasked.
suggestions.least = 0.5

# Read articles blind: what tells where they come from is hidden until all their sentences are labelled.
blind.on = false
blind.hide = ["outlet", "author", "date"]
"""


class SuggestionSettings(Record):
    """What `annotator.toml` says of suggestions."""

    show: Literal["all", "half", "none"] = "all"
    """In which sentences they are shown: all, a random half that follows from the seed, or none."""
    suggester: str = "rules"
    """Who makes them: the built-in rules, or an installed plug-in."""
    seed: int = 1
    """Decides which half of the sentences it is, the same for every annotator."""
    least: float = Field(default=0.5, ge=0, le=1, allow_inf_nan=False)
    """The score from which a suggestion is shown unasked."""


class BlindSettings(Record):
    """What `annotator.toml` says of reading blind."""

    on: bool = False
    """Whether articles are read blind: what tells their source is hidden until all their sentences are labelled."""
    hide: tuple[Literal["outlet", "author", "date"], ...] = ("outlet", "author", "date")
    """What is hidden. The names of speakers are hidden, too, where the codebook says so."""


class Settings(Record):
    """What `annotator.toml` says."""

    name: str = ""
    """What the project is called."""
    codebook: str = CODEBOOK
    """The codebook's file, relative to the project."""
    attribute_sets: tuple[str, ...] = Field(default=())
    """Attribute sets of the codebook that this project switches on."""
    suggestions: SuggestionSettings = SuggestionSettings()
    """Suggestions on the annotation screen."""
    blind: BlindSettings = BlindSettings()
    """What is hidden of an article until its sentences are labelled."""
    keys: dict[str, str] = Field(default={})
    """Other keys for actions of the screens: the id of the action, and its keys with blanks between them."""


@dataclass(frozen=True)
class Project:
    """An open project. Use it as a context manager."""

    root: Path
    settings: Settings
    codebook: Codebook
    store: Store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of segments that annotators read one by one."""
        return self.codebook.roles.annotate

    @property
    def name(self) -> str:
        """What to call the project."""
        return self.settings.name or self.root.name


def find_project(start: Path, *, named: bool = False) -> Path:
    """The project's folder: `start`, or the nearest folder above it that is one.

    Args:
        start: Where to look.
        named: Whether the user named this very folder; then no folder above it will do.

    Raises:
        UsageError: There is no project.
    """
    start = start.resolve()
    for folder in [start] if named else [start, *start.parents]:
        if (folder / SETTINGS).is_file():
            return folder
    where = f"{start} is no project" if named else f"there is no project in {start} or above it"
    raise UsageError(where, "make one with: annotator init DIR; or name one with: --project DIR")


def init_project(root: Path, codebook: Path | None = None) -> Path:
    """Make a project in a folder that has none; the folder is made if need be.

    Args:
        root: The folder.
        codebook: The codebook to copy into it; the default one if None.

    Raises:
        AnnotatorError: There is a project already, the codebook cannot be used, or the folder cannot be written.
    """
    if (root / SETTINGS).exists():
        raise AnnotatorError(f"{root} holds a project already", f"open it with: annotator --project {root}")
    if (root / DATABASE).exists():
        raise AnnotatorError(
            f"{root} holds a database but no {SETTINGS}",
            f"if its labels are wanted, write an empty {root / SETTINGS} to make it a project; else move it away",
        )
    toml = read_text(codebook) if codebook else default_toml()
    usable_codebook(toml, str(codebook or "the default codebook"))
    if (root / CODEBOOK).exists() and read_text(root / CODEBOOK) != toml:
        raise AnnotatorError(
            f"{root / CODEBOOK} is there already and would be replaced",
            f"use it with: annotator init {root} --codebook {root / CODEBOOK}; or move it away",
        )
    try:
        for folder in (root, root / "corpus", root / "exports"):
            folder.mkdir(parents=True, exist_ok=True)
        (root / CODEBOOK).write_text(toml, encoding="utf-8", newline="")
        create_store(root / DATABASE).close()
        settings = _SETTINGS_TEXT.format(name=_toml_string(root.resolve().name), codebook=CODEBOOK)
        # The settings come last: they make the folder a project, so a project is never half made.
        (root / SETTINGS).write_text(settings, encoding="utf-8")
    except OSError as error:
        raise AnnotatorError(f"cannot make a project in {root}: {error.strerror}", "choose another folder") from error
    return root


def open_project(
    root: Path, *, ids: IdSource | None = None, now: Callable[[], datetime] | None = None, to_read: bool = False
) -> Project:
    """Open the project in a folder.

    Args:
        root: The folder.
        ids: Where ids come from.
        now: The clock.
        to_read: Whether it is opened as well where it cannot be written; nothing can be saved then.

    Raises:
        AnnotatorError: Settings, codebook or database cannot be used; the message says which and why.
    """
    settings = read_settings(root / SETTINGS)
    source = root / settings.codebook
    toml = read_text(source)
    codebook = usable_codebook(toml, str(source))
    missing = sorted(set(settings.attribute_sets) - set(codebook.attribute_sets))
    if missing:
        raise InputError(
            f"{root / SETTINGS}: attribute_sets names {missing[0]!r}, which the codebook does not have",
            f"it has: {', '.join(codebook.attribute_sets) or 'none'}",
        )
    store = open_store(root / DATABASE, ids, now, to_read=to_read)
    try:
        if store.writable:
            register_codebook(store, codebook.version, toml)
    except BaseException:
        store.close()
        raise
    return Project(root, settings, codebook.with_sets(settings.attribute_sets), store)


def read_settings(path: Path) -> Settings:
    """Read `annotator.toml`.

    Raises:
        InputError: It is no TOML, or has a field that is unknown or impossible.
    """
    try:
        return Settings.model_validate(tomllib.loads(read_text(path)))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not valid TOML: {error}", "correct the line that the message names") from error
    except ValidationError as error:
        known = "name, codebook, attribute_sets, suggestions, blind, [keys]"
        raise InputError(f"{path}: {explain(error)}", f"it knows: {known}") from error


def read_text(path: Path) -> str:
    """The text of a file that must be UTF-8.

    Raises:
        InputError: The file is not there, cannot be read, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start})", "save the file as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", "check the name and your rights to it") from error


def default_annotator() -> str:
    """The name to label under where none is given: `$ANNOTATOR_NAME`, or the name at the system's login."""
    named = os.environ.get("ANNOTATOR_NAME", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "annotator"


def _toml_string(text: str) -> str:
    import json  # a JSON string is a TOML string for every character but DEL and halves of a surrogate pair

    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
