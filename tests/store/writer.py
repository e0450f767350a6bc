"""A process of its own that saves labels as fast as it can and says on stdout what it has been told is saved.

Usage: writer.py FILE ANNOTATOR COUNT [SPEAKERS]; it waits for a line on stdin before it begins.
"""

from __future__ import annotations

import sys
from pathlib import Path

from annotator.records.labels import Claim, Label
from annotator.records.spans import Span
from annotator.store.connection import open_store
from annotator.store.people import ensure_annotator
from annotator.store.places import set_place
from annotator.store.revisions import save
from annotator.store.speakers import change_speaker


def main(path: Path, annotator: str, count: int, speakers: int) -> None:
    with open_store(path) as store:
        ensure_annotator(store, annotator)
        keys = [row["key"] for row in store.rows("SELECT key FROM segment ORDER BY key")]
        sys.stdin.readline()
        for number in range(count):
            key = keys[number % len(keys)]
            start = int(key.split(":")[1].split("-")[0])
            if number < speakers:
                change_speaker(store, f"s-{annotator}-{number}", "create", f"{annotator} {number}", author=annotator)
            claim = Claim(id=store.ids.new(), spans=(Span(start=start, end=start + 1),), stance="neutral")
            body = Label(verdict="claims", claims=(claim,), note=str(number))
            revision = save(store, annotator, key, body, done=number % 2 == 0, codebook_version="1.0")
            set_place(store, annotator, key)
            print(revision.id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 0)
