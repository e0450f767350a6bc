"""Rules for who wrote, where and when: names, signatures, notes on authors, places and days."""

from __future__ import annotations

import re

from annotator.text.datelines import is_date
from annotator.text.roles import name_words
from annotator.text.roles.furniture import CLOCK, LONGEST_HEADING
from annotator.text.roles.looks import Look
from annotator.text.roles.pages import Page, is_name, is_subject
from annotator.text.roles.shapes import clause

_STAFF = re.compile(
    r"(?:[A-ZА-ЯЁ][\w'’.-]+,? ){0,4}(?:staff(?: (?:writer|reporter))?|correspondent|reporter|editor)s?$"
)
_LONGEST_NAME = 120
_LAST_LINES = 12
_FEWEST_LEADING = 5
_IS_SOMEONE = {("is", "a"), ("is", "an"), ("is", "the")}


def place_and_day(page: Page, index: int, look: Look) -> bool:
    """At the top, a place and a day."""
    return not page.begun and not look.stopped and is_date(look.line, place=True)


def time_of_day(page: Page, index: int, look: Look) -> bool:
    """In a live report, the time alone over what happened then."""
    if page.leading or CLOCK.fullmatch(look.line) is None or index + 1 == len(page.looks):
        return False
    below = page.looks[index + 1]
    return bool(page.title) and CLOCK.fullmatch(below.line) is None and page.own[index + 1] is None


def name_line(page: Page, index: int, look: Look) -> bool:
    """Nothing but a name, where names of authors stand: above the body, by a date, after a pulled quote, at the end."""
    if look.stopped or len(look.line) >= _LONGEST_NAME:
        return False
    head = bool(page.title) and not page.begun
    above = page.given[index - 1] if index else None
    if head and ((above == "byline" and _STAFF.match(look.line)) or name_words.AGENCY_LINE.fullmatch(look.line)):
        return True
    if not is_name(look) or not name_words.LABEL_WORDS.isdisjoint(look.words):
        return False
    if head and is_subject(page, look):
        return False
    rest = page.own[index + 1 :]
    alone = all(role is not None for role in rest[:1]) or page.looks[index + 1].words == look.words
    last = page.begun and index > page.last_body and (alone or (above is not None and look.words in page.authors))
    by_a_date = index + 1 < len(page.looks) and is_date(page.looks[index + 1].line, place=False)
    return head or last or by_a_date or above in ("pullquote", "byline", "dateline")


def signature(page: Page, index: int, look: Look) -> bool:
    """Near the end, below all but the last body text: a name and what its bearer is, without a stop."""
    late = page.begun and index >= len(page.looks) - _LAST_LINES and look.single and not look.stopped
    return (
        late and look.count <= LONGEST_HEADING and bool(name_words.NAME_WITH_ROLE.match(look.line)) and not clause(look)
    )


def author_note(page: Page, index: int, look: Look) -> bool:
    """Near the end, who the writer is: it begins with the name of the byline and goes on "is a", "is the".

    Before all body text or as the last of it, anybody who writes.
    """
    if (index == 0 or index == page.last_body > _FEWEST_LEADING) and name_words.AUTHOR_NOTE.match(
        look.line
    ) is not None:
        return True
    if not page.begun or not page.authors or index < len(page.looks) - _LAST_LINES:
        return False
    names = (words[words.index("by") + 1 :] if "by" in words else words for words in page.authors)
    return any(
        len(name) > 1 and look.words[: len(name)] == name and look.words[len(name) : len(name) + 2] in _IS_SOMEONE
        for name in names
    )
