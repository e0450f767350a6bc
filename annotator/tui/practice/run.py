"""Starts the practice; the command line calls it, and nothing loads Textual before."""

from __future__ import annotations

from annotator.desk.practice import Practice
from annotator.desk.project import Project


def run_practice(project: Project) -> Practice:
    """Practise until the newcomer leaves; how it went.

    Args:
        project: A project that `practice_project` made; the caller closes it.
    """
    from annotator.tui.practice.app import PracticeApp  # takes 300 ms

    app = PracticeApp(project)
    app.run()
    return app.practice
