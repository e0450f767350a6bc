"""Days and places: lines that hold nothing else, and those that run into the first sentence."""

from __future__ import annotations

import re

from annotator.text.abbreviations import STARTERS, listed
from annotator.text.role_words import DATE_WORDS, MONTHS, RUN_IN, RUN_IN_PLAIN

_NUMERIC_DATE = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))\b")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?: ?[ap]\.?m\b\.?)?(?: (?:[A-Z]{2,4}|мск|МСК)\b)")
_POSTED_BY = re.compile(r"(?<=\d) by \S+(?: \S+){0,2}$")
_DATE_SPLIT = re.compile(r"[\s,|·•:;/.()\u2013\u2014+-]+|(?<=\d)(?=(?:st|nd|rd|th|am|pm)\b)")
_PLACE = re.compile(r"(?:[A-ZА-ЯЁ][\w'’.-]+ ?){1,3}, ")
_SENTENCE_END = re.compile(r"[.!?]\s")
_ASIDE = re.compile(r" (?:–|—|--|-) ")
_LONGEST_LINE = 90
_LONGEST_PLACE = 3
_WINDOW = 900


def run_in_dateline(line: str, early: bool) -> int:
    """How long the dateline is that runs into the first sentence: "MOSCOW (Reuters) - "; 0 where there is none.

    Args:
        line: A paragraph as one line.
        early: Whether no body text stands before it.
    """
    line = line[:_WINDOW]
    found = RUN_IN.match(line)
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
    if len(line) > _LONGEST_LINE or not _DIGIT.search(line):
        return False
    line = _POSTED_BY.sub("", line)
    tokens = [token for token in _DATE_SPLIT.split(line.casefold()) if token]
    known = [token.isdigit() or token in MONTHS or token in DATE_WORDS for token in tokens]
    in_words = any(token in MONTHS for token in tokens) and any(token.isdigit() for token in tokens)
    if not in_words and not _NUMERIC_DATE.search(line) and not _CLOCK.search(line):
        return False
    unknown = known.count(False)
    return unknown == 0 or (place and unknown <= _LONGEST_PLACE and _PLACE.match(line) is not None)
