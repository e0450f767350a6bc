"""Limits that keep the house readable: file and function length, broad excepts, schemas and docs up to date."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from annotator.cli.main import COMMANDS
from annotator.records.export_rows import AnnotationRow, ClaimRow, DocumentRow
from annotator.reports.schemas import SCHEMAS, schema_text

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = sorted((ROOT / "annotator").rglob("*.py"))
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_are_short() -> None:
    long = {str(path): n for path in PRODUCT if (n := len(path.read_text("utf-8").splitlines())) > MOST_LINES_OF_A_FILE}
    assert not long


def test_functions_are_short() -> None:
    long = {
        f"{path.name}:{node.name}": length
        for path in PRODUCT
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert not long


def test_every_module_says_what_lives_there() -> None:
    silent = [
        str(path)
        for path in PRODUCT
        if path.read_text("utf-8").strip() and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert not silent


def test_no_broad_except_but_around_plug_ins_and_other_threads() -> None:
    broad = [
        path.name
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or {each.id for each in ast.walk(node.type) if isinstance(each, ast.Name)} & {"Exception", "BaseException"}
        )
        # What tidies up and lets the error pass on as it is hides nothing.
        and not any(isinstance(each, ast.Raise) and each.exc is None for each in ast.walk(node))
    ]
    assert sorted(broad) == ["beside.py", "suggesting.py"]


def test_only_the_store_holds_sql() -> None:
    words = ("SELECT ", "INSERT INTO", "DELETE FROM", "PRAGMA ", "UPDATE ")
    strays = [
        f"{path.name}: {node.value[:40]!r}"
        for path in PRODUCT
        if "store" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lstrip().startswith(words)
    ]
    assert not strays


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_schemas_are_those_of_the_models(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text("utf-8") == schema_text(name), "run: make generated"


def test_the_docs_name_every_command() -> None:
    docs = "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert not [name for name in COMMANDS if f"annotator {name}" not in docs]


def test_the_guide_lists_the_keys_as_they_are() -> None:
    spec = spec_from_file_location("write_generated", ROOT / "scripts" / "write_generated.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    for guide in script.GUIDES:
        assert guide.read_text("utf-8") == script.guide_with_keys(guide), f"{guide.name}: run: make generated"


@pytest.mark.parametrize("row", [AnnotationRow, ClaimRow, DocumentRow])
def test_the_docs_name_every_field_of_a_release(row: type[AnnotationRow | ClaimRow | DocumentRow]) -> None:
    page = (ROOT / "docs" / "data-format.md").read_text("utf-8")
    assert not [name for name in row.model_fields if f"`{name}`" not in page]
