"""The words and rules of a language, read once from `data/<language>.toml`.

A language is one file; nothing here or in the other modules knows a word of any.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from annotator.text.offices import Offices, by_language

FALLBACK = "en"
"""The language of a document that names none."""

_FRAMES = {"say": "v", "state": "b", "commit": "m", "tell": "l", "call": "k", "object": "j", "ask": "u", "cite": "c"}
_GERUNDS = {"say": "g", "state": "g", "commit": "g", "tell": "g", "call": "k", "object": "j", "ask": "w", "cite": "d"}
_OPEN = "JERGTVSr"
"""Letters of words that may stand in names; every other list is a closed class of small words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a sentence tells who says what."""

    name: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    """Letters of which a sentence must hold one in each group, or the rule cannot apply."""
    score: float
    subject: bool
    """Whether the source is the subject of the sentence, or of the cue before."""
    nobody: bool
    """Whether nobody is named."""
    last: bool
    """Whether the source stands after all of its claim, so that whoever speaks in the claim speaks through it."""
    clause: bool
    """Whether the claim must be a clause: without a finite verb it is a mere object, and scores less."""
    weak: bool
    """Whether it counts only for words that no other rule took, and for sources that are known to speak."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a language needs to be read for attribution; every word in lower case."""

    language: str
    letters: Mapping[str, str]
    """Letter of each word."""
    open_letters: Mapping[str, str]
    """Letter of each word that keeps its class when it is written with a capital."""
    exact: Mapping[str, str]
    """Letter of each word that has it in this very spelling only: I."""
    present: frozenset[str]
    """Present forms of cue verbs, which may be nouns as well: reports, claims."""
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """By first word: the words of each phrase and its letter, longest first."""
    classes: Mapping[str, str]
    """Class of each cue verb, by form: speech, claim, warn, belief."""
    rules: tuple[Rule, ...]
    head: re.Pattern[str]
    """A phrase that names someone, without what follows it."""
    first_person: frozenset[str]
    opinion: re.Pattern[str] | None
    weights: Mapping[str, float]
    female: frozenset[str]
    male: frozenset[str]
    plurals: frozenset[str]
    """Pronouns that stand for several."""
    states: frozenset[str]
    institutions: frozenset[str]
    outlets: frozenset[str]
    offices: frozenset[str]
    short: Mapping[str, str]
    """What is short for an office or a rank, with the word in full."""
    drop: frozenset[str]
    single: frozenset[str]
    papers: frozenset[str]
    """Writings that speak for those who made them: a study by the institute."""
    plural_endings: tuple[str, ...]
    finite: frozenset[str]
    """Finite verbs that have none of the endings below."""
    finite_endings: tuple[str, ...]
    """Endings of verbs, by which a clause is told from a mere object."""
    particles: frozenset[str]
    adverb_endings: tuple[str, ...]
    unnamed: str


def languages() -> tuple[str, ...]:
    """The languages for which there is a file."""
    folder = files(__package__) / "data"
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")))


def language_of(tag: str) -> str:
    """The language file for a BCP 47 tag; English where there is none."""
    primary = tag.replace("_", "-").split("-")[0].casefold()
    return primary if primary in languages() else FALLBACK


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The words and rules of a language.

    Raises:
        KeyError: Its file lacks a table.
    """
    source = (files(__package__) / "data" / f"{language}.toml").read_text(encoding="utf-8")
    return parse_lexicon(tomllib.loads(source))


def parse_lexicon(found: Mapping[str, Any]) -> Lexicon:
    """A lexicon from the tables of its file."""
    letters, classes, present = _verbs(found["cues"])
    shared = by_language().get(found["language"], Offices.none())
    bearers = {word + ending for word in shared.offices for ending in ("", found["office_plural"])}
    more = {"R": bearers, "T": {*shared.honorifics, *shared.short}}
    open_letters: dict[str, str] = {}
    for letter, listed in found["words"].items():
        for word in (*listed, *more.get(letter, ())):
            if letter in _OPEN:
                open_letters[word] = letter
    letters = {**letters, **open_letters}
    closed = {word: letter for letter, listed in found["words"].items() if letter not in _OPEN for word in listed}
    letters.update(closed)
    weights = {str(words): float(weight) for words, weight in found["opinion"].items()}
    names = found["names"]
    return Lexicon(
        language=found["language"],
        letters=letters,
        open_letters=open_letters,
        exact={word: letter for word, letter in closed.items() if word != word.casefold()},
        present=present,
        phrases=_phrases(found["phrases"]),
        classes=classes,
        head=re.compile(_fill("{head}", _pieces(found["pieces"])).replace(" ", "")),
        first_person=frozenset(found["first_person"]),
        rules=_rules(found["pieces"], found["rules"]),
        opinion=_opinion(weights),
        weights=weights,
        female=frozenset(found["gender"]["f"]),
        male=frozenset(found["gender"]["m"]),
        plurals=frozenset(found["gender"]["plural"]),
        states=frozenset(names["states"]),
        institutions=frozenset(names["institutions"]),
        outlets=frozenset(names["outlets"]),
        offices=frozenset(names["offices"]) | shared.fields,
        short=shared.short,
        drop=frozenset(found["drop"]),
        single=frozenset(found["single"]),
        papers=frozenset(found["papers"]),
        plural_endings=tuple(found["plural_endings"]),
        finite=frozenset(found["finite"]),
        finite_endings=tuple(found["finite_endings"]),
        particles=frozenset(found["particles"]),
        adverb_endings=tuple(found["adverb_endings"]),
        unnamed=found["unnamed"],
    )


def _verbs(cues: list[dict[str, Any]]) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    letters: dict[str, str] = {}
    present: set[str] = set()
    classes: dict[str, str] = {}
    for group in cues:
        for line in group["verbs"]:
            *forms, gerund = line.split()
            for form in forms:
                letters[form] = _FRAMES[group["frame"]]
            present.update(forms[:2])
            letters[gerund] = _GERUNDS[group["frame"]]
            classes.update(dict.fromkeys([*forms, gerund], group["class"]))
    return letters, classes, frozenset(present)


def _phrases(found: Mapping[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for letter, listed in found.items():
        for phrase in listed:
            words = tuple(phrase.split())
            by_first.setdefault(words[0], []).append((words, letter))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in by_first.items()}


def _rules(pieces: Mapping[str, str], rules: list[dict[str, Any]]) -> tuple[Rule, ...]:
    filled = _pieces(pieces)
    return tuple(
        Rule(
            name=rule["name"],
            pattern=re.compile(_fill(rule["pattern"], filled).replace(" ", "")),
            needs=tuple(rule.get("needs", "").split()),
            score=float(rule["score"]),
            subject=bool(rule.get("subject", False)),
            nobody=bool(rule.get("nobody", False)),
            last=bool(rule.get("last", False)),
            clause=bool(rule.get("clause", False)),
            weak=bool(rule.get("weak", False)),
        )
        for rule in rules
    )


def _pieces(pieces: Mapping[str, str]) -> dict[str, str]:
    filled: dict[str, str] = {}
    for name, piece in pieces.items():
        filled[name] = _fill(piece, filled)
    return filled


def _fill(pattern: str, pieces: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]\w*)\}", lambda found: pieces[found[1]], pattern)


def _opinion(weights: Mapping[str, float]) -> re.Pattern[str] | None:
    if not weights:
        return None
    longest_first = sorted(weights, key=lambda words: (-len(words), words))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
