"""A project of a few sentences and labels that a test writes down by hand, as (quote, speaker, stance)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desk_bench import Bench, Machine, add

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.naming import enter_speaker
from annotator.desk.project import Project
from annotator.records.people import AnnotatorKind
from annotator.records.spans import Span

SENTENCES = (
    "The envoys met.",
    "“We will stay”, said Orlin, “come what may”.",
    "They must go 👩‍👩‍👧, all of them.",
    "Talks went on.",
    "It was late.",
)

Said = tuple[str | tuple[str, ...], str, str]
"""Quote or quotes, speaker (`author` or a name), stance."""

SKIPPED = "skipped"


def voted(bench: Bench, machine: Machine, codebook: Path | None = None) -> Project:
    """A project with one article of these sentences and a second one that nobody reads."""
    project = machine.open(bench.root(codebook))
    add(project, [("title", "Talks"), *(("sentence", sentence) for sentence in SENTENCES)], "talks")
    add(project, [("sentence", "Nobody reads this.")], "unread")
    return project


def say(
    project: Project, name: str, said: Sequence[Sequence[Said] | str | None], kind: AnnotatorKind = "person"
) -> None:
    """Label the first article from its first sentence on: claims, `()` for none, `SKIPPED`, or None for not opened."""
    desk = AnnotationDesk(project, name, kind=kind)
    desk.resume()
    for place, claims in enumerate(said):
        if claims is None:
            continue
        desk.go_to(place)
        if claims == SKIPPED:
            desk.skip()
        elif not claims:
            desk.no_claim()
        for claim in claims if not isinstance(claims, str) else ():
            quotes = (claim[0],) if isinstance(claim[0], str) else claim[0]
            speaker = claim[1]
            if speaker != "author":
                speaker = enter_speaker(project.store, speaker, "person", name)
            desk.add_claim(claim[2], [_place(desk, quote) for quote in quotes], speaker)
        desk.finish()


def _place(desk: AnnotationDesk, quote: str) -> Span:
    start = desk.passage.document.text.index(quote, desk.sentence.start)
    return Span(start=start, end=start + len(quote))


def unordered(project: Project) -> Project:
    """The same project under a codebook whose stances stand in no order."""
    return _with_stance(project, ordered=False)


def without(project: Project, stance: str) -> Project:
    """The same project under a codebook that has a stance no longer."""
    return _with_stance(
        project, values=tuple(value for value in project.codebook.stance.values if value.value != stance)
    )


def _with_stance(project: Project, **changes: object) -> Project:
    stance = project.codebook.stance.model_copy(update=changes)
    return replace(project, codebook=project.codebook.model_copy(update={"stance": stance}))
