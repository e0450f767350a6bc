"""Signs in a text of where, by whom and when it was published: addresses, days, the names a source gives for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

from annotator.text.date_words import MONTHS

_ENDINGS = (
    "com|org|net|info|int|edu|gov|tv|news|press|media|online|co|io|me|eu|uk|us|ru|su|ua|by|kz|ir|iq|il|tr|qa|sa|ae|"
    "jo|lb|eg|sy|cn|jp|kr|in|pk|de|at|ch|fr|it|es|pt|nl|be|pl|cz|sk|hu|ro|bg|gr|se|no|fi|dk|ie|ca|au|nz|za|br|mx|рф"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]’”»]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@])@\w{2,}"
    rf"|(?<![\w.-])[^\W_][\w-]*(?:\.[\w-]+)*\.(?:{_ENDINGS})\b(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]])?",
    re.IGNORECASE,
)
_MONTH = "(?:" + "|".join(sorted((re.escape(month) for month in MONTHS), key=len, reverse=True)) + ")"
_DAY = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})|\d{4}/\d{1,2}/\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}\b\.?,?(?: \d{{4}})?"
    rf"|{_MONTH}\b\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}})?"
    rf"|{_MONTH}\b\.?,? \d{{4}})",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:\||::|»|•)\s+([^|»•]{1,60})$")
_ASIDE = re.compile(r"\(([^()]*)\)")
_BY = re.compile(r"^(?:by|от|von|par|автор:?)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;/|&]|\band\b|\bи\b|\bund\b|\bet\b)\s*")
_GENERIC = frozenset(["www", "m", "en", "eng", "english", "ru", "co", "com", "org", "net", "gov", "ac", "edu"])
_EDITION = re.compile(r"(?: (?:english|international|arabic|russian|online|news|agency|tv))+$", re.IGNORECASE)
_RUSSIAN = re.compile("[а-яё]{3,}", re.IGNORECASE)
_MOST_DECLINED = 2
"""Words of a name that are declined together, at most."""
_ENDING = re.compile("(?:ая|яя|ое|ее|ый|ий|ой|ые|ие|[аеиоуыэюяйьъ])$")
_ENDINGS_OF_CASES = re.findall(
    r"\S+",
    "а у ом ем е ой ей ою ею ы и ам ами ах ов ев ям ями ях ю я ью й ия ию ии ием "
    "ая ую ое ого ому ый ий ым им ые ых ыми",
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def addresses(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Web and mail addresses, bare domains, and the names of accounts, as `[start, end)` in code points."""
    yield from (found.span() for found in _ADDRESS.finditer(text, start, len(text) if end is None else end))


def days(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Days of the calendar in figures or words: 2018-02-19, 19.02.2018, February 19, 19 февраля 2018."""
    yield from (found.span() for found in _DAY.finditer(text, start, len(text) if end is None else end))


def title_tail(title: str) -> tuple[int, int] | None:
    """What a headline has behind its last bar, where pages put the name of the site; None where it has none."""
    found = _TAIL.search(title)
    return found.span(1) if found else None


def outlet_names(outlet: str) -> list[str]:
    """The names that a field gives for an outlet: Russia Today (RT) is Russia Today and RT."""
    inside = _ASIDE.findall(outlet)
    whole = " ".join(_ASIDE.sub(" ", outlet).split())
    names = [name for name in (_ARTICLE.sub("", each).strip() for each in (whole, *inside)) if name]
    return list(dict.fromkeys(form for name in names for form in _forms(name)))


def _forms(name: str) -> Iterator[str]:
    """How a text may call an outlet: by its name, without its edition, in one word, in another case."""
    yield name
    short = _EDITION.sub("", name)
    # Iran International is no Iran, but the BBC is the BBC News.
    if short != name and (short.isupper() or len(short.split()) > 1):
        yield from _forms(short)
    words = name.split()
    if len(words) > 1:
        yield "".join(words)
    if len(words) <= _MOST_DECLINED and any(map(_RUSSIAN.fullmatch, words)):
        yield from (" ".join(forms) for forms in product(*map(_cases, words)))


def _cases(word: str) -> list[str]:
    """A Russian word with whatever ending a case may give it, and some that none does; an abbreviation has one form."""
    if not _RUSSIAN.fullmatch(word) or word.isupper():
        return [word]
    stem = _ENDING.sub("", word)
    return [word, *(f"{stem}{ending}" for ending in _ENDINGS_OF_CASES)]


def author_names(author: str) -> list[str]:
    """The names that a field or a line gives for who wrote: By Mira Okafor and Jan Novak, Moscow."""
    plain = _BY.sub("", " ".join(author.split()))
    return [name for name in (part.strip(" .·–—-") for part in _BETWEEN.split(plain)) if name]


def site_name(url: str) -> str:
    """The name in the host of an address: `rt` of https://www.rt.com/news; empty where there is none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")[:-1]
    kept = [label for label in labels if label not in _GENERIC]
    return kept[-1] if kept and len(kept[-1]) > 1 else ""
