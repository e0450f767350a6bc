"""Each annotator with themselves over time: labels before and after a second look, as if two had made them.

Everything is measured by the machinery that compares annotators, on the same alignment of claims; nothing of it enters
the figures between annotators.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from annotator.agreement.direction.lean import lean
from annotator.agreement.intervals import FEWEST
from annotator.agreement.parts import share_interval
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import pairs
from annotator.agreement.results import REASONS, Level
from annotator.codebook.model import Codebook
from annotator.desk.agreement.chain import STAGES, stages
from annotator.desk.agreement.intra_model import Days, SecondLooks
from annotator.desk.agreement.intra_words import joint_words
from annotator.desk.agreement.layer import measure
from annotator.desk.agreement.layers import PRESENCE, stance_level, stance_scale
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Figure, LayerReport, Sampling
from annotator.desk.agreement.units import HEADERS, UnitTable, unit_rows
from annotator.desk.project import Project
from annotator.errors import UsageError
from annotator.store.people import annotators as known_annotators
from annotator.store.ratings import Finished, MarkedClaim, claims_of, label_of
from annotator.store.second_looks import Look, SecondLook, all_looks
from annotator.store.speakers import registry

FIRST, SECOND = "first", "second"
"""The two who are compared: what an annotator said before, and what the same one said after."""

LOOKS: tuple[SecondLook, ...] = ("recalled", "revealed")
_RATINGS = ("claims", "no-claim")
_SHOWN = {
    "claim": ("percent_agreement", "cohen_kappa", "alpha_nominal"),
    "speaker": ("percent_agreement", "alpha_nominal"),
    "stance": ("percent_agreement", "cohen_kappa", "cohen_kappa_quadratic", "alpha_nominal", "alpha_ordinal"),
}
"""The coefficients of each layer."""


@dataclass(frozen=True)
class Pairs:
    """The second looks of one kind and one annotator."""

    annotator: str
    looks: tuple[Look, ...]
    material: Material
    """The labels of finished looks, by `FIRST` and `SECOND`."""
    compared: tuple[Look, ...]
    """Those looks."""


def second_looks(
    project: Project, names: Sequence[str], between: Material, sampling: Sampling
) -> tuple[SecondLooks, ...]:
    """Everyone who has labelled a sentence twice, and everybody together where they are several.

    Args:
        project: The open project.
        names: Whose labels count.
        between: The labels that annotators are compared on.
        sampling: How intervals are made.
    """
    found: list[SecondLooks] = []
    for kind in LOOKS:
        parts = [each for each in pairs_of(project, kind, names) if each.compared]
        found += [_measured(project, kind, each, between, sampling) for each in parts]
        if len(parts) > 1:
            found.append(_together(project.codebook, kind, parts, found[-len(parts) :], sampling))
    return tuple(found)


def pairs_of(project: Project, kind: SecondLook, names: Sequence[str] = ()) -> list[Pairs]:
    """The second looks of one kind, by annotator; of everyone but the adjudicator where no name is given."""
    store = project.store
    found = all_looks(store, project.roles, kind)
    kinds = {each.name: each.kind for each in known_annotators(store)} if found else {}
    chosen = set(names) or {name for name, what in kinds.items() if what != "adjudicator"}
    by_name: dict[str, list[Look]] = {}
    for look in found:
        if look.first.annotator in chosen:
            by_name.setdefault(look.first.annotator, []).append(look)
    speakers = registry(store) if by_name else {}
    made = []
    for name, mine in sorted(by_name.items()):
        compared = tuple(_last_of_each(look for look in mine if _is_rated(look)))
        labels: list[Finished] = []
        claims: list[MarkedClaim] = []
        for look in compared:
            for who, revision in ((FIRST, look.first), (SECOND, look.second)):
                if revision is not None:
                    labels.append(replace(label_of(store, revision, kinds[name]), annotator=who))
                    claims += [replace(each, annotator=who) for each in claims_of(revision, speakers)]
        made.append(Pairs(name, tuple(mine), Material(tuple(labels), tuple(claims)), compared))
    return made


def _is_rated(look: Look) -> bool:
    return look.second is not None and {look.first.body.verdict, look.second.body.verdict} <= set(_RATINGS)


def _last_of_each(looks: Iterator[Look]) -> Iterator[Look]:
    """One pair a sentence, so that no unit counts twice: of several, the last one."""
    yield from {look.first.segment: look for look in looks}.values()


def _measured(project: Project, kind: SecondLook, mine: Pairs, between: Material, sampling: Sampling) -> SecondLooks:
    material, book = mine.material, project.codebook
    plain = replace(sampling, gamma=0)
    figures: dict[str, tuple[Figure, ...]] = {"all": (_unchanged(material, sampling),)}
    for layer in _SHOWN:
        figures[layer] = _coefficients(_table(list(_rows(material, layer, book)), layer, book), layer, book, plain)
    figures |= joint_words({mine.annotator: material}, book, sampling)
    stances = _table(list(_rows(material, "stance", book)), "stance", book)
    moved = stances.units > 0 and book.stance.ordered
    return SecondLooks(
        kind=kind,
        annotator=mine.annotator,
        sentences=len(material.shared),
        documents=len(material.documents),
        with_claims=len({claim.segment for claim in material.claims}),
        skipped=sum(look.second is not None and not _is_rated(look) for look in mine.looks),
        under_way=sum(look.under_way for look in mine.looks),
        not_anew=sum(look.second is None and not look.under_way for look in mine.looks),
        versions=sum(
            look.second is not None and look.first.codebook_version != look.second.codebook_version
            for look in mine.compared
        ),
        days=_days(mine.compared),
        changed=_changed(material),
        figures=figures,
        lean=lean(stances, SECOND, FIRST, resamples=sampling.resamples, seed=sampling.seed) if moved else None,
        others=_with_others(between.only(segments=set(material.shared)), book, mine.annotator),
    )


def _together(
    book: Codebook, kind: SecondLook, parts: Sequence[Pairs], single: Sequence[SecondLooks], sampling: Sampling
) -> SecondLooks:
    """Everybody's pairs in one table: a sentence of each annotator is a unit of its own."""
    figures: dict[str, tuple[Figure, ...]] = {}
    tables = {}
    for layer in _SHOWN:
        rows = [
            (f"{part.annotator}\n{unit}", who, value, document)
            for part in parts
            for unit, who, value, document in _rows(part.material, layer, book)
        ]
        tables[layer] = _table(rows, layer, book)
        figures[layer] = _coefficients(tables[layer], layer, book, sampling)
    figures |= joint_words({part.annotator: part.material for part in parts}, book, sampling)
    documents = {document for part in parts for document in part.material.documents}
    changed: Counter[str] = Counter()
    for each in single:
        changed.update(each.changed)
    moved = tables["stance"].units > 0 and book.stance.ordered
    options = {"resamples": sampling.resamples, "seed": sampling.seed}
    return SecondLooks(
        kind=kind,
        annotator="",
        sentences=sum(each.sentences for each in single),
        documents=len(documents),
        with_claims=sum(each.with_claims for each in single),
        skipped=sum(each.skipped for each in single),
        under_way=sum(each.under_way for each in single),
        not_anew=sum(each.not_anew for each in single),
        versions=sum(each.versions for each in single),
        days=_days([look for part in parts for look in part.compared]),
        changed={stage: changed[stage] for stage in STAGES},
        figures={"all": (_unchanged_of([part.material for part in parts], sampling),), **figures},
        lean=lean(tables["stance"], SECOND, FIRST, **options) if moved else None,
        others={},
    )


