"""All pages of a report in their order, the one at hand, and the way back to where it was opened."""

from __future__ import annotations

from annotator.tui.agreement.bars import Tab, tab_of
from annotator.tui.agreement.leading import figures_of, layer_of, layer_order
from annotator.tui.agreement.measuring import Measured
from annotator.tui.agreement.names import Words, layer_name, short_layer_name
from annotator.tui.agreement.views.base import View
from annotator.tui.agreement.views.disputes import DisputesView
from annotator.tui.agreement.views.figures import FiguresView
from annotator.tui.agreement.views.layer import LayerView
from annotator.tui.agreement.views.overview import OverviewView
from annotator.tui.agreement.views.pair_page import PairView
from annotator.tui.agreement.views.parts import PartsView
from annotator.tui.agreement.views.second_looks import SecondLooksView
from annotator.tui.stances import Looks


class Pages:
    """The pages of a report; a page keeps its cursor while another one is shown.

    Args:
        measured: The report.
        looks: How stances are shown.
    """

    def __init__(self, measured: Measured, looks: Looks) -> None:
        report = measured.report
        self._measured = measured
        self._words = Words(looks, measured.speakers)
        self.layers = layer_order(report)
        self.disputes = DisputesView(measured.titles, {layer.layer: layer.unit for layer in report.layers}, self._words)
        self.disputes.show(measured.findings, self.disputes.sought)
        self.at = 0
        """Place of the page at hand."""
        self._pair: PairView | None = None
        self._trail: list[tuple[int, PairView | None]] = []
        self._views: dict[str, View] = {"overview": OverviewView(report)}
        for name in self.layers:
            layer = layer_of(report, name)
            figures = FiguresView(name, figures_of(report, name))
            self._views[name] = LayerView(layer, report, measured.tallies, self._words) if layer else figures
        self._views["disputes"] = self.disputes
        self._views["parts"] = PartsView(report.cuts, measured.titles)
        if report.second_looks:
            self._views["again"] = SecondLooksView(report.second_looks)
        digits = {name: str(place) for place, name in enumerate(self.layers[:9], start=1)}
        self.tabs = [
            Tab(layer_name(name), short_layer_name(name), digits[name]) if name in digits else tab_of(name.capitalize())
            for name in self._views
        ]

    @property
    def view(self) -> View:
        """The page at hand."""
        return self._pair or list(self._views.values())[self.at]

    def place_of(self, name: str) -> int:
        """Place of a page among all."""
        return list(self._views).index(name)

    def jump(self, place: int) -> None:
        """Go to a page; from there the way back leads to the overview."""
        self.at, self._pair = place % len(self.tabs), None
        self._trail.clear()

    def follow(self, name: str) -> None:
        """Go to a page, from which the way back leads here."""
        if self.place_of(name) != self.at or self._pair:
            self._trail.append((self.at, self._pair))
        self.at, self._pair = self.place_of(name), None

    def follow_pair(self, layer: str, people: tuple[str, str]) -> None:
        """Go to two annotators on a layer."""
        found = layer_of(self._measured.report, layer)
        if found is not None:
            self._trail.append((self.at, self._pair))
            self._pair = PairView(found, people, self._measured.tallies, self._words)

    @property
    def has_way_back(self) -> bool:
        """Whether there is a page to go back to."""
        return bool(self._trail) or self.at != 0

    def back(self) -> None:
        """Go back one level: to where the page was opened, or to the overview."""
        self.at, self._pair = self._trail.pop() if self._trail else (0, None)
