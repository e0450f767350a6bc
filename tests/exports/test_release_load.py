"""A line that does not fit is refused with file, line and value, and nothing of the file is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_bench import ARTICLE, SECOND, Bench, Machine, add
from hard_project import CODEBOOK, exported, hard_project

from annotator.desk.choosing import ensure_speaker
from annotator.desk.loaded import Loaded
from annotator.desk.loading import load
from annotator.desk.project import Project, open_project
from annotator.errors import AnnotatorError, InputError, UsageError
from annotator.records.documents import Document
from annotator.store.doctor import examine
from annotator.store.people import get_annotator
from annotator.store.revisions import history, last_revision
from annotator.store.speakers import registry

TABLES = ("document", "segment", "annotator", "codebook", "revision", "label", "claim", "speaker_change", "speaker")


def dump(project: Project) -> dict[str, list[Any]]:
    return {table: project.store.rows(f"SELECT * FROM {table}") for table in TABLES}


@pytest.fixture(scope="module")
def template(bench: Bench) -> Path:
    """A release of two annotators: ann has claims, bob has none."""
    machine = Machine()
    target = bench.root().parent / "release"
    with machine.open(bench.root()) as project:
        add(project, ARTICLE, "first")
        add(project, SECOND, "second")
        desk = machine.desk(project)
        desk.resume()
        anna = ensure_speaker(desk, "Anna Orlova")
        desk.add_claim("pro-moscow", speaker=anna)
        assert desk.claim_id is not None
        first = desk.claim_id
        desk.next()
        desk.add_claim("neutral", speaker=anna)
        desk.change_claim(desk.claim_id, continues=first, mention=mention(desk.passage.document))
        desk.next()
        desk.skip()
        other = machine.desk(project, "bob")
        other.resume()
        other.no_claim()
        exported(project, target)
    return target


def mention(document: Document) -> Any:
    from annotator.records.spans import Span

    start = document.text.index("Anna Orlova")
    return Span(start=start, end=start + 11)


@pytest.fixture
def release(template: Path, tmp_path: Path) -> Path:
    """A copy of the release, to be changed."""
    import shutil

    return Path(shutil.copytree(template, tmp_path / "release"))


@pytest.fixture
def empty(bench: Bench) -> Iterator[Project]:
    with Machine(seed=4).open(bench.root()) as made:
        yield made


def rows(release: Path, name: str = "annotations.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (release / name).read_text("utf-8").split("\n") if line]


def write(release: Path, lines: list[Any], name: str = "annotations.jsonl") -> None:
    text = "".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)
    (release / name).write_text(text, encoding="utf-8", newline="")


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Set a field of a line, by a path such as `claims.0.stance`."""

    def apply(row: Any) -> None:
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in steps:
            row = row[step]
        row[last] = value

    return apply


def assert_refused(project: Project, path: Path, *words: str, **more: Any) -> AnnotatorError:
    before = dump(project)
    with pytest.raises(AnnotatorError) as refusal:
        load(project, path, **more)
    for word in words:
        assert word in refusal.value.message, refusal.value.message
    assert refusal.value.hint
    assert dump(project) == before
    return refusal.value


