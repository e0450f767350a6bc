"""The agreement report on the screen, a program of its own with the colours and manners of the annotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.screen import Screen

from annotator.desk.agreement.model import Sampling
from annotator.desk.project import Project
from annotator.tui.agreement.screen import ReportScreen
from annotator.tui.display import shown
from annotator.tui.keymap import keymap_of
from annotator.tui.program import Program


class AgreementApp(Program):
    """The report of one project.

    Args:
        project: The open project; the caller closes it.
        annotators: Whose labels count; everyone's where empty.
        sampling: How intervals are made.

    Raises:
        UsageError: The project's settings name a key that cannot work.
    """

    CSS_PATH: ClassVar = ["../looks.tcss", "../modals/modals.tcss", "agreement.tcss"]

    def __init__(self, project: Project, annotators: Sequence[str] = (), sampling: Sampling | None = None) -> None:
        super().__init__(keymap_of(project))
        self.project = project
        self._annotators = annotators
        self._sampling = sampling or Sampling()
        self.title = shown(f"{project.name} – agreement")

    def get_default_screen(self) -> Screen[None]:
        """The report."""
        return ReportScreen(self.project, self._annotators, self._sampling)
