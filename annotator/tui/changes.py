"""What one change did to a label, in a few words for the status bar: `claim 2: stance pro-Moscow`."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.codebook.model import Codebook
from annotator.records.labels import Claim, Label
from annotator.tui.display import shown
from annotator.tui.speaking import SpeakerNames
from annotator.tui.stances import Looks

CONFIDENCE = {1: "guess", 2: "likely", 3: "sure"}
"""Words for the confidence of a claim."""


class Wording:
    """Puts the difference between two labels in words."""

    def __init__(self, codebook: Codebook, looks: Looks, names: SpeakerNames) -> None:
        self._codebook = codebook
        self._looks = looks
        self._names = names

    def change(self, before: Label, after: Label, *, finished: bool = False) -> str:
        """What made `after` of `before`; `finished` where the change also finished the sentence."""
        said = [*self._claims(before, after), *_sentence(before, after)]
        if not said:
            return "finished" if finished else "changed"
        return ", ".join(said)

    def _claims(self, before: Label, after: Label) -> Iterator[str]:
        if after.verdict in ("no-claim", "skipped"):
            return
        for number, claim in enumerate(before.claims, start=1):
            if after.claim(claim.id) is None:
                yield f"claim {number} deleted"
        for number, claim in enumerate(after.claims, start=1):
            old = before.claim(claim.id)
            if old is None:
                yield f"claim {number}: {self._looks.of(claim.stance).word}, {self._names.of_claim(claim)}"
            elif old != claim:
                yield f"claim {number}: {', '.join(self._fields(old, claim))}"

    def _fields(self, old: Claim, new: Claim) -> Iterator[str]:
        if old.stance != new.stance:
            yield self._looks.of(new.stance).word
        if old.speaker != new.speaker:
            yield self._names.of(new.speaker)
        if old.via != new.via:
            yield f"via {self._names.of(new.via)}" if new.via else "passed on by nobody"
        if old.spans != new.spans:
            yield "words" if len(new.spans) == 1 else f"{len(new.spans)} fragments"
        if old.mention != new.mention and old.speaker == new.speaker:
            yield "mention marked" if new.mention else "mention taken away"
        if old.confidence != new.confidence:
            yield CONFIDENCE[new.confidence] if new.confidence else "confidence not said"
        if old.continues != new.continues:
            yield "continues an earlier claim" if new.continues else "continues nothing"
        for name in sorted({*old.attributes, *new.attributes}):
            if old.attributes.get(name) != new.attributes.get(name):
                yield self._attribute(name, new.attributes.get(name))

    def _attribute(self, name: str, value: str | None) -> str:
        attribute = self._codebook.attributes.get(name)
        question = shown(attribute.label if attribute and attribute.label else name)
        return f"{question}: {shown(value) if value else 'no answer'}"


def _sentence(before: Label, after: Label) -> Iterator[str]:
    if before.verdict != after.verdict and after.verdict != "claims":
        yield {"no-claim": "no claim", "skipped": "skipped"}.get(after.verdict or "", "undecided")
    if before.flag != after.flag:
        yield "flagged" if after.flag else "flag taken away"
    if before.note != after.note:
        yield "note saved" if after.note else "note deleted"
