"""Which stops end a sentence: a table of rules that name the stops that do not.

Every run of stops is a candidate; the rules are asked in order, the first that answers decides, and where none does
the stop is an end. Quotes, brackets and footnote marks that close go with the sentence before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annotator.text import abbreviations as words
from annotator.text.stops import ANY_STOP, OPENERS, STOPS, TOKEN_WINDOW, Stop, look_at

_OPENING_QUOTE = re.compile(r"[\"“„«‘]\s?[^\W\d_]")
_DASH = re.compile(r"[—–-]{1,2}\s")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[a-zа-яivx]|[IVX]{1,4})$")
_QUOTED_WORDS = re.compile(r"[^\W\d_]\s[\"“«](?=\w)[^\"“”«»]*$")
_UNQUOTE_AND_ON = re.compile(r"[^\"“”«»]{1,60}[\"”»]\s[^\W\d_A-ZА-ЯЁ]")
_GERMAN_ORDINAL = re.compile(r"\b(?:[Dd](?:ie|er|as|en|em|es)|[Ii]m|[Aa]m|[Zz]u[mr]|[Vv]om|[Bb]eim) \d{1,2}$")
_SCORE = re.compile(r"\d\s?:$")
_COUNTED = re.compile(r"\b\d{1,2}\.\s")
_TIME_OF_A_PLACE = re.compile(r"(?:\s[A-Z][\w'’]*){0,2}\s[Tt]ime\b")
_ZONE = re.compile(r"[A-Z]{2,4}(?![\w.])")
_ROMAN = re.compile(r"[IVXLC]+\b|[A-Z]{0,3}[/-]?\d|№|Nos?\. \d")
_WIDE = frozenset("。！？")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TAILS: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(r"(?:^|[\s(])и (?:т\. ?[дп]|др|пр)$"), True),
    (re.compile(r"(?:^|[\s(])[Тт]\. ?[екнч]$"), False),
    (re.compile(r"(?:^|[\s(])в т\. ?ч$"), False),
)
_CLOSERS_ALONE = re.compile(r"[\"'“”«»‘’)\]\s]+")
_LONGEST_SPEAKER = 9
_SHORTEST_WORD = 3
_LONGEST_WORD = 30


Rule = Callable[[Stop], bool | None]


def sentence_starts(text: str) -> Iterator[int]:
    """Where the next sentence begins after each stop that ends one.

    Args:
        text: A paragraph as one line.

    Yields:
        Offsets of first characters, in order; the first sentence of the paragraph is not among them.
    """
    start, place, length = 0, 0, len(text)
    while candidate := ANY_STOP.search(text, place):
        stop = candidate.start()
        found = STOPS.match(text, stop) if stop + 1 < length else None
        if found is None:
            return
        begin = place = found.end()
        while begin < length and text[begin].isspace():
            begin += 1
        if begin == length or _CLOSERS_ALONE.fullmatch(text, begin):
            return
        if _plainly_inside(text, stop, begin):
            continue
        if _plain_end(text, start, stop, place, begin) or _ends(look_at(text, start, found, begin)):
            start = begin
            yield begin


def _plainly_inside(text: str, stop: int, begin: int) -> bool:
    """Whether no rule could make an end of it: 3.5, example.com."""
    return begin == stop + 1 and text[stop] == "." and (text[begin].islower() or text[begin].isdigit())


def _plain_end(text: str, start: int, stop: int, past: int, begin: int) -> bool:
    """Whether no rule could object: one stop after a word that is no abbreviation, a blank, a capital.

    Most ends are so, and it spares them the rules.
    """
    if past - stop > 1 or begin == past or text[stop] != "." or not text[begin].isupper():
        return False
    token = text[max(start, stop - _LONGEST_WORD) : stop].rpartition(" ")[2]
    if not _SHORTEST_WORD <= len(token) < _LONGEST_WORD or not token.isalpha() or token.isupper():
        return False
    head = text[max(start, stop - TOKEN_WINDOW) : stop]
    # Inside words that are quoted in the middle of a sentence it may be no end.
    return token not in words.ABBREVIATIONS and '"' not in head and "“" not in head and "«" not in head


def _ends(stop: Stop) -> bool:
    for rule in RULES:
        answer = rule(stop)
        if answer is not None:
            return answer
    return True


def _starts(stop: Stop) -> bool:
    """Whether the next word is one that begins sentences, not the first word of a name."""
    if stop.word in words.ADDRESS_STARTERS and stop.beyond[:1] == ".":
        return True
    if not words.listed(stop.word, words.STARTERS) or stop.beyond[:1] not in (" ", ",", "\u00a0", ""):
        return False
    return stop.word not in words.STARTERS_IN_NAMES or stop.beyond.lstrip()[:1].islower()


def _opens(stop: Stop) -> bool:
    return bool(_OPENING_QUOTE.match(stop.after))


def wide_stop(stop: Stop) -> bool | None:
    """Chinese and Japanese stops end a sentence without a blank; text glued to a closed quotation says who spoke.

    Not where the quotation was led in: he said: "...". Then whatever follows it is new.
    """
    if stop.mark[-1] not in _WIDE and not (
        stop.glued and _EAST_ASIAN.match(stop.before[-1:]) and stop.mark[-1] in "?!"
    ):
        return None
    if stop.after[0] in ",;:、，；：":
        return False
    if not stop.closed or not stop.glued or not stop.word or stop.last in "）】)":
        return True
    opened = max(stop.head.rfind(mark) for mark in '“「『«"')
    return opened > 0 and stop.head[opened - 1] in "：:，,"


def glued_text(stop: Stop) -> bool | None:
    """Text follows at once: no end, unless two plain words were run together."""
    if not stop.glued:
        return None
    word, before = stop.word, stop.before
    plain = len(before) > 1 and ((before.isalpha() and before.islower()) or (before.isdigit() and len(before) == 4))
    opens = stop.after[0] in "“«„‘(" or stop.after.startswith(word)
    runs_on = len(word) > 1 and word[0].isupper() and word[1:].replace("’", "").islower() and stop.beyond[:1] in " ,'’"
    starter = word in words.STARTERS and stop.beyond[:1] == " "
    # Whatever the word before, a quotation opens: of the two sentences only the blank was lost.
    quoted = stop.after[0] in "“«„" and before.isalpha() and len(before) > 2 and before not in words.ABBREVIATIONS
    if starter and len(before) > 3 and before.istitle() and before.isalpha() and before not in words.ABBREVIATIONS:
        return opens  # a name, and a word that only begins sentences
    return opens and (plain or quoted or stop.closed) and (runs_on or starter) and (plain or len(before) > 1)


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
    return not stop.closed and not (stop.mark == "." and _abbreviation(stop.before))


def _abbreviation(token: str) -> bool:
    """Whether a stop after this token may be no more than part of it."""
    if token in words.SOFT or token in words.TITLES or token in words.BEFORE_NUMBER:
        return True
    return _INITIALS.fullmatch(token.rpartition("-")[2]) is not None


def ellipsis(stop: Stop) -> bool | None:
    """Dots stand for an omission in brackets or at the start; before a capital they end."""
    dots = stop.mark.replace(" ", "").replace("…", "...")
    if len(dots) < 2 or set(dots) != {"."}:
        return None
    if stop.first or stop.head.endswith(("[", "(", "<")):
        return False
    return True if stop.word[:1].isupper() or stop.after[0] in '“«"' else None


def inside_quoted_words(stop: Stop) -> bool | None:
    """Shouts of "Shame! Shame!" were heard: words quoted in the middle of a sentence do not end it."""
    if stop.closed or not _QUOTED_WORDS.search(stop.head) or not _UNQUOTE_AND_ON.match(stop.after):
        return None
    return False


def title(stop: Stop) -> bool | None:
    """Mr., Gen., Lieut.-Gen., проф.: a name follows."""
    forms = (stop.before, _mixed(stop.before), stop.before.rpartition(".-")[2])
    return False if stop.mark == "." and any(form in words.TITLES for form in forms) else None


def _mixed(token: str) -> str:
    """A word set in capitals as it is written elsewhere: SEPT, Sept."""
    return token.capitalize() if len(token) > 1 and token.isupper() else token


def number_word(stop: Stop) -> bool | None:
    """No. 5, p. 12, Feb. 19; "No." alone is an answer."""
    if stop.mark != "." or not (stop.before in words.BEFORE_NUMBER or _mixed(stop.before) in words.BEFORE_NUMBER):
        return None
    if _ROMAN.match(stop.after):
        return False
    return True if stop.before == "No" and not stop.closed else None


def day_of_month(stop: Stop) -> bool | None:
    """German days, centuries and other ordinals: 3. Oktober, im 2. Weltkrieg."""
    if stop.mark != "." or not stop.before.isdigit() or not stop.word:
        return None
    if stop.word in words.DAY_BEFORE:
        return False
    return False if _GERMAN_ORDINAL.search(stop.head) and stop.word[0].isupper() and not _starts(stop) else None


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
    if not stop.before.isdigit() or _SCORE.search(lead):
        return None
    # ... and 4. They: a number that ends a sentence, unless points were counted before it.
    joined = lead.endswith((",", " and", " or", " и")) and (stop.word[:1].islower() or _COUNTED.search(lead))
    return False if joined or lead[-1] in ":;" else None


def clock(stop: Stop) -> bool | None:
    """9 p.m. Moscow time, 4 a.m. Monday: any other capital begins a sentence."""
    if stop.mark != "." or stop.before not in words.CLOCK or not stop.word[:1].isupper():
        return None
    goes_on = stop.word in words.AFTER_CLOCK or _ZONE.match(stop.word) or _TIME_OF_A_PLACE.match(stop.beyond)
    return not goes_on


def amount(stop: Stop) -> bool | None:
    """45 руб. before a capital: the sum was the last word."""
    return True if stop.mark == "." and stop.before in words.AMOUNTS and stop.word[:1].isupper() else None


def initial(stop: Stop) -> bool | None:
    """J. Smith, А.П. Громов, U.S.: an end only before a word that begins sentences, or a quotation."""
    number, _, token = stop.before.rpartition("-")
    if number[-1:].isdigit() and token.islower():
        return None  # 2016-м: the ending of a numeral
    if stop.mark != "." or not (_INITIALS.fullmatch(token) or token in words.SOFT):
        return None
    if _ROMAN.match(stop.after) and token in words.SOFT:
        return False
    return _starts(stop) or (len(token) > 1 and (_opens(stop) or _state_acts(stop)))


def _state_acts(stop: Stop) -> bool:
    """Whether a state and a verb follow: the U.S. Tehran says, but not the U.S. Syria envoy."""
    if stop.word not in words.STATES:
        return False
    verb = stop.beyond.lstrip().partition(" ")[0]
    return verb in words.STATE_VERBS or (verb.endswith("ed") and verb.islower())


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


RULES: tuple[Rule, ...] = (
    wide_stop,
    glued_text,
    goes_on,
    dash_follows,
    ellipsis,
    inside_quoted_words,
    title,
    number_word,
    day_of_month,
    phrase,
    list_number,
    clock,
    amount,
    initial,
    exclaiming_name,
    speaker_follows,
)
"""The rules in the order in which they are asked; a stop of which none says anything ends its sentence."""
