"""`annotator agreement` in every format; what does not go together, and tables that are wrong."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator.cli.agreement_formats import FORMATS
from annotator.desk.agreement.model import Sampling
from annotator.desk.project import Project
from tests.cli.conftest import Run

WITHOUT_LAYER = [name for name in FORMATS if name not in ("csv", "html")]
RATINGS = "unit,annotator,value\n1,a,-1\n1,b,-1\n2,a,1\n2,b,-1\n3,a,1\n3,b,1\n"
SPANS = "document,annotator,start,end,label\nd,a,0,4,x\nd,b,0,5,x\nd,a,7,9,y\ne,a,,,\ne,b,1,3,x\n"


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    path = tmp_path / "ratings.csv"
    path.write_text(RATINGS, encoding="utf-8")
    return path


@pytest.fixture
def spans(tmp_path: Path) -> Path:
    path = tmp_path / "spans.csv"
    path.write_text(SPANS, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", WITHOUT_LAYER)
def test_every_format_of_a_project(run: Run, labelled: Path, form: str, tmp_path: Path) -> None:
    ran = run("agreement", "--format", form)
    assert ran.code == 0
    assert "alpha" in ran.out
    assert ran.err == ""
    if form != "terminal":
        target = tmp_path / "deep" / "report"
        written = run("agreement", "--format", form, "-o", target)
        assert (written.code, written.out) == (0, "")
        assert target.read_text("utf-8") == ran.out
        assert str(target) in written.err


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "html"])
def test_every_format_of_a_table(run: Run, ratings: Path, spans: Path, form: str) -> None:
    for option, path in (("--ratings", ratings), ("--spans", spans)):
        ran = run("agreement", option, path, "--format", form)
        assert ran.code == 0
        assert len(ran.out) > 40
        assert ran.err == ""


def test_html_of_everything(run: Run, labelled: Path, ratings: Path, spans: Path) -> None:
    pytest.importorskip("annotator.reports.page")
    for arguments in ([], ["--ratings", ratings], ["--spans", spans]):
        ran = run("agreement", *arguments, "--format", "html")
        assert ran.code == 0
        assert "</html>" in ran.out


def test_the_units_of_a_layer_go_back_in(run: Run, labelled: Path, tmp_path: Path) -> None:
    whole = run("agreement", "--json").json["layers"]
    categories = {"claim": "no-claim,claim", "stance": "pro-moscow,neutral,pro-washington"}
    for layer, declared in categories.items():
        path = tmp_path / f"{layer}.csv"
        assert run("agreement", "--layer", layer, "--format", "csv", "-o", path).code == 0
        level = whole[layer]["level"]
        again = run("agreement", "--ratings", path, "--level", level, "--categories", declared, "--json").json
        assert again["coefficients"] == whole[layer]["coefficients"]
        assert again["pairs"] == whole[layer]["pairs"]


def test_the_spans_go_back_in(run: Run, labelled: Path, tmp_path: Path) -> None:
    path = tmp_path / "spans.csv"
    assert run("agreement", "--layer", "span", "--format", "csv", "-o", path).code == 0
    whole = {figure["name"]: figure for figure in run("agreement", "--json").json["spans"]}
    again = run("agreement", "--spans", path, "--json").json["coefficients"]
    assert again["exact_f1"]["value"] == whole["exact_f1"]["value"] == 1.0
    assert again["exact_f1"]["n"] == whole["exact_f1"]["n"]


def test_a_table_as_it_was_used(run: Run, ratings: Path, spans: Path) -> None:
    out = run("agreement", "--ratings", ratings, "--format", "csv").out
    assert out.splitlines()[:2] == ["unit,annotator,value,pairable", "1,a,-1,yes"]
    rows = list(csv.DictReader(run("agreement", "--spans", spans, "--format", "csv").out.splitlines()))
    assert rows[3] == {"document": "e", "annotator": "a", "start": "", "end": "", "label": "", "shared": "yes"}


MIXTURES: list[tuple[Sequence[str], str]] = [
    (["--json", "--format", "md"], "exclude each other"),
    (["--format", "csv"], "--layer stance"),
    (["--format", "csv", "--layer", "claim", "--layer", "stance"], "one layer"),
    (["--format", "line", "--by", "week"], "heeds no --by"),
    (["--format", "line", "--all"], "heeds no --all"),
    (["--format", "html", "--layer", "stance"], "heeds no --layer"),
    (["-o", "x.txt"], "cannot be written to a file"),
    (["--ratings", "a.csv", "--spans", "b.csv"], "exclude each other"),
    (["--ratings", "a.csv", "--by", "pair"], "for projects"),
    (["--spans", "a.csv", "--level", "ordinal"], "goes with --ratings"),
    (["--categories", "a,b"], "goes with a table"),
    (["--screen"], "needs a terminal"),
    (["--screen", "--json"], "--screen and --json"),
    (["--screen", "--format", "md"], "--screen and --format"),
    (["--screen", "-o", "x.md"], "--screen and -o"),
    (["--screen", "--ratings", "a.csv"], "--screen and --ratings"),
]


@pytest.mark.parametrize(("arguments", "said"), MIXTURES)
def test_what_does_not_go_together_is_refused(run: Run, project: Path, arguments: Sequence[str], said: str) -> None:
    ran = run("agreement", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "hint:" in ran.err
    assert ran.out == ""
    assert not list(project.glob("x.*"))


def test_html_does_not_fill_a_terminal(run: Run, labelled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = run("agreement", "--format", "html")
    assert ran.code == 2
    assert "-o report.html" in ran.err
    assert ran.out == ""


def test_the_screen_gets_what_was_asked_for(run: Run, labelled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, list[str], Sampling]] = []

    def shown(project: Project, annotators: Sequence[str], sampling: Sampling) -> None:
        seen.append((project.name, list(annotators), sampling))

    monkeypatch.setattr("annotator.tui.agreement.run.run_agreement", shown)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    ran = run("agreement", "--screen", "--annotators", "ann, ben", "--seed", 5, "--resamples", 70, "--gamma", 3)
    assert ran.code == 0, ran.err
    assert seen == [("project", ["ann", "ben"], Sampling(70, 5, "auto", 3))]


BAD_RATINGS = {
    "empty": b"",
    "no header": b"1,a,x\n",
    "utf-16": "unit,annotator,value\n1,a,x\n".encode("utf-16"),
    "missing column": b"unit,annotator\n1,a\n",
    "twice": b"unit,annotator,value\n1,a,x\n1,a,y\n",
    "negative weight": b"unit,annotator,value,weight\n1,a,x,-2\n",
    "open quote": b'unit,annotator,value\n1,a,"x\n',
    "ragged": b"unit,annotator,value\n1,a\n",
    "nul": b"unit,annotator,value\n1,a,\0\n",
    "not in the categories": b"unit,annotator,value\n1,a,z\n",
    "very wide": b";".join(b"c%d" % number for number in range(50_000)) + b"\n",
}


@pytest.mark.parametrize("form", ["terminal", "csv", "md", "line"])
@pytest.mark.parametrize("name", list(BAD_RATINGS))
def test_a_wrong_table_of_ratings_is_told(run: Run, tmp_path: Path, name: str, form: str) -> None:
    path = tmp_path / "wrong.csv"
    path.write_bytes(BAD_RATINGS[name])
    ran = run("agreement", "--ratings", path, "--categories", "x,y", "--format", form)
    assert ran.code == 1
    assert ran.out == ""
    assert f"{path}, line " in ran.err
    assert "hint: " in ran.err
    assert len(ran.err) < 1000 + len(str(path))


BAD_SPANS = {
    "empty": b"",
    "end before start": b"document,annotator,start,end\nd,a,5,3\n",
    "end at start": b"document,annotator,start,end\nd,a,5,5\n",
    "negative": b"document,annotator,start,end\nd,a,-1,3\n",
    "no number": b"document,annotator,start,end\nd,a,1,x\n",
    "only a start": b"document,annotator,start,end\nd,a,1,\n",
    "undeclared": b"document,annotator,start,end,label\nd,a,1,2,z\n",
    "beyond the text": b"document,annotator,start,end,length\nd,a,1,20,9\n",
    "utf-16": "document,annotator,start,end\n".encode("utf-16"),
    "very wide": b";".join(b"c%d" % number for number in range(50_000)) + b"\n",
}


@pytest.mark.parametrize("form", ["terminal", "csv", "latex", "line"])
@pytest.mark.parametrize("name", list(BAD_SPANS))
def test_a_wrong_table_of_spans_is_told(run: Run, tmp_path: Path, name: str, form: str) -> None:
    path = tmp_path / "wrong.csv"
    path.write_bytes(BAD_SPANS[name])
    ran = run("agreement", "--spans", path, "--categories", "x,y", "--format", form)
    assert ran.code == 1
    assert ran.out == ""
    assert f"{path}, line " in ran.err
    assert "hint: " in ran.err


GOOD = {
    "byte order mark": b"\xef\xbb\xbf" + RATINGS.encode(),
    "semicolons": RATINGS.replace(",", ";").encode(),
    "tabs": RATINGS.replace(",", "\t").encode(),
    "windows lines": RATINGS.replace("\n", "\r\n").encode(),
    "more columns": RATINGS.replace("value\n", "value,note\n").replace("1\n", "1,x\n").encode(),
}


@pytest.mark.parametrize("name", list(GOOD))
def test_a_table_as_other_programs_write_it(run: Run, ratings: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / ratings.name
    path.write_bytes(GOOD[name])
    other = run("agreement", "--ratings", path, "--format", "line")
    path.write_text(RATINGS, encoding="utf-8")
    assert other.out == run("agreement", "--ratings", path, "--format", "line").out
    assert "alpha_nom .44" in other.out


def test_names_with_a_comma_stand_in_quotes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text('unit,annotator,value\n1,x,"low, very"\n1,y,high\n', encoding="utf-8")
    ran = run("agreement", "--ratings", path, "--categories", '"low, very", high', "--json")
    assert ran.json["categories"] == ["low, very", "high"]
    assert run("agreement", "--ratings", path, "--categories", "low, very, high").code == 1


def test_no_pairs_are_said(run: Run, labelled: Path) -> None:
    for form in ("terminal", "md"):
        assert "There is no pair" in run("agreement", "--layer", "span", "--by", "pair", "--format", form).out


def test_a_header_alone_is_no_unit(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "header.csv"
    path.write_text("unit,annotator,value\n", encoding="utf-8")
    ran = run("agreement", "--ratings", path)
    assert ran.code == 0
    assert "there is no unit at all" in ran.out


def test_the_docs_show_every_format() -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "agreement.md").read_text("utf-8")
    assert not [name for name in FORMATS if f"`{name}`" not in docs]
