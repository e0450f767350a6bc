"""Who a rule's match is about: names, roles and pronouns in one sentence, told apart with the help of the cast.

Nothing is decided here about claims; a source that cannot be told is given as it stands, with little certainty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.records.labels import AUTHOR
from annotator.text.attribution.cast import Cast
from annotator.text.attribution.lexicon import Lexicon
from annotator.text.attribution.matching import Found, Range
from annotator.text.attribution.sources import Source, read_source
from annotator.text.attribution.tokens import Tokens

AUTHOR_SOURCE = Source(AUTHOR, "author", frozenset(), proper=True)

LONGEST_NAME = 120
"""Characters of a name, at most; what is longer names nobody."""
_UNRESOLVED = 0.5
_BY_PRONOUN = 0.98
_BY_ROLE = 0.99
_FIRST_PERSON = 0.45
_BYLINE = 0.9

_PLACE_BETWEEN = re.compile(r"(?:[oi][DpJ0]{0,2}[CRGEJSw]{1,3}){0,2},")
"""What may stand between an office and the name of its bearer."""

Named = Sequence[tuple[int, Source]]
"""Those whom a sentence names, with the token where each name begins."""


@dataclass(slots=True)
class Resolver:
    """Tells sources from the words of one sentence after the other."""

    text: str
    lexicon: Lexicon
    cast: Cast
    subjects: list[tuple[int, Source]] = field(default_factory=list)
    """Sources of the sentence at hand, with the token of their cue."""

    def named(self, tokens: Tokens) -> list[tuple[int, Source]]:
        """Whoever the sentence names outside of quotations, with the token where the name begins."""
        named: list[tuple[int, Source]] = []
        ends: list[int] = []
        for match in self.lexicon.head.finditer(tokens.letters):
            begin, end = match.span()
            letters = match[0]
            if (
                not set(letters) & set("RGTE")
                and not letters.startswith("Do")
                and not self._is_name(tokens, begin, end)
            ):
                continue
            source = read_source(self.text, tokens, begin, end, self.lexicon)
            at, joined = _beside(named, ends, source, tokens.letters, begin)
            if joined is not None:
                named[at] = (named[at][0], self.cast.meet(joined))
                continue
            if not 0 < len(source.name) <= LONGEST_NAME:
                continue
            ends.append(end)
            source = self.cast.meet(source)
            if source.definite and not source.proper:
                source = self.cast.role(source) or source
            named.append((begin, source))
        return named

    def _is_name(self, tokens: Tokens, begin: int, end: int) -> bool:
        last = self.text[tokens.spans[end - 1][0] : tokens.spans[end - 1][1]]
        if last in self.cast.full_names and tokens.letters[max(begin - 1, 0) : begin] not in ("i", "s"):
            return True
        return " ".join(tokens.words[begin:end]) in self.lexicon.states

    def source(self, tokens: Tokens, found: Found, names: Named) -> tuple[Source | None, float]:
        """Who a match is about, and how sure that is."""
        if found.rule.nobody:
            return Source(self.lexicon.unnamed, "unnamed", frozenset()), 1.0
        if found.pronoun is not None:
            return self._pronoun(tokens, found.pronoun, names)
        if found.source is not None:
            return self._phrase(tokens, found.source, found.apposition, found.post)
        here = [source for cue, source in self.subjects if cue < found.cue]
        here = here[-1:] or [source for begin, source in names if begin < found.cue]
        if here:
            return here[0], 1.0
        pronoun = tokens.letters.find("P", 0, found.cue)
        return self._pronoun(tokens, pronoun, []) if pronoun >= 0 else (None, 0.0)

    def _pronoun(self, tokens: Tokens, index: int, names: Named) -> tuple[Source | None, float]:
        word = tokens.words[index]
        if word in self.lexicon.first_person:
            return AUTHOR_SOURCE, _FIRST_PERSON
        aside = self.cast.sentences[-1][:]
        for begin, source in names:
            if begin < index:
                self.cast.mention(source)
        bearer = self.cast.pronoun(word)
        self.cast.sentences[-1][:] = aside
        if bearer is not None:
            return bearer, _BY_PRONOUN
        return Source(word, "unnamed", frozenset()), _UNRESOLVED

    def _phrase(
        self, tokens: Tokens, place: Range, apposition: Range | None = None, post: Range | None = None
    ) -> tuple[Source | None, float]:
        if post is not None and tokens.words[place[1] - 1] in self.lexicon.papers:
            writer = self.lexicon.head.match(tokens.letters, post[0] + 1, post[1])
            place = writer.span() if writer and writer.end() > writer.start() else place
        source = read_source(self.text, tokens, *place, self.lexicon)
        other = self._apposition(tokens, apposition)
        if other is not None and other.proper and other.kind == "person" and source.kind != "person":
            source = replace(other, words=other.words | source.words, gender=source.gender or other.gender)
        elif other is not None and not other.proper:
            source = replace(source, words=source.words | other.words, gender=source.gender or other.gender)
        if not source.name or len(source.name) > LONGEST_NAME:
            return None, 0.0
        if self.cast.author and source.name.casefold() == self.cast.author.casefold():
            return AUTHOR_SOURCE, _BYLINE
        if source.definite and not source.proper:
            bearer = self.cast.role(source)
            if bearer is not None:
                return bearer, _BY_ROLE
        return self.cast.meet(source), 1.0

    def _apposition(self, tokens: Tokens, place: Range | None) -> Source | None:
        if place is None:
            return None
        match = self.lexicon.head.match(tokens.letters, place[0], place[1])
        if match is None or match.end() == place[0]:
            return None
        source = read_source(self.text, tokens, *match.span(), self.lexicon)
        return source if 0 < len(source.name) <= LONGEST_NAME else None

    def via(self, tokens: Tokens, found: Found, names: Named) -> str | None:
        """Who passes the claim on."""
        if found.via is not None:
            if tokens.letters[found.via[0]] == "P":
                source, _ = self._pronoun(tokens, found.via[0], names)
            else:
                source, _ = self._phrase(tokens, found.via)
            return source.name if source else None
        if found.apposition is not None and tokens.letters[found.apposition[0]] == "a":
            inside = self._apposition(tokens, (found.apposition[0] + 1, found.apposition[1]))
            return inside.name if inside else None
        if found.outer is not None:
            source, _ = self.source(tokens, found.outer, names)
            return source.name if source and source is not AUTHOR_SOURCE else None
        return None


def _beside(named: Named, ends: Sequence[int], source: Source, letters: str, begin: int) -> tuple[int, Source | None]:
    """Which of those named last this source stands beside, and the two as one: the envoy to Syria, Anders Hovgaard."""
    for back in (1, 2):
        if back <= len(named) and _PLACE_BETWEEN.fullmatch(letters, ends[-back], begin):
            joined = _joined(named[-back][1], source)
            if joined is not None:
                return len(named) - back, joined
    return -1, None


def _joined(one: Source, two: Source) -> Source | None:
    """The person of whom a name and an office stand side by side: the envoy, Anders Hovgaard."""
    if one.kind == "person" and two.kind == "unnamed" and not two.plural:
        return replace(one, words=one.words | two.words, gender=one.gender or two.gender)
    if two.kind == "person" and one.kind == "unnamed" and not one.plural:
        return replace(two, words=one.words | two.words, gender=one.gender or two.gender)
    return None
