"""The practice as a program: the annotation screen with a coach, in a project that is gone afterwards."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.screen import Screen

from annotator.desk.practice import NAME, Practice
from annotator.desk.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.modals.guidelines import Guidelines
from annotator.tui.modals.help import Help
from annotator.tui.practice.screen import PracticeScreen
from annotator.tui.practice.windows import NotQuite, Summary
from annotator.tui.session import Session

_READING = (Guidelines, Help, NotQuite, Summary)
"""Windows to learn from: keys that are pressed in them are not counted."""


class PracticeApp(AnnotatorApp):
    """The practice.

    Args:
        project: A project that `practice_project` made.
    """

    CSS_PATH: ClassVar = [
        *("../looks.tcss", "../screens/annotate.tcss", "../screens/empty.tcss", "../modals/modals.tcss"),
        "practice.tcss",
    ]

    def __init__(self, project: Project) -> None:
        super().__init__(project, NAME)
        self.title = "annotator – practice"
        self.practice = Practice.of(project)

    def get_default_screen(self) -> Screen[None]:
        """The annotation screen with the coach."""
        return PracticeScreen(Session(self.desk), self.practice)

    async def deliver(self, key: events.Key) -> bool:
        """Count the keys that do work."""
        if not isinstance(self.screen, _READING):
            self.practice.keys += 1
        return await super().deliver(key)
