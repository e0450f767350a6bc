"""Starts the annotation screen; the command line calls it, and nothing loads Textual before."""

from __future__ import annotations

from annotator.desk.project import Project


def run(project: Project, annotator: str, document: str | None = None) -> None:
    """Annotate until the annotator leaves.

    Args:
        project: The open project; the caller closes it.
        annotator: The name to label under.
        document: The article to open; the one where the annotator stopped without it.

    Raises:
        AnnotatorError: The name cannot be used, or there is no such article.
    """
    from annotator.tui.app import AnnotatorApp  # takes 300 ms

    AnnotatorApp(project, annotator, document).run()
