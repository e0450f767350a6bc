"""Records are frozen, refuse unknown fields, and say which value is impossible and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from annotator.records.base import Record, explain, format_time
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.records.export_rows import AnnotationRow
from annotator.records.identifiers import document_id, parse_segment_key, segment_key, text_sha256
from annotator.records.labels import EMPTY, Claim, Label
from annotator.records.people import Annotator
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.records.speakers import Speaker, SpeakerChange

NOON = datetime(2018, 2, 19, 12, tzinfo=UTC)
ID = "01890000-0000-7000-8000-000000000001"
KEY = "00112233aabbccdd:10-30"


def claim(*spans: tuple[int, int], **more: object) -> Claim:
    fields: dict[str, object] = {"id": "c1", "spans": [Span(start=a, end=b) for a, b in spans], "stance": "neutral"}
    return Claim.model_validate({**fields, **more})


def revision(body: Label, **more: object) -> Revision:
    fields: dict[str, object] = {
        "id": ID, "annotator": "ann", "segment": KEY, "saved_at": NOON, "codebook_version": "1.0", "body": body,
    }  # fmt: skip
    return Revision.model_validate({**fields, **more})


def change(**more: object) -> SpeakerChange:
    fields = {"id": ID, "speaker": "s-1", "op": "create", "value": "Anna", "author": "ann", "saved_at": NOON}
    return SpeakerChange.model_validate({**fields, **more})


EXAMPLES: list[Record] = [
    Span(start=1, end=2),
    claim((1, 2)),
    Label(verdict="no-claim"),
    revision(EMPTY),
    change(),
    Speaker(id="s-1", name="Anna"),
    Annotator(name="ann", created_at=NOON),
    Article(text="x"),
    Metadata(title="x"),
    Document.of(Article(text="x"), NOON),
    Segment(document="00112233aabbccdd", start=0, end=1),
]


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: type(record).__name__)
def test_records_are_frozen(record: Record) -> None:
    name = next(iter(type(record).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(record, name, getattr(record, name))


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: type(record).__name__)
def test_records_refuse_unknown_fields_by_name(record: Record) -> None:
    with pytest.raises(ValidationError) as refusal:
        type(record).model_validate({**dict(record), "colour": "red"})
    assert "colour" in explain(refusal.value)
    assert "Extra inputs" in explain(refusal.value)


def row(**more: object) -> AnnotationRow:
    """A line about the sentence `He said so.` at 5-16 of a document."""
    quote = {"start": 8, "end": 12, "start_in_sentence": 3, "end_in_sentence": 7, "quote": "said"}
    speaker = {"id": "author", "name": "the author", "kind": "author"}
    given = {
        "id": "c", "spans": [{**quote, **more.pop("span", {})}], "speaker": speaker,  # type: ignore[dict-item]
        "mention": more.pop("mention", None), "via": None, "stance": "neutral", "confidence": None, "continues": None,
        "attributes": {},
    }  # fmt: skip
    fields: dict[str, object] = {
        "document": "00112233aabbccdd", "sentence": {"start": 5, "end": 16, "number": 1, "text": "He said so."},
        "annotator": "ann", "annotator_kind": "person", "verdict": "claims", "done": True, "claims": [given],
        "note": "", "flag": False, "codebook_version": "1", "origin": "typed", "saved_at": NOON, "seconds": 1.0,
    }  # fmt: skip
    return AnnotationRow.model_validate({**fields, **more})


IMPOSSIBLE: list[tuple[str, Callable[[], object], str]] = [
    ("empty span", lambda: Span(start=4, end=4), "span 4-4 is empty"),
    ("span backwards", lambda: Span(start=4, end=3), "span 4-3 is empty"),
    ("span before the text", lambda: Span(start=-1, end=3), "start: .*-1"),
    ("no span", lambda: claim(), "spans: "),
    ("spans that overlap", lambda: claim((15, 20), (10, 16)), "10-16 and 15-20 of one claim overlap"),
    ("equal spans", lambda: claim((10, 12), (10, 12)), "10-12 and 10-12 of one claim overlap"),
    ("confidence 0", lambda: claim((1, 2), confidence=0), "confidence: .*given: 0"),
    ("confidence 4", lambda: claim((1, 2), confidence=4), "confidence: .*given: 4"),
    ("claim that continues itself", lambda: claim((1, 2), continues="c1"), "claim c1 continues itself"),
    ("speaker passes on own words", lambda: claim((1, 2), speaker="s-1", via="s-1"), "'s-1' both as speaker and"),
    ("claim without id", lambda: claim((1, 2), id=""), "id: "),
    ("claim without stance", lambda: claim((1, 2), stance=""), "stance: "),
    ("no-claim with claims", lambda: Label(verdict="no-claim", claims=(claim((1, 2)),)), r"'no-claim' but 1 claim"),
    ("skipped with claims", lambda: Label(verdict="skipped", claims=(claim((1, 2)),)), r"'skipped' but 1 claim"),
    ("open with claims", lambda: Label(claims=(claim((1, 2)),)), r"'open' but 1 claim"),
    ("claims without a claim", lambda: Label(verdict="claims"), "no claim is given"),
    ("unknown verdict", lambda: Label.model_validate({"verdict": "maybe"}), "verdict: .*'maybe'"),
    ("claims of one id", lambda: Label(verdict="claims", claims=(claim((1, 2)), claim((3, 4)))), "the same id"),
    (
        "span before its sentence",
        lambda: revision(Label(verdict="claims", claims=(claim((9, 12)),))),
        "claim c1: span 9-12 lies outside its sentence 10-30",
    ),
    (
        "span behind its sentence",
        lambda: revision(Label(verdict="claims", claims=(claim((10, 12), (28, 31)),))),
        "claim c1: span 28-31 lies outside its sentence 10-30",
    ),
    ("done without verdict", lambda: revision(EMPTY, done=True), "needs a verdict"),
    ("naive time", lambda: revision(EMPTY, saved_at=datetime(2018, 2, 19)), "saved_at: a time needs its zone"),  # noqa: DTZ001
    ("naive time as text", lambda: revision(EMPTY, saved_at="2018-02-19T12:00:00"), "saved_at: a time needs its zone"),
    ("time before the year 1", lambda: revision(EMPTY, saved_at="0001-01-01T00:00:00+02:00"), "saved_at: .*years"),
    ("time after the year 9999", lambda: revision(EMPTY, saved_at="9999-12-31T23:59:59-02:00"), "saved_at: .*years"),
    ("id that is no UUIDv7", lambda: revision(EMPTY, id="01890000-0000-4000-8000-000000000001"), "id: .*given"),
    ("id in capitals", lambda: revision(EMPTY, id=ID.replace("1890", "189A")), "id: "),
    ("segment key without an end", lambda: revision(EMPTY, segment="00112233aabbccdd:10"), "segment: "),
    ("segment key in other digits", lambda: revision(EMPTY, segment="00112233aabbccdd:١٠-٣٠"), "segment: "),
    ("negative seconds", lambda: revision(EMPTY, seconds=-1), "seconds: .*-1"),
    ("endless seconds", lambda: revision(EMPTY, seconds=float("inf")), "seconds: .*inf"),
    ("unknown origin", lambda: revision(EMPTY, origin="dreamt"), "origin: .*'dreamt'"),
    ("undo of nothing", lambda: revision(EMPTY, origin="undo"), "names the revision it reverts"),
    ("typed that reverts", lambda: revision(EMPTY, reverts=ID), "names the revision it reverts"),
    ("no codebook version", lambda: revision(EMPTY, codebook_version=""), "codebook_version: "),
    ("annotator without a name", lambda: revision(EMPTY, annotator=""), "annotator: a name has 1 to 64"),
    ("name with a blank at its end", lambda: Annotator(name="ann ", created_at=NOON), "name: .*'ann '"),
    ("name with an escape", lambda: Annotator(name="a\x1b[31m", created_at=NOON), r"control character; '\\x1b'"),
    ("name that turns around", lambda: Annotator(name="a\u202eb", created_at=NOON), r"control character; '\\u202e'"),
    ("name too long", lambda: Annotator(name="a" * 65, created_at=NOON), "1 to 64 characters"),
    ("speaker without a name", lambda: Speaker(id="s", name=" "), "name: a name has 1 to 200"),
    ("speaker of no kind", lambda: Speaker.model_validate({"id": "s", "name": "A", "kind": "ghost"}), "kind: .*ghost"),
    ("change to a blank name", lambda: change(op="rename", value=" "), "1 to 200 characters"),
    ("change to a long name", lambda: change(op="alias", value="x" * 201), "1 to 200 characters"),
    ("change to no kind", lambda: change(op="kind", value="ghost"), "'ghost' is no kind of speaker"),
    ("speaker made of no kind", lambda: change(kind="ghost"), "kind.*'ghost'"),
    ("merge into itself", lambda: change(op="merge", value="s-1"), "names another speaker"),
    ("change of the author", lambda: change(op="rename", speaker="author"), "not an entry to change"),
    ("unknown change", lambda: change(op="forget"), "op: .*'forget'"),
    ("document without text", lambda: Document.of(Article(text=""), NOON), "text: "),
    (
        "document with another text",
        lambda: Document.model_validate({**dict(Document.of(Article(text="x"), NOON)), "text": "y"}),
        "sha256 is not that of the text",
    ),
    (
        "document with another id",
        lambda: Document.model_validate({**dict(Document.of(Article(text="x"), NOON)), "id": "0" * 16}),
        "id 0000000000000000 is not the start",
    ),
    ("half a character", lambda: Label(note="a\udcff"), r"note holds half a character \('\\udcff'\)"),
    ("half a character in a value", lambda: claim((1, 2), attributes={"form": "\ud83d"}), "attributes holds half"),
    ("half a character in a name of a value", lambda: Metadata(extra={"\ud83d": "x"}), "extra holds half"),
    ("half a character in a text", lambda: Article(text="\ud83d"), "text holds half"),
    ("empty segment", lambda: Segment(document="00112233aabbccdd", start=3, end=3), "span 3-3 is empty"),
    ("segment of no role", lambda: Segment.model_validate({"document": "0" * 16, "start": 0, "end": 1, "role": "x"}), "role"),  # noqa: E501
    ("row: quote of another length", lambda: row(span={"quote": "sai"}), "do not fit a quote of 3 characters"),
    ("row: other words", lambda: row(span={"quote": "told"}), "'told' is not at 8-12"),
    (
        "row: offsets that do not fit each other",
        lambda: row(span={"start": 9, "end": 13}),
        "claim c: the two offsets of 'said' do not fit each other",
    ),
    (
        "row: span outside its sentence, though Python could slice it",
        lambda: row(span={"start": 1, "end": 4, "start_in_sentence": -4, "end_in_sentence": -1, "quote": " so"}),
        "claim c: 1-4 lies outside its sentence",
    ),
    (
        "row: mention whose offsets do not fit each other",
        lambda: row(mention={"start": 5, "end": 7, "start_in_sentence": 1, "end_in_sentence": 3, "quote": "He"}),
        "the two offsets of 'He'",
    ),
    ("row: sentence of another length", lambda: row(sentence={"start": 5, "end": 16, "number": 1, "text": "He"}), "sentence: .*2 characters"),  # noqa: E501
    ("row: endless seconds", lambda: row(seconds=float("inf")), "seconds: "),
]  # fmt: skip


@pytest.mark.parametrize(("make", "message"), [each[1:] for each in IMPOSSIBLE], ids=[each[0] for each in IMPOSSIBLE])
def test_impossible_values_are_refused_with_the_reason(make: Callable[[], object], message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        make()
    told = explain(refusal.value)
    assert "\n" not in told
    assert re.search(message, told), told


def test_a_possible_row_is_accepted() -> None:
    mention = {"start": 0, "end": 4, "start_in_sentence": -5, "end_in_sentence": -1, "quote": "Anna"}
    assert row(mention=mention).claims[0].spans[0].quote == "said"


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(ValidationError) as refusal:
        Document.model_validate({"id": "0" * 16, "sha256": "z" * 100_000, "text": "x", "added_at": NOON})
    assert len(explain(refusal.value)) < 400


def test_several_faults_are_all_told() -> None:
    with pytest.raises(ValidationError) as refusal:
        Claim.model_validate({"id": "", "spans": [], "stance": ""})
    assert all(name in explain(refusal.value) for name in ("id: ", "spans: ", "stance: "))


def test_spans_of_a_claim_are_sorted() -> None:
    assert [span.start for span in claim((20, 22), (10, 12)).spans] == [10, 20]


def test_spans_that_touch_do_not_overlap() -> None:
    assert len(claim((10, 12), (12, 14)).spans) == 2


def test_a_mention_may_lie_outside_the_sentence() -> None:
    body = Label(verdict="claims", claims=(claim((10, 12), mention=Span(start=0, end=4)),))
    assert revision(body, done=True).body.claims[0].mention == Span(start=0, end=4)


def test_an_undo_names_what_it_reverts() -> None:
    assert revision(EMPTY, origin="undo", reverts=ID).reverts == ID


def test_only_a_label_that_says_nothing_is_empty() -> None:
    assert Label().is_empty
    assert not any(label.is_empty for label in (Label(note="x"), Label(flag=True), Label(verdict="skipped")))


def test_times_are_kept_in_utc() -> None:
    far = timezone(timedelta(hours=-7))
    made = revision(EMPTY, saved_at=datetime(2018, 2, 19, 23, 30, tzinfo=far))
    assert made.saved_at == datetime(2018, 2, 20, 6, 30, tzinfo=UTC)
    assert made.saved_at.utcoffset() == timedelta(0)
    assert made.model_dump(mode="json")["saved_at"] == "2018-02-20T06:30:00.000000Z"


@pytest.mark.parametrize("year", [1, 987, 1970, 9999])
def test_written_times_are_all_as_long(year: int) -> None:
    moment = datetime(year, 1, 2, tzinfo=UTC)
    assert format_time(moment) == f"{year:04}-01-02T00:00:00.000000Z"


def test_a_document_is_named_by_its_text() -> None:
    document = Document.of(Article(text="Привет\r\n\u2028"), NOON)
    assert document.id == document_id("Привет\r\n\u2028") == text_sha256("Привет\r\n\u2028")[:16]


def test_a_segment_key_comes_apart_again() -> None:
    segment = Segment(document="00112233aabbccdd", start=10, end=30)
    assert segment.key == KEY == segment_key(*parse_segment_key(KEY))


@pytest.mark.parametrize("key", ["", "x:1-2", KEY + "\n", "00112233aabbccdd:01-30", "00112233aabbccdd:10-"])
def test_what_is_no_segment_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="is not of the form"):
        parse_segment_key(key)
