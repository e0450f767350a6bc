"""Keeps a desk and the disk in step: a change is saved as a whole, and what could not be saved does not look saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator.errors import LabelError
from annotator.store.views import own_changes

if TYPE_CHECKING:
    from annotator.desk.annotation import AnnotationDesk
    from annotator.desk.passage import Passage


class CutElsewhereError(LabelError):
    """Another window of the same annotator has changed the boundaries; the article is open anew."""


@contextmanager
def all_or_nothing(desk: AnnotationDesk) -> Iterator[Passage]:
    """Nobody else writes until what is done inside is on disk; where it fails the desk is as it was before."""
    passage, index, claim_id = desk.passage, desk.index, desk.claim_id
    held = dict(passage.revisions)
    try:
        with desk.project.store.write():
            yield passage
    except CutElsewhereError:
        raise
    except BaseException:
        desk.passage, desk.index, desk.claim_id, passage.revisions = passage, index, claim_id, held
        raise


def refuse_other_boundaries(desk: AnnotationDesk) -> None:
    """Refuse to go on where another window of the same annotator has changed the boundaries of the article.

    Raises:
        CutElsewhereError: It has; the article is open anew.
    """
    passage = desk.passage
    if own_changes(desk.project.store, desk.annotator, passage.document.id) != passage.changes:
        desk.reopen(desk.sentence.start)
        raise CutElsewhereError(
            "sentences of this article were cut or joined in another window; nothing was saved",
            "look at the sentence and press the key again",
        )
