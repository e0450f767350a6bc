"""`annotator practice`: the annotation screen on an article with known answers, in a project that is gone after."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from annotator.cli.common import narrate
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.desk.practice import Practice
    from annotator.desk.project import Project


@click.command()
@click.option("--plain", is_flag=True, help="Prompts instead of a screen: line by line, for screen readers.")
def command(plain: bool) -> None:
    """Learn the keys on a short article with known answers; touches no project and leaves nothing behind."""
    from annotator.desk.practice import practice_project

    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the practice needs a terminal", "without a screen: annotator practice --plain")
    with practice_project() as project:
        practice = _plainly(project) if plain else _on_screen(project)
    if practice.last:
        count = len(practice.last)
        many = f"{count} sentence{'s' if count > 1 else ''}"
        narrate(f"You practised {many}; {practice.right_at_once} right at once, {practice.right_now} in the end.")


def _on_screen(project: Project) -> Practice:
    from annotator.tui.practice.run import run_practice  # 350 ms: Textual

    return run_practice(project)


def _plainly(project: Project) -> Practice:
    from annotator.cli.plain.practice import PracticeReader
    from annotator.desk.annotation import AnnotationDesk
    from annotator.desk.practice import NAME

    desk = AnnotationDesk(project, NAME)
    desk.resume()
    reader = PracticeReader(desk, input, click.echo)
    reader.run()
    return reader.practice
