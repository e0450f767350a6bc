"""Each annotator with themselves on paper: a grid for each second look, with what has to be said below it."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.desk.agreement.model import AgreementReport
from annotator.reports.agreement_intra import SAYS, TITLES, heading, looks_of, measure_name, nothing, sentences
from annotator.reports.agreement_words import decimal
from annotator.reports.paper.blocks import Block, Grid, Heading, Points
from annotator.reports.paper.figures import estimate


def intra_blocks(report: AgreementReport, by: str) -> Iterator[Block]:
    """The part of the report; see `agreement_intra.intra_parts`."""
    found = looks_of(report, by)
    if not found:
        yield Points((nothing(by),))
        return
    yield Heading(TITLES[by], 2)
    yield Points((SAYS[by],))
    for number, looks in enumerate(found, start=1):
        rows = []
        for layer, figures in looks.figures.items():
            for figure in figures:
                other = looks.others.get(layer)
                beside = decimal(other.value) if other and other.name == figure.name and other.value is not None else ""
                value = estimate(figure.value, figure.low, figure.high)
                rows.append((layer, measure_name(figure), value, str(figure.n), beside))
        heads = ("Layer", "Measure", "Value (95 % interval)", "n", "With others")
        yield Grid(f"agreement-{by}-{number}", heading(looks), heads, tuple(rows), "llrrr", tuple(sentences(looks)))
