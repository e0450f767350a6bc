"""`annotator init`: make a project."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from annotator.cli.common import narrate


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=Path())
@click.option("--codebook", type=click.Path(path_type=Path), help="A codebook to copy in; else the default one.")
def command(directory: Path, codebook: Path | None) -> None:
    """Make a project in DIRECTORY (default: this folder)."""
    from annotator.desk.project import init_project

    root = init_project(directory, codebook)
    narrate(f"Made a project in {root.resolve()}.")
    there = "" if root == Path() else f" --project {quote(str(root))}"
    narrate(f"Next: annotator{there} add ARTICLE...")
