"""Bytes to text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.imports.encoding import Decoded, decode, decode_file
from annotator.imports.rejected import RefusalError, Rejected

RUSSIAN = "Переговоры закончились поздно вечером. Министр уехал, не сказав ни слова о новом соглашении."
GERMAN = "Der Minister verließ das Gebäude früh. Er grüßte niemanden und fuhr über die Brücke."
FRENCH = "« L’été est terminé », a déclaré le ministre – à 5 €, c’était déjà trop."


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_read_as_it_is(text: str) -> None:
    found = decode(text.encode("utf-8"))
    marked = text.startswith("\ufeff")
    assert (found.text, found.encoding) == (text[1:] if marked else text, "utf-8-sig" if marked else "utf-8")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32")],
)
def test_a_byte_order_mark_is_believed_and_dropped(encoding: str, name: str) -> None:
    found = decode(RUSSIAN.encode(encoding))
    assert (found.text, found.encoding, found.marked) == (RUSSIAN, name, True)


def test_big_endian_marks() -> None:
    assert decode(b"\xfe\xff" + "Да 😀".encode("utf-16-be")).text == "Да 😀"


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866", "iso8859-5"])
@pytest.mark.parametrize("text", [RUSSIAN, RUSSIAN[:38], f"Reuters: {RUSSIAN} (AFP)"])
def test_russian(encoding: str, text: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize("text", [GERMAN, FRENCH, "He said “no” – and left the café.", "50\u00a0men", "naïve"])
def test_western(text: str) -> None:
    found = decode(text.encode("windows-1252"))
    assert (found.text, found.encoding) == (text, "windows-1252")


def test_polish_is_not_taken_for_western() -> None:
    text = (
        "Minister powiedział, że nie będzie rozmów. Żółć, gęś, źdźbło i ćma — tak mówią wszyscy, którzy byli przy tym."
    )
    assert decode(text.encode("windows-1250")).text == text


@pytest.mark.parametrize("spoilt", [b"to fruition.\xa0", b"cut in the middle of \xe2\x80", b"an \xe9 of another file"])
@pytest.mark.parametrize("declared", [None, "windows-1252", "iso-8859-1"])
def test_utf8_with_a_spoilt_byte_is_refused_with_its_place(spoilt: bytes, declared: str | None) -> None:
    before = "The Council’s resolution\n“was” not brought ".encode()
    place = next(at for at, byte in enumerate(before + spoilt) if at >= len(before) and byte > 0x7F)
    with pytest.raises(RefusalError, match=f"not UTF-8: byte {place} ") as refusal:
        decode(before + spoilt, declared)
    assert refusal.value.line == 2


def test_a_declared_encoding_is_taken_if_it_fits() -> None:
    assert decode("Ελλάδα".encode("iso8859-7"), declared="ISO-8859-7").text == "Ελλάδα"
    assert decode(GERMAN.encode("windows-1252"), declared="no-such-codec").text == GERMAN
    assert decode(GERMAN.encode("utf-8"), declared="windows-1252").text == GERMAN


@pytest.mark.parametrize(
    "data",
    [b"abc\0def", b"\xff\xfe\x00", b"\xef\xbb\xbf\xff\xfe", b"\x1b\x02\x03\x04" * 20, b"P\x00K\x00"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(RefusalError) as caught:
        decode(data)
    assert caught.value.why
    assert "UTF-8" in caught.value.remedy


def test_a_text_with_an_escape_in_it_is_a_text() -> None:
    text = "word " * 30 + "\x1b[31m\r\n\t\x0c"
    assert decode(text.encode()).text == text


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    outcome: object = None
    try:
        outcome = decode(data)
    except RefusalError as refusal:
        outcome = refusal
    assert isinstance(outcome, Decoded | RefusalError)


def test_a_file_is_given_exactly_with_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf---\r\na")
    assert decode_file(path) == "\ufeff---\r\na"
    path.write_bytes(b"\0")
    refused = decode_file(path)
    assert isinstance(refused, Rejected)
    assert "NUL" in str(refused)
    assert isinstance(decode_file(tmp_path), Rejected)
    assert isinstance(decode_file(tmp_path / "none.txt"), Rejected)
