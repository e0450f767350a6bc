"""Makes records of what an annotator wants; what is not possible becomes a `LabelError` that says why."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from annotator.errors import LabelError
from annotator.records.base import Record, explain
from annotator.records.labels import Label

_R = TypeVar("_R", bound=Record)


def possible(record: type[_R], fields: dict[str, object]) -> _R:
    """The record with these fields.

    Raises:
        LabelError: There is no such record.
    """
    try:
        return record.model_validate(fields)
    except ValidationError as error:
        raise LabelError(explain(error)) from error


def changed(label: Label, **changes: object) -> Label:
    """The label with some fields changed.

    Raises:
        LabelError: The result is no possible label.
    """
    return possible(Label, {**dict(label), **changes})


def refuse_mentions_behind(label: Label, length: int) -> None:
    """Refuse a mention that lies behind the end of the text.

    Raises:
        LabelError: Names the claim.
    """
    for claim in label.claims:
        if claim.mention is not None and claim.mention.end > length:
            raise LabelError(
                f"claim {claim.id}: mention {claim.mention.start}-{claim.mention.end} lies behind the text"
            )
