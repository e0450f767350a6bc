"""What a paragraph without a final stop may be by its words and its neighbours: a clause, part of a list."""

from __future__ import annotations

from annotator.text.roles import clause_words
from annotator.text.roles.furniture import LONGEST_HEADING
from annotator.text.roles.looks import LONGEST_TITLE, Look
from annotator.text.roles.pages import Page

_LONGEST_BARE_HEADING = 6
_FEWEST_LEADING = 5


def begins_small(line: str) -> bool:
    """Whether the first letter or digit is a small letter."""
    first = next((char for char in line if char.isalnum()), "")
    return first.islower()


def over_body(page: Page, index: int) -> bool:
    """Body text comes within two lines, and the lines before were not a list of such lines."""
    below = page.looks[index + 1 : index + 3]
    near = any(reads_on(look) for look in below[:1]) or (
        len(below) > 1 and below[1].prose and 0 < below[0].count <= LONGEST_TITLE
    )
    crowded = page.begun and index > 1 and all(_listed(page, place) for place in (index - 2, index - 1))
    return near and not crowded


def reads_on(look: Look) -> bool:
    """Body text, or the lead-in of a list."""
    return look.prose or (look.line.endswith(":") and look.count >= _FEWEST_LEADING)


def _listed(page: Page, index: int) -> bool:
    """Whether a line could be one of a list of headlines."""
    look = page.looks[index]
    return not look.stopped and not look.bullet and page.given[index] in ("sentence", "heading")


def clause(look: Look) -> bool:
    """Whether the line reads like a sentence that lost its stop."""
    if clause_words.FINITE.isdisjoint(look.words):
        return False
    return look.count > _LONGEST_BARE_HEADING or look.words[0] in clause_words.SUBJECTS


def line_of_its_own(look: Look) -> bool:
    """Whether a line without a stop holds no sentence with one, unless it is short."""
    return look.single or look.count <= LONGEST_HEADING


def sentence_like(look: Look) -> bool:
    """Whether the line reads like a sentence even among furniture: it begins as one, or is long and has a verb."""
    if not look.words or clause_words.FINITE.isdisjoint(look.words):
        return False
    return look.count > LONGEST_HEADING or look.words[0] in clause_words.SUBJECTS
