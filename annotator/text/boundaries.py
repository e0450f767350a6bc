"""Which stops end a sentence: a table of rules that overrules a splitter where it is known to slip.

Every run of stops is a candidate; the rules are asked in order, the first that answers decides, and where none does
the splitter's opinion stands. Quotes, brackets and footnote marks that close go with the sentence before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annotator.text import abbreviations as words
from annotator.text.missing_stops import missing_stops
from annotator.text.splitting import SentenceSplitter
from annotator.text.stops import OPENERS, STOPS, TOKEN_WINDOW, Stop, first_word, look_at

_OPENING_QUOTE = re.compile(r"[\"“„«‘]\s?[^\W\d_]")
_DASH = re.compile(r"[—–-]{1,2}\s")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[a-zа-яivx]|[IVX]{1,4})$")
_ROMAN = re.compile(r"[IVXLC]+\b|\d|№")
_WIDE = frozenset("。！？")
_TAILS: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(r"(?:^|[\s(])и (?:т\. ?[дп]|др|пр)$"), True),
    (re.compile(r"(?:^|[\s(])[Тт]\. ?[екнч]$"), False),
    (re.compile(r"(?:^|[\s(])в т\. ?ч$"), False),
)
_LONGEST_SPEAKER = 9


Rule = Callable[[Stop], bool | None]


def mend(splitter: SentenceSplitter) -> SentenceSplitter:
    """A splitter that asks the rules first and `splitter` where they are silent."""

    def mended(text: str) -> list[tuple[int, int]]:
        opinion = {_last_ink(text, end) for _, end in splitter(text)}
        cuts = sorted({*_stops(text, opinion), *missing_stops(text)})
        return list(zip([0, *cuts], [*cuts, len(text)], strict=True)) if text else []

    return mended


def _last_ink(text: str, end: int) -> int:
    """The code point after the last one before `end` that is not blank."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _stops(text: str, opinion: set[int]) -> Iterator[int]:
    """Where the next sentence begins after each stop that ends one."""
    start, lead = 0, first_word(text, 0)
    for found in STOPS.finditer(text):
        begin = found.end()
        while begin < len(text) and text[begin].isspace():
            begin += 1
        if begin == len(text):
            return
        stop = look_at(text, start, lead, found, begin)
        ends = _decide(stop)
        if ends is None:
            ends = any(place in opinion for place in range(found.start() + 1, found.end() + 1))
        if ends:
            start, lead = begin, first_word(text, begin)
            yield begin


def _decide(stop: Stop) -> bool | None:
    for rule in RULES:
        answer = rule(stop)
        if answer is not None:
            return answer
    return None


def _starts(stop: Stop) -> bool:
    """Whether the next word is one that begins sentences, not the first word of a name."""
    if not words.listed(stop.word, words.STARTERS) or stop.beyond[:1] not in (" ", ",", "\u00a0", ""):
        return False
    return stop.word not in words.STARTERS_IN_NAMES or stop.beyond.lstrip()[:1].islower()


def _opens(stop: Stop) -> bool:
    return bool(_OPENING_QUOTE.match(stop.after))


def wide_stop(stop: Stop) -> bool | None:
    """Chinese and Japanese stops end a sentence without a blank; text glued to a closed quotation says who spoke."""
    if stop.mark[-1] not in _WIDE:
        return None
    return stop.after[0] not in ",;:、，；：" and not (stop.closed and stop.glued and stop.word != "")


def glued_text(stop: Stop) -> bool | None:
    """Text follows at once: no end, unless two plain words were run together."""
    if not stop.glued:
        return None
    word, before = stop.word, stop.before
    plain = len(before) > 1 and ((before.isalpha() and before.islower()) or (before.isdigit() and len(before) == 4))
    opens = stop.after[0] in "“«„‘(" or stop.after.startswith(word)
    runs_on = len(word) > 1 and word[0].isupper() and word[1:].replace("’", "").islower() and stop.beyond[:1] in " ,'’"
    starter = word in words.STARTERS and stop.beyond[:1] == " "
    return opens and (plain or stop.closed) and (runs_on or starter) and (plain or len(before) > 1)


def goes_on(stop: Stop) -> bool | None:
    """A comma, a colon or a lower-case word follows: the sentence goes on."""
    if stop.after[0] in ",;:…)]}»”" and not stop.after[1:2].isalpha():
        return False
    return False if stop.word[:1].islower() and not stop.small and not _lower_name(stop) else None


