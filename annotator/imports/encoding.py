"""Bytes to text, and the name of the encoding that did it.

UTF-8 wherever it is valid; else what the file declares, else what the letters say. UTF-8 with a few bytes spoilt is
refused: under any other encoding all its other letters would come out wrong. Line ends and everything else stay as they
are.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from annotator.imports.rejected import RefusalError, Rejected

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_CYRILLIC = ("windows-1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_COMMON_RUSSIAN = frozenset("оеаинтсрвлкм")
_LEAST_COMMON = 0.55
_LEAST_CYRILLIC = 0.3
_MOST_WESTERN = 0.3
_RUSSIAN_LETTER = re.compile("[А-яЁё]")
_WESTERN = ("windows-1252", "windows-1250")
# These stand inside words only where the bytes were written in another encoding.
_NOT_IN_WORDS = re.compile(r"(?<=[^\W\d_])[¡¢£¤¥¦¨ª¬¯±²³´µ¶¸¹º¼½¾¿×÷Þþð](?=[^\W\d_])|[\x80-\x9f]")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LEAST_WHOLE = 2
"""Bytes of whole UTF-8 characters to each byte that fits none, above which the file is spoilt UTF-8."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.1
_SAVE = "save the file as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read."""

    text: str
    """The text, without byte order mark."""
    encoding: str
    """The encoding's name; `utf-8-sig` where UTF-8 had a byte order mark."""
    marked: bool = False
    """Whether a byte order mark was dropped."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text.

    Args:
        data: The bytes.
        declared: The encoding that the file names inside itself, taken if the bytes are not UTF-8 and fit it.

    Raises:
        RefusalError: The bytes are not text, or no encoding fits.
    """
    decoded = _marked(data)
    if decoded is None:
        if (nul := data.find(b"\0")) >= 0:
            raise RefusalError(f"not a text: a NUL at byte {nul}", f"{_SAVE}, or leave it out if it is no text")
        decoded = _unmarked(data, declared)
    if len(_CONTROL.findall(decoded.text)) > _MOST_CONTROL * len(decoded.text):
        raise RefusalError("not a text: full of control characters", f"{_SAVE}, or leave it out if it is no text")
    return decoded


def decode_file(path: Path) -> str | Rejected:
    """The exact text of a file, a byte order mark kept as U+FEFF, or why it cannot be read."""
    try:
        decoded = decode(path.read_bytes())
    except RefusalError as refusal:
        return refusal.rejected(str(path))
    except OSError as error:
        return unreadable(str(path), error)
    return "\ufeff" + decoded.text if decoded.marked else decoded.text


def unreadable(name: str, error: OSError) -> Rejected:
    """What is said of a file that the system does not give."""
    return Rejected(name, None, error.strerror or str(error), "check the name and your rights to it")


def _marked(data: bytes) -> Decoded | None:
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(codec), name, marked=True)
            except UnicodeDecodeError as error:
                place = len(mark) + error.start
                raise RefusalError(f"marked as {name}, but byte {place} does not fit it", _SAVE) from error
    return None


def _unmarked(data: bytes, declared: str | None) -> Decoded:
    text = _try(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    if (at := _spoilt(data)) is not None:
        line = data.count(b"\n", 0, at) + 1
        raise RefusalError(
            f"not UTF-8: byte {at} ({data[at]:#04x}) fits no character", f"mend it there, or {_SAVE}", line
        )
    if declared and (text := _try(data, declared)) is not None:
        return Decoded(text, declared.lower())
    return _russian(data) or _western(data) or _detected(data)


def _spoilt(data: bytes) -> int | None:
    """The first byte that does not fit, where nearly all others are UTF-8; None where they are not."""
    rest = _UTF8.sub(b"", data)
    bad = len(_HIGH.findall(rest))
    if len(data) - len(rest) <= _LEAST_WHOLE * bad:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _russian(data: bytes) -> Decoded | None:
    """The Cyrillic encoding under which the letters are as frequent as in Russian.

    Under a wrong one of the family the capitals or rare letters prevail.
    """
    best, score = None, _LEAST_COMMON
    for encoding in _CYRILLIC:
        text = _try(data, encoding)
        if text is None:
            continue
        letters = _RUSSIAN_LETTER.findall(text)
        high = sum(char > "\x7f" for char in text)
        if len(letters) < _LEAST_CYRILLIC * sum(map(str.isalpha, text)) or 2 * len(letters) < high:
            continue
        # Of all that is not ASCII: the signs that a wrong encoding makes of letters must count against it.
        common = sum(letter in _COMMON_RUSSIAN for letter in letters) / max(1, high)
        if common > score:
            best, score = Decoded(text, encoding), common
    return best


def _western(data: bytes) -> Decoded | None:
    """The first encoding of Western and Central Europe under which accents are few and no sign stands inside a word."""
    for encoding in _WESTERN:
        text = _try(data, encoding)
        if text is None or _NOT_IN_WORDS.search(text):
            continue
        letters = [char for char in text if char.isalpha()]
        if sum(char > "\x7f" for char in letters) <= _MOST_WESTERN * len(letters):
            return Decoded(text, encoding)
    return None


def _detected(data: bytes) -> Decoded:
    # 60 ms, paid only by files that are neither UTF-8 nor Russian nor Western.
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise RefusalError("no encoding fits these bytes", _SAVE)
    return Decoded(str(best), best.encoding.replace("_", "-"))
