"""What a paragraph says of itself, whatever stands around it: days, credits, links, buttons, notices, bylines.

A weak hint is furniture only beside other furniture; a paragraph that says nothing of itself is left to `roles`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from annotator.records.documents import Role
from annotator.text.datelines import holds_day, is_date, is_place
from annotator.text.roles import clause_words, furniture_words, name_words, page_words, picture_words
from annotator.text.roles.looks import LONGEST_LINE, Look

_LINK = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|@\w+$|#\w+(?: #\w+)*$")
_BUTTON_BREAK = re.compile(r"\s*[|·•»›>→]\s*|\s+/\s+")
_GLUED_SIGN = re.compile(r"[A-ZА-ЯЁІЇЄ](?<=[^\W\d_A-ZА-ЯЁІЇЄ].)")
_GLUED = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁІЇЄ])(?=[A-ZА-ЯЁІЇЄ])")
_LETTER = re.compile(r"[^\W\d_]")
_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|mp4|pdf)\b|\d{6,}_\d{4,}")
_LABEL_AND_CLOCK = re.compile(r"[^\W\d_][\w ]{1,20}: ?\d{1,2}:\d{2}")
CLOCK = re.compile(r"\d{1,2}[:h]\d{2}(?: ?[ap]\.?m\b\.?)?(?: (?:[A-Z]{2,4}|local time))?", re.IGNORECASE)
"""A time of day and nothing else."""
_CREDIT_AGENCIES = ("ap", "afp", "reuters", "epa", "dpa")
_CREDIT_TAIL = 120
_CAPTION_ENDINGS = (")", "]", ").", "].", *picture_words.PICTURE_ENDINGS)
_PICTURE = re.compile("[pfфic](?:hoto|oto|ото|mage|icture|redit|rédit)")
_SIDE = re.compile(r"\((?:left|right|cent(?:er|re)|(?:2nd|second|third|far) (?:[lr]|left|right))\)")
_BODY_BEHIND = re.compile(r"\)[A-ZА-ЯЁ]{3,}")
_TEMPLATE = re.compile(r"[\[{]{1,2} ?/?[\w.-]+ ?[\]}]{1,2}")
_CODE = re.compile(
    r"\bfunction ?\w* ?\(|\b(?:window|document)\.\w+|\b(?:var|let|const) \w+ ?="
    r"|\) ?=> ?\{|\} ?\) ?;|: ?\{ ?\w+ ?:"
)
_FEWEST_CALLS = 3
_BREAK_SIGN = re.compile(r"[|·•»›>→/]")
_EDGES = " -–•:.«»→…!*[]➤►▶↓↑✉+"
_CALLS = page_words.CHROME | {"scroll to continue", "scroll to continue reading", "scroll down to continue reading"}
_LABELS = page_words.CHROME | page_words.SECTIONS
_LABEL_WORDS = frozenset(label.split()[0] for label in _LABELS)

LONGEST_HEADING = 12
"""Words of a heading between paragraphs, at most."""
LONGEST_LINK = 25
"""Words of a link or a button, at most."""
_LONGEST_LABEL = 4
_LONGEST_CAPTION = 60
_LONGEST_STOCK_CAPTION = 120
_LONGEST_FIELD = 10
_LONGEST_CALL = 15
_FEWEST_TAGS = 6
_OTHERS = clause_words.SUBJECTS - {"you", "вы"}
_LEAST_CAPITALS = 0.6
_MARK = re.compile(r"[,;:!?«»“”\"()—–]")
_MOST_DISTINCT = 0.7
_MOST_GLUED = 6
_QUOTES = "\"'“”„«»‘’—–-"
_LIST_BREAK = re.compile(r"\s*[,&]\s*|\s+(?:and|und|et|и|та)\s+")

Rule = Callable[[Look], bool]


def own_roles(looks: Sequence[Look]) -> list[Role | None]:
    """The role that each paragraph has by its own words, None where they say nothing."""
    found = [own_role(look) for look in looks]
    open_to = [index for index, look in enumerate(looks) if found[index] is None and look.stopped and look.single]
    for index in (*open_to, *reversed(open_to)):
        beside = found[max(index - 1, 0)], found[min(index + 1, len(looks) - 1)]
        if "boilerplate" in beside and (_opening(looks[index]) or _calls(looks[index])):
            found[index] = "boilerplate"
    return found


def own_role(look: Look) -> Role | None:
    """The role that a paragraph has by its own words, None where they say nothing; weak hints left out."""
    if "{" in look.line and _script(look):
        return "boilerplate"
    if len(look.line) > LONGEST_LINE:
        return None if _LETTER.search(look.line) else "boilerplate"
    for role, rule in RULES:
        if rule(look):
            return role
    return None


def _script(look: Look) -> bool:
    """A script that a page lost among its text: window.push(function () { ... });"""
    return len(_CODE.findall(look.line)) >= _FEWEST_CALLS


def date_line(look: Look) -> bool:
    """A day, a time, and no other word; a place and its agency before the dash that the body follows."""
    return is_date(look.line, place=False) or is_place(look.line)


def no_letters(look: Look) -> bool:
    """Nothing but signs and figures; a time alone may be that of a live report."""
    return not look.line[:1].isalpha() and _LETTER.search(look.line) is None and CLOCK.fullmatch(look.line) is None


def furniture(look: Look) -> bool:
    """Tags, credits, captions, links."""
    low = look.low.lstrip("-–•* ") if look.bullet else look.low
    if (":" in low and furniture_words.TAG_LINE.match(low)) or furniture_words.RIGHTS.match(low) or _link(look):
        return True
    if look.count <= _LONGEST_STOCK_CAPTION and picture_words.CAPTION.match(low):
        # With the body behind it on the same line it is both, and the body matters more.
        return _BODY_BEHIND.search(look.line) is None
    if look.count > _LONGEST_CAPTION:
        return False
    tail = low[-_CREDIT_TAIL:]
    if (")" in low and _SIDE.search(low) is not None) or (_signed(tail) and _caption_ends(tail)):
        return True
    if look.count > LONGEST_LINK:
        return False
    if not look.single:
        return False
    if ":" in low and _LABEL_AND_CLOCK.fullmatch(look.line):
        return True
    if not look.stopped and ("." in low or "_" in low) and _FILE.match(look.line):
        return True
    linked = furniture_words.LEAD_IN_LINK.match(low) or (not look.stopped and furniture_words.LEAD_IN.match(low))
    return bool(linked) or _credit(look)


def _link(look: Look) -> bool:
    """Nothing but an address, labels with a hash before each, a link in brackets, or a mark of a template."""
    if look.line[-1] in "]}" and (_TEMPLATE.fullmatch(look.line) is not None or _bracketed(look)):
        return True
    return (" " not in look.line or look.line[0] == "#") and _LINK.fullmatch(look.line) is not None


def _bracketed(look: Look) -> bool:
    """[MORE: How the talks went on]; not what an editor put in, with its stop."""
    bare = look.line[0] == "[" and look.count <= LONGEST_LINK and "]" not in look.line[:-1]
    return bare and look.line[-2:-1] not in (".", "!", "?", "…")


def _signed(tail: str) -> bool:
    """Whether the end of a line holds anything that each credit has: it spares the patterns of most lines."""
    if "(" in tail or ":" in tail or "/" in tail or "[" in tail or "©" in tail:
        return True
    return "photo" in tail or "imag" in tail or tail.endswith(_CREDIT_AGENCIES)


def _caption_ends(tail: str) -> bool:
    """Whether the end of a line names whose picture it is; the looks before the pattern spare it of most lines."""
    might = tail.endswith(_CAPTION_ENDINGS) or "/" in tail or "©" in tail or "(c)" in tail
    return (might or (":" in tail and _PICTURE.search(tail) is not None)) and picture_words.CAPTION_END.search(
        tail
    ) is not None


def _credit(look: Look) -> bool:
    if look.stopped and look.count > LONGEST_HEADING:
        return False
    tail = look.low[-_CREDIT_TAIL:]
    ends = _signed(tail) and picture_words.CREDIT_END.search(tail) is not None
    return ends or picture_words.CREDIT_LINE.match(look.low.lstrip("-–•* ")) is not None


def buttons(look: Look) -> bool:
    """Nothing but labels of a page: one, or several in a row."""
    if look.count > LONGEST_LINK:
        return False
    bare = look.low.strip(_EDGES)
    if bare in page_words.CHROME or (bare in page_words.LEAD_INS and not look.stopped):
        return True
    if look.count > 1 and page_words.CHROME.issuperset(look.words):
        return True
    if _parted(look.low) and len(found := _BUTTON_BREAK.split(look.low)) > 1:
        parts = [part.strip(_EDGES) for part in found]
        longest = max(len(part.split()) for part in parts)
        many = len(parts) > 3 or (len(parts) > 2 and longest < 3) or any(part in page_words.CHROME for part in parts)
        return all(part in _LABELS for part in parts) or (many and longest <= _LONGEST_LABEL and not look.stopped)
    if look.stopped:
        return not look.single and all(part.strip(_EDGES) in _CALLS for part in look.low.split(". "))
    return (
        _labels_only(look) or _glued(look) or _tag_soup(look) or (look.line[-1] == "*" and look.count <= _LONGEST_FIELD)
    )


def _parted(low: str) -> bool:
    """Whether a line has any mark that parts labels."""
    if low.isascii():
        return "|" in low or "/" in low or ">" in low
    return _BREAK_SIGN.search(low) is not None


def _labels_only(look: Look) -> bool:
    """News Opinion Sport; Politics, U.S. & World: labels in a row."""
    if look.count > 2 and _LABELS.issuperset(look.words):
        return True
    if not look.words or look.words[0] not in _LABEL_WORDS:
        return False
    parts = _LIST_BREAK.split(look.low)
    return len(parts) > 1 and all(part in _LABELS for part in parts)


def _tag_soup(look: Look) -> bool:
    """Syria US Syria Russia Kerry Syria: names in a row, some of them again, and no marks between them."""
    if look.count < _FEWEST_TAGS or len(set(look.words)) > _MOST_DISTINCT * look.count:
        return False
    parts = look.line.split()
    capitals = sum(part[0].isupper() for part in parts)
    return capitals >= _LEAST_CAPITALS * len(parts) and _MARK.search(look.line) is None


def _glued(look: Look) -> bool:
    """NewsOpinion, WorldUSPoliticsBusiness: labels that lost the blanks between them."""
    if _GLUED_SIGN.search(look.line) is None:
        return False
    parts = [part.strip().casefold() for part in _GLUED.split(look.line)]
    return all(part in _LABELS for part in parts) or len(parts) > _MOST_GLUED


def opening(look: Look) -> bool:
    """A line without a final stop that begins like a notice or a link."""
    return not look.stopped and _opening(look)


def _opening(look: Look) -> bool:
    if not look.words or look.count > LONGEST_LINK:
        return False
    known = page_words.NOTICE_OPENINGS.get(look.words[0], ())
    for phrase in known:
        if phrase[-1][-1] in ":©":
            if look.low.startswith(" ".join(phrase)):
                return True
        elif look.words[: len(phrase)] == phrase:
            return True
    return False


def _calls(look: Look) -> bool:
    """A short sentence outside quotes that speaks to a reader of the site's own trade, or speaks of little else."""
    if look.count > _LONGEST_CALL or look.line[0] in _QUOTES or furniture_words.SITE_WORDS.isdisjoint(look.words):
        return False
    if look.words[0] in _OTHERS:
        return False
    trade = len(furniture_words.SITE_WORDS.intersection(look.words))
    return trade > 2 or (trade > 0 and not furniture_words.READER.isdisjoint(look.words))


