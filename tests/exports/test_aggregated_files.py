"""The files of an aggregated release: what stands in them, that it is true, and that they come out the same again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from desk_bench import Bench, Machine
from hard_project import CODEBOOK, hard_project
from jsonschema import Draft202012Validator
from voted_project import Said, say, voted

from annotator.desk.agreement.aggregate import Rule
from annotator.desk.agreement.aggregated_rows import aggregated_labels
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.desk.registry import merge_speakers, rename
from annotator.errors import AnnotatorError, UsageError
from annotator.exports import aggregated
from annotator.exports.aggregated import write_aggregated
from annotator.exports.jsonl import write_release
from annotator.exports.lines import checked_line
from annotator.exports.registry import FORMATS, export_format, refuse_other_release
from annotator.exports.request import Request
from annotator.exports.schemas import schema_text
from annotator.records.aggregated_manifest import AggregatedManifest, MethodName
from annotator.records.aggregated_rows import AggregatedRow

METHODS: tuple[MethodName, ...] = get_args(MethodName)
NAMES = ("aggregated.jsonl", "documents.jsonl", "manifest.json")

STAY: Said = ("We will stay", "Orlin", "pro-moscow")
Row = dict[str, Any]


def export(
    project: Project, target: Path, rule: Rule | None = None, annotators: tuple[str, ...] = ()
) -> AggregatedManifest:
    """Write an aggregated release."""
    return write_aggregated(
        Request(
            project.store,
            project.roles,
            target,
            aggregate=lambda: aggregated_labels(project, annotators, rule),
        )
    )


def files(target: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(target.iterdir())}


def lines(target: Path) -> list[Row]:
    return [json.loads(line) for line in (target / "aggregated.jsonl").read_text("utf-8").split("\n")[:-1]]


def texts(target: Path) -> dict[str, str]:
    rows = (json.loads(line) for line in (target / "documents.jsonl").read_text("utf-8").split("\n")[:-1])
    return {row["id"]: row["text"] for row in rows}


@pytest.fixture
def project(bench: Bench, machine: Machine) -> Iterator[Project]:
    with voted(bench, machine) as made:
        yield made


@pytest.fixture
def labelled(project: Project) -> Project:
    """Three people and a model on five sentences, and gold for two of them."""
    say(project, "ann", [(), [STAY, ("come what may", "Orlin", "neutral")], [("They must go", "author", "neutral")]])
    say(project, "ben", [(), [("stay", "Reed", "neutral"), STAY], [("They must go", "author", "pro-moscow")], ()])
    say(project, "[b]cay[/b]", [[("envoys", "author", "neutral")], [STAY], ()])
    say(project, "=cmd()|model", [(), [("We will stay", "Reed", "pro-moscow")]], "model")
    judge: list[list[Said] | None] = [None, None, [("They must go", "Orlin", "pro-washington")], [], None]
    say(project, "judge", judge, "adjudicator")
    return project


@pytest.fixture
def hard(bench: Bench, machine: Machine) -> Iterator[Project]:
    """A project that holds every value that is hard to write; the adjudicator has finished the one sentence begun."""
    with hard_project(machine, bench.root(CODEBOOK)) as made:
        judge = AnnotationDesk(made, "gold", kind="adjudicator")
        judge.resume()
        judge.finish()
        yield made


def test_there_is_one_line_for_every_sentence_that_somebody_finished(labelled: Project, tmp_path: Path) -> None:
    export(labelled, tmp_path)
    assert tuple(files(tmp_path)) == NAMES
    rows = lines(tmp_path)
    assert [row["sentence"]["number"] for row in rows] == [1, 2, 3, 4]
    assert [row["verdict"]["label"] for row in rows] == ["no-claim", "claims", "claims", "no-claim"]
    assert [row["verdict"]["votes"] for row in rows[:3]] == [
        {"no-claim": 3, "claims": 1}, {"no-claim": 0, "claims": 4}, {"no-claim": 1, "claims": 2},
    ]  # fmt: skip
    assert rows[0]["verdict"]["shares"] == {"no-claim": 0.75, "claims": 0.25}
    readers = {reader["annotator"]: reader for reader in rows[0]["readers"]}
    assert list(readers) == sorted(readers)
    assert readers["=cmd()|model"] == {"annotator": "=cmd()|model", "kind": "model", "verdict": "no-claim"}
    assert readers["[b]cay[/b]"]["verdict"] == "claims"


@pytest.mark.parametrize("method", METHODS)
def test_another_program_finds_that_every_line_fits(hard: Project, tmp_path: Path, method: MethodName) -> None:
    export(hard, tmp_path / "out", Rule(method))
    reader = Draft202012Validator(json.loads(schema_text("aggregated-row.schema.json")))
    for row in lines(tmp_path / "out"):
        reader.validate(row)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    Draft202012Validator(json.loads(schema_text("aggregated-manifest.schema.json"))).validate(manifest)


def test_a_claim_has_its_votes_its_readers_and_its_marks(labelled: Project, tmp_path: Path) -> None:
    export(labelled, tmp_path)
    claims = lines(tmp_path)[1]["claims"]
    stay = next(claim for claim in claims if claim["support"] == 4)
    assert stay["spans"][0]["quote"] == "We will stay"
    assert stay["span_iou"] == 1.0
    assert stay["readers"] == 4
    assert stay["stance"]["label"] == "pro-moscow"
    assert stay["stance"]["votes"] == {"pro-moscow": 4, "neutral": 0, "pro-washington": 0}
    assert stay["speaker"]["label"]["name"] == "Orlin"
    assert [(each["speaker"]["name"], each["votes"], each["share"]) for each in stay["speaker"]["votes"]] == [
        ("Orlin", 3, 0.75), ("Reed", 1, 0.25),
    ]  # fmt: skip
    assert stay["speaker"]["tied"] == []
    lonely = [claim for claim in claims if claim["support"] == 1]
    assert [claim["readers"] for claim in lonely] == [4, 4]
    assert {claim["span_iou"] for claim in lonely} == {None}


def test_the_marks_are_the_claims_of_the_other_release(labelled: Project, tmp_path: Path) -> None:
    export(labelled, tmp_path / "one")
    write_release(labelled.store, labelled.roles, tmp_path / "all")
    known = {}
    for line in (tmp_path / "all" / "annotations.jsonl").read_text("utf-8").split("\n")[:-1]:
        row = json.loads(line)
        for claim in row["claims"]:
            known[claim["id"]] = (row["annotator"], claim["spans"], claim["speaker"]["id"], claim["stance"])
    found, gold = {}, set()
    for row in lines(tmp_path / "one"):
        for claim in (*row["claims"], *row["overruled"]):
            gold |= {claim["gold_id"]} - {None}
            for mark in claim["marks"]:
                found[mark["id"]] = (mark["annotator"], mark["spans"], mark["speaker"], mark["stance"])
    assert {each: known[each] for each in found} == found
    assert {known[each][0] for each in gold} == {"judge"}
    assert set(found) | gold == set(known)


def test_a_tie_of_speakers_names_the_tied(project: Project, tmp_path: Path) -> None:
    for name, speaker in (("ann", "Orlin"), ("ben", "Reed"), ("cay", "Reed"), ("dan", "Orlin"), ("eve", "author")):
        say(project, name, [None, [("We will stay", speaker, "neutral")]])
    export(project, tmp_path, Rule(ties="first"))
    speaker = lines(tmp_path)[0]["claims"][0]["speaker"]
    assert (speaker["label"], speaker["reason"]) == (None, "tie")
    named = {each["speaker"]["id"]: each["speaker"]["name"] for each in speaker["votes"]}
    assert {named[each] for each in speaker["tied"]} == {"Orlin", "Reed"}
    assert [each["votes"] for each in speaker["votes"]] == [2, 2, 1]


def test_merged_speakers_are_one(project: Project, tmp_path: Path) -> None:
    for name, speaker in (("ann", "Orlin"), ("ben", "P. Orlin"), ("cay", "Reed")):
        say(project, name, [None, [("We will stay", speaker, "neutral")]])
    merge_speakers(project.store, "P. Orlin", "Orlin", "lead")
    rename(project.store, "Orlin", '"},{"x":</script>[/b]', "lead")
    export(project, tmp_path)
    speaker = lines(tmp_path)[0]["claims"][0]["speaker"]
    assert speaker["label"]["name"] == '"},{"x":</script>[/b]'
    assert [each["votes"] for each in speaker["votes"]] == [2, 1]


def test_gold_wins_is_marked_and_keeps_the_votes_beside_it(labelled: Project, tmp_path: Path) -> None:
    export(labelled, tmp_path)
    plain, _, third, fourth = lines(tmp_path)
    assert (plain["source"], plain["adjudicator"]) == ("aggregated", None)
    assert (third["source"], third["adjudicator"]) == ("gold", "judge")
    claim = third["claims"][0]
    assert claim["source"] == "gold"
    assert claim["stance"]["label"] == "pro-washington"
    assert claim["stance"]["votes"] == {"pro-moscow": 1, "neutral": 1, "pro-washington": 0}
    assert claim["speaker"]["label"]["name"] == "Orlin"
    assert [each["speaker"]["id"] for each in claim["speaker"]["votes"]] == ["author"]
    assert [mark["annotator"] for mark in claim["marks"]] == ["ann", "ben"]
    assert fourth["verdict"]["label"] == "no-claim"
    assert "judge" not in {reader["annotator"] for row in lines(tmp_path) for reader in row["readers"]}


def test_gold_against_every_vote(project: Project, tmp_path: Path) -> None:
    for name in ("ann", "ben"):
        say(project, name, [None, [STAY]])
    say(project, "judge", [[("envoys", "author", "neutral")], ()], "adjudicator")
    export(project, tmp_path)
    first, second = lines(tmp_path)
    assert first["verdict"] == {
        "label": "claims", "reason": None, "votes": {"no-claim": 0, "claims": 0}, "shares": None, "posterior": None,
        "difficulty": None,
    }  # fmt: skip
    assert (first["readers"], first["claims"][0]["support"], first["claims"][0]["marks"]) == ([], 0, [])
    assert first["claims"][0]["stance"]["label"] == "neutral"
    assert first["claims"][0]["speaker"] == {
        "label": {"id": "author", "name": first["claims"][0]["speaker"]["label"]["name"], "kind": "author"},
        "reason": None, "votes": [], "tied": [],
    }  # fmt: skip
    assert (second["verdict"]["label"], second["verdict"]["votes"]) == ("no-claim", {"no-claim": 0, "claims": 2})
    assert second["claims"] == []
    assert [claim["support"] for claim in second["overruled"]] == [2]
    assert second["overruled"][0]["source"] == "aggregated"


@pytest.mark.parametrize("method", METHODS)
def test_offsets_point_at_the_quotes(hard: Project, tmp_path: Path, method: MethodName) -> None:
    export(hard, tmp_path, Rule(method))
    whole = texts(tmp_path)
    rows = lines(tmp_path)
    quotes = 0
    for row in rows:
        text, sentence = whole[row["document"]], row["sentence"]
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        for claim in (*row["claims"], *row["overruled"]):
            for quote in (*claim["spans"], *(quote for mark in claim["marks"] for quote in mark["spans"])):
                quotes += 1
                assert text[quote["start"] : quote["end"]] == quote["quote"]
                assert sentence["text"][quote["start_in_sentence"] : quote["end_in_sentence"]] == quote["quote"]
    assert quotes > 8
    assert {reader["annotator"] for row in rows for reader in row["readers"]} == {"Zoë", "model 7b/β"}
    assert {row["adjudicator"] for row in rows} == {None, "gold"}


@pytest.mark.parametrize("method", METHODS)
def test_the_same_labels_and_seed_give_the_same_bytes(labelled: Project, tmp_path: Path, method: MethodName) -> None:
    for name in ("one", "two"):
        export(labelled, tmp_path / name, Rule(method, seed=3))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_file_merged_in_another_order_gives_the_same_labels(bench: Bench, tmp_path: Path) -> None:
    said: dict[str, list[list[Said]]] = {
        "ann": [[], [STAY]], "ben": [[], [("stay", "Orlin", "neutral")]], "cay": [[], [STAY]],
    }  # fmt: skip
    rows = []
    for names in (("ann", "ben", "cay"), ("cay", "ann", "ben")):
        with voted(bench, Machine()) as project:
            for name in names:
                say(project, name, said[name])
            export(project, tmp_path / names[0], Rule("mace"))
        rows.append(
            [
                {**row, "claims": [{**c, "marks": len(c["marks"])} for c in row["claims"]]}
                for row in lines(tmp_path / names[0])
            ]
        )
    assert rows[0] == rows[1]


def test_the_seed_is_told_only_where_it_matters(labelled: Project, tmp_path: Path) -> None:
    assert export(labelled, tmp_path, Rule("mace", seed=9)).aggregation.seed == 9
    one = export(labelled, tmp_path, Rule(seed=9))
    assert one.aggregation.seed is None
    before = files(tmp_path)
    export(labelled, tmp_path, Rule(seed=10))
    assert files(tmp_path) == before


def test_documents_are_those_of_the_other_format(hard: Project, tmp_path: Path) -> None:
    export(hard, tmp_path / "one")
    write_release(hard.store, hard.roles, tmp_path / "all")
    assert files(tmp_path / "one")["documents.jsonl"] == files(tmp_path / "all")["documents.jsonl"]


def test_every_line_fits_its_model_and_the_manifest_its_files(labelled: Project, tmp_path: Path) -> None:
    written = export(labelled, tmp_path, Rule("dawid_skene"))
    data = files(tmp_path)
    manifest = AggregatedManifest.model_validate_json(data["manifest.json"])
    assert manifest == written
    for line in data["aggregated.jsonl"].decode("utf-8").split("\n")[:-1]:
        assert AggregatedRow.model_validate_json(line).model_dump_json() == line
    for name, entry in manifest.files.items():
        assert (entry.sha256, entry.bytes) == (hashlib.sha256(data[name]).hexdigest(), len(data[name]))
        assert entry.lines == data[name].count(b"\n")


def test_the_manifest_counts_what_is_there_and_says_how_it_was_made(labelled: Project, tmp_path: Path) -> None:
    manifest = export(labelled, tmp_path, Rule("dawid_skene", "first"))
    rows = lines(tmp_path)
    claims = [claim for row in rows for claim in row["claims"]]
    counts = manifest.counts
    assert (counts.documents, counts.sentences, counts.labelled, counts.gold) == (2, 6, 4, 2)
    assert (counts.claims, counts.shared) == (len(claims), sum(claim["support"] > 1 for claim in claims))
    assert sum(counts.verdicts.values()) + counts.tied_verdicts == len(rows)
    assert sum(counts.stances.values()) + counts.tied_stances == len(claims)
    assert counts.overruled == sum(len(row["overruled"]) for row in rows)
    assert counts.tied_speakers == sum(claim["speaker"]["label"] is None for claim in claims)
    made = manifest.aggregation
    assert (made.method, made.ties, made.ordered) == ("dawid_skene", "first", True)
    assert [(each.annotator, each.kind) for each in made.annotators] == [
        ("=cmd()|model", "model"), ("[b]cay[/b]", "person"), ("ann", "person"), ("ben", "person"),
    ]  # fmt: skip
    assert made.stances == ("pro-moscow", "neutral", "pro-washington")
    assert made.layers["verdict"].units == 4
    assert made.layers["stance"].units == len(claims) + counts.overruled
    assert made.layers["verdict"].converged is True
    assert {each.annotator for each in made.layers["verdict"].quality} == {each.annotator for each in made.annotators}
    assert set(manifest.codebooks) == {labelled.codebook.version}


def test_competence_is_told_by_mace_alone(labelled: Project, tmp_path: Path) -> None:
    told = {
        method: export(labelled, tmp_path, Rule(method)).aggregation.layers["verdict"].quality for method in METHODS
    }
    assert all(each.competence is not None for each in told["mace"])
    assert all(each.competence is None for method in set(METHODS) - {"mace"} for each in told[method])
    assert all(each.accuracy is not None for quality in told.values() for each in quality)


def test_ability_and_difficulty_are_told_by_glad_alone(labelled: Project, tmp_path: Path) -> None:
    for method in METHODS:
        target = tmp_path / method
        made = export(labelled, target, Rule(method)).aggregation
        abilities = [each.ability for layer in made.layers.values() for each in layer.quality]
        assert made.seed == (1 if method == "mace" else None)
        assert all((each is not None) == (method == "glad") for each in abilities)
        answers = [row["verdict"] for row in lines(target)]
        answers += [claim["stance"] for row in lines(target) for claim in (*row["claims"], *row["overruled"])]
        voted_on = [answer for answer in answers if sum(answer["votes"].values())]
        assert {answer["difficulty"] for answer in answers if answer not in voted_on} <= {None}
        assert all((answer["difficulty"] is not None) == (method == "glad") for answer in voted_on)
        assert all(answer["difficulty"] > 0 for answer in voted_on if method == "glad")


def test_posteriors_differ_from_the_shares_where_a_model_was_fitted(labelled: Project, tmp_path: Path) -> None:
    export(labelled, tmp_path / "majority")
    export(labelled, tmp_path / "dawid_skene", Rule("dawid_skene"))
    assert all(row["verdict"]["posterior"] == row["verdict"]["shares"] for row in lines(tmp_path / "majority"))
    fitted = lines(tmp_path / "dawid_skene")
    assert any(row["verdict"]["posterior"] != row["verdict"]["shares"] for row in fitted)
    assert [row["verdict"]["votes"] for row in fitted] == [
        row["verdict"]["votes"] for row in lines(tmp_path / "majority")
    ]


def test_only_the_chosen_annotators_are_in_it(labelled: Project, tmp_path: Path) -> None:
    manifest = export(labelled, tmp_path, annotators=("ann", "ben"))
    assert [each.annotator for each in manifest.aggregation.annotators] == ["ann", "ben"]
    data = (tmp_path / "aggregated.jsonl").read_text("utf-8")
    assert "cay" not in data
    assert "model" not in data
    assert lines(tmp_path)[2]["source"] == "gold"


def test_one_annotator_alone(project: Project, tmp_path: Path) -> None:
    say(project, "ann", [(), [STAY]])
    for method in METHODS:
        export(project, tmp_path, Rule(method))
        first, second = lines(tmp_path)
        assert (first["verdict"]["label"], second["verdict"]["label"]) == ("no-claim", "claims")
        assert (second["claims"][0]["support"], second["claims"][0]["readers"]) == (1, 1)
        assert second["claims"][0]["stance"]["label"] == "pro-moscow"


def test_a_project_without_labels_has_an_aggregated_release_too(bench: Bench, machine: Machine, tmp_path: Path) -> None:
    with machine.open(bench.root()) as empty:
        for method in METHODS:
            manifest = export(empty, tmp_path, Rule(method))
            assert files(tmp_path)["aggregated.jsonl"] == b""
            assert manifest.as_of is None
            assert manifest.aggregation.annotators == ()


class StopError(Exception):
    """What a test throws in the middle."""


@pytest.mark.parametrize("at", [1, 3, 6])
def test_an_interrupted_export_leaves_the_old_files_whole(
    labelled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    export(labelled, tmp_path)
    before = files(tmp_path)
    say(labelled, "dan", [()])
    written = 0
    real = checked_line

    def fails(*given: Any) -> str:
        nonlocal written
        written += 1
        if written == at:
            raise StopError
        return real(*given)

    monkeypatch.setattr(aggregated, "checked_line", fails)
    with pytest.raises(StopError):
        export(labelled, tmp_path)
    assert files(tmp_path) == before
    monkeypatch.undo()
    export(labelled, tmp_path)
    assert files(tmp_path) != before


def test_a_wrong_question_leaves_nothing_behind(labelled: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nobody"):
        export(labelled, tmp_path / "new", annotators=("nobody",))
    assert not (tmp_path / "new").exists()
    with pytest.raises(UsageError, match="aggregated labels"):
        write_aggregated(Request(labelled.store, labelled.roles, tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_a_release_is_of_one_moment_though_another_writes(labelled: Project, tmp_path: Path, machine: Machine) -> None:
    with machine.open(labelled.root) as other:
        request = Request(
            labelled.store,
            labelled.roles,
            tmp_path,
            lambda _: say(other, "late", [()]),
            lambda: aggregated_labels(labelled),
        )
        manifest = write_aggregated(request)
    assert "late" not in {each.annotator for each in manifest.aggregation.annotators}


def test_a_folder_with_another_release_is_refused(labelled: Project, tmp_path: Path) -> None:
    jsonl, mine = export_format("jsonl"), export_format("aggregated")
    export(labelled, tmp_path / "mine")
    write_release(labelled.store, labelled.roles, tmp_path / "all")
    for form, folder in ((jsonl, "mine"), (mine, "all")):
        with pytest.raises(AnnotatorError, match="release of another format") as refused:
            refuse_other_release(form, tmp_path / folder)
        assert "-o" in refused.value.hint
    for form, folder in ((jsonl, "all"), (mine, "mine"), (mine, "new")):
        refuse_other_release(form, tmp_path / folder)
    for other in (b"", b"[1]", b'{"format": "a camera\'s"}', b"\xff", b'{"format": []}'):
        (tmp_path / "manifest.json").write_bytes(other)
        refuse_other_release(mine, tmp_path)


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_says_in_its_manifest_which_it_is(form: Any, labelled: Project, tmp_path: Path) -> None:
    manifest = form.write(
        Request(labelled.store, labelled.roles, tmp_path, aggregate=lambda: aggregated_labels(labelled))
    )
    assert manifest.format == form.kind
