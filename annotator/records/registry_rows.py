"""One line of a file of speakers."""

from __future__ import annotations

from pydantic import Field, field_validator

from annotator.records.base import Record
from annotator.records.labels import AUTHOR
from annotator.records.speakers import WIKIDATA, SpeakerKind, SpeakerName


class RegistryRow(Record):
    """One speaker."""

    id: str = ""
    """The speaker's id; where empty it follows from the name, as if the name were entered now."""
    name: SpeakerName
    """The name shown."""
    kind: SpeakerKind = "person"
    """What sort of speaker it is."""
    aliases: tuple[SpeakerName, ...] = ()
    """Other names under which it is found."""
    merged_into: str | None = None
    """Id of the speaker that stands for this one."""
    wikidata: str = Field(default="")
    """The item of Wikidata that is this speaker, such as Q58217."""

    @field_validator("id")
    @classmethod
    def _not_the_author(cls, identifier: str) -> str:
        if identifier == AUTHOR:
            raise ValueError("the author of the article at hand is not an entry to change")
        return identifier

    @field_validator("kind")
    @classmethod
    def _no_authors(cls, kind: SpeakerKind) -> SpeakerKind:
        if kind == "author":
            raise ValueError("only the articles' own voice is of kind author")
        return kind

    @field_validator("wikidata")
    @classmethod
    def _an_item(cls, item: str) -> str:
        if item and not WIKIDATA.fullmatch(item):
            raise ValueError(f"{item!r} is no item of Wikidata, such as Q58217")
        return item
