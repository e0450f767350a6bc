"""What a source is called and what sort of speaker it is, from the words that name it.

A name is given as the text has it, without office, rank and article: Foreign Minister Viktor Sorolin is Viktor Sorolin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.records.speakers import SpeakerKind
from annotator.text.attribution.lexicon import Lexicon
from annotator.text.attribution.tokens import Tokens

_BARE = re.compile(r"[DJ0]*w{0,2}")
"""What may stand before a name that is no office: the pharmacist Olha Bilyk."""


@dataclass(frozen=True, slots=True)
class Source:
    """Someone or something that a phrase names."""

    name: str
    """As written, without what is no part of it."""
    kind: SpeakerKind
    words: frozenset[str]
    """The words of office, rank, nation and kind that describe it, in lower case."""
    gender: str = ""
    """f, m, or empty where the words do not tell."""
    proper: bool = False
    """Whether it has a name of its own: Viktor Sorolin, the Pentagon."""
    definite: bool = False
    """Whether it points to someone known: the minister."""
    plural: bool = False


def read_source(text: str, tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> Source:
    """The source that the tokens `[start, end)` name."""
    letters = tokens.letters[start:end]
    words = tokens.words[start:end]
    person = _person(letters, words, lexicon)
    described = frozenset(
        lexicon.short.get(word, word) for letter, word in zip(letters, words, strict=True) if letter in "RGJTw"
    )
    gender = "f" if described & lexicon.female else "m" if described & lexicon.male else ""
    if person < len(letters):
        name = text[tokens.spans[start + person][0] : tokens.spans[end - 1][1]]
        return Source(_flat(name), "person", described, gender, proper=True)
    first = start
    definite = words[0] in lexicon.drop
    if definite and end - start > 1:
        first += 1
    name = _flat(text[tokens.spans[first][0] : tokens.spans[end - 1][1]])
    kind, proper = _kind(letters, words, name, lexicon)
    if definite and kind in ("unnamed", "group"):
        name = _flat(text[tokens.spans[start][0] : tokens.spans[end - 1][1]])
    if letters[first - start if name[:1] == text[tokens.spans[first][0]] else 0] in "Dp":
        name = name[:1].lower() + name[1:]
    definite = definite or (kind == "institution" and not proper)
    return Source(
        name, kind, described, gender, proper, definite, plural=not proper and _plural(letters, words, lexicon)
    )


def _person(letters: str, words: tuple[str, ...], lexicon: Lexicon) -> int:
    """Where the name of a person begins; the length where there is none."""
    if letters.rfind("G") > letters.rfind("R") or not letters.endswith("C"):
        return len(letters)
    last = max(letters.rfind(each) for each in "RT")
    if last < 0:
        # No office: a bare name, of which small words and nations before it are no part.
        begin = len(letters) - len(letters.rstrip("C"))
        begin = len(letters) - begin
        alone = " ".join(words[begin:])
        known = lexicon.states | lexicon.institutions | lexicon.outlets
        if alone in known or not _BARE.fullmatch(letters[:begin]):
            return len(letters)
        return begin if "D" not in letters or ("w" in letters and len(letters) - begin > 1) else len(letters)
    begin = last + 1
    while begin < len(letters) and (letters[begin] in "oJD," or words[begin] in lexicon.offices):
        begin += 1
    return begin


def _kind(letters: str, words: tuple[str, ...], name: str, lexicon: Lexicon) -> tuple[SpeakerKind, bool]:
    plain = name.casefold()
    if plain in lexicon.outlets:
        return "outlet", True
    if plain in lexicon.institutions:
        return "institution", True
    if plain in lexicon.states:
        return "state", True
    if letters.endswith("E"):
        return "group", False
    if "R" in letters and letters.rfind("R") > letters.rfind("G"):
        return "unnamed", False
    if "G" in letters:
        return "institution", any(letter == "C" for letter in letters) or any(
            word[:1].isupper() for word in name.split()[:1]
        )
    if letters.endswith("J") and name.rsplit(" ", 1)[-1].islower():
        return "unnamed", False
    if letters.endswith(("C", "J")):
        return ("institution" if words[0] in lexicon.drop else "person"), True
    return "unnamed", False


def _plural(letters: str, words: tuple[str, ...], lexicon: Lexicon) -> bool:
    if words[0] in lexicon.single:
        return False
    return letters.endswith("E") or (letters[-1] in "RGw" and words[-1].endswith(lexicon.plural_endings))


def _flat(name: str) -> str:
    return " ".join(name.split())
