"""How near the top of the speaker picker the right speaker stands, with and without what it learns; and what it costs.

Claims are replayed in the order of the text, as an annotator would label them: before each the picker is asked, then
the right speaker is chosen. Two sets: articles marked by hand (`corpus/gold` and the held-out ones), and invented
ones with a cast that comes back under names and offices. `--speed N` times the picker among N claims instead.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import Choice, choices, ensure_speaker, ranked, same_name
from annotator.desk.project import Project, init_project, open_project
from annotator.desk.remembering import Likely, SpeakerMemory
from annotator.imports.plain import read
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.records.identifiers import IdSource
from annotator.records.labels import Claim, Label
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.store.documents import add_document
from annotator.store.revisions import append
from annotator.store.speakers import recent_speakers
from annotator.text.segmentation import segment

ROOT = Path(__file__).resolve().parents[1]
GOLD = ((ROOT / "corpus" / "gold", ROOT / "corpus"), (ROOT / "tests" / "text_attribution" / "held_out",) * 2)
ANNOTATOR = "reader"


@dataclass(frozen=True)
class Claimed:
    """A claim to replay."""

    spans: tuple[Span, ...]
    speaker: str
    mention: Span | None = None


@dataclass
class Tally:
    """Places of the right speaker, from 1; None where it was not offered and had to be typed."""

    places: list[int | None] = field(default_factory=list)

    def told(self) -> str:
        """Mean place, shares at the top and among the first three, of the speakers that were offered."""
        offered = [place for place in self.places if place is not None]
        count = len(self.places)
        top = sum(place == 1 for place in offered) / count
        three = sum(place <= 3 for place in offered) / count
        return f"{count:>5} {statistics.mean(offered):>10.2f} {top:>7.1%} {three:>7.1%} {count - len(offered):>8}"


class Forgetful(SpeakerMemory):
    """Knows who was used lately, and learns nothing from words."""

    def likely(self, *_: object) -> dict[str, Likely]:  # type: ignore[override]
        """Nobody."""
        return {}


Made = tuple[Document, list[Segment], list[Claimed]]


def gold() -> Iterator[Made]:
    """Articles marked by hand."""
    for folder, articles in GOLD:
        for path in sorted(folder.glob("*.json")):
            article = next(iter(read(f"{path.stem}.txt", (articles / f"{path.stem}.txt").read_bytes(), Metadata())))
            assert isinstance(article, Article)
            document = Document.of(article, datetime.now(UTC))
            cut = segment(document.text)
            sentences = [Segment(document=document.id, start=s.start, end=s.end) for s in cut if s.role == "sentence"]
            claims = [
                Claimed(tuple(Span(start=start, end=end) for start, end in each["spans"]), each["speaker"])
                for each in json.loads(path.read_text("utf-8"))["claims"]
                if each["speaker"] != "author"
            ]
            yield document, sentences, claims


CAST = (
    ("Irina Volkova", "the foreign minister"),
    ("Daniel Marsh", "the envoy"),
    ("Port Aldo", "the city council"),
    ("Harbour Union", "the union"),
    ("Tomas Brandt", "the mayor"),
    ("Ferry Board", "officials in the capital"),
    ("Lena Ortiz", "the opposition leader"),
    ("Coast Guard", "the spokeswoman"),
)
SAID = (
    "{who} said the plan would fail.",
    "The talks, {who} told {other}, are over.",
    "{other} waited while {who} spoke.",
)


def invented(articles: int = 60, seed: int = 7) -> Iterator[Made]:
    """Articles in which a cast comes back, by name or by office; half of the mentions are marked."""
    dice = random.Random(seed)
    for number in range(articles):
        cast = dice.sample(CAST, 4)
        text, sentences, claims = "", [], []
        for place in range(12):
            who, other = dice.sample(cast, 2)
            surface = who[0] if dice.random() < 0.5 else who[1]
            said = dice.choice(SAID).format(who=surface, other=dice.choice(other))
            said = f"{said[0].upper()}{said[1:]} ({number}.{place})"
            start = len(text)
            text += said + "\n"
            at = text.casefold().index(surface.casefold(), start)
            mention = Span(start=at, end=at + len(surface)) if dice.random() < 0.5 else None
            sentences.append((start, start + len(said)))
            claims.append(Claimed((Span(start=start, end=start + len(said)),), who[0], mention))
        document = Document.of(Article(text=text), datetime.now(UTC))
        yield document, [Segment(document=document.id, start=a, end=b) for a, b in sentences], claims


def replay(made: list[Made], *, learning: bool) -> Tally:
    """Label every claim in turn, asking the picker before each."""
    tally = Tally()
    with (
        tempfile.TemporaryDirectory(prefix="annotator-bench-") as folder,
        open_project(init_project(Path(folder) / "project")) as project,
    ):
        for document, sentences, _ in made:
            add_document(project.store, document, sentences)
        desk = AnnotationDesk(project, ANNOTATOR)
        if not learning:
            desk.memory = Forgetful(project.store, ANNOTATOR)
        for document, sentences, claims in made:
            desk.open(document.id)
            for index, sentence in enumerate(sentences):
                here = [each for each in claims if each.spans[0].inside(sentence.span)]
                desk.go_to(index)
                for claim in here:
                    one_claim(desk, claim, tally)
    return tally


def one_claim(desk: AnnotationDesk, claim: Claimed, tally: Tally) -> None:
    """Mark a claim as the author's, look for its speaker in the picker, choose that."""
    spans = [span for span in claim.spans if span.inside(desk.sentence.span)]
    revision = desk.add_claim("neutral", spans)
    found = choices(desk)
    place = next((n for n, choice in enumerate(found, start=1) if means(choice, claim.speaker)), None)
    tally.places.append(place)
    mention = claim.mention or (found[place - 1].mention if place else None)
    speaker = ensure_speaker(desk, claim.speaker)
    desk.change_claim(revision.body.claims[-1].id, speaker=speaker, mention=mention)


