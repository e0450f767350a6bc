"""Starts the annotation screen; the command line calls it, and nothing loads Textual before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.desk.project import Project

_FRAMES_A_SECOND = 250
"""At Textual's 60 whatever a key changes after its first frame waits for 17 ms; nothing of ours is animated."""


def run(project: Project, annotator: str, document: str | None = None) -> None:
    """Annotate until the annotator leaves.

    Args:
        project: The open project; the caller closes it.
        annotator: The name to label under.
        document: The article to open; the one where the annotator stopped without it.

    Raises:
        AnnotatorError: The name cannot be used, or there is no such article.
    """
    os.environ.setdefault("TEXTUAL_FPS", str(_FRAMES_A_SECOND))
    from annotator.tui.app import AnnotatorApp  # takes 300 ms

    AnnotatorApp(project, annotator, document).run()
