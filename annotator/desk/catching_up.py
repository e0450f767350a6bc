"""Takes in what was saved of the open article by others: another window of the annotator's, or a lead who retests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.store.elsewhere import commits_elsewhere, current_ids
from annotator.store.revisions import last_revision

if TYPE_CHECKING:
    from annotator.desk.reading import ReadingDesk


class CatchingUp:
    """Keeps an open article in step with the disk.

    Args:
        desk: The annotator's desk.
    """

    def __init__(self, desk: ReadingDesk) -> None:
        self._desk = desk
        self._known = 0
        self.times = 0
        """How often labels were changed elsewhere; whoever keeps what follows from labels looks whether it grew."""

    def look(self) -> bool:
        """Take in what others have saved of the open article; whether there was anything.

        Boundaries that were changed elsewhere are found out by the next change that is saved.

        Raises:
            StoreError: The file cannot be read.
        """
        desk, store = self._desk, self._desk.project.store
        commits = commits_elsewhere(store)
        if commits == self._known:
            return False
        self._known = commits
        passage = desk.passage
        held = {key: revision.id for key, revision in passage.revisions.items()}
        found = current_ids(store, desk.annotator, passage.document.id)
        changed = [key for key, revision in found.items() if held.get(key) != revision]
        for key in changed:
            revision = last_revision(store, desk.annotator, key)
            if revision is not None:
                passage.revisions[key] = revision
        if not changed:
            return False
        self.times += 1
        if desk.sentence.key in changed and desk.claim is None:
            claims = desk.label.claims
            desk.claim_id = claims[0].id if claims else None
        return True
