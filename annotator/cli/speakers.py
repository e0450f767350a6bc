"""`annotator speakers`: the speaker registry."""

from __future__ import annotations

import click

from annotator.cli.common import DEFAULT_NAME, console, narrate, opened, pass_context, print_json
from annotator.cli.main import Context


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

    with opened(context) as project:
        speakers = listed(project.store)
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
@click.argument("into")
@_as
@pass_context
def merge(context: Context, name: str, into: str, author: str | None) -> None:
    """Let INTO stand for NAME: every claim of NAME counts as INTO's."""
    from annotator.desk.project import default_annotator
    from annotator.desk.registry import merge_speakers

    with opened(context) as project:
        merge_speakers(project.store, name, into, author or default_annotator())
    narrate(f"{name} is merged into {into}; take it back with: annotator speakers split ID")


@command.command()
@click.argument("name", metavar="ID")
@_as
@pass_context
def split(context: Context, name: str, author: str | None) -> None:
    """Take a merge back: the speaker with this ID stands for itself again."""
    from annotator.desk.project import default_annotator
    from annotator.desk.registry import split_speaker

    with opened(context) as project:
        split_speaker(project.store, name, author or default_annotator())
    narrate(f"{name} stands for itself again.")
