"""Starts the registry on the screen; the command line calls it, and nothing loads Textual before."""

from __future__ import annotations

from annotator.desk.project import Project


def run_registry(project: Project, author: str) -> None:
    """Show the speakers and what may be merged until the lead leaves.

    Args:
        project: The open project; the caller closes it.
        author: The name under which changes are kept.
    """
    from annotator.tui.registry.app import RegistryApp  # takes 300 ms

    RegistryApp(project, author).run()
