"""Who may be speaking: names, institutions and acronyms that a sentence mentions.

Candidates for a picker, not an analysis: capitals and short word lists, Latin and Cyrillic alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

from annotator.text.abbreviations import NATIONALITIES, STARTERS, TITLES, listed
from annotator.text.date_words import DATE_WORDS, MONTHS
from annotator.text.offices import offices
from annotator.text.words import words

_INSIDE = frozenset(
    ["al", "el", "de", "la", "le", "van", "von", "der", "den", "bin", "ibn", "du", "da", "di", "of", "the", "for"]
)
_MORE_TITLES = frozenset(["sheikh", "ayatollah"])
_LOWER_NAME = re.compile(r"(?:al|el|as|ash|an|ad|bin)[-‐‑][^\W\d_a-zа-яё]")
_POSSESSIVE = re.compile(r"['’]s?$")

Token = tuple[int, int]


def names(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The names that a sentence mentions.

    A run of capitalised words is a name, small words such as "of" and "al" inside it included, an article before it and
    a possessive ending left out. A run that begins with an office is given twice: Foreign Minister Sergei Lavrov, and
    Sergei Lavrov. Days, months, nationalities and words that merely begin a sentence are no names.

    Args:
        text: The whole text.
        start: First code point of the sentence.
        end: The code point after its last; the end of the text without it.

    Returns:
        `[start, end)` in code points of the whole text, in order; of two that begin together the longer comes first.
    """
    found: set[tuple[int, int]] = set()
    for run in _runs(text, words(text, start, end)):
        if not _idle(text, run):
            found.add(_span(text, run))
            found.update(_bare(text, run))
    return sorted(found, key=lambda span: (span[0], -span[1]))


def _runs(text: str, tokens: list[Token]) -> list[list[Token]]:
    """Capitalised words that stand together; a word that only begins a sentence or a quotation is left out."""
    runs: list[list[Token]] = []
    run: list[Token] = []
    pending: list[Token] = []
    for index, (begin, stop) in enumerate(tokens):
        word = text[begin:stop]
        near = not run or text[(pending or run)[-1][1] : begin] in ("", " ", "\u00a0")
        if not near:
            run, pending = _close(runs, run), []
        if pending and text[pending[-1][0] : pending[-1][1]] == "the" and len(run) > 1:
            # Gen. Smith of the Pentagon are two, Bank of the West is one.
            run, pending = _close(runs, run), []
        if _capital(word) and not _only_begins(text, tokens, index, bool(run)):
            run += [*pending, (begin, stop)]
            pending = []
            if _POSSESSIVE.search(word):
                run = _close(runs, run)
        elif run and (word in _INSIDE or (word == "." and _abbreviated(text, run[-1]))):
            pending.append((begin, stop))
        else:
            run, pending = _close(runs, run), []
    _close(runs, run)
    return runs


def _close(runs: list[list[Token]], run: list[Token]) -> list[Token]:
    if run:
        runs.append(run)
    return []


def _is_title(word: str) -> bool:
    return word.casefold() in _titles()


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return offices().titles | _MORE_TITLES


def _capital(word: str) -> bool:
    return word[:1].isupper() or bool(_LOWER_NAME.match(word))


def _abbreviated(text: str, token: Token) -> bool:
    """Whether a word may carry a stop inside a name: Gen., J."""
    word = text[token[0] : token[1]]
    return word in TITLES or len(word) == 1


def _only_begins(text: str, tokens: list[Token], index: int, inside: bool) -> bool:
    """Whether a capital is owed to the place of the word alone."""
    begin, stop = tokens[index]
    word = text[begin:stop]
    if inside:
        return False
    if listed(word, STARTERS) and word not in ("US", "IS"):
        return True
    alone = index + 1 >= len(tokens) or not _capital(text[tokens[index + 1][0] : tokens[index + 1][1]])
    small = word[:1].lower() + word[1:]
    if index or not alone or small == word:
        return False
    # The same word in small letters elsewhere in the text shows a common noun: Diplomats said ... The plain look first,
    # for a pattern takes a thousand times as long to pass over a long text that does not have the word.
    return small.endswith("ing") or (small in text and re.search(rf"(?<!\w){re.escape(small)}(?!\w)", text) is not None)


def _idle(text: str, run: list[Token]) -> bool:
    """Whether a run names nobody: a day, a nationality."""
    plain = [_POSSESSIVE.sub("", text[begin:stop]) for begin, stop in run]
    return all(word.casefold() in MONTHS or word.casefold() in DATE_WORDS for word in plain) or (
        len(plain) == 1 and (plain[0] in NATIONALITIES or _is_title(plain[0]) or not any(map(str.isalpha, plain[0])))
    )


def _span(text: str, run: list[Token]) -> tuple[int, int]:
    begin, stop = run[0][0], run[-1][1]
    ending = _POSSESSIVE.search(text[run[-1][0] : stop])
    return begin, stop - (len(ending[0]) if ending else 0)


def _bare(text: str, run: list[Token]) -> list[tuple[int, int]]:
    """The name without the office before it."""
    plain = [text[begin:stop] for begin, stop in run]
    last = max((index for index, word in enumerate(plain) if _is_title(word)), default=-1)
    rest = last + 1
    while 0 < rest < len(plain) and (
        plain[rest].casefold() in offices().fields or plain[rest] in _INSIDE or plain[rest] == "."
    ):
        rest += 1
    return [_span(text, run[rest:])] if 0 < rest < len(plain) else []
