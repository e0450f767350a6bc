"""Sentences that stand in several documents: which they are, and whether each annotator labels them alike.

Wire copy is a free test of consistency, for the same words should get the same label, and a danger to a dataset, for
the same words in training and test data flatter every model.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from annotator.desk.project import Project
from annotator.records.identifiers import parse_segment_key
from annotator.records.spans import Span
from annotator.store.documents import get_document, titles
from annotator.store.ratings import MarkedClaim, finished_labels, marked_claims
from annotator.store.sentences import sentences
from annotator.text.repeats.groups import SHORTEST, THRESHOLD, Group, find_repeats
from annotator.text.repeats.wording import wording


@dataclass(frozen=True, slots=True)
class Copy:
    """One place where a repeated sentence stands."""

    document: str
    title: str
    segment: str
    start: int
    end: int
    text: str
    similarity: float
    """Jaccard similarity of words to the first copy, which has 1."""
    identical: bool
    """Whether the words are those of the first copy, in the same order."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """One sentence that stands in two or more documents."""

    copies: tuple[Copy, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents it stands in, each once."""
        return tuple(dict.fromkeys(copy.document for copy in self.copies))


@dataclass(frozen=True, slots=True)
class Clash:
    """Two copies of the same words that one annotator labelled differently."""

    annotator: str
    first: str
    """Segment key."""
    second: str
    text: str
    differs: str
    """`verdict` or `claims`."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """How alike one annotator labels the same words."""

    annotator: str
    pairs: int
    """Pairs of copies with the same words that the annotator finished."""
    same_verdict: int
    same_label: int
    """Pairs with the same words marked, the same speakers and the same stances."""


def repeats_of(
    project: Project,
    *,
    threshold: float = THRESHOLD,
    shortest: int = SHORTEST,
    on_sentence: Callable[[int], None] | None = None,
) -> list[Repeat]:
    """Every sentence of the project that stands in two documents or more, word for word or nearly.

    Args:
        project: The open project.
        threshold: Jaccard similarity of words from which two are taken for the same.
        shortest: Sentences of fewer words are left out.
        on_sentence: Called with the number of different sentences compared so far.
    """
    names = titles(project.store)
    found = {segment.key: text for segment, text in sentences(project.store, project.roles)}
    groups = find_repeats(found.items(), threshold=threshold, shortest=shortest, on_sentence=on_sentence)
    repeats = [_repeat(group, found, names) for group in groups]
    return [repeat for repeat in repeats if len(repeat.documents) > 1]


def _repeat(group: Group, found: dict[str, str], names: dict[str, tuple[str, str]]) -> Repeat:
    copies = []
    for member in group:
        document, start, end = parse_segment_key(member.key)
        title, source = names[document]
        copies.append(
            Copy(
                document=document,
                title=title or source,
                segment=member.key,
                start=start,
                end=end,
                text=found[member.key],
                similarity=round(member.similarity, 4),
                identical=member.identical,
            )
        )
    return Repeat(tuple(copies))


def consistency(project: Project, repeats: Iterable[Repeat]) -> tuple[list[Consistency], list[Clash]]:
    """How alike each annotator labels copies with the same words, and where not.

    Only finished labels count, and only copies whose words are the same, for a changed word may well change the claim.
    """
    signatures = _signatures(project)
    totals: dict[str, list[int]] = {}
    clashes: list[Clash] = []
    for repeat in repeats:
        for copies in _by_wording(repeat):
            names = {name for copy in copies for name in signatures.get(copy.segment, ())}
            for name in sorted(names):
                said = [
                    (copy, signatures[copy.segment][name])
                    for copy in copies
                    if name in signatures.get(copy.segment, ())
                ]
                counts = totals.setdefault(name, [0, 0, 0])
                counts[0] += math.comb(len(said), 2)
                counts[1] += _pairs(bool(signature) for _, signature in said)
                counts[2] += _pairs(signature for _, signature in said)
                clashes += _clashes(name, said)
    return [Consistency(name, *counts) for name, counts in sorted(totals.items()) if counts[0]], clashes


def _pairs(values: Iterable[Hashable]) -> int:
    """Pairs of equal values."""
    return sum(math.comb(count, 2) for count in Counter(values).values())


def _clashes(annotator: str, said: list[tuple[Copy, Signature]]) -> list[Clash]:
    """One clash for each way of labelling but the first, between the first copies of both."""
    first: dict[Signature, Copy] = {}
    for copy, signature in said:
        first.setdefault(signature, copy)
    (usual, where), *others = first.items()
    return [
        Clash(
            annotator,
            where.segment,
            copy.segment,
            where.text,
            "claims" if bool(signature) == bool(usual) else "verdict",
        )
        for signature, copy in others
    ]


def _by_wording(repeat: Repeat) -> list[list[Copy]]:
    groups: dict[tuple[str, ...], list[Copy]] = {}
    for copy in repeat.copies:
        groups.setdefault(wording(copy.text), []).append(copy)
    return list(groups.values())


Signature = tuple[tuple[tuple[str, ...], str, str], ...]
"""The words, speaker and stance of each claim, sorted; empty for a sentence without one."""


def _signatures(project: Project) -> dict[str, dict[str, Signature]]:
    """What each annotator says of each sentence, in a form that does not depend on where the sentence stands."""
    found: dict[str, dict[str, list[tuple[tuple[str, ...], str, str]]]] = {}
    for label in finished_labels(project.store, project.roles):
        found.setdefault(label.segment, {})[label.annotator] = []
    texts: dict[str, str] = {}
    for claim in marked_claims(project.store, project.roles):
        if claim.document not in texts:
            document = get_document(project.store, claim.document)
            texts = {claim.document: document.text if document else ""}
        found[claim.segment][claim.annotator].append(
            (_words(claim, texts[claim.document]), claim.speaker, claim.stance)
        )
    return {
        segment: {annotator: tuple(sorted(claims)) for annotator, claims in by_annotator.items()}
        for segment, by_annotator in found.items()
    }


def _words(claim: MarkedClaim, text: str) -> tuple[str, ...]:
    return tuple(word for start, end in claim.spans for word in wording(Span(start=start, end=end).of(text)))
