"""A release says, to the byte, what the annotators said; every line fits its schema and every offset its words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_bench import SECOND, Bench, Machine, add
from hard_project import CODEBOOK, exported, hard_project
from jsonschema import Draft202012Validator

from annotator.desk.project import Project
from annotator.errors import UsageError
from annotator.exports.jsonl import write_release
from annotator.exports.registry import FORMATS, export_format
from annotator.exports.schemas import SCHEMAS, schema_text
from annotator.records.export_rows import AnnotationRow, DocumentRow, Manifest
from annotator.store.doctor import examine

GOLDEN = Path(__file__).parent / "golden"
FILES = ("annotations.jsonl", "documents.jsonl", "manifest.json")


@pytest.fixture(scope="module")
def project(bench: Bench) -> Iterator[Project]:
    """The project with every hard value."""
    with hard_project(Machine(), bench.root(CODEBOOK)) as made:
        assert examine(made.store) == []
        yield made


@pytest.fixture(scope="module")
def release(project: Project, bench: Bench) -> dict[str, bytes]:
    """Its release."""
    return exported(project, bench.root().parent / "release")


@pytest.fixture
def rows(release: dict[str, bytes]) -> list[dict[str, Any]]:
    """The lines of annotations.jsonl, read by another reader than the one that checked them."""
    return [json.loads(line) for line in release["annotations.jsonl"].decode("utf-8").split("\n")[:-1]]


@pytest.mark.parametrize("name", FILES)
def test_the_bytes_are_golden(release: dict[str, bytes], name: str) -> None:
    assert release[name] == (GOLDEN / name).read_bytes()


def test_the_same_labels_give_the_same_bytes(project: Project, release: dict[str, bytes], tmp_path: Path) -> None:
    assert exported(project, tmp_path / "again") == release


def test_there_are_no_other_files(release: dict[str, bytes]) -> None:
    assert tuple(release) == FILES


def test_every_line_fits_its_model(release: dict[str, bytes]) -> None:
    for name, model in (("annotations.jsonl", AnnotationRow), ("documents.jsonl", DocumentRow)):
        lines = release[name].split(b"\n")
        assert lines.pop() == b""
        for line in lines:
            assert model.model_validate_json(line).model_dump_json().encode() == line
    assert Manifest.model_validate_json(release["manifest.json"])


def test_another_program_finds_that_every_line_fits_its_schema(release: dict[str, bytes]) -> None:
    for name, schema in (("annotations.jsonl", "annotation-row"), ("documents.jsonl", "document-row")):
        reader = Draft202012Validator(json.loads(schema_text(f"{schema}.schema.json")))
        for line in release[name].split(b"\n")[:-1]:
            row = json.loads(line)
            reader.validate(row)
            for field in row:
                assert not reader.is_valid({key: value for key, value in row.items() if key != field}), field
            assert not reader.is_valid({**row, "further": 1})
    Draft202012Validator(json.loads(schema_text("manifest.schema.json"))).validate(json.loads(release["manifest.json"]))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_fresh(name: str) -> None:
    assert (Path(__file__).resolve().parents[2] / "schemas" / name).read_text("utf-8") == schema_text(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_closes_every_object_and_describes_every_field(name: str) -> None:
    schema = json.loads(schema_text(name))
    objects = [schema, *schema.get("$defs", {}).values()]
    for each in (each for each in objects if "properties" in each):
        assert each["additionalProperties"] is False
        for field, said in each["properties"].items():
            assert said.get("description"), (name, field)


def test_every_line_has_exactly_the_fields_of_its_schema(rows: list[dict[str, Any]]) -> None:
    schema = json.loads(schema_text("annotation-row.schema.json"))
    parts = schema["$defs"]
    for row in rows:
        assert set(row) == set(schema["required"]) == set(schema["properties"])
        assert set(row["sentence"]) == set(parts["SentenceRow"]["required"])
        for claim in row["claims"]:
            assert set(claim) == set(parts["ClaimRow"]["required"])
            assert all(set(span) == set(parts["QuoteRow"]["required"]) for span in claim["spans"])


def test_offsets_count_code_points_of_the_exact_text(release: dict[str, bytes], rows: list[dict[str, Any]]) -> None:
    lines = release["documents.jsonl"].decode().split("\n")[:-1]
    texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    for row in rows:
        text, sentence = texts[row["document"]], row["sentence"]
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        for claim in row["claims"]:
            for span in [*claim["spans"], *([claim["mention"]] if claim["mention"] else [])]:
                assert text[span["start"] : span["end"]] == span["quote"]
                assert span["start"] - sentence["start"] == span["start_in_sentence"]
                assert span["end"] - sentence["start"] == span["end_in_sentence"]
            for span in claim["spans"]:
                assert sentence["text"][span["start_in_sentence"] : span["end_in_sentence"]] == span["quote"]


def test_texts_are_exact(release: dict[str, bytes]) -> None:
    for line in release["documents.jsonl"].split(b"\n")[:-1]:
        row = json.loads(line)
        assert hashlib.sha256(row["text"].encode()).hexdigest() == row["sha256"]
        assert row["id"] == row["sha256"][:16]
    hard = json.loads(release["documents.jsonl"].split(b"\n")[0])
    for piece in (
        "👩‍👩‍👧",
        "cafe\u0301",
        "\r\n",
        "مرحبا",
        "</script>",
        "=cmd()",
        "\u2028",
        "\t",
        "\x1b[31m",
        "\ufeff",
        "𝔘",
        "\x85",
    ):
        assert piece in hard["text"]


def test_lines_stand_in_the_order_of_documents_sentences_and_annotators(rows: list[dict[str, Any]]) -> None:
    order = [(row["document"], row["sentence"]["start"], row["annotator"]) for row in rows]
    assert order == sorted(order)
    assert len(set(order)) == len(order)
    assert {(row["sentence"]["start"], row["sentence"]["number"]) for row in rows} == set(
        zip(sorted({row["sentence"]["start"] for row in rows}), range(1, 7), strict=True)
    )


def line(rows: list[dict[str, Any]], annotator: str, number: int) -> dict[str, Any]:
    [found] = [row for row in rows if (row["annotator"], row["sentence"]["number"]) == (annotator, number)]
    return found


def test_fragments_mention_via_and_attributes_come_out(rows: list[dict[str, Any]]) -> None:
    claim = line(rows, "Zoë", 1)["claims"][0]
    assert [span["quote"] for span in claim["spans"]] == ["We 👩‍👩‍👧", "stay"]
    assert (claim["mention"]["quote"], claim["confidence"], claim["stance"]) == ("Анна Орлова", 3, "awful")
    assert claim["attributes"] == {"about": "machine", "force": "weak"}
    assert claim["via"]["name"] == 'Reed, "Jr."'


def test_merged_speakers_come_out_as_the_one_that_stands_for_them(rows: list[dict[str, Any]]) -> None:
    first, second = line(rows, "Zoë", 1)["claims"][0], line(rows, "Zoë", 2)["claims"][0]
    assert first["speaker"] == second["speaker"]
    assert first["speaker"]["name"] == "Анна Орлова"
    # The one who passed it on turned out to be the speaker.
    assert second["via"] is None


def test_a_claim_carries_on_only_what_is_there(rows: list[dict[str, Any]]) -> None:
    assert line(rows, "Zoë", 2)["claims"][0]["continues"] == line(rows, "Zoë", 1)["claims"][0]["id"]
    assert line(rows, "model 7b/β", 2)["claims"][0]["continues"] is None
    ids = [claim["id"] for row in rows for claim in row["claims"]]
    assert len(set(ids)) == len(ids)
    assert {claim["continues"] for row in rows for claim in row["claims"]} - {None} <= set(ids)


def test_a_mention_in_an_earlier_sentence_has_negative_offsets(rows: list[dict[str, Any]]) -> None:
    mention = line(rows, "Zoë", 2)["claims"][0]["mention"]
    assert (mention["quote"], mention["start_in_sentence"] < mention["end_in_sentence"] < 0) == ("Анна Орлова", True)


def test_what_only_a_note_or_a_flag_says_comes_out_undecided(rows: list[dict[str, Any]]) -> None:
    flagged = line(rows, "Zoë", 4)
    assert (flagged["verdict"], flagged["done"], flagged["flag"], flagged["claims"]) == (None, False, True, [])
    assert line(rows, "Zoë", 3)["note"] == '=SUM(A1)\n"two" lines, </script>\u2028three'


def test_what_was_taken_back_and_what_was_never_opened_has_no_line(rows: list[dict[str, Any]]) -> None:
    assert {row["sentence"]["number"] for row in rows if row["annotator"] == "Zoë"} == {1, 2, 3, 4, 5}
    assert {row["origin"] for row in rows} == {"typed", "adjudicated", "edited"}
    assert line(rows, "model 7b/β", 4)["verdict"] == "skipped"


def test_each_line_names_the_codebook_that_it_was_made_under(
    rows: list[dict[str, Any]], release: dict[str, bytes]
) -> None:
    assert {row["annotator"]: row["codebook_version"] for row in rows} == {
        "Zoë": "2024-b", "model 7b/β": "2025", "gold": "2025",
    }  # fmt: skip
    books = json.loads(release["manifest.json"])["codebooks"]
    assert books["2024-b"] == CODEBOOK.read_text("utf-8")
    assert set(books) == {"2024-b", "2025"}


def test_the_origin_is_that_of_what_stands_after_undo_and_redo(bench: Bench, machine: Machine, tmp_path: Path) -> None:
    def origins() -> set[str]:
        lines = exported(made, tmp_path / "x")["annotations.jsonl"].split(b"\n")[:-1]
        return {json.loads(each)["origin"] for each in lines}

    with machine.open(bench.root()) as made:
        add(made, SECOND)
        desk = machine.desk(made)
        desk.resume()
        desk.add_claim("neutral", origin="suggested")
        assert origins() == {"suggested"}
        desk.no_claim()
        assert origins() == {"edited"}
        desk.undo()
        assert origins() == {"suggested"}
        desk.redo()
        assert origins() == {"edited"}
        desk.undo()
        desk.undo()
        assert origins() == set()
        desk.redo()
        assert origins() == {"suggested"}


def test_seconds_are_those_of_all_versions(rows: list[dict[str, Any]]) -> None:
    assert line(rows, "Zoë", 1)["seconds"] == 7.25
    assert line(rows, "Zoë", 2)["seconds"] == 0.1


def test_the_manifest_tells_how_much_there_is_and_how_to_check_it(
    rows: list[dict[str, Any]], release: dict[str, bytes]
) -> None:
    manifest = json.loads(release["manifest.json"])
    for name, entry in manifest["files"].items():
        data = release[name]
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert (entry["bytes"], entry["lines"]) == (len(data), data.count(b"\n"))
        assert entry["json_schema"] in SCHEMAS
    claims = [claim for row in rows for claim in row["claims"]]
    counts = manifest["counts"]
    assert counts["documents"] == 2
    assert counts["sentences"] == 8
    assert (counts["labels"], counts["finished"]) == (len(rows), sum(row["done"] for row in rows))
    assert (counts["claims"], counts["annotators"]) == (len(claims), len({row["annotator"] for row in rows}))
    assert counts["speakers"] == len({claim["speaker"]["id"] for claim in claims})
    assert sum(counts["verdicts"].values()) == len(rows)
    assert counts["verdicts"]["open"] == 1
    assert sum(counts["stances"].values()) == len(claims)
    assert manifest["as_of"] == max(row["saved_at"] for row in rows)
    assert manifest["offset_unit"] == "Unicode code points"


def test_the_manifest_that_is_returned_is_the_one_that_was_written(project: Project, tmp_path: Path) -> None:
    seen: list[int] = []
    manifest = write_release(project.store, project.roles, tmp_path / "x", seen.append)
    assert Manifest.model_validate_json((tmp_path / "x" / "manifest.json").read_bytes()) == manifest
    assert seen == [1, 2]


def test_a_project_without_labels_has_a_release_too(bench: Bench, machine: Machine, tmp_path: Path) -> None:
    with machine.open(bench.root()) as empty:
        files = exported(empty, tmp_path / "x")
    assert (files["annotations.jsonl"], files["documents.jsonl"]) == (b"", b"")
    assert json.loads(files["manifest.json"])["as_of"] is None


def test_formats_are_found_by_name() -> None:
    assert [export_format(each.name) for each in FORMATS] == list(FORMATS)
    with pytest.raises(UsageError, match="no export format 'xml'") as refusal:
        export_format("xml")
    assert "jsonl" in refusal.value.hint
