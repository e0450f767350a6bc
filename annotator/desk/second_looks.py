"""Calls sentences back to their annotator for a second look: one revision each, all of them or none."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from annotator.desk.project import Project
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import EMPTY
from annotator.records.revisions import Revision
from annotator.store.revisions import last_revision, save
from annotator.store.second_looks import SecondLook
from annotator.store.views import own_segments


def call_back(project: Project, annotator: str, segments: Sequence[str], origin: SecondLook) -> list[Revision]:
    """Let finished sentences come back to their annotator, in one transaction.

    The earlier label stays in the history, and counts until the second one is finished.

    Args:
        project: The open project.
        annotator: To whom.
        segments: Keys of sentences. Those that the annotator has not finished, or cuts otherwise by now, are passed
            over.
        origin: `recalled`: as if nothing had been said; `revealed`: with the label as it was.

    Returns:
        What was saved, in the order of the sentences given.
    """
    store, saved = project.store, []
    views: dict[str, set[str]] = {}
    with store.write():
        for segment in dict.fromkeys(segments):
            document = parse_segment_key(segment)[0]
            if document not in views:
                view = own_segments(store, annotator, document)
                views[document] = {each.key for each in view if each.role in project.roles}
            before = last_revision(store, annotator, segment)
            if before is None or not before.done or segment not in views[document]:
                continue
            recalled = origin == "recalled"
            saved.append(
                save(
                    store,
                    annotator,
                    segment,
                    EMPTY if recalled else before.body,
                    done=False,
                    origin=origin,
                    # A label that stays was made under the codebook of its time.
                    codebook_version=project.codebook.version if recalled else before.codebook_version,
                    device=platform.node(),
                )
            )
    return saved
