"""Attribution by rules against gold made by hand: who speaks, and which words are the claim.

Three sets, never mixed: `corpus/gold` (articles that were in view while the rules were written),
`tests/text_attribution/awkward` (written after them, measured once, then in view while they were mended) and
`tests/text_attribution/held_out` (articles written and marked before the rules were, measured afterwards). `--errors`
prints every difference, of the held-out set only with `--held-out`; `--speed` measures the time.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from annotator.imports.plain import read
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.records.suggestions import SuggestedSentence, Suggestion
from annotator.text.attribution.attribute import attribute
from annotator.text.segmentation import segment

ROOT = Path(__file__).resolve().parents[1]
TUNED, HELD_OUT = ROOT / "corpus" / "gold", ROOT / "tests" / "text_attribution" / "held_out"
AWKWARD = HELD_OUT.with_name("awkward")
PROPOSED = 0.5
"""Score from which a suggestion counts as proposed."""
_WORD = re.compile(r"\w+")
_NO_PART = frozenset(
    ["the", "a", "an", "gen", "lt", "col", "dr", "prof", "sen", "mr", "mrs", "ms", "rear", "adm", "of", "its"]
)


@dataclass(frozen=True)
class Gold:
    """One claim as marked by hand."""

    spans: tuple[tuple[int, int], ...]
    speakers: tuple[str, ...]
    via: str | None


@dataclass
class Tally:
    """What is counted, over attributed claims; those in the author's own voice apart."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, number: int = 1) -> None:
        """Count."""
        self.counts[name] = self.counts.get(name, 0) + number

    def ratio(self, part: str, whole: str) -> float:
        """A share; 0 where there is nothing to share."""
        return self.counts.get(part, 0) / self.counts[whole] if self.counts.get(whole) else 0.0

    def scores(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of the hits under `name`."""
        precision, recall = self.ratio(name, "proposed"), self.ratio(name, "gold")
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def document(path: Path) -> tuple[Document, list[Segment]]:
    """An article file as a document with its sentences."""
    article = next(iter(read(path.name, path.read_bytes(), Metadata())))
    assert isinstance(article, Article)
    made = Document.of(article, datetime.now(UTC))
    cut = segment(made.text)
    return made, [Segment(document=made.id, start=s.start, end=s.end) for s in cut if s.role == "sentence"]


def gold_of(path: Path, text: str) -> list[Gold]:
    """The claims of a gold file, each checked against the text."""
    found = []
    for claim in json.loads(path.read_text("utf-8"))["claims"]:
        spans = tuple((start, end) for start, end in claim["spans"])
        if [text[start:end] for start, end in spans] != claim["quotes"]:
            raise ValueError(f"{path}: {claim['quotes']} do not stand at {spans}")
        found.append(Gold(spans, (claim["speaker"], *claim.get("also", ())), claim.get("via")))
    return found


def same_speaker(wanted: tuple[str, ...], given: str) -> bool:
    """Whether a name means one of those wanted: the same words, or a shorter form that ends or begins alike."""
    mine = _content(given)
    return any(_alike(mine, _content(name)) for name in wanted)


def _content(name: str) -> list[str]:
    words = [word for word in _WORD.findall(name.casefold()) if word not in _NO_PART]
    return words or _WORD.findall(name.casefold())


def _alike(one: list[str], two: list[str]) -> bool:
    if not one or not two:
        return False
    shorter, longer = sorted((one, two), key=len)
    return set(shorter) <= set(longer) and (shorter[-1] == longer[-1] or shorter[0] == longer[0])


def characters(spans: tuple[tuple[int, int], ...]) -> set[int]:
    """The code points of some spans."""
    return {place for start, end in spans for place in range(start, end)}


def proposed(sentence: SuggestedSentence) -> list[Suggestion]:
    """What the suggester proposes: its best candidates that do not overlap, from the score on that counts."""
    chosen: list[Suggestion] = []
    for each in sentence.suggestions:
        free = not any(one.overlaps(two) for other in chosen for one in other.spans for two in each.spans)
        if each.score >= PROPOSED and each.speaker != "author" and free:
            chosen.append(each)
    return chosen


def places(suggestion: Suggestion) -> tuple[tuple[int, int], ...]:
    """The spans of a suggestion as pairs."""
    return tuple((span.start, span.end) for span in suggestion.spans)


def measure(folder: Path, articles: Path, errors: bool) -> Tally:
    """Count over every gold file of a folder."""
    tally = Tally()
    for path in sorted(folder.glob("*.json")):
        made, segments = document(articles / f"{path.stem}.txt")
        gold = gold_of(path, made.text)
        for part, answer in zip(segments, attribute(made.text, segments, author=made.metadata.author), strict=True):
            here = [each for each in gold if part.start <= each.spans[0][0] < part.end]
            _sentence(tally, made.text, part, here, answer, errors)
    return tally


def _sentence(
    tally: Tally, text: str, part: Segment, here: list[Gold], answer: SuggestedSentence, errors: bool
) -> None:
    own = [each for each in here if each.speakers[0] == "author"]
    gold = [each for each in here if each.speakers[0] != "author"]
    mine = proposed(answer)
    tally.add("sentences")
    tally.add("proposed", len(mine))
    tally.add("gold", len(gold))
    wrong = _match(tally, text, gold, mine)
    if gold:
        names = list(dict.fromkeys(each.speaker for each in answer.suggestions))
        speakers = tuple(name for each in gold for name in each.speakers)
        tally.add("attributed sentences")
        tally.add("speaker at 1", any(same_speaker(speakers, name) for name in names[:1]))
        tally.add("speaker at 3", any(same_speaker(speakers, name) for name in names[:3]))
    if own and not gold:
        tally.add("author sentences")
        tally.add("author first", bool(answer.suggestions) and answer.suggestions[0].speaker == "author")
    if answer.verdict == "no-claim":
        tally.add("called no-claim")
        tally.add("rightly no-claim", not here)
    if errors and (wrong or len(mine) != len(gold)):
        print("\n" + " ".join(text[part.start : part.end].split()))
        for each in gold:
            print(f"   gold  {each.speakers[0]}: " + " ## ".join(" ".join(text[a:b].split()) for a, b in each.spans))
        for each in mine:
            claim = " ## ".join(" ".join(span.of(text).split()) for span in each.spans)
            print(f"   ours  {each.speaker} via {each.via} {each.score} {each.rule}: {claim}")


def _match(tally: Tally, text: str, gold: list[Gold], mine: list[Suggestion]) -> bool:
    """Pair claims one to one by shared code points and count what is right; tell whether anything is wrong."""
    pairs = sorted(
        (
            (len(characters(g.spans) & characters(places(m))), gi, mi)
            for gi, g in enumerate(gold)
            for mi, m in enumerate(mine)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    used_gold: set[int] = set()
    used_mine: set[int] = set()
    wrong = False
    for shared, gi, mi in pairs:
        if not shared or gi in used_gold or mi in used_mine:
            continue
        used_gold.add(gi)
        used_mine.add(mi)
        wanted, given = gold[gi], mine[mi]
        exact = wanted.spans == places(given)
        right = same_speaker(wanted.speakers, given.speaker)
        union = len(characters(wanted.spans) | characters(places(given)))
        tally.add("speaker", right)
        tally.add("span exact", exact)
        tally.add("span IoU .5", shared / union >= 0.5)
        tally.add("speaker and IoU .5", right and shared / union >= 0.5)
        tally.add(
            "via right", wanted.via is not None and given.via is not None and same_speaker((wanted.via,), given.via)
        )
        wrong = wrong or not right or not exact
    tally.add("via gold", sum(each.via is not None for each in gold))
    wanted_words = _words(text, [span for each in gold for span in each.spans])
    given_words = _words(text, [span for each in mine for span in places(each)])
    tally.add("words gold", len(wanted_words))
    tally.add("words proposed", len(given_words))
    tally.add("words both", len(wanted_words & given_words))
    return wrong


def _words(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}


def show(title: str, tally: Tally) -> None:
    """Print the figures of one set."""
    counts = tally.counts
    print(
        f"\n{title}: {counts['sentences']} sentences, {counts['gold']} attributed claims, {counts['proposed']} proposed"
    )
    for name in ("speaker", "span exact", "span IoU .5", "speaker and IoU .5"):
        print(f"  {name:20} precision {{:.3f}}  recall {{:.3f}}  F1 {{:.3f}}".format(*tally.scores(name)))
    precision, recall = tally.ratio("words both", "words proposed"), tally.ratio("words both", "words gold")
    print(f"  {'words of claims':20} precision {precision:.3f}  recall {recall:.3f}  F1 ", end="")
    print(f"{2 * precision * recall / (precision + recall or 1):.3f}")
    for name, whole in (
        ("speaker at 1", "attributed sentences"),
        ("speaker at 3", "attributed sentences"),
        ("author first", "author sentences"),
        ("via right", "via gold"),
        ("rightly no-claim", "called no-claim"),
    ):
        print(f"  {name:20} {tally.ratio(name, whole):.3f}  of {counts.get(whole, 0)} {whole}")


def speed() -> None:
    """Median time of attribution alone, for an article of 7 kB and for one ten times as long."""
    path = ROOT / "corpus" / "01-geneva-ceasefire-text.txt"
    made, _ = document(path)
    for size in (7_000, 70_000):
        text = (made.text + "\n\n") * (size // len(made.text) + 1)
        cut = [each for each in segment(text[:size]) if each.role == "sentence"]
        segments = [Segment(document=made.id, start=each.start, end=each.end) for each in cut]
        times = []
        for _ in range(15):
            begin = time.process_time()
            attribute(text[:size], segments)
            times.append(time.process_time() - begin)
        print(f"{size:>7,} characters: {statistics.median(times) * 1e3:.1f} ms")


def main(arguments: list[str]) -> None:
    """Measure what is asked for; both sets without an argument."""
    errors = "--errors" in arguments
    if "--speed" in arguments:
        speed()
    if "--held-out" not in arguments:
        show("corpus/gold (rules were written with these in view)", measure(TUNED, ROOT / "corpus", errors))
        show("awkward (in view while the rules were mended)", measure(AWKWARD, AWKWARD, errors))
    if "--tuned" not in arguments:
        show("held out", measure(HELD_OUT, HELD_OUT, errors and "--held-out" in arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
