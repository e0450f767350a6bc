"""The agreement report for programs.

`annotator schema agreement-report` prints the JSON Schema of a project's; `agreement-layer` is that of a table of
ratings, `agreement-spans` that of a table of spans.
"""

from __future__ import annotations

from annotator.agreement.direction.results import Confusion, Lean, PoleFlips
from annotator.agreement.results import Interval, Level, PairResult
from annotator.desk.agreement.intra_model import SecondLooks
from annotator.desk.agreement.model import (
    AgreementReport,
    BoundaryNote,
    Cut,
    Dispute,
    Figure,
    GammaNote,
    LayerReport,
    Loss,
    Person,
    Sampling,
    Step,
)
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.records.base import Record


class CoefficientRow(Record):
    """One coefficient."""

    value: float | None
    """The coefficient; null where it is undefined, with a reason."""
    low: float | None
    """Lower end of the 95 % interval; null where there is none, with a reason in `interval`."""
    high: float | None
    """Upper end of the 95 % interval."""
    n: int
    """Units with two or more ratings."""
    reason: str | None
    """Why there is no value."""
    observed: float | None
    """Observed agreement; for alpha the observed disagreement."""
    expected: float | None
    """Agreement expected by chance; for alpha the expected disagreement."""
    q: int
    """Number of categories, declared ones included."""
    pairable: int
    """Ratings in units with two or more."""
    interval: Interval
    """How the interval was made, and the probabilities that the value is below .667 and .800."""


class LayerRow(Record):
    """Agreement on one question."""

    layer: str
    """Name of the layer."""
    question: str
    """The question in words."""
    unit: str
    """What one unit is."""
    conditional_on: str
    """What had to be agreed on already."""
    level: Level
    """How values compare."""
    units: int
    """Units rated by one annotator or more."""
    annotators: tuple[str, ...]
    """Who rated."""
    documents: int
    """Documents with a unit; 0 where they are not known."""
    categories: tuple[str, ...]
    """The declared categories in their order."""
    shares: tuple[float, ...]
    """Share of each category among all ratings."""
    coefficients: dict[str, CoefficientRow]
    """Coefficients by name."""
    pairs: tuple[PairResult, ...]
    """Every two annotators."""
    without: dict[str, float | None]
    """The leading alpha without each annotator."""
    needed: int | None
    """How many more doubly rated units would bring the half-width of alpha's interval to .05."""
    confusions: tuple[Confusion, ...]
    """Confusion matrices of the pairs."""
    leans: tuple[Lean, ...]
    """Directional tests of the pairs."""
    flips: PoleFlips | None
    """Units in which one said the first category of an ordered scale and another the last."""
    separator: str
    """Of a table of sets: what stands between the labels of a category; `{}` is the empty set."""
    distances: str
    """Of a table with distances of one's own: the file of the matrix."""
    names: dict[str, str]
    """What categories are called that are ids, as speakers are: by id."""


class ReportRow(LayerRow):
    """The report of a project; its own fields are those of its first layer."""

    project: str
    """Name of the project."""
    codebook: str
    """Name and version of the codebook."""
    codebook_versions: tuple[str, ...]
    """Versions under which the labels were made."""
    as_of: str
    """When the last label was saved."""
    adjudicated: int
    """Sentences with an adjudicator's label, which no figure counts."""
    sampling: Sampling
    """How intervals were made."""
    people: tuple[Person, ...]
    """The annotators."""
    funnel: tuple[Step, ...]
    """Counts from sentences down to claims that agree in everything."""
    waterfall: tuple[Loss, ...]
    """Where agreement is lost."""
    layers: dict[str, LayerRow]
    """The layers by name."""
    spans: tuple[Figure, ...]
    """Which words?"""
    tuples: tuple[Figure, ...]
    """Words, speaker and stance together."""
    cuts: tuple[Cut, ...]
    """The leading figures by document, week, codebook version, people and models."""
    disputes: tuple[Dispute, ...]
    """The sentences worth talking about."""
    boundaries: tuple[BoundaryNote, ...]
    """Where annotators cut the text into different sentences, so that whole stretches were compared."""
    gamma: GammaNote | None
    """How gamma was computed; null where it was not asked for."""
    titles: dict[str, str]
    """What documents are called, by id."""
    second_looks: tuple[SecondLooks, ...]
    """Each annotator beside themselves: labels before and after a retest (`recalled`) or a reveal (`revealed`)."""


class SpanMeasureRow(Record):
    """One measure of spans."""

    value: float | None
    """The measure; null where it is undefined, with a reason."""
    low: float | None
    """Lower end of the 95 % interval; null where there is none, with a reason in `interval`."""
    high: float | None
    """Upper end of the 95 % interval."""
    n: int
    """Spans, or whatever the measure counts, in documents that two read."""
    reason: str | None
    """Why there is no value."""
    observed: float | None
    """Observed agreement, or disagreement where the measure is made of that; of an F1 or a share what was found."""
    expected: float | None
    """The same by chance; of an F1 or a share what there was to find."""
    interval: Interval | None
    """How the interval was made; null where none was tried."""


class SpanTableRow(Record):
    """The report of a table of spans from elsewhere."""

    annotators: tuple[str, ...]
    """Who marked."""
    documents: int
    """Documents that two or more read."""
    units: int
    """Spans in documents that two annotators read."""
    labels: tuple[str, ...]
    """The declared labels in their order, or those seen."""
    continuum: str
    """Where the texts begin and end, in words."""
    gamma: GammaNote | None
    """How gamma was computed; null where it was not asked for."""
    coefficients: dict[str, SpanMeasureRow]
    """Measures by name."""


def layer_row(report: LayerReport) -> LayerRow:
    """One layer's report."""
    names = [name for name in LayerRow.model_fields if name != "coefficients"]
    fields = {name: getattr(report, name) for name in names}
    return LayerRow(**fields, coefficients={name: _coefficient(report, name) for name in report.coefficients})


def report_row(report: AgreementReport, layers: tuple[str, ...] = ()) -> ReportRow:
    """A project's report.

    Args:
        report: The report.
        layers: Only these layers; all where empty.
    """
    rows = {each.layer: layer_row(each) for each in report.layers if not layers or each.layer in layers}
    first = next(iter(rows.values()))
    names = [name for name in ReportRow.model_fields if name not in LayerRow.model_fields and name != "layers"]
    own = {name: getattr(first, name) for name in LayerRow.model_fields}
    return ReportRow(**own, **{name: getattr(report, name) for name in names}, layers=rows)


def _coefficient(report: LayerReport, name: str) -> CoefficientRow:
    result, interval = report.coefficients[name], report.intervals[name]
    return CoefficientRow(
        value=result.value,
        low=interval.low,
        high=interval.high,
        n=result.n,
        reason=result.reason,
        observed=result.observed,
        expected=result.expected,
        q=result.q,
        pairable=result.pairable,
        interval=interval,
    )


def span_table_row(report: SpanTableReport) -> SpanTableRow:
    """The report of a table of spans."""
    return SpanTableRow(
        annotators=report.annotators,
        documents=report.documents,
        units=report.units,
        labels=report.labels,
        continuum=report.continuum,
        gamma=report.gamma,
        coefficients={figure.name: _measure(figure) for figure in report.figures},
    )


def _measure(figure: Figure) -> SpanMeasureRow:
    return SpanMeasureRow(**{name: getattr(figure, name) for name in SpanMeasureRow.model_fields})
