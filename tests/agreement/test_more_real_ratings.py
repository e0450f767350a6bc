"""The remaining figures told of the shared labels: crowd labels, four-way decisions, kappas over characters, tokens."""

from __future__ import annotations

import csv
import gzip
import io
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients

Columns = dict[str, list[str]]


def alpha_of(rows: Iterable[tuple[str, str, str]]) -> float | None:
    return coefficients(Ratings.from_triples(rows), names=["alpha_nominal"])["alpha_nominal"].value


def lines_of(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    ("name", "alpha"),
    [("SP", 0.4276), ("CF_amt", 0.5209), ("CF", 0.5768), ("MS", 0.3010)],
    ids=["SP", "CFa", "CF", "MS"],
)
def test_crowd_labels_with_gold(shared: Path, name: str, alpha: float) -> None:
    lines = lines_of(shared / "data" / "activecrowd" / f"{name}.csv.gz")
    first: dict[tuple[str, str], str] = {}
    for worker, item, label, *_ in lines:
        first.setdefault((item, worker), label)
    value = alpha_of([(item, worker, label) for (item, worker), label in first.items()])
    assert value == pytest.approx(alpha, abs=5.1e-5)


@cache
def toxic(shared: Path) -> tuple[list[dict[str, str]], dict[str, list[tuple[int, int]]], dict[str, int]]:
    """Annotations, spans of each, and length of each comment."""
    tables = {}
    for name in ("annotations", "spans", "comments"):
        head, *lines = lines_of(shared / "data" / "toxic-spans" / f"{name}.csv.gz")
        tables[name] = [dict(zip(head, line, strict=True)) for line in lines]
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in tables["spans"]:
        spans[row["annotation"]].append((int(row["start"]), int(row["end"])))
    return tables["annotations"], spans, {row["comment_id"]: len(row["comment_text"]) for row in tables["comments"]}


def test_four_way_decisions_on_comments(shared: Path) -> None:
    annotations, spans, _ = toxic(shared)
    slots: Counter[str] = Counter()
    rows = []
    for row in annotations:
        # Who ticked both flags counts for "not".
        said = "not" if row["not toxic"] == "True" else "all" if row["all toxic"] == "True" else "nothing"
        said = "spans" if row["annotation"] in spans else said
        rows.append((row["comment_id"], str(slots[row["comment_id"]]), said))
        slots[row["comment_id"]] += 1
    assert alpha_of(rows) == pytest.approx(0.119092, abs=5e-7)


def kappa(one: np.ndarray, other: np.ndarray) -> float:
    """Cohen's kappa over characters through our table; two constant equal raters count as 1."""
    both, left, right = int((one & other).sum()), int(one.sum()), int(other.sum())
    cells = [(1, 1, both), (1, 0, left - both), (0, 1, right - both), (0, 0, len(one) - left - right + both)]
    kept = [cell for cell in cells if cell[2]]
    table = Ratings.from_codes(
        np.array([cell[:2] for cell in kept]), ("no", "yes"), weights=np.array([cell[2] for cell in kept])
    )
    found = coefficients(table, names=["cohen_kappa"])["cohen_kappa"]
    return 1.0 if found.reason == "no_variation" else found.value or 0.0


@pytest.mark.slow
def test_pairwise_kappas_over_characters(shared: Path) -> None:
    annotations, spans, lengths = toxic(shared)
    readers: dict[str, list[str]] = defaultdict(list)
    for row in annotations:
        readers[row["comment_id"]].append(row["annotation"])
    everybody, marking = [], []
    # A fifth of the comments: the means over all of them (0.3900 and 0.5144) within the error of the sample.
    for comment in sorted(readers)[::5]:
        marked = []
        for who in readers[comment][:40]:
            places = np.zeros(lengths[comment], dtype=bool)
            for start, end in spans.get(who, ()):
                places[start:end] = True
            marked.append(places)
        pairs = list(combinations(marked, 2)) if lengths[comment] else []
        kappas = [kappa(one, other) for one, other in pairs]
        both = [value for value, (one, other) in zip(kappas, pairs, strict=True) if one.any() and other.any()]
        everybody += [float(np.mean(kappas))] if kappas else []
        marking += [float(np.mean(both))] if both else []
    for means, expected in ((everybody, 0.3900), (marking, 0.5144)):
        assert np.mean(means) == pytest.approx(expected, abs=3 * np.std(means) / len(means) ** 0.5)
        assert np.std(means) / len(means) ** 0.5 < 0.01


@cache
def speech(shared: Path) -> dict[str, dict[str, Columns]]:
    """Columns of the tokens by document and annotator."""
    found: dict[str, dict[str, Columns]] = defaultdict(dict)
    with tarfile.open(shared / "data" / "redewiedergabe-news" / "primary_mkhz_tsv.tar.xz") as archive:
        for member in archive:
            parts = Path(member.name).parts
            if not member.name.endswith(".tsv") or "tsv" not in parts[:-1] or "consensus" in parts:
                continue
            file = archive.extractfile(member)
            assert file is not None
            text = io.TextIOWrapper(file, encoding="utf-8", newline="")
            head, *lines = list(csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)) or [[]]
            if lines:
                document = Path(member.name).stem.split("_", 1)[1]
                columns = {name: [line[at] for line in lines] for at, name in enumerate(head)}
                found[document][parts[parts.index("tsv") - 1]] = columns
    return found


def first_level(cell: str) -> str:
    return cell.split("|")[0]


VALUES: dict[str, tuple[str, Callable[[str], str], float]] = {
    "type": ("stwr", lambda cell: first_level(cell).split(".")[0], 0.690198),
    "type and medium": ("stwr", lambda cell: ".".join(first_level(cell).split(".")[:2]), 0.617919),
    "set of types": ("stwr", lambda cell: "|".join(sorted({told.split(".")[0] for told in cell.split("|")})), 0.653845),
    "speaker": ("speaker", lambda cell: str(cell not in ("-", "")), 0.698709),
    "frame": ("frame", lambda cell: str(cell not in ("-", "")), 0.754976),
    "intexpr": ("intexpr", lambda cell: str(cell not in ("-", "")), 0.690561),
}


@pytest.mark.parametrize("name", VALUES)
def test_alpha_over_tokens(shared: Path, name: str) -> None:
    column, read, expected = VALUES[name]
    rows = (
        (f"{document} {place}", who, read(cell))
        for document, by in speech(shared).items()
        for who, columns in by.items()
        for place, cell in enumerate(columns[column])
    )
    assert alpha_of(rows) == pytest.approx(expected, abs=5e-7)
