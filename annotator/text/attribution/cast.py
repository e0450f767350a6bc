"""Who has been named so far, so that `he`, `the minister` and a bare surname find their bearer.

Names are remembered in the order of the text; the nearest that fits is taken, the subject of a sentence before others.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annotator.text.attribution.lexicon import Lexicon
from annotator.text.attribution.sources import Source

_REACH = 12
"""Sentences back that a pronoun or a role is looked for."""


@dataclass(slots=True)
class Cast:
    """The people and institutions of a text, as far as it has been read."""

    lexicon: Lexicon
    full_names: dict[str, str]
    """Full names by last name."""
    author: str = ""
    """Who wrote the text, as printed."""
    known: dict[str, Source] = field(default_factory=dict)
    """Every named source by name, with all that has been said of it."""
    sentences: list[list[Source]] = field(default_factory=list)
    """Those that each sentence mentions outside of quotations, speakers first."""

    def meet(self, source: Source) -> Source:
        """Remember a source; give it with its full name and what is known of it."""
        if not source.proper:
            return source
        name = self.full_names.get(source.name, source.name) if source.kind == "person" else source.name
        before = self.known.get(name)
        met = replace(source, name=name)
        if before is not None:
            met = replace(before, words=before.words | source.words, gender=before.gender or source.gender)
        self.known[name] = met
        return met

    def begin_sentence(self) -> None:
        """A new sentence begins."""
        self.sentences.append([])

    def mention(self, source: Source, *, first: bool = False) -> None:
        """The sentence at hand names this source."""
        here = self.sentences[-1]
        if not first and any(each.name == source.name for each in here):
            return
        here[:] = [each for each in here if each.name != source.name]
        here.insert(0 if first else len(here), source)

    def pronoun(self, word: str) -> Source | None:
        """The bearer of he, she, it or they in the sentence at hand."""
        gender = "f" if word in self.lexicon.female else "m" if word in self.lexicon.male else ""
        for here in reversed(self.sentences[-_REACH:]):
            for met in here:
                # Whoever was `she` once is never `he`.
                source = self.known.get(met.name, met)
                if _fits(source, gender, word in self.lexicon.plurals):
                    if gender and not source.gender and source.proper:
                        source = self.known[source.name] = replace(source, gender=gender)
                    return source
        return None

    def role(self, source: Source) -> Source | None:
        """The bearer of a role with the definite article: the minister, the Jordanian foreign minister, the group."""
        for here in reversed(self.sentences[-_REACH:]):
            for other in here:
                known = self.known.get(other.name, other)
                if other.name != source.name and source.words and source.words <= known.words:
                    return known
        met = [other for other in self.known.values() if source.words and source.words <= other.words]
        return met[0] if len(met) == 1 else None


def _fits(source: Source, gender: str, plural: bool) -> bool:
    if plural:
        return source.plural or source.kind in ("group", "institution")
    if gender:
        person = source.kind in ("person", "unnamed") and not source.plural
        return person and source.gender in ("", gender)
    return source.kind in ("institution", "state", "outlet") and not source.plural
