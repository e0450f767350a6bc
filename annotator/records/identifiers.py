"""Names that are the same on every machine, and ids that sort by time.

A document id and a segment key follow from the text alone; a revision id is a UUIDv7 (RFC 9562, section 5.7).
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
import unicodedata
from collections.abc import Callable
from typing import Annotated

from pydantic import StringConstraints

DocumentId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""The first 16 hex digits of the SHA-256 of the document's text in UTF-8."""

UUID7 = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
RevisionId = Annotated[str, StringConstraints(pattern=UUID7)]
"""A UUIDv7 in lower case: the first 48 bits are the milliseconds since 1970."""

_KEY = re.compile(r"^([0-9a-f]{16}):(0|[1-9][0-9]*)-([1-9][0-9]*)$")
SegmentKey = Annotated[str, StringConstraints(pattern=_KEY.pattern)]
"""`<document id>:<start>-<end>`."""

_RANDOM_BITS = 74
_STEP_BITS = 56
"""Leaves room for 100,000 ids within one millisecond, and makes two machines meet once in 10^16."""


def text_sha256(text: str) -> str:
    """SHA-256 of the text in UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def document_id(text: str) -> str:
    """The id of the document with this text."""
    return text_sha256(text)[:16]


def segment_key(document: str, start: int, end: int) -> str:
    """The key of the segment `[start, end)` of a document."""
    return f"{document}:{start}-{end}"


def parse_segment_key(key: str) -> tuple[str, int, int]:
    """Take a segment key apart into document id, start and end.

    Raises:
        ValueError: The key is not of the form `<document id>:<start>-<end>`.
    """
    found = _KEY.fullmatch(key)
    if found is None:
        raise ValueError(f"segment key {key!r} is not of the form <document id>:<start>-<end>")
    return found[1], int(found[2]), int(found[3])


def speaker_id(name: str) -> str:
    """The id of a speaker first entered under this name.

    It follows from the name without regard to case, so two annotators who enter one speaker apart from each other
    mean the same one when their files meet.
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return "s-" + hashlib.sha256(plain.encode("utf-8")).hexdigest()[:12]


def uuid7(milliseconds: int, random_bits: int) -> str:
    """A UUIDv7 from a time and 74 random bits."""
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | 0b10 << 62
    value |= (random_bits >> 62 & 0xFFF) << 64 | random_bits & ((1 << 62) - 1)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def uuid7_parts(identifier: str) -> tuple[int, int]:
    """The milliseconds and the 74 random bits of a UUIDv7."""
    value = int(identifier.replace("-", ""), 16)
    return value >> 80, (value >> 64 & 0xFFF) << 62 | value & ((1 << 62) - 1)


class IdSource:
    """Makes ids that sort in the order in which they were made, even when the clock stands still or runs back."""

    def __init__(self, milliseconds: Callable[[], int] | None = None, random: Callable[[], int] | None = None) -> None:
        self._milliseconds = milliseconds or (lambda: time.time_ns() // 1_000_000)
        self._random = random or (lambda: secrets.randbits(_RANDOM_BITS - 1))
        self._last = (0, 0)

    def new(self, after: str | None = None) -> str:
        """A fresh id, greater than every one made before and than `after`."""
        floor = self._last if after is None else max(self._last, uuid7_parts(after))
        fresh = (self._milliseconds(), self._random())
        if fresh <= floor:
            # The clock has not moved: count on from the last id (RFC 9562, section 6.2, method 2), in steps of random
            # width, for another machine may count on from the same id.
            low = floor[1] + 1 + (self._random() >> _RANDOM_BITS - _STEP_BITS)
            fresh = (floor[0], low) if low < 1 << _RANDOM_BITS else (floor[0] + 1, self._random())
        self._last = fresh
        return uuid7(*fresh)
