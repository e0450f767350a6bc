"""The paragraphs of a text seen together: where its title stands, its body begins and ends, where lists of links run.

A site's menu comes before the title, its links after the body; a line alone shows neither, its neighbours do. Linear
in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.records.documents import Role
from annotator.text.copies import copies
from annotator.text.roles import clause_words, name_words, page_words
from annotator.text.roles.furniture import LONGEST_HEADING, LONGEST_LINK, own_roles
from annotator.text.roles.looks import LONGEST_TITLE, Look
from annotator.text.scripts import foreign_tail

_ASKING = re.compile(r"[?!…？！؟][\"'”’»)\]]*$")
_STAMPED = re.compile(r"(?:[•‣◦▪●·*-]\s)?\d{1,2}[:.h]\d{2}\b")
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)")
SIDE = re.compile(r"\([LRC]\) (?=[a-z])")
"""Which of those on a picture somebody is, after the name."""
MARKS = "+*=~#➤►▶"
"""What a heading may be set between."""
_SOURCE = re.compile(r"\S [-–—|] (?:The )?[A-Z][\w.]+(?: [A-Z][\w.]+){0,3}$")
_BODY_SAMPLE = 12
_LONGEST_QUOTED_TITLE = 24
_SUBJECT_SAMPLE = 4
_FEW_WORDS = 8
_LONGEST_LABEL = 4
_LONGEST_SITE_NAME = 2
_STEM = 5
_LEAST_SHARED = 0.25
_UNSHARED = 0.2
_FEWEST_LISTED = 3
_LEAST_KNOWN = 0.34
_LONGEST_TITLE_OF_A_MINISTRY = 60


@dataclass(slots=True)
class Page:
    """The paragraphs of a text, and the roles given so far, from the top."""

    looks: list[Look]
    own: list[Role | None]
    """The role each has by its own words."""
    copied: frozenset[int]
    foreign: frozenset[int]
    questions: frozenset[int]
    """Lines that hold one short question and stand over body text."""
    menus: frozenset[int]
    """Lines of lists of links."""
    sourced: frozenset[int]
    """Headlines of other papers, three or more in a row, each with its paper behind a dash."""
    last_prose: int
    """The last paragraph that reads like body text, -1 where there is none."""
    last_body: int
    """The last of them that is no notice, -1 where there is none."""
    title_at: int
    """Where the title stands, -1 where there is none."""
    spaced: bool
    """Whether empty lines part some paragraphs and not others."""
    subjects: frozenset[str]
    """The words with which the body begins: who is named there is no author."""
    title: tuple[str, ...] = ()
    given: list[Role] = field(default_factory=list)
    begun: bool = False
    """Whether body text has been met."""
    leading: bool = False
    """Whether links follow: the last lines were a lead-in to them."""
    bulleted: bool = False
    """Whether the links that follow have bullets."""
    seen: set[tuple[str, ...]] = field(default_factory=set)
    """The words of the lines that were furniture."""
    authors: list[tuple[str, ...]] = field(default_factory=list)
    """The words of the lines that name who wrote."""


def page_of(looks: list[Look]) -> Page:
    """What a text's paragraphs are together, before any has a role."""
    own = own_roles(looks)
    body = [index for index, look in enumerate(looks) if look.prose and own[index] is None]
    last_prose = max((index for index, look in enumerate(looks) if look.prose), default=-1)
    words = [look.words for look in looks]
    # What a caption says is no pulled quote of it where it stands in the body.
    copied = copies([() if role == "boilerplate" else look.words for look, role in zip(looks, own, strict=True)])
    place = _title_place(looks, own, last_prose, copied)
    after = [index for index in body if index > place][:_SUBJECT_SAMPLE]
    return Page(
        looks=looks,
        own=own,
        copied=copied,
        foreign=foreign_tail(words),
        questions=_questions(looks),
        menus=frozenset(_tight_labels(looks) if body else ())
        | frozenset(_menus(looks, own)) - frozenset(range(place, body[0] if body else 0) if place >= 0 else ()),
        sourced=frozenset(_sourced(looks)),
        last_prose=last_prose,
        last_body=next((index for index in reversed(body) if not _amid_furniture(looks, own, index)), -1),
        title_at=place,
        spaced=any(look.apart for look in looks[1:]) and not all(look.apart for look in looks),
        subjects=frozenset().union(*(words[index] for index in after)),
    )


