"""Which speakers of the registry may be one, and what a lead says to that. Every answer stays on record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from annotator.desk.project import Project
from annotator.records.labels import AUTHOR
from annotator.records.speakers import Speaker, resolve
from annotator.store.connection import Store
from annotator.store.ratings import marked_claims
from annotator.store.sentences import sentences
from annotator.store.speakers import change_speaker, claims_by_speaker, kept_apart, registry
from annotator.text.aliases.holders import holders
from annotator.text.aliases.lexicon import lexicon
from annotator.text.aliases.parts import parts
from annotator.text.aliases.proposals import Holders, Named, propose
from annotator.text.names import names


@dataclass(frozen=True, slots=True)
class Suggested:
    """Something to do to the registry, for a lead to take or to turn down."""

    speaker: str
    """Id of the speaker that would change."""
    name: str
    into: str
    """Id of the one that would stand for it; empty where the speaker would get a fuller name."""
    into_name: str
    """The name of that one, or the fuller name."""
    rule: str
    """`spelling`, `title`, `surname`, `acronym`, `office` or `fuller`."""
    says: str
    """The reason in words."""
    score: float
    claims: int
    """Claims that would move."""


def suggestions(project: Project, on_document: Callable[[int], None] | None = None) -> list[Suggested]:
    """What may be merged or renamed, best first, without what a lead has turned down.

    Args:
        project: The open project.
        on_document: Called with the number of documents read so far.
    """
    known = registry(project.store)
    standing = {each.id: each for each in known.values() if each.merged_into is None and each.id != AUTHOR}
    claims = _claims(project.store, known)
    texts = _read(project, known, on_document)
    speakers = [
        Named(each.id, (each.name, *each.aliases), each.kind, claims.get(each.id, 0)) for each in standing.values()
    ]
    apart = kept_apart(project.store)
    found = [
        Suggested(
            each.speaker,
            standing[each.speaker].name,
            each.into,
            standing[each.into].name,
            each.rule,
            each.says,
            round(each.score, 3),
            claims.get(each.speaker, 0),
        )
        for each in propose(speakers, texts.holders, texts.near)
        if frozenset((each.speaker, each.into)) not in apart
    ]
    merged = {each.speaker for each in found}
    found += [each for each in _fuller(standing, texts, claims, apart) if each.speaker not in merged]
    return sorted(found, key=lambda each: (-each.score, each.name, each.into_name))


def take(store: Store, suggested: Suggested, author: str) -> None:
    """Do what is suggested: merge, or rename; the old name stays as an alias.

    Raises:
        InputError: The registry has changed meanwhile and does not allow it any more.
    """
    if suggested.into:
        change_speaker(store, suggested.speaker, "merge", suggested.into, author=author)
    else:
        change_speaker(store, suggested.speaker, "rename", suggested.into_name, author=author)


def keep_apart(store: Store, suggested: Suggested, author: str) -> None:
    """Turn a suggestion down for good: it does not come back."""
    change_speaker(store, suggested.speaker, "apart", suggested.into or suggested.into_name, author=author)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What the articles say of the speakers."""

    holders: Holders
    near: dict[str, Holders]
    """Who holds which office in the articles where a speaker is marked, by speaker."""
    full: dict[str, dict[tuple[str, ...], str]]
    """Fuller names in these articles, by speaker: their folded words and how they are written."""


def _claims(store: Store, known: dict[str, Speaker]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for speaker, claims in claims_by_speaker(store).items():
        counts[resolve(speaker, known) or speaker] += claims
    return counts


def _read(project: Project, known: dict[str, Speaker], on_document: Callable[[int], None] | None) -> _Texts:
    """Read the articles that have claims, each sentence once."""
    marked: dict[str, set[str]] = defaultdict(set)
    for claim in marked_claims(project.store, project.roles):
        marked[claim.document].add(claim.speaker)
    single = {
        each.id: taken.proper[0]
        for each in known.values()
        if each.kind == "person" and len((taken := parts(each.name)).proper) == 1
    }
    everywhere: Holders = defaultdict(set)
    near: dict[str, Holders] = defaultdict(lambda: defaultdict(set))
    full: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    seen: dict[str, None] = {}
    for segment, text in sentences(project.store, project.roles):
        if segment.document not in marked:
            continue
        if segment.document not in seen:
            seen[segment.document] = None
            if on_document:
                on_document(len(seen))
        here = marked[segment.document]
        if _office().search(text):
            for post, proper in holders(text):
                everywhere[post].add(proper)
                for speaker in here:
                    near[speaker][post].add(proper)
        wanted = {single[speaker]: speaker for speaker in here if speaker in single}
        if wanted:
            for start, end in names(text):
                proper = parts(text[start:end]).proper
                if len(proper) > 1 and proper[-1] in wanted:
                    full[wanted[proper[-1]]].setdefault(proper, " ".join(text[start:end].split()))
    return _Texts(everywhere, near, full)


def _office() -> re.Pattern[str]:
    """Only sentences with a word for an office are looked at closely."""
    return re.compile("|".join(map(re.escape, sorted(lexicon().offices))), re.IGNORECASE)


def _fuller(
    standing: dict[str, Speaker], texts: _Texts, claims: dict[str, int], apart: set[frozenset[str]]
) -> list[Suggested]:
    """A last name whose article gives the whole one."""
    found = []
    for speaker, whole in texts.full.items():
        if speaker not in standing:
            continue
        for written in whole.values():
            # Titles are no part of a name: of "Foreign Minister Sergei Lavrov" the shorter writing is kept.
            if frozenset((speaker, written)) not in apart and not parts(written).office:
                name = standing[speaker].name
                says = f"the articles have {name} as {written}"
                found.append(
                    Suggested(
                        speaker, name, "", written, "fuller", says, round(0.8 / len(whole), 3), claims.get(speaker, 0)
                    )
                )
    return found
