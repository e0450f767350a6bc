"""The rules of a language applied to one sentence: which words are source, cue and claim.

Everything is counted in tokens here; the result says nothing yet of who a pronoun stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.text.attribution.lexicon import Lexicon, Rule
from annotator.text.attribution.tokens import Tokens

Range = tuple[int, int]

_NEAR = 3
"""Tokens from the start of a claim within which another source is nested in it."""
_RIVAL = 0.5
_NESTED_LOSS = 0.2
_DEEP = 0.5
_LATER = 0.01
_ASKS = "u"
_AND_THAT = re.compile(",?&t")
_LATER_CLAUSE = re.compile(r",0?S[iz]$")
"""Before a subject that begins a clause of time: he denied it, hours after she said so."""
_REPORTS = frozenset("vblcda")
"""Cues of speech: only these put another between the words and the one who reports them."""


@dataclass(slots=True)
class Found:
    """One place where a rule applies."""

    rule: Rule
    score: float
    start: int
    cue: int
    source: Range | None
    pronoun: int | None
    apposition: Range | None
    via: Range | None
    post: Range | None
    """What follows the source's name and belongs to it: by the institute."""
    claims: list[Range]
    rival: bool = False
    """Whether a surer rule applies to the same cue."""
    outer: Found | None = None
    """The one in whose claim this one stands."""


def find(tokens: Tokens, lexicon: Lexicon) -> list[Found]:
    """Every place where a rule applies, one for each cue and, behind it, a rival.

    The surest come first, those whose source is the subject of the sentence after all others.
    """
    letters = tokens.letters
    present = set(letters)
    found = [
        each
        for rule in lexicon.rules
        if all(present & set(need) for need in rule.needs)
        for each in _apply(rule, letters)
    ]
    chosen = _best_of_each_cue(found)
    _cut(chosen, letters)
    _nest(chosen, letters)
    chosen += [part for each in chosen for part in _parts(each, letters)]
    return sorted(chosen, key=lambda each: (each.rule.subject, -each.score))


def _apply(rule: Rule, letters: str) -> Iterator[Found]:
    position = 0
    while (match := rule.pattern.search(letters, position)) is not None:
        groups = match.re.groupindex
        claims = [match.span(name) for name in ("claim", "claim2", "claim3") if name in groups and match[name]]
        cue = _first(match, "cue", "cue_", "cue__")
        # On from the cue, or from the source where there is none, so that no name is found again from its middle.
        position = (
            cue if cue is not None else max(match.start(), match.end("source") if "source" in groups else 0)
        ) + 1
        if not claims:
            continue
        source, apposition = _behind_adverbial(
            letters, _range(match, "source") or _range(match, "source_"), _range(match, "app")
        )
        yield Found(
            rule=rule,
            score=rule.score,
            start=match.start(),
            cue=cue if cue is not None else match.start(),
            source=source,
            pronoun=_first(match, "pronoun", "owner", "object"),
            apposition=apposition,
            via=_range(match, "via"),
            post=_range(match, "post"),
            claims=claims,
        )


def _behind_adverbial(
    letters: str, source: Range | None, apposition: Range | None
) -> tuple[Range | None, Range | None]:
    """Source and apposition; at a briefing, the head of the board, Klaus Immelmann, said: the briefing is neither."""
    if source is None or apposition is None or letters[: source[0]].strip("&A!") != "i":
        return source, apposition
    begin, end = apposition
    comma = letters.find(",", begin, end)
    return ((begin, end), None) if comma < 0 else ((begin, comma), (comma + 1, end))


def _first(match: re.Match[str], *names: str) -> int | None:
    return next((match.start(name) for name in names if name in match.re.groupindex and match[name]), None)


def _range(match: re.Match[str], name: str) -> Range | None:
    return match.span(name) if name in match.re.groupindex and match[name] else None


