"""The leading figures on parts of the data: documents, outlets, long and short sentences, weeks, and so on.

All parts of one kind are read off the same two tables of ratings, so a report of many documents costs what its labels
do. A part of ten documents or more has intervals; a single document has none.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from annotator.agreement.aggregation.units import UnitTable
from annotator.agreement.intervals import FEWEST, interval
from annotator.agreement.parts import parts_of, share_interval
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.results import REASONS, Level
from annotator.agreement.spans.results import SPAN_REASONS
from annotator.codebook.model import Codebook
from annotator.desk.agreement.chain import stages
from annotator.desk.agreement.layers import PRESENCE, presence_rows, stance_level, stance_rows, stance_scale
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Cut, Figure, Sampling
from annotator.records.identifiers import parse_segment_key

MOST_DOCUMENTS = 500
NO_OUTLET = "(none named)"
_LENGTHS = ((80, "up to 80 characters"), (160, "81 to 160 characters"), (sys.maxsize, "more than 160 characters"))

Parts = Mapping[str, str]
"""The part of each sentence, by segment key; sentences of no part are left out."""


def cuts_of(
    material: Material,
    codebook: Codebook,
    sampling: Sampling | None = None,
    given: Mapping[str, Parts] = MappingProxyType({}),
) -> tuple[Cut, ...]:
    """Every part that has a sentence which two finished; a way of cutting that gives one part only is left out.

    Args:
        material: The finished labels.
        codebook: For the stances in their order.
        sampling: How intervals are made; without it there are none.
        given: Parts that do not follow from the labels, by the name of the way of cutting: `outlet`, and `suggestions`
            as the log has them, without which they follow from the origins of labels.
    """
    found: list[Cut] = []
    tables = _Tables(material, codebook)
    for by, parts_by in _PARTS.items():
        parts = given.get(by) or parts_by(material)
        if len({parts[segment] for segment in material.shared if segment in parts}) > 1:
            found += _cuts(by, tables, parts, sampling if by != "document" else None)
    kinds = [
        cut
        for name, part in _kinds(material)
        for cut in _cuts("kind", _Tables(part, codebook), dict.fromkeys(part.readers, name), sampling)
    ]
    return (*found, *(kinds if len(kinds) > 1 else ()))


@dataclass(frozen=True)
class _Tables:
    """The two tables of ratings from which all parts are cut."""

    material: Material
    codebook: Codebook

    @cached_property
    def claim(self) -> UnitTable:
        return UnitTable.from_rows(presence_rows(self.material), PRESENCE)

    @cached_property
    def stance(self) -> UnitTable:
        scale = stance_scale(self.material, self.codebook)
        return UnitTable.from_rows(stance_rows(self.material, scale), scale, self.level)

    @property
    def level(self) -> Level:
        return stance_level(self.codebook)


def _cuts(by: str, tables: _Tables, parts: Parts, sampling: Sampling | None) -> list[Cut]:
    material = tables.material
    units = Counter(parts[segment] for segment in material.shared if segment in parts)
    marked = Counter(parts[claim.segment] for claim in material.claims if claim.segment in parts)
    claim = parts_of(tables.claim, [parts.get(unit) for unit in tables.claim.units])
    stance = parts_of(tables.stance, [parts.get(unit.rpartition(" ")[0]) for unit in tables.stance.units])
    reached = _reached(material, parts)
    nothing = Ratings.from_codes(
        tables.stance.codes[:0], tables.stance.ratings.scale, annotators=tables.stance.ratings.annotators
    )
    return [
        Cut(
            by=by,
            name=name,
            units=units[name],
            figures={
                "claim": _alpha(claim[name], "nominal", sampling),
                "stance": _alpha(stance.get(name, nothing), tables.level, sampling),
                "tuple": _f1(reached[name], marked[name], sampling),
            },
        )
        for name in dict.fromkeys(parts.values())
        if units[name]
    ]


def _alpha(ratings: Ratings, level: Level, sampling: Sampling | None) -> Figure:
    name = f"alpha_{level}"
    found = coefficients(ratings, level, [name])[name]
    if sampling is None or found.value is None or len(ratings.documents) == 0:
        return Figure(name, found.value, None, None, found.reason, found.n, "", found.observed, found.expected)
    sure = interval(ratings, name, by=sampling.by, resamples=sampling.resamples, seed=sampling.seed)
    parts = REASONS[sure.reason] if sure.reason else "", found.observed, found.expected, sure
    return Figure(name, found.value, sure.low, sure.high, None, found.n, *parts)


def _f1(reached: Mapping[str, tuple[int, int]], claims: int, sampling: Sampling | None) -> Figure:
    agreed, total = (sum(column) for column in zip(*reached.values(), strict=True)) if reached else (0, 0)
    if total == 0:
        return Figure("tuple_f1", None, None, None, "both_empty", claims, SPAN_REASONS["both_empty"])
    if sampling is None or len(reached) < FEWEST:
        return Figure("tuple_f1", agreed / total, None, None, None, claims, "", agreed, total)
    sure = share_interval(reached, resamples=sampling.resamples, seed=sampling.seed)
    why = REASONS[sure.reason] if sure.reason else ""
    return Figure("tuple_f1", agreed / total, sure.low, sure.high, None, claims, why, agreed, total, sure)


def _reached(material: Material, parts: Parts) -> dict[str, dict[str, tuple[int, int]]]:
    """By part and document, of all claims of all pairs: how many agree in all, and how many there are."""
    found: dict[str, dict[str, tuple[int, int]]] = {name: {} for name in parts.values()}
    for segment in material.shared:
        if segment in parts:
            documents, document = found[parts[segment]], segment.partition(":")[0]
            counts = stages(material, segment)
            agreed, total = documents.get(document, (0, 0))
            documents[document] = agreed + counts["agreed"], total + counts.total()
    return found


def _documents(material: Material) -> Parts:
    chosen = set(material.documents[:MOST_DOCUMENTS])
    place = {document: number for number, document in enumerate(material.documents)}
    labels = sorted(
        (label for label in material.labels if label.document in chosen), key=lambda each: place[each.document]
    )
    return {label.segment: label.document for label in labels}


def outlets_of(material: Material, outlets: Mapping[str, str]) -> Parts:
    """The outlet of each sentence; nothing where no document names one.

    Args:
        material: The finished labels.
        outlets: The outlet of each document that names one, by id.
    """
    if not outlets:
        return {}
    named = {segment: outlets.get(segment.partition(":")[0], NO_OUTLET) for segment in material.readers}
    # Those without one behind all others.
    return dict(sorted(named.items(), key=lambda pair: (pair[1] == NO_OUTLET, pair[1].casefold(), pair[1])))


def _lengths(material: Material) -> Parts:
    """By the length of the sentence, blanks and all; characters, for they are the same measure in every script."""
    found: dict[str, list[str]] = {name: [] for _, name in _LENGTHS}
    for segment in material.readers:
        _, start, end = parse_segment_key(segment)
        found[next(name for most, name in _LENGTHS if end - start <= most)].append(segment)
    return {segment: name for name, segments in found.items() for segment in segments}


def _not_given(_: Material) -> Parts:
    return {}


def _weeks(material: Material) -> Parts:
    """By the ISO week in which the last label of a sentence was saved, so drift shows."""
    last: dict[str, str] = {}
    for label in material.labels:
        last[label.segment] = max(last.get(label.segment, ""), label.saved_at[:10])
    names = {}
    for day in set(last.values()):
        year, week, _ = date.fromisoformat(day).isocalendar()
        names[day] = f"{year}-W{week:02}"
    return _sorted({segment: names[day] for segment, day in last.items()})


def _versions(material: Material) -> Parts:
    """Sentences all of whose labels were made under one version of the codebook; the rest are `mixed`."""
    versions: dict[str, str] = {}
    for label in material.labels:
        known = versions.setdefault(label.segment, label.codebook_version)
        if known != label.codebook_version:
            versions[label.segment] = "mixed"
    return _sorted(versions)


def _suggestions(material: Material) -> Parts:
    """Sentences in which some label came from a suggestion, taken or edited, and those in which none did."""
    suggested = {label.segment for label in material.labels if label.origin in ("suggested", "edited")}
    if not suggested:
        return {}
    return _sorted({each: "with suggestions" if each in suggested else "without" for each in material.readers})


def _sorted(parts: Parts) -> Parts:
    return dict(sorted(parts.items(), key=lambda pair: pair[1]))


def _kinds(material: Material) -> Iterator[tuple[str, Material]]:
    """People among themselves, and people with models, on the same sentences: those with both."""
    models = {label.annotator for label in material.labels if label.kind == "model"}
    people = set(material.annotators) - models
    if not models or len(people) < 2:
        return
    both = {segment for segment, names in material.readers.items() if len(names & people) >= 2 and names & models}
    yield "human – human", material.only(segments=both, annotators=people)
    for model in sorted(models):
        for person in sorted(people):
            yield f"{person} – {model}", material.only(segments=both, annotators={person, model})


_PARTS: dict[str, Callable[[Material], Parts]] = {
    "document": _documents,
    "outlet": _not_given,
    "length": _lengths,
    "week": _weeks,
    "codebook": _versions,
    "suggestions": _suggestions,
}