def _rows(material: Material, layer: str, book: Codebook) -> Iterator[tuple[str, str, str, str]]:
    """The ratings of a layer, as its report takes them."""
    known = set(stance_scale(material, book))
    for unit, annotator, value, document in unit_rows(material, layer):
        if layer != "stance" or value in known:
            yield unit, annotator, value, document


def _table(rows: Sequence[tuple[str, str, str, str]], layer: str, book: Codebook) -> Ratings:
    if layer == "claim":
        return Ratings.from_triples(rows, PRESENCE)
    if layer == "speaker":
        return Ratings.from_triples(rows, None, "nominal", open_set=True)
    older = [] if book.stance.ordered else sorted({row[2] for row in rows} - set(book.stances))
    return Ratings.from_triples(rows, (*book.stances, *older), stance_level(book))


def _level(layer: str, book: Codebook) -> Level:
    return stance_level(book) if layer == "stance" else "nominal"


def _coefficients(table: Ratings, layer: str, book: Codebook, sampling: Sampling) -> tuple[Figure, ...]:
    report = measure(table, _level(layer, book), sampling, layer=layer, question="", unit="")
    return tuple(_figure(report, name) for name in _SHOWN[layer] if name in report.coefficients)


def _figure(report: LayerReport, name: str) -> Figure:
    result, sure = report.coefficients[name], report.intervals[name]
    reason = result.reason or sure.reason
    parts = REASONS[reason] if reason else "", result.observed, result.expected, sure
    return Figure(name, result.value, sure.low, sure.high, result.reason, result.n, *parts)


