"""The work that runs beside the screen: making the report, and finding disputes. Each call opens the project anew.

A connection belongs to the thread that opened it, so nothing here takes one; no widget is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.desk.agreement.build import STEPS as REPORT_STEPS
from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.material import Material, gather
from annotator.desk.agreement.model import AgreementReport, Sampling
from annotator.desk.project import open_project
from annotator.store.documents import titles
from annotator.tui.agreement.cases import cases_of
from annotator.tui.agreement.nothing import Nothing, nothing_to_show
from annotator.tui.agreement.seeking import Findings, Sought, find_cases, speaker_names
from annotator.tui.agreement.tallies import Tallies, tally

STEPS = REPORT_STEPS + 2
"""Number of parts of the work; the last two count what pairs have in common, and set disputed claims side by side."""


@dataclass(frozen=True)
class Measured:
    """A report, and what the screens tell beside it."""

    report: AgreementReport
    material: Material
    """The labels behind it, so that disputes are looked for among the same."""
    titles: dict[str, str]
    """What to call each document, by id."""
    speakers: dict[str, str]
    """What to call each speaker, by id."""
    tallies: Tallies
    """What every two annotators have in common."""
    findings: Findings
    """The disputes of the report."""
    nothing: Nothing | None
    """Why there is nothing to compare; None where there is something."""


def measure(root: Path, annotators: Sequence[str], sampling: Sampling, on_step: Callable[[int], None]) -> Measured:
    """Make the report of a project.

    Args:
        root: The project's folder.
        annotators: Whose labels count; everyone's where empty.
        sampling: How intervals are made.
        on_step: Called with the number of parts done, of `STEPS`; what it raises ends the work.

    Raises:
        AnnotatorError: The project cannot be read, or somebody is named who has finished nothing.
    """
    with open_project(root) as project:
        report = project_agreement(project, annotators, sampling, on_step)
        material = gather(project.store, project.roles, annotators)
        named = {document: title or source for document, (title, source) in titles(project.store).items()}
        without_table = [layer.layer for layer in report.layers if not layer.confusions]
        tallies = tally(material, without_table, lambda: on_step(REPORT_STEPS))
        on_step(REPORT_STEPS + 1)
        cases = cases_of(material, report.disputes)
        return Measured(
            report=report,
            material=material,
            titles=named,
            speakers=speaker_names(project),
            tallies=tallies,
            findings=Findings(cases, found=len(cases), sentences=len(material.shared)),
            nothing=nothing_to_show(material, documents=len(named), asked=annotators),
        )


def seek(root: Path, material: Material, sought: Sought, ask: Callable[[], None]) -> Findings:
    """The sentences that a filter lets through.

    Args:
        root: The project's folder.
        material: The labels of the report.
        sought: The filter.
        ask: Called now and then; what it raises ends the work.

    Raises:
        AnnotatorError: The project cannot be read.
    """
    with open_project(root) as project:
        return find_cases(project, material, sought, ask)