def notice(look: Look) -> bool:
    """A site speaks to its visitor: cookies, subscription, rights."""
    if furniture_words.NOTICE.match(look.low):
        return True
    keys = furniture_words.NOTICE_KEYS
    return not keys.isdisjoint(look.words) and any(
        word in keys and furniture_words.NOTICE_WITHIN[word].search(look.low) is not None for word in look.words
    )


def byline(look: Look) -> bool:
    """By ..., Author: ..., Reporting by ...; a day may stand behind a bar."""
    if look.count > LONGEST_LINK + 5:
        return False
    if "|" in look.line:
        who, _, day = look.line.partition("|")
        if holds_day(day.strip()) and name_words.BYLINE.match(who.strip()):
            return True
    if "contributed" in look.words and name_words.CONTRIBUTED.search(look.low) is not None:
        return True
    if not name_words.BYLINE.match(look.line):
        return False
    return not look.stopped or name_words.CREDIT_OPENING.match(look.low) is not None


RULES: tuple[tuple[Role, Rule], ...] = (
    ("dateline", date_line),
    ("boilerplate", no_letters),
    ("boilerplate", buttons),
    ("boilerplate", furniture),
    ("boilerplate", notice),
    ("byline", byline),
    ("boilerplate", opening),
)
"""Who claims a paragraph by its own words, in this order."""