def _unchanged(material: Material, sampling: Sampling) -> Figure:
    return _unchanged_of([material], sampling)


def _unchanged_of(materials: Sequence[Material], sampling: Sampling) -> Figure:
    """The share of sentences whose two labels say the same: verdict, words, speakers and stances."""
    counts: dict[str, tuple[int, int]] = {}
    for material in materials:
        for segment in material.shared:
            document = segment.partition(":")[0]
            same, total = counts.get(document, (0, 0))
            counts[document] = same + (_stage(material, segment) is None), total + 1
    same, total = sum(each[0] for each in counts.values()), sum(each[1] for each in counts.values())
    if len(counts) < FEWEST:
        return Figure("unchanged", same / total, None, None, None, total, REASONS["few_documents"], same, total)
    sure = share_interval(counts, resamples=sampling.resamples, seed=sampling.seed)
    parts = REASONS[sure.reason] if sure.reason else "", same, total, sure
    return Figure("unchanged", same / total, sure.low, sure.high, None, total, *parts)


def _changed(material: Material) -> dict[str, int]:
    found = Counter(_stage(material, segment) for segment in material.shared)
    return {stage: found[stage] for stage in STAGES}


def _stage(material: Material, segment: str) -> str | None:
    """Where the two labels of a sentence first differ; None where nowhere."""
    reached = stages(material, segment)
    return next((stage for stage in STAGES if reached[stage]), None)


def _days(looks: Sequence[Look]) -> Days:
    spans = [
        (look.second.saved_at - look.first.saved_at).total_seconds() / 86400
        for look in looks
        if look.second is not None
    ]
    return Days(round(median(spans), 2), round(min(spans), 2), round(max(spans), 2))


def _with_others(between: Material, book: Codebook, name: str) -> dict[str, Figure]:
    found = {}
    for layer in _SHOWN:
        level = _level(layer, book)
        table = _table(list(_rows(between, layer, book)), layer, book)
        mine = [each for each in pairs(table, level, strangers=False) if name in (each.first, each.second)]
        known = [(each.alpha, each.n) for each in mine if each.alpha is not None]
        units = sum(n for _, n in known)
        value = sum(alpha * n for alpha, n in known) / units if units else None
        why = "" if units else REASONS["no_variation" if any(each.n for each in mine) else "no_pairs"]
        reason = None if units else "no_variation" if any(each.n for each in mine) else "no_pairs"
        found[layer] = Figure(f"alpha_{level}", value, None, None, reason, units, why)
    return found


def second_look_units(project: Project, kind: SecondLook, layer: str, names: Sequence[str] = ()) -> UnitTable:
    """The units behind the figures, from which each can be computed elsewhere: annotators are `first` and `second`.

    A unit stands behind the name of its annotator and a colon; for spans that is the name of the document.

    Raises:
        UsageError: Nobody has labelled a sentence twice.
    """
    parts = [each for each in pairs_of(project, kind, names) if each.compared]
    if not parts:
        raise UsageError(f"no sentence that was {kind} is finished again", "see how far it is: annotator retest")
    return UnitTable(
        HEADERS[layer],
        ((f"{part.annotator}: {row[0]}", *row[1:]) for part in parts for row in unit_rows(part.material, layer)),
    )