def _amid_furniture(looks: Sequence[Look], own: list[Role | None], index: int) -> bool:
    """Whether a few words with a stop stand between furniture: what ends the body stands above them."""
    around = own[index - 1 : index] + own[index + 1 : index + 2]
    return looks[index].count <= _FEW_WORDS and len(around) == 2 and all(role == "boilerplate" for role in around)


def _title_place(looks: Sequence[Look], own: Sequence[Role | None], last_prose: int, copied: frozenset[int]) -> int:
    """The line that is the title: the first that could be one, unless a later one has more to do with the body.

    A menu, a site's name and the headlines of other articles share no words with the body.
    """
    places: list[int] = []
    end = last_prose
    for index in range(last_prose):
        look = looks[index]
        if own[index] is not None or look.low in page_words.SECTIONS:
            continue
        if _title_shaped(look) and not (places and look.stopped):
            places.append(index)
        elif _over_a_dateline(looks, index) and not (look.stopped and _has_head(looks, own, places, index)):
            # The body begins below, with a place: "VIENNA (Reuters) -"; so this is none of it, whatever its stop.
            return index
        elif look.prose:
            end = index
            break
    if len(places) < 2:
        return places[0] if places else -1
    body = [look for look, role in zip(looks[end:], own[end:], strict=True) if look.prose and role is None]
    stems = {stem for look in body[:_BODY_SAMPLE] for stem in _stems(look)}
    times = Counter(looks[index].words for index in places)
    first = places[0]
    near = next((place for place in places if _again(looks, place, copied, times) or _close(looks[place], stems)), -1)
    if near < 0 or near == first:
        return _after_a_label(looks, places) if near < 0 else first
    look, between = looks[first], range(first + 1, near)
    far = any(not looks[index].bullet for index in between) and all(own[index] != "dateline" for index in between)
    mine = _stems(look)
    strange = len(mine & stems) < _UNSHARED * len(mine)
    if any(own[index] == "byline" for index in between) and not (strange and look.line.isupper()):
        return first
    twice = times[looks[near].words] > 1
    weak = look.count <= _FEWEST_LISTED or (strange and (far or twice or places.index(near) > 1))
    return near if weak else first


def _over_a_dateline(looks: Sequence[Look], index: int) -> bool:
    look = looks[index]
    return look.single and looks[index + 1].dated and look.count <= LONGEST_LINK and not look.bullet


def _has_head(looks: Sequence[Look], own: Sequence[Role | None], places: Sequence[int], index: int) -> bool:
    """Whether a title or a byline stands above a line: then a sentence there is a standfirst, and to be read."""
    return "byline" in own[:index] or any(looks[place].count > _LONGEST_SITE_NAME for place in places)


def _again(looks: Sequence[Look], place: int, copied: frozenset[int], times: Counter[tuple[str, ...]]) -> bool:
    """Whether a line of more than a label's words stands in the text once more."""
    return looks[place].count > _FEWEST_LISTED and (place in copied or times[looks[place].words] > 1)


def _after_a_label(looks: Sequence[Look], places: Sequence[int]) -> int:
    """The first place, or the second where the first has one or two words and the second more."""
    one, two = places[:2]
    return (
        two if looks[one].count <= _LONGEST_SITE_NAME and looks[two].count > _FEWEST_LISTED and two - one == 1 else one
    )


def _title_shaped(look: Look) -> bool:
    if look.bullet or not look.words or look.line.endswith((":", ",", ";")) or look.line[0] in MARKS:
        return False
    if is_quotation(look) or SIDE.search(look.line) is not None:
        return False
    if look.count > LONGEST_TITLE:
        return _of_a_ministry(look) and not look.stopped and look.count <= _LONGEST_TITLE_OF_A_MINISTRY
    if not look.single and look.count > LONGEST_HEADING:
        return False
    return not look.stopped or (look.single and _ASKING.search(look.line) is not None)


