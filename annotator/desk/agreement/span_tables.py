"""Agreement over any table of spans: data that never was in this program.

A table that this program wrote reads as it was: the apostrophe that kept a cell from being a formula is taken off.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.agreement.spans.intervals import span_intervals
from annotator.agreement.spans.report import gamma_results, span_agreement, span_measures
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.desk.agreement.figures import figure_of
from annotator.desk.agreement.formulas import bare
from annotator.desk.agreement.gammas import gamma_note, sampled_gamma
from annotator.desk.agreement.model import Figure, GammaNote, Sampling
from annotator.desk.agreement.units import UnitTable
from annotator.errors import InputError
from annotator.imports.spans_csv import WHOLE, Continuum, SpanRow, read_span_rows


@dataclass(frozen=True, slots=True)
class SpanTableReport:
    """Every measure of a table of spans."""

    annotators: tuple[str, ...]
    documents: int
    units: int
    """Spans in documents that two annotators read."""
    labels: tuple[str, ...]
    figures: tuple[Figure, ...]
    gamma: GammaNote | None = None
    """How gamma was computed; None where it was not asked for."""
    continuum: str = ""
    """Where the texts begin and end, in words."""


def span_table_agreement(
    path: Path, sampling: Sampling, labels: Sequence[str] | None = None, continuum: Continuum = WHOLE
) -> SpanTableReport:
    """Agreement over a CSV with the columns document, annotator, start, end, label, and perhaps length.

    Args:
        path: The file.
        sampling: How intervals are made.
        labels: The declared labels; those seen where None.
        continuum: Where documents begin and how long they are, unless the table says so.

    Raises:
        InputError: The file cannot be read as such a table; names line, column and value.
    """
    rows = list(_rows(path, labels, continuum))
    spans = _laid_out(rows, labels)
    found = span_agreement(spans)
    measures = list(span_measures(spans).values())
    noted = None
    if sampling.gamma:
        sampled = sampled_gamma(spans, sampling)
        found |= gamma_results(sampled)
        measures += sampled.measures
        noted = gamma_note(sampled, sampling)
    sure = span_intervals(measures, resamples=sampling.resamples, seed=sampling.seed)
    return SpanTableReport(
        annotators=spans.annotators,
        documents=len(spans.documents),
        units=len(spans),
        labels=spans.labels,
        figures=tuple(figure_of(name, result, sure.get(name)) for name, result in found.items()),
        gamma=noted,
        continuum=_continuum(rows, spans),
    )


def _continuum(rows: Sequence[SpanRow], spans: Spans) -> str:
    """What the measures took for the texts."""
    if rows and rows[0].sentence is not None:
        return "sentences, as the table has them"
    starts, ends = spans.passage_start.tolist(), spans.passage_end.tolist()
    begins = f"from {starts[0]}" if len(set(starts)) == 1 else "from where the table says"
    if not spans.lengths_known:
        return f"{begins} to the last span where no length is given"
    lengths = {end - start for start, end in zip(starts, ends, strict=True)}
    return f"{begins}, {lengths.pop()} long" if len(lengths) == 1 else f"{begins}, as long as the table says"


def read_spans(path: Path, labels: Sequence[str] | None = None, continuum: Continuum = WHOLE) -> Spans:
    """Read a table of spans.

    Args:
        path: A UTF-8 file.
        labels: All labels in their order; those seen where None.
        continuum: Where documents begin and how long they are, unless the table says so.

    Returns:
        The spans. Sentences are their passages where the table names them, else whole documents; a document without a
        length ends with its last span, and `lengths_known` is False.

    Raises:
        InputError: The file cannot be read, is not such a table, or a label is not among the declared.
    """
    return _laid_out(list(_rows(path, labels, continuum)), labels)


def span_table_units(path: Path, labels: Sequence[str] | None = None, continuum: Continuum = WHOLE) -> UnitTable:
    """The spans of such a table as they were used.

    A row with neither start nor end says that the annotator read the document, or the sentence where the table has
    sentences; `shared` says whether two or more read it, and only what stands in these counts.

    Raises:
        InputError: As `span_table_agreement`.
    """
    rows = list(_rows(path, labels, continuum))
    readers: dict[tuple[object, ...], set[str]] = {}
    for row in rows:
        readers.setdefault((row.document, row.sentence), set()).add(row.annotator)
    lengths = any(row.length is not None for row in rows)
    begins = any(row.begin is not None for row in rows)
    sentences = any(row.sentence is not None for row in rows)

    def cells(row: SpanRow) -> Iterator[str]:
        yield from (row.document, row.annotator)
        yield from ("", "") if row.span is None else map(str, row.span)
        yield row.label or ""
        yield from ["" if row.begin is None else str(row.begin)] * begins
        yield from ["" if row.length is None else str(row.length)] * lengths
        if sentences:
            yield from ("", "") if row.sentence is None else map(str, row.sentence)
            yield row.claim or ""
        yield "yes" if len(readers[row.document, row.sentence]) > 1 else "no"

    more = ["sentence_start", "sentence_end", "claim"] if sentences else []
    header = (
        "document",
        "annotator",
        "start",
        "end",
        "label",
        *["continuum_start"] * begins,
        *["length"] * lengths,
        *more,
        "shared",
    )
    return UnitTable(header, (tuple(cells(row)) for row in rows))


def _rows(path: Path, labels: Sequence[str] | None, continuum: Continuum) -> Iterator[SpanRow]:
    try:
        for row in read_span_rows(path, continuum):
            label = None if row.label is None else bare(row.label)
            if labels is not None and label is not None and label not in labels:
                raise InputError(
                    f"{path}, line {row.line}, column 'label': {label!r} is not declared",
                    f"Declared are: {', '.join(labels)}.",
                )
            yield row._replace(document=bare(row.document), annotator=bare(row.annotator), label=label)
    except csv.Error as error:
        # A header with a column longer than the module takes is no header.
        raise InputError(
            f"{path}, line 1: not a header: {error}", "Begin with a line such as document,annotator,start,end,label."
        ) from error


def _laid_out(rows: Sequence[SpanRow], labels: Sequence[str] | None) -> Spans:
    if rows and rows[0].sentence is not None:
        return Spans.of_passages(_claims(rows), _sentences(rows), labels=labels)
    return Spans.of_documents(
        [Mark(row.document, row.annotator, (row.span,), row.label) for row in rows if row.span is not None],
        [(row.document, row.annotator) for row in rows],
        {row.document: row.length for row in rows if row.length is not None},
        {row.document: row.begin for row in rows if row.begin is not None},
        labels=labels,
    )


def _sentences(rows: Sequence[SpanRow]) -> list[Passage]:
    """The sentences, each with everyone who has a row in it."""
    readers: dict[tuple[str, int, int], set[str]] = {}
    for row in rows:
        if row.sentence is not None:
            readers.setdefault((row.document, *row.sentence), set()).add(row.annotator)
    return [Passage(*where, tuple(sorted(names))) for where, names in readers.items()]


def _claims(rows: Sequence[SpanRow]) -> list[Mark]:
    """The claims; a row without a number is one by itself."""
    fragments: dict[tuple[object, ...], list[SpanRow]] = {}
    for row in rows:
        if row.span is not None:
            number = row.claim if row.claim is not None else row.line
            fragments.setdefault((row.document, row.annotator, row.sentence, number), []).append(row)
    return [
        Mark(
            group[0].document,
            group[0].annotator,
            tuple(sorted(row.span for row in group if row.span is not None)),
            group[0].label,
        )
        for group in fragments.values()
    ]
