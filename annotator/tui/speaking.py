"""The names of speakers, as the screen shows them."""

from __future__ import annotations

from collections.abc import Callable

from annotator.errors import StoreError
from annotator.records.labels import AUTHOR, Claim
from annotator.records.speakers import AUTHOR_SPEAKER, Speaker, resolve
from annotator.store.connection import Store
from annotator.store.speakers import registry
from annotator.tui.display import shown


class SpeakerNames:
    """Names by id, read from the registry once and again when an id is new.

    Args:
        store: The project's store.
        called: What may be shown of a name, by name and id; the name itself where None.
    """

    def __init__(self, store: Store, called: Callable[[str, str], str] | None = None) -> None:
        self._store = store
        self._called = called or (lambda name, _: name)
        self._known: dict[str, Speaker] = {}

    def call(self, called: Callable[[str, str], str]) -> None:
        """Show names otherwise from now on.

        Args:
            called: What may be shown of a name, by name and id.
        """
        self._called = called

    def of(self, speaker: str) -> str:
        """The name of a speaker, safe to show; of a merged one the name of the one it is merged into."""
        if speaker == AUTHOR:
            return AUTHOR_SPEAKER.name
        if speaker not in self._known:
            try:
                self.forget()
            except StoreError:
                # What is on the screen stays readable; the next change tells what is wrong with the file.
                return speaker
        stands = resolve(speaker, self._known)
        return shown(self._called(self._known[stands].name, stands) if stands else speaker)

    def of_claim(self, claim: Claim) -> str:
        """Who makes a claim, and who passes it on: `Sergey Lavrov via RIA`."""
        return self.of(claim.speaker) + (f" via {self.of(claim.via)}" if claim.via else "")

    def forget(self) -> None:
        """Read the registry again."""
        self._known = registry(self._store)