def _of_a_ministry(look: Look) -> bool:
    return " ".join(look.words[:2]) in page_words.TITLE_OPENINGS


def _stems(look: Look) -> set[str]:
    return {word[:_STEM] for word in look.words if len(word) > 3 and word not in clause_words.COMMON}


def _close(look: Look, stems: set[str]) -> bool:
    """Whether a line has words enough in common with the body, or opens like the long titles of ministries."""
    if _of_a_ministry(look):
        return True
    mine = _stems(look)
    shared = len(mine & stems)
    return shared > 1 and shared >= _LEAST_SHARED * len(mine)


def _questions(looks: Sequence[Look]) -> frozenset[int]:
    return frozenset(
        index
        for index, (look, below) in enumerate(pairwise(looks))
        if look.single
        and not look.bullet
        and look.line.endswith("?")
        and look.count <= LONGEST_HEADING
        and below.prose
        and not below.line.endswith("?")
    )


def _menus(looks: Sequence[Look], own: Sequence[Role | None]) -> Iterator[int]:
    """Lines of a run without stops that is a list of links.

    Many of its lines are known buttons, or all begin with a time, or all return below as headings.
    """
    last = {look.words: index for index, look in enumerate(looks) if not look.stopped}
    for run in _runs(looks):
        known = sum(own[index] == "boilerplate" for index in run)
        if len(run) > _FEWEST_LISTED and known > 1 and known >= _LEAST_KNOWN * len(run):
            yield from (index for index in run if not looks[index].bullet)
        for part in _parts(run, lambda index: _STAMPED.match(looks[index].line) is not None):
            yield from part
        for part in _parts(run, lambda index: last.get(looks[index].words, -1) > index and looks[index].count > 1):
            yield from part


def _sourced(looks: Sequence[Look]) -> Iterator[int]:
    """Talks to go on, Lund says - Dolna Times: three or more in a row."""
    for run in _runs(looks):
        for part in _parts(run, lambda index: _SOURCE.search(looks[index].line) is not None):
            yield from part


def _tight_labels(looks: Sequence[Look]) -> Iterator[int]:
    """Lines of a list of labels: four or more of a few words, no empty line between, no lead-in above."""
    for run in _runs(looks):
        for part in _parts(run, lambda index: looks[index].count <= _LONGEST_LABEL and not looks[index].bullet):
            led = part.start > 0 and looks[part.start - 1].line.endswith(":")
            tight = not any(looks[index].apart for index in part[1:])
            if len(part) > _FEWEST_LISTED and tight and not led:
                yield from part


def _runs(looks: Sequence[Look]) -> Iterator[range]:
    """Stretches of three lines or more that are no body text."""
    begin = 0
    for index in range(len(looks) + 1):
        if index == len(looks) or looks[index].prose:
            if index - begin >= _FEWEST_LISTED:
                yield range(begin, index)
            begin = index + 1


def _parts(run: range, holds: Callable[[int], bool]) -> Iterator[range]:
    """The stretches of a run, of three lines or more, of which something holds."""
    begin = run.start
    for index in range(run.start, run.stop + 1):
        if index == run.stop or not holds(index):
            if index - begin >= _FEWEST_LISTED:
                yield range(begin, index)
            begin = index + 1


def is_quotation(look: Look) -> bool:
    """Whether a line is what somebody said, at length, and no more."""
    return look.count > _LONGEST_QUOTED_TITLE and look.line[0] in "“«„" and look.line[-1] in "”»“"


def is_name(look: Look) -> bool:
    """Whether a line holds nothing but names, asides in brackets left out."""
    line = _ASIDE.sub("", look.line) if "(" in look.line else look.line
    return name_words.NAME.match(line) is not None


def is_subject(page: Page, look: Look) -> bool:
    """Whether the body begins with the same name: then it is under a picture, or a heading."""
    return all(word in page.subjects for word in look.words if len(word) > 2)
