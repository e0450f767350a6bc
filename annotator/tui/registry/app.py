"""The speaker registry as a program of its own."""

from __future__ import annotations

from typing import ClassVar

from textual.screen import Screen

from annotator.desk.project import Project
from annotator.desk.registry_desk import RegistryDesk
from annotator.tui.bind import rebind
from annotator.tui.display import shown
from annotator.tui.keymap import keymap_of
from annotator.tui.program import Program
from annotator.tui.registry.screen import RegistryScreen


class RegistryApp(Program):
    """The registry of one project.

    Args:
        project: The open project; the caller closes it.
        author: The name under which changes are kept.
    """

    CSS_PATH: ClassVar = ["../looks.tcss", "../modals/modals.tcss", "registry.tcss"]

    def __init__(self, project: Project, author: str) -> None:
        super().__init__(keymap_of(project))
        self.desk = RegistryDesk(project, author)
        self._project_name = project.name
        self.title = shown(f"{project.name} – speakers")

    def get_default_screen(self) -> Screen[None]:
        """The registry."""
        screen = RegistryScreen(self.desk, self._project_name)
        rebind(screen, self.keys_in_force)
        return screen
