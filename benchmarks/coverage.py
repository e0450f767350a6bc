"""Do the 95 % intervals cover what they say? Coverage and width by simulation, against the true value.

A large population of documents is invented once: claims with a stance read by three annotators, 30 % of the ratings
missing, ten claims a document; claims marked in sentences; two annotators of whom one leans. The true value is that of
the whole population. Samples of 10 to 100 documents are drawn from it, and each kind of interval is asked whether it
holds the true value: bootstrap over units, bootstrap over documents, jackknife over documents, and what the program
prints (jackknife below 40 documents, bootstrap from there on). Documents are `alike` (all share one prevalence and one
difficulty) or `differ` (each has its own).

    python benchmarks/coverage.py                                   # everything, some minutes
    python benchmarks/coverage.py --only ratings --simulations 100
    python benchmarks/coverage.py --only spans --json

The margin of error of a coverage of .95 is .02 with 400 simulations (two standard errors).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import Progress

from annotator.agreement import intervals as of_ratings
from annotator.agreement.direction import effect as of_leans
from annotator.agreement.direction.lean import lean
from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.spans import intervals as of_spans
from annotator.agreement.spans.annotation_sets import set_agreement
from annotator.agreement.spans.f1 import f1_measures, weighted_f1
from annotator.agreement.spans.measure import Measure
from annotator.agreement.spans.table import Mark, Passage, Spans
from annotator.agreement.spans.u_alpha import u_alpha_measures

World = Literal["alike", "differ"]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Found = dict[tuple[str, str], tuple[float | None, float | None]]
"""Ends of an interval by statistic and method; None where there is none."""
Sampler = Callable[[int, np.random.Generator, int], Found]
"""From documents to draw, source of draws and resamples to the intervals of one sample."""

STANCES = ("pro-moscow", "neutral", "pro-washington")
PREVALENCE = np.array([0.3, 0.5, 0.2])
RATERS = 3
CLAIMS = 10
MISSING = 0.3
SIZES = (10, 20, 40, 100)
METHODS = ("units", "documents", "jackknife", "printed")
COEFFICIENTS = ("alpha_nominal", "alpha_ordinal", "gwet_ac1", "fleiss_kappa")
SENTENCE = 80
"""Places of an invented sentence."""
PARTS = ("ratings", "spans", "sets", "leans")


@dataclass(frozen=True)
class Row:
    """How one kind of interval did for one statistic."""

    part: str
    world: str
    statistic: str
    documents: int
    method: str
    true: float
    coverage: float | None
    """Share of intervals that hold the true value, of those that exist."""
    width: float | None
    """Their mean width."""
    none: float
    """Share of samples without an interval."""
    simulations: int


@contextmanager
def method_of(name: str) -> Iterator[None]:
    """Have the product make one kind of interval whatever the number of documents."""
    limit = {"documents": 0, "units": 0, "jackknife": sys.maxsize}.get(name)
    rooms = (of_ratings, of_spans, of_leans)
    before = [room.BOOTSTRAP_FROM for room in rooms]
    for room, known in zip(rooms, before, strict=True):
        vars(room)["BOOTSTRAP_FROM"] = known if limit is None else limit
    try:
        yield
    finally:
        for room, known in zip(rooms, before, strict=True):
            vars(room)["BOOTSTRAP_FROM"] = known


def reliabilities(world: World, documents: int, mean: float, rng: np.random.Generator) -> Floats:
    """How likely an annotator is to see what is there, per document."""
    return np.full(documents, mean) if world == "alike" else rng.beta(6 * mean, 6 * (1 - mean), documents)


def stances(world: World, documents: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """What three annotators say of each claim (claims, raters), -1 = missing, and the document of each claim."""
    shares = np.tile(PREVALENCE, (documents, 1)) if world == "alike" else rng.dirichlet(3 * PREVALENCE, documents)
    document = np.repeat(np.arange(documents), CLAIMS)
    sees = reliabilities(world, documents, 0.8, rng)[document]
    truth = (rng.random(len(document))[:, None] > np.cumsum(shares, axis=1)[document][:, :2]).sum(axis=1)
    size = (len(document), RATERS)
    # Who errs takes the neighbouring stance twice as often as any at random.
    step = np.clip(truth[:, None] + rng.choice([-1, 1], size), 0, 2)
    error = np.where(rng.random(size) < 2 / 3, step, rng.integers(0, 3, size))
    codes = np.where(rng.random(size) < sees[:, None], truth[:, None], error)
    codes[rng.random(size) < MISSING] = -1
    return codes.astype(np.int64), document


def table_of(codes: Ints, document: Ints) -> Ratings:
    """The table of ratings with its documents, numbered from 0."""
    return Ratings.from_codes(
        codes,
        STANCES,
        annotators=[f"a{place}" for place in range(codes.shape[1])],
        document=document,
        documents=[str(place) for place in range(int(document.max()) + 1)],
    )


def drawn(codes: Ints, documents: int, rng: np.random.Generator) -> Ratings:
    """Documents drawn from a population of `CLAIMS` units each."""
    picks = rng.integers(0, len(codes) // CLAIMS, documents)
    rows = (picks[:, None] * CLAIMS + np.arange(CLAIMS)).ravel()
    return table_of(codes[rows], np.repeat(np.arange(documents), CLAIMS))


def of_the_ratings(world: World, size: int, rng: np.random.Generator) -> tuple[dict[str, float], Sampler]:
    """True coefficients of ratings, and intervals of samples."""
    codes, document = stances(world, size, rng)
    whole = coefficients(table_of(codes, document), names=COEFFICIENTS)
    true = {name: result.value or 0.0 for name, result in whole.items()}

    def sample(documents: int, rng: np.random.Generator, resamples: int) -> Found:
        ratings = drawn(codes, documents, rng)
        found: Found = {}
        for method in METHODS:
            by: of_ratings.Cluster = "unit" if method == "units" else "document"
            with method_of(method):
                told = of_ratings.intervals(
                    ratings, COEFFICIENTS, by=by, resamples=resamples, seed=int(rng.integers(2**31))
                )
            found |= {(name, method): (each.low, each.high) for name, each in told.items()}
        return found

    return true, sample


def of_the_leans(world: World, size: int, rng: np.random.Generator) -> tuple[dict[str, float], Sampler]:
    """The mean difference and delta of two annotators of whom one leans, and intervals of samples."""
    codes, document = stances(world, size, rng)
    share = np.full(size, 0.15) if world == "alike" else rng.beta(0.3, 1.7, size)
    leans = rng.random(len(codes)) < share[document]
    codes[:, 0] = np.where((codes[:, 0] >= 0) & leans, np.minimum(codes[:, 0] + 1, 2), codes[:, 0])
    both = codes[(codes[:, :2] >= 0).all(axis=1), :2]
    step = both[:, 0] - both[:, 1]
    true = {"mean_difference": float(step.mean()), "delta": float(np.sign(step).mean())}

    def sample(documents: int, rng: np.random.Generator, resamples: int) -> Found:
        ratings = drawn(codes, documents, rng)
        found: Found = {}
        for method in METHODS:
            table = ratings.without_documents() if method == "units" else ratings
            with method_of(method):
                told = lean(table, "a0", "a1", resamples=resamples, seed=int(rng.integers(2**31)))
            for name in true:
                each = getattr(told, name)
                found[name, method] = (each.low, each.high)
        return found

    return true, sample


def claims(world: World, documents: int, rng: np.random.Generator) -> tuple[list[Mark], list[Passage]]:
    """Claims of three annotators in documents of ten sentences; the label is speaker and stance."""
    marks, passages = [], []
    raters = tuple(f"a{place}" for place in range(RATERS))
    sees = reliabilities(world, documents, 0.8, rng)
    rates = np.full(documents, 0.4) if world == "alike" else rng.beta(1.6, 2.4, documents)
    for number in range(documents):
        name = f"{number:06}"
        for sentence in range(CLAIMS):
            first = sentence * SENTENCE
            passages.append(Passage(name, first, first + SENTENCE, raters))
            for half in range(2):
                if rng.random() >= rates[number]:
                    continue
                start = first + half * SENTENCE // 2 + int(rng.integers(0, 10))
                length = int(rng.integers(15, 30))
                true = f"s{rng.integers(4)}", int(rng.choice(3, p=PREVALENCE))
                for rater in raters:
                    marks += _marked(name, rater, start, length, true, float(sees[number]), rng)
    return marks, passages


def _marked(
    document: str,
    rater: str,
    start: int,
    length: int,
    true: tuple[str, int],
    sees: float,
    rng: np.random.Generator,
) -> list[Mark]:
    """The claim as one annotator marks it, if at all: borders, speaker and stance now and then off."""
    if rng.random() >= sees:
        return []
    begin, end = start, start + length
    if rng.random() >= sees:
        begin, end = start + int(rng.integers(0, length // 2)), end - int(rng.integers(0, length // 3))
    speaker = true[0] if rng.random() < sees else f"s{rng.integers(4)}"
    stance = true[1] if rng.random() < sees else int(rng.integers(3))
    return [Mark(document, rater, ((begin, end),), f"{speaker}/{stance}")]


def span_statistics(spans: Spans) -> list[Measure]:
    """F1s, F1 of whole claims, and |u_alpha of places marked or not."""
    f1 = f1_measures(spans)

    def alike(first: Ints, second: Ints, iou: Floats) -> Floats:
        return np.asarray((iou >= 0.5) & (spans.label[first] == spans.label[second]), dtype=np.float64)

    bare = replace(spans, label=np.full(len(spans), -1, dtype=np.int64))
    chosen = [f1[name] for name in ("exact_f1", "iou50_f1", "soft_f1", "char_f1")]
    return [*chosen, weighted_f1(spans, "tuple_f1", alike), u_alpha_measures(bare)["u_alpha_bar"]]


def of_the_spans(world: World, size: int, rng: np.random.Generator) -> tuple[dict[str, float], Sampler]:
    """True measures of spans, and intervals of samples: sums of documents add up, so only their rows are drawn."""
    measures = span_statistics(Spans.of_passages(*claims(world, size // 5, rng)))
    true = {each.name: each.result().value or 0.0 for each in measures}
    rows = len(measures[0].rows)

    def sample(documents: int, rng: np.random.Generator, resamples: int) -> Found:
        picks = rng.integers(0, rows, documents)
        names = tuple(str(place) for place in range(documents))
        part = [replace(each, rows=each.rows[picks], documents=names) for each in measures]
        return _span_intervals(part, resamples, rng)

    return true, sample


def of_the_sets(world: World, size: int, rng: np.random.Generator) -> tuple[dict[str, float], Sampler]:
    """Whole sentences; alpha's and sigma's intervals hold D_e fixed though it comes from the same sample."""
    marks, passages = claims(world, size // 5, rng)
    told = set_agreement(Spans.of_passages(marks, passages), pairs=200_000)
    # Where many sentences hold no claim there is no sigma.
    true = {each.name: value for each in told.measures if (value := each.result().value) is not None}
    held: dict[str, list[Mark]] = {}
    for mark in marks:
        held.setdefault(mark.document, []).append(mark)
    read: dict[str, list[Passage]] = {}
    for passage in passages:
        read.setdefault(passage.document, []).append(passage)
    names = sorted(read)

    def sample(documents: int, rng: np.random.Generator, resamples: int) -> Found:
        picks = [names[place] for place in rng.choice(len(names), documents, replace=False)]
        inside = [mark for name in picks for mark in held.get(name, [])]
        spans = Spans.of_passages(inside, [passage for name in picks for passage in read[name]])
        found = set_agreement(spans, pairs=5_000, seed=int(rng.integers(2**31)))
        return _span_intervals([each for each in found.measures if each.name in true], resamples, rng)

    return true, sample


def _span_intervals(measures: Sequence[Measure], resamples: int, rng: np.random.Generator) -> Found:
    found: Found = {}
    for method in METHODS[1:]:
        with method_of(method):
            told = of_spans.span_intervals(measures, resamples=resamples, seed=int(rng.integers(2**31)))
        found |= {(name, method): (each.low, each.high) for name, each in told.items()}
    return found


BUILD = {"ratings": of_the_ratings, "spans": of_the_spans, "sets": of_the_sets, "leans": of_the_leans}


def covered(
    part: str,
    world: World,
    *,
    simulations: int,
    resamples: int = 2000,
    seed: int = 1,
    sizes: Sequence[int] = SIZES,
    population: int = 20_000,
    advance: Callable[[], None] = lambda: None,
) -> list[Row]:
    """Coverage and width of one part in one world.

    Args:
        part: One of `PARTS`.
        world: Whether documents are alike.
        simulations: Samples of each size.
        resamples: Replicates of a bootstrap.
        seed: Seed of everything.
        sizes: Documents of a sample.
        population: Documents of the population (a fifth of it for spans).
        advance: Called after each sample.
    """
    rng = np.random.default_rng([seed, PARTS.index(part), int(world == "differ")])
    true, sample = BUILD[part](world, population, rng)
    rows = []
    for documents in sizes:
        told: dict[tuple[str, str], list[tuple[float | None, float | None]]] = {}
        for _ in range(simulations):
            for key, ends in sample(documents, rng, resamples).items():
                told.setdefault(key, []).append(ends)
            advance()
        rows += [_row((part, world, name, documents, method), true[name], told[name, method]) for name, method in told]
    return rows


def _row(key: tuple[str, str, str, int, str], true: float, told: Sequence[tuple[float | None, float | None]]) -> Row:
    kept = [(low, high) for low, high in told if low is not None and high is not None]
    part, world, name, documents, method = key
    coverage = float(np.mean([low <= true <= high for low, high in kept])) if kept else None
    width = float(np.mean([high - low for low, high in kept])) if kept else None
    none = 1 - len(kept) / len(told)
    return Row(part, world, name, documents, method, true, coverage, width, none, len(told))


def table(rows: Sequence[Row]) -> list[str]:
    """Lines of Markdown: coverage by method, and mean width, one line per statistic and number of documents."""
    cells: dict[tuple[str, str, float, int], dict[str, Row]] = {}
    for row in rows:
        cells.setdefault((row.world, row.statistic, row.true, row.documents), {})[row.method] = row
    lines = [
        "| documents are | statistic | true | n | units | documents | jackknife | printed | width (u / d / j) |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for (world, statistic, true, documents), found in cells.items():
        shown = [_short(found[method].coverage) if method in found else "" for method in METHODS]
        widths = " / ".join(_short(found[method].width) if method in found else "-" for method in METHODS[:3])
        lines.append(f"| {world} | {statistic} | {true:.3f} | {documents} | {' | '.join(shown)} | {widths} |")
    return lines


def _short(number: float | None) -> str:
    return "-" if number is None else f"{number:.2f}".replace("0.", ".", 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; may be repeated")
    parser.add_argument("--simulations", type=int, default=400, metavar="N", help="samples of each size [400]")
    parser.add_argument("--resamples", type=int, default=1000, metavar="N", help="replicates of a bootstrap [1000]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = parser.parse_args(arguments)
    if given.simulations < 1 or given.resamples < 1 or given.seed < 0:
        parser.error("simulations and resamples are 1 or more, the seed 0 or more")
    rows: list[Row] = []
    worlds: tuple[World, ...] = ("alike", "differ")
    parts = given.only or PARTS
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Simulating", total=len(parts) * len(worlds) * len(SIZES) * given.simulations)
        for part in parts:
            for world in worlds:
                rows += covered(
                    part,
                    world,
                    simulations=given.simulations,
                    resamples=given.resamples,
                    seed=given.seed,
                    advance=lambda: progress.advance(task),
                )
    if given.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
    else:
        print("\n".join(table(rows)))


if __name__ == "__main__":
    main()
