"""Starts the annotation screen; the command line calls it, and nothing loads Textual before."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.desk.project import Project
    from annotator.records.people import AnnotatorKind

_FRAMES_A_SECOND = 250
"""At Textual's 60 whatever a key changes after its first frame waits for 17 ms; nothing of ours is animated."""
_TURN_S = 0.0005
"""How long a thread that finds out suggestions may keep the interpreter once a key wants it; Python's own 5 ms are had
several times for one key."""


def run(project: Project, annotator: str, document: str | None = None, kind: AnnotatorKind = "person") -> None:
    """Annotate until the annotator leaves.

    Args:
        project: The open project; the caller closes it.
        annotator: The name to label under.
        document: The article to open; the one where the annotator stopped without it.
        kind: What sort of annotator it is.

    Raises:
        AnnotatorError: The name cannot be used, or there is no such article.
    """
    os.environ.setdefault("TEXTUAL_FPS", str(_FRAMES_A_SECOND))
    sys.setswitchinterval(_TURN_S)
    from annotator.tui.app import AnnotatorApp  # takes 300 ms

    AnnotatorApp(project, annotator, document, kind).run()
