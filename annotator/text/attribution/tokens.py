"""A sentence as a string of letters: one for each word, mark or quotation, so that rules can be patterns.

The letters are those of the language's word lists, and: Q a quotation, K one that began in an earlier sentence, q a
word or two in quotation marks, C a capitalised word, w any other word, 0 a number, s a possessive ending, `,` `;` `:`
and `-` themselves, < and > brackets, ! any other mark. Tokens are in order and apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from annotator.text.attribution.lexicon import Lexicon
from annotator.text.attribution.quotations import Quotation

LONGEST = 400
"""Tokens of a sentence that are looked at; what follows is left out, so that no text takes more than linear time."""

_TOKEN = re.compile(
    r"(?P<dotted>(?:[^\W\d_]\.){2,})"
    r"|(?P<number>\d+(?:[.,:]\d+)*%?)"
    r"|(?P<owner>['’]s\b|(?<=s)['’](?=\s))"
    r"|(?P<word>[^\W_]+(?:[-‐‑][^\W_]+|['’](?!s\b)[^\W_]+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_MARKS = {",": ",", ";": ";", ":": ":", "—": "-", "–": "-", "(": "<", "[": "<", ")": ">", "]": ">"}
_PREFIXED = re.compile(r"(?:al|el|as|ash|an|ad|bin)[-‐‑][^\W\d_]")
_NOT_BEFORE_VERBS = frozenset("DpsoiJT0")
_FEW_WORDS = 3
_LONGEST_MONTH = 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one sentence."""

    letters: str
    """One letter for each."""
    spans: tuple[tuple[int, int], ...]
    """Where each stands, in code points of the whole text."""
    words: tuple[str, ...]
    """Each in lower case; empty for quotations."""
    quotations: dict[int, Quotation]
    """The quotation of which a token is a part, by the token's index."""


def tokenise(
    text: str, start: int, end: int, quotations: Sequence[Quotation], lexicon: Lexicon, small: Collection[str]
) -> Tokens:
    """The tokens of the sentence `[start, end)`.

    Args:
        text: The whole text.
        start: First code point of the sentence.
        end: The code point after its last.
        quotations: Those that share a code point with it, in order.
        lexicon: The words of its language.
        small: The words that the text also writes with a small letter: a capital at the head of a sentence is no name.
    """
    raw: list[tuple[int, int, str]] = []
    quoted: dict[int, Quotation] = {}
    place = start
    for quotation in quotations:
        _scan(text, place, max(quotation.start, place), raw, lexicon)
        begin, stop = max(quotation.start, start), min(quotation.end, end)
        if begin < stop:
            letter = "K" if quotation.start < start or quotation.continues else _quote_letter(text, begin, stop, raw)
            quoted[len(raw)] = quotation
            raw.append((begin, stop, letter))
        place = max(place, stop)
        if len(raw) >= LONGEST:
            break
    _scan(text, place, end, raw, lexicon)
    raw = raw[:LONGEST]
    return _lettered(text, raw, quoted, lexicon, small)


def _scan(text: str, start: int, end: int, raw: list[tuple[int, int, str]], lexicon: Lexicon) -> None:
    """Add the words and marks of a stretch, each with a first guess of its letter."""
    position = start
    while len(raw) < LONGEST:
        match = _TOKEN.search(text, position, end)
        if match is None:
            return
        begin, position = match.span()
        kind = match.lastgroup
        if kind == "mark":
            letter = _MARKS.get(match[0], "-" if match[0] == "-" and _spaced(text, begin, end) else "!")
        else:
            letter = {"number": "0", "owner": "s"}.get(str(kind), "w")
            titled = kind == "word" and text[position : position + 1] == "." and position < end
            if titled and (_initial(match[0]) or _shortened(match[0], lexicon)):
                position += 1
        raw.append((begin, position, letter))


def _spaced(text: str, at: int, end: int) -> bool:
    return text[max(at - 1, 0) : at].isspace() and text[at + 1 : min(at + 2, end)].isspace()


def _shortened(word: str, lexicon: Lexicon) -> bool:
    """Whether a stop belongs to the word: Gen., Feb."""
    letter = lexicon.open_letters.get(word.casefold())
    return word[0].isupper() and (letter == "T" or (letter == "S" and len(word) <= _LONGEST_MONTH))


def _initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word != "I"


def _quote_letter(text: str, begin: int, stop: int, raw: list[tuple[int, int, str]]) -> str:
    """Q, or q for a word or two that are part of the sentence around them: the "quiet zone"."""
    inner = text[begin + 1 : stop - 1].split()
    follows_word = bool(raw) and raw[-1][2] == "w"
    few = 0 < len(inner) < _FEW_WORDS and inner[0][:1].islower() and inner[-1][-1:].isalnum()
    return (
        "q"
        if few and follows_word and text[stop : stop + 2][:1] == " " and text[stop + 1 : stop + 2].islower()
        else "Q"
    )


def _lettered(
    text: str,
    raw: list[tuple[int, int, str]],
    quoted: dict[int, Quotation],
    lexicon: Lexicon,
    small: Collection[str],
) -> Tokens:
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    words: list[str] = []
    kept: dict[int, Quotation] = {}
    index = 0
    folded = [_fold(text[begin:stop]) if letter == "w" else "" for begin, stop, letter in raw]
    while index < len(raw):
        begin, stop, letter = raw[index]
        length = 1
        if letter == "w":
            fresh = not letters or letters[-1] in "QK<" or (letters[-1] in "-:!" and len(letters) < _FEW_WORDS)
            letter, length = _letter(text[begin:stop], folded, index, fresh, lexicon, small, letters)
            stop = raw[index + length - 1][1]
        if index in quoted:
            kept[len(letters)] = quoted[index]
        letters.append(letter)
        spans.append((begin, stop))
        words.append(" ".join(folded[index : index + length]) if folded[index] else "")
        index += length
    return Tokens("".join(letters), tuple(spans), tuple(words), kept)


def _fold(word: str) -> str:
    """A word in lower case, without the stop of an abbreviation: Gen. is gen, U.S. stays u.s."""
    plain = word.casefold().replace("’", "'")
    return plain[:-1] if plain.endswith(".") and plain.count(".") == 1 else plain


def _letter(
    word: str,
    folded: list[str],
    index: int,
    fresh: bool,
    lexicon: Lexicon,
    small: Collection[str],
    before: list[str],
) -> tuple[str, int]:
    """The letter of a word, and how many words the token takes."""
    plain = folded[index]
    for phrase, letter in lexicon.phrases.get(plain, ()):
        if tuple(folded[index : index + len(phrase)]) == phrase:
            return letter, len(phrase)
    if word in lexicon.exact:
        return lexicon.exact[word], 1
    capital = word[0].isupper() or bool(_PREFIXED.match(word))
    if capital and not (fresh and not word[1:].isupper()):
        return lexicon.open_letters.get(plain, "C"), 1
    letter = lexicon.letters.get(plain, "")
    if letter and letter in "vbmlkjucgd":
        if before and before[-1] in _NOT_BEFORE_VERBS and plain in lexicon.present:
            return lexicon.open_letters.get(plain, "w"), 1
        return ("C" if capital and plain not in small and letter in "gd" else letter), 1
    if letter:
        return letter, 1
    if capital:
        return ("w" if plain in small else "C"), 1
    if plain in lexicon.particles and before and before[-1] == "C":
        return "C", 1
    return ("A" if plain.endswith(lexicon.adverb_endings) and len(plain) > _FEW_WORDS else "w"), 1
