"""A project whose figures can be worked out by hand, and a reader who opens the report, presses keys and looks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from annotator.desk.agreement.model import AgreementReport, Sampling
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.naming import enter_speaker
from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.records.spans import Span
from annotator.store.documents import add_document
from annotator.tui.agreement import screen
from annotator.tui.agreement.app import AgreementApp
from annotator.tui.agreement.measuring import Measured, measure
from annotator.tui.bind import key_name

SMALL = (80, 24)
WIDE = (120, 40)
SIZES = [SMALL, WIDE]

FIRST = ("The envoys met.", "We will stay, said Orlin.", "They must go.", "Talks went on.", "It was late.")
SECOND = ("A plane took off.", "Nobody knows why, said Prager.", "It landed.")

Said = tuple[str, str, str] | None
"""Quote, speaker, stance; None where there is no claim."""
Step = str | Callable[[Pilot[None]], Awaitable[None]]


def add(project: Project, sentences: Sequence[str], title: str) -> str:
    """Add an article, one sentence a line; its id."""
    text = "\n".join(sentences)
    article = Article(text=text, source=f"{title[:8]}.txt", metadata=Metadata(title=title))
    document = Document.of(article, datetime(2026, 1, 1, tzinfo=UTC))
    segments, start = [], 0
    for sentence in sentences:
        segments.append(Segment(document=document.id, start=start, end=start + len(sentence)))
        start += len(sentence) + 1
    add_document(project.store, document, segments)
    return document.id


def label(project: Project, name: str, document: str, said: Sequence[Said]) -> None:
    """Label the sentences of an article from the first one on."""
    desk = AnnotationDesk(project, name)
    desk.open(document)
    for index, claim in enumerate(said):
        desk.go_to(index)
        if claim is None:
            desk.no_claim()
            continue
        quote, speaker, stance = claim
        start = desk.passage.document.text.index(quote, desk.sentence.start)
        identifier = "author" if speaker == "author" else enter_speaker(project.store, speaker, "person", name)
        desk.add_claim(stance, [Span(start=start, end=start + len(quote))], identifier)
        desk.finish()


@pytest.fixture(autouse=True)
def _same_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same theme wherever the tests run."""
    monkeypatch.setenv("ANNOTATOR_THEME", "dark")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def talks_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles; ann read both, ben the first, cat the second. The screen changes nothing, so all tests share it."""
    root = init_project(tmp_path_factory.mktemp("talks") / "talks")
    with open_project(root) as project:
        first, second = add(project, FIRST, "Envoys meet"), add(project, SECOND, "A plane")
        label(project, "ann", first, [
            None,
            ("We will stay", "Orlin", "pro-moscow"),
            ("They must go", "author", "pro-washington"),
            ("Talks went on", "author", "neutral"),
            ("It was", "author", "neutral"),
        ])  # fmt: skip
        label(project, "ben", first, [
            None,
            ("We will stay", "Orlin", "pro-moscow"),
            ("They must go", "author", "pro-moscow"),
            None,
            ("late", "author", "neutral"),
        ])  # fmt: skip
        label(project, "ann", second, [None, ("Nobody knows why", "Prager", "neutral"), None])
        label(
            project,
            "cat",
            second,
            [None, ("Nobody knows why", "author", "neutral"), ("It landed", "author", "neutral")],
        )
    return root


@pytest.fixture(scope="session")
def talks_measured(talks_root: Path) -> Measured:
    """Their report."""
    return measure(talks_root, (), Sampling(resamples=50), lambda _: None)


@pytest.fixture(scope="session")
def report(talks_measured: Measured) -> AgreementReport:
    """What it says."""
    return talks_measured.report


@pytest.fixture
def talks(talks_root: Path) -> Iterator[Project]:
    """The same, open."""
    with open_project(talks_root) as project:
        yield project


@pytest.fixture
def read(talks: Project, talks_measured: Measured, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The same with its report made already, for tests that only read it."""
    monkeypatch.setattr(screen, "measure", lambda *_: talks_measured)
    return talks


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    """A project without articles."""
    with open_project(init_project(tmp_path / "empty")) as project:
        yield project


class Reader:
    """Somebody at the screen of the report."""

    def __init__(self, app: AgreementApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def text(self) -> str:
        """What the screen on top shows, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def picture(self) -> list[list[tuple[str, str]]]:
        """The same with its colours."""
        strips = self.app.screen._compositor.render_strips()
        return [[(segment.text, str(segment.style)) for segment in strip] for strip in strips]

    @property
    def plain(self) -> str:
        """The same with every stretch of blanks as one."""
        return " ".join(self.text.split())

    async def press(self, *keys: str) -> str:
        """Press keys, wait for what they set off, and look."""
        for key in keys:
            character = key if len(key) == 1 else None
            self.app.post_message(events.Key(key_name(key), character))
            while self.app.is_running and (self.app._message_queue.qsize() or self.app._type_ahead._busy):
                await asyncio.sleep(0.001)
            await self.app.workers.wait_for_complete()
        await self.settle()
        return self.text

    async def settle(self) -> None:
        """Wait for the work beside the screen and for what it told."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, words: str) -> str:
        """Look until something is shown; work beside the screen may go on."""
        for _ in range(200):
            if words in self.plain:
                return self.text
            await asyncio.sleep(0.01)
        raise AssertionError(f"{words!r} does not appear in\n{self.text}")

    async def whole(self) -> str:
        """The page from top to bottom, read on a screen that is high enough for it; each stretch of blanks as one."""
        width, height = self.app.size
        await self.pilot.resize_terminal(width, 150)
        await self.settle()
        seen = self.plain
        await self.pilot.resize_terminal(width, height)
        await self.settle()
        return seen


Visit = Callable[[Reader], Awaitable[None]]


def visit(
    project: Project,
    look: Visit,
    *,
    size: tuple[int, int] = SMALL,
    annotators: Sequence[str] = (),
    wait: bool = True,
) -> None:
    """Open the report and let somebody look at it.

    Args:
        project: The open project.
        look: What the reader does.
        size: Columns and rows.
        annotators: Whose labels count.
        wait: Whether to wait for the report first.
    """

    async def run() -> None:
        app = AgreementApp(project, annotators, Sampling(resamples=50))
        async with app.run_test(size=size, notifications=True) as pilot:
            reader = Reader(app, pilot)
            if wait:
                await reader.settle()
            await look(reader)

    asyncio.run(run())
