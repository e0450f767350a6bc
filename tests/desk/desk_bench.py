"""Projects with known clocks and ids, and articles of known sentences."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Article, Document, Metadata, Role, Segment
from annotator.records.identifiers import IdSource
from annotator.records.spans import Span
from annotator.store.documents import add_document

ARTICLE: tuple[tuple[Role, str], ...] = (
    ("title", "Talks in Geneva"),
    ("sentence", "Anna Orlova, the envoy, said the text was dead."),
    ("sentence", "“We will not leave,” she said, “before spring.”"),
    ("heading", "What comes next"),
    ("sentence", "It rained 👩‍👩‍👧 in Женева."),
    ("sentence", "“Nor will we,” Mr. Reed told reporters."),
)
SECOND: tuple[tuple[Role, str], ...] = (
    ("sentence", "Nobody answered."),
    ("boilerplate", "Also read"),
    ("sentence", "End."),
)
NO_SENTENCE: tuple[tuple[Role, str], ...] = (("title", "Only a title"),)


@dataclass
class Machine:
    """A computer with a wall clock, a stopwatch and a source of ids of its own, all repeatable."""

    seed: int = 1
    at: datetime = datetime(2018, 2, 19, 12, tzinfo=UTC)
    elapsed_s: float = 100.0
    random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def now(self) -> datetime:
        """A second later than last time."""
        self.at += timedelta(seconds=1)
        return self.at

    def stopwatch(self) -> float:
        """Seconds that a test lets pass."""
        return self.elapsed_s

    def open(self, root: Path) -> Project:
        """A project on this machine."""
        ids = IdSource(lambda: int(self.at.timestamp() * 1000), lambda: self.random.getrandbits(73))
        return open_project(root, ids=ids, now=self.now)

    def desk(self, project: Project, name: str = "ann") -> AnnotationDesk:
        """An annotator's desk, not yet at a sentence."""
        return AnnotationDesk(project, name, clock=self.stopwatch)


def add(project: Project, pieces: Sequence[tuple[Role, str]], title: str = "", outlet: str = "") -> str:
    """Add a document of these pieces, a line each; its id."""
    text = "\n\n".join(piece for _, piece in pieces)
    source = f"news/{title or 'untitled'}.txt"
    metadata = Metadata(title=title, outlet=outlet)
    document = Document.of(Article(text=text, metadata=metadata, source=source), project.store.now())
    segments, at = [], 0
    for role, piece in pieces:
        segments.append(Segment(document=document.id, start=at, end=at + len(piece), role=role))
        at += len(piece) + 2
    add_document(project.store, document, segments)
    return document.id


def words(desk: AnnotationDesk, piece: str, *, anywhere: bool = False) -> Span:
    """Where words stand in the sentence at hand, or anywhere in the article."""
    start = desk.passage.document.text.index(piece, 0 if anywhere else desk.sentence.start)
    return Span(start=start, end=start + len(piece))


def saved(project: Project) -> list[dict[str, object]]:
    """Every revision, to see that nothing was saved."""
    return project.store.rows("SELECT * FROM revision ORDER BY id")


class Bench:
    """What the tests of the desk work with."""

    machine = Machine
    add = staticmethod(add)
    words = staticmethod(words)
    saved = staticmethod(saved)
    article = ARTICLE
    second = SECOND
    no_sentence = NO_SENTENCE

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = init_project(folder / "template")

    def root(self, codebook: Path | None = None) -> Path:
        """The folder of a new project."""
        root = Path(tempfile.mkdtemp(dir=self._folder)) / "project"
        if codebook is not None:
            return init_project(root, codebook)
        shutil.copytree(self._template, root)
        return root