BAD = {
    "an unknown stance": ("claims.0.stance", "pro-moon", "stance 'pro-moon' is not in codebook US-Russia takes 1.0"),
    "an unknown attribute": ("claims.0.attributes", {"taste": "sweet"}, "attribute 'taste'"),
    "an unknown field": ("colour", "red", "colour"),
    "an unknown verdict": ("verdict", "maybe", "'maybe'"),
    "no-claim with claims": ("verdict", "no-claim", "'no-claim' but 1 claim"),
    "claims without a claim": ("claims", [], "no claim is given"),
    "an unknown document": ("document", "0" * 16, f"no sentence {'0' * 16}:"),
    "a sentence that ends elsewhere": ("sentence.text", "Short", "do not fit a sentence of 5 characters"),
    "other words in the sentence": (
        "sentence", {"start": 17, "end": 22, "number": 1, "text": "Hello"}, "17-64 lies outside its sentence",
    ),
    "a quote that is not there": ("claims.0.spans.0.quote", "x" * 47, "is not at 17-64"),
    "a confidence of 4": ("claims.0.confidence", 4, "confidence"),
    "a time without a zone": ("saved_at", "2018-02-19T12:00:00", "saved_at: a time needs its zone"),
    "a time beyond all years": ("saved_at", "0001-01-01T00:00:00+10:00", "saved_at"),
    "an unknown codebook": ("codebook_version", "9.9", "codebook version '9.9'"),
    "a name that cannot be": ("annotator", "a\nb", "annotator: a name has no control character"),
    "a kind that cannot be": ("annotator_kind", "ghost", "annotator_kind"),
    "negative seconds": ("seconds", -1, "seconds"),
    "an undo of nothing": ("origin", "undo", "names the revision it reverts"),
    "a speaker without an id": ("claims.0.speaker.id", "", "speaker: String should have at least 1 character"),
    "a speaker without a name": ("claims.0.speaker.name", " ", "a name has 1 to 200"),
    "a speaker of no kind": ("claims.0.speaker.kind", "ghost", "speaker.kind"),
    "a claim without words": ("claims.0.spans", [], "spans"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_refused_by_file_line_and_value_and_nothing_is_kept(
    empty: Project, release: Path, case: str
) -> None:
    path, value, words = BAD[case]
    lines = rows(release)
    ann = next(number for number, row in enumerate(lines) if row["claims"])
    change(path, value)(lines[ann])
    write(release, lines)
    assert_refused(empty, release, f"annotations.jsonl, line {ann + 1}", words)


def with_claim(release: Path, **fields: Any) -> None:
    lines = rows(release)
    next(row for row in lines if row["claims"])["claims"][0].update(fields)
    write(release, lines)


def test_claims_that_are_impossible_in_themselves_are_refused(empty: Project, release: Path) -> None:
    claim = next(row for row in rows(release) if row["claims"])["claims"][0]
    with_claim(release, continues=claim["id"])
    assert_refused(empty, release, "line 1", "continues itself")
    with_claim(release, continues=None, via=claim["speaker"])
    assert_refused(empty, release, "line 1", "both as speaker and")
    span = claim["spans"][0]
    with_claim(release, via=None, spans=[span, span])
    assert_refused(empty, release, "line 1", "overlap")


def test_a_mention_with_other_words_is_refused(empty: Project, release: Path) -> None:
    lines = rows(release)
    row = next(row for row in lines if row["claims"] and row["claims"][0]["mention"])
    row["claims"][0]["mention"]["quote"] = "Anna Petrov"
    write(release, lines)
    assert_refused(empty, release, f"line {lines.index(row) + 1}", "'Anna Petrov' is not at 17-28", "'Anna Orlova'")
    row["claims"][0]["mention"].update(start=9000, end=9011, start_in_sentence=9000 - row["sentence"]["start"],
                                       end_in_sentence=9011 - row["sentence"]["start"])  # fmt: skip
    write(release, lines)
    assert_refused(empty, release, "is not at 9000-9011")


def test_a_sentence_with_other_words_is_refused(empty: Project, release: Path) -> None:
    lines = rows(release)
    row = next(row for row in lines if not row["claims"])
    row["sentence"]["text"] = "X" + row["sentence"]["text"][1:]
    write(release, lines)
    assert_refused(empty, release, f"line {lines.index(row) + 1}", "there stands")


def test_a_sentence_given_twice_is_refused(empty: Project, release: Path) -> None:
    lines = rows(release)
    write(release, [*lines, lines[0] | {"note": "other"}])
    assert_refused(empty, release, f"line {len(lines) + 1}", "line 1 is about the same sentence and annotator 'ann'")


def test_the_labels_of_several_annotators_are_not_mixed_under_one_name(empty: Project, release: Path) -> None:
    told = assert_refused(empty, release, "line 2", "same sentence and annotator 'zoe'", annotator="zoe")
    assert "names of their own" in told.hint


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "column 2: not valid JSON"),
        ("[1]", "no JSON object"),
        ('"x"', "no JSON object"),
        ("[" * 100_000, "line 1"),
        ('{"x": ' + "9" * 5000 + "}", "line 1"),
        ('{"x": "\\ud800"}', "line 1"),
        ('{"seconds": Infinity, "sentence": {}}', "line 1"),
    ],
)
def test_what_is_no_json_object_is_refused(empty: Project, release: Path, line: str, words: str) -> None:
    write(release, [line])
    assert_refused(empty, release, "annotations.jsonl, line 1", words)


def test_what_is_not_utf8_is_refused_with_its_byte(empty: Project, release: Path) -> None:
    (release / "annotations.jsonl").write_bytes(b'{"a": 1}\n{"a": "\xff"}\n')
    assert_refused(empty, release, "line 1")
    (release / "annotations.jsonl").write_bytes(b'\n{"a": "\xff"}\n')
    assert_refused(empty, release, "line 2: not UTF-8 (byte 7)")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("text", "Other text", "sha256 is not that of the text"),
        ("id", "0" * 16, "is not the start of the text's SHA-256"),
        ("segments", [{"start": 0, "end": 9999, "role": "sentence"}], "does not fit"),
        ("segments.0.role", "song", "role"),
        ("title", None, "title"),
    ],
)
def test_a_bad_document_is_refused(empty: Project, release: Path, path: str, value: Any, words: str) -> None:
    lines = rows(release, "documents.jsonl")
    change(path, value)(lines[1])
    write(release, lines, "documents.jsonl")
    told = assert_refused(empty, release, "documents.jsonl, line 2", words)
    assert "annotation-row" not in told.hint


