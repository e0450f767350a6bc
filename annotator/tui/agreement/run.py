"""Starts the agreement report on the screen; the command line calls it, and nothing loads Textual before."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.agreement.model import Sampling
from annotator.desk.project import Project
from annotator.errors import UsageError
from annotator.store.people import annotators as known_annotators


def run_agreement(project: Project, annotators: Sequence[str], sampling: Sampling) -> None:
    """Show the agreement report of a project until the reader leaves.

    Args:
        project: The open project; the caller closes it.
        annotators: Whose labels count; everyone's but the adjudicator's where empty.
        sampling: How intervals are made.

    Raises:
        UsageError: The project knows nobody of such a name, or its settings name a key that cannot work.
    """
    known = [each.name for each in known_annotators(project.store)]
    for name in annotators:
        if name not in known:
            raise UsageError(f"the project has no annotator {name!r}", f"it knows: {', '.join(known) or 'nobody yet'}")
    from annotator.tui.agreement.app import AgreementApp  # takes 300 ms

    AgreementApp(project, annotators, sampling).run()
