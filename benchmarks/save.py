"""What one saved label costs, beside one bare commit of the same row with sqlite3.

Both write to the same disk with the same settings (write-ahead log, synchronous=FULL). They take
turns. The project grows from 1,000 to 100,000 sentences, to show whether the cost follows its size.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Article, Document, Segment
from annotator.store.documents import add_document

SENTENCES_OF_A_DOCUMENT = 500
ROUNDS = 300


def fill(project: Project, sentences: int) -> None:
    """Documents of invented sentences, all different."""
    for number in range(sentences // SENTENCES_OF_A_DOCUMENT):
        lines = [f"Sentence {each} of article {number} says something." for each in range(SENTENCES_OF_A_DOCUMENT)]
        document = Document.of(Article(text="\n".join(lines)), datetime.now(UTC))
        segments, start = [], 0
        for line in lines:
            segments.append(Segment(document=document.id, start=start, end=start + len(line)))
            start += len(line) + 1
        add_document(project.store, document, segments)


def medians_ms(*actions: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Median times of calls that take turns, in milliseconds: what else the disk does falls on all alike."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, found in zip(actions, times, strict=True):
            begin = time.perf_counter()
            action()
            found.append(1000 * (time.perf_counter() - begin))
    return [statistics.median(found) for found in times]


def bare(folder: Path) -> Callable[[], None]:
    """Inserts one row of a label's size and commits it."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT)")
    body = "x" * 600

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (body) VALUES (?)", [body])
        connection.execute("COMMIT")

    return insert


def main() -> None:
    """Print one line for each size of project."""
    print(f"{'sentences':>10} {'no claim':>10} {'claim':>10} {'undo':>10} {'bare commit':>12} {'ratio':>6}")
    for sentences in map(int, sys.argv[1:] or ["1000", "10000", "100000"]):
        with tempfile.TemporaryDirectory(prefix="annotator-bench-") as folder:
            root = init_project(Path(folder) / "project")
            with open_project(root) as project:
                fill(project, sentences)
                desk = AnnotationDesk(project, "bench")
                desk.resume()
                no_claim, commit = medians_ms(desk.no_claim, bare(Path(folder)))
                [claim] = medians_ms(partial(desk.add_claim, "neutral"), rounds=50)
                [undo] = medians_ms(desk.undo, rounds=50)
        row = f"{sentences:>10,} {no_claim:>8.2f}ms {claim:>8.2f}ms {undo:>8.2f}ms {commit:>10.2f}ms"
        print(f"{row} {no_claim / commit:>6.2f}")


if __name__ == "__main__":
    main()
