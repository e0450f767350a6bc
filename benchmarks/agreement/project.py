"""An invented project, written in one transaction: sentences that each annotator has finished, half with a claim."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Article, Document, Segment
from annotator.records.labels import AUTHOR, Claim, Label
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.records.speakers import Speaker
from annotator.store.documents import add_document
from annotator.store.people import ensure_annotator
from annotator.store.revisions import append
from annotator.store.speakers import create_speakers

SENTENCES_OF_A_DOCUMENT = 20
WEEKS = 12
START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def fill(root: Path, sentences: int, annotators: int, seed: int = 1) -> None:
    """Make the project."""
    rng = random.Random(seed)
    names = [f"reader{place}" for place in range(annotators)]
    speakers = [Speaker(id=f"s{place}", name=f"Speaker {place}", kind="person") for place in range(30)]
    with open_project(init_project(root)) as project:
        for name in names:
            ensure_annotator(project.store, name)
        create_speakers(project.store, [(speaker, names[0]) for speaker in speakers])
        with project.store.write():
            documents = sentences // SENTENCES_OF_A_DOCUMENT
            for number in range(documents):
                week = START + timedelta(weeks=number * WEEKS // documents)
                segments = list(_article(project, number, rng))
                append(
                    project.store,
                    [each for segment in segments for each in _labels(project, segment, names, week, rng)],
                )


def _article(project: Project, number: int, rng: random.Random) -> Iterator[Segment]:
    lines = [
        f"Minister {rng.randint(1, 9)} said on day {number} of week {each} that the talks would go on for a while."
        for each in range(SENTENCES_OF_A_DOCUMENT)
    ]
    document = Document.of(Article(text="\n".join(lines), source=f"{number}.txt"), START)
    segments, start = [], 0
    for line in lines:
        segments.append(Segment(document=document.id, start=start, end=start + len(line)))
        start += len(line) + 1
    add_document(project.store, document, segments)
    return iter(segments)


def _labels(
    project: Project, segment: Segment, names: list[str], week: datetime, rng: random.Random
) -> Iterator[Revision]:
    stances = project.codebook.stances
    claimed, stance = rng.random() < 0.5, rng.choice(stances)
    speaker = rng.choice([AUTHOR, *(f"s{place}" for place in range(30))])
    for name in names:
        identifier = project.store.ids.new()
        label = Label(verdict="no-claim")
        if claimed != (rng.random() < 0.1):
            span = Span(start=segment.start + rng.choice((0, 0, 0, 4, 18)), end=segment.end - rng.choice((0, 1, 1, 12)))
            claim = Claim(
                id=f"c{identifier}",
                spans=(span,),
                speaker=speaker if rng.random() < 0.85 else AUTHOR,
                stance=stance if rng.random() < 0.8 else rng.choice(stances),
            )
            label = Label(verdict="claims", claims=(claim,))
        yield Revision(
            id=identifier,
            annotator=name,
            segment=segment.key,
            saved_at=week,
            codebook_version=project.codebook.version,
            done=True,
            body=label,
        )
