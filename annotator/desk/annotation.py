"""The annotator's desk: reading sentence by sentence, marking claims, taking back. A change is on disk on return.

A label is unfinished while the annotator is at the sentence; moving away finishes it if it has a verdict.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import MappingProxyType

from annotator.codebook.fit import check_label
from annotator.desk.holding import all_or_nothing, refuse_other_boundaries
from annotator.desk.origins import origin_after
from annotator.desk.project import Project
from annotator.desk.reading import ReadingDesk
from annotator.desk.remembering import SpeakerMemory
from annotator.desk.shaping import changed, possible, refuse_mentions_behind
from annotator.errors import LabelError
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import AUTHOR, EMPTY, Claim, Label, Verdict
from annotator.records.people import AnnotatorKind
from annotator.records.revisions import Origin, Revision
from annotator.records.segment_changes import SegmentChange
from annotator.records.spans import Span
from annotator.store.connection import Store
from annotator.store.origins import standing_origin
from annotator.store.revisions import last_revision, save
from annotator.store.undo import can_undo, redo, undo

_Moved = Revision | SegmentChange | None


class AnnotationDesk(ReadingDesk):
    """One annotator at work in one project.

    Args:
        project: The open project.
        annotator: The name to label under; entered if new.
        kind: What sort of annotator it is.
        clock: Seconds that only ever grow; injected in tests.

    Raises:
        InputError: The name cannot be used.
    """

    def __init__(
        self,
        project: Project,
        annotator: str,
        *,
        kind: AnnotatorKind = "person",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(project, annotator, kind=kind, clock=clock)
        self.on_first: Callable[[Revision], object] = lambda _: None
        """Called in the transaction of the first revision that the annotator saves of a sentence."""
        self.memory = SpeakerMemory(project.store, self.annotator)
        """Whom the annotator has chosen so far, for the picker."""
        self._device = platform.node()

    # Marking ----------------------------------------------------------------------------------------------------------

    def no_claim(self) -> Revision | None:
        """The sentence makes no claim: it is finished; None where that is what is saved of it."""
        return self._decide("no-claim")

    def skip(self) -> Revision | None:
        """The sentence cannot be judged: it counts as missing; None where that is what is saved of it."""
        return self._decide("skipped")

    def add_claim(
        self,
        stance: str,
        spans: Sequence[Span] = (),
        speaker: str = AUTHOR,
        origin: Origin | None = None,
        *,
        via: str | None = None,
        mention: Span | None = None,
        attributes: Mapping[str, str] = MappingProxyType({}),
        done: bool = False,
    ) -> Revision:
        """Mark a claim; the whole sentence where no span is given. With `done` this finishes the sentence, too.

        The origin is `suggested` where a suggestion was taken as it is; see `origins.origin_after`.

        Raises:
            LabelError: The stance is not in the codebook, or a span lies outside the sentence.
        """
        said = {"spans": tuple(spans) or (self.sentence.span,), "speaker": speaker, "via": via, "stance": stance}
        more = {"mention": mention, "attributes": dict(attributes)}
        claim = possible(Claim, {"id": self.project.store.ids.new(), **said, **more})
        with self._fresh() as before:
            label = changed(before, verdict="claims", claims=(*before.claims, claim))
            revision = self._save(label, done=done, origin=origin)
        self.claim_id = claim.id
        return revision

    def change_claim(self, claim_id: str, **changes: object) -> Revision:
        """Change fields of a claim: stance, speaker, via, mention, spans, confidence, continues, attributes.

        Raises:
            LabelError: There is no such claim, or the new value is not possible.
        """
        with self._fresh() as before:
            claim = self._claim(claim_id)
            if "continues" in changes and changes["continues"] not in (None, *self.continuable(claim_id)):
                raise LabelError(
                    f"claim {claim_id} cannot continue {changes['continues']!r}", "choose an earlier claim"
                )
            altered = possible(Claim, {**claim.model_dump(), **changes})
            claims = tuple(altered if each.id == claim_id else each for each in before.claims)
            revision = self._save(changed(before, claims=claims))
        self.claim_id = altered.id
        return revision

    def set_attribute(self, claim_id: str, name: str, value: str | None) -> Revision:
        """Answer a further question of the codebook for a claim; None takes the answer away."""
        with self._fresh():
            attributes = {key: old for key, old in self._claim(claim_id).attributes.items() if key != name}
            if value is not None:
                attributes[name] = value
            return self.change_claim(claim_id, attributes=attributes)

    def add_fragment(self, claim_id: str, span: Span) -> Revision:
        """Add a stretch to a claim that is broken by words of the narrator."""
        with self._fresh():
            return self.change_claim(claim_id, spans=(*self._claim(claim_id).spans, span))

    def delete_claim(self, claim_id: str) -> Revision:
        """Take a claim away; without a claim left the sentence is undecided again."""
        with self._fresh() as before:
            self._claim(claim_id)
            claims = tuple(claim for claim in before.claims if claim.id != claim_id)
            revision = self._save(changed(before, verdict="claims" if claims else None, claims=claims))
        self.claim_id = claims[-1].id if claims else None
        return revision

    def set_note(self, note: str) -> Revision:
        """Leave a remark for the lead; an empty one takes it away."""
        with self._fresh() as before:
            return self._save(changed(before, note=note.strip()), done=self._is_done)

    def toggle_flag(self) -> Revision:
        """Mark the sentence to be come back to, or take the mark away."""
        with self._fresh() as before:
            return self._save(changed(before, flag=not before.flag), done=self._is_done)

    def restate(self, make: Callable[[Label], Label | None], origin: Origin | None = None) -> Revision | None:
        """Save what `make` makes of the label as it is on disk, unfinished; None where it makes nothing of it.

        All of it is checked, as for a label that is finished.

        Raises:
            LabelError: The codebook does not allow it, or `make` refuses.
        """
        with self._fresh() as before:
            label = make(before)
            if label is None:
                return None
            check_label(label, self.codebook)
            revision = self._save(label, origin=origin)
        self.claim_id = label.claims[0].id if label.claims else None
        return revision

    def finish(self) -> Revision | None:
        """Finish the sentence; None where there is nothing to finish or nothing new to say."""
        if self.label.verdict is None or self._is_done:
            return None
        with self._fresh() as before:
            if before.verdict is None or self._is_done:
                return None
            return self._save(before, done=True)

    def continuable(self, claim_id: str) -> list[str]:
        """Ids of the claims that a claim can carry on: those before it in this document, nearest first."""
        return self.passage.claims_before(self.index, claim_id)

    # Taking back ------------------------------------------------------------------------------------------------------

    def undo(self) -> Revision | SegmentChange | None:
        """Take back the last change, and go to its sentence; None where there is nothing to take back."""
        return self._travel(undo)

    def redo(self) -> Revision | SegmentChange | None:
        """Bring back what was taken back last, and go to its sentence; None where there is nothing."""
        return self._travel(redo)

    @property
    def can_undo(self) -> tuple[bool, bool]:
        """Whether there is something to undo, and something to redo."""
        return can_undo(self.project.store, self.annotator)

    # Inside -----------------------------------------------------------------------------------------------------------

    @property
    def _is_done(self) -> bool:
        return self.passage.is_done(self.sentence.key)

    def _claim(self, claim_id: str) -> Claim:
        claim = self.label.claim(claim_id)
        if claim is None:
            raise LabelError(f"this sentence has no claim {claim_id!r}", "choose one of its claims first")
        return claim

    def _decide(self, verdict: Verdict) -> Revision | None:
        with self._fresh() as before:
            label = changed(before, verdict=verdict, claims=())
            revision = None if self._stands(label) else self._save(label, done=True)
        self.claim_id = None
        return revision

    def _stands(self, label: Label) -> bool:
        """Whether the last revision finished the sentence with this label, under this codebook and in the same way."""
        last = self.passage.revisions.get(self.sentence.key)
        return (
            last is not None
            and last.done
            and last.body == label
            and last.codebook_version == self.codebook.version
            and last.origin == self._origin(last, label, None)
        )

    def reread(self) -> None:
        """Take in what the same annotator has saved of this sentence in another window."""
        key = self.sentence.key
        revision = last_revision(self.project.store, self.annotator, key, self.passage.revisions.get(key))
        if revision is not None:
            self.passage.revisions[key] = revision

    @contextmanager
    def _fresh(self) -> Iterator[Label]:
        """The label as it is on disk, and nobody else writes until the change to it is saved.

        Without this the same annotator at work in two windows would save over what the other one has marked.
        """
        with all_or_nothing(self):
            refuse_other_boundaries(self)
            self.reread()
            yield self.label

    def _save(self, label: Label, *, done: bool = False, origin: Origin | None = None) -> Revision:
        before = self.passage.revisions.get(self.sentence.key)
        check_label(label, self.codebook, before=EMPTY if done or before is None else before.body)
        refuse_mentions_behind(label, len(self.passage.document.text))
        revision = save(
            self.project.store,
            self.annotator,
            self.sentence.key,
            label,
            done=done,
            origin=self._origin(before, label, origin),
            codebook_version=self.codebook.version,
            seconds=self.watch.seconds(),
            device=self._device,
        )
        if before is None:
            self.on_first(revision)
        self.watch.start()
        self.passage.revisions[revision.segment] = revision
        return revision

    def _origin(self, before: Revision | None, label: Label, origin: Origin | None) -> Origin:
        stands = standing_origin(self.project.store, before) if before else "typed"
        return origin_after(stands, before.body if before else EMPTY, label, origin)

    def _travel(self, move: Callable[[Store, str, str], _Moved]) -> _Moved:
        with all_or_nothing(self):
            moved = move(self.project.store, self.annotator, self._device)
            if isinstance(moved, SegmentChange):
                self.reopen(moved.start, moved.document)
            elif moved is not None:
                document, _, _ = parse_segment_key(moved.segment)
                before, held = EMPTY, self.claim_id
                if document == self.passage.document.id:
                    before = self.passage.label(moved.segment)
                    self.passage.revisions[moved.segment] = moved
                self._go(moved.segment)
                self._take_to_hand(before, held)
        return moved

    def _take_to_hand(self, before: Label, held: str | None) -> None:
        """Stand at the claim that was taken back or brought back; at the one before where none was."""
        touched = [claim.id for claim in self.label.claims if claim != before.claim(claim.id)]
        if before != EMPTY and len(touched) == 1:
            self.claim_id = touched[0]
        elif held is not None and self.label.claim(held) is not None:
            self.claim_id = held

    def _leave(self) -> None:
        if hasattr(self, "passage"):
            # A label that the codebook no longer allows stays unfinished, but nobody is held at its sentence.
            with suppress(LabelError):
                self.finish()
