"""Brings articles into a project: read, cut into segments, kept. What fails is named and passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from annotator.desk.project import Project
from annotator.errors import AnnotatorError
from annotator.imports.articles import read_articles
from annotator.imports.rejected import Rejected
from annotator.records.base import explain
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.store.documents import add_document
from annotator.text.segmentation import segment


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article."""

    source: str
    """The file, with the line where it holds several articles."""
    status: Literal["added", "known", "failed"]
    """`known`: the project has this very text already."""
    document: str = ""
    """The document's id."""
    title: str = ""
    encoding: str = ""
    """The encoding in which the file was read."""
    sentences: int = 0
    """Sentences to annotate."""
    segments: int = 0
    """All segments, whatever their role."""
    problem: str = ""
    """Why it failed."""
    remedy: str = ""
    """What to do about it."""


def add_articles(
    project: Project, paths: Sequence[Path], overrides: Metadata, on_outcome: Callable[[Outcome], None] | None = None
) -> list[Outcome]:
    """Import files and folders.

    Args:
        project: The open project.
        paths: Files, or folders to search.
        overrides: Metadata that stand above what the files say; empty fields leave the files' own.
        on_outcome: Called with each outcome as it comes.
    """
    outcomes = []
    for path in paths:
        for outcome in _add_path(project, path, overrides):
            outcomes.append(outcome)
            if on_outcome:
                on_outcome(outcome)
    return outcomes


def _add_path(project: Project, path: Path, overrides: Metadata) -> Iterator[Outcome]:
    for found in read_articles(path, overrides):
        if isinstance(found, Rejected):
            yield Outcome(found.source, "failed", problem=found.why, remedy=found.remedy)
            continue
        try:
            yield _add(project, found)
        except AnnotatorError as error:
            yield Outcome(found.source, "failed", title=found.metadata.title, problem=error.message, remedy=error.hint)
        except ValidationError as error:
            yield Outcome(found.source, "failed", problem=explain(error), remedy="correct the file")


def _add(project: Project, article: Article) -> Outcome:
    document = Document.of(article, project.store.now())
    segments = segments_of(document)
    annotated = sum(each.role in project.roles for each in segments)
    added = add_document(project.store, document, segments)
    return Outcome(
        article.source,
        "added" if added else "known",
        document=document.id,
        title=article.metadata.title,
        encoding=article.encoding,
        sentences=annotated,
        segments=len(segments),
    )


def segments_of(document: Document) -> list[Segment]:
    """The segments of a document, as its text is cut on import."""
    return [Segment(document=document.id, start=s.start, end=s.end, role=s.role) for s in segment(document.text)]
