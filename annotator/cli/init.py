"""`annotator init`: make a project."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from annotator.cli.common import narrate, pass_context
from annotator.cli.main import Context


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), required=False)
@click.option("--codebook", type=click.Path(path_type=Path), help="A codebook to copy in; else the default one.")
@pass_context
def command(context: Context, directory: Path | None, codebook: Path | None) -> None:
    """Make a project in DIRECTORY (default: the one that --project names, or this folder)."""
    from annotator.desk.project import init_project

    root = init_project(directory or context.project or Path(), codebook)
    narrate(f"Made a project in {root.resolve()}.")
    there = "" if root == Path() else f" --project {quote(str(root))}"
    narrate(f"Next: annotator{there} add ARTICLE...")
