"""From TOML to a codebook; what cannot be used is refused, with file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annotator.codebook.model import Codebook
from annotator.codebook.problems import Problem, find_problems
from annotator.codebook.where import line_of
from annotator.errors import InputError
from annotator.records.base import explain
from annotator.resources import read_schema


def default_toml() -> str:
    """The text of the codebook that ships with the program."""
    return read_schema("codebook.toml")


def parse_codebook(toml: str, source: str) -> Codebook:
    """Read a codebook.

    Args:
        toml: The text of the file.
        source: The file's name, for messages.

    Raises:
        InputError: The text is no TOML, or a field is missing, unknown or impossible.
    """
    try:
        return Codebook.model_validate(_data(toml, source))
    except ValidationError as error:
        line = line_of(toml, error.errors()[0]["loc"])
        at = f"{source}, line {line}" if line else source
        raise InputError(
            f"{at}: {explain(error)}", "compare it with the default codebook: annotator codebook show"
        ) from error


def check_codebook(toml: str, source: str, reserved: Mapping[str, str]) -> list[Problem]:
    """Everything that is wrong with a codebook, errors first.

    Args:
        toml: The text of the file.
        source: The file's name, for messages.
        reserved: Keys that the annotation screen uses itself, with what each does.

    Raises:
        InputError: The text is no TOML.
    """
    try:
        codebook = Codebook.model_validate(_data(toml, source))
    except ValidationError as error:
        return [Problem("error", item["loc"], _reason(item)) for item in error.errors()]
    return find_problems(codebook, reserved)


def usable_codebook(toml: str, source: str) -> Codebook:
    """Read a codebook that annotators are to work with.

    Raises:
        InputError: As `parse_codebook`; also where two values share a key or the order of a scale is wrong.
    """
    codebook = parse_codebook(toml, source)
    errors = [problem for problem in find_problems(codebook) if problem.level == "error"]
    if errors:
        raise InputError(
            "\n".join(f"{source}{at_line(toml, problem)}: {problem.message}" for problem in errors),
            f"see every problem with: annotator codebook check {source}",
        )
    return codebook


def _data(toml: str, source: str) -> dict[str, object]:
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{source}: not valid TOML: {error}", "correct the line that the message names") from error


def _reason(item: ErrorDetails) -> str:
    where = ".".join(str(step) for step in item["loc"])
    return f"{where}: {item['msg'].removeprefix('Value error, ')}"


def at_line(toml: str, problem: Problem) -> str:
    """`, line N` where the problem stands in the text, or nothing where it cannot be told."""
    line = line_of(toml, problem.where)
    return f", line {line}" if line else ""
