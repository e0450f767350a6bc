"""What each paragraph is: a table of rules over a few features, asked from the top of the text to its end.

A paragraph that no rule claims holds sentences. Whatever gets another role is not put before annotators, so every rule
needs evidence; where it is thin, a sentence stays a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from annotator.records.documents import Role
from annotator.text import page_words
from annotator.text import role_words as lists
from annotator.text.datelines import is_date
from annotator.text.furniture import CLOCK, LONGEST_HEADING, LONGEST_LINK
from annotator.text.looks import LONGEST_TITLE, Block, Look, look_at
from annotator.text.pages import MARKS, Page, is_name, is_quotation, is_subject, page_of
from annotator.text.pictures import caption, pictured, twin

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_BANNER = re.compile(r"([+*=~#]{2,4}|➤|►|▶)\s?\w.*")
_STAFF = re.compile(
    r"(?:[A-ZА-ЯЁ][\w'’.-]+,? ){0,4}(?:staff(?: (?:writer|reporter))?|correspondent|reporter|editor)s?$"
)

_LONGEST_BARE_HEADING = 6
_LONGEST_SECTION = 2
_LONGEST_NAME = 120
_LAST_LINES = 12
_FEWEST_COPIED = 5
_FEWEST_QUESTIONS = 3
_FEWEST_LEADING = 5
_LONGEST_SUBTITLE = 20
_IS_SOMEONE = {("is", "a"), ("is", "an"), ("is", "the")}

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
        if len(last) <= _LONGEST_NAME * 2:
            low = last.casefold()
            given[-1] = next((special for pattern, special in lists.LAST_SLICE if pattern.match(low)), given[-1])
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
    return lists.LEAD_IN.match(look.low) is not None and lists.LEAD_IN_LINK.match(look.low) is None


def place_and_day(page: Page, index: int, look: Look) -> bool:
    """At the top, a place and a day."""
    return not page.begun and not look.stopped and is_date(look.line, place=True)


def section(page: Page, index: int, look: Look) -> bool:
    """The name of a part of the site, or anything else without a stop, over the title."""
    return index < page.title_at and not look.stopped and look.count <= LONGEST_TITLE and _line_of_its_own(look)


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


def menu(page: Page, index: int, look: Look) -> bool:
    """A line of a list of links."""
    over_body = index + 1 < len(page.looks) and _reads_on(page.looks[index + 1]) and not look.bullet
    return index in page.menus and not over_body and not _sentence_like(look) and _line_of_its_own(look)


def sourced(page: Page, index: int, look: Look) -> bool:
    """Among headlines of other papers."""
    return index in page.sourced


def label_again(page: Page, index: int, look: Look) -> bool:
    """Above the body, the name of a part of the site; anywhere, the words of a line that was furniture."""
    if look.stopped or not look.words:
        return False
    head = not page.begun and bool(page.title) and look.low.lstrip("-–•* ") in page_words.SECTIONS
    again = look.words in page.seen and look.single
    return head or (again and (look.count <= _LONGEST_SECTION or not _over_body(page, index)))


def time_of_day(page: Page, index: int, look: Look) -> bool:
    """In a live report, the time alone over what happened then."""
    if page.leading or CLOCK.fullmatch(look.line) is None or index + 1 == len(page.looks):
        return False
    below = page.looks[index + 1]
    return bool(page.title) and CLOCK.fullmatch(below.line) is None and page.own[index + 1] is None


def other_time(page: Page, index: int, look: Look) -> bool:
    """Any other time alone."""
    return CLOCK.fullmatch(look.line) is not None


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


def link_below(page: Page, index: int, look: Look) -> bool:
    """Bullets and headlines under a lead-in that is boilerplate; bullets end with the first line that has none."""
    if not page.leading or look.count > LONGEST_LINK:
        return False
    if page.bulleted and not look.bullet and page.own[index] is None and _over_body(page, index):
        return False
    asks = look.single and not look.bullet and look.count <= LONGEST_HEADING and look.line.endswith("?")
    return asks or (not look.stopped and (look.bullet or not _sentence_like(look)))


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
    return touches and parted and not _sentence_like(look)


def footer(page: Page, index: int, look: Look) -> bool:
    """Below all body text: lines without a stop under furniture or right over it; a few words at the very end."""
    if not 0 <= page.last_body < index or look.stopped or look.count > LONGEST_LINK or _sentence_like(look):
        return False
    if not _line_of_its_own(look):
        return False
    under = any(role == "boilerplate" for role in page.given[page.last_body + 1 :])
    if look.bullet:
        return under and page.leading
    over = any(role == "boilerplate" for role in page.own[index + 1 : index + 2])
    dangling = index == len(page.looks) - 1 and look.count < _FEWEST_LEADING
    return under or dangling or (over and look.count <= LONGEST_HEADING)


def pull_quote(page: Page, index: int, look: Look) -> bool:
    """These words stand elsewhere inside a longer paragraph; a handful may be a refrain, if not in quotes."""
    quoted = look.line[0] in '“"«„‘' and look.line[-1] in '”"»“’'
    return index in page.copied and (look.count >= _FEWEST_COPIED or quoted)


def name_line(page: Page, index: int, look: Look) -> bool:
    """Nothing but a name, where names of authors stand: above the body, by a date, after a pulled quote, at the end."""
    if look.stopped or len(look.line) >= _LONGEST_NAME:
        return False
    head = bool(page.title) and not page.begun
    above = page.given[index - 1] if index else None
    if head and ((above == "byline" and _STAFF.match(look.line)) or lists.AGENCY_LINE.fullmatch(look.line)):
        return True
    if not is_name(look) or not lists.LABEL_WORDS.isdisjoint(look.words):
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
    return late and look.count <= LONGEST_HEADING and bool(lists.NAME_WITH_ROLE.match(look.line)) and not _clause(look)


def author_note(page: Page, index: int, look: Look) -> bool:
    """Near the end, who the writer is: it begins with the name of the byline and goes on "is a", "is the".

    Before all body text or as the last of it, anybody who writes.
    """
    if (index == 0 or index == page.last_body > _FEWEST_LEADING) and lists.AUTHOR_NOTE.match(look.line) is not None:
        return True
    if not page.begun or not page.authors or index < len(page.looks) - _LAST_LINES:
        return False
    names = (words[words.index("by") + 1 :] if "by" in words else words for words in page.authors)
    return any(
        len(name) > 1 and look.words[: len(name)] == name and look.words[len(name) : len(name) + 2] in _IS_SOMEONE
        for name in names
    )


def foreign(page: Page, index: int, look: Look) -> bool:
    """The end of the text, in another script than the rest."""
    return index in page.foreign


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


def heading(page: Page, index: int, look: Look) -> bool:
    """A short line without a final stop over body text; above all body text, what stands under the title."""
    longest = LONGEST_HEADING if page.begun else LONGEST_TITLE
    shaped = look.words and look.single and not look.stopped and look.count <= longest
    if not shaped or look.line[-1] in ",;:—–-" or _begins_small(look.line) or is_quotation(look):
        return False
    if look.bullet:
        return page.begun and _alone(page, index) and not _clause(look)
    if page.title and not page.begun:
        signed = page.given[index - 1] in ("byline", "dateline")
        return index < page.last_prose and look.count <= (LONGEST_HEADING if signed else _LONGEST_SUBTITLE)
    if page.own[index + 1 : index + 2] == ["byline"] and page.begun:
        return False  # a quoted post, over who wrote it
    return _over_body(page, index) and not (page.begun and _clause(look))


def _alone(page: Page, index: int) -> bool:
    """Whether a line with a number stands between body text, not in a list."""
    around = page.looks[index - 1 : index] + page.looks[index + 1 : index + 2]
    numbered = page.looks[index].line[0].isdigit()
    return numbered and len(around) == 2 and all(look.prose and not look.bullet for look in around)


def _begins_small(line: str) -> bool:
    first = next((char for char in line if char.isalnum()), "")
    return first.islower()


def _over_body(page: Page, index: int) -> bool:
    """Body text comes within two lines, and the lines before were not a list of such lines."""
    below = page.looks[index + 1 : index + 3]
    near = any(_reads_on(look) for look in below[:1]) or (
        len(below) > 1 and below[1].prose and 0 < below[0].count <= LONGEST_TITLE
    )
    crowded = page.begun and index > 1 and all(_listed(page, place) for place in (index - 2, index - 1))
    return near and not crowded


def _reads_on(look: Look) -> bool:
    """Body text, or the lead-in of a list."""
    return look.prose or (look.line.endswith(":") and look.count >= _FEWEST_LEADING)


def _listed(page: Page, index: int) -> bool:
    """Whether a line could be one of a list of headlines."""
    look = page.looks[index]
    return not look.stopped and not look.bullet and page.given[index] in ("sentence", "heading")


def _clause(look: Look) -> bool:
    """Whether the line reads like a sentence that lost its stop."""
    if lists.FINITE.isdisjoint(look.words):
        return False
    return look.count > _LONGEST_BARE_HEADING or look.words[0] in lists.SUBJECTS


def _line_of_its_own(look: Look) -> bool:
    """Whether a line without a stop holds no sentence with one, unless it is short."""
    return look.single or look.count <= LONGEST_HEADING


def _sentence_like(look: Look) -> bool:
    """Whether the line reads like a sentence even among furniture: it begins as one, or is long and has a verb."""
    if not look.words or lists.FINITE.isdisjoint(look.words):
        return False
    return look.count > LONGEST_HEADING or look.words[0] in lists.SUBJECTS


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
