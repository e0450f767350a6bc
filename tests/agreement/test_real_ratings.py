"""Published real labels by several people: the agreement their authors or other libraries computed."""

from __future__ import annotations

import csv
import gzip
import json
import tarfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients, pairs

CONTENTIOUS = ("Omstreden naar huidige maatstaven", "Niet omstreden")


def lines_of(path: Path, delimiter: str = ",") -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


@cache
def contentious_words(shared: Path) -> tuple[tuple[str, str, str], ...]:
    """Extract, person, response."""
    lines = lines_of(shared / "data" / "conconcor" / "Annotations.csv.gz")[1:]
    return tuple((extract, person, response) for person, extract, response, _ in lines)


@pytest.mark.parametrize("options", [4, 2])
def test_alphas_of_all_batches_of_contentious_words(shared: Path, options: int) -> None:
    rows = list(contentious_words(shared))
    if options == 2:
        rows = [row for row in rows if row[2] in CONTENTIOUS]
        responses = Counter(extract for extract, _, _ in rows)
        rows = [row for row in rows if responses[row[0]] >= 2]
    table = Ratings.from_triples(rows)
    folder = shared / "data" / "conconcor"
    batches = json.loads((folder / "batches_annotators.json").read_text("utf-8"))
    with (folder / f"k_alpha_per_batch_{options}_options.csv").open(encoding="utf-8", newline="") as file:
        printed = {row["batch"]: row[f"k_alpha_{options}"] for row in csv.DictReader(file)}
    compared = 0
    for batch, people in batches.items():
        if len(people) < 2:
            continue
        part = table.only(annotators=[person for person in people if person in table.annotators])
        value = coefficients(part, names=["alpha_nominal"])["alpha_nominal"].value
        assert value == pytest.approx(float(printed[batch]), abs=0.000501), batch
        compared += 1
    assert compared == 59


def test_alpha_of_every_pair_of_people(shared: Path) -> None:
    table = Ratings.from_triples(contentious_words(shared))
    found = {frozenset((pair.first, pair.second)): pair.alpha for pair in pairs(table)}
    compared = 0
    with (shared / "data" / "conconcor" / "pairwise_alpha.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value = found[frozenset((row["annotator_1"], row["annotator_2"]))]
            assert value == pytest.approx(float(row["alpha"]), abs=0.000501), row
            compared += 1
    assert compared == 1435
    whole = coefficients(table, names=["alpha_nominal"])["alpha_nominal"]
    assert whole.value == pytest.approx(0.302315, abs=5e-7)


@pytest.mark.parametrize(
    ("name", "delimiter", "alpha"), [("rte", ",", 0.2415), ("temp", ",", 0.2234), ("wsd", "\t", 0.9372)]
)
def test_crowd_labels(shared: Path, name: str, delimiter: str, alpha: float) -> None:
    head, *lines = lines_of(shared / "data" / "snow2008-crowd" / f"{name}.standardized.csv.gz", delimiter)
    unit, worker, response = (head.index(column) for column in ("orig_id", "!amt_worker_ids", "response"))
    table = Ratings.from_triples([(line[unit], line[worker], line[response]) for line in lines])
    assert coefficients(table, names=["alpha_nominal"])["alpha_nominal"].value == pytest.approx(alpha, abs=5e-5)


@pytest.mark.parametrize(("flag", "alpha"), [("all toxic", 0.104577), ("not toxic", 0.109003)])
def test_a_hundred_thousand_flags(shared: Path, flag: str, alpha: float) -> None:
    head, *lines = lines_of(shared / "data" / "toxic-spans" / "annotations.csv.gz")
    comment, column = head.index("comment_id"), head.index(flag)
    # One worker annotated one comment twice, so the slot stands for the annotator; alpha does not ask who.
    slots: Counter[str] = Counter()
    rows = []
    for line in lines:
        rows.append((line[comment], str(slots[line[comment]]), line[column]))
        slots[line[comment]] += 1
    found = coefficients(Ratings.from_triples(rows), names=["alpha_nominal"])["alpha_nominal"]
    assert found.value == pytest.approx(alpha, abs=5e-7)


PREVALENCE = {
    "framing.russia": (10_285, 0.064468, 0.041751, 0.037664, 0.064377, 0.976026, 0.976179),
    "framing.ukraine": (10_285, 0.034303, 0.045866, 0.040764, 0.034209, 0.975440, 0.975596),
    "framing.west": (10_285, 0.030939, 0.028258, 0.036789, 0.030845, 0.986634, 0.986680),
    "subjectivity": (10_300, -0.015822, -0.009705, 0.018922, -0.015951, 0.549977, 0.607876),
    "hidden_assumptions": (10_300, 0.081098, 0.130882, 0.114946, 0.081352, 0.883828, 0.888527),
    "bias.pro-russia": (13_324, -0.015225, -0.040931, -0.024450, -0.036012, 0.649424, 0.684960),
    "bias.pro-west": (13_324, -0.016881, -0.027850, -0.013972, -0.036017, 0.653187, 0.688002),
}
NAMES = ("alpha_nominal", "alpha_ordinal", "alpha_interval", "fleiss_kappa", "gwet_ac1", "percent_agreement")


@cache
def sentences(shared: Path) -> list[dict[str, Any]]:
    """All sentences of all articles, with their judgements."""
    found = []
    with tarfile.open(shared / "data" / "ukraine-news-bias" / "all-data-as-json.tar.gz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                found += json.load(file)["sentences"]
    return found


@pytest.mark.parametrize("dimension", PREVALENCE)
def test_sentences_with_rare_categories(shared: Path, dimension: str) -> None:
    task, _, target = dimension.partition(".")
    rows = []
    for unit, sentence in enumerate(sentences(shared)):
        judgements = sentence[task]["judgements"]
        # The raters are anonymous and change from sentence to sentence: only the slots have names.
        slots = judgements[target] if target else judgements
        rows += [(str(unit), str(slot), value) for slot, value in enumerate(slots)]
    labels, *expected = PREVALENCE[dimension]
    assert len(rows) == labels
    found = coefficients(Ratings.from_triples(rows, level="interval"), names=NAMES)
    for name, value in zip(NAMES, expected, strict=True):
        assert found[name].value == pytest.approx(value, abs=6e-7), name
