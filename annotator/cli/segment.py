"""`annotator segment`: show how a text is cut; needs no project, and takes any file, text or not."""

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

    A file is taken as it is, front matter and all: offsets count from its first character. A segment whose end is a
    guess, because its full stop seems to be missing, carries "guessed": true, and a question mark in the list.
    """
    from annotator.text.segmentation import segment

    cut: dict[str, list[dict[str, object]]] = {}
    failed = False
    for path in files:
        text = _text(path)
        if text is None:
            failed = True
            continue
        guess: dict[str, object] = {"guessed": True}
        cut[str(path)] = [
            {"start": each.start, "end": each.end, "role": each.role} | (guess if each.guessed else {})
            for each in segment(text)
        ]
        if not as_json:
            _show(path, text, cut[str(path)], many=len(files) > 1)
    if as_json:
        print_json(next(iter(cut.values()), []) if len(files) == 1 else cut)
    if failed:
        sys.exit(1)


def _text(path: Path) -> str | None:
    """The exact text of a file; None where the system does not give it.

    What no encoding fits is read as UTF-8 all the same, one code point for each byte that does not fit.
    """
    from annotator.imports.encoding import decode, unreadable
    from annotator.imports.rejected import RefusalError

    try:
        data = path.read_bytes()
    except OSError as error:
        narrate(f"failed  {path}: {unreadable(str(path), error)}")
        return None
    try:
        decoded = decode(data)
    except RefusalError as refusal:
        narrate(f"note    {refusal.rejected(str(path))}; read as UTF-8 all the same")
        return data.decode("utf-8", "surrogateescape")
    return "\ufeff" + decoded.text if decoded.marked else decoded.text


def _show(path: Path, text: str, slices: list[dict[str, object]], *, many: bool) -> None:
    from annotator.text.cells import safe

    if many:
        click.echo(f"== {safe(str(path))}")
    for each in slices:
        start, end = int(str(each["start"])), int(str(each["end"]))
        mark = "?" if "guessed" in each else " "
        click.echo(f"{start:6}-{end:<6}{mark}{each['role']:11} {safe(' '.join(text[start:end].split()))}")
