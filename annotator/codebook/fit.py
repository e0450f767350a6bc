"""Whether a label says only what the codebook knows."""

from __future__ import annotations

from annotator.codebook.model import Codebook
from annotator.errors import LabelError
from annotator.records.labels import Label


def check_label(label: Label, codebook: Codebook) -> None:
    """Refuse a label with a stance, an attribute or a value that the codebook does not have.

    Attributes of sets that are switched off are known, so labels made while a set was on stay valid.

    Raises:
        LabelError: Names the claim, the value and what the codebook allows.
    """
    known = {
        name: {value.value for value in attribute.values}
        for group in codebook.attribute_sets.values()
        for name, attribute in group.attributes.items()
    }
    for claim in label.claims:
        if claim.stance not in codebook.stances:
            raise LabelError(
                f"claim {claim.id}: stance {claim.stance!r} is not in codebook {codebook.name} {codebook.version}",
                f"use one of: {', '.join(codebook.stances)}",
            )
        for name, value in claim.attributes.items():
            if name not in known:
                raise LabelError(
                    f"claim {claim.id}: attribute {name!r} is not in codebook {codebook.name} {codebook.version}",
                    f"use one of: {', '.join(sorted(known)) or 'none; this codebook has no attributes'}",
                )
            if value not in known[name]:
                raise LabelError(
                    f"claim {claim.id}: {name} {value!r} is not in codebook {codebook.name} {codebook.version}",
                    f"use one of: {', '.join(sorted(known[name]))}",
                )