def _lower_name(stop: Stop) -> bool:
    """al-Assad, iPhone: a name that begins with a small letter."""
    return len(stop.word) < 4 and stop.beyond[:1] == "-" and stop.beyond[1:2].isupper()


def dash_follows(stop: Stop) -> bool | None:
    """A dash after a closed question or call leads to the speaker; after a plain stop it opens a line of dialogue."""
    if not _DASH.match(stop.after):
        return None
    return not stop.closed


def ellipsis(stop: Stop) -> bool | None:
    """Dots stand for an omission in brackets or at the start; before a capital they end."""
    dots = stop.mark.replace(" ", "").replace("…", "...")
    if len(dots) < 2 or set(dots) != {"."}:
        return None
    if stop.first or stop.head.endswith(("[", "(", "<")):
        return False
    return True if stop.word[:1].isupper() or stop.after[0] in '“«"' else None


def title(stop: Stop) -> bool | None:
    """Mr., Gen., проф.: a name follows."""
    return False if stop.mark == "." and stop.before in words.TITLES else None


def number_word(stop: Stop) -> bool | None:
    """No. 5, p. 12, Feb. 19; "No." alone is an answer."""
    if stop.mark != "." or stop.before not in words.BEFORE_NUMBER:
        return None
    if _ROMAN.match(stop.after):
        return False
    return True if stop.before == "No" and not stop.closed else None


def phrase(stop: Stop) -> bool | None:
    """Russian abbreviations of several words."""
    if stop.mark != "." or not stop.before or not "а" <= stop.before[-1] <= "я":
        return None
    return next((ends for pattern, ends in _TAILS if pattern.search(stop.head)), None)


def list_number(stop: Stop) -> bool | None:
    """1. who leads; 2. who pays: a number that counts points, inside the sentence or at its head."""
    if stop.mark != "." or not _LIST_NUMBER.match(stop.before):
        return None
    lead = stop.head[: len(stop.head) - len(stop.before)].rstrip(OPENERS)
    if not lead:
        return False if len(stop.head) < TOKEN_WINDOW else None
    return False if stop.before.isdigit() and (lead[-1] in ":;," or lead.endswith((" and", " or", " и"))) else None


def initial(stop: Stop) -> bool | None:
    """J. Smith, А.П. Громов, U.S., a.m.: an end only before a word that begins sentences, or a quotation."""
    token = stop.before.rpartition("-")[2]
    single = len(token) == 1 and token.isalpha() and (token.isupper() or "а" <= token <= "я")
    if stop.mark != "." or not (single or _DOTTED.match(token) or token in words.SOFT):
        return None
    if _ROMAN.match(stop.after) and token in words.SOFT:
        return False
    return _starts(stop) or (_opens(stop) and not single)


def exclaiming_name(stop: Stop) -> bool | None:
    """Yahoo! and its like."""
    return _starts(stop) if stop.mark == "!" and not stop.closed and stop.before in words.EXCLAIMING_NAMES else None


def speaker_follows(stop: Stop) -> bool | None:
    """“Who pays?” Foreign Minister Sergei Lavrov asked: the speaker belongs to the question."""
    if not stop.closed or stop.mark[-1] not in "?!…" or not stop.word[:1].isupper():
        return None
    for token in stop.after.split()[:_LONGEST_SPEAKER]:
        name = token.strip(",'’\"()")
        if not name[:1].isupper() and name not in words.NAME_PARTICLES:
            return False if name.rstrip(".:") in words.SAY_VERBS else None
        if name[-1:] in ".!?" and name[:-1] not in words.TITLES and len(name) > 2:
            return None
    return None


def plain_end(stop: Stop) -> bool | None:
    """A question, a call, a quotation that closes, a number or a plain word before a capital."""
    upper = stop.word[:1].isupper() or stop.after[0] in '“«„"' or not stop.word or stop.small
    if stop.mark[-1] in "?!‽؟" or (len(stop.before) > 2 and _starts(stop)):
        return True
    if stop.closed or stop.before[-1:] in '”»"’)]%':
        return True if upper else None
    lower_word = len(stop.before) > 1 and stop.before.isalpha() and stop.before.islower()
    lower_word = lower_word and stop.before not in words.BEFORE_NUMBER
    return True if upper and (lower_word or (stop.before.isdigit() and len(stop.before) == 4)) else None


RULES: tuple[Rule, ...] = (
    wide_stop,
    glued_text,
    goes_on,
    dash_follows,
    ellipsis,
    title,
    number_word,
    phrase,
    list_number,
    initial,
    exclaiming_name,
    speaker_follows,
    plain_end,
)
"""The rules in the order in which they are asked."""
