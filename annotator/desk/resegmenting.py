"""An annotator's own boundaries: a sentence cut in two, joined with its neighbour, or told to be something else.

A change is on disk on return, with the labels that went on to other sentences. It is the annotator's alone, and undo
takes it back like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from annotator.codebook.fit import check_label
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.carrying import Said, cut_label, join_labels
from annotator.desk.holding import all_or_nothing, refuse_other_boundaries
from annotator.desk.passage import Passage
from annotator.errors import LabelError
from annotator.records.documents import Role, Segment
from annotator.records.revisions import Revision
from annotator.records.segment_changes import SegmentChange
from annotator.records.spans import Span
from annotator.store.revisions import current
from annotator.store.segment_changes import carry, change_segments


def cut(desk: AnnotationDesk, at: int) -> SegmentChange:
    """Cut the sentence at hand in two; the annotator is then at the first piece.

    Args:
        desk: The annotator's desk.
        at: First code point of the second piece; blanks before it belong to neither.

    Raises:
        LabelError: The place is not inside the sentence, or a claim runs over it. Nothing is changed.
    """
    with _open_for_change(desk) as passage:
        sentence = desk.sentence
        first, second = _pieces(passage.document.text, sentence, at)
        revision = passage.revisions.get(sentence.key)
        halves = cut_label(_said(revision), first, second)
        change = _change(desk, op="split", start=sentence.start, end=sentence.end, until=first.end, at=second.start)
        for half, key in zip(halves, change.made_keys, strict=True):
            _carry(desk, key, half, [revision])
        desk.reopen(sentence.start)
    return change


def _pieces(text: str, sentence: Segment, at: int) -> tuple[Span, Span]:
    """The two pieces, blanks trimmed off."""
    before, after = text[sentence.start : max(at, sentence.start)], text[max(at, sentence.start) : sentence.end]
    if not before.strip() or not after.strip() or at > sentence.end:
        raise LabelError(
            "a sentence is cut between two of its words", "go to the word with which the second sentence begins"
        )
    begin = sentence.end - len(after.lstrip())
    return Span(start=sentence.start, end=sentence.start + len(before.rstrip())), Span(start=begin, end=sentence.end)


def neighbour(desk: AnnotationDesk, step: int = 1) -> Segment | None:
    """The segment behind the sentence at hand, or before it where `step` is negative, whatever its role."""
    segments = desk.passage.segments
    place = segments.index(desk.sentence) + step
    return segments[place] if 0 <= place < len(segments) else None


def join(desk: AnnotationDesk, step: int = 1) -> SegmentChange:
    """Join the sentence at hand with the segment behind it, or before it where `step` is negative, whatever its role.

    Raises:
        LabelError: There is none, or the two labels do not fit together. Nothing is changed.
    """
    with _open_for_change(desk) as passage:
        other = neighbour(desk, step)
        if other is None:
            where = "last" if step > 0 else "first"
            raise LabelError(f"this is the {where} piece of the article", "there is nothing to join it with")
        both = sorted((desk.sentence, other), key=lambda segment: segment.start)
        sentences = [segment for segment in both if segment.role in passage.roles]
        revisions = [passage.revisions.get(segment.key) for segment in sentences]
        said = join_labels([_said(each) for each in revisions], grown=len(sentences) < len(both))
        change = _change(desk, op="merge", start=both[0].start, end=both[1].end, role=desk.sentence.role)
        _carry(desk, change.made_keys[0], said, revisions)
        desk.reopen(both[0].start)
    return change


def set_role(desk: AnnotationDesk, segment: Segment, role: Role) -> SegmentChange | None:
    """Say what a segment of the article is; None where it is that already.

    The annotator goes to a segment that has become a sentence, and from one that is no sentence any more to the next.

    Raises:
        LabelError: The segment is cut differently by now, or no sentence would be left. Nothing is changed.
    """
    with _open_for_change(desk) as passage:
        if segment not in passage.segments:
            raise LabelError("this piece of the text was changed in the meantime", "choose it again")
        if segment.role == role:
            return None
        here = desk.sentence
        if segment != here:
            # Moving away finishes a sentence, if it says something that the codebook allows.
            with suppress(LabelError):
                desk.finish()
        change = _change(desk, op="role", start=segment.start, end=segment.end, role=role)
        desk.reopen(segment.start if role in passage.roles or segment == here else here.start)
    return change


@contextmanager
def _open_for_change(desk: AnnotationDesk) -> Iterator[Passage]:
    """The article as it is on disk, and nobody else writes until boundaries are changed and it is open anew."""
    with all_or_nothing(desk) as passage:
        refuse_other_boundaries(desk)
        passage.revisions = current(desk.project.store, desk.annotator, passage.document.id)
        yield passage


def _change(desk: AnnotationDesk, **fields: object) -> SegmentChange:
    return change_segments(desk.project.store, desk.annotator, desk.passage.document.id, **fields)


def _said(revision: Revision | None) -> Said:
    return Said(revision.body, revision.done) if revision else Said()


def _carry(desk: AnnotationDesk, key: str, said: Said, sources: Sequence[Revision | None]) -> None:
    """Let a label go on, under the codebook's version of all that it is made of, or under this one if it fits it."""
    known = sorted((each for each in sources if each is not None), key=lambda revision: revision.id)
    telling = [each for each in known if not each.body.is_empty]
    versions = {each.codebook_version for each in telling}
    if len(versions) > 1:
        check_label(said.label, desk.codebook)
    version = versions.pop() if len(versions) == 1 else desk.codebook.version
    source = next(reversed(telling or known), None)
    carry(
        desk.project.store,
        desk.annotator,
        key,
        said.label,
        done=said.done,
        version=version,
        source=source,
    )
