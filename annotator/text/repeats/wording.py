"""What of a sentence counts when it is compared: its words, without case, punctuation, blanks or invisible marks."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def wording(text: str) -> tuple[str, ...]:
    """The words of a text, folded.

    Compatibility forms and case are folded (NFKC), accents kept; soft hyphens, zero-width and other marks of format are
    dropped before words are told apart, so `U\u200bS` is `us`.
    """
    plain = text
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
        plain = "".join(character for character in plain if unicodedata.category(character) not in ("Cf", "Mn", "Me"))
    return tuple(_WORD.findall(plain.casefold()))
