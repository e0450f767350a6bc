"""`annotator segment`: show how a text is cut; needs no project."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from annotator.cli.common import narrate, print_json


@click.command()
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print a list of {start, end, role}; by name if several.")
def command(files: tuple[Path, ...], as_json: bool) -> None:
    """Show how the text of each FILE is cut into segments, with offsets in code points of the exact text.

    A file is taken as it is, front matter and all: offsets count from its first character.
    """
    from annotator.imports.encoding import decode_file
    from annotator.text.segmentation import segment

    cut: dict[str, list[dict[str, object]]] = {}
    failed = False
    for path in files:
        decoded = decode_file(path)
        if isinstance(decoded, str):
            text = decoded
        else:
            narrate(f"failed  {path}: {decoded}")
            failed = True
            continue
        slices = segment(text)
        cut[str(path)] = [{"start": each.start, "end": each.end, "role": each.role} for each in slices]
        if not as_json:
            _show(path, text, cut[str(path)], many=len(files) > 1)
    if as_json:
        print_json(next(iter(cut.values()), []) if len(files) == 1 else cut)
    if failed:
        sys.exit(1)


def _show(path: Path, text: str, slices: list[dict[str, object]], *, many: bool) -> None:
    from annotator.text.cells import safe

    if many:
        click.echo(f"== {safe(str(path))}")
    for each in slices:
        start, end = int(str(each["start"])), int(str(each["end"]))
        click.echo(f"{start:6}-{end:<6} {each['role']:11} {safe(' '.join(text[start:end].split()))}")
