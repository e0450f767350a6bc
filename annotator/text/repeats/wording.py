"""What of a sentence counts when it is compared: its words, without case, punctuation, blanks or invisible marks."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts that set no blanks between words, as a set in a pattern: each counts as a word."""
_UNPARTED = re.compile(f"[{UNPARTED}]")
_WORD_OR_LETTER = re.compile(rf"[{UNPARTED}]|(?:(?![{UNPARTED}])[^\W_])+")


def wording(text: str) -> tuple[str, ...]:
    """The words of a text, folded.

    Compatibility forms and case are folded (NFKC), accents kept; soft hyphens, zero-width and other marks of format are
    dropped before words are told apart, so `U\u200bS` is `us`. Where a script sets no blanks each letter is a word.
    """
    plain = text
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
        plain = "".join(character for character in plain if unicodedata.category(character) not in ("Cf", "Mn", "Me"))
    unparted = not plain.isascii() and _UNPARTED.search(plain) is not None
    return tuple((_WORD_OR_LETTER if unparted else _WORD).findall(plain.casefold()))
