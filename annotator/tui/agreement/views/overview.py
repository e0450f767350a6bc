"""The first page: what thins out on the way, where agreement is lost, one figure for each layer, and everyone's share.

The layers and the annotators can be taken: a layer opens its page, an annotator what is disputed with the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from annotator.desk.agreement.model import AgreementReport, Loss, Person, Step
from annotator.tui.agreement.drawing import (
    Reading,
    bar,
    beside,
    left,
    many,
    measured,
    paragraph,
    percent,
    right,
    shaded,
)
from annotator.tui.agreement.leading import Leading, layer_order, leading
from annotator.tui.agreement.names import layer_name
from annotator.tui.agreement.seeking import Sought
from annotator.tui.agreement.views.base import Drawn, Rows, ToDisputes, ToLayer, Way
from annotator.tui.agreement.views.strip import claims_behind, share_of
from annotator.tui.display import shown, width
from annotator.tui.paint import Line
from annotator.tui.states import Run

_WIDE = 112
"""From this width on funnel and waterfall stand side by side."""
_COUNTS = 15
_ROOMY = 98
"""From this width on there is room to tell who is a person and how many sentences were skipped."""
_REST = ("claim", "speaker", "stance")
"""Layers of which an annotator's agreement with all others is shown."""


class OverviewView(Rows):
    """The overview of a report."""

    def __init__(self, report: AgreementReport) -> None:
        self._report = report
        self._layers = [leading(report, name) for name in layer_order(report)]

    @property
    def count(self) -> int:
        """Layers, then people."""
        return len(self._layers) + len(self._report.people)

    def take(self) -> Way | None:
        """Open a layer, or the disputes of an annotator."""
        if self.at is None:
            return None
        if self.at < len(self._layers):
            return ToLayer(self.at)
        return ToDisputes(Sought(people=(self._report.people[self.at - len(self._layers)].name,)))

    def draw(self, cells: int) -> Drawn:
        """All blocks, the widest arrangement that fits."""
        report, drawn = self._report, Drawn()
        drawn.add(*_heading(report, cells))
        half = (cells - 4) // 2 if cells >= _WIDE else cells - 1
        funnel, lost = list(_funnel(report.funnel, half)), list(_waterfall(report.waterfall, half))
        drawn.add([], *(beside(funnel, lost, cells, 4) or [*funnel, [], *lost]), [])
        self._draw_layers(drawn, cells)
        self._draw_people(drawn, cells)
        return drawn

    def _draw_layers(self, drawn: Drawn, cells: int) -> None:
        drawn.add([(" Layers", "heading"), ("   the leading figure of each, marks at .667 and .800", "faint")])
        said_once = _common(self._layers)
        for index, each in enumerate(self._layers):
            drawn.row(index, self.at, cells, *_layer(each, index + 1, cells - 1, said_once, self._report.funnel))
        if said_once:
            drawn.add(*paragraph(f"No interval: {said_once}.", cells - 1, "faint", indent=1))
        drawn.add([])

    def _draw_people(self, drawn: Drawn, cells: int) -> None:
        wide = _name_cells(self._report.people)
        drawn.add(_people_heading(wide, cells))
        for index, person in enumerate(self._report.people, start=len(self._layers)):
            drawn.row(index, self.at, cells, list(_person(person, wide, cells)))
        drawn.add(*paragraph(_PEOPLE, cells - 1, "faint", indent=1))


def _heading(report: AgreementReport, cells: int) -> Iterator[Line]:
    versions = ", ".join(report.codebook_versions)
    yield from paragraph(
        f"{many(report.documents, 'document')} read by two or more · codebook {report.codebook}, labels made under "
        f"{versions} · labels up to {report.as_of[:16].replace('T', ' ')} UTC, before adjudication "
        f"({many(report.adjudicated, 'sentence')} adjudicated) · {report.sampling.resamples} resamples, seed "
        f"{report.sampling.seed}{_joined(len(report.boundaries))}",
        cells - 1,
        "soft",
        indent=1,
    )