def _best_of_each_cue(found: list[Found]) -> list[Found]:
    """The surest rule of each cue whole, another source or claim of the same cue as a rival far behind."""
    chosen: list[Found] = []
    taken: dict[int, list[Found]] = {}
    for each in sorted(found, key=lambda each: (-each.score, each.start)):
        before = taken.setdefault(each.cue, [])
        if any(_same_place(each, other) for other in before):
            continue
        if before:
            if len(before) > 1:
                continue
            each.score *= _RIVAL
            each.rival = True
        before.append(each)
        chosen.append(each)
    return chosen


def _same_place(one: Found, two: Found) -> bool:
    return one.source == two.source and one.pronoun == two.pronoun and one.claims[0][0] == two.claims[0][0]


def _place(each: Found) -> int:
    """Where the naming of the source begins."""
    places = [each.cue]
    if each.source is not None:
        places.append(each.source[0])
    if each.pronoun is not None:
        places.append(each.pronoun)
    if each.via is not None:
        places.append(each.via[0])
    return min(places)


def _nest(chosen: list[Found], letters: str) -> None:
    """A source named inside another's claim speaks through that other."""
    for inner in chosen:
        for outer in chosen:
            if inner is outer or inner.rule.subject or inner.cue == outer.cue or outer.rule.nobody or outer.rival:
                continue
            place = _place(inner)
            claim = next((claim for claim in outer.claims if claim[0] <= place < claim[1]), None)
            if claim is None or inner.outer is not None or outer.outer is inner or _holds(inner, outer):
                continue
            inner.outer = outer
            if letters[outer.cue] == _ASKS:
                inner.score *= _DEEP
            elif (place - claim[0] < _NEAR and letters[inner.cue] in _REPORTS) or outer.rule.last:
                outer.score = min(outer.score, inner.score - _NESTED_LOSS)
            else:
                inner.score *= _DEEP


def _holds(inner: Found, outer: Found) -> bool:
    """Whether the would-be inner one holds the other's words in its own claim: then it is not inner."""
    place = _place(outer)
    return any(claim[0] <= place < claim[1] for claim in inner.claims)


def _parts(each: Found, letters: str) -> list[Found]:
    """The further clauses of a claim, each a claim of its own: that A, and that B.

    After a comma the clause hangs on the outer speaker: he said they had promised A, and that he trusted them.
    """
    if len(each.claims) != 1 or each.rival or letters[each.cue] in "Qj":
        return []
    begin, end = each.claims[0]
    cuts = [match.span() for match in _AND_THAT.finditer(letters, begin, end)]
    if not cuts:
        return []
    each.claims = [(begin, cuts[0][0])]
    ends = [start for start, _ in cuts[1:]] + [end]
    parts = []
    for (start, stop), until in zip(cuts, ends, strict=True):
        back = each.outer if letters[start] == "," and each.outer is not None and letters[each.cue] != "a" else None
        speaker = back or each
        parts.append(replace(speaker, claims=[(stop, until)], score=each.score - _LATER, outer=speaker.outer))
    return parts


def _cut(chosen: list[Found], letters: str) -> None:
    """A claim ends where the next one of the same sentence begins."""
    for other in chosen:
        lead = other.start if other.rule.subject else _place(other)
        mark = letters[max(lead - 1, 0) : lead]
        for each in chosen:
            ends = other.rule.subject or mark == ";" or (mark == "," and _subordinate(each, letters))
            later = None if ends else _LATER_CLAUSE.search(letters, each.cue, lead)
            until = later.start() if later is not None else lead
            if (ends or later is not None) and each is not other and each.cue < other.cue:
                each.claims = [(begin, min(end, until) if begin < until else end) for begin, end in each.claims]


def _subordinate(each: Found, letters: str) -> bool:
    """Whether the sentence only begins with it: when X said that A, Y denied that B."""
    return bool(set(letters[max(each.start - 2, 0) : each.start]) & set("Wz"))
