"""What stands with a picture: its caption, the description that a site keeps of it, the name of whom it shows."""

from __future__ import annotations

from annotator.text.roles import picture_words
from annotator.text.roles.furniture import LONGEST_HEADING
from annotator.text.roles.looks import Look
from annotator.text.roles.pages import SIDE, Page, is_name, is_subject

_LONGEST_CAPTION = 40
_LONGEST_BARE_HEADING = 6


def caption(page: Page, index: int, look: Look) -> bool:
    """A line that ends with an agency in brackets, above the body or with no stop; above it, who stands where, and the
    title and more."""
    if not page.title or look.count > _LONGEST_CAPTION or index >= page.last_body:
        return False
    if picture_words.AGENCY_END.search(look.line) is not None:
        return not page.begun or not look.stopped
    if page.begun:
        return False
    if not look.stopped and SIDE.search(look.line) is not None:
        return True
    size = len(page.title)
    return not look.stopped and look.words[:size] == page.title and look.count <= size + _LONGEST_BARE_HEADING


def twin(page: Page, index: int, look: Look) -> bool:
    """The line above or below once more: what a site keeps of a picture, and the caption.

    Where it reads like body text, only with an agency in brackets behind it, or right above the place and the day with
    which the body begins.
    """
    beside = page.looks[max(0, index - 1) : index] + page.looks[index + 1 : index + 2]
    if not page.title or look.count < 2 or all(other.low != look.low for other in beside):
        return False
    if not look.stopped or picture_words.AGENCY_END.search(look.line) is not None:
        return True
    return not page.begun and any(other.dated for other in page.looks[index + 1 : index + 3])


def pictured(page: Page, index: int, look: Look) -> bool:
    """Above the body, somebody whom the body begins with, by name or in the same words: the caption of a picture."""
    head = bool(page.title) and not page.begun and not look.stopped and look.count < LONGEST_HEADING
    if not head or not is_subject(page, look) or look.line[0] in '“"«„‘':
        return False
    return is_name(look) or (index in page.copied and not look.line.isupper() and look.words != page.title)
