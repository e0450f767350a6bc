"""The leading figures on parts of the data: documents, weeks, codebook versions, people and models."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from annotator.agreement.report import coefficients
from annotator.codebook.model import Codebook
from annotator.desk.agreement.chain import waterfall
from annotator.desk.agreement.layers import presence_table, stance_level, stance_table
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Cut, Figure

MOST_DOCUMENTS = 500


def cuts_of(material: Material, codebook: Codebook) -> tuple[Cut, ...]:
    """Every part that has a sentence which two finished; a way of cutting that gives one part only is left out."""
    found: list[Cut] = []
    for by in ("document", "week", "codebook", "suggestions", "kind"):
        parts = [_cut(by, name, part, codebook) for name, part in _PARTS[by](material) if part.shared]
        found += parts if len(parts) > 1 else []
    return tuple(found)


def _cut(by: str, name: str, part: Material, codebook: Codebook) -> Cut:
    level = stance_level(codebook)
    claim = coefficients(presence_table(part), "nominal", ["alpha_nominal"])["alpha_nominal"]
    stance = coefficients(stance_table(part, codebook), level, [f"alpha_{level}"])[f"alpha_{level}"]
    losses = waterfall(part)
    total = any(loss.claims for loss in losses) or losses[-1].left > 0
    return Cut(
        by=by,
        name=name,
        units=len(part.shared),
        figures={
            "claim": Figure("alpha_nominal", claim.value, None, None, claim.reason, claim.n),
            "stance": Figure(f"alpha_{level}", stance.value, None, None, stance.reason, stance.n),
            "tuple": Figure(
                "tuple_f1",
                losses[-1].left if total else None,
                None,
                None,
                None if total else "both_empty",
                len(part.claims),
            ),
        },
    )


def _tuple(value: float | None, claims: int) -> Figure:
    return Figure("tuple_f1", value, None, None, None if value is not None else "both_empty", claims)


def _documents(material: Material) -> Iterator[tuple[str, Material]]:
    for document in material.documents[:MOST_DOCUMENTS]:
        yield (
            document,
            material.only(segments={label.segment for label in material.labels if label.document == document}),
        )


def _weeks(material: Material) -> Iterator[tuple[str, Material]]:
    """By the ISO week in which the last label of a sentence was saved, so drift shows."""
    last: dict[str, str] = {}
    for label in material.labels:
        last[label.segment] = max(last.get(label.segment, ""), label.saved_at[:10])
    weeks: dict[str, set[str]] = {}
    for segment, day in last.items():
        year, week, _ = date.fromisoformat(day).isocalendar()
        weeks.setdefault(f"{year}-W{week:02}", set()).add(segment)
    for name in sorted(weeks):
        yield name, material.only(segments=weeks[name])


def _versions(material: Material) -> Iterator[tuple[str, Material]]:
    """Sentences all of whose labels were made under one version of the codebook; the rest are `mixed`."""
    versions: dict[str, set[str]] = {}
    for label in material.labels:
        versions.setdefault(label.segment, set()).add(label.codebook_version)
    parts: dict[str, set[str]] = {}
    for segment, found in versions.items():
        parts.setdefault(found.copy().pop() if len(found) == 1 else "mixed", set()).add(segment)
    for name in sorted(parts):
        yield name, material.only(segments=parts[name])


def _suggestions(material: Material) -> Iterator[tuple[str, Material]]:
    """Sentences in which some label came from a suggestion, taken or edited, and those in which none did."""
    suggested = {label.segment for label in material.labels if label.origin in ("suggested", "edited")}
    if suggested:
        yield "with suggestions", material.only(segments=suggested)
        yield "without", material.only(segments=set(material.readers) - suggested)


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


_PARTS = {"document": _documents, "week": _weeks, "codebook": _versions, "suggestions": _suggestions, "kind": _kinds}
