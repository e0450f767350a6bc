"""`annotator speakers`: the speaker registry."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from annotator.cli.common import (
    DEFAULT_NAME,
    console,
    narrate,
    opened,
    opened_file,
    pass_context,
    print_json,
    progress_bar,
)
from annotator.cli.main import Context
from annotator.errors import UsageError


@click.group()
def command() -> None:
    """List, rename, alias, merge and split speakers. Each change stays on record and can be taken back.

    NAME is a speaker's name, an alias, or its id as `list` shows it.
    """


_as = click.option("--as", "author", metavar="NAME", help=f"Who makes the change. {DEFAULT_NAME}")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def list_(context: Context, as_json: bool) -> None:
    """List the speakers with their kinds, aliases and numbers of claims."""
    from annotator.desk.registry import listed

    with opened_file(context, to_read=True) as (_, store):
        speakers = listed(store)
    if as_json:
        print_json(speakers)
        return
    from annotator.reports.speakers import speaker_table

    console().print(speaker_table(speakers))


@command.command()
@click.argument("name")
@click.argument("new")
@_as
@pass_context
def rename(context: Context, name: str, new: str, author: str | None) -> None:
    """Give NAME the name NEW; the old one stays as an alias."""
    from annotator.desk.project import default_annotator
    from annotator.desk.registry import rename as change

    with opened(context) as project:
        change(project.store, name, new, author or default_annotator())
    narrate(f"{name} is now {new}.")


@command.command()
@click.argument("name")
@click.argument("kind")
@_as
@pass_context
def kind(context: Context, name: str, kind: str, author: str | None) -> None:
    """Say that NAME is a person, institution, state, group, unnamed or outlet."""
    from annotator.desk.project import default_annotator
    from annotator.desk.registry import set_kind

    with opened(context) as project:
        set_kind(project.store, name, kind, author or default_annotator())
    narrate(f"{name} is of kind {kind}.")


@command.command()
@click.argument("name")
@click.argument("alias")
@click.option("--remove", is_flag=True, help="Take the alias away.")
@_as
@pass_context
def alias(context: Context, name: str, alias: str, remove: bool, author: str | None) -> None:
    """Let NAME be found as ALIAS as well."""
    from annotator.desk.project import default_annotator
    from annotator.desk.registry import add_alias, remove_alias

    with opened(context) as project:
        (remove_alias if remove else add_alias)(project.store, name, alias, author or default_annotator())
    narrate(f"{name}: alias {alias} {'removed' if remove else 'added'}.")


@command.command()
@click.argument("name")
@click.argument("item", metavar="QID")
@_as
@pass_context
def wikidata(context: Context, name: str, item: str, author: str | None) -> None:
    """Say which item of Wikidata NAME is, such as Q58217; - takes that away."""
    from annotator.desk.project import default_annotator
    from annotator.desk.registry import set_wikidata

    with opened(context) as project:
        set_wikidata(project.store, name, "" if item == "-" else item, author or default_annotator())
    narrate(f"{name}: Wikidata item {'taken away' if item == '-' else item}.")


@command.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@pass_context
def export(context: Context, output: Path | None) -> None:
    """Write the registry as JSON Lines, one speaker a line."""
    from annotator.desk.registry_files import registry_lines
    from annotator.exports.folder import write_text

    with opened_file(context, to_read=True) as (_, store):
        lines = list(registry_lines(store))
    if output is None:
        for line in lines:
            click.echo(line)
        return
    write_text(output, "\n".join(lines))
    narrate(f"Wrote {len(lines)} speaker(s) to {output}.")


@command.command("import")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE.jsonl")
@_as
@pass_context
def import_(context: Context, path: Path, author: str | None) -> None:
    """Bring in speakers from JSON Lines, as export writes them: all of the file, or nothing of it.

    A line needs a name; kind, aliases, wikidata, id and merged_into may be given. What the file does not mention stays.
    """
    from annotator.desk.project import default_annotator
    from annotator.desk.registry_files import read_registry

    with opened(context) as project:
        brought = read_registry(project.store, path, author or default_annotator())
    narrate(f"{brought.speakers} new speaker(s), {brought.changes} change(s) to the registry.")


@command.command()
@click.argument("name")
@click.argument("into")
@_as
@pass_context
def merge(context: Context, name: str, into: str, author: str | None) -> None:
    """Let INTO stand for NAME: every claim of NAME counts as INTO's."""
    from annotator.desk.project import default_annotator
    from annotator.desk.registry import merge_speakers

    with opened(context) as project:
        merged = merge_speakers(project.store, name, into, author or default_annotator())
    narrate(f"{name} is merged into {into}; take it back with: annotator speakers split {merged}")


@command.command()
@click.argument("name")
@_as
@pass_context
def split(context: Context, name: str, author: str | None) -> None:
    """Take a merge back: NAME stands for itself again."""
    from annotator.desk.project import default_annotator
    from annotator.desk.registry import split_speaker

    with opened(context) as project:
        split_speaker(project.store, name, author or default_annotator())
    narrate(f"{name} stands for itself again.")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def suggest(context: Context, as_json: bool) -> None:
    """List speakers that may be one, with the reason: spellings, last names, titles, acronyms, offices."""
    from dataclasses import asdict

    from annotator.desk.aliases import suggestions

    with opened(context, to_read=True) as project, progress_bar("Reading", None) as advance:
        found = suggestions(project, advance)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    from annotator.reports.speakers import suggestion_table

    console().print(suggestion_table(found))


@command.command()
@_as
@pass_context
def review(context: Context, author: str | None) -> None:
    """Open the registry on the screen: merge, split, rename and keep apart with one key each."""
    from annotator.desk.project import default_annotator

    with opened(context) as project:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError("the registry's screen needs a terminal", "list what may be merged with: speakers suggest")
        from annotator.tui.registry.run import run_registry  # 350 ms: Textual

        run_registry(project, author or default_annotator())
