"""Laws of records that hold for every value: JSON brings them back, ids sort in the order in which they were made."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from annotator.exports.rows import annotation_row, document_row
from annotator.imports.labels_jsonl import document_of, label_of
from annotator.records.base import format_time
from annotator.records.documents import ROLES, Article, Document, Metadata, Segment
from annotator.records.export_rows import AnnotationRow, DocumentRow
from annotator.records.identifiers import IdSource, speaker_id, uuid7, uuid7_parts
from annotator.records.labels import EMPTY, Claim, Label
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.records.speakers import AUTHOR_SPEAKER, SPEAKER_KINDS, Speaker
from annotator.store.release import Labelled

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
HARD = st.sampled_from(
    ["e\u0301", "👩‍👩‍👧", "مرحبا", "\r\n", "\u2028", "</script>", "=cmd()", '"', "\\", "\x00", "\ufeff"]
)
TEXTS = st.lists(WORDS | HARD, min_size=1, max_size=12).map("".join).filter(bool)
ZONES = st.timezones() | st.just(UTC) | st.just(timezone.utc)  # noqa: UP017
MOMENTS = st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1), timezones=ZONES)  # noqa: DTZ001
IDS = st.builds(uuid7, st.integers(0, (1 << 48) - 1), st.integers(0, (1 << 74) - 1))


@st.composite
def spans(draw: DrawFn, start: int, end: int, most: int = 3) -> tuple[Span, ...]:
    """Stretches within `[start, end)` that do not overlap; none where there is no room."""
    cuts = sorted(draw(st.sets(st.integers(start, end), min_size=2, max_size=2 * most)))
    return tuple(Span(start=a, end=b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def labels(draw: DrawFn, start: int, end: int, length: int) -> Label:
    verdict = draw(st.sampled_from(["claims", "no-claim", "skipped", None]))
    claims = []
    for number in range(draw(st.integers(1, 3)) if verdict == "claims" else 0):
        speaker, via = draw(st.lists(st.sampled_from(["author", "s-1", "s-2"]), min_size=2, max_size=2, unique=True))
        claims.append(
            Claim(
                id=f"c{number}",
                spans=draw(spans(start, end)),
                speaker=speaker,
                via=draw(st.sampled_from([None, via])),
                mention=draw(st.none() | spans(0, length, most=1).map(lambda found: found[0])),
                stance=draw(st.sampled_from(["neutral", "pro"])),
                confidence=draw(st.sampled_from([None, 1, 2, 3])),
                continues=f"c{number - 1}" if number and draw(st.booleans()) else None,
                attributes=draw(st.dictionaries(WORDS, WORDS, max_size=2)),
            )
        )
    return Label(verdict=verdict, claims=tuple(claims), note=draw(WORDS), flag=draw(st.booleans()))


@st.composite
def sentences(draw: DrawFn) -> tuple[Document, Segment, Revision]:
    """A document, a sentence of it, and a revision of its label."""
    metadata = Metadata(title=draw(WORDS), extra=draw(st.dictionaries(WORDS, WORDS, max_size=2)))
    document = Document.of(Article(text=draw(TEXTS), metadata=metadata, source=draw(WORDS)), draw(MOMENTS))
    length = len(document.text)
    span = draw(spans(0, length, most=1))[0]
    segment = Segment(document=document.id, start=span.start, end=span.end, role=draw(st.sampled_from(ROLES)))
    body = draw(labels(span.start, span.end, length))
    revision = Revision(
        id=draw(IDS),
        annotator="ann",
        segment=segment.key,
        saved_at=draw(MOMENTS),
        seconds=draw(st.floats(0, 1e9)),
        codebook_version="1.0",
        done=body.verdict is not None and draw(st.booleans()),
        body=body,
    )
    return document, segment, revision


@given(sentences())
def test_json_brings_records_back(made: tuple[Document, Segment, Revision]) -> None:
    for record in made:
        again = type(record).model_validate_json(record.model_dump_json())
        assert again == record
        assert again.model_dump_json() == record.model_dump_json()


REGISTRY = {each: Speaker(id=each, name=f"Name of {each}") for each in ("s-1", "s-2")} | {"author": AUTHOR_SPEAKER}


@given(sentences(), st.floats(0, 1e9), st.integers(1, 999))
def test_rows_quote_the_text_and_give_the_label_back(
    made: tuple[Document, Segment, Revision], seconds: float, number: int
) -> None:
    document, sentence, revision = made
    labelled = Labelled(revision, "person", "typed", seconds)
    claims = {claim.id for claim in revision.body.claims}
    row = annotation_row(document, sentence, number, labelled, REGISTRY, claims)
    assert AnnotationRow.model_validate_json(row.model_dump_json()) == row
    assert label_of(row) == revision.body
    for quote in [span for claim in row.claims for span in (*claim.spans, *([claim.mention] if claim.mention else []))]:
        assert document.text[quote.start : quote.end] == quote.quote
    for span in (span for claim in row.claims for span in claim.spans):
        assert row.sentence.text[span.start_in_sentence : span.end_in_sentence] == span.quote


@given(sentences())
def test_document_rows_give_the_document_back(made: tuple[Document, Segment, Revision]) -> None:
    document, sentence, _ = made
    row = document_row(document, [sentence])
    assert document_of(DocumentRow.model_validate_json(row.model_dump_json())) == (document, [sentence])


@given(MOMENTS, MOMENTS)
def test_written_times_sort_as_the_moments_do(left: datetime, right: datetime) -> None:
    assert (format_time(left) < format_time(right)) == (left < right)


CLOCKS = st.lists(st.integers(0, 1 << 47), min_size=2, max_size=40)
"""Milliseconds up to the year 6429; id times end in the year 10889."""


@given(CLOCKS, st.data())
def test_ids_sort_in_the_order_in_which_they_were_made_whatever_the_clock_does(ticks: list[int], data: Any) -> None:
    clock = iter(ticks)
    bits = st.sampled_from([0, 1, (1 << 73) - 1, (1 << 74) - 1]) | st.integers(0, (1 << 74) - 1)
    source = IdSource(lambda: next(clock, 0), lambda: data.draw(bits))
    made = [source.new() for _ in ticks]
    assert made == sorted(set(made))


@given(IDS, st.integers(0, 1 << 40))
def test_a_new_id_sorts_behind_one_made_elsewhere(other: str, now: int) -> None:
    assert other == "ffffffff-ffff-7fff-bfff-ffffffffffff" or IdSource(lambda: now, lambda: 7).new(after=other) > other


@given(st.integers(0, (1 << 48) - 1), st.integers(0, (1 << 74) - 1))
def test_an_id_keeps_its_time_and_its_random_bits(milliseconds: int, random_bits: int) -> None:
    made = uuid7(milliseconds, random_bits)
    assert uuid7_parts(made) == (milliseconds, random_bits)
    assert Revision(
        id=made,
        annotator="a",
        segment="0" * 16 + ":0-1",
        saved_at=datetime.now(UTC),
        codebook_version="1",
        body=EMPTY,
    )


def test_two_machines_that_count_on_from_one_id_do_not_meet() -> None:
    """As they do where the clock of a third one ran ahead and both have its labels."""
    ahead = uuid7(1 << 45, 0)
    left, right = IdSource(lambda: 1), IdSource(lambda: 1)
    assert not {left.new(after=ahead) for _ in range(100)} & {right.new(after=ahead) for _ in range(100)}


def test_many_ids_in_one_millisecond_are_all_different() -> None:
    source = IdSource(lambda: 1_500_000_000_000)
    made = [source.new() for _ in range(10_000)]
    assert made == sorted(set(made))


@given(st.text("abcÄÖß éñ", min_size=1))
def test_a_speaker_has_one_id_however_the_name_is_typed(name: str) -> None:
    assert speaker_id(f"  {name.upper()}\t") == speaker_id(
        unicodedata.normalize("NFD", name.upper().replace(" ", "  "))
    )


def test_kinds_of_speakers_are_all_different() -> None:
    assert len(set(SPEAKER_KINDS)) == len(SPEAKER_KINDS)
