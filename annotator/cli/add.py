"""`annotator add`: import documents."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.common import narrate, opened, pass_context, print_json, progress_bar
from annotator.cli.main import Context
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.desk.importing import Outcome
    from annotator.desk.project import Project


def _day(_: click.Context, __: click.Parameter, value: str) -> str:
    """A day, a month or a year as given.

    Raises:
        UsageError: It is none: a release would pass it on to whoever sorts by it.
    """
    whole = value + "-01" * (2 - value.count("-"))
    try:
        if value and date.fromisoformat(whole).isoformat() != whole:
            raise ValueError
    except ValueError as error:
        raise UsageError(f"--date: {value!r} is no day", "write it as 2018-02-19, 2018-02 or 2018") from error
    return value


@click.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PATH...")
@click.option("--title", default="", help="Title of the article; stands above what the file says.")
@click.option("--outlet", default="", help="Who published it.")
@click.option("--author", default="", help="Who wrote it.")
@click.option("--date", default="", callback=_day, help="Day of publication, such as 2018-02-19.")
@click.option("--language", default="", help="Language tag, such as en or ru.")
@click.option("--url", default="", help="Where it was found.")
@click.option("--no-repeats", is_flag=True, help="Do not look for sentences that other articles have too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_context
def command(context: Context, /, paths: tuple[Path, ...], no_repeats: bool, as_json: bool, **fields: str) -> None:
    """Import articles: .txt, .md, .html, .jsonl, .csv; folders with all that is in them.

    Metadata come from front matter, columns or fields. A text that the project has already is recognised. A file that
    fails is named and passed over; the exit code is 1 then.
    """
    from annotator.desk.importing import add_articles
    from annotator.records.documents import Metadata

    with opened(context) as project:
        outcomes = add_articles(project, paths, Metadata.model_validate(fields), None if as_json else _tell)
        repeated = 0 if no_repeats else _repeated(project, outcomes)
    counts = {status: sum(each.status == status for each in outcomes) for status in ("added", "known", "failed")}
    if as_json:
        print_json({**counts, "repeated": repeated, "articles": [asdict(each) for each in outcomes]})
    else:
        sentences = sum(each.sentences for each in outcomes if each.status == "added")
        added = f"{counts['added']} added ({sentences} sentences)"
        narrate(f"{added}, {counts['known']} known already, {counts['failed']} failed.")
        if counts["known"] and any(fields.values()):
            narrate("Metadata of articles that the project has already stay as they are.")
        if repeated:
            narrate(f"{repeated} sentence(s) of these stand in other articles too; see: annotator repeats")
        if not outcomes:
            narrate("No article was found; annotator add reads .txt, .md, .html, .jsonl and .csv.")
    if counts["failed"] or not outcomes:
        sys.exit(1)


def _repeated(project: Project, outcomes: list[Outcome]) -> int:
    """How many sentences of the new articles another article has too, word for word or nearly."""
    from annotator.desk.repeats import repeats_of

    new = {outcome.document for outcome in outcomes if outcome.status == "added"}
    if not new:
        return 0
    with progress_bar("Comparing sentences", None) as advance:
        repeats = repeats_of(project, on_sentence=advance)
    return sum(copy.document in new for repeat in repeats for copy in repeat.copies)


def _tell(outcome: Outcome) -> None:
    if outcome.status == "failed":
        narrate(f"failed  {outcome.source}: {outcome.problem}")
        if outcome.remedy:
            narrate(f"        hint: {outcome.remedy}")
        return
    sentences = f"{outcome.sentences} sentence{'s' if outcome.sentences != 1 else ''}"
    what = f"{sentences}, {outcome.encoding}" if outcome.status == "added" else "known already"
    narrate(f"{outcome.status:7} {outcome.source}: {outcome.title or 'untitled'} ({what})")
