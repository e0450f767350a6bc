"""The page of one layer: its coefficients, what they stand on, the matrix of pairs, and the pair under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.desk.agreement.model import AgreementReport, LayerReport, Quality
from annotator.tui.agreement.drawing import beside, columns, many, number, paragraph
from annotator.tui.agreement.names import Words
from annotator.tui.agreement.seeking import Sought
from annotator.tui.agreement.tallies import Tallies
from annotator.tui.agreement.views import coefficients, pair
from annotator.tui.agreement.views.base import Drawn, Mark, Spot, ToDisputes, ToPair, View, Way
from annotator.tui.agreement.views.matrix import Matrix
from annotator.tui.agreement.views.strip import CONDITIONAL, OF_A_PAIR, claims_behind, strip
from annotator.tui.display import shown
from annotator.tui.paint import Line

_NO_QUALITY = {
    "no_ratings": "nobody else voted on the same units",
    "needs_three_annotators": "it takes three annotators",
}
_WIDE = 150
"""From this width on pairs stand beside the coefficients."""


class LayerView(View):
    """One layer of a report.

    Args:
        layer: The layer.
        report: The whole report.
        tallies: What every pair has in common.
        words: What values are called.
    """

    def __init__(self, layer: LayerReport, report: AgreementReport, tallies: Tallies, words: Words) -> None:
        self._layer = layer
        self._funnel = report.funnel
        self._tallies = tallies
        self._words = words
        self._people = {person.name: person for person in report.people}
        rest = {person.name: person.rest[layer.layer].value for person in report.people if layer.layer in person.rest}
        self.matrix = Matrix(layer, rest)
        self.every = False
        """Whether every coefficient is shown."""

    @property
    def mark(self) -> Mark | None:
        """The cell under the cursor."""
        return self.matrix.at if len(self.matrix.names) > 1 else None

    def step(self, across: int, down: int) -> Mark | None:
        """The next cell."""
        return self.matrix.step(across, down) if self.mark is not None else None

    def choose(self, mark: Mark) -> None:
        """Put the cursor on a cell."""
        if isinstance(mark, tuple):
            self.matrix.at = mark

    def take(self) -> Way | None:
        """The pair; on the diagonal the disputes of one with all others on this layer."""
        if self.mark is None:
            return None
        people = self.matrix.people
        if len(people) == 2:
            return ToPair(self._layer.layer, (people[0], people[1]))
        return ToDisputes(Sought(people=people, layer=self._layer.layer))

    def draw(self, cells: int) -> Drawn:
        """Everything, side by side where there is room."""
        drawn = Drawn()
        drawn.add(*self._heading(cells), [])
        half = cells // 2
        if cells < _WIDE or not self.matrix.fits(half):
            drawn.add(*self._figures(cells), [])
            pairs = self._pairs(cells)
            self._shift(drawn, pairs.spots, len(drawn.lines), 0)
            drawn.add(*pairs.lines)
            return drawn
        pairs = self._pairs(cells - half)
        self._shift(drawn, pairs.spots, len(drawn.lines), half)
        drawn.add(*columns(list(self._figures(half - 3)), pairs.lines, half))
        return drawn

    def _shift(self, drawn: Drawn, spots: Sequence[Spot], down: int, across: int) -> None:
        drawn.spots += [Spot(each.line + down, each.start + across, each.end + across, each.mark) for each in spots]

    def _heading(self, cells: int) -> Iterator[Line]:
        layer = self._layer
        yield [(f" {shown(layer.question)}", "title")]
        parts = [f"{layer.units} × {layer.unit}"]
        parts += [many(layer.documents, "document")] if layer.documents else []
        parts += [_names(layer.annotators)]
        parts += [", ".join(pair.names_in_words(layer, self._category))]
        yield from paragraph(" · ".join(part for part in parts if part), cells - 1, indent=1)
        if layer.conditional_on:
            yield from paragraph(f"Only {layer.conditional_on}.", cells - 1, "warn", indent=1)
            yield from strip(self._funnel, CONDITIONAL[layer.layer], cells - 1)

    def _figures(self, cells: int) -> Iterator[Line]:
        claims = claims_behind(self._layer.layer, self._funnel)
        yield from coefficients.table(self._layer, cells, self._category, every=self.every, of=claims)
        yield from coefficients.remarks(self._layer, cells)

    def _pairs(self, cells: int) -> Drawn:
        """Matrix, captions, and the pair under the cursor."""
        if len(self.matrix.names) < 2:
            only = Drawn()
            only.add(*paragraph("There is no pair: fewer than two annotators have a unit here.", cells - 1, indent=1))
            return only
        drawn = self.matrix.draw(cells)
        table = self._confusion(cells)
        together = beside(drawn.lines, table, cells - 1) if table else None
        drawn.lines = together or drawn.lines
        captions = self.matrix.captions()
        drawn.add(*(line for said in captions for line in paragraph(said, cells - 1, "faint", indent=1)), [])
        drawn.add(*self._detail(cells, [] if together else table))
        return drawn

    def _confusion(self, cells: int) -> list[Line]:
        people = self.matrix.people
        found = pair.confusion_of(self._layer, *people) if len(people) == 2 else None
        return pair.confusion(found, self._category, cells).lines if found else []

    def _detail(self, cells: int, table: Sequence[Line]) -> Iterator[Line]:
        people = self.matrix.people
        if len(people) == 1:
            yield from self._person(people[0], cells)
            return
        yield from pair.heading(self._layer, (people[0], people[1]), self.matrix.pair(), cells)
        funnel = self._tallies.funnel(*people)
        if funnel and self._layer.layer in CONDITIONAL:
            yield from strip(funnel, CONDITIONAL[self._layer.layer] + OF_A_PAIR, cells - 1)
        yield from table
        yield [(" ↵", "key"), (" this pair, and the sentences behind its figures", "soft")]

    def _person(self, name: str, cells: int) -> Iterator[Line]:
        """One annotator against all others, and what alpha would be without."""
        yield [(f" {shown(name)} – all others", "title")]
        person = self._people.get(name)
        figure = person.rest.get(self._layer.layer) if person else None
        said = f"mean alpha {number(figure.value if figure else None)} over {figure.n if figure else 0} shared units"
        without = self._layer.without.get(name)
        said += "" if without is None else f"; without {shown(name)} the layer's alpha is {number(without)}"
        yield from paragraph(f"{said}.", cells - 1, indent=1)
        quality = person.quality.get(self._layer.layer) if person else None
        if quality is not None:
            yield from paragraph(_quality(quality), cells - 1, indent=1)
        yield [(" ↵", "key"), (" the sentences in which somebody differs here", "soft")]

    def _category(self, value: str) -> str:
        return self._words.of(self._layer.layer, value)


_MOST_NAMES = 12


def _names(annotators: Sequence[str]) -> str:
    if len(annotators) > _MOST_NAMES:
        return f"{len(annotators)} annotators"
    return f"{many(len(annotators), 'annotator')}: {', '.join(annotators)}"


def _quality(quality: Quality) -> str:
    """One annotator against the aggregate of all votes, in words."""
    if quality.reason is not None:
        return f"Against all votes together: no figure, {_NO_QUALITY[quality.reason]}."
    return (
        f"Against all votes together, its own among them, which flatters: accuracy {number(quality.accuracy)} "
        f"(Dawid and Skene), competence {number(quality.competence)} (MACE), over {many(quality.ratings, 'vote')}."
    )
