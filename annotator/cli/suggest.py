"""`annotator suggest`: candidate speakers and claims for each sentence of a file; needs no project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.common import narrate, print_json

if TYPE_CHECKING:
    from annotator.codebook.model import Codebook
    from annotator.records.documents import Document, Segment
    from annotator.records.suggestions import SuggestedSentence


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--suggester", "name", default="rules", show_default=True, help="Who suggests; see docs/suggesters.md.")
@click.option("--codebook", type=click.Path(path_type=Path), help="Stances and roles, where not the default ones.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of documents with their sentences.")
def command(file: Path, name: str, codebook: Path | None, as_json: bool) -> None:
    """Show who may be claiming what in each sentence of the articles of FILE, best first.

    An article that cannot be read is named and passed over; the exit code is 1 then.

    Offsets count code points of the article's text, as a project would keep it: without front matter.
    """
    from annotator.desk.suggesting import suggest

    book = _codebook(codebook)
    answers = []
    documents, failed = _documents(file)
    for document in documents:
        segments = _segments(document, book)
        answers.append((document, segments, suggest(name, document, segments, book)))
    if as_json:
        print_json([_data(document, answer) for document, _, answer in answers])
    else:
        for document, segments, answer in answers:
            for segment, sentence in zip(segments, answer, strict=True):
                _show(document, segment, sentence)
    if failed:
        sys.exit(1)


def _codebook(path: Path | None) -> Codebook:
    from annotator.codebook.load import default_toml, parse_codebook
    from annotator.errors import InputError

    if path is None:
        return parse_codebook(default_toml(), "the default codebook")
    try:
        return parse_codebook(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}", "name a codebook in UTF-8") from error


def _documents(path: Path) -> tuple[list[Document], bool]:
    """The articles of the file, and whether some could not be read; those are named."""
    from datetime import UTC, datetime

    from annotator.imports.articles import read_articles
    from annotator.imports.rejected import Rejected
    from annotator.records.documents import Document

    found, failed = [], False
    for article in read_articles(path):
        if isinstance(article, Rejected):
            failed = True
            narrate(f"failed  {article.source}: {article.why}")
            narrate(f"        hint: {article.remedy}")
        else:
            found.append(Document.of(article, datetime.now(UTC)))
    return found, failed


def _segments(document: Document, codebook: Codebook) -> list[Segment]:
    from annotator.records.documents import Segment
    from annotator.text.segmentation import segment

    return [
        Segment(document=document.id, start=each.start, end=each.end, role=each.role)
        for each in segment(document.text)
        if each.role in codebook.roles.annotate
    ]


def _data(document: Document, answer: list[SuggestedSentence]) -> dict[str, object]:
    return {
        "document": document.id,
        "source": document.source,
        "sentences": [
            {
                **sentence.model_dump(mode="json", exclude={"suggestions"}),
                "suggestions": [
                    {**each.model_dump(mode="json"), "quotes": [span.of(document.text) for span in each.spans]}
                    for each in sentence.suggestions
                ],
            }
            for sentence in answer
        ],
    }


def _show(document: Document, segment: Segment, sentence: SuggestedSentence) -> None:
    from annotator.text.cells import safe

    text = document.text
    click.echo(safe(" ".join(text[segment.start : segment.end].split())))
    for each in sentence.suggestions:
        claim = " … ".join(" ".join(span.of(text).split()) for span in each.spans)
        via = f" (via {each.via})" if each.via else ""
        stance = f" [{each.stance}]" if each.stance else ""
        click.echo(safe(f"  {each.score:.2f}  {each.speaker}{via}{stance}: {claim}  ({each.rule})"))
