"""How far everyone is, by document and annotator. Counts only: nobody learns another's labels from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from annotator.desk.blinding import blind_counts
from annotator.desk.project import Project
from annotator.store.documents import titles
from annotator.store.progress import Progress, own_sentences, progress, sentence_counts


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """One document and everyone who has begun it."""

    id: str
    title: str
    source: str
    sentences: int
    """Sentences to annotate, as imported; what an annotator's own boundaries add to them is that entry's `more`."""
    annotators: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class AnnotatorStatus:
    """One annotator over all documents."""

    annotator: str
    documents: int
    """Documents begun."""
    finished: int
    """Sentences finished."""
    remaining: int
    """Sentences of the annotator's own view that are not finished, in all documents of the project."""
    with_claims: int
    claims: int
    skipped: int
    flagged: int
    seconds: float
    blind: int = 0
    """Articles begun that are still read blind."""
    revealed: int = 0
    """Articles that were read blind to their end, and revealed."""


@dataclass(frozen=True, slots=True)
class Status:
    """How far a project is."""

    project: str
    codebook: str
    sentences: int
    documents: tuple[DocumentStatus, ...]
    annotators: tuple[AnnotatorStatus, ...]

    def as_json(self) -> dict[str, object]:
        """For `--json`."""
        return asdict(self)


def project_status(project: Project, annotator: str | None = None) -> Status:
    """How far the project is; of one annotator, if a name is given."""
    names = titles(project.store)
    counts = sentence_counts(project.store, project.roles)
    entries = progress(project.store, project.roles, annotator)
    documents = tuple(
        DocumentStatus(
            id=identifier,
            title=title,
            source=source,
            sentences=counts[identifier],
            annotators=tuple(entry for entry in entries if entry.document == identifier),
        )
        for identifier, (title, source) in names.items()
    )
    total = sum(counts.values())
    more: dict[str, int] = {}
    for (name, _), sentences in own_sentences(project.store, project.roles).items():
        more[name] = more.get(name, 0) + sentences
    begun: dict[str, set[str]] = {}
    for entry in entries:
        begun.setdefault(entry.annotator, set()).add(entry.document)
    blind = blind_counts(project, begun)
    people = tuple(
        _annotator(
            name, [entry for entry in entries if entry.annotator == name], total + more.get(name, 0), blind[name]
        )
        for name in sorted({entry.annotator for entry in entries})
    )
    book = f"{project.codebook.name} {project.codebook.version}"
    return Status(project.name, book, total, documents, people)


def _annotator(name: str, entries: list[Progress], total: int, blind: tuple[int, int]) -> AnnotatorStatus:
    finished = sum(entry.finished for entry in entries)
    return AnnotatorStatus(
        annotator=name,
        documents=len(entries),
        finished=finished,
        remaining=total - finished,
        with_claims=sum(entry.with_claims for entry in entries),
        claims=sum(entry.claims for entry in entries),
        skipped=sum(entry.skipped for entry in entries),
        flagged=sum(entry.flagged for entry in entries),
        seconds=round(sum(entry.seconds for entry in entries), 3),
        blind=blind[0],
        revealed=blind[1],
    )
