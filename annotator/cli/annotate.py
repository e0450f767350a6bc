"""`annotator annotate`: the annotation screen."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from annotator.cli.common import DEFAULT_NAME, opened, pass_context
from annotator.cli.main import Context
from annotator.errors import InputError, UsageError

if TYPE_CHECKING:
    from annotator.desk.project import Project
    from annotator.records.people import AnnotatorKind


@click.command()
@click.option("--as", "annotator", metavar="NAME", help=f"Label under this name. {DEFAULT_NAME}")
@click.option("--plain", is_flag=True, help="Prompts instead of a screen: line by line, for screen readers.")
@click.option("--adjudicate", is_flag=True, help="Label as an adjudicator: gold, and no vote among the annotators.")
@click.argument("document", required=False)
@pass_context
def command(context: Context, annotator: str | None, document: str | None, plain: bool, adjudicate: bool) -> None:
    """Open the annotation screen where you stopped; in DOCUMENT (its id, title or file) if one is named."""
    if plain:
        annotate_plainly(context, annotator, document, adjudicate=adjudicate)
    else:
        open_screen(context, annotator, document, adjudicate=adjudicate)


def _kind_of(project: Project, annotator: str, *, adjudicate: bool) -> AnnotatorKind:
    """The kind under which somebody labels by hand: whoever began as an adjudicator need not say so again."""
    from annotator.store.people import get_annotator

    known = get_annotator(project.store, annotator)
    return "adjudicator" if adjudicate or (known is not None and known.kind == "adjudicator") else "person"


def annotate_plainly(
    context: Context, annotator: str | None, document: str | None, *, adjudicate: bool = False
) -> None:
    """Annotate by prompts.

    Raises:
        AnnotatorError: There is no project or document, or no sentence to annotate.
    """
    from annotator.cli.plain.reader import Reader
    from annotator.desk.annotation import AnnotationDesk
    from annotator.desk.finding import find_document
    from annotator.desk.project import default_annotator

    if isinstance(sys.stdin, TextIOWrapper):
        # Bytes that are no characters must not end the work in the middle of a line.
        sys.stdin.reconfigure(errors="replace")
    with opened(context) as project:
        identifier = find_document(project, document) if document else None
        name = default_annotator() if annotator is None else annotator
        desk = AnnotationDesk(project, name, kind=_kind_of(project, name, adjudicate=adjudicate))
        if not desk.resume(identifier):
            raise UsageError("there is no sentence to annotate", "import articles with: annotator add FILE...")
        Reader(desk, _ask, click.echo).run()


def _ask(question: str) -> str:
    """One line that the annotator types; a terminal keeps the line editing of the system."""
    return input(question)


def open_screen(context: Context, annotator: str | None, document: str | None, *, adjudicate: bool = False) -> None:
    """Open the project and its screen.

    Raises:
        AnnotatorError: There is no project or document, or this is no terminal.
    """
    from annotator.desk.finding import find_document
    from annotator.desk.project import default_annotator

    with opened(context) as project:
        identifier = find_document(project, document) if document else None
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError(
                "the annotation screen needs a terminal",
                "work by prompts with: annotator annotate --plain; or import labels: annotator load FILE --as NAME",
            )
        refuse_clashes(project)
        from annotator.tui.run import run  # 350 ms: Textual

        name = default_annotator() if annotator is None else annotator
        run(project, name, identifier, _kind_of(project, name, adjudicate=adjudicate))


def refuse_clashes(project: Project) -> None:
    """Refuse a codebook with a key that the screen needs itself, and keys that cannot be, before the screen opens.

    Raises:
        InputError: A key of the codebook clashes; names the key and both its owners.
        UsageError: `[keys]` of the settings has an action or a key that is not there, or keys that clash.
    """
    from annotator.codebook.problems import find_problems
    from annotator.tui.keymap import keymap_of

    reserved = keymap_of(project).reserved()
    errors = [problem for problem in find_problems(project.codebook, reserved) if problem.level == "error"]
    if errors:
        source = project.root / project.settings.codebook
        remedy = (
            "give one of the two another key, in the codebook or under [keys] in annotator.toml (annotator keys lists "
            f"them); see every problem with: annotator codebook check {source}"
        )
        raise InputError(f"{source}: {errors[0].message}", remedy)
