"""Plain text files (.txt): the file is the text, less front matter."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.imports import metadata
from annotator.imports.encoding import decode
from annotator.imports.front_matter import part
from annotator.imports.rejected import RefusalError, Rejected
from annotator.records.documents import Article, Metadata


def read(file: str, data: bytes, overrides: Metadata) -> Iterator[Article | Rejected]:
    """The one article of a file; line ends and blank lines stay as they are."""
    try:
        decoded = decode(data)
        parted = part(decoded.text)
        yield metadata.article(parted.text, parted.fields, file, decoded.encoding, overrides)
    except RefusalError as refusal:
        yield refusal.rejected(file)
