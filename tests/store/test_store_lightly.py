"""What is done at every start and every key goes without sqlite-utils, and says the same as what goes with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from annotator.store.connection import create_store, known_migrations, open_store
from annotator.store.migration_names import NAMES


def test_the_names_of_the_migrations_are_those_of_the_migrations() -> None:
    """A name that is missing here would leave a file without its newest tables."""
    assert known_migrations() == NAMES


def test_a_file_that_lacks_a_migration_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "annotator.db"
    with create_store(path) as store, store.write():
        store.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_offers'")
        store.execute("DROP TABLE offer")
    with open_store(path) as store:
        assert store.row("SELECT count(*) AS rows FROM offer") == {"rows": 0}
        assert {row["name"] for row in store.rows("SELECT name FROM _sqlite_migrations")} == NAMES


def test_a_label_is_saved_without_sqlite_utils(tmp_path: Path) -> None:
    create_store(tmp_path / "annotator.db").close()
    script = (
        "import sys, pathlib\n"
        "from datetime import datetime, UTC\n"
        "from annotator.records.documents import Article, Document, Segment\n"
        "from annotator.records.labels import Claim, Label\n"
        "from annotator.records.spans import Span\n"
        "from annotator.store.codebooks import register_codebook\n"
        "from annotator.store.connection import open_store\n"
        "from annotator.store.people import ensure_annotator\n"
        "from annotator.store.places import set_place\n"
        "from annotator.store.revisions import current, save\n"
        "from annotator.store.speakers import change_speaker\n"
        "store = open_store(pathlib.Path(sys.argv[1]))\n"
        "register_codebook(store, '1.0', '')\n"
        "ensure_annotator(store, 'ann')\n"
        "document = Document.of(Article(text='One.'), datetime.now(UTC))\n"
        "store.insert('document', dict(id=document.id, sha256=document.sha256, text='One.', metadata='{}', source='',\n"
        "    encoding='', added_at='', segmentation='', digest=''))\n"
        "key = f'{document.id}:0-4'\n"
        "store.insert('segment', dict(key=key, document=document.id, start=0, end=4, role='sentence'))\n"
        "change_speaker(store, 's-x', 'create', 'X', author='ann')\n"
        "claim = Claim(id='c', spans=(Span(start=0, end=3),), speaker='s-x', stance='neutral')\n"
        "save(store, 'ann', key, Label(verdict='claims', claims=(claim,)), done=True, codebook_version='1.0')\n"
        "set_place(store, 'ann', key)\n"
        "assert current(store, 'ann', document.id)[key].body.claims == (claim,)\n"
        "print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "annotator.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False"]