@pytest.mark.parametrize("text", ["{", "{}", '{"format": "other"}'])
def test_a_bad_manifest_is_refused(empty: Project, release: Path, text: str) -> None:
    (release / "manifest.json").write_text(text)
    assert_refused(empty, release, "manifest.json")


def edit_manifest(release: Path, edit: Callable[[dict[str, str]], None]) -> None:
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    edit(manifest["codebooks"])
    (release / "manifest.json").write_text(json.dumps(manifest))


def test_a_codebook_of_the_projects_version_with_another_text_is_refused(
    empty: Project, release: Path, machine: Machine
) -> None:
    """Were it taken, the project could never be opened again with its own codebook."""
    edit_manifest(release, lambda books: books.update({"1.0": books["1.0"] + "\n# changed"}))
    told = assert_refused(empty, release, "manifest.json", "codebook version 1.0 has another text")
    assert "--codebook" in told.hint
    open_project(empty.root).store.close()


def test_a_codebook_that_calls_itself_something_else_is_refused(empty: Project, release: Path) -> None:
    edit_manifest(release, lambda books: books.update({"1.1": books["1.0"]}))
    assert_refused(empty, release, "manifest.json", "'1.1'", "'1.0'")


def test_a_codebook_that_cannot_be_read_is_refused(empty: Project, release: Path) -> None:
    edit_manifest(release, lambda books: books.update({"1.1": "name = "}))
    assert_refused(empty, release, "manifest.json, codebook 1.1")


def test_labels_of_a_role_that_is_not_annotated_here_are_refused(empty: Project, bench: Bench) -> None:
    with hard_project(Machine(), bench.root(CODEBOOK)) as project:
        target = bench.root().parent / "hard"
        exported(project, target)
    told = assert_refused(empty, target, "line 10", "is a heading")
    assert "--codebook" in told.hint


def test_a_text_cut_differently_is_refused(empty: Project, release: Path) -> None:
    add(empty, (("sentence", "\n\n".join(text for _, text in ARTICLE)),))
    assert_refused(empty, release, "annotations.jsonl, line 1", "no sentence")


def test_a_name_that_is_a_model_here_is_refused(empty: Project, release: Path, machine: Machine) -> None:
    from annotator.desk.annotation import AnnotationDesk

    AnnotationDesk(empty, "bob", kind="model")
    assert_refused(empty, release, "line 2", "'bob' is a model, not a person")


