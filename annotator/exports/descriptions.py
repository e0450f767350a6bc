"""JSON Schemas whose fields are described by the strings that stand under them in the source.

Read from the source only when a schema is asked for, so that no other start of the program pays for it.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue


class DescribedSchema(GenerateJsonSchema):
    """Makes the schema of a record, with a description of each field that has one."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """The schema of one model."""
        return _described(super().model_schema(schema), schema["cls"])

    def dataclass_schema(self, schema: Any) -> JsonSchemaValue:
        """The schema of one dataclass that a record holds."""
        return _described(super().dataclass_schema(schema), schema["cls"])


def _described(made: JsonSchemaValue, model: type) -> JsonSchemaValue:
    properties = made.get("properties", {})
    fields: dict[str, FieldInfo] = getattr(model, "__pydantic_fields__", {})
    for name, described in field_descriptions(model).items():
        called = (fields[name].alias or name) if name in fields else name
        if called in properties:
            properties[called].setdefault("description", described)
    return made


@cache
def field_descriptions(model: type) -> dict[str, str]:
    """The strings under the fields of a class and of those that it builds upon, by field."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if each.__module__.partition(".")[0] == __name__.partition(".")[0]:
            found |= _own(each)
    return found


def _own(model: type) -> dict[str, str]:
    tree = ast.parse(dedent(inspect.getsource(model))).body[0]
    found: dict[str, str] = {}
    for field, below in pairwise(tree.body if isinstance(tree, ast.ClassDef) else []):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
            found[field.target.id] = inspect.cleandoc(below.value.value)
    return found
