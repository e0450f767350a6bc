"""Stores with known clocks and ids, filled with labels; and a dump that shows every row of a file."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.codebook.load import default_toml
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.records.identifiers import IdSource
from annotator.records.labels import Claim, Label
from annotator.records.revisions import Origin, Revision
from annotator.records.spans import Span
from annotator.store.codebooks import register_codebook
from annotator.store.connection import Store, create_store, open_store
from annotator.store.documents import add_document
from annotator.store.people import ensure_annotator
from annotator.store.places import set_place
from annotator.store.revisions import save
from annotator.store.speakers import change_speaker
from annotator.store.undo import redo, undo

TABLES = (
    "document",
    "segment",
    "annotator",
    "codebook",
    "revision",
    "label",
    "claim",
    "speaker_change",
    "speaker",
    "segment_change",
    "own_document",
    "own_segment",
    "offer",
)
"""Every table but `place`, which is not data."""

VERSION = "1.0"


@dataclass
class Machine:
    """A computer with a clock and a source of ids of its own, both repeatable."""

    seed: int = 1
    at: datetime = datetime(2018, 2, 19, 12, tzinfo=UTC)
    random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def now(self) -> datetime:
        """A second later than last time."""
        self.at += timedelta(seconds=1)
        return self.at

    def ids(self) -> IdSource:
        """Ids by this machine's clock."""
        return IdSource(lambda: int(self.at.timestamp() * 1000), lambda: self.random.getrandbits(73))

    def create(self, path: Path) -> Store:
        """A new file of this machine, with the default codebook."""
        store = create_store(path, self.ids(), self.now)
        register_codebook(store, VERSION, default_toml())
        return store

    def open(self, path: Path) -> Store:
        """A file on this machine."""
        return open_store(path, self.ids(), self.now)


def add_text(store: Store, sentences: Sequence[str], title: str = "") -> list[str]:
    """Add a document of these sentences; their segment keys."""
    text = " ".join(sentences)
    document = Document.of(Article(text=text, metadata=Metadata(title=title), source=f"{title}.txt"), store.now())
    segments, at = [], 0
    for sentence in sentences:
        segments.append(Segment(document=document.id, start=at, end=at + len(sentence)))
        at += len(sentence) + 1
    add_document(store, document, segments)
    return [segment.key for segment in segments]


def label(store: Store, key: str, stance: str = "neutral", speaker: str = "author", **more: object) -> Label:
    """One claim over the first characters of a sentence."""
    start = int(key.split(":")[1].split("-")[0])
    claim = {"id": store.ids.new(), "spans": [Span(start=start, end=start + 3)], "stance": stance, "speaker": speaker}
    return Label(verdict="claims", claims=(Claim.model_validate({**claim, **more}),))


def put(
    store: Store, annotator: str, key: str, body: Label, *, done: bool = False, origin: Origin = "typed"
) -> Revision:
    """Save a label."""
    return save(store, annotator, key, body, done=done, origin=origin, codebook_version=VERSION, seconds=1.5)


SENTENCES = ("Talks began.", "Войска ушли.", "She said: “no”.", "It rained 👩‍👩‍👧.", "=cmd() </script>.", "End.")


def fill(store: Store, annotators: Sequence[str] = ("ann", "bob"), steps: int = 40, seed: int = 1) -> list[str]:
    """A bit of everything: two documents, speakers, labels, undo and redo. The keys of all sentences."""
    dice = random.Random(seed)
    keys = add_text(store, SENTENCES, "first") + add_text(store, SENTENCES[:3], "second")
    for name in annotators:
        ensure_annotator(store, name)
        set_place(store, name, keys[0])
    for number, name in enumerate(("Anna", "Бойко", "a diplomat")):
        change_speaker(store, f"s-{number}", "create", name, kind="person", author=annotators[0])
    change_speaker(store, "s-1", "alias", "Bojko", author=annotators[0])
    change_speaker(store, "s-2", "merge", "s-0", author=annotators[-1])
    for _ in range(steps):
        annotator, key = dice.choice(annotators), dice.choice(keys)
        step = dice.random()
        if step < 0.5:
            speaker = dice.choice(["author", "s-0", "s-1", "s-2"])
            put(store, annotator, key, label(store, key, dice.choice(["pro-moscow", "neutral"]), speaker))
        elif step < 0.7:
            put(store, annotator, key, Label(verdict="no-claim", note="n\nö"), done=True)
        elif step < 0.9:
            undo(store, annotator)
        else:
            redo(store, annotator)
    return keys


def dump(path: Path, tables: Sequence[str] = TABLES) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a file, by table, sorted; a table that an older file has not got is empty."""
    with closing(sqlite3.connect(path)) as connection:
        here = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) if table in here else []
            for table in tables
        }


class Bench:
    """What the tests of the store work with."""

    machine = Machine
    add_text = staticmethod(add_text)
    label = staticmethod(label)
    put = staticmethod(put)
    fill = staticmethod(fill)
    dump = staticmethod(dump)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self) -> Path:
        """A path for a new file, in a folder of its own."""
        return Path(tempfile.mkdtemp(dir=self.folder)) / "annotator.db"


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Helpers, and a folder for all that a test makes in a loop."""
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="session")
def filled(bench: Bench) -> Path:
    """The file of a filled store, closed; made once, to be copied."""
    with Machine().create(bench.path()) as made:
        fill(made)
    return made.path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A filled store."""
    path = tmp_path / "annotator.db"
    shutil.copy(filled, path)
    with Machine(seed=2, at=datetime(2018, 2, 20, tzinfo=UTC)).open(path) as made:
        yield made