def test_lines_without_their_folder_need_their_documents(empty: Project, release: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.jsonl"
    alone.write_bytes((release / "annotations.jsonl").read_bytes())
    told = assert_refused(empty, alone, "alone.jsonl, line 1", "no sentence")
    assert "documents" in told.hint or "document" in told.hint
    add(empty, ARTICLE, "first")
    assert load(empty, alone) == Loaded(labels=4)
    assert load(empty, alone) == Loaded(known=4)


def test_files_and_formats_that_are_not_there_are_refused(empty: Project, release: Path, tmp_path: Path) -> None:
    assert_refused(empty, tmp_path / "none.jsonl", "there is no file")
    assert_refused(empty, tmp_path, "there is no file", "annotations.jsonl")
    with pytest.raises(UsageError, match="no format 'xml'"):
        load(empty, release, form="xml")


# What fits ------------------------------------------------------------------------------------------------------------


def test_a_release_brings_documents_people_speakers_and_labels(empty: Project, release: Path) -> None:
    seen: list[int] = []
    assert load(empty, release, on_line=seen.append) == Loaded(documents=2, labels=4)
    assert seen == [1, 2, 3, 4]
    assert {each.name for each in registry(empty.store).values()} == {"the author", "Anna Orlova"}
    assert get_annotator(empty.store, "bob") is not None
    assert examine(empty.store) == []


def test_a_blank_line_and_a_mark_of_the_encoding_are_passed_over(empty: Project, release: Path) -> None:
    data = (release / "annotations.jsonl").read_bytes()
    (release / "annotations.jsonl").write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n\r\n"))
    assert load(empty, release).labels == 4


def alone(release: Path, annotator: str) -> Path:
    """The release with the lines of one annotator only."""
    write(release, [row for row in rows(release) if row["annotator"] == annotator])
    return release


def test_labels_can_be_given_to_another_annotator(empty: Project, release: Path) -> None:
    load(empty, release)
    load(empty, alone(release, "ann"), annotator="gpt", kind="model")
    gpt = get_annotator(empty.store, "gpt")
    assert gpt is not None
    assert gpt.kind == "model"
    claims = empty.store.rows("SELECT annotator, id, stance, continues FROM claim ORDER BY annotator, segment")
    theirs = {name: [row for row in claims if row["annotator"] == name] for name in ("ann", "gpt")}
    assert [row["stance"] for row in theirs["gpt"]] == [row["stance"] for row in theirs["ann"]]
    # Their claims are their own, and carry on their own.
    assert len({row["id"] for row in claims}) == len(claims) == 4
    continued = {row["continues"] for row in theirs["gpt"]} - {None}
    assert len(continued) == 1
    assert continued <= {row["id"] for row in theirs["gpt"]}
    assert {row["origin"] for row in empty.store.rows("SELECT origin FROM revision WHERE annotator = 'gpt'")} == {
        "imported"
    }
    assert load(empty, release, annotator="gpt", kind="model") == Loaded(known=3, changed=("annotations.jsonl",))
    assert examine(empty.store) == []


def test_a_line_that_was_corrected_takes_the_place_of_what_it_corrects(empty: Project, release: Path) -> None:
    load(empty, release)
    lines = rows(release)
    key = f"{lines[0]['document']}:{lines[0]['sentence']['start']}-{lines[0]['sentence']['end']}"
    for stance in ("neutral", "pro-washington"):
        lines[0]["claims"][0]["stance"] = stance
        write(release, lines)
        assert load(empty, release) == Loaded(labels=1, known=3, changed=("annotations.jsonl",))
        latest = last_revision(empty.store, "ann", key)
        assert latest is not None
        assert latest.body.claims[0].stance == stance
        assert load(empty, release) == Loaded(known=4, changed=("annotations.jsonl",))
    assert [each.body.claims[0].stance for each in history(empty.store, "ann", key)] == [
        "pro-moscow", "neutral", "pro-washington",
    ]  # fmt: skip
    assert examine(empty.store) == []


def test_an_older_release_does_not_cover_newer_work(empty: Project, release: Path, machine: Machine) -> None:
    load(empty, release)
    machine.at = machine.at.replace(year=2020)
    desk = machine.desk(empty)
    desk.resume()
    desk.go_to(0)
    desk.skip()
    assert load(empty, release) == Loaded(known=4)
    assert desk.resume()
    assert history(empty.store, "ann", desk.passage.sentences[0].key)[-1].body.verdict == "skipped"


def test_loading_twice_on_two_machines_is_loading_once(bench: Bench, release: Path) -> None:
    from annotator.store.merge import merge

    with Machine(seed=8).open(bench.root()) as one, Machine(seed=9).open(bench.root()) as two:
        load(one, release)
        load(two, release)
        merged = merge(one.store, [two.store.path])
        assert merged.revisions == 0


def test_undo_does_not_bring_back_what_stood_before_a_load(empty: Project, release: Path, machine: Machine) -> None:
    add(empty, ARTICLE, "first")
    machine.at = machine.at.replace(year=2010)
    desk = machine.desk(empty)
    desk.resume()
    for _ in range(2):
        desk.skip()
        desk.next()
    load(empty, alone(release, "ann"), annotator="ann")
    desk = machine.desk(empty)
    desk.resume()
    before = [row["verdict"] for row in empty.store.rows("SELECT verdict FROM label ORDER BY segment")]
    assert desk.undo() is None
    assert [row["verdict"] for row in empty.store.rows("SELECT verdict FROM label ORDER BY segment")] == before


def test_many_lines_are_loaded_in_batches(bench: Bench, tmp_path: Path) -> None:
    machine = Machine(seed=6)
    count = 600
    with machine.open(bench.root()) as project:
        add(project, [("sentence", f"Sentence number {number}.") for number in range(count)])
        desk = machine.desk(project)
        desk.resume()
        with project.store.write():
            for number in range(count):
                speaker = ensure_speaker(desk, f"Speaker {number}") if number % 100 == 0 else "author"
                desk.add_claim("neutral", speaker=speaker)
                desk.next()
        exported(project, tmp_path / "x")
    with Machine(seed=7).open(bench.root()) as empty:
        assert load(empty, tmp_path / "x") == Loaded(documents=1, labels=count)
        assert len(registry(empty.store)) == 7
        write(tmp_path / "x", [*rows(tmp_path / "x")[:-1], {"sentence": {}}])
    with Machine(seed=7).open(bench.root()) as empty:
        assert_refused(empty, tmp_path / "x", f"line {count}")


def test_a_load_that_is_not_about_files_of_ours_names_no_other_error(empty: Project, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "They met."}\n')
    with pytest.raises(UsageError, match="name no annotator"):
        load(empty, tmp_path / "x.jsonl")
    (tmp_path / "x.jsonl").write_text("")
    with pytest.raises(InputError, match="holds no label"):
        load(empty, tmp_path / "x.jsonl")
    with pytest.raises(InputError):
        load(empty, tmp_path / "y.jsonl")
