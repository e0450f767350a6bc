"""Where the texts of a table of spans begin and end, and the parameters of gamma, through the real command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.spans.gamma import GammaPlan, gamma, gamma_to
from annotator.agreement.spans.report import span_agreement
from annotator.agreement.spans.table import Mark, Spans
from annotator.cli.main import main
from annotator.errors import UsageError

ROWS = "d,a,110,120,x\nd,b,112,120,x\nd,a,150,160,y\nd,b,151,165,x\ne,a,100,130,x\ne,b,104,130,y\n"
HEAD = "document,annotator,start,end,label\n"

places = st.tuples(st.integers(0, 60), st.integers(1, 12), st.sampled_from("ab"), st.sampled_from("xy"))


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    main(["agreement", "--resamples", "20", "--json", *map(str, arguments)])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], path: Path, *arguments: object) -> str:
    with pytest.raises(SystemExit) as left:
        main(["agreement", "--spans", str(path), *map(str, arguments)])
    assert left.value.code == 1
    err = capsys.readouterr().err
    assert f"{path}, line " in err
    assert "hint: " in err
    return err


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@given(st.lists(places, min_size=1, max_size=8), st.integers(1, 500))
@settings(max_examples=30, deadline=None)
def test_a_text_that_begins_later_has_the_same_figures(units: list[tuple[int, int, str, str]], by: int) -> None:
    length = 80

    def spans(start: int) -> Spans:
        marks = [Mark("d", who, ((start + at, start + at + long),), label) for at, long, who, label in units]
        return Spans.of_documents(marks, [("d", "a"), ("d", "b")], {"d": length}, {"d": start})

    plan = GammaPlan(samples=3)
    one, other = span_agreement(spans(0), plan), span_agreement(spans(by), plan)
    assert {name: result.reason for name, result in one.items()} == {name: each.reason for name, each in other.items()}
    for name, result in one.items():
        assert other[name].value == pytest.approx(result.value, abs=1e-9), name


def test_options_and_columns_say_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.csv", HEAD + ROWS)
    lines = [f"{line},100,80" for line in ROWS.splitlines()]
    full = written(tmp_path / "full.csv", "\n".join([HEAD.strip() + ",continuum_start,length", *lines]))
    asked = told(capsys, "--spans", plain, "--continuum-start", 100, "--continuum-length", 80)
    assert asked == told(capsys, "--spans", full)
    assert asked["continuum"] == "from 100, 80 long"
    unsaid = told(capsys, "--spans", plain)
    assert unsaid["continuum"] == "from 0 to the last span where no length is given"
    assert unsaid["coefficients"]["u_alpha"] != asked["coefficients"]["u_alpha"]
    assert unsaid["coefficients"]["exact_f1"] == asked["coefficients"]["exact_f1"]


def test_spans_as_they_were_used_know_where_texts_begin(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.csv", HEAD + ROWS)
    options = ("--continuum-start", 100, "--continuum-length", 80)
    asked = told(capsys, "--spans", plain, *options)
    again = tmp_path / "again.csv"
    main(["agreement", "--spans", str(plain), *map(str, options), "--format", "csv", "-o", str(again)])
    capsys.readouterr()
    assert told(capsys, "--spans", again) == asked


def test_what_cannot_be_is_told_with_line_and_column(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.csv", HEAD + ROWS)
    assert "line 6, column 'start': 100 lies before the start" in refused(capsys, plain, "--continuum-start", 105)
    said = refused(capsys, plain, "--continuum-start", 100, "--continuum-length", 50)
    assert "line 5, column 'end': 165 lies beyond the end of document 'd', which is 50 long from 100 on" in said
    both = written(tmp_path / "both.csv", "document,annotator,start,end,length\nd,a,1,2,9\n")
    assert "line 1, column 'length': is in the table" in refused(capsys, both, "--continuum-length", 50)
    two = written(tmp_path / "two.csv", "document,annotator,start,end,continuum_start\nd,a,5,6,1\nd,b,5,6,2\n")
    assert "line 3, column 'continuum_start': 2 for document 'd', which begins at 1" in refused(capsys, two)
    head = "document,annotator,start,end,sentence_start,sentence_end\n"
    sentences = written(tmp_path / "sentences.csv", head + "d,a,1,2,0,9\n")
    assert "is given beside a sentence" in refused(capsys, sentences, "--continuum-start", 0)


def test_parameters_of_gamma_are_heeded_and_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.csv", HEAD + ROWS)
    usual = told(capsys, "--spans", plain, "--gamma", 5)
    noted = {"samples": 5, "seed": 1, "sampler": "statistical", "alpha": 3, "beta": 1, "delta": 1, "precision": None}
    assert noted.items() <= usual["gamma"].items()
    values = {"alpha": 1, "beta": 0, "delta": 2, "sampler": "shuffle", "seed": 9}
    for name, value in values.items():
        found = told(capsys, "--spans", plain, "--gamma", 5, f"--gamma-{name}", value)
        assert found["gamma"][name] == value
        # A unit of cost changes neither gamma nor which alignment is best.
        changed = found["coefficients"]["gamma"]["value"] != pytest.approx(usual["coefficients"]["gamma"]["value"])
        assert changed == (name != "delta"), name
    for form in ("terminal", "line", "md", "latex", "html"):
        main(["agreement", "--spans", str(plain), "--gamma", "5", "--gamma-beta", "2", "--format", form])
        out = capsys.readouterr().out.replace("\\allowbreak{}", "").replace(",{}", ",")
        assert "5 samples (statistical, seed 1)" in out
        assert "beta 2" in out


def test_a_precision_takes_as_many_samples_as_it_needs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = written(tmp_path / "plain.csv", HEAD + ROWS)
    rough, fine = (told(capsys, "--spans", plain, "--gamma-precision", wanted)["gamma"] for wanted in (0.9, 0.05))
    assert rough["samples"] == 30
    assert fine["samples"] > 30
    assert fine["precision"] == 0.05
    assert fine["sampling_error"] < rough["sampling_error"]


def test_the_precision_is_reached() -> None:
    marks = [
        Mark("d", who, ((at + shift, at + shift + 6),)) for at in (3, 30, 70) for who, shift in (("a", 0), ("b", 2))
    ]
    spans = Spans.of_documents(marks, lengths={"d": 100})
    found = gamma_to(spans, GammaPlan(samples=30), 0.03)
    assert found.expected_sd is not None
    assert found.expected_mean is not None
    reached = 1.96 * found.expected_sd / found.plan.samples**0.5 / found.expected_mean
    assert reached == pytest.approx(0.03, rel=0.35)
    assert gamma(spans, found.plan).gamma == found.gamma
    with pytest.raises(UsageError):
        gamma_to(spans, GammaPlan(), 0.0)
