"""Going to what was found, and from one finding to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from annotator.records.base import format_time
from annotator.records.labels import Claim
from annotator.records.spans import Span
from annotator.store.search import Mark, next_marked
from annotator.text.masking import hides
from annotator.tui.sitting.reading import SessionReading

_QUOTES = re.compile('["“”„‟«»]')
"""Double quotes stand around a phrase where one is typed, so none can stand in it."""
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_MARKED: dict[Mark, str] = {"flag": "flagged", "note": "with a note"}
_HAS: dict[Mark, str] = {"flag": "is flagged", "note": "has a note"}


class SessionFinding(SessionReading):
    """Findings."""

    found: Sequence[str] = ()
    """Keys of the sentences that were listed last, in their order."""
    _at = 0

    def go_found(self, at: int, found: Sequence[str]) -> None:
        """Go to one of the sentences that were listed, and keep the list to walk along."""
        self.found, self._at = found, at
        self._go_key(found[at])

    def walk(self, step: int) -> None:
        """Go to the next sentence that was listed, or the one before."""
        if not self.found:
            find, labels = (self.keymap.sign(name) for name in ("search", "my-labels"))
            self.say(f"nothing was searched yet: {find} finds words, {labels} lists your labels", "warn")
            return
        at = self._at + step
        count = len(self.found)
        if count == 1 and self.found[0] == self.desk.sentence.key:
            self.say("this is the only one found", "warn")
            return
        # Behind the last one comes the first, as for flags and notes.
        round_again = "" if 0 <= at < count else ", from the beginning" if step > 0 else ", from the end"
        self._at = at % count
        if self._go_key(self.found[self._at]):
            self.say(f"{self._at + 1} of {count} found{round_again}", "key")

    def _go_key(self, key: str) -> bool:
        return self.go(lambda: self.desk.go_to_key(key), "the sentence is gone: it was cut or joined")

    def next_marked(self, mark: Mark) -> None:
        """Go to the next sentence with a flag or a note; behind the last one to the first."""
        desk, document = self.desk, self.desk.passage.document
        after = (format_time(document.added_at), document.id, desk.sentence.start)
        look = partial(next_marked, desk.project.store, desk.annotator, desk.project.roles, mark, after)
        keys: list[str | None] = []
        if not self._attempt(lambda: keys.append(look())):
            return
        key = keys[0]
        if key is None:
            self.say(f"no sentence {_HAS[mark]}", "warn")
        elif key == desk.sentence.key:
            self.say(f"this is the only sentence {_MARKED[mark]}", "warn")
        else:
            self._go_key(key)

    def phrase(self, choice: Span | None) -> str:
        """The words to look for elsewhere: those chosen, else the longest fragment of the claim at hand.

        Without either, those of a suggestion that was spread, which can be withdrawn there. Marks at their ends are
        left out: elsewhere a comma may stand in the place of a stop.
        """
        claim = self.desk.claim
        span = choice or (max(claim.spans, key=lambda each: each.end - each.start) if claim is not None else None)
        words = "" if span is None else " ".join(_QUOTES.sub(" ", span.of(self.desk.veil.text)).split())
        ghost = self.suggested.ghost
        if not words and ghost is not None:
            return self.suggested.offering.spread_at(ghost.candidate)
        return _EDGES.sub("", words) or words

    def why_not_elsewhere(self, phrase: str) -> str:
        """Why a phrase cannot be looked for elsewhere; empty where it can."""
        if not phrase:
            return "choose words first, or go to a claim"
        # A sign stands for somebody else in every article, so what has one would be found in wrong places.
        return "part of these words is hidden here: choose others" if hides(phrase) else ""

    def spread(self, phrase: str) -> None:
        """Suggest the claim at hand wherever a phrase stands; once more takes that back."""
        offering, claim = self.suggested.offering, self.desk.claim
        known = offering.spreads(phrase)
        if known is not None and (claim is None or _says_the_same(claim, known) or not self._stands_in(claim, phrase)):
            self.withdraw(phrase)
        elif claim is None:
            self.say("make a claim of these words first; then it can be suggested elsewhere", "warn")
        elif not offering.active:
            self.say("this project shows no suggestions", "warn")
        elif not self._stands_in(claim, phrase):
            self.say("the claim at hand does not stand in these words: go to one that does", "warn")
        else:
            offering.spread(phrase, claim)
            take, ends = (self.keymap.sign(name) for name in ("take", "elsewhere"))
            self.say(f"suggested at these words until you leave; {take} takes it, {ends} can end it", "key")

    def withdraw(self, phrase: str) -> None:
        """Suggest nothing wherever a phrase stands; what was taken stays."""
        self.suggested.offering.withdraw(phrase)
        self.say("suggested at these words no more; what was taken stays", "key")

    def _stands_in(self, claim: Claim, phrase: str) -> bool:
        from annotator.desk.search import phrase_spans  # regex, which nobody needs who finds nothing

        sentence = self.desk.sentence
        found = phrase_spans(self.desk.veil.text, phrase, sentence.start, sentence.end)
        return any(span.overlaps(each) for span in claim.spans for each in found)


def _says_the_same(claim: Claim, other: Claim) -> bool:
    """Whether a claim is suggested as another one is: by the same people, on the same side."""
    return (claim.speaker, claim.via, claim.stance) == (other.speaker, other.via, other.stance)
