"""What is hidden of one article, worked out once when it is opened; the text itself and all offsets stay as they are.

Hidden are lines that tell the source, addresses, the names of outlet and author wherever they stand, days outside of
sentences, and, where the codebook says so, every name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from annotator.desk.passage import Passage
from annotator.records.documents import Metadata, Segment
from annotator.records.labels import AUTHOR
from annotator.text.cast_signs import CastSigns, cast_signs
from annotator.text.masking import Mask, joined, masked
from annotator.text.names import names
from annotator.text.phrases import Phrases
from annotator.text.telling import addresses, author_names, days, outlet_names, site_name, title_tail

Field = Literal["outlet", "author", "date", "speakers"]
State = Literal["open", "blind", "revealed"]
Stretch = tuple[int, int]

_TELLING: Mapping[str, frozenset[Field]] = {
    "byline": frozenset({"author", "outlet"}),
    "dateline": frozenset({"date", "outlet"}),
    "boilerplate": frozenset({"outlet"}),
}
"""Roles of segments that are hidden as a whole where one of these is."""
_OTHER_FIELDS = {"outlet": ("publisher", "site", "agency", "source"), "author": ("byline", "authors", "writer")}
"""Further fields of sources that say the same under another name."""


@dataclass(frozen=True)
class Veil:
    """How one article may be shown to one annotator."""

    text: str
    """The text as it may be drawn: of the same length, with blocks over what is hidden."""
    title: str
    """What to call the article."""
    state: State = "open"
    """Whether it is read blind, was revealed, or nothing was ever hidden."""
    masks: tuple[Mask, ...] = ()
    """What is hidden, in order and apart."""
    cast: CastSigns = field(default_factory=CastSigns)
    """Who is behind the signs; nobody where names are not hidden."""
    told: Phrases = field(default_factory=Phrases)
    """Names of outlet and author, each with the word that stands in its place."""

    @cached_property
    def _sign_of_id(self) -> dict[str, str]:
        return {each.known: sign for sign, each in self.cast.bearers.items() if each.known is not None}

    def name(self, name: str, speaker: str | None = None) -> str:
        """A speaker's name as it may be shown: itself, or the sign that stands for it in the text.

        Args:
            name: The name.
            speaker: The id in the registry, if there is one.
        """
        if self.state != "blind" or speaker == AUTHOR:
            return name
        bare, _, meaning = name.partition(" (") if name.endswith(")") else (name, "", "")
        sign = self._sign_of_id.get(speaker or "") or self.cast.sign(bare)
        if sign:
            return f"[{sign}] ({meaning}" if meaning else f"[{sign}]"
        found = next((word for _, _, word in self.told.find(name)), "")
        return f"[{found}]" if found else name

    def because(self, rule: str) -> str:
        """Why something is suggested, as it may be shown: the title of another article may tell its source."""
        return "same words elsewhere" if self.state == "blind" and rule.startswith("same words") else rule

    def spoken(self, start: int, end: int) -> str:
        """A stretch in words that can be read out: what is hidden is named by its sign, or called hidden."""
        said, at = [], start
        for mask in self.masks:
            if mask.end <= start or mask.start >= end:
                continue
            said.append(self.text[at : max(at, mask.start)])
            said.append(f"name {mask.sign}" if mask.sign else "hidden")
            at = min(end, mask.end)
        return "".join([*said, self.text[at:end]])


def bare_veil(passage: Passage, *, revealed: bool = False) -> Veil:
    """The veil of an article of which nothing is hidden."""
    document = passage.document
    title = document.metadata.title or title_in_text(passage, document.text) or document.source or document.id
    return Veil(document.text, title, "revealed" if revealed else "open")


def make_veil(
    passage: Passage, imported: Sequence[Segment], fields: frozenset[Field], known: Mapping[str, str], number: int
) -> Veil:
    """Work out what is hidden of an article.

    Args:
        passage: The article.
        imported: Its segments as they were imported: a line that tells the source stays hidden under another role.
        fields: What is hidden.
        known: Ids by name and alias of the speakers of the registry.
        number: Its place in the project, from 1, by which it is called where it has no title.
    """
    document, text = passage.document, passage.document.text
    lines = (*passage.segments, *imported)
    whole = [(each.start, each.end) for each in lines if _TELLING.get(each.role, frozenset()) & fields]
    if "outlet" in fields:
        whole += [
            tail for each in passage.segments if each.role == "title" for tail in _tail(text, each.start, each.end)
        ]
    sentences = _outside([(each.start, each.end) for each in passage.sentences], whole)
    told, signed = _told(document.metadata, fields), _told(document.metadata, fields, bare=True)
    for name in _byline_names(text, lines) if "author" in fields else ():
        told.add(name, "author")
        signed.add(name, "author")
    others = _outside([(each.start, each.end) for each in passage.segments if each.role not in passage.roles], whole)
    cast = cast_signs(text, sentences, known, others, whole) if "speakers" in fields else CastSigns()
    cover = Cover(fields, told, signed, cast)
    hidden = [Mask(start, end) for start, end in whole]
    hidden += cast.masks
    hidden += cover.in_sentences(text)
    for start, end in _between(sentences, len(text)):
        hidden += cover.outside(text, start, end)
    masks = joined(hidden)
    drawn = masked(text, masks)
    title = cover.title(document.metadata.title) if document.metadata.title else title_in_text(passage, drawn)
    return Veil(drawn, title or f"Article {number}", "blind", masks, cast, signed)


@dataclass(frozen=True)
class Cover:
    """Finds what gives an article away."""

    fields: frozenset[Field]
    told: Phrases
    """Names of outlet and author that are hidden outside of sentences."""
    signed: Phrases
    """Those that are hidden everywhere: a lone surname or the name of a site may be a word of a sentence."""
    cast: CastSigns = field(default_factory=CastSigns)

    def in_sentences(self, text: str) -> Iterator[Mask]:
        """What is hidden everywhere."""
        if "outlet" in self.fields:
            yield from (Mask(start, end) for start, end in addresses(text))
        yield from (Mask(start, end) for start, end, _ in self.signed.find(text))

    def outside(self, text: str, start: int, end: int) -> Iterator[Mask]:
        """What is hidden besides in a stretch that is no sentence."""
        yield from (Mask(first, last) for first, last, _ in self.told.find(text, start, end))
        if "date" in self.fields:
            yield from (Mask(first, last) for first, last in days(text, start, end))

    def title(self, title: str) -> str:
        """A title that does not stand in the text."""
        found = [*self.in_sentences(title), *self.outside(title, 0, len(title))]
        tails = list(_tail(title, 0, len(title))) if "outlet" in self.fields else []
        found += [Mask(start, end) for start, end in tails]
        for phrases in (self.cast.phrases, self.cast.last_names):
            found += [
                Mask(start, end, "" if any(first <= start for first, _ in tails) else sign)
                for start, end, sign in phrases.find(title)
            ]
        if "speakers" in self.fields and not self.cast.bearers:
            found += [Mask(start, end) for start, end in names(title)]
        return masked(title, found)


def cover_of(metadata: Metadata, fields: frozenset[Field]) -> Cover:
    """What gives away an article that is not open: its title is all that can be shown of it."""
    return Cover(fields, _told(metadata, fields), _told(metadata, fields, bare=True))


def title_in_text(passage: Passage, text: str) -> str:
    """The title as it stands in a text; empty where there is none."""
    titled = next((segment for segment in passage.segments if segment.role == "title"), None)
    return titled.span.of(text) if titled else ""


def masthead_lines(metadata: Metadata, source: str) -> list[tuple[str, str]]:
    """What is known of where an article comes from, as names and values; what is not known is left out."""
    facts = [("outlet", metadata.outlet), ("author", metadata.author), ("date", metadata.date)]
    facts += [("address", metadata.url), ("file", source)]
    return [(name, value) for name, value in facts if value.strip()]


def _told(metadata: Metadata, fields: frozenset[Field], *, bare: bool = False) -> Phrases:
    """The names of outlet and author; with `bare` only those that are hidden in sentences, too."""
    found = Phrases()
    if "outlet" in fields:
        for value in (metadata.outlet, *_further(metadata, "outlet")):
            for name in outlet_names(value):
                found.add(name, "outlet")
        site = site_name(metadata.url)
        if site and not bare:
            found.add(site.capitalize(), "outlet")
    if "author" in fields:
        for value in (metadata.author, *_further(metadata, "author")):
            for name in author_names(value):
                if not bare or len(name.split()) > 1 or name.isupper():
                    found.add(name, "author")
                if not bare and len(name.split()) > 1:
                    found.add(name.split()[-1], "author")
    return found


def _tail(text: str, start: int, end: int) -> Iterator[Stretch]:
    """What pages put behind a headline: the name of the site. No sign stands there: it would tell whose site it is."""
    tail = title_tail(text[start:end])
    if tail is not None:
        yield start + tail[0], start + tail[1]


def _further(metadata: Metadata, field_name: str) -> Iterator[str]:
    for name, value in metadata.extra.items():
        if name.casefold() in _OTHER_FIELDS[field_name]:
            yield value


def _byline_names(text: str, segments: Iterable[Segment]) -> Iterator[str]:
    """Full names in the lines that say who wrote."""
    for segment in segments:
        if segment.role == "byline":
            for start, end in names(text, segment.start, segment.end):
                if len(text[start:end].split()) > 1:
                    yield text[start:end]


def _outside(stretches: Iterable[Stretch], whole: Sequence[Stretch]) -> list[Stretch]:
    return [(start, end) for start, end in stretches if not any(a < end and start < b for a, b in whole)]


def _between(stretches: Sequence[Stretch], length: int) -> Iterator[Stretch]:
    """What lies between stretches that are in order and apart."""
    at = 0
    for start, end in (*stretches, (length, length)):
        if at < start:
            yield at, start
        at = max(at, end)
