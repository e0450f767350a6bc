"""The doctor finds nothing in a sound file, and whatever was changed, deleted or flipped behind the store's back."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import StoreError
from annotator.records.labels import Label
from annotator.store.connection import Store, open_store
from annotator.store.doctor import examine, rebuild
from annotator.store.findings import Finding
from annotator.store.undo import undo


@pytest.fixture
def file(sound: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(sound, tmp_path / "annotator.db"))


@pytest.fixture(scope="module")
def sound(bench: Any, filled: Path) -> Path:
    """The file of a sound, closed store, all of it in one file."""
    path = Path(shutil.copy(filled, bench.path()))
    with bench.machine(3).open(path) as store:
        thicken(store, bench)
    return path


def thicken(store: Store, bench: Any) -> None:
    """A label of many versions, each with a claim of another speaker."""
    key = store.rows("SELECT key FROM segment")[0]["key"]
    for number in range(3):
        bench.put(store, "ann", key, bench.label(store, key, speaker=f"s-{number}"))
    bench.put(store, "ann", key, bench.label(store, key, speaker="s-2"), done=True)
    assert examine(store) == []


def vandalise(path: Path, *statements: str) -> None:
    """Change a file as another program could, with no regard for references."""
    with closing(sqlite3.connect(path)) as vandal:
        vandal.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            assert vandal.execute(statement).rowcount != 0, f"{statement!r} changes nothing"
        vandal.commit()


def found(path: Path) -> list[Finding]:
    with open_store(path) as store:
        return examine(store)


LONGEST = "(SELECT annotator || segment FROM label ORDER BY revisions DESC LIMIT 1)"
DELETED = {
    "a document": ("DELETE FROM document WHERE id = (SELECT max(id) FROM document)", "restore"),
    "every document": ("DELETE FROM document", "restore"),
    "a segment with labels": ("DELETE FROM segment WHERE key = (SELECT segment FROM label LIMIT 1)", "restore"),
    "a segment": ("DELETE FROM segment WHERE key = (SELECT max(key) FROM segment)", "restore"),
    "an annotator": ("DELETE FROM annotator WHERE name = 'ann'", "restore"),
    "a codebook": ("DELETE FROM codebook", "restore"),
    "the first revision of a label": (
        f"DELETE FROM revision WHERE id = (SELECT min(id) FROM revision WHERE annotator || segment = {LONGEST})",
        "restore",
    ),
    "a revision from the middle": (
        f"DELETE FROM revision WHERE id = (SELECT id FROM revision WHERE annotator || segment = {LONGEST} "
        "ORDER BY id LIMIT 1 OFFSET 1)", "restore",
    ),
    "the last revision of a label": (
        f"DELETE FROM revision WHERE id = (SELECT max(id) FROM revision WHERE annotator || segment = {LONGEST})",
        "restore",
    ),
    "the last revision of all": ("DELETE FROM revision WHERE id = (SELECT max(id) FROM revision)", "restore"),
    "all revisions of a label": (f"DELETE FROM revision WHERE annotator || segment = {LONGEST}", "restore"),
    "a label": ("DELETE FROM label WHERE segment = (SELECT max(segment) FROM label)", "rebuild"),
    "a label with claims": ("DELETE FROM label WHERE segment = (SELECT max(segment) FROM claim)", "rebuild"),
    "a claim": ("DELETE FROM claim WHERE id = (SELECT max(id) FROM claim)", "rebuild"),
    "every claim": ("DELETE FROM claim", "rebuild"),
    "the entry of a speaker": ("DELETE FROM speaker_change WHERE op = 'create' AND speaker = 's-0'", "restore"),
    "an alias": ("DELETE FROM speaker_change WHERE op = 'alias'", "restore"),
    "a merge": ("DELETE FROM speaker_change WHERE op = 'merge'", "restore"),
    "a speaker with claims": ("DELETE FROM speaker WHERE id = 's-0'", "rebuild"),
    "the author": ("DELETE FROM speaker WHERE id = 'author'", "rebuild"),
}  # fmt: skip


@pytest.mark.parametrize("what", DELETED)
def test_a_row_that_is_gone_is_found(file: Path, what: str) -> None:
    statement, mend = DELETED[what]
    vandalise(file, statement)
    findings = found(file)
    assert findings
    assert mend in {each.mend for each in findings}
    assert mend == "restore" or {each.mend for each in findings} == {"rebuild"}


EDITED = {
    "a letter of a text": ("UPDATE document SET text = replace(text, 'Talks', 'Walks')", "restore"),
    "a text with its digests": ("UPDATE document SET text = id, sha256 = id", "restore"),
    "metadata": ("UPDATE document SET metadata = replace(metadata, 'first', 'fifth')", "restore"),
    "metadata that is no JSON": ("UPDATE document SET metadata = '{'", "restore"),
    "where a sentence ends": (
        'UPDATE segment SET "end" = "end" + 1 WHERE key = (SELECT min(key) FROM segment)', "restore",
    ),
    "the key of a segment without labels": (
        "UPDATE segment SET key = key || '0' WHERE key = (SELECT max(key) FROM segment)", "restore",
    ),
    "a role": ("UPDATE segment SET role = 'title' WHERE key = (SELECT min(key) FROM segment)", "restore"),
    "a role that is none": ("UPDATE segment SET role = 'song' WHERE key = (SELECT min(key) FROM segment)", "restore"),
    "the kind of an annotator": ("UPDATE annotator SET kind = 'adjudicator' WHERE name = 'ann'", "restore"),
    "a codebook": ("UPDATE codebook SET toml = replace(toml, 'praises', 'raises')", "restore"),
    "a codebook that cannot be read": ("UPDATE codebook SET toml = '['", "restore"),
    "a stance in a revision": (
        "UPDATE revision SET body = replace(body, 'neutral', 'pro-moscow') WHERE body LIKE '%neutral%'", "restore",
    ),
    "a stance no codebook has": ("UPDATE revision SET body = replace(body, 'neutral', 'nautral')", "restore"),
    "a revision that is no label": ("UPDATE revision SET body = '{}x'", "restore"),
    "a revision that is another's": ("UPDATE revision SET annotator = 'bob' WHERE annotator = 'ann'", "restore"),
    "a time": ("UPDATE revision SET saved_at = '2001-01-01T00:00:00.000000Z'", "restore"),
    "what was done": ("UPDATE revision SET done = 1 - done", "restore"),
    "the seal itself": ("UPDATE revision SET digest = replace(digest, 'a', 'b')", "restore"),
    "a current stance": ("UPDATE claim SET stance = 'pro-washington'", "rebuild"),
    "a current verdict": ("UPDATE label SET verdict = 'skipped'", "rebuild"),
    "a current done": ("UPDATE label SET done = 1 - done", "rebuild"),
    "a current note": ("UPDATE label SET note = 'x'", "rebuild"),
    "the version that is current": (
        f"UPDATE label SET revision = (SELECT min(id) FROM revision WHERE annotator || segment = {LONGEST}) "
        f"WHERE annotator || segment = {LONGEST}", "rebuild",
    ),
    "the order of claims": ("UPDATE claim SET position = position + 1", "rebuild"),
    "a claim's words": ("UPDATE claim SET spans = '[[0, 1]]'", "rebuild"),
    "who makes a claim": ("UPDATE claim SET speaker = 's-1'", "rebuild"),
    "a claim of nobody": ("UPDATE claim SET speaker = 'nobody'", "rebuild"),
    "a change to a speaker": ("UPDATE speaker_change SET value = 'Olga' WHERE op = 'create'", "restore"),
    "a change that is none": ("UPDATE speaker_change SET op = 'forget' WHERE op = 'merge'", "restore"),
    "a speaker's name": ("UPDATE speaker SET name = 'Olga' WHERE id = 's-0'", "rebuild"),
    "a speaker's aliases": ("UPDATE speaker SET aliases = 'x' WHERE id = 's-0'", "rebuild"),
    "whom a speaker stands for": ("UPDATE speaker SET merged_into = 's-2' WHERE id = 's-2'", "rebuild"),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITED)
def test_a_value_that_was_changed_is_found(file: Path, what: str) -> None:
    statement, mend = EDITED[what]
    vandalise(file, statement)
    findings = found(file)
    assert mend in {each.mend for each in findings}
    assert mend == "restore" or {each.mend for each in findings} == {"rebuild"}


ADDED = {
    "a label nobody gave": (
        "INSERT INTO label SELECT 'bob', segment, revision, 1, saved_at, done, verdict, note, flag FROM label "
        "WHERE annotator = 'ann' AND segment NOT IN (SELECT segment FROM label WHERE annotator = 'bob')"
    ),
    "a claim nobody made": (
        "INSERT INTO claim SELECT annotator, segment, position + 1, id || 'x', spans, speaker, mention_start, "
        "mention_end, via, stance, confidence, continues, attributes FROM claim"
    ),
    "a speaker nobody entered": "INSERT INTO speaker VALUES ('s-9', 'Ghost', 'person', '[]', NULL, 0, '')",
    "a segment nobody cut": (
        "INSERT INTO segment SELECT document || ':0-1', document, 0, 1, role, 1 FROM segment LIMIT 1"
    ),
}


@pytest.mark.parametrize("what", ADDED)
def test_a_row_that_was_put_in_is_found(file: Path, what: str) -> None:
    vandalise(file, ADDED[what])
    assert found(file)


REBUILT = [name for name, (_, mend) in {**DELETED, **EDITED}.items() if mend == "rebuild"]


@pytest.mark.parametrize("what", [*REBUILT, "a claim nobody made", "a speaker nobody entered"])
def test_a_rebuild_mends_the_current_state_and_nothing_else(file: Path, bench: Any, what: str) -> None:
    before = bench.dump(file)
    statement = ADDED.get(what) or (DELETED.get(what) or EDITED[what])[0]
    vandalise(file, statement)
    with open_store(file) as store:
        assert rebuild(store) == len(before["label"])
        assert examine(store) == []
    assert bench.dump(file) == before


def test_a_rebuild_of_a_sound_file_changes_nothing(file: Path, bench: Any) -> None:
    before = bench.dump(file)
    with open_store(file) as store:
        rebuild(store)
    assert bench.dump(file) == before


@pytest.mark.parametrize(
    "what",
    [
        "a revision from the middle",
        "the last revision of a label",
        "all revisions of a label",
        "the entry of a speaker",
        "an alias",
    ],
)
def test_a_rebuild_never_covers_up_what_is_lost(file: Path, bench: Any, what: str) -> None:
    vandalise(file, DELETED[what][0])
    before = bench.dump(file)
    with open_store(file) as store:
        with pytest.raises(StoreError, match="nothing was changed") as refusal:
            rebuild(store)
        assert refusal.value.hint
        assert examine(store)
    assert bench.dump(file) == before


def test_a_rebuild_from_a_revision_that_cannot_be_read_is_refused(file: Path, bench: Any) -> None:
    vandalise(file, "UPDATE revision SET body = '{'")
    before = bench.dump(file)
    with open_store(file) as store, pytest.raises(StoreError):
        rebuild(store)
    assert bench.dump(file) == before


def test_findings_name_table_and_row(file: Path) -> None:
    vandalise(
        file, "UPDATE speaker SET name = 'Olga' WHERE id = 's-0'", "DELETE FROM speaker_change WHERE op = 'alias'"
    )
    told = {each.where: each.message for each in found(file)}
    assert "add up" in told["speaker s-0"]
    assert "1 change(s), but there were 2" in told["speaker s-1"]


def test_the_doctor_changes_nothing(file: Path, bench: Any) -> None:
    vandalise(file, "UPDATE label SET note = 'x'")
    before = bench.dump(file)
    found(file)
    assert bench.dump(file) == before


# One flipped byte --------------------------------------------------------------------------------------------------


def flip(source: Path, target: Path, at: int, bits: int) -> None:
    data = bytearray(source.read_bytes())
    data[at] ^= bits
    target.write_bytes(data)


def is_noticed(path: Path) -> bool:
    try:
        return bool(found(path))
    except StoreError:
        return True


def contents(path: Path, bench: Any) -> object:
    try:
        return bench.dump(path)
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def try_flips(file: Path, bench: Any, times: int, seed: int) -> tuple[int, int]:
    """Flip bits at random. How many were noticed, and how many did not matter because the same is read as before."""
    dice = random.Random(seed)
    sound = bench.dump(file)
    with closing(sqlite3.connect(file)) as connection:
        # All in one file and in the mode that needs no further ones, so a plain copy is whole.
        connection.execute("PRAGMA journal_mode = DELETE")
    size = file.stat().st_size
    noticed = 0
    target = file.with_name("flipped.db")
    for _ in range(times):
        at, bits = dice.randrange(size), 1 << dice.randrange(8)
        flip(file, target, at, bits)
        if is_noticed(target):
            noticed += 1
        else:
            assert contents(target, bench) == sound, f"bit {bits:#04x} of byte {at} changed what is read, unnoticed"
        for leftover in file.parent.glob("flipped.db*"):
            leftover.unlink()
    return noticed, times - noticed


def test_a_flipped_bit_is_noticed_or_does_not_matter(file: Path, bench: Any) -> None:
    noticed, harmless = try_flips(file, bench, 100, seed=1)
    assert noticed >= 10
    assert harmless >= 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_many_flipped_bits_are_noticed_or_do_not_matter(file: Path, bench: Any, seed: int) -> None:
    assert try_flips(file, bench, 350, seed)[0] >= 50


def test_a_flipped_bit_in_any_kind_of_row_is_noticed(file: Path, bench: Any) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    data = file.read_bytes()
    target = file.with_name("flipped.db")
    for word in (
        "Войска",
        "2018-02-19T12",
        "pro-moscow",
        "praises",
        "Bojko",
        "verdict",
        "s-1",
        "first.txt",
        "no-claim",
    ):
        at = data.index(word.encode())
        flip(file, target, at, 0x01)
        assert is_noticed(target), word
        for leftover in file.parent.glob("flipped.db*"):
            leftover.unlink()


@pytest.mark.parametrize("byte", [0xE5, 0x00, ord("x")])
def test_a_damaged_definition_of_a_table_is_told_without_a_traceback(file: Path, byte: int) -> None:
    """SQLite quotes the definition in its message, whatever bytes it holds."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    data = bytearray(file.read_bytes())
    data[data.index(b"CREATE TABLE revision") + 3] = byte
    file.write_bytes(data)
    with pytest.raises(StoreError) as refusal:
        found(file)
    assert "doctor" in refusal.value.hint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mention_start", "Mention_start"),
        ('"continues" TEXT', '"kontinues" TEXT'),
        ("REFERENCES label", "REFERENCES lebal"),
    ],
)
def test_a_definition_of_a_table_that_was_changed_is_found(file: Path, old: str, new: str) -> None:
    with closing(sqlite3.connect(file)) as vandal:
        vandal.execute("PRAGMA writable_schema = ON")
        vandal.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'claim'", [old, new])
        vandal.commit()
    assert any("table claim is not as Annotator made it" in each.message for each in found(file))


def test_tables_and_views_of_the_users_own_are_let_be(file: Path) -> None:
    with closing(sqlite3.connect(file)) as user:
        user.execute("CREATE VIEW mine AS SELECT stance, count(*) FROM claim GROUP BY stance")
        user.execute("CREATE TABLE notes (x)")
        user.commit()
    assert found(file) == []


def test_undo_after_a_rebuild_still_works(file: Path) -> None:
    vandalise(file, "DELETE FROM claim", "DELETE FROM label")
    with open_store(file) as store:
        rebuild(store)
        while undo(store, "ann"):
            pass
        assert {row["verdict"] for row in store.rows("SELECT verdict FROM label WHERE annotator = 'ann'")} == {None}
        assert examine(store) == []


def test_labels_saved_while_a_damaged_row_lies_elsewhere_are_sound(file: Path, bench: Any) -> None:
    vandalise(file, "UPDATE document SET metadata = '{' WHERE id = (SELECT min(id) FROM document)")
    with open_store(file) as store:
        key = store.rows("SELECT max(key) AS key FROM segment")[0]["key"]
        bench.put(store, "ann", key, Label(verdict="no-claim"), done=True)
        assert {each.mend for each in examine(store)} == {"restore"}
