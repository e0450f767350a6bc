"""Loads labels that quote the text: finds each quote in its document and makes offsets of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from annotator.codebook.fit import check_label
from annotator.desk.finding import find_document
from annotator.desk.loaded import Loaded
from annotator.desk.naming import enter_speaker
from annotator.desk.passage import Passage, open_passage
from annotator.desk.project import Project
from annotator.errors import AnnotatorError, InputError, UsageError
from annotator.imports.labels_quotes import QuotedClaim, QuotedLabel, read_quotes
from annotator.records.base import explain
from annotator.records.documents import Segment
from annotator.records.labels import AUTHOR, Claim, Label
from annotator.records.people import AnnotatorKind
from annotator.records.spans import Span
from annotator.records.speakers import SpeakerKind
from annotator.store.people import ensure_annotator
from annotator.store.revisions import save


@dataclass
class _Work:
    """One document's part of the file."""

    passage: Passage
    labels: dict[str, Label] = field(default_factory=dict)
    others: Label | None = None


@dataclass
class _Names:
    """Documents and speakers by the names that the file gives them, each looked up once."""

    project: Project
    annotator: str
    documents: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=lambda: {AUTHOR: AUTHOR})

    def document(self, name: str) -> str:
        """The id of a document."""
        if name not in self.documents:
            self.documents[name] = find_document(self.project, name)
        return self.documents[name]

    def speaker(self, name: str, kind: SpeakerKind) -> str:
        """The id of a speaker, entered now if need be."""
        if name not in self.speakers:
            self.speakers[name] = enter_speaker(self.project.store, name, kind, self.annotator)
        return self.speakers[name]


def load_quotes(
    project: Project, path: Path, annotator: str | None, kind: AnnotatorKind, on_line: Callable[[int], None] | None
) -> Loaded:
    """Load a file of quoted labels under one annotator's name.

    Raises:
        AnnotatorError: No name is given, or a line does not fit; names file, line and value.
    """
    if annotator is None:
        raise UsageError("labels in this format name no annotator", "say whose they are: --as NAME")
    ensure_annotator(project.store, annotator, kind)
    works: dict[str, _Work] = {}
    names = _Names(project, annotator)
    for number, line in read_quotes(path):
        try:
            _take(names, line, works)
        except AnnotatorError as error:
            raise InputError(f"{path}, line {number}: {error.message}; nothing was changed", error.hint) from error
        if on_line:
            on_line(number)
    saved = known = 0
    for work in works.values():
        for key, label in _all_labels(work):
            revision = work.passage.revisions.get(key)
            if revision is not None and revision.done and revision.body == label:
                known += 1
                continue
            save(
                project.store,
                annotator,
                key,
                label,
                done=True,
                origin="imported",
                codebook_version=project.codebook.version,
            )
            saved += 1
    return Loaded(labels=saved, known=known)


def _all_labels(work: _Work) -> Iterator[tuple[str, Label]]:
    for segment in work.passage.sentences:
        label = work.labels.get(segment.key, work.others)
        if label is not None:
            yield segment.key, label


def _take(names: _Names, line: QuotedLabel, works: dict[str, _Work]) -> None:
    project = names.project
    document = names.document(line.document)
    if document not in works:
        works[document] = _Work(open_passage(project.store, names.annotator, document, project.roles))
    work = works[document]
    if line.others is not None:
        if work.others is not None:
            raise InputError("an earlier line is about the others of this document", "keep one of the two lines")
        work.others = Label(verdict=line.others)
        return
    sentence = _find_sentence(work.passage, line)
    if sentence.key in work.labels:
        raise InputError("an earlier line is about the same sentence", "put all its claims on one line")
    claims = tuple(_claim(names, work.passage, sentence, claim, number) for number, claim in enumerate(line.claims))
    label = Label(verdict="claims" if claims else line.verdict, claims=claims, note=line.note.strip(), flag=line.flag)
    check_label(label, project.codebook)
    work.labels[sentence.key] = label


def _find_sentence(passage: Passage, line: QuotedLabel) -> Segment:
    """The one sentence that holds the given piece, if there is one, and every quote of the line."""
    pieces = [*([line.sentence] if line.sentence else []), *(piece for claim in line.claims for piece in claim.quote)]
    text = passage.document.text
    found = [
        segment for segment in passage.sentences if all(piece in text[segment.start : segment.end] for piece in pieces)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{len(found)} sentences hold {pieces[0]!r}", "add 'sentence': a piece that only one holds")
    for piece in pieces:
        if piece not in text:
            raise InputError(f"{piece!r} is not in document {passage.document.id}", "quote the text to the letter")
    raise InputError(f"no one sentence holds {' and '.join(map(repr, pieces))}", "a claim lies within one sentence")


def _claim(names: _Names, passage: Passage, sentence: Segment, claim: QuotedClaim, number: int) -> Claim:
    spans = tuple(_place(passage, sentence, piece) for piece in claim.quote)
    identity = f"{names.annotator}\n{sentence.key}\n{number}\n{claim.model_dump_json()}"
    try:
        return Claim(
            id="q-" + hashlib.sha256(identity.encode("utf-8")).hexdigest()[:20],
            spans=spans,
            speaker=names.speaker(claim.speaker, claim.speaker_kind),
            mention=_place(passage, sentence, claim.mention, first=True) if claim.mention else None,
            via=names.speaker(claim.via, claim.via_kind) if claim.via else None,
            stance=claim.stance,
            confidence=claim.confidence,
            attributes=claim.attributes,
        )
    except ValidationError as error:
        raise InputError(explain(error), "correct the claim") from error


def _place(passage: Passage, sentence: Segment, piece: str, *, first: bool = False) -> Span:
    """Where the words stand in the sentence: in one place only, unless the first one will do."""
    text = passage.document.text
    start = text.find(piece, sentence.start, sentence.end)
    if start < 0:
        raise InputError(f"{piece!r} is not in the sentence", "quote the text to the letter")
    if not first and text.find(piece, start + 1, sentence.end) >= 0:
        raise InputError(f"{piece!r} stands in the sentence more than once", "quote more of the words around it")
    return Span(start=start, end=start + len(piece))
