"""Claims that an annotator lets be suggested wherever certain words stand, while the program runs. Nothing is saved."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.records.documents import Segment
from annotator.records.labels import Claim
from annotator.records.spans import Span

RULE = "these words elsewhere"
"""Why such a claim is suggested."""


class Spread:
    """Phrases with their claims; of one phrase the last claim counts, however its words are written."""

    def __init__(self) -> None:
        self._claims: dict[str, tuple[str, Claim]] = {}

    def __bool__(self) -> bool:
        return bool(self._claims)

    def add(self, phrase: str, claim: Claim) -> None:
        """Suggest a claim wherever a phrase stands."""
        self._claims[_plain(phrase)] = (phrase, claim)

    def drop(self, phrase: str) -> None:
        """Suggest nothing there any more."""
        self._claims.pop(_plain(phrase), None)

    def claim(self, phrase: str) -> Claim | None:
        """The claim that is suggested where a phrase stands, if there is one."""
        return self._of(phrase)[1]

    def phrase(self, words: str) -> str:
        """The phrase that was found in these words; empty where there is none."""
        return self._of(words)[0]

    def _of(self, phrase: str) -> tuple[str, Claim | None]:
        return self._claims.get(_plain(phrase), ("", None)) if self._claims else ("", None)

    def places(self, text: str, sentence: Segment) -> Iterator[tuple[Span, Claim]]:
        """Where phrases stand in a sentence of a text, with their claims."""
        from annotator.desk.search import phrase_spans  # regex, which nobody needs who spreads nothing

        for phrase, claim in self._claims.values():
            for span in phrase_spans(text, phrase, sentence.start, sentence.end):
                yield span, claim


def _plain(phrase: str) -> str:
    from annotator.desk.search import plain_phrase  # likewise

    return plain_phrase(phrase)
