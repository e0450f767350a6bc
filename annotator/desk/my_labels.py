"""An annotator's own labels as a list that can be filtered by what was said, by whom, and by words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from annotator.desk.blinding import Blind
from annotator.desk.passage import open_passage
from annotator.desk.project import Project
from annotator.errors import UsageError
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import AUTHOR
from annotator.records.speakers import Speaker, resolve
from annotator.store.connection import Row, open_store
from annotator.store.documents import get_document
from annotator.store.search import own_claims, own_labels
from annotator.store.speakers import registry
from annotator.store.views import own_segments
from annotator.text.folding import fold

_QUOTE = 1000
"""Characters of a claim or a sentence that are kept for the list, and that filters look at."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One claim, as the list shows it."""

    quote: str
    speaker: str
    """The name of the speaker, after all merges, as it may be shown."""
    via: str
    stance: str
    also: str
    """The speaker's other names, by which the claim is found as well."""


@dataclass(frozen=True, slots=True)
class MyLabel:
    """One label."""

    segment: str
    number: int
    """The number of the sentence in its article, from 1."""
    verdict: str | None
    done: bool
    flag: bool
    note: str
    claims: tuple[Marked, ...]
    text: str
    """The beginning of the sentence, as it may be shown."""

    @property
    def document(self) -> str:
        """The article it stands in."""
        return self.segment.partition(":")[0]


def my_labels(project: Project, annotator: str, *, stopped: Callable[[], bool] = lambda: False) -> Iterator[MyLabel]:
    """The annotator's labels that say anything, in the order of the texts; over a connection of its own.

    Args:
        project: The open project; only its settings and its path are used, so any thread may run this.
        annotator: Whose labels.
        stopped: Asked before each article.
    """
    with open_store(project.store.path) as store:
        own = Project(project.root, project.settings, project.codebook, store)
        blind = Blind(own, annotator)
        known = registry(store)
        claims: dict[str, list[Row]] = {}
        for row in own_claims(store, annotator):
            claims.setdefault(row["segment"], []).append(row)
        page: _Page | None = None
        for row in own_labels(store, annotator, own.roles):
            document, start, end = parse_segment_key(row["segment"])
            if page is None or page.document != document:
                if stopped():
                    return
                page = _page(own, annotator, blind, document)
            yield MyLabel(
                segment=row["segment"],
                number=page.numbers[row["segment"]],
                verdict=row["verdict"],
                done=bool(row["done"]),
                flag=bool(row["flag"]),
                note=row["note"],
                claims=tuple(_marked(claim, page, known) for claim in claims.get(row["segment"], ())),
                text=_short(page.text[start:end]),
            )


@dataclass(frozen=True, slots=True)
class _Page:
    """An article as it may be shown."""

    document: str
    text: str
    numbers: dict[str, int]
    """The number of each sentence, by segment key."""
    called: Callable[[str, str], str]
    """What to call a speaker, from name and id."""


def _page(project: Project, annotator: str, blind: Blind, document: str) -> _Page:
    if blind.on:
        passage = open_passage(project.store, annotator, document, project.roles)
        veil = blind.veil(passage)
        return _Page(document, veil.text, {key: at + 1 for key, at in passage.index_of.items()}, veil.name)
    found = get_document(project.store, document)
    sentences = [each for each in own_segments(project.store, annotator, document) if each.role in project.roles]
    numbers = {each.key: number for number, each in enumerate(sentences, start=1)}
    return _Page(document, found.text if found else "", numbers, lambda name, _: name)


def _marked(row: Row, page: _Page, known: Mapping[str, Speaker]) -> Marked:
    spans = json.loads(row["spans"])
    speaker = resolve(row["speaker"], known) or row["speaker"]
    via = (resolve(row["via"], known) or row["via"]) if row["via"] else ""
    name = known[speaker].name if speaker in known else speaker
    shown = "the author" if speaker == AUTHOR else page.called(name, speaker)
    return Marked(
        quote=_short(" … ".join(page.text[start:end] for start, end in spans)),
        speaker=shown,
        via=page.called(known[via].name if via in known else via, via) if via else "",
        stance=row["stance"],
        also=" ".join(known[speaker].aliases) if speaker in known and shown == name else "",
    )


def _short(text: str) -> str:
    return " ".join(text[:_QUOTE].split())


IS = ("flagged", "note", "skipped", "open", "done", "claims", "no-claim")
"""What may follow `is:`."""
FIELDS = ("stance", "speaker", "via", "is")
"""What may stand before a colon."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is filtered by."""

    words: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    def fits(self, label: MyLabel) -> bool:
        """Whether a label is wanted; fields that are about claims must all fit one claim."""
        states = [value for name, value in self.fields if name == "is"]
        if not all(_is(label, value) for value in states):
            return False
        if self._about and self.claim(label) is None:
            return False
        return not self.words or self._has_words(label)

    @property
    def _about(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.fields if name != "is"]

    def claim(self, label: MyLabel) -> int | None:
        """Which of its claims is wanted, from 0: the first that all fields about claims fit; None where none is."""
        about = self._about
        fit = (at for at, claim in enumerate(label.claims) if all(_says(claim, *pair) for pair in about))
        return next(fit, None)

    def _has_words(self, label: MyLabel) -> bool:
        claims = " ".join(f"{claim.quote} {claim.speaker} {claim.also}" for claim in label.claims)
        text = _plain(f"{label.text} {claims} {label.note}")
        return all(word in text for word in self.words)


def wanted(typed: str) -> Wanted:
    """Understand what was typed: words, and fields such as `stance:neutral`, `speaker:lavrov`, `is:flagged`.

    Raises:
        UsageError: There is no such field, or no such state; says which there are.
    """
    words: list[str] = []
    fields: list[tuple[str, str]] = []
    for part in _plain(typed).split():
        name, colon, value = part.partition(":")
        if not colon or not name.isalpha():
            words.append(part)
        elif name not in FIELDS:
            raise UsageError(f"there is no field {name}:", f"fields: {', '.join(f'{each}:' for each in FIELDS)}")
        elif name == "is" and not any(each.startswith(value) for each in IS):
            raise UsageError(f"no label is {value!r}", f"is: takes {', '.join(IS)}")
        elif value:
            fields.append((name, value))
    return Wanted(tuple(words), tuple(fields))


def _is(label: MyLabel, value: str) -> bool:
    states = {
        "flagged": label.flag,
        "note": bool(label.note),
        "skipped": label.verdict == "skipped",
        "open": not label.done,
        "done": label.done,
        "claims": label.verdict == "claims",
        "no-claim": label.verdict == "no-claim",
    }
    return any(holds for name, holds in states.items() if name.startswith(value))


def _says(claim: Marked, name: str, value: str) -> bool:
    if name == "stance":
        return value in claim.stance.casefold()
    said = claim.via if name == "via" else f"{claim.speaker} {claim.also}"
    return value in _plain(said)


def _plain(text: str) -> str:
    """A text in plain signs and small letters, as it is looked in."""
    return fold(text).text.casefold()
