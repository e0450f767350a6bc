"""Makes the agreement report of a project."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.desk.agreement.chain import funnel, waterfall
from annotator.desk.agreement.cuts import cuts_of
from annotator.desk.agreement.disputes import disputes_of
from annotator.desk.agreement.figures import spans_of, tuples_of
from annotator.desk.agreement.layers import LAYERS, layer_report
from annotator.desk.agreement.material import gather
from annotator.desk.agreement.model import AgreementReport, Sampling
from annotator.desk.agreement.people import people_of
from annotator.desk.agreement.quality import quality_of
from annotator.desk.agreement.suggested import suggestion_log
from annotator.desk.project import Project
from annotator.store.ratings import adjudicated_sentences

STEPS = len(LAYERS) + 5
"""Number of times that `project_agreement` calls `on_step`."""


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
        on_step: Called with the number of parts of the report that are done.

    Raises:
        UsageError: An annotator is named who has finished nothing.
    """
    sampling = sampling or Sampling()
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if on_step:
            on_step(done)

    material = gather(project.store, project.roles, annotators)
    step()
    layers = []
    for layer in LAYERS:
        layers.append(layer_report(material, project.codebook, layer, sampling))
        step()
    spans = spans_of(project.store, material, sampling)
    step()
    tuples = tuples_of(material, project.codebook, sampling)
    step()
    log = suggestion_log(project.store)
    cuts = log.with_effects(cuts_of(material, project.codebook, sampling, log.parts(material)), material)
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
        cuts=cuts,
        disputes=disputes,
        adjudicated=adjudicated_sentences(project.store, project.roles),
        boundaries=material.boundaries,
    )
