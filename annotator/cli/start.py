"""`annotator` without a command: open the project, or offer to make one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from annotator.cli.main import Context
from annotator.errors import UsageError


def start(context: Context) -> None:
    """Open the annotation screen of the project here; where there is none, ask whether to make one."""
    from annotator.cli.annotate import open_screen
    from annotator.desk.project import find_project, init_project

    try:
        find_project(context.project or Path.cwd(), named=context.project is not None)
    except UsageError:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise
        root = context.project or Path.cwd()
        click.confirm(f"There is no project in {root}. Make one?", default=True, abort=True, err=True)
        init_project(root)
        click.echo(f"Made a project in {root}. Import articles with: annotator add FILE...", err=True)
        return
    open_screen(context, None, None)
