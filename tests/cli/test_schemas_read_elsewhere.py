"""The JSON Schemas as another program reads them: what we write follows them, and what is wrong does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from annotator.reports.schemas import SCHEMAS
from tests.cli.conftest import Run

Check = Callable[[str, Any], None]
RATINGS = "unit,annotator,value\n1,a,x\n1,b,x\n2,a,y|x\n2,b,x\n3,a,{}\n3,b,y\n3,c,\n"
SPANS = "document,annotator,start,end,label\nd,a,0,4,x\nd,b,0,5,x\nd,a,7,9,y\ne,a,,,\ne,b,1,3,x\n"


@pytest.fixture
def check(run: Run) -> Check:
    """Hold a document against the schema that `annotator schema NAME` prints."""

    def against(name: str, document: Any) -> None:
        Draft202012Validator(run("schema", name).json).validate(document)

    return against


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_that_knows_its_fields(run: Run, check: Check, name: str) -> None:
    schema = run("schema", name.removesuffix(".schema.json")).json
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    with pytest.raises(ValidationError):
        check(name.removesuffix(".schema.json"), {"nobody": "knows this"})


def test_the_report_of_a_project(run: Run, labelled: Path, check: Check) -> None:
    whole = run("agreement", "--json").json
    check("agreement-report", whole)
    check("agreement-report", run("agreement", "--json", "--gamma", "10").json)
    with pytest.raises(ValidationError):
        check("agreement-report", {**whole, "documents": "many"})


def test_the_report_of_nothing(run: Run, project: Path, check: Check) -> None:
    found = run("agreement", "--json")
    if found.code == 0:
        check("agreement-report", found.json)


@pytest.mark.parametrize("level", ["nominal", "set"])
def test_the_report_of_a_table_of_ratings(run: Run, check: Check, tmp_path: Path, level: str) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(RATINGS, encoding="utf-8")
    found = run("agreement", "--ratings", path, "--level", level, "--json").json
    check("agreement-layer", found)
    assert found["coefficients"]["alpha_masi" if level == "set" else "alpha_nominal"]["n"] == 3
    with pytest.raises(ValidationError):
        check("agreement-layer", {name: value for name, value in found.items() if name != "coefficients"})


@pytest.mark.parametrize("gamma", [[], ["--gamma", "10"]])
def test_the_report_of_a_table_of_spans(run: Run, check: Check, tmp_path: Path, gamma: list[str]) -> None:
    path = tmp_path / "spans.csv"
    path.write_text(SPANS, encoding="utf-8")
    found = run("agreement", "--spans", path, "--json", *gamma).json
    check("agreement-spans", found)
    assert (found["gamma"] is None) == (not gamma)
    with pytest.raises(ValidationError):
        check("agreement-spans", {**found, "units": -0.5})


def test_every_line_of_a_release(run: Run, labelled: Path, check: Check, tmp_path: Path) -> None:
    assert run("export", "jsonl", "-o", tmp_path / "release").code == 0
    rows = {"documents.jsonl": "document-row", "annotations.jsonl": "annotation-row"}
    for file, name in rows.items():
        lines = (tmp_path / "release" / file).read_text("utf-8").splitlines()
        assert lines
        for line in lines:
            check(name, json.loads(line))
    check("manifest", json.loads((tmp_path / "release" / "manifest.json").read_text("utf-8")))
