"""Where the files that travel with the program are found: the default codebook and the schemas.

A wheel carries `schemas/` inside the package; a checkout has it beside the package, where a reader looks for it.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def schemas_dir() -> Traversable:
    """The folder with `codebook.toml` and the JSON Schemas."""
    inside = files("annotator") / "schemas"
    if inside.is_dir():
        return inside
    return Path(str(files("annotator"))).parent / "schemas"


def read_schema(name: str) -> str:
    """The text of one file of `schemas/`."""
    return (schemas_dir() / name).read_text(encoding="utf-8")
