"""What has changed between two versions of a codebook, and which of it touches a label made under the older one.

Pure. A value is known by its name in the data: under another name it is another value, so a renamed one counts as
removed and added. Signs, colours, keys, order and examples can change without a second look at any label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.codebook.model import Attribute, Codebook, Value
from annotator.records.labels import Claim, Label

Kind = Literal["added", "removed", "reworded"]
What = Literal["claim", "stance question", "stance", "question", "answer", "role"]

_VERBS: Mapping[Kind, str] = {"added": "is new", "removed": "is gone", "reworded": "was reworded"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two codebooks."""

    kind: Kind
    what: What
    """What changed: what counts as a claim, the question about the stance, one stance, one of the further questions,
    one answer to such a question, or a role that is annotated."""
    name: str = ""
    """The stance, the attribute or the role; empty where there is only one such thing."""
    value: str = ""
    """The answer, where that is what changed."""
    shown: str = ""
    """The name that annotators see."""

    @property
    def said(self) -> str:
        """The change in words; they hold names from the codebook, so they are text to be made safe for the screen."""
        verb = _VERBS[self.kind]
        if self.what == "claim":
            return f"what counts as a claim {verb}"
        if self.what == "stance question":
            return f"the question about the stance {verb}"
        if self.what == "answer":
            return f"the answer {self.shown} to {self.name} {verb}"
        return f"the {self.what} {self.shown} {verb}"


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences between two codebooks."""

    old: str
    """The older version."""
    new: str
    """The newer version."""
    all: tuple[Change, ...] = ()
    """The differences, in the order of the codebook."""

    def __bool__(self) -> bool:
        return bool(self.all)

    def touching(self, label: Label) -> tuple[tuple[Change, tuple[int, ...]], ...]:
        """The changes for which a label has to be looked at again, with the numbers of the claims they are about.

        What counts as a claim touches every label, and one without a claim nothing else; a new stance or answer and a
        new question touch every claim, for any of them may be better said with it.
        """
        found = []
        for change in self.all:
            numbers = tuple(number for number, claim in enumerate(label.claims, start=1) if _touches(change, claim))
            if numbers or (change.what == "claim" and label.verdict is not None):
                found.append((change, numbers))
        return tuple(found)


def _touches(change: Change, claim: Claim) -> bool:
    answer = claim.attributes.get(change.name)
    if change.what == "stance":
        return change.kind == "added" or claim.stance == change.name
    if change.what == "question":
        # A question that was there before is new to whoever has not been asked it.
        return answer is None if change.kind == "added" else answer is not None
    if change.what == "answer":
        return change.kind == "added" or answer == change.value
    return change.what in ("claim", "stance question")


def changes(old: Codebook, new: Codebook) -> Changes:
    """What has changed from one codebook to another. Only attributes that are switched on count.

    Args:
        old: The older one.
        new: The newer one.
    """
    return Changes(old.version, new.version, tuple(_all(old, new)))


def _all(old: Codebook, new: Codebook) -> Iterator[Change]:
    if _differ((old.claim, old.claim_not), (new.claim, new.claim_not)):
        yield Change("reworded", "claim")
    if _differ((old.stance.question,), (new.stance.question,)):
        yield Change("reworded", "stance question")
    yield from _values(old.stance.values, new.stance.values, "stance", "")
    yield from _attributes(old.attributes, new)
    before, after = old.roles.annotate, new.roles.annotate
    yield from (Change("removed", "role", role, shown=role) for role in before if role not in after)
    yield from (Change("added", "role", role, shown=role) for role in after if role not in before)


def _attributes(old: Mapping[str, Attribute], book: Codebook) -> Iterator[Change]:
    new = book.attributes
    known = {name for group in book.attribute_sets.values() for name in group.attributes}
    for name, attribute in old.items():
        shown = attribute.label or name
        after = new.get(name)
        if after is None:
            # One that is merely switched off is not asked any more, and its answers may stay.
            if name not in known:
                yield Change("removed", "question", name, shown=shown)
            continue
        if _differ((shown, attribute.question), (after.label or name, after.question)):
            yield Change("reworded", "question", name, shown=after.label or name)
        yield from _values(attribute.values, after.values, "answer", name)
    for name, attribute in new.items():
        if name not in old:
            yield Change("added", "question", name, shown=attribute.label or name)


def _values(old: Sequence[Value], new: Sequence[Value], what: What, owner: str) -> Iterator[Change]:
    """The changes of one scale; `owner` is the attribute that it belongs to."""
    before = {value.value: value for value in old}
    after = {value.value: value for value in new}

    def change(kind: Kind, value: Value) -> Change:
        name, answer = (owner, value.value) if what == "answer" else (value.value, "")
        return Change(kind, what, name, answer, value.shown)

    for name, value in before.items():
        other = after.get(name)
        if other is None:
            yield change("removed", value)
        elif _differ((value.shown, value.definition, value.not_), (other.shown, other.definition, other.not_)):
            yield change("reworded", other)
    yield from (change("added", value) for name, value in after.items() if name not in before)


def _differ(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether words changed; line breaks and spare blanks do not count."""
    return [text.split() for text in old] != [text.split() for text in new]
