"""Own boundaries in words, and the pieces of an article that are not read. No screen: the desk is all it knows."""

from __future__ import annotations

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.passage import Passage
from annotator.records.documents import Role, Segment
from annotator.records.segment_changes import SegmentChange
from annotator.store.connection import Store
from annotator.store.segment_changes import get_change

ROLE_WORDS: dict[Role, str] = {
    "sentence": "sentence",
    "title": "title",
    "heading": "heading",
    "byline": "byline",
    "dateline": "dateline",
    "pullquote": "pull quote",
    "boilerplate": "page furniture",
}
"""What to call each role, the most likely one first."""


def told(change: SegmentChange) -> str:
    """What a change did."""
    if change.op == "split":
        return "sentence cut in two"
    return "joined" if change.op == "merge" else f"now {a_role(change.role or 'sentence')}"


def told_back(store: Store, change: SegmentChange) -> str:
    """The change that an undo took back or a redo brought back."""
    target = get_change(store, change.reverts or "")
    return told(target or change)


def a_role(role: Role) -> str:
    """A role with its article."""
    return ROLE_WORDS[role] if role == "boilerplate" else f"a {ROLE_WORDS[role]}"


def unread(passage: Passage, start: int, step: int) -> Segment | None:
    """The nearest piece behind a place, or before it where `step` is negative, that is not put before annotators."""
    others = [segment for segment in passage.segments if segment.role not in passage.roles]
    if step > 0:
        return next((segment for segment in others if segment.start > start), None)
    return next((segment for segment in reversed(others) if segment.start < start), None)


def piece(desk: AnnotationDesk, step: int) -> Segment | None:
    """The sentence at hand, or the nearest piece before or behind it that is not read."""
    return desk.sentence if step == 0 else unread(desk.passage, desk.sentence.start, step)
