"""Finds names that are known beforehand, word by word, whatever their case; of two that begin together the longer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

_TOKEN = re.compile(r"[^\W_]+")
_GAP = 3
"""Characters between two words of a name, at most: a blank, a hyphen, a stop and a blank."""

Words = tuple[str, ...]


class Phrases:
    """Names, each with what it stands for; the first that is entered under the same words stays."""

    def __init__(self) -> None:
        self._known: dict[Words, str] = {}
        self._lower: set[Words] = set()
        self._longest: dict[str, int] = {}

    def add(self, phrase: str, meaning: str) -> None:
        """Enter a name; one without a letter or digit is passed over."""
        words = folded_words(phrase)
        if words and words not in self._known:
            self._known[words] = meaning
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))
            if next(char for char in phrase if char.isalnum()).islower():
                self._lower.add(words)

    def meaning(self, phrase: str) -> str | None:
        """What a name stands for."""
        return self._known.get(folded_words(phrase))

    def renamed(self, meanings: Mapping[str, str]) -> Phrases:
        """The same names with other meanings; those whose meaning has no other are left out."""
        made = Phrases()
        made._known = {words: meanings[old] for words, old in self._known.items() if old in meanings}
        made._lower, made._longest = self._lower, self._longest
        return made

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """Where names stand in a text: `[start, end)` in code points, and what each stands for; in order, apart.

        A name that is entered with a capital is found only where its first letter is no small one.
        """
        tokens = list(_TOKEN.finditer(text, start, len(text) if end is None else end))
        folded = [_fold(token[0]) for token in tokens]
        index = 0
        while index < len(tokens):
            count = self._at(text, tokens, folded, index)
            if count:
                meaning = self._known[tuple(folded[index : index + count])]
                yield tokens[index].start(), tokens[index + count - 1].end(), meaning
            index += count or 1

    def _at(self, text: str, tokens: list[re.Match[str]], folded: list[str], index: int) -> int:
        """How many words the longest name has that begins with a word; 0 where none does."""
        most = min(self._longest.get(folded[index], 0), len(tokens) - index)
        for count in range(1, most):
            gap = text[tokens[index + count - 1].end() : tokens[index + count].start()]
            if len(gap) > _GAP or gap.count("\n") > 1:
                most = count
                break
        small = tokens[index][0][0].islower()
        for count in range(most, 0, -1):
            words = tuple(folded[index : index + count])
            if words in self._known and (not small or words in self._lower):
                return count
        return 0


def folded_words(phrase: str) -> Words:
    """The words of a name without case."""
    return tuple(_fold(token[0]) for token in _TOKEN.finditer(phrase))


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()
