"""Real spans of many people: the figures known of them come out, and everything runs at their size."""

from __future__ import annotations

import csv
import gzip
import io
import tarfile
from collections import defaultdict
from pathlib import Path

import pytest

from annotator.agreement.report import coefficients
from annotator.agreement.spans.gamma import GammaPlan, gamma
from annotator.agreement.spans.positions import MARKED, UNMARKED, position_ratings
from annotator.agreement.spans.report import span_agreement
from annotator.agreement.spans.table import Mark, Spans


def rows_of(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def toxic() -> Spans:
    """Crowd workers mark what makes a comment toxic; every annotation is a reader of its own."""
    folder = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "toxic-spans"
    if not folder.is_dir():
        pytest.skip("the shared data are not beside the checkout")
    length = {row["comment_id"]: len(row["comment_text"]) for row in rows_of(folder / "comments.csv.gz")}
    comment = {row["annotation"]: row["comment_id"] for row in rows_of(folder / "annotations.csv.gz")}
    marks = []
    for row in rows_of(folder / "spans.csv.gz"):
        document = comment[row["annotation"]]
        # 94 spans end after their text.
        start, end = int(row["start"]), min(int(row["end"]), length[document])
        if start < end:
            marks.append(Mark(document, row["annotation"], ((start, end),), row["type"]))
    return Spans.of_documents(marks, [(document, who) for who, document in comment.items()], length)


def alpha_of_places(spans: Spans) -> float | None:
    return coefficients(position_ratings(spans, named=False), names=["alpha_nominal"])["alpha_nominal"].value


def test_alpha_over_the_characters_of_toxic_comments(toxic: Spans) -> None:
    assert len(toxic.documents) == 16100
    assert alpha_of_places(toxic) == pytest.approx(0.212344, abs=5e-7)
    thrice = toxic._of_readings((toxic.readers == 3)[toxic.reader_passage])
    assert len(thrice.passage_document) == 13200
    assert alpha_of_places(thrice) == pytest.approx(0.244950, abs=5e-7)


def test_every_measure_of_toxic_comments_is_had(toxic: Spans) -> None:
    found = span_agreement(toxic)
    assert found["token_f1"].reason == "no_tokens"
    assert found["fleiss_kappa_B"].reason == "too_large"
    rest = [each.value for name, each in found.items() if name not in ("token_f1", "fleiss_kappa_B")]
    assert None not in rest
    exact, soft, overlap = (found[name].value or 0 for name in ("exact_f1", "soft_f1", "overlap_f1"))
    assert 0 < exact < soft < overlap < 1
    # |u_alpha corrects for chance by unit, character alpha by character; observed, they count the same.
    assert found["u_alpha_bar"].value == pytest.approx(0.2123, abs=0.001)


@pytest.fixture(scope="module")
def speech() -> dict[str, Spans]:
    """Speech representation in newspapers, by tokens: the first level of nesting, and each type at whatever level."""
    path = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "redewiedergabe-news"
    if not path.is_dir():
        pytest.skip("the shared data are not beside the checkout")
    outer, nested, readers, lengths = [], [], [], {}
    with tarfile.open(path / "primary_mkhz_tsv.tar.xz") as archive:
        for member in archive:
            parts = Path(member.name).parts
            if not member.name.endswith(".tsv") or "tsv" not in parts[:-1] or "consensus" in parts:
                continue
            file = archive.extractfile(member)
            assert file is not None
            lines = list(
                csv.reader(io.TextIOWrapper(file, encoding="utf-8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
            )
            if len(lines) < 2:
                continue
            document = Path(member.name).stem.split("_", 1)[1]
            annotator = parts[parts.index("tsv") - 1]
            outer += marks_of(document, annotator, lines, levels=1)
            nested += marks_of(document, annotator, lines, levels=9)
            readers.append((document, annotator))
            lengths[document] = len(lines) - 1
    whole = Spans.of_documents(nested, readers, lengths)
    types = {label: whole.where(whole.label == at) for at, label in enumerate(whole.labels)}
    return {"all": Spans.of_documents(outer, readers, lengths)} | types


def marks_of(document: str, annotator: str, lines: list[list[str]], levels: int) -> list[Mark]:
    """One mark per instance within so many levels of nesting: its tokens."""
    column = lines[0].index("stwr")
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, cells in enumerate(lines[1:]):
        for told in cells[column].split("|")[:levels]:
            if told not in ("", "-"):
                kind, _, number = told.split(".")[:3]
                places[kind, number].append(place)
    return [
        Mark(document, annotator, tuple((place, place + 1) for place in held), kind)
        for (kind, _), held in places.items()
    ]


@pytest.mark.parametrize(("label", "value"), [("direct", 0.880294), ("indirect", 0.725961), ("reported", 0.494532)])
def test_alpha_over_tokens_of_one_type_of_speech(speech: dict[str, Spans], label: str, value: float) -> None:
    table = position_ratings(speech[label])
    assert table.categories == (UNMARKED, MARKED)
    found = coefficients(table, names=["alpha_nominal"])["alpha_nominal"]
    assert found.value == pytest.approx(value, abs=5e-7)


def test_alpha_over_tokens_of_all_types_of_speech(speech: dict[str, Spans]) -> None:
    found = coefficients(position_ratings(speech["all"], labels=True), names=["alpha_nominal"])["alpha_nominal"]
    assert found.value == pytest.approx(0.690198, abs=5e-7)


def test_every_measure_of_speech_is_had(speech: dict[str, Spans]) -> None:
    found = span_agreement(speech["all"])
    assert [name for name, each in found.items() if each.value is None] == ["token_f1"]
    told = gamma(speech["all"], GammaPlan(samples=3))
    assert told.gamma.value is not None
    assert 0 < told.gamma.value < 1
    assert (told.gamma.documents, told.gamma.units) == (found["soft_f1"].documents, found["soft_f1"].units)
