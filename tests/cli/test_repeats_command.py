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


@pytest.fixture
def uneven(tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three long articles and many short ones."""
    root = tmp_path / "uneven"
    assert run("init", root).code == 0
    for number, length in enumerate([48, 47, 35, *[2] * 18]):
        words = [f"Envoy {chr(97 + number)}{place} spoke of case {number * 100 + place}." for place in range(length)]
        (root / "corpus" / f"{number:02}.txt").write_text("\n\n".join([f"Report {number}", *words]), encoding="utf-8")
    monkeypatch.chdir(root)
    assert run("add", "corpus").code == 0
    return root


@pytest.mark.parametrize("seed", range(4))
def test_long_articles_do_not_upset_the_shares(uneven: Path, run: Any, seed: int) -> None:
    ran = run("split", "--seed", seed, "--threshold", "1", "--json")
    assert {part["name"]: part["sentences"] for part in ran.json["parts"]} == {"train": 134, "dev": 16, "test": 16}
    assert "the articles are too few" not in ran.err
    assert ran.json["largest"] == 0


def test_shares_that_no_division_can_reach_are_told(uneven: Path, run: Any) -> None:
    ran = run("split", "--shares", "train=40,dev=40,test=20", "--threshold", "1")
    assert "No two documents share sentences." in ran.out
    assert "the articles are too few" not in ran.err
    ran = run("split", "--shares", "big=90,small=9,least=1", "--threshold", "1")
    assert ran.code == 0
    ran = run("split", "--shares", ",".join(f"p{number}=1" for number in range(30)), "--threshold", "1")
    assert "p0 has 28.9% of the sentences, not 3.3%: the articles are too few" in ran.err


@pytest.mark.parametrize("shares", ["train", "train=-1", "=3", "train=1,train=2", "train=nan", "train=0,test=0"])
def test_impossible_shares_are_refused(wired: Path, run: Any, shares: str) -> None:
    ran = run("split", "--shares", shares)
    assert ran.code == 2
    assert "train=80,dev=10,test=10" in ran.err
