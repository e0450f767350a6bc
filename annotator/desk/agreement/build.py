"""Makes the agreement report of a project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.desk.agreement.chain import funnel, waterfall
from annotator.desk.agreement.cuts import cuts_of, outlets_of
from annotator.desk.agreement.disputes import disputes_of
from annotator.desk.agreement.figures import BOTH, SPAN_STEPS, gamma_of, spans_of, tuples_of
from annotator.desk.agreement.intra import second_looks
from annotator.desk.agreement.layers import LAYERS, layer_report
from annotator.desk.agreement.material import Material, gather
from annotator.desk.agreement.model import AgreementReport, Figure, GammaNote, Sampling
from annotator.desk.agreement.names import names_of
from annotator.desk.agreement.people import people_of
from annotator.desk.agreement.quality import quality_of
from annotator.desk.agreement.suggested import suggestion_log
from annotator.desk.project import Project
from annotator.store.documents import outlets
from annotator.store.ratings import adjudicated_sentences

STEPS = len(LAYERS) + 4 + SPAN_STEPS
"""Number of times that `project_agreement` calls `on_step`."""


@dataclass
class _Progress:
    """The parts of the report that are done."""

    on_step: Callable[[int], None] | None
    done: int = 0

    def step(self) -> None:
        """One more."""
        self.done += 1
        if self.on_step:
            self.on_step(self.done)


def project_agreement(
    project: Project,
    annotators: Sequence[str] = (),
    sampling: Sampling | None = None,
    on_step: Callable[[int], None] | None = None,
) -> AgreementReport:
    """The agreement report of a project's finished labels.

    Args:
        project: The open project.
        annotators: Whose labels count; where empty, everyone's but the adjudicator's.
        sampling: How intervals are made.
        on_step: Called with the number of parts of the report that are done, of `STEPS`; what it raises ends the work.

    Raises:
        UsageError: An annotator is named who has finished nothing.
    """
    sampling = sampling or Sampling()
    progress = _Progress(on_step)
    step = progress.step
    material = gather(project.store, project.roles, annotators)
    step()
    names = names_of(project.store, material)
    layers = []
    for layer in LAYERS:
        layers.append(names.of_layer(layer_report(material, project.codebook, layer, sampling)))
        step()
    spans, noted = _spans(project, material, sampling, progress)
    tuples = tuples_of(material, project.codebook, sampling)
    step()
    log = suggestion_log(project.store)
    given = {"suggestions": log.parts(material), "outlet": outlets_of(material, outlets(project.store))}
    cuts = log.with_effects(cuts_of(material, project.codebook, sampling, given), material)
    step()
    disputes = disputes_of(project, material)
    step()
    return AgreementReport(
        project=project.name,
        codebook=f"{project.codebook.name} {project.codebook.version}",
        codebook_versions=tuple(sorted({label.codebook_version for label in material.labels})),
        as_of=max((label.saved_at for label in material.labels), default=""),
        sampling=sampling,
        people=people_of(project, layers, material.annotators, quality_of(material, project.codebook, sampling.seed)),
        documents=len(material.documents),
        funnel=funnel(material),
        waterfall=waterfall(material),
        layers=tuple(layers),
        spans=spans,
        tuples=tuples,
        cuts=names.of_cuts(cuts),
        disputes=disputes,
        adjudicated=adjudicated_sentences(project.store, project.roles),
        boundaries=material.boundaries,
        second_looks=second_looks(project, material.annotators, material, sampling),
        gamma=noted,
        titles=names.titles,
    )


def _spans(
    project: Project, material: Material, sampling: Sampling, progress: _Progress
) -> tuple[tuple[Figure, ...], GammaNote | None]:
    """The figures of words, with gamma among those over all sentences, and how gamma was computed."""
    until = progress.done + SPAN_STEPS

    def pulse() -> None:
        # The last of the steps that these may take is taken when they are measured.
        if progress.done + 1 < until:
            progress.step()

    spans = spans_of(project.store, material, sampling, pulse)
    gamma, noted = gamma_of(material, sampling)
    place = next((index for index, figure in enumerate(spans) if figure.name.startswith(BOTH)), len(spans))
    while progress.done < until:
        progress.step()
    return (*spans[:place], *gamma, *spans[place:]), noted