def means(choice: Choice, name: str) -> bool:
    """Whether a choice is the speaker that is wanted."""
    return any(same_name(name, each) for each in (choice.name, *choice.aliases))


# Speed ----------------------------------------------------------------------------------------------------------------


def fill(project: Project, claims: int) -> None:
    """A project in which one annotator has made so many claims, one a sentence, 40 a document, by 400 speakers."""
    desk = AnnotationDesk(project, ANNOTATOR)
    dice, ids = random.Random(1), IdSource()
    people = [ensure_speaker(desk, f"Person {number} Surname{number}") for number in range(400)]
    for number in range(claims // 40):
        lines = [
            f"Minister Surname{dice.randrange(400)} told Surname{dice.randrange(400)} on day {number}.{each} that the "
            f"talks in City{dice.randrange(50)} would go on and that nobody expected results."
            for each in range(40)
        ]
        document = Document.of(Article(text="\n".join(lines)), datetime.now(UTC))
        segments, revisions, start, last = [], [], 0, None
        for line in lines:
            span = Span(start=start, end=start + len(line))
            segments.append(Segment(document=document.id, start=span.start, end=span.end))
            start += len(line) + 1
            last = ids.new(after=last)
            claim = Claim(id=f"c{last}", spans=(span,), speaker=dice.choice(people), stance="neutral")
            revisions.append(
                Revision(
                    id=last, annotator=ANNOTATOR, segment=segments[-1].key, saved_at=datetime.now(UTC),
                    codebook_version=project.codebook.version, done=True, body=Label(verdict="claims", claims=(claim,)),
                )
            )  # fmt: skip
        with project.store.write():
            add_document(project.store, document, segments)
            append(project.store, revisions)


def speed(claims: int) -> None:
    """Print what it costs to open the picker, and what asking the file for all speakers used lately costs."""
    with (
        tempfile.TemporaryDirectory(prefix="annotator-bench-") as folder,
        open_project(init_project(Path(folder) / "project")) as project,
    ):
        fill(project, claims)
        desk = AnnotationDesk(project, ANNOTATOR)
        desk.resume()
        times = [timed(lambda: ranked(desk)) for _ in range(40)]
        learnt = [timed(lambda: desk.memory.catch_up()) for _ in range(20)]
        whole = [timed(lambda: recent_speakers(project.store, ANNOTATOR)) for _ in range(5)]
    print(f"{claims:,} claims: first opening {times[0]:.1f} ms, median {statistics.median(times):.1f} ms, worst")
    print(f"{max(times):.1f} ms; of it the memory {statistics.median(learnt):.1f} ms")
    print(f"all speakers used lately, read from the file: {statistics.median(whole):.1f} ms")


def timed(work: object) -> float:
    """Milliseconds of a call."""
    begin = time.perf_counter()
    work()  # type: ignore[operator]
    return 1000 * (time.perf_counter() - begin)


def main() -> None:
    """Print the places of the right speaker, or the times."""
    if sys.argv[1:2] == ["--speed"]:
        speed(int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
        return
    print(f"{'set':<10} {'learns':<7} {'claims':>5} {'mean place':>10} {'first':>7} {'three':>7} {'not there':>8}")
    for name, made in (("gold", list(gold())), ("invented", list(invented()))):
        for learning in (False, True):
            print(f"{name:<10} {'yes' if learning else 'no':<7} {replay(made, learning=learning).told()}")


if __name__ == "__main__":
    main()
