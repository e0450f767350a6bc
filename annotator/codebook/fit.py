"""Whether a label says only what the codebook knows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from annotator.codebook.model import Codebook
from annotator.errors import LabelError
from annotator.records.labels import EMPTY, Label


def check_label(label: Label, codebook: Codebook, *, before: Label = EMPTY, others: Iterable[Codebook] = ()) -> None:
    """Refuse a label with a stance, an attribute or a value that the codebook does not have.

    Attributes of sets that are switched off are known, so labels made while a set was on stay valid.

    Args:
        label: The label.
        codebook: The codebook.
        before: Of a label that stays unfinished, what it said until now: the stance and the answers that a claim has
            had since then pass, though a newer codebook has dropped them, so that claims can be put right one by one.
        others: Codebooks whose values pass as well.

    Raises:
        LabelError: Names the claim, the value and what the codebook allows.
    """
    if not label.claims:
        return
    books = (codebook, *others)
    stances = {stance for book in books for stance in book.stances}
    known = _answers(books)
    for claim in label.claims:
        old = before.claim(claim.id)
        if claim.stance not in stances and (old is None or claim.stance != old.stance):
            raise LabelError(
                f"claim {claim.id}: stance {claim.stance!r} is not in codebook {codebook.name} {codebook.version}",
                f"use one of: {', '.join(codebook.stances)}",
            )
        for name, value in claim.attributes.items():
            if old is not None and old.attributes.get(name) == value:
                continue
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


def _answers(books: Iterable[Codebook]) -> dict[str, set[str]]:
    """The values of each attribute, whether or not its set is switched on."""
    known: dict[str, set[str]] = {}
    for group in chain.from_iterable(book.attribute_sets.values() for book in books):
        for name, attribute in group.attributes.items():
            known.setdefault(name, set()).update(value.value for value in attribute.values)
    return known
