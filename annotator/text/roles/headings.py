"""Rules for what stands over text, or out of line: titles, headings, quotes pulled out of the body."""

from __future__ import annotations

import re

from annotator.text.roles.furniture import LONGEST_HEADING, LONGEST_LINK
from annotator.text.roles.looks import LONGEST_TITLE, Look
from annotator.text.roles.pages import MARKS, Page, is_quotation
from annotator.text.roles.shapes import begins_small, clause, over_body

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_BANNER = re.compile(r"([+*=~#]{2,4}|➤|►|▶)\s?\w.*")
_FEWEST_COPIED = 5
_FEWEST_QUESTIONS = 3
_LONGEST_SUBTITLE = 20


def first_line(page: Page, index: int, look: Look) -> bool:
    """The line that the whole page shows to be the title."""
    return index == page.title_at


def title_again(page: Page, index: int, look: Look) -> bool:
    """The title once more, or above the body a part of it, as under "title:"."""
    if not page.title:
        return False
    if look.words == page.title:
        # A body that begins with the words of the title, and a stop: a sentence, whatever stands above it.
        return not look.stopped or page.looks[page.given.index("title")].stopped
    return not page.begun and not look.stopped and index in page.copied and set(look.words) <= set(page.title)


def pull_quote(page: Page, index: int, look: Look) -> bool:
    """These words stand elsewhere inside a longer paragraph; a handful may be a refrain, if not in quotes."""
    quoted = look.line[0] in '“"«„‘' and look.line[-1] in '”"»“’'
    return index in page.copied and (look.count >= _FEWEST_COPIED or quoted)


def question(page: Page, index: int, look: Look) -> bool:
    """A short question over body text, where three or more such lines part the text."""
    return len(page.questions) >= _FEWEST_QUESTIONS and index in page.questions


def banner(page: Page, index: int, look: Look) -> bool:
    """A heading set between marks, of Markdown or of a live ticker: +++ 10:15 The talks begin +++."""
    if look.line[0] not in MARKS:
        return False
    if _MARKDOWN_HEADING.match(look.line):
        return True
    found = None if look.bullet else _BANNER.match(look.line)
    if found is None or look.count > LONGEST_LINK:
        return False
    # An arrow alone may be a bullet: with a final stop, it is one before a sentence.
    return look.line.endswith(found[1]) or (found[1] in "➤►▶" and not look.stopped)


def live_heading(page: Page, index: int, look: Look) -> bool:
    """What stands between a time alone and body text."""
    timed = index > 0 and page.given[index - 1] == "dateline" and page.begun
    return (
        timed
        and not look.stopped
        and look.count <= LONGEST_LINK
        and page.looks[index + 1 : index + 2] != []
        and page.looks[index + 1].prose
    )


def heading(page: Page, index: int, look: Look) -> bool:
    """A short line without a final stop over body text; above all body text, what stands under the title."""
    longest = LONGEST_HEADING if page.begun else LONGEST_TITLE
    shaped = look.words and look.single and not look.stopped and look.count <= longest
    if not shaped or look.line[-1] in ",;:—–-" or begins_small(look.line) or is_quotation(look):
        return False
    if look.bullet:
        return page.begun and _alone(page, index) and not clause(look)
    if page.title and not page.begun:
        signed = page.given[index - 1] in ("byline", "dateline")
        return index < page.last_prose and look.count <= (LONGEST_HEADING if signed else _LONGEST_SUBTITLE)
    if page.own[index + 1 : index + 2] == ["byline"] and page.begun:
        return False  # a quoted post, over who wrote it
    return over_body(page, index) and not (page.begun and clause(look))


def _alone(page: Page, index: int) -> bool:
    """Whether a line with a number stands between body text, not in a list."""
    around = page.looks[index - 1 : index] + page.looks[index + 1 : index + 2]
    numbered = page.looks[index].line[0].isdigit()
    return numbered and len(around) == 2 and all(look.prose and not look.bullet for look in around)
