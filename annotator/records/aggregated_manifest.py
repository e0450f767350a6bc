"""The manifest of an aggregated release: how the labels were made, how much there is, and how to check it is whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from annotator.records.base import Moment, Record
from annotator.records.export_rows import FileEntry
from annotator.records.people import AnnotatorKind, AnnotatorName

AGGREGATED_VERSION = 1
"""Raised whenever a line of an aggregated release changes its form."""

MethodName = Literal["majority", "dawid_skene", "one_coin", "mace", "glad"]
TieName = Literal["abstain", "first", "median", "adjacent"]


class VoterRow(Record):
    """Someone whose labels count."""

    annotator: AnnotatorName
    """Who."""
    kind: AnnotatorKind
    """A person or a model."""


class QualityRow(Record):
    """One annotator against the aggregated labels, which hold the annotator's own votes: the figures flatter."""

    annotator: AnnotatorName
    """Who."""
    ratings: int = Field(ge=0)
    """Votes given."""
    accuracy: float | None
    """Expected share of these that are right; null without votes."""
    competence: float | None
    """MACE's probability that the annotator reports what is there rather than a habit; null under another method."""
    ability: float | None = None
    """GLAD's ability: 0 answers by lot, below 0 against the truth, higher is better; null under another method."""
    confusion: dict[str, dict[str, float] | None]
    """Probability of what is given, by what is true; null for a category that no unit has."""


class AggregatedLayerRow(Record):
    """One question, over all units."""

    units: int = Field(ge=0)
    """Sentences, or claims, with a vote."""
    iterations: int | None
    """Iterations of the fit; null for the majority, which is not fitted."""
    converged: bool | None
    """Whether the fit came to rest before the iterations ran out; null for the majority."""
    quality: tuple[QualityRow, ...]
    """Each annotator, by name."""


class AggregationRow(Record):
    """How the labels were made."""

    method: MethodName
    """Where labels come from."""
    ties: TieName
    """What becomes of ties."""
    seed: int | None = Field(ge=0)
    """Seed of the random starts; null for a method that draws nothing."""
    annotators: tuple[VoterRow, ...]
    """Whose labels count, by name; adjudicators are not among them."""
    stances: tuple[str, ...]
    """The stances in their order."""
    ordered: bool
    """Whether that order means anything."""
    layers: dict[Literal["verdict", "stance"], AggregatedLayerRow]
    """What was fitted: verdicts over sentences, stances over claims. Gold labels took no part."""


class AggregatedCounts(Record):
    """How much an aggregated release holds."""

    documents: int
    """Documents."""
    sentences: int
    """Sentences put before annotators, labelled or not."""
    labelled: int
    """Lines of aggregated.jsonl."""
    gold: int
    """Lines with a gold label."""
    verdicts: dict[str, int]
    """Lines by verdict."""
    tied_verdicts: int
    """Lines without a verdict."""
    claims: int
    """Claims in these lines, overruled ones left out."""
    shared: int
    """Claims among these that two or more annotators marked."""
    stances: dict[str, int]
    """Claims by stance."""
    tied_stances: int
    """Claims without a stance."""
    tied_speakers: int
    """Claims without a speaker."""
    overruled: int
    """Claims that the adjudicator did not take over."""
    speakers: int
    """Different speakers of claims."""


class AggregatedManifest(Record):
    """manifest.json of an aggregated release."""

    format: Literal["annotator-aggregated"] = "annotator-aggregated"
    """The kind of release."""
    schema_version: int = AGGREGATED_VERSION
    """The version of this file's form."""
    as_of: Moment | None
    """When the last label that counts was saved, gold ones included."""
    offset_unit: Literal["Unicode code points"] = "Unicode code points"
    """What offsets count."""
    offset_convention: Literal["[start, end)"] = "[start, end)"
    """Whether ends are included."""
    aggregation: AggregationRow
    """Method, rule for ties, seed, whose votes counted, and how the fit went."""
    counts: AggregatedCounts
    """How much there is."""
    files: dict[str, FileEntry]
    """Every other file of the release, by name."""
    codebooks: dict[str, str]
    """The codebooks under which labels were made, by version, in TOML."""
