"""An annotator's own boundaries: changes to the imported segmentation, and how they add up.

Changes are only ever added, take effect in the order of their ids, and are one annotator's alone. Each leaves every
character that is not blank in exactly one segment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field, model_validator

from annotator.records.base import Moment, Record
from annotator.records.documents import Role, Segment
from annotator.records.identifiers import DocumentId, RevisionId, segment_key
from annotator.records.people import AnnotatorName
from annotator.records.spans import Span

ChangeOp = Literal["role", "split", "merge", "undo", "redo"]


class SegmentChange(Record):
    """One change of an annotator to the segmentation of a document."""

    id: RevisionId
    """UUIDv7; changes take effect in the order of their ids, which they share with the annotator's revisions."""
    annotator: AnnotatorName
    """Whose segmentation it is."""
    document: DocumentId
    """The document."""
    op: ChangeOp
    """What is done: a role given, a segment split, segments merged; or one of these taken back or brought back."""
    start: int = Field(ge=0)
    """First code point of the segment, or of the first of the segments that are merged."""
    end: int = Field(ge=0)
    """The code point after the segment, or after the last of the segments that are merged."""
    until: int | None = None
    """Of a split: the code point after the first piece."""
    at: int | None = None
    """Of a split: first code point of the second piece; only blanks lie between the two."""
    role: Role | None = None
    """What the segment becomes by a role or a merge; the pieces of a split keep the role of the whole."""
    origin: Literal["typed", "imported"] = "typed"
    """How it came about; what was loaded for somebody is not taken back by undo."""
    saved_at: Moment
    """When it was saved."""
    reverts: RevisionId | None = None
    """The change that an undo takes back, or a redo brings back."""

    @model_validator(mode="after")
    def _can_take_effect(self) -> SegmentChange:
        Span(start=self.start, end=self.end)
        if (self.op in ("undo", "redo")) != (self.reverts is not None):
            raise ValueError("an undo or redo, and nothing else, names the change it reverts")
        if (self.op in ("role", "merge")) != (self.role is not None):
            raise ValueError("a role or a merge, and nothing else, says what the segment becomes")
        if self.op != "split":
            if self.until is not None or self.at is not None:
                raise ValueError("only a split says where it cuts")
        elif self.until is None or self.at is None or not self.start < self.until <= self.at < self.end:
            raise ValueError(f"a split of {self.start}-{self.end} leaves two pieces that are not empty")
        return self

    @property
    def makes(self) -> tuple[Span, ...]:
        """The extents of the segments that it makes anew."""
        if self.until is not None and self.at is not None:
            return (Span(start=self.start, end=self.until), Span(start=self.at, end=self.end))
        return (Span(start=self.start, end=self.end),) if self.op == "merge" else ()

    @property
    def made_keys(self) -> tuple[str, ...]:
        """The keys of these segments."""
        return tuple(segment_key(self.document, span.start, span.end) for span in self.makes)


def fold_segments(imported: Sequence[Segment], changes: Iterable[SegmentChange]) -> list[Segment]:
    """One annotator's segmentation of a document, in the order of the text.

    Changes apply in the order of their ids, those that were taken back left out. One that finds no segment of its
    extent, because a change made on another machine came first, has no effect; so the union of two files folds to the
    same segmentation whichever came first.

    Args:
        imported: The segments of the document as they were imported.
        changes: The annotator's changes to them, in any order.
    """
    return _folded(imported, changes)[0]


def effective_changes(imported: Sequence[Segment], changes: Iterable[SegmentChange]) -> list[SegmentChange]:
    """The changes that the fold is made of: neither taken back nor without effect; in the order of their ids."""
    return _folded(imported, changes)[1]


def _folded(imported: Sequence[Segment], changes: Iterable[SegmentChange]) -> tuple[list[Segment], list[SegmentChange]]:
    view = sorted(imported, key=_start)
    return view, [change for change in standing_changes(changes) if _apply(view, change)]


def standing_changes(changes: Iterable[SegmentChange]) -> list[SegmentChange]:
    """Roles, splits and merges in the order of their ids; of what was done, undone and redone the last word counts."""
    ordered = sorted(changes, key=lambda change: change.id)
    last_word = {change.reverts: change.op for change in ordered if change.reverts is not None}
    return [change for change in ordered if change.reverts is None and last_word.get(change.id) != "undo"]


def _apply(view: list[Segment], change: SegmentChange) -> bool:
    """Change the view, if the change finds what it is about; whether it did."""
    first = bisect_left(view, change.start, key=_start)
    last = bisect_left(view, change.end, key=lambda segment: segment.end)
    found = first <= last < len(view) and (view[first].start, view[last].end) == (change.start, change.end)
    # A merge takes two segments or more, everything else exactly one.
    if not found or (change.op == "merge") != (first < last):
        return False
    role = change.role or view[first].role
    spans = change.makes or (view[first].span,)
    view[first : last + 1] = [
        Segment(document=change.document, start=span.start, end=span.end, role=role) for span in spans
    ]
    return True


def _start(segment: Segment) -> int:
    return segment.start
