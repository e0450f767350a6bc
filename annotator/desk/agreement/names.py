"""What a report calls speakers and documents: names and titles, cut, and made unique, because tables tell by them.

The ids stay in the report; `speakers` and `titles` say what to show for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Cut, LayerReport
from annotator.desk.agreement.units import UnitTable
from annotator.store.connection import Store
from annotator.store.documents import titles
from annotator.store.speakers import registry
from annotator.text.cells import one_line

MOST = 48
"""Code points of a name or a title; a longer one is cut, with an ellipsis."""
_SPEAKER_COLUMNS = {"speaker": ("value", "name"), "span": ("speaker", "speaker_name")}
"""Where a table of units has the id of a speaker, and what the column with the name is called."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of speakers and titles of documents, by id."""

    speakers: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)

    def of_layer(self, report: LayerReport) -> LayerReport:
        """The layer with the names of its categories, if these are speakers."""
        if report.layer != "speaker":
            return report
        return replace(report, names={each: self.speakers[each] for each in report.categories if each in self.speakers})

    def of_cuts(self, cuts: Iterable[Cut]) -> tuple[Cut, ...]:
        """The parts, those that are a document with its title."""
        return tuple(replace(cut, title=self.titles.get(cut.name, "")) if cut.by == "document" else cut for cut in cuts)

    def of_units(self, table: UnitTable, layer: str) -> UnitTable:
        """The units behind a layer with the names of speakers in a further column, where it has speakers."""
        if layer not in _SPEAKER_COLUMNS:
            return table
        column, name = _SPEAKER_COLUMNS[layer]
        place = table.header.index(column)
        return UnitTable(
            (*table.header, name), ((*row, self.speakers.get(row[place], row[place])) for row in table.rows)
        )


def names_of(store: Store, material: Material) -> Names:
    """The names of all speakers and documents in some labels; speakers are those that stand after all merges.

    Raises:
        StoreError: A row is damaged.
    """
    known = {identifier: speaker.name for identifier, speaker in registry(store).items()}
    called = {document: title or source for document, (title, source) in titles(store).items()}
    speakers = {claim.speaker for claim in material.claims}
    documents = {label.document for label in material.labels}
    return Names(
        unique({each: known.get(each, each) for each in sorted(speakers)}),
        unique({each: called.get(each, each) for each in sorted(documents)}),
    )


def unique(names: Mapping[str, str], most: int = MOST) -> dict[str, str]:
    """One line for each id, of about so many code points, no two alike.

    Where two would be alike, each of them ends with as much of its id as tells the two apart.

    >>> unique({"1a2b": "Untitled", "1c9d": "Untitled", "77ee": "A very long title"}, 12)
    {'1a2b': 'Untitled (1a)', '1c9d': 'Untitled (1c)', '77ee': 'A very long…'}
    """
    shown = {each: _cut(" ".join(one_line(name).split()) or each, most) for each, name in names.items()}
    alike: dict[str, list[str]] = {}
    for each, name in shown.items():
        alike.setdefault(name, []).append(each)
    for name, ids in alike.items():
        if len(ids) > 1:
            shown |= {each: f"{name} ({each[: _telling(ids)]})" for each in ids}
    # A title may be made to look like another one with its id; then the ids alone tell.
    return shown if len(set(shown.values())) == len(shown) else {each: each for each in names}


def _telling(ids: Sequence[str]) -> int:
    """How much of the start of each id tells it from the others."""
    return next((size for size in range(1, max(map(len, ids))) if len({each[:size] for each in ids}) == len(ids)), 99)


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
