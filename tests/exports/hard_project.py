"""One project that holds every value that is hard to write and read back, made step by step, the same every time.

Its codebook has nothing in common with the default one, and puts headings before annotators as well.
"""

from __future__ import annotations

from pathlib import Path

from desk_bench import Machine

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import ensure_speaker
from annotator.desk.project import Project
from annotator.desk.registry import merge_speakers, rename
from annotator.exports.jsonl import write_release
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.records.spans import Span
from annotator.store.documents import add_document

PIECES = (
    ("title", "[b]Hard[/b] \"values\" & 'more'"),
    ("sentence", "“We 👩‍👩‍👧 — cafe\u0301 — stay”,\r\nsaid Анна Орлова, the envoy."),
    ("sentence", "مرحبا بالعالم — “and we stay, too”."),
    ("sentence", "</script><!-- =cmd()|'/c calc'!A1 \\ back\u2028slash\ttab, \"quoted\" \x1b[31m."),
    ("sentence", "\ufeffNothing, said twice: nothing, nothing."),
    ("sentence", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 is left.\u0085"),
    ("heading", "A heading is read too"),
    ("sentence", "Taken back."),
    ("boilerplate", "Also read: © 2018"),
)
"""Role and text of each piece; Windows line ends stand between them."""

CODEBOOK = Path(__file__).resolve().parents[1] / "codebook" / "reviews.toml"
SECOND_CODEBOOK = "2025"


def hard_project(machine: Machine, root: Path) -> Project:
    """The project, closed and opened again on the way, with a new codebook version after the first labels."""
    with machine.open(root) as project:
        documents(project)
        first_labels(machine, project)
    toml = root / "codebook.toml"
    toml.write_text(
        toml.read_text("utf-8").replace('version = "2024-b"', f'version = "{SECOND_CODEBOOK}" # ü "x"'),
        encoding="utf-8",
    )
    project = machine.open(root)
    later_labels(machine, project)
    merge_speakers(project.store, "The Envoy", "Анна Орлова", "lead")
    rename(project.store, "Mr. Reed", 'Reed, "Jr."', "lead")
    return project


def documents(project: Project) -> None:
    text = "\r\n\r\n".join(piece for _, piece in PIECES)
    metadata = Metadata(
        title="=HYPERLINK(\"x\") 'Hard'", outlet="Post & Co. <b>", author="מישהו", date="2018-02-19", language="en",
        url="https://example.org/?a=1&b=2#c", extra={"z": "last\nfirst", "a key": "\u2028", "": "empty"},
    )  # fmt: skip
    hard = Document.of(
        Article(text=text, metadata=metadata, source="news/ü 1.txt", encoding="cp1251"), project.store.now()
    )
    segments, at = [], 0
    for role, piece in PIECES:
        start = text.index(piece, at)
        at = start + len(piece)
        segments.append(Segment.model_validate({"document": hard.id, "start": start, "end": at, "role": role}))
    add_document(project.store, hard, segments)
    plain = Document.of(Article(text="A text that nobody has read."), project.store.now())
    add_document(project.store, plain, [Segment(document=plain.id, start=0, end=len(plain.text))])


def words(desk: AnnotationDesk, piece: str) -> Span:
    """The first place of the words in the article."""
    start = desk.passage.document.text.index(piece)
    return Span(start=start, end=start + len(piece))


def first_labels(machine: Machine, project: Project) -> None:
    desk = machine.desk(project, "Zoë")
    desk.resume()
    machine.elapsed_s += 7.25
    anna, reed = ensure_speaker(desk, "Анна Орлова"), ensure_speaker(desk, "Mr. Reed")
    envoy, ministry = ensure_speaker(desk, "The Envoy"), ensure_speaker(desk, "Ministry", "institution")
    desk.add_claim("awful", [words(desk, "stay"), words(desk, "We 👩‍👩‍👧")], speaker=envoy)
    assert desk.claim_id is not None
    first = desk.claim_id
    desk.change_claim(first, mention=words(desk, "Анна Орлова"), via=reed, confidence=3)
    desk.set_attribute(first, "about", "machine")
    desk.set_attribute(first, "force", "weak")
    desk.add_claim("mixed", [words(desk, "the envoy")])
    desk.next()
    machine.elapsed_s += 0.1
    desk.add_claim("superb", [words(desk, "“and we stay, too”")], speaker=anna)
    assert desk.claim_id is not None
    desk.change_claim(desk.claim_id, continues=first, mention=words(desk, "Анна Орлова"))
    # Two names of one speaker, as it turns out later.
    desk.change_claim(desk.claim_id, via=envoy)
    desk.next()
    desk.no_claim()
    desk.set_note('=SUM(A1)\n"two" lines, </script>\u2028three')
    desk.next()
    desk.toggle_flag()
    desk.next()
    desk.skip()
    desk.toggle_flag()
    desk.go_to(6)
    desk.add_claim("mixed", speaker=ministry)
    desk.undo()


def later_labels(machine: Machine, project: Project) -> None:
    model = AnnotationDesk(project, "model 7b/β", kind="model", clock=machine.stopwatch)
    model.resume()
    model.add_claim("mixed", origin="suggested")
    loose = model.claim_id
    model.next()
    model.add_claim("mixed", [words(model, "مرحبا")])
    assert model.claim_id is not None
    model.change_claim(model.claim_id, continues=loose)
    model.previous()
    # What the claim in the next sentence carries on is gone.
    model.no_claim()
    model.go_to(3)
    model.skip()
    model.no_claim()
    model.undo()
    model.undo()
    model.redo()
    model.next()
    model.next()
    model.add_claim("superb", [words(model, "heading")])
    model.set_attribute(model.claim_id or "", "about", "shop")
    judge = AnnotationDesk(project, "gold", kind="adjudicator", clock=machine.stopwatch)
    judge.resume()
    judge.go_to(4)
    judge.add_claim("mixed", [words(judge, "𝔘𝔫𝔦𝔠𝔬𝔡𝔢")], origin="adjudicated")


def exported(project: Project, target: Path) -> dict[str, bytes]:
    """The files of a release of the project, by name."""
    write_release(project.store, project.roles, target)
    return {each.name: each.read_bytes() for each in sorted(target.iterdir())}
