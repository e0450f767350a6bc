"""Filters among the words of a search: what the annotator has said of a sentence, and words of the article's title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.desk.search import Hit, straight_quotes
from annotator.errors import UsageError
from annotator.text.folding import fold

IS = ("new", "open", "done", "claims", "no-claim", "skipped", "flagged", "note")
"""What may follow `is:`; the beginning is enough."""
_FIELD = re.compile(r"(?<!\S)(is|stance|title):(\S*)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class HitFilters:
    """What a sentence must be besides holding the words."""

    fields: tuple[tuple[str, str], ...] = ()

    def fits(self, hit: Hit, title: str) -> bool:
        """Whether a sentence is as asked for.

        Args:
            hit: The sentence.
            title: What its article may be called.
        """
        return all(_fits(hit, title, name, value) for name, value in self.fields)


def filters_of(typed: str) -> tuple[str, HitFilters]:
    """The words that were typed, and the filters among them; what stands in quotation marks is words.

    Raises:
        UsageError: There is no such state; says which there are.
    """
    fields: list[tuple[str, str]] = []

    def take(found: re.Match[str]) -> str:
        name, value = found[1], found[2].casefold()
        if name == "is" and not any(each.startswith(value) for each in IS):
            raise UsageError(f"no sentence is {value!r}", f"is: takes {', '.join(IS)}")
        if value:
            fields.append((name, value))
        return ""

    # Every second part stands between quotation marks.
    parts = straight_quotes(typed).split('"')
    parts[::2] = [_FIELD.sub(take, part) for part in parts[::2]]
    return '"'.join(parts), HitFilters(tuple(fields))


def _fits(hit: Hit, title: str, name: str, value: str) -> bool:
    if name == "title":
        return fold(value).text in fold(title).text.casefold()
    if name == "stance":
        return any(value in claim.stance.casefold() for claim in hit.label.claims)
    verdict = hit.label.verdict
    states = {
        "new": verdict is None,
        "open": not hit.done,
        "done": hit.done,
        "claims": verdict == "claims",
        "no-claim": verdict == "no-claim",
        "skipped": verdict == "skipped",
        "flagged": hit.label.flag,
        "note": bool(hit.label.note),
    }
    return any(holds for state, holds in states.items() if state.startswith(value))
