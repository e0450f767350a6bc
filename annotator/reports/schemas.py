"""Every JSON Schema of the program: those of a release, and that of the agreement report."""

from __future__ import annotations

from annotator.exports.schemas import SCHEMAS as RELEASE_SCHEMAS
from annotator.exports.schemas import json_schema
from annotator.records.base import Record
from annotator.reports.agreement_json import LayerRow, ReportRow, SpanTableRow

SCHEMAS: dict[str, type[Record]] = {
    **RELEASE_SCHEMAS,
    "agreement-report.schema.json": ReportRow,
    "agreement-layer.schema.json": LayerRow,
    "agreement-spans.schema.json": SpanTableRow,
}
"""The model behind each schema, by file name."""


def schema_text(name: str) -> str:
    """The JSON Schema with this file name, as it stands in `schemas/`."""
    return json_schema(name, SCHEMAS[name])
