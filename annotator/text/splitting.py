"""Where sentences end inside one paragraph: the interface, and the library behind it.

Whoever finds sentences answers to `SentenceSplitter`; roles and slices do not know which one it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

_UNBROKEN = re.compile(r"\S{200,}")
_KEPT = 40


class SentenceSplitter(Protocol):
    """Finds the sentences of a paragraph given as one line."""

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """The sentences as `[start, end)` in code points of `text`, in order, without overlap."""
        ...


def split_with_nupunkt(text: str) -> list[tuple[int, int]]:
    """The sentences that nupunkt's English model sees.

    It knows English abbreviations well and other languages not at all; its slips are mended in `boundaries`.
    """
    # Loading the model takes 50 ms, which `annotator --help` must not pay.
    from nupunkt import sent_spans

    # On a run without blanks its time grows with the square (50 kB of ".)" take 2 s), so all but the end is masked.
    masked = _UNBROKEN.sub(lambda run: "x" * (len(run[0]) - _KEPT) + run[0][-_KEPT:], text)
    return [(start, end) for start, end in sent_spans(masked)]


@cache
def default_splitter() -> SentenceSplitter:
    """The splitter in use: nupunkt, with its known slips mended."""
    from annotator.text.boundaries import mend

    return mend(split_with_nupunkt)
