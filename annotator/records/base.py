"""The base of every record, and the one place where a validation failure becomes a sentence.

Records are frozen and refuse unknown fields; the strings under their fields are the descriptions in the JSON Schemas,
where `exports.descriptions` puts them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, ValidationError, model_validator


class Record(BaseModel):
    """A frozen model that rejects unknown fields."""

    # Not use_attribute_docstrings: pydantic would parse the source of each record again at every start, for 60 ms.
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", validate_default=True)

    @model_validator(mode="after")
    def _can_be_written(self) -> Self:
        for name, value in self.__dict__.items():
            if isinstance(value, str):
                if not value.isascii():
                    _whole(name, value)
            elif isinstance(value, dict):
                for text in (*value, *value.values()):
                    _whole(name, str(text))
        return self


_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair: Python's strings can hold it, UTF-8 cannot."""


def _whole(name: str, text: str) -> None:
    half = _HALF.search(text)
    if half:
        raise ValueError(f"{name} holds half a character ({half[0]!r}), which no file can keep")


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone; write it as 2026-01-31T12:00:00Z")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("the time lies outside the years 1 to 9999 in UTC") from error


def format_time(moment: datetime) -> str:
    """An aware time as `2026-01-31T12:00:00.000000Z`: always UTC, always as long, so it sorts as text."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


Moment = Annotated[datetime, AfterValidator(_aware), PlainSerializer(format_time, return_type=str, when_used="json")]
"""An aware UTC time with microseconds."""


_SHOWN = 80
"""Longer values are cut in messages."""


def explain(error: ValidationError) -> str:
    """Say in one line which field is wrong, what was given and why it is refused."""
    parts = []
    for item in error.errors(include_url=False):
        where = ".".join(str(step) for step in item["loc"])
        reason = item["msg"].removeprefix("Value error, ")
        given = item.get("input")
        shown = ""
        if not isinstance(given, dict | list | tuple | BaseModel) and item["type"] != "missing":
            value = repr(given)
            shown = f" (given: {value if len(value) <= _SHOWN else value[:_SHOWN] + '…'})"
        parts.append(f"{where}: {reason}{shown}" if where else f"{reason}{shown}")
    return "; ".join(parts)
