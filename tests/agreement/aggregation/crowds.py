"""Readers of the crowd labels with gold that lie beside the checkout, and the accuracies of labels against it."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from annotator.agreement.aggregation.results import UnitLabel
from annotator.agreement.aggregation.units import UnitTable

SNOW = ("rte", "temp", "wsd")
ACTIVE = ("SP", "CF_amt", "CF", "MS")


@cache
def crowd(shared: Path, name: str) -> tuple[UnitTable, dict[str, str]]:
    """The labels, and the gold label of each unit."""
    return snow(shared, name) if name in SNOW else active(shared, name)


def snow(shared: Path, name: str) -> tuple[UnitTable, dict[str, str]]:
    path = shared / "data" / "snow2008-crowd" / f"{name}.standardized.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t" if name == "wsd" else ","))
    rows = [(line["orig_id"], line["!amt_worker_ids"], line["response"]) for line in lines]
    return UnitTable.from_rows(rows), {line["orig_id"]: line["gold"] for line in lines}


def active(shared: Path, name: str) -> tuple[UnitTable, dict[str, str]]:
    path = shared / "data" / "activecrowd" / f"{name}.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    first: dict[tuple[str, str], str] = {}
    for worker, unit, label, *_ in lines:
        first.setdefault((unit, worker), label)
    rows = [(unit, worker, label) for (unit, worker), label in first.items()]
    return UnitTable.from_rows(rows), {line[1]: line[3] for line in lines}


def accuracy(labels: Iterable[UnitLabel], gold: dict[str, str]) -> float:
    """Share of right labels; no label is wrong."""
    found = list(labels)
    return sum(label.label == gold[label.unit] for label in found) / len(found)


def accuracy_with_drawn_ties(labels: Iterable[UnitLabel], gold: dict[str, str], categories: tuple[str, ...]) -> float:
    """Expected share of right labels if ties were broken by lot."""
    found, right = list(labels), 0.0
    for label in found:
        most = [name for name, votes in zip(categories, label.votes, strict=True) if votes == max(label.votes)]
        right += (gold[label.unit] in most) / len(most)
    return right / len(found)
