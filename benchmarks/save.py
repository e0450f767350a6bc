"""What one saved label costs, beside one bare commit of the same row with sqlite3.

Both write to the same disk with the same settings (write-ahead log, synchronous=FULL). The project grows from 1,000 to
100,000 sentences, to show whether the cost follows its size.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
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


def median_ms(action: object, rounds: int = ROUNDS) -> float:
    """Median time of a call, in milliseconds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        action()  # type: ignore[operator]
        times.append(time.perf_counter() - begin)
    return 1000 * statistics.median(times)


def bare_commit(folder: Path) -> float:
    """Median of inserting one row of a label's size and committing it."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT)")
    body = "x" * 600

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (body) VALUES (?)", [body])
        connection.execute("COMMIT")

    return median_ms(insert)


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
                no_claim = median_ms(desk.no_claim)
                claim = median_ms(lambda desk=desk: desk.add_claim("neutral"), 50)
                undo = median_ms(desk.undo, 50)
                bare = bare_commit(Path(folder))
        row = f"{sentences:>10,} {no_claim:>8.2f}ms {claim:>8.2f}ms {undo:>8.2f}ms {bare:>10.2f}ms"
        print(f"{row} {no_claim / bare:>6.1f}")


if __name__ == "__main__":
    main()
