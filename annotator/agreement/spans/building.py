"""From marks to arrays: every mark is looked at once, and what cannot be true is refused by name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from annotator.agreement.alignment.joins import merged
from annotator.agreement.categories import sorted_names
from annotator.agreement.patterns import Ints
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.errors import InputError

Tokens = Mapping[str, Sequence[tuple[int, int]]]


def document_passages(
    marks: Sequence[Mark],
    readers: Iterable[tuple[str, str]],
    lengths: Mapping[str, int],
    starts: Mapping[str, int],
) -> tuple[list[Passage], bool]:
    """One passage per document, and whether all their lengths were given."""
    who: dict[str, set[str]] = {}
    ends: dict[str, int] = {}
    for document, annotator in readers:
        who.setdefault(document, set()).add(annotator)
    for mark in marks:
        who.setdefault(mark.document, set()).add(mark.annotator)
        ends[mark.document] = max(ends.get(mark.document, 0), *(end for _, end in mark.spans), 0)
    passages = []
    for document, names in who.items():
        start = starts.get(document, 0)
        end = start + lengths[document] if document in lengths else max(ends.get(document, start), start)
        passages.append(Passage(document, start, end, tuple(sorted_names(names))))
    return passages, all(document in lengths for document in who)


def build(
    marks: Iterable[Mark], passages: Iterable[Passage], labels: Sequence[str] | None, tokens: Tokens | None
) -> Spans:
    """Lay out marks and passages as arrays; see `Spans.of_passages`."""
    listed, read = list(marks), sorted(passages, key=lambda each: each[:3])
    documents = sorted_names({passage.document for passage in read})
    annotators = sorted_names({name for passage in read for name in passage.readers})
    used = {mark.label for mark in listed if mark.label is not None}
    names = sorted_names(used) if labels is None else list(labels)
    document_at = {name: place for place, name in enumerate(documents)}
    annotator_at = {name: place for place, name in enumerate(annotators)}
    label_at: dict[str | None, int] = {name: place for place, name in enumerate(names)}
    label_at[None] = -1
    read.sort(key=lambda each: (document_at[each.document], each.start))
    _check_passages(read)
    place = _places(listed, read, label_at)
    reading = np.array(
        sorted((index, annotator_at[name]) for index, each in enumerate(read) for name in set(each.readers)),
        dtype=np.int64,
    ).reshape(-1, 2)
    pieces = np.array(
        [(index, start, end) for index, mark in enumerate(listed) for start, end in mark.spans], dtype=np.int64
    ).reshape(-1, 3)
    whole = Spans(
        documents=tuple(documents),
        annotators=tuple(annotators),
        labels=tuple(names),
        passage_document=_ints([document_at[each.document] for each in read]),
        passage_start=_ints([each.start for each in read]),
        passage_end=_ints([each.end for each in read]),
        reader_passage=reading[:, 0],
        reader_annotator=reading[:, 1],
        passage=_ints(place),
        annotator=_ints([annotator_at[mark.annotator] for mark in listed]),
        label=_ints([label_at[mark.label] for mark in listed]),
        source=np.arange(len(listed), dtype=np.int64),
        piece_unit=pieces[:, 0],
        piece_start=pieces[:, 1],
        piece_end=pieces[:, 2],
    )
    return _sorted(whole if tokens is None else _with_tokens(whole, tokens))


def _check_passages(read: Sequence[Passage]) -> None:
    for passage in read:
        if not 0 <= passage.start <= passage.end:
            raise InputError(
                f"document {passage.document!r}: a passage from {passage.start} to {passage.end} is impossible",
                "A passage ends where it starts or later.",
            )
    for before, after in pairwise(read):
        if before.document == after.document and after.start < max(before.end, before.start + 1):
            raise InputError(
                f"document {after.document!r}: the passages {before.start}-{before.end} and {after.start}-{after.end}"
                " overlap",
                "Cut the document into passages that do not.",
            )


def _places(marks: Sequence[Mark], read: Sequence[Passage], label_at: Mapping[str | None, int]) -> list[int]:
    """The passage of each mark, after all checks."""
    of_document: dict[str, list[int]] = {}
    for index, passage in enumerate(read):
        of_document.setdefault(passage.document, []).append(index)
    starts = {name: [read[index].start for index in held] for name, held in of_document.items()}
    readers = [frozenset(passage.readers) for passage in read]
    places = []
    for mark in marks:
        who = f"document {mark.document!r}, annotator {mark.annotator!r}: "
        if not mark.spans or any(start >= end for start, end in mark.spans):
            raise InputError(f"{who}the span {_shown(mark)} is empty", "A span ends after it starts.")
        start, end = min(start for start, _ in mark.spans), max(end for _, end in mark.spans)
        index = bisect_right(starts.get(mark.document, []), start) - 1
        place = of_document[mark.document][index] if index >= 0 else -1
        if place < 0 or end > read[place].end:
            limit = f" (it ends at {read[place].end})" if place >= 0 and len(starts[mark.document]) == 1 else ""
            raise InputError(
                f"{who}the span {_shown(mark)} lies in no single passage of the document{limit}",
                "A span lies within one sentence, and within its document.",
            )
        if mark.annotator not in readers[place]:
            raise InputError(
                f"{who}marks {_shown(mark)} but is no reader of that passage", "Name all who read a passage."
            )
        if mark.label not in label_at:
            raise InputError(f"{who}the label {mark.label!r} is not declared", "Declare all labels, or none.")
        places.append(place)
    return places


def _shown(mark: Mark) -> str:
    return ", ".join(f"{start}-{end}" for start, end in mark.spans) or "of no places"


def _with_tokens(whole: Spans, tokens: Tokens) -> Spans:
    rows = []
    for index, name in enumerate(whole.documents):
        before = 0
        for start, end in tokens.get(name, ()):
            if start < before or end <= start:
                raise InputError(
                    f"document {name!r}: token {start}-{end} is empty or out of order", "List tokens in their order."
                )
            rows.append((index, start, end))
            before = end
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return replace(whole, token_document=table[:, 0], token_start=table[:, 1], token_end=table[:, 2])


def _sorted(whole: Spans) -> Spans:
    """The same with disjoint pieces, and units in the order of their content."""
    unit, start, end = merged(whole.piece_unit, whole.piece_start, whole.piece_end)
    tidy = replace(whole, piece_unit=unit, piece_start=start, piece_end=end)
    order = tidy.units().canonical()
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    pieces = np.lexsort((start, rank[unit]))
    return replace(
        whole,
        passage=whole.passage[order],
        annotator=whole.annotator[order],
        label=whole.label[order],
        source=whole.source[order],
        piece_unit=rank[unit][pieces],
        piece_start=start[pieces],
        piece_end=end[pieces],
    )


def _ints(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)
