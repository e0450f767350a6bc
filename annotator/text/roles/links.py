"""Rules for what belongs to the site, not to the article: parts of it, menus, lists of links, footers."""

from __future__ import annotations

from annotator.text.roles import page_words
from annotator.text.roles.furniture import CLOCK, LONGEST_HEADING, LONGEST_LINK
from annotator.text.roles.looks import LONGEST_TITLE, Look
from annotator.text.roles.pages import Page
from annotator.text.roles.shapes import line_of_its_own, over_body, reads_on, sentence_like

_LONGEST_BARE_HEADING = 6
_LONGEST_SECTION = 2
_FEWEST_LEADING = 5


def section(page: Page, index: int, look: Look) -> bool:
    """The name of a part of the site, or anything else without a stop, over the title."""
    return index < page.title_at and not look.stopped and look.count <= LONGEST_TITLE and line_of_its_own(look)


def menu(page: Page, index: int, look: Look) -> bool:
    """A line of a list of links."""
    over_body = index + 1 < len(page.looks) and reads_on(page.looks[index + 1]) and not look.bullet
    return index in page.menus and not over_body and not sentence_like(look) and line_of_its_own(look)


def sourced(page: Page, index: int, look: Look) -> bool:
    """Among headlines of other papers."""
    return index in page.sourced


def label_again(page: Page, index: int, look: Look) -> bool:
    """Above the body, the name of a part of the site; anywhere, the words of a line that was furniture."""
    if look.stopped or not look.words:
        return False
    head = not page.begun and bool(page.title) and look.low.lstrip("-–•* ") in page_words.SECTIONS
    again = look.words in page.seen and look.single
    return head or (again and (look.count <= _LONGEST_SECTION or not over_body(page, index)))


def other_time(page: Page, index: int, look: Look) -> bool:
    """Any other time alone."""
    return CLOCK.fullmatch(look.line) is not None


def link_below(page: Page, index: int, look: Look) -> bool:
    """Bullets and headlines under a lead-in that is boilerplate; bullets end with the first line that has none."""
    if not page.leading or look.count > LONGEST_LINK:
        return False
    if page.bulleted and not look.bullet and page.own[index] is None and over_body(page, index):
        return False
    asks = look.single and not look.bullet and look.count <= LONGEST_HEADING and look.line.endswith("?")
    return asks or (not look.stopped and (look.bullet or not sentence_like(look)))


def teaser(page: Page, index: int, look: Look) -> bool:
    """Among links under a lead-in, how another article begins: it breaks off."""
    return page.leading and page.begun and look.line.endswith((" …", " ...", "[…]", "[...]"))


def attached(page: Page, index: int, look: Look) -> bool:
    """A label over furniture; a short line that touches furniture above it."""
    if look.stopped or look.count > _LONGEST_BARE_HEADING:
        return False
    below = page.own[index + 1] if index + 1 < len(page.own) else None
    if look.line.endswith(":") and look.count < _FEWEST_LEADING:
        head = bool(page.title) and not page.begun and index + 1 < len(page.looks) and not page.looks[index + 1].prose
        return head or below == "boilerplate"
    touches = page.spaced and not look.apart and index > 0 and page.given[index - 1] == "boilerplate"
    parted = index + 1 < len(page.looks) and (page.looks[index + 1].apart or below == "boilerplate")
    return touches and parted and not sentence_like(look)


def footer(page: Page, index: int, look: Look) -> bool:
    """Below all body text: lines without a stop under furniture or right over it; a few words at the very end."""
    if not 0 <= page.last_body < index or look.stopped or look.count > LONGEST_LINK or sentence_like(look):
        return False
    if not line_of_its_own(look):
        return False
    under = any(role == "boilerplate" for role in page.given[page.last_body + 1 :])
    if look.bullet:
        return under and page.leading
    over = any(role == "boilerplate" for role in page.own[index + 1 : index + 2])
    dangling = index == len(page.looks) - 1 and look.count < _FEWEST_LEADING
    return under or dangling or (over and look.count <= LONGEST_HEADING)


def foreign(page: Page, index: int, look: Look) -> bool:
    """The end of the text, in another script than the rest."""
    return index in page.foreign
