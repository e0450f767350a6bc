"""`annotator codebook`: check or show a codebook."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from annotator.cli.common import narrate, print_json


@click.group()
def command() -> None:
    """Check or show a codebook."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(file: Path, as_json: bool) -> None:
    """Find duplicate keys, keys that cannot be reached or collide, missing definitions, and a scale out of order."""
    from annotator.codebook.load import at_line, check_codebook
    from annotator.codebook.where import line_of
    from annotator.desk.project import read_text
    from annotator.tui.keys import reserved_keys

    toml = read_text(file)
    problems = check_codebook(toml, str(file), reserved_keys())
    if as_json:
        listed = [
            {"level": each.level, "line": line_of(toml, each.where), "where": list(each.where), "message": each.message}
            for each in problems
        ]
        print_json({"file": str(file), "problems": listed})
    else:
        for each in problems:
            click.echo(f"{each.level}: {file}{at_line(toml, each)}: {each.message}")
        narrate(f"{file}: {len(problems)} problem(s)." if problems else f"{file}: no problems.")
    if problems:
        sys.exit(1)


@command.command()
def show() -> None:
    """Print the default codebook, to start one of your own from."""
    from annotator.codebook.load import default_toml

    click.echo(default_toml(), nl=False)
