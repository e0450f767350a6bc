"""A project of three annotators with hostile names on twelve articles, made once, and its report."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.model import AgreementReport, Sampling
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.naming import enter_speaker
from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.records.spans import Span
from annotator.store.documents import add_document

NAMES = ("=SUM(A1)|`x`", r"\input{a} & 5 % _b_ #1", "[Élodie](http://x.org) <b>@y</b>")
"""What a spreadsheet, LaTeX, Markdown and HTML would run."""
SENTENCES = 4


@pytest.fixture(scope="session")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project in which everyone finished every sentence; claims have one stretch of words each."""
    root = init_project(tmp_path_factory.mktemp("panel") / "project | `of` $three$")
    rng = random.Random(5)
    with open_project(root) as project:
        documents = [_document(project, number) for number in range(12)]
        for name in NAMES:
            desk = AnnotationDesk(project, name)
            for document in documents:
                desk.open(document)
                _label(desk, project, name, rng)
    return root


@pytest.fixture(scope="session")
def report(panel: Path) -> AgreementReport:
    """The report of that project."""
    with open_project(panel) as project:
        return project_agreement(project, (), Sampling(200))


def _document(project: Project, number: int) -> str:
    sentences = [f"Envoy {number}.{place} said that the talks would go on." for place in range(SENTENCES)]
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    article = Article(text="\n".join(sentences), source=f"{number}.txt", metadata=Metadata(title=f"Talks {number}"))
    document = Document.of(article, moment)
    segments, start = [], 0
    for sentence in sentences:
        segments.append(Segment(document=document.id, start=start, end=start + len(sentence)))
        start += len(sentence) + 1
    add_document(project.store, document, segments)
    return document.id


def _label(desk: AnnotationDesk, project: Project, name: str, rng: random.Random) -> None:
    for place in range(SENTENCES):
        desk.go_to(place)
        if (place == 0) == (rng.random() < 0.8):
            desk.no_claim()
            continue
        stance = project.codebook.stances[place - 1 if rng.random() < 0.7 else rng.randrange(3)]
        speaker = "author" if rng.random() < 0.3 else enter_speaker(project.store, "Orlin", "person", name)
        start = desk.sentence.start + (0 if rng.random() < 0.7 else 10)
        desk.add_claim(stance, [Span(start=start, end=desk.sentence.end - 1)], speaker)
        desk.finish()
