"""Labels that quote the text become offsets; a quote that is not to be found, or in two places, is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.desk.loaded import Loaded
from annotator.desk.loading import load
from annotator.desk.project import Project
from annotator.desk.status import project_status
from annotator.errors import AnnotatorError, UsageError
from annotator.store.doctor import examine
from annotator.store.documents import document_ids, get_document
from annotator.store.revisions import current
from annotator.store.speakers import registry

TABLES = ("annotator", "revision", "label", "claim", "speaker_change", "speaker")


def write(path: Path, *lines: Any) -> Path:
    text = "".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def claim(quote: object, **more: object) -> dict[str, object]:
    return {"quote": quote, "stance": "neutral", **more}


def labels(project: Project, annotator: str = "gpt") -> list[tuple[str | None, bool, list[list[str]]]]:
    """Verdict, done and quotes of the labels of the first document, in the order of the text."""
    document = get_document(project.store, document_ids(project.store)[0])
    assert document is not None
    return [
        (each.body.verdict, each.done, [[span.of(document.text) for span in claim.spans] for claim in each.body.claims])
        for each in current(project.store, annotator, document.id).values()
    ]


def test_quotes_become_offsets(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.jsonl",
        {"document": "first.txt", "claims": [claim("the text was dead", speaker="Anna Orlova", mention="Anna Orlova")]},
        "",
        {
            "document": "first",
            "claims": [
                claim(["We will not leave", "before spring"], speaker="Anna Orlova", via="Agency", via_kind="outlet"),
                claim("she said", confidence=1, attributes={"form": "mixed"}),
            ],
            "note": " two ",
            "flag": True,
        },
        {"document": document_ids(project.store)[0], "sentence": "👩‍👩‍👧 in", "verdict": "skipped", "note": "rain"},
        {"document": "first", "sentence": "Mr. Reed", "verdict": "no-claim"},
        {"document": "second.txt", "others": "no-claim"},
    )
    assert load(project, path, annotator="gpt", kind="model") == Loaded(labels=6)
    assert labels(project) == [
        ("claims", True, [["the text was dead"]]),
        ("claims", True, [["We will not leave", "before spring"], ["she said"]]),
        ("skipped", True, []),
        ("no-claim", True, []),
    ]
    known = {each.name: each for each in registry(project.store).values()}
    assert (known["Anna Orlova"].kind, known["Agency"].kind) == ("person", "outlet")
    [first, second, *_] = current(project.store, "gpt", document_ids(project.store)[0]).values()
    made = first.body.claims[0]
    assert (made.speaker, made.stance) == (known["Anna Orlova"].id, "neutral")
    assert made.mention is not None
    assert second.body.claims[0].via == known["Agency"].id
    assert second.body.claims[1].attributes == {"form": "mixed"}
    assert (second.body.note, second.body.flag, second.body.claims[1].speaker) == ("two", True, "author")
    assert {each.origin for each in (first, second)} == {"imported"}
    assert examine(project.store) == []


def test_loading_again_changes_nothing(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.jsonl",
        {"document": "first", "claims": [claim("was dead", speaker="Anna"), claim("the text", via="Anna")]},
        {"document": "first", "others": "no-claim"},
    )
    assert load(project, path, annotator="gpt") == Loaded(labels=4)
    before = {table: project.store.rows(f"SELECT * FROM {table}") for table in TABLES}
    assert load(project, path, annotator="gpt") == Loaded(known=4)
    assert {table: project.store.rows(f"SELECT * FROM {table}") for table in TABLES} == before
    assert load(project, path, annotator="other") == Loaded(labels=4)
    ids = [row["id"] for row in project.store.rows("SELECT id FROM claim")]
    assert len(set(ids)) == len(ids) == 4


def test_a_changed_line_changes_its_label_only(project: Project, tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"document": "first", "claims": [claim("was dead")]},
        {"document": "first", "sentence": "rained", "verdict": "no-claim"},
    ]
    load(project, write(tmp_path / "x.jsonl", *lines), annotator="gpt")
    lines[1]["verdict"] = "skipped"
    assert load(project, write(tmp_path / "x.jsonl", *lines), annotator="gpt") == Loaded(labels=1, known=1)
    assert [verdict for verdict, _, _ in labels(project)] == ["claims", "skipped"]


def test_others_are_all_sentences_that_no_line_is_about(project: Project, tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.jsonl",
        {"document": "first", "others": "skipped"},
        {"document": "first", "claims": [claim("was dead")]},
    )
    load(project, path, annotator="gpt")
    assert [verdict for verdict, _, _ in labels(project)] == ["claims", "skipped", "skipped", "skipped"]
    [row] = project_status(project, "gpt").annotators
    assert (row.finished, row.documents) == (4, 1)


def test_a_claim_of_the_author_or_passed_on_by_the_author_names_nobody_new(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", {"document": "first", "claims": [claim("dead", speaker="Anna", via="author")]})
    load(project, path, annotator="gpt")
    assert {each.name for each in registry(project.store).values()} == {"the author", "Anna"}
    [label] = current(project.store, "gpt", document_ids(project.store)[0]).values()
    assert label.body.claims[0].via == "author"


def test_a_mention_may_be_named_twice(project: Project, bench: Any, tmp_path: Path) -> None:
    bench.add(project, (("sentence", "Reed is Reed, he said."),), "third")
    path = write(
        tmp_path / "x.jsonl", {"document": "third", "claims": [claim("he said", speaker="Reed", mention="Reed")]}
    )
    load(project, path, annotator="gpt")
    [row] = project.store.rows("SELECT mention_start, mention_end FROM claim")
    assert (row["mention_start"], row["mention_end"]) == (0, 4)


REFUSED: dict[str, tuple[list[Any], str, str]] = {
    "a quote that is not there": ([claim("was alive")], "'was alive' is not in document", "to the letter"),
    "a quote over two sentences": (
        [claim(["was dead", "she said"])], "no one sentence holds 'was dead' and 'she said'", "one sentence",
    ),
    "a quote twice in the sentence": (
        [claim("e"), claim("was dead")], "'e' stands in the sentence more than once", "more",
    ),
    "a mention that is not in the sentence": (
        [claim("was dead", mention="Reed")], "'Reed' is not in the sentence", "letter",
    ),
    "fragments that overlap": ([claim(["text was", "was dead"])], "overlap", ""),
    "an unknown stance": ([claim("was dead", stance="pro-moon")], "'pro-moon' is not in codebook", "neutral"),
    "an unknown attribute": ([claim("was dead", attributes={"taste": "x"})], "'taste'", ""),
    "a speaker without a name": ([claim("was dead", speaker=" ")], "' ' is no name", ""),
    "one who passes on own words": ([claim("was dead", speaker="Anna", via="ANNA")], "both as speaker", ""),
    "an empty quote": ([claim(" ")], "a quote has no words", ""),
    "no quote": ([claim([])], "quote", ""),
    "an empty mention": ([claim("was dead", mention="")], "mention: it has no words", ""),
    "an unknown field": ([claim("was dead", colour="red")], "colour", ""),
    "a confidence of 0": ([claim("was dead", confidence=0)], "confidence", ""),
    "a kind that is none": ([claim("was dead", speaker="X", speaker_kind="ghost")], "speaker_kind", ""),
    "half a character": ([claim("was dead", speaker="\ud83d")], "half a character", ""),
}  # fmt: skip


def assert_refused(project: Project, path: Path, *words: str, annotator: str | None = "gpt") -> AnnotatorError:
    before = {table: project.store.rows(f"SELECT * FROM {table}") for table in TABLES}
    with pytest.raises(AnnotatorError) as refusal:
        load(project, path, annotator=annotator)
    for word in words:
        assert word in refusal.value.message, refusal.value.message
    assert {table: project.store.rows(f"SELECT * FROM {table}") for table in TABLES} == before
    return refusal.value


@pytest.mark.parametrize("case", REFUSED)
def test_a_claim_that_does_not_fit_is_refused_by_file_and_line_and_nothing_is_kept(
    project: Project, tmp_path: Path, case: str
) -> None:
    claims, words, hint = REFUSED[case]
    good = {"document": "second", "claims": [claim("Nobody", speaker="Somebody New")]}
    path = tmp_path / "x.jsonl"
    bad = json.dumps({"document": "first", "claims": claims})
    told = assert_refused(project, write(path, good, bad), f"{path}, line 2", words)
    assert told.hint
    assert hint in told.hint


LINES: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown document": ({"document": "third", "others": "skipped"}, "no document 'third'"),
    "no document": ({"document": "", "others": "skipped"}, "no document ''"),
    "nothing said": ({"document": "first"}, "needs 'claims', or 'sentence' and 'verdict'"),
    "a sentence without a verdict": ({"document": "first", "sentence": "rained"}, "needs 'verdict'"),
    "claims without a claim": ({"document": "first", "sentence": "rained", "verdict": "claims"}, "needs 'verdict'"),
    "no-claim with claims": (
        {"document": "first", "verdict": "no-claim", "claims": [claim("was dead")]}, "'no-claim' but 1 claim(s)",
    ),
    "others and a sentence": (
        {"document": "first", "others": "skipped", "sentence": "rained"}, "no sentence of its own",
    ),
    "others and a note": ({"document": "first", "others": "skipped", "note": "x"}, "no sentence of its own"),
    "others that have claims": ({"document": "first", "others": "claims"}, "others"),
    "a sentence that is not there": (
        {"document": "first", "sentence": "snowed", "verdict": "skipped"}, "'snowed' is not in document",
    ),
    "a piece of a heading": (
        {"document": "first", "sentence": "What comes next", "verdict": "skipped"}, "no one sentence holds",
    ),
    "a piece of two sentences": (
        {"document": "first", "sentence": "“", "verdict": "skipped"}, "2 sentences hold '“'",
    ),
    "a quote of two sentences": ({"document": "first", "claims": [claim("e,")]}, "2 sentences hold 'e,'"),
    "an empty piece": ({"document": "first", "sentence": "", "verdict": "skipped"}, "sentence: it has no words"),
    "a piece of blanks": ({"document": "first", "sentence": " ", "verdict": "skipped"}, "sentence: it has no words"),
    "an unknown field": ({"document": "first", "others": "skipped", "colour": 1}, "colour"),
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
def test_a_line_that_does_not_fit_is_refused(project: Project, tmp_path: Path, case: str) -> None:
    line, words = LINES[case]
    path = tmp_path / "x.jsonl"
    good = {"document": "second", "claims": [claim("Nobody", speaker="Somebody New")]}
    assert assert_refused(project, write(path, good, line), f"{path}, line 2", words).hint


def test_a_piece_of_the_sentence_tells_which_is_meant(project: Project, tmp_path: Path) -> None:
    line = {"document": "first", "sentence": "Reed", "claims": [claim("e,")]}
    load(project, write(tmp_path / "x.jsonl", line), annotator="gpt")
    assert labels(project) == [("claims", True, [["e,"]])]


def test_a_sentence_has_one_line(project: Project, tmp_path: Path) -> None:
    line = {"document": "first", "claims": [claim("was dead")]}
    again = {"document": "first.txt", "sentence": "Anna Orlova", "verdict": "no-claim"}
    assert_refused(
        project, write(tmp_path / "x.jsonl", line, again), "line 2", "an earlier line is about the same sentence"
    )
    others = {"document": "first", "others": "no-claim"}
    assert_refused(project, write(tmp_path / "x.jsonl", others, others | {"others": "skipped"}), "line 2", "the others")


def test_labels_that_name_nobody_need_a_name(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", {"document": "first", "others": "no-claim"})
    told = assert_refused(project, path, "name no annotator", annotator=None)
    assert isinstance(told, UsageError)
    assert "--as" in told.hint


def test_a_name_that_cannot_be_used_is_refused(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", {"document": "first", "others": "no-claim"})
    assert_refused(project, path, "1 to 64", annotator="")


def test_many_lines_of_many_documents_are_looked_up_once(project: Project, bench: Any, tmp_path: Path) -> None:
    """Counted in rows that are read, so that a slow computer does not matter."""
    for number in range(60):
        bench.add(project, (("sentence", f"Sentence {number}."), ("sentence", f"Another {number}.")), f"doc {number}")
    lines = [
        {"document": f"doc {number}", "claims": [claim(f"{word} {number}", speaker=f"Speaker {number % 5}")]}
        for number in range(60)
        for word in ("Sentence", "Another")
    ]
    seen: list[str] = []
    project.store.db.conn.set_trace_callback(seen.append)
    load(project, write(tmp_path / "x.jsonl", *lines), annotator="gpt")
    project.store.db.conn.set_trace_callback(None)
    assert sum("AS title" in each for each in seen) <= 60
    assert sum("FROM speaker ORDER BY id" in each for each in seen) <= 4 * 5
