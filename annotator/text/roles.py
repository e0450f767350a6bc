"""What each paragraph is: a table of rules over a few features, asked from the top of the text to its end.

A paragraph that no rule claims holds sentences. Whatever gets another role is not put before annotators, so every rule
needs evidence; where it is thin, a sentence stays a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.records.documents import Role
from annotator.text import role_words as lists
from annotator.text.copies import copies
from annotator.text.datelines import is_date
from annotator.text.looks import LONGEST_LINE, LONGEST_TITLE, Block, Look, look_at
from annotator.text.scripts import foreign_tail

_ASKING = re.compile(r"[?!…？！؟][\"'”’»)\]]*$")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_LINK = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|@\w+$|#\w+(?: #\w+)*$")
_BUTTON_BREAK = re.compile(r"\s*[|·•»›>→]\s*|\s+/\s+")
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)")
_STAFF = re.compile(
    r"(?:[A-ZА-ЯЁ][\w'’.-]+,? ){0,4}(?:staff(?: (?:writer|reporter))?|correspondent|reporter|editor)s?$"
)

LONGEST_HEADING = 12
"""Words of a heading between paragraphs, at most."""
_LONGEST_BARE_HEADING = 6
_LONGEST_LINK = 25
_LONGEST_NAME = 120
_LAST_LINES = 12
_FEWEST_COPIED = 5
_FEWEST_QUESTIONS = 3
_FEWEST_LEADING = 5
_LONGEST_SUBTITLE = 20
_LONGEST_LABEL = 4
_LONGEST_CAPTION = 60
_IS_SOMEONE = {("is", "a"), ("is", "an"), ("is", "the")}


@dataclass(slots=True)
class Page:
    """The paragraphs of a text, and the roles given so far, from the top."""

    looks: list[Look]
    copied: frozenset[int]
    foreign: frozenset[int]
    questions: frozenset[int]
    """Lines that hold one short question and stand over body text."""
    last_prose: int
    """The last paragraph of body text, -1 where there is none."""
    title: tuple[str, ...] = ()
    given: list[Role] = field(default_factory=list)
    begun: bool = False
    """Whether body text has been met."""
    leading: bool = False
    """Whether links follow: the last lines were a lead-in to them."""
    authors: list[tuple[str, ...]] = field(default_factory=list)
    """The words of the lines that name who wrote."""


Rule = Callable[[Page, int, Look], bool]


def roles(blocks: Sequence[Block]) -> list[list[Role]]:
    """The role of every slice of every paragraph.

    Args:
        blocks: The paragraphs of a text in order.

    Returns:
        One list for each paragraph, as long as its slices.
    """
    looks = [look_at(block) for block in blocks]
    page = Page(
        looks=looks,
        copied=copies([look.words for look in looks]),
        foreign=foreign_tail([look.words for look in looks]),
        questions=_questions(looks),
        last_prose=max((index for index, look in enumerate(looks) if look.prose), default=-1),
    )
    out: list[list[Role]] = []
    for index, (block, look) in enumerate(zip(blocks, looks, strict=True)):
        role = _role(page, index, look)
        _note(page, look, role)
        first: Role = "dateline" if block.dateline else role
        out.append([first, *[role] * (len(block.slices) - 1)])
    return out


def _questions(looks: list[Look]) -> frozenset[int]:
    return frozenset(
        index
        for index, (look, below) in enumerate(pairwise(looks))
        if look.single
        and not look.bullet
        and look.line.endswith("?")
        and len(look.words) <= LONGEST_HEADING
        and below.prose
        and not below.line.endswith("?")
    )


def _role(page: Page, index: int, look: Look) -> Role:
    for role, rule in RULES:
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
        page.leading = False
    elif look.line.endswith(":") or (lists.LEAD_IN.match(look.line) and not _linked(look.line)):
        page.leading = True


def _linked(line: str) -> bool:
    """Whether a lead-in has its link on the same line: nothing that follows belongs to it."""
    return lists.LEAD_IN_LINK.match(line) is not None


def no_letters(page: Page, index: int, look: Look) -> bool:
    """Nothing but signs and figures."""
    return not any(char.isalpha() for char in look.line)


def date_line(page: Page, index: int, look: Look) -> bool:
    """A day, a time, and no other word; at the top also after a place."""
    return is_date(look.line, place=not page.begun and not look.stopped)


def furniture(page: Page, index: int, look: Look) -> bool:
    """Tags, credits, links, buttons."""
    line = look.line.strip()
    if len(line) > LONGEST_LINE:
        return False
    if lists.TAG_LINE.match(line) or _LINK.fullmatch(line) or lists.RIGHTS.match(line):
        return True
    if len(look.words) <= _LONGEST_CAPTION and lists.CAPTION.match(line):
        return True
    if len(look.words) > _LONGEST_LINK:
        return False
    if _buttons(line, look):
        return True
    if not look.single:
        return False
    linked = lists.LEAD_IN_LINK.match(line) or (not look.stopped and lists.LEAD_IN.match(line))
    return bool(linked) or _credit(line, look)


def _buttons(line: str, look: Look) -> bool:
    """Whether the line holds nothing but labels of a page: one, or several in a row."""
    parts = [part.strip(" :.«»→…!") for part in _BUTTON_BREAK.split(line.casefold())]
    known = [part in lists.CHROME for part in parts]
    if all(known) or (len(look.words) > 1 and all(word in lists.CHROME for word in look.words)):
        return True
    longest = max(len(part.split()) for part in parts)
    many = len(parts) > 3 or (len(parts) > 2 and longest < 3) or (len(parts) > 1 and any(known))
    return many and longest <= _LONGEST_LABEL and not look.stopped


def _credit(line: str, look: Look) -> bool:
    return bool(lists.CREDIT_LINE.search(line)) and (not look.stopped or len(look.words) <= LONGEST_HEADING)


def section(page: Page, index: int, look: Look) -> bool:
    """The name of a part of the site, over the title."""
    return (
        not page.title
        and look.line.strip().casefold() in lists.SECTIONS
        and any(
            first_line(page, later, page.looks[later]) for later in range(index + 1, min(index + 4, len(page.looks)))
        )
    )


def notice(page: Page, index: int, look: Look) -> bool:
    """A site speaks to its visitor: cookies, subscription, rights."""
    if len(look.line) > LONGEST_LINE:
        return False
    if lists.NOTICE.match(look.line):
        return True
    return any(
        word in lists.NOTICE_WITHIN and lists.NOTICE_WITHIN[word].search(look.line) is not None for word in look.words
    )


def byline(page: Page, index: int, look: Look) -> bool:
    """By ..., Author: ..., Reporting by ..."""
    credit = look.line.startswith(("Reporting by", "(Reporting by", "Writing by", "Editing by", "Additional reporting"))
    return (
        look.short
        and len(look.line) <= LONGEST_LINE
        and (credit or not look.stopped)
        and bool(lists.BYLINE.match(look.line))
    )


def first_line(page: Page, index: int, look: Look) -> bool:
    """The first short line without a full stop, with body text below it; a question or a call may be a title too."""
    if page.title or page.begun or not look.short or look.bullet or look.line.endswith((":", ",", ";")):
        return False
    if not look.single and len(look.words) > LONGEST_HEADING:
        return False
    open_end = not look.stopped or (look.single and bool(_ASKING.search(look.line)))
    return open_end and index < page.last_prose


def title_again(page: Page, index: int, look: Look) -> bool:
    """The title once more; above the body, also a line whose words return in a longer one, as under "title:"."""
    again = not page.begun and not look.stopped and index in page.copied and len(look.words) <= LONGEST_TITLE
    return bool(page.title) and (look.words == page.title or again)


def link_below(page: Page, index: int, look: Look) -> bool:
    """Bullets and headlines under a lead-in that is boilerplate."""
    asks = look.single and not look.bullet and len(look.words) <= LONGEST_HEADING and look.line.endswith("?")
    return page.leading and len(look.words) <= _LONGEST_LINK and (asks or not look.stopped)


def pull_quote(page: Page, index: int, look: Look) -> bool:
    """These words stand elsewhere inside a longer paragraph; a handful may be a refrain, if not in quotes."""
    quoted = look.line[0] in '“"«„‘' and look.line[-1] in '”"»“’'
    return index in page.copied and (len(look.words) >= _FEWEST_COPIED or quoted)


def name_line(page: Page, index: int, look: Look) -> bool:
    """Nothing but a name, where names of authors stand: above the body, by a date, after a pulled quote, at the end."""
    if look.stopped or len(look.line) >= _LONGEST_NAME:
        return False
    head = bool(page.title) and not page.begun
    above = page.given[index - 1] if index else None
    if head and above == "byline" and _STAFF.match(look.line):
        return True
    if not lists.NAME.match(_ASIDE.sub("", look.line)) or any(word in lists.LABEL_WORDS for word in look.words):
        return False
    last = index == len(page.looks) - 1 and page.begun
    by_a_date = index + 1 < len(page.looks) and is_date(page.looks[index + 1].line, place=False)
    return head or last or by_a_date or above in ("pullquote", "byline", "dateline")


def signature(page: Page, index: int, look: Look) -> bool:
    """Near the end, below all but the last body text: a name and what its bearer is, without a stop."""
    late = page.begun and index >= len(page.looks) - _LAST_LINES and look.single and not look.stopped
    return (
        late
        and len(look.words) <= LONGEST_HEADING
        and bool(lists.NAME_WITH_ROLE.match(look.line))
        and not _clause(look)
    )


def author_note(page: Page, index: int, look: Look) -> bool:
    """Near the end, who the writer is: it begins with the name of the byline and goes on "is a", "is the"."""
    if not page.begun or index < len(page.looks) - _LAST_LINES:
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


def heading(page: Page, index: int, look: Look) -> bool:
    """A short line without a final stop over body text; above all body text, what stands under the title."""
    if _MARKDOWN_HEADING.match(look.line):
        return True
    longest = LONGEST_HEADING if page.begun else LONGEST_TITLE
    shaped = look.words and look.single and not look.stopped and len(look.words) <= longest
    if not shaped or look.line[-1] in ",;:—–-" or _begins_small(look.line):
        return False
    if look.bullet:
        return page.begun and _alone(page, index) and not _clause(look)
    if page.title and not page.begun:
        signed = page.given[index - 1] in ("byline", "dateline")
        return index < page.last_prose and len(look.words) <= (LONGEST_HEADING if signed else _LONGEST_SUBTITLE)
    return _over_body(page, index) and not (page.begun and _clause(look))


def _alone(page: Page, index: int) -> bool:
    """Whether a line with a number stands between body text, not in a list."""
    around = page.looks[index - 1 : index] + page.looks[index + 1 : index + 2]
    return _numbered(page.looks[index]) and len(around) == 2 and all(look.prose and not look.bullet for look in around)


def _numbered(look: Look) -> bool:
    """Whether the line begins with a number rather than a bullet."""
    return look.line[0].isdigit()


def _begins_small(line: str) -> bool:
    first = next((char for char in line if char.isalnum()), "")
    return first.islower()


def _over_body(page: Page, index: int) -> bool:
    """Body text comes within two lines, and the lines before were not a list of such lines."""
    below = page.looks[index + 1 : index + 3]
    near = any(_reads_on(look) for look in below[:1]) or (len(below) > 1 and below[1].prose and below[0].short)
    crowded = page.begun and index > 1 and all(_listed(page, place) for place in (index - 2, index - 1))
    return near and not crowded


def _reads_on(look: Look) -> bool:
    """Body text, or the lead-in of a list."""
    return look.prose or (look.line.endswith(":") and len(look.words) >= _FEWEST_LEADING)


def _listed(page: Page, index: int) -> bool:
    """Whether a line could be one of a list of headlines."""
    look = page.looks[index]
    return not look.stopped and not look.bullet and page.given[index] in ("sentence", "heading")


def _clause(look: Look) -> bool:
    """Whether the line reads like a sentence that lost its stop."""
    if not any(word in lists.FINITE for word in look.words):
        return False
    return len(look.words) > _LONGEST_BARE_HEADING or look.words[0] in lists.SUBJECTS


RULES: tuple[tuple[Role, Rule], ...] = (
    ("dateline", date_line),
    ("boilerplate", no_letters),
    ("boilerplate", furniture),
    ("boilerplate", notice),
    ("boilerplate", section),
    ("byline", byline),
    ("title", first_line),
    ("title", title_again),
    ("boilerplate", link_below),
    ("boilerplate", foreign),
    ("pullquote", pull_quote),
    ("byline", name_line),
    ("byline", signature),
    ("byline", author_note),
    ("heading", question),
    ("heading", heading),
)
"""Who claims a paragraph, in this order; what nobody claims is sentences."""
