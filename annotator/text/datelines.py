"""Days and places: lines that hold nothing else, and those that run into the first sentence."""

from __future__ import annotations

import re

from annotator.text.abbreviations import STARTERS, listed
from annotator.text.cities import CITIES
from annotator.text.date_words import DATE_WORDS, MONTHS
from annotator.text.dateline_words import RUN_IN, RUN_IN_COLON, RUN_IN_PLAIN, RUN_IN_TIGHT
from annotator.text.roles.page_words import SECTIONS

_NUMERIC_DATE = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))\b")
_DIGIT = re.compile(r"\d")
_ASCII_DIGIT = re.compile("[0-9]")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?: ?[ap]\.?m\b\.?)?(?: (?:[A-Z]{2,4}|мск|МСК)\b)")
_POSTED_BY = re.compile(r"(?<=\d) by \S+(?: \S+){0,2}$")
_DATE_SPLIT = re.compile(r"[\s,|·•:;/.()\u2013\u2014+-]+|(?<=\d)(?=(?:st|nd|rd|th|am|pm)\b)")
_PLACE = re.compile(r"(?:[A-ZА-ЯЁ][\w'’.-]+ ?){1,3}, ")
_SENTENCE_END = re.compile(r"[.!?]\s")
_ASIDE = re.compile(r" (?:–|—|--|-) ")
_AGO = re.compile(
    r"(?:(?:posted|updated|published|about|опубликовано|обновлено) )?"
    r"(?:(?:an?|\d{1,2}|last) (?:sec(?:ond)?|min(?:ute)?|hr|hour|day|week|month|year)s? ago"
    r"|\d{1,2} [а-яіё]{3,8} (?:назад|тому)|vor (?:\d{1,2}|einer|einem) [a-zä]{3,9}|il y a \d{1,2} [a-zé]{3,9})"
    r"(?: by \w+(?: \w+)?)?"
)
_POSTED = re.compile(
    r"(?:published|posted|updated|last updated|veröffentlicht|aktualisiert|publié"
    r"|опубликовано|обновлено|опубліковано|оновлено)"
    r"(?: (?:at|в|о|um|à))?:? \d{1,2}[:.h]\d{2}(?: \S+){0,2}"
)
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[/–—-]\s+")
_LONGEST_LABEL = 3
_LONGEST_LINE = 90
_LONGEST_LEAD = 60
_MOST_BLANKS = 14
_MOST_AROUND = 7
_LONGEST_PLACE = 3
_DAY_TO_THE_YEAR = 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WINDOW = 900
_DASH = re.compile("[–—]")


def run_in_dateline(line: str, early: bool) -> int:
    """How long the dateline is that runs into the first sentence: "MOSCOW (Reuters) - "; 0 where there is none.

    Args:
        line: A paragraph as one line.
        early: Whether no body text stands before it.
    """
    line = line[:_WINDOW]
    if line.startswith("FILE "):
        # FILE - In this photo of May 3: a picture from the archive, no place.
        return 0
    if early and ":" in line[:_LONGEST_LEAD] and (found := RUN_IN_COLON.match(line)) is not None:
        place = (found["place"] or "").strip()
        known = place.casefold() in CITIES or (place.isupper() and "," in found[0])
        return found.end() if not place or known else 0
    if not ("-" in line or "/" in line) and (line.isascii() or _DASH.search(line) is None):
        return 0
    found = RUN_IN.match(line) or (RUN_IN_TIGHT.match(line) if early else None)
    if found is None and early:
        found = RUN_IN_PLAIN.match(line)
        if found is not None and not listed(found["next"], STARTERS):
            return 0
    if found is None:
        return 0
    rest = re.split(r"[.!?]\s", line[found.end() :], maxsplit=1)[0]
    # A second dash shows that the first one opened an aside: Assad - Moscow's ally - said ...
    aside = re.search(r" (?:–|—|--|-) ", rest)
    return 0 if aside else found.end()


def is_date(line: str, place: bool) -> bool:
    """Whether a line holds a day, perhaps with a time, and no other word.

    Args:
        line: The line.
        place: Whether the name of a place may stand before it.
    """
    if len(line) > _LONGEST_LINE or line.count(" ") > _MOST_BLANKS:
        return False
    if not (_ASCII_DIGIT if line.isascii() else _DIGIT).search(line):
        return line.endswith("ago") and _AGO.fullmatch(line.casefold()) is not None
    if _is_day(line, place):
        return True
    low = line.casefold()
    return _POSTED.fullmatch(low) is not None or _AGO.fullmatch(low) is not None or _labelled_day(line)


def is_place(line: str) -> bool:
    """Whether a line is a dateline that lost its sentence: MOSCOW (Reuters) -, the body below."""
    if len(line) > _LONGEST_LINE or line[-1:] not in ("-", "–", "—") or not ("(" in line or "," in line):
        return False
    found = RUN_IN.match(f"{line} A")
    return found is not None and found.end() == len(line) + 1


def _labelled_day(line: str) -> bool:
    """A day and, parted by a bar or a dot, the label of a section: 3 May 2016, 10:15 • World."""
    parts = [part for part in _PARTS.split(line) if part]
    if parts == [line]:
        # Not parted at all: that it is no day is known.
        return False
    days = [_is_day(part, place=False) for part in parts]
    return any(days) and all(
        day or holds_day(part) or (len(part.split()) <= _LONGEST_LABEL and part[-1] not in ".?!")
        for day, part in zip(days, parts, strict=True)
    )


def holds_day(part: str) -> bool:
    """Whether a few words hold a day: Publish date: Mar 9 2019 12:27PM."""
    if part.count(" ") > _MOST_AROUND or part[-1:] in (".", "?", "!"):
        return False
    if _NUMERIC_DATE.search(part) is not None:
        return True
    tokens = [token for token in _DATE_SPLIT.split(part.casefold()) if token]
    return _YEAR.search(part) is not None and any(token in MONTHS for token in tokens)


def _is_day(line: str, place: bool) -> bool:
    if " by " in line:
        line = _POSTED_BY.sub("", line)
    tokens = [token for token in _DATE_SPLIT.split(line.casefold()) if token]
    if len(tokens) > 2 and tokens[0] in SECTIONS:
        tokens = tokens[1:]
    known = [token.isdigit() or token in MONTHS or token in DATE_WORDS for token in tokens]
    unknown = known.count(False)
    if unknown > _LONGEST_PLACE:
        return False
    in_words = any(token in MONTHS for token in tokens) and any(token.isdigit() for token in tokens)
    if not in_words and not _NUMERIC_DATE.search(line) and not _CLOCK.search(line):
        return False
    if unknown == 0 or (place and unknown <= _LONGEST_PLACE and _PLACE.match(line) is not None):
        return True
    # A day to the year, and a few words after it: Wed, Jun 14, 2017 Dolna Staff.
    return unknown <= _LONGEST_PLACE and all(known[:_DAY_TO_THE_YEAR]) and _YEAR.search(line) is not None and in_words
