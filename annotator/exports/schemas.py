"""The JSON Schemas of `schemas/`, generated from the models, never edited by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from pydantic.json_schema import JsonSchemaMode

from annotator.codebook.model import Codebook
from annotator.exports.descriptions import DescribedSchema
from annotator.records.aggregated_manifest import AggregatedManifest
from annotator.records.aggregated_rows import AggregatedRow
from annotator.records.base import Record
from annotator.records.export_rows import AnnotationRow, BoundaryRow, DocumentRow, Manifest, OfferRow
from annotator.records.registry_rows import RegistryRow
from annotator.records.split_rows import SplitRow

SCHEMAS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "document-row.schema.json": DocumentRow,
        "annotation-row.schema.json": AnnotationRow,
        "boundary-row.schema.json": BoundaryRow,
        "offer-row.schema.json": OfferRow,
        "manifest.schema.json": Manifest,
        "aggregated-row.schema.json": AggregatedRow,
        "aggregated-manifest.schema.json": AggregatedManifest,
        "split-row.schema.json": SplitRow,
        "registry-row.schema.json": RegistryRow,
        "codebook.schema.json": Codebook,
    }
)
"""The model behind each schema, by file name."""


def schema_text(name: str) -> str:
    """The JSON Schema with this file name, as it stands in `schemas/`."""
    return json_schema(name, SCHEMAS[name])


def json_schema(name: str, model: type[Record]) -> str:
    """The JSON Schema (draft 2020-12) of a model: of what is written, or of what is read where users write it."""
    mode: JsonSchemaMode = "validation" if model is Codebook else "serialization"
    schema = model.model_json_schema(mode=mode, schema_generator=DescribedSchema)
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, **schema}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
