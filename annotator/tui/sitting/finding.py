"""Going to what was found, and from one finding to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from annotator.records.base import format_time
from annotator.records.labels import Claim
from annotator.records.spans import Span
from annotator.store.search import Mark, next_marked
from annotator.tui.sitting.reading import SessionReading

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
        if not 0 <= at < len(self.found):
            self.say(f"this is the {'last' if step > 0 else 'first'} of {len(self.found)} found", "warn")
            return
        self._at = at
        if self._go_key(self.found[at]):
            self.say(f"{at + 1} of {len(self.found)} found", "key")

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

        Marks at their ends are left out: elsewhere a comma may stand in the place of a stop.
        """
        claim = self.desk.claim
        span = choice or (max(claim.spans, key=lambda each: each.end - each.start) if claim is not None else None)
        words = "" if span is None else " ".join(span.of(self.desk.veil.text).replace('"', " ").split())
        return _EDGES.sub("", words) or words

    def spread(self, phrase: str) -> None:
        """Suggest the claim at hand wherever a phrase stands."""
        offering, claim = self.suggested.offering, self.desk.claim
        if claim is None:
            self.say("make a claim of these words first; then it can be suggested elsewhere", "warn")
        elif not offering.active:
            self.say("this project shows no suggestions", "warn")
        elif not self._stands_in(claim, phrase):
            self.say("the claim at hand does not stand in these words: go to one that does", "warn")
        else:
            offering.spread(phrase, claim)
            take = self.keymap.sign("take")
            self.say(f"suggested wherever these words stand, until you leave; {take} takes it", "key")

    def _stands_in(self, claim: Claim, phrase: str) -> bool:
        from annotator.desk.search import phrase_spans  # regex, which nobody needs who finds nothing

        sentence = self.desk.sentence
        found = phrase_spans(self.desk.veil.text, phrase, sentence.start, sentence.end)
        return any(span.overlaps(each) for span in claim.spans for each in found)
