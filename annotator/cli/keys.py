"""`annotator keys`: the keys in force, in a project with its own changes and its codebook's keys."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from annotator.cli.common import opened, pass_context, print_json
from annotator.cli.main import Context
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.tui.keymap import Keymap
    from annotator.tui.keys import Key


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, as_json: bool) -> None:
    """List every action with its keys: what `[keys]` of annotator.toml can change, and what is changed.

    Outside a project the keys are the usual ones.
    """
    from annotator.text.cells import safe
    from annotator.tui.keymap import TABLE

    keymap, codebook = _in_force(context)
    if as_json:
        listed = [_row(key, keymap) for key in keymap.table(TABLE)]
        print_json({"keys": listed, "codebook": [{"key": key, "for": owner} for key, owner in codebook.items()]})
        return
    for group, keys in groupby(keymap.table(TABLE), key=lambda key: key.group):
        click.echo(f"{group}")
        for key in keys:
            mark = "*" if key.id in keymap.changed else " "
            click.echo(f"{mark} {key.id:<20} {' '.join(key.keys):<20} {key.description}")
        click.echo()
    if codebook:
        click.echo("Codebook")
        for name, owner in codebook.items():
            click.echo(f"  {'':<20} {safe(name):<20} {safe(owner)}")


def _in_force(context: Context) -> tuple[Keymap, dict[str, str]]:
    """The keys of the project, and of its codebook; the usual ones where there is no project and none was named."""
    from annotator.tui.keymap import DEFAULT, codebook_keys, keymap_of

    try:
        with opened(context, to_read=True) as project:
            return keymap_of(project), codebook_keys(project.codebook)
    except UsageError as error:
        if context.project is not None or not error.message.startswith("there is no project"):
            raise
        return DEFAULT, {}


def _row(key: Key, keymap: Keymap) -> dict[str, object]:
    return {
        "id": key.id,
        "keys": list(key.keys),
        "changed": key.id in keymap.changed,
        "description": key.description,
        "group": key.group,
        "place": key.place,
    }
