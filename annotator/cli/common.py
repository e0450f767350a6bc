"""What several commands share: opening the project, data on stdout, narration on stderr, a progress bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from annotator.cli.main import Context
from annotator.text.cells import safe

if TYPE_CHECKING:
    from rich.console import Console

    from annotator.desk.project import Project
    from annotator.store.connection import Store

DEFAULT_NAME = "[default: $ANNOTATOR_NAME, or your login]"
"""What every `--as` option says of its default."""

pass_context = click.make_pass_decorator(Context, ensure=True)


@contextmanager
def opened(context: Context, *, to_read: bool = False) -> Iterator[Project]:
    """The project that the command is about, open.

    Args:
        context: The options before the command.
        to_read: Whether the command saves nothing, and so has no need to write the project.

    Raises:
        AnnotatorError: There is none, or it cannot be opened.
    """
    from annotator.desk.project import find_project, open_project

    root = find_project(context.project or Path.cwd(), named=context.project is not None)
    with open_project(root, to_read=to_read) as project:
        yield project


@contextmanager
def opened_file(context: Context, *, to_read: bool = False) -> Iterator[tuple[Path, Store]]:
    """The project's folder and its database, open, whatever state its settings and its codebook are in.

    Args:
        context: The options before the command.
        to_read: Whether the command saves nothing, and so has no need to write the project.

    Raises:
        AnnotatorError: There is none, or its database cannot be opened.
    """
    from annotator.desk.project import DATABASE, find_project
    from annotator.store.connection import open_store

    root = find_project(context.project or Path.cwd(), named=context.project is not None)
    store = open_store(root / DATABASE, to_read=to_read)
    try:
        yield root, store
    finally:
        store.close()


def narrate(text: str) -> None:
    """Say what happens, on stderr."""
    click.echo(safe(text), err=True)


def print_json(value: object) -> None:
    """Data for another program, on stdout; where that cannot take every character, in ASCII, which is the same JSON."""
    click.echo(json.dumps(value, ensure_ascii=not _takes_all(sys.stdout), indent=2, allow_nan=False))


def _takes_all(stream: TextIO) -> bool:
    """Whether a stream can take every character; that of an old locale cannot."""
    return (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def console(*, err: bool = False) -> Console:
    """A console that takes no markup from what it prints."""
    from rich.console import Console  # 70 ms

    stream = sys.stderr if err else sys.stdout
    if isinstance(stream, TextIOWrapper) and not _takes_all(stream):
        stream.reconfigure(errors="replace")
    return Console(stderr=err, markup=False, highlight=False, emoji=False, width=None if sys.stdout.isatty() else 120)


@contextmanager
def progress_bar(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr, where that is a terminal; call the result with the number done so far."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(err=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done: bar.update(task, completed=done)
