"""Lines of labels become records or are refused by file, line and value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.errors import InputError
from annotator.imports.labels_jsonl import json_lines, read_annotations, read_documents, read_manifest
from annotator.imports.labels_quotes import read_quotes


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    return path


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    data = b'\xef\xbb\xbf{"a": 1}\r\n\r\n  \n{"b": "\xe2\x80\xa8 \xc2\x85 \\n"}\n{"c": 3}'
    assert list(json_lines(write(tmp_path, data))) == [(1, {"a": 1}), (4, {"b": "\u2028 \x85 \n"}), (5, {"c": 3})]


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    assert list(json_lines(write(tmp_path, b""))) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a": 1}\n{"a": }', r"line 2, column 7: not valid JSON"),
        (b'{"a": "\xff"}', r"line 1: not UTF-8 \(byte 7\)"),
        (b"\xff\xfe{\x00}\x00", "line 1: not UTF-8"),
        (b"{}\n[]", "line 2: '\\[\\]' is no JSON object"),
        (b'{"claims": [{"stance": "a", "stance": "b"}]}', "line 1: the key 'stance' stands twice"),
        (b"null", "line 1: .*no JSON object"),
        (b"[" * 200_000, "line 1: .*recursion"),
        (b'{"a": ' + b"1" * 5000 + b"}", "line 1: .*digits"),
    ],
)
def test_what_is_no_json_object_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(InputError, match=words) as refusal:
        list(json_lines(path))
    assert refusal.value.message.startswith(str(path))
    assert refusal.value.hint


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(json_lines(tmp_path / "none"))
    with pytest.raises(InputError, match="directory"):
        list(json_lines(tmp_path))


def test_a_line_of_another_form_is_refused_with_the_schema_to_look_at(tmp_path: Path) -> None:
    path = write(tmp_path, b'{"x": 1}')
    with pytest.raises(InputError, match=r"line 1: .*document: Field required") as refusal:
        list(read_annotations(path))
    assert "annotation-row" in refusal.value.hint
    with pytest.raises(InputError, match=r"line 1: .*sha256: Field required") as refusal:
        list(read_documents(path))
    assert "document-row" in refusal.value.hint
    with pytest.raises(InputError, match="counts: Field required"):
        read_manifest(path)


def test_a_quote_may_be_one_piece_or_several(tmp_path: Path) -> None:
    lines = [{"document": "d", "claims": [{"quote": quote, "stance": "s"}]} for quote in ("a b", ["a", "b"])]
    path = write(tmp_path, "\n".join(map(json.dumps, lines)).encode())
    assert [line.claims[0].quote for _, line in read_quotes(path)] == [("a b",), ("a", "b")]


def test_what_is_left_out_of_a_quoted_claim_is_the_authors_and_undecided(tmp_path: Path) -> None:
    path = write(tmp_path, b'{"document": "d", "claims": [{"quote": "a", "stance": "s"}]}')
    [(number, line)] = read_quotes(path)
    claim = line.claims[0]
    assert (number, line.verdict, line.others, line.note, line.flag) == (1, None, None, "", False)
    assert (claim.speaker, claim.mention, claim.via, claim.confidence, claim.attributes) == (
        "author",
        None,
        None,
        None,
        {},
    )


def test_the_sample_labels_can_be_read() -> None:
    for path in sorted((Path(__file__).resolve().parents[2] / "corpus" / "labels").glob("*.jsonl")):
        assert len(list(read_quotes(path))) > 10
