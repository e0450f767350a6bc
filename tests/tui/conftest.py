"""Projects with invented articles, and a bench that opens the screen on them, presses keys and reads the store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pytest
from keyboard import type_keys
from textual.pilot import Pilot

from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Article, Document, Metadata, Role, Segment
from annotator.records.labels import Claim, Label
from annotator.store.documents import add_document
from annotator.store.revisions import current
from annotator.tui.app import AnnotatorApp

SMALL = (80, 24)

PARTS: tuple[tuple[str, Role], ...] = (
    ("Harbour towns weigh a ferry plan", "title"),
    ("By Mira Okafor", "byline"),
    ("The council met on Tuesday.", "sentence"),
    (
        "“The ferry will ruin the bay,” said Ines Duarte, “and everyone in Port Aldo knows it,” "
        "wrote the Aldo Gazette.",
        "sentence",
    ),
    ("Nobody asked about the costs.", "sentence"),
    ("Engineers promised quiet engines.", "sentence"),
    ("The mayor, Tomas Brandt, called the promise “worthless”.", "sentence"),
    ("Work begins in May.", "sentence"),
)
SECOND: tuple[tuple[str, Role], ...] = (
    ("A second ferry", "title"),
    ("Nobody wants it.", "sentence"),
    ("It comes anyway.", "sentence"),
)

Step = str | Callable[[Pilot[None]], Awaitable[None]]


@dataclass
class Seen:
    """What the screen showed after the last key."""

    text: str
    title: str
    """The kind of the screen on top."""
    running: bool
    styles: str = ""


def article(parts: Sequence[tuple[str, Role]], source: str = "", **metadata: str) -> tuple[Document, list[Segment]]:
    """An article of these parts, each a segment; a part that is no sentence is a paragraph of its own."""
    text, places = "", []
    for part, role in parts:
        if text:
            text += " " if role == places[-1][2] == "sentence" else "\n\n"
        places.append((len(text), len(text) + len(part), role))
        text += part
    document = Document.of(
        Article(text=text, source=source, metadata=Metadata.model_validate(metadata)), datetime.now(UTC)
    )
    return document, [Segment(document=document.id, start=a, end=b, role=role) for a, b, role in places]


class Bench:
    """A project and the screen on it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.documents: list[Document] = []
        self.sentences: list[Segment] = []

    def add(self, parts: Sequence[tuple[str, Role]], **metadata: str) -> Document:
        """Add an article to the project."""
        document, segments = article(parts, **metadata)
        add_document(self.project.store, document, segments)
        self.documents.append(document)
        self.sentences += [segment for segment in segments if segment.role in self.project.roles]
        return document

    def use(
        self, *steps: Step, size: tuple[int, int] = SMALL, annotator: str = "anna", document: str | None = None
    ) -> Seen:
        """Open the screen, take each step in turn, and tell what it shows then; a step is a key or a coroutine."""
        return asyncio.run(self._use(steps, size, annotator, document))

    async def _use(self, steps: Sequence[Step], size: tuple[int, int], annotator: str, document: str | None) -> Seen:
        app = AnnotatorApp(self.project, annotator, document)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            for is_key, group in groupby(steps, key=lambda step: isinstance(step, str)):
                if is_key:
                    await type_keys(app, [key for key in group if isinstance(key, str)])
                else:
                    for step in group:
                        await step(pilot)  # type: ignore[operator]
            await pilot.pause()
            return Seen(screen_text(app), type(app.screen).__name__, app.is_running and not app._exit)

    def label(self, index: int, annotator: str = "anna") -> Label:
        """The label of the sentence with this place, read from the store."""
        revision = self._revisions(index, annotator)
        return revision.body if revision else Label()

    def done(self, index: int, annotator: str = "anna") -> bool:
        """Whether that sentence is finished."""
        revision = self._revisions(index, annotator)
        return revision is not None and revision.done

    def claim(self, index: int) -> Claim:
        """The only claim of that sentence."""
        (claim,) = self.label(index).claims
        return claim

    def quotes(self, index: int, number: int = 0) -> list[str]:
        """The words in which a claim stands."""
        sentence = self.sentences[index]
        text = next(document.text for document in self.documents if document.id == sentence.document)
        return [span.of(text) for span in self.label(index).claims[number].spans]

    def _revisions(self, index: int, annotator: str):  # type: ignore[no-untyped-def]
        sentence = self.sentences[index]
        return current(self.project.store, annotator, sentence.document).get(sentence.key)


def screen_text(app: AnnotatorApp) -> str:
    """What the screen on top shows, line by line."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def make_project(root: Path, codebook: Path | None = None, sets: Sequence[str] = ()) -> Project:
    """A new project, with attribute sets switched on."""
    init_project(root, codebook)
    settings = root / "annotator.toml"
    text = settings.read_text("utf-8").replace("attribute_sets = []", f"attribute_sets = {list(sets)!r}")
    settings.write_text(text.replace("'", '"'), "utf-8")
    return open_project(root)


@pytest.fixture(autouse=True)
def _same_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same theme wherever the tests run."""
    monkeypatch.setenv("ANNOTATOR_THEME", "dark")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def bench(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A project with one article of six sentences, and a second article of two."""
    with make_project(tmp_path / "project") as project:
        made = Bench(project)
        made.add(PARTS)
        yield made


@pytest.fixture
def two(bench: Bench) -> Bench:
    """The same with a second article of two sentences."""
    bench.add(SECOND)
    return bench


@pytest.fixture
def make_bench() -> Callable[[Path], Bench]:
    """Makes projects with two articles; whoever asks for one closes it."""

    def make(folder: Path) -> Bench:
        made = Bench(make_project(folder / "project"))
        made.add(PARTS)
        made.add(SECOND)
        return made

    return make
