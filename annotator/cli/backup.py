"""`annotator backup`: copy the project's file while it is in use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from annotator.cli.common import narrate, opened_file, pass_context, progress_bar
from annotator.cli.main import Context


@click.command()
@click.argument("target", type=click.Path(path_type=Path), required=False)
@pass_context
def command(context: Context, target: Path | None) -> None:
    """Copy the project's file to TARGET (default: backups/ in the project), and prove the copy sound."""
    from annotator.store.backup import backup

    with opened_file(context, to_read=True) as (root, store):
        if target is None or target.is_dir():
            name = f"annotator-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.db"
            target = (target or root / "backups") / name
        with progress_bar("Copying", None) as advance:
            backup(store, target, lambda done, _: advance(done))
    narrate("The copy is sound.")
    click.echo(str(target))
