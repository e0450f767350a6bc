"""Each annotator: how much they did, and how they agree with all others on each layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from annotator.desk.agreement.model import Figure, LayerReport, Person, Quality
from annotator.desk.project import Project
from annotator.store.people import annotators
from annotator.store.progress import progress
from annotator.store.revisions import last_revision
from annotator.store.second_looks import counting_meanwhile
from annotator.store.views import own_segments


def people_of(
    project: Project,
    layers: Sequence[LayerReport],
    names: Sequence[str],
    quality: Mapping[str, Mapping[str, Quality]],
) -> tuple[Person, ...]:
    """The annotators whose labels count.

    Args:
        project: The open project.
        layers: The layers measured so far; each gives one figure a person.
        names: Who counts.
        quality: Each annotator against the aggregate, by layer and name.
    """
    kinds = {each.name: each.kind for each in annotators(project.store)}
    done: dict[str, Counter[str]] = {name: Counter() for name in names}
    for entry in progress(project.store, project.roles):
        if entry.annotator in done:
            done[entry.annotator].update(
                finished=entry.finished - entry.skipped, claims=entry.claims, skipped=entry.skipped
            )
    _count_meanwhile(project, done)
    return tuple(
        Person(
            name=name,
            kind=kinds[name],
            finished=done[name]["finished"],
            claims=done[name]["claims"],
            skipped=done[name]["skipped"],
            rest={layer.layer: rest_figure(layer, name) for layer in layers},
            quality={layer: found[name] for layer, found in quality.items()},
        )
        for name in names
    )


def _count_meanwhile(project: Project, done: Mapping[str, Counter[str]]) -> None:
    """Count the labels that stand in while a second look at their sentences is under way, and not what comes of it."""
    for (name, segment), label in counting_meanwhile(project.store).items():
        now = last_revision(project.store, name, segment)
        if name in done and segment in {each.key for each in own_segments(project.store, name, segment.split(":")[0])}:
            skipped = label.body.verdict == "skipped"
            claims = len(label.body.claims) - (len(now.body.claims) if now else 0)
            done[name].update(finished=not skipped, skipped=skipped, claims=claims)


def rest_figure(layer: LayerReport, name: str) -> Figure:
    """Mean alpha of one annotator with each other, weighted by the units that both rated."""
    mine = [pair for pair in layer.pairs if name in (pair.first, pair.second)]
    known = [(pair.alpha, pair.n) for pair in mine if pair.alpha is not None]
    units = sum(n for _, n in known)
    value = sum(alpha * n for alpha, n in known) / units if units else None
    return Figure(layer.alpha, value, None, None, None if units else "no_pairs", units)
