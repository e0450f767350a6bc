"""Several claims in one sentence, what else the codebook asks of them, and claims that run on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

SECOND = ("g", "2", "enter")


def test_several_claims_are_made_walked_and_deleted(bench: Bench) -> None:
    seen = bench.use("1", "a", "3")
    assert [claim.stance for claim in bench.label(0).claims] == ["pro-moscow", "pro-washington"]
    assert "2 claims" in seen.text
    bench.use("c", "c", "c", "2")
    assert [claim.stance for claim in bench.label(0).claims] == ["pro-moscow", "neutral"]
    bench.use("d")  # the first one is at hand again
    assert [claim.stance for claim in bench.label(0).claims] == ["neutral"]
    seen = bench.use("delete")
    assert bench.label(0).verdict is None
    assert "undecided" in seen.text


def test_one_more_claim_can_be_called_off(bench: Bench) -> None:
    seen = bench.use("1", "a")
    assert " ADD " in seen.text
    assert "One more claim" in seen.text
    bench.use("a", "escape", "3")
    assert [claim.stance for claim in bench.label(0).claims] == ["pro-washington"]


def test_claims_that_overlap_keep_their_own_words(bench: Bench) -> None:
    bench.use(*SECOND, "1", "right", "right", *["shift+right"] * 5, "3", "escape", "right", "v", "right", "2", "escape")
    assert [bench.quotes(1, number)[0][:9] for number in range(3)] == ["“The ferr", "The ferry", ",”"]


def test_a_claim_carries_on_an_earlier_one(bench: Bench) -> None:
    bench.use("1", "enter", "2", "enter", "3", "y")
    first, second, third = (bench.claim(index) for index in range(3))
    assert third.continues == second.id
    assert "claim 1 of sentence 2" in bench.use().text
    bench.use("y")
    assert bench.claim(2).continues == first.id
    bench.use("y")
    assert bench.claim(2).continues is None
    assert "no earlier claim" in bench.use("g", "1", "enter", "y").text


def test_further_questions_of_the_codebook_have_keys_of_their_own(tmp_path: Path, bench: Bench) -> None:
    from annotator.desk.project import init_project, open_project

    root = init_project(tmp_path / "attribution")
    settings = root / "annotator.toml"
    text = settings.read_text("utf-8").replace("attribute_sets = []", 'attribute_sets = ["attribution"]')
    settings.write_text(text, "utf-8")
    with open_project(root) as project:
        asked = type(bench)(project)
        asked.add([("Nobody asked about the costs.", "sentence")])
        assert "no claim here yet" in asked.use("f").text
        seen = asked.use("1", "f")
        assert seen.title == "AnswerPicker"
        assert "How does the article pass the claim on?" in seen.text
        assert "paraphrase" in seen.text
        asked.use("f", "p", "t", "down", "enter")
        assert asked.claim(0).attributes == {"form": "paraphrase", "commitment": "reports"}
        asked.use("f", "escape", "t", "backspace")
        assert asked.claim(0).attributes == {"form": "paraphrase"}
        assert "Attribution form" in asked.use().text
    assert bench.use("1", "f", "t").title == "AnnotateScreen", "sets that are off have no keys"
    assert bench.claim(0).attributes == {}
