"""The role of every paragraph: a table of rules over a few features, asked from the top of the text to its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.records.documents import Role
from annotator.text.roles import furniture_words, page_words
from annotator.text.roles.headings import banner, first_line, heading, live_heading, pull_quote, question, title_again
from annotator.text.roles.links import (
    attached,
    footer,
    foreign,
    label_again,
    link_below,
    menu,
    other_time,
    section,
    sourced,
    teaser,
)
from annotator.text.roles.looks import Block, Look, look_at
from annotator.text.roles.pages import Page, page_of
from annotator.text.roles.pictures import caption, pictured, twin
from annotator.text.roles.signatures import author_note, name_line, place_and_day, signature, time_of_day

_LONGEST_CREDIT = 240

Rule = Callable[[Page, int, Look], bool]


def roles(blocks: Sequence[Block]) -> list[list[Role]]:
    """The role of every slice of every paragraph.

    Args:
        blocks: The paragraphs of a text in order.

    Returns:
        One list for each paragraph, as long as its slices.
    """
    page = page_of([look_at(block) for block in blocks])
    out: list[list[Role]] = []
    for index, (block, look) in enumerate(zip(blocks, page.looks, strict=True)):
        role = _role(page, index, look)
        _note(page, look, role)
        out.append(_slice_roles(block, role))
    return out


def _slice_roles(block: Block, role: Role) -> list[Role]:
    """The roles of a paragraph's slices: a dateline may run in, a credit or a link may follow."""
    given = [role] * len(block.slices)
    if block.dateline and role != "boilerplate":
        given[0] = "dateline"
    if role == "sentence" and len(given) > 1:
        begin = block.slices[-1][0] - block.slices[0][0]
        last = block.line[begin:].strip()
        if len(last) <= _LONGEST_CREDIT:
            low = last.casefold()
            found = (special for pattern, special in furniture_words.LAST_SLICE if pattern.match(low))
            given[-1] = next(found, given[-1])
    return given


def _role(page: Page, index: int, look: Look) -> Role:
    own = page.own[index]
    if own is not None:
        # A day under a lead-in is that of another article.
        return "boilerplate" if own == "dateline" and page.leading and page.begun else own
    for role, rule in _RULES_OF_STOPPED if look.stopped else _RULES_OF_OPEN:
        if rule(page, index, look):
            return role
    return "sentence"


def _note(page: Page, look: Look, role: Role) -> None:
    page.given.append(role)
    if role == "title" and not page.title:
        page.title = look.words
    if role == "byline":
        page.authors.append(look.words)
    if role == "sentence" and look.prose:
        page.begun = True
    if role != "boilerplate" or (look.stopped and not look.line.endswith("?")):
        page.leading = page.bulleted = False
    elif _leads_in(look):
        page.leading = True
    elif look.bullet:
        page.bulleted = True
    if role == "boilerplate":
        page.seen.add(look.words)


def _leads_in(look: Look) -> bool:
    if look.line.endswith(":") or look.low.strip(" :.") in page_words.LEAD_INS:
        return True
    # A lead-in with its link on the same line: nothing that follows belongs to it.
    return furniture_words.LEAD_IN.match(look.low) is not None and furniture_words.LEAD_IN_LINK.match(look.low) is None


RULES: tuple[tuple[Role, Rule, bool], ...] = (
    ("dateline", place_and_day, True),
    ("dateline", time_of_day, False),
    ("boilerplate", other_time, False),
    ("title", first_line, False),
    ("boilerplate", section, True),
    ("title", title_again, False),
    ("byline", name_line, True),
    ("boilerplate", pictured, True),
    ("boilerplate", twin, False),
    ("boilerplate", label_again, True),
    ("boilerplate", caption, False),
    ("boilerplate", menu, True),
    ("boilerplate", sourced, True),
    ("boilerplate", link_below, False),
    ("boilerplate", teaser, False),
    ("boilerplate", foreign, False),
    ("heading", banner, False),
    ("heading", live_heading, True),
    ("byline", signature, True),
    ("byline", author_note, False),
    ("boilerplate", attached, True),
    ("boilerplate", footer, True),
    ("pullquote", pull_quote, False),
    ("heading", question, False),
    ("heading", heading, True),
)
"""Who claims a paragraph of which its own words say nothing, in this order, and whether only where it has no final
stop; what nobody claims is sentences."""

_RULES_OF_STOPPED = tuple((role, rule) for role, rule, open_only in RULES if not open_only)
_RULES_OF_OPEN = tuple((role, rule) for role, rule, _ in RULES)
