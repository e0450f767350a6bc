"""Accuracy against gold on published crowd labels, and the posteriors of the original MACE program.

Figures for majority, Dawid-Skene and one-coin are those of crowd-kit 1.4.2 (Snow et al. 2008 print the first two of the
three tasks alike). That library smooths nothing and stops where its own lower bound, which counts the prior once per
rating, stops rising; ours adds 0.01 to every count and goes on until the likelihood has converged.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from crowds import accuracy, accuracy_with_drawn_ties, crowd

from annotator.agreement.aggregation.dawid_skene import dawid_skene
from annotator.agreement.aggregation.mace import mace
from annotator.agreement.aggregation.majority import majority
from annotator.agreement.aggregation.one_coin import one_coin
from annotator.agreement.aggregation.results import DawidSkene, Mace
from annotator.agreement.aggregation.units import unit_labels
from annotator.agreement.ratings import Ratings

MAJORITY = {"rte": 0.8969, "temp": 0.9361, "wsd": 0.9944, "SP": 0.8859, "CF_amt": 0.8533, "CF": 0.8822, "MS": 0.7042}
DAWID_SKENE = {
    "rte": 0.9275,
    "temp": 0.9416,
    "wsd": 0.9944,
    "SP": 0.9152,
    "CF_amt": 0.8400,
    "CF": 0.8300,
    "MS": 0.7686,
}
ONE_COIN = {
    "rte": 0.9250,
    "temp": 0.9394,
    "wsd": 0.9944,
    "SP": 0.9166,
    "CF_amt": 0.8600,
    "CF": 0.8867,
    "MS": 0.7929,
}
ONE_UNIT_APART = {("dawid_skene", "MS"), ("one_coin", "CF")}


@cache
def fitted_mace(shared: Path, name: str) -> Mace:
    return mace(crowd(shared, name)[0].ratings)


@pytest.mark.parametrize("name", MAJORITY)
def test_majority(shared: Path, name: str) -> None:
    table, gold = crowd(shared, name)
    labels = unit_labels(majority(table.ratings), table)
    assert len(labels) == len(gold)
    found = accuracy_with_drawn_ties(labels, gold, table.ratings.categories)
    assert found == pytest.approx(MAJORITY[name], abs=0.00006)


@pytest.mark.parametrize(("name", "ties"), [("rte", 65), ("temp", 17), ("wsd", 0)])
def test_ties_of_the_majority(shared: Path, name: str, ties: int) -> None:
    table, _ = crowd(shared, name)
    labels = unit_labels(majority(table.ratings), table)
    assert sum(label.reason == "tie" for label in labels) == ties


@pytest.mark.parametrize(("method", "figures"), [(dawid_skene, DAWID_SKENE), (one_coin, ONE_COIN)])
@pytest.mark.parametrize("name", DAWID_SKENE)
def test_fitted_error_rates(
    shared: Path, name: str, method: Callable[[Ratings], DawidSkene], figures: dict[str, float]
) -> None:
    table, gold = crowd(shared, name)
    result = method(table.ratings)
    units = 1 if (result.method, name) in ONE_UNIT_APART else 0
    assert result.converged
    found = accuracy(unit_labels(result, table), gold)
    assert found == pytest.approx(figures[name], abs=units / len(gold) + 0.00006)


@pytest.mark.parametrize("name", ["CF", "CF_amt", "MS"])
def test_fewer_parameters_hold_up_where_labels_are_sparse(shared: Path, name: str) -> None:
    table, gold = crowd(shared, name)
    full, coin, spam = (
        accuracy(unit_labels(method(table.ratings), table), gold) for method in (dawid_skene, one_coin, mace)
    )
    assert min(coin, spam) > full


@pytest.mark.parametrize(
    ("name", "columns", "expected"), [("rte", ("false", "true"), 0.9263), ("temp", ("after", "before"), 0.9416)]
)
def test_mace_is_the_original_program(shared: Path, name: str, columns: tuple[str, str], expected: float) -> None:
    table, gold = crowd(shared, name)
    labels = unit_labels(fitted_mace(shared, name), table)
    with (shared / "data" / "snow2008-crowd" / f"mace_units_{name}.csv").open(encoding="utf-8", newline="") as file:
        printed = {line["unit"]: [float(line[column]) for column in columns] for line in csv.DictReader(file)}
    assert set(printed) == {label.unit for label in labels}
    ours = np.array([label.posterior for label in labels])
    theirs = np.array([printed[label.unit] for label in labels])
    assert (ours.argmax(axis=1) == theirs.argmax(axis=1)).all()
    assert np.abs(ours - theirs).mean() < 0.001
    assert accuracy(labels, gold) == pytest.approx(expected, abs=0.00006)


def test_competence_is_that_of_the_original_program(shared: Path) -> None:
    result = fitted_mace(shared, "rte")
    path = shared / "data" / "snow2008-crowd" / "mace_workers_rte.csv"
    with path.open(encoding="utf-8", newline="") as file:
        printed = {line["worker"]: float(line["competence"]) for line in csv.DictReader(file)}
    theirs = np.array([printed[person] for person in result.people])
    assert len(result.people) == 164
    assert np.corrcoef(result.competence, theirs)[0, 1] > 0.9995
    # The program prints exp(E log theta), which lies below the posterior mean.
    assert np.abs(result.competence - theirs).mean() < 0.01


@pytest.mark.parametrize(("name", "printed"), [("rte", 0.93), ("temp", 0.94), ("wsd", 0.99)])
def test_mace_reaches_what_its_paper_prints(shared: Path, name: str, printed: float) -> None:
    table, gold = crowd(shared, name)
    assert accuracy(unit_labels(fitted_mace(shared, name), table), gold) == pytest.approx(printed, abs=0.005)
