"""`annotator repeats` and `split`: wire copy is found, labels on it are compared, and no test set holds it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

WIRE = "The two governments agreed on Friday to a pause in the fighting around the northern city."
NEAR = "The two governments agreed on Saturday to a pause in the fighting around the northern city."


@pytest.fixture
def wired(tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    assert run("init", root).code == 0
    for number in range(8):
        body = {0: WIRE, 3: WIRE, 5: NEAR}.get(number, f"Nothing of note was heard from town number {number} that day.")
        text = f"Report {number}\n\n{body} Somebody from bureau {number} wrote it all down for the record.\n"
        (root / "corpus" / f"{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    assert run("add", "corpus").code == 0
    return root


def test_repeats_are_listed_with_their_places(wired: Path, run: Any) -> None:
    (repeat,) = run("repeats", "--threshold", "0.85", "--json").json["repeats"]
    assert [copy["text"] for copy in repeat["copies"]] == [WIRE, WIRE, NEAR]
    assert [copy["identical"] for copy in repeat["copies"]] == [True, True, False]
    assert len(set(repeat["documents"])) == 3
    shown = run("repeats", "--threshold", "0.85")
    assert "1 sentence(s) stand in 3 places, in 3 documents" in shown.out


def test_add_tells_of_sentences_that_are_there_already(wired: Path, run: Any) -> None:
    Path("late.txt").write_text(f"Late\n\n{WIRE} The desk added this line by itself last night.\n", encoding="utf-8")
    assert "1 sentence(s) of these stand in other articles too" in run("add", "late.txt").err
    assert run("add", "late.txt", "--json").json["repeated"] == 0


def test_the_same_words_with_another_label_are_shown(wired: Path, run: Any) -> None:
    claim = {"quote": "The two governments agreed on Friday to a pause", "stance": "neutral", "speaker": "author"}
    lines: list[dict[str, object]] = [
        {"document": "0.txt", "claims": [claim]},
        {"document": "0.txt", "others": "no-claim"},
        {"document": "3.txt", "claims": [{**claim, "stance": "pro-moscow"}]},
        {"document": "3.txt", "others": "no-claim"},
        {"document": "5.txt", "others": "no-claim"},
    ]
    Path("ann.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert run("load", "ann.jsonl", "--as", "ann").code == 0
    answer = run("repeats", "--threshold", "0.85", "--json").json
    assert answer["consistency"] == [{"annotator": "ann", "pairs": 1, "same_verdict": 1, "same_label": 0}]
    (clash,) = answer["clashes"]
    assert (clash["annotator"], clash["text"], clash["differs"]) == ("ann", WIRE, "claims")


@pytest.mark.parametrize("seed", range(6))
def test_no_repeated_sentence_stands_on_two_sides_of_a_division(wired: Path, run: Any, seed: int) -> None:
    ran = run("split", "--shares", "train=60,test=40", "--seed", seed, "--threshold", "0.85", "--json").json
    sources = {row["id"]: row["source"] for row in run("status", "--json").json["documents"]}
    where = {Path(sources[row["document"]]).stem: row["split"] for row in ran["documents"]}
    assert len(where) == 8
    assert where["0"] == where["3"] == where["5"]
    assert {part["name"]: part["documents"] for part in ran["parts"]} in (
        {"train": 5, "test": 3},
        {"train": 4, "test": 4},
    )
    assert run("split", "--shares", "train=60,test=40", "--seed", seed, "--threshold", "0.85", "--json").json == ran


def test_the_division_is_written_as_lines(wired: Path, run: Any) -> None:
    assert run("split", "-o", "splits.jsonl").code == 0
    rows = [json.loads(line) for line in Path("splits.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 8
    assert {row["split"] for row in rows} <= {"train", "dev", "test"}


@pytest.mark.parametrize("shares", ["train", "train=-1", "=3", "train=1,train=2", "train=nan", "train=0,test=0"])
def test_impossible_shares_are_refused(wired: Path, run: Any, shares: str) -> None:
    ran = run("split", "--shares", shares)
    assert ran.code == 2
    assert "train=80,dev=10,test=10" in ran.err
