"""Who holds which office, as a text says it: "Russian Foreign Minister Sergei Lavrov"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.text.aliases.parts import parts
from annotator.text.names import names

_BEHIND = re.compile(r",\s+(?:the\s+)?((?:[\w.’'-]+\s+){1,5}[\w-]+)(?=[,.])")
"""An office behind a name, between commas: Sergei Lavrov, the Russian foreign minister, said."""


def holders(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every post that a sentence gives to somebody.

    Args:
        text: The whole text.
        start: First code point of the sentence.
        end: The code point after its last; the end of the text without it.

    Yields:
        A post, country and office, and the words of the name.
    """
    stop = len(text) if end is None else end
    for begin, close in names(text, start, end):
        taken = parts(text[begin:close])
        if taken.office and taken.proper:
            yield taken.post, taken.proper
        elif taken.proper and not taken.office:
            behind = _BEHIND.match(text, close, stop)
            post = parts(behind[1]) if behind else None
            if post is not None and post.office and not post.proper:
                yield post.post, taken.proper