def _joined(places: int) -> str:
    """That sentences with different ends were joined, where there are any."""
    return f" · {many(places, 'place')} where sentences were cut differently, joined to be compared" if places else ""


def _funnel(steps: Sequence[Step], cells: int) -> Iterator[Line]:
    yield [(" Funnel", "heading"), ("   what the layers below stand on", "faint")]
    most = max((step.count for step in steps), default=0) or 1
    before = 0
    for step in steps:
        share = share_of(step, before)
        yield [
            (" ", ""),
            left(step.name, 33, "soft"),
            right(str(step.count), 6, "ink bold"),
            right(share, 6, "faint"),
            (" ", ""),
            bar(step.count / most, max(4, cells - 48)),
        ]
        before = step.count


def _waterfall(losses: Sequence[Loss], cells: int) -> Iterator[Line]:
    yield [(" Where agreement is lost", "heading"), ("   all claims of all pairs = 100 %", "faint")]
    room = max(8, cells - 32)
    before = 1.0
    for loss in losses:
        kept = round(loss.left * room)
        gone = max(1 if loss.claims else 0, round(before * room) - kept)
        yield [
            (" ", ""),
            left(loss.stage, 11, "soft"),
            right(f"–{percent(loss.share)}", 7, "warn"),
            (" ", ""),
            ("█" * kept, "bar"),
            ("▒" * gone, "warn"),
            (f" {percent(loss.left)} left", "ink"),
        ]
        before = loss.left
    worst = max(losses, key=lambda loss: loss.share, default=None)
    if worst is not None and worst.claims:
        yield from paragraph(f"Most at {worst.stage}: {worst.says}.", cells - 1, most=2, indent=1)
    elif not any(loss.left for loss in losses):
        yield [(" Nobody marked a claim where two have read.", "soft")]


def _common(layers: Sequence[Leading]) -> str:
    """Why there are no intervals, where that holds for most."""
    reasons = Counter(each.why for each in layers if each.value is not None and each.low is None and each.why)
    return reasons.most_common(1)[0][0] if reasons else ""


def _layer(each: Leading, place: int, cells: int, said_once: str, funnel: Sequence[Step]) -> Iterator[Line]:
    named = 36 if cells >= 112 else 0
    head: list[Run] = [(f"{place} ", "key"), left(layer_name(each.layer), 21)]
    head += [left(each.name, named, "soft")] if named else []
    why = each.why
    if each.value is not None and why:
        why = "" if why == said_once else f"no interval: {why}"
    of = claims_behind(each.layer, funnel)
    yield from measured(head, Reading(each.value, each.low, each.high, each.n, why, of), cells, _COUNTS)


_PEOPLE = (
    "Alpha with all others, and the units that both answered: sentences that both finished; for speaker and stance "
    "only claims that both marked, a part of their claims."
)


def _name_cells(people: Sequence[Person]) -> int:
    return max(10, min(18, max((width(shown(person.name)) for person in people), default=0) + 1))


def _people_heading(wide: int, cells: int) -> Line:
    """What the numbers are."""
    line: list[Run] = [left(" Annotators", wide + 1, "heading"), left("", 8)]
    line += [right(title, 9, "faint") for title in ("finished", "claims")]
    line += [right("skipped", 9, "faint")] if cells >= _ROOMY else []
    return [*line, *(right(f"{name}    n", _FIGURE_CELLS, "faint") for name in _REST)]


_FIGURE_CELLS = 14


def _person(person: Person, wide: int, cells: int) -> Iterator[Run]:
    yield left(person.name, wide)
    yield left(person.kind, 8, "faint")
    for count in (person.finished, person.claims, person.skipped)[: 3 if cells >= _ROOMY else 2]:
        yield right(str(count), 9)
    for layer in _REST:
        figure = person.rest.get(layer)
        yield "  ", ""
        yield from shaded(figure.value if figure else None, digits=2)
        yield right(str(figure.n) if figure else "", _FIGURE_CELLS - 10, "faint")
