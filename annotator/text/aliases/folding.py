"""Names without what spelling leaves open: case, accents, the way Cyrillic is written in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        ("a b v g d e e zh z i i k l m n o p r s t u f h ts ch sh sh _ i _ e iu ia i i e g")
        .replace("_", "")
        .split(" "),
        strict=True,
    )
)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SPELLINGS = (
    ("kh", "h"),
    ("ph", "f"),
    ("w", "v"),
    ("x", "ks"),
    ("tz", "ts"),
    ("oo", "u"),
    ("ou", "u"),
    ("y", "i"),
    ("j", "i"),
)
_DOUBLE = re.compile(r"(.)\1+")


def tokens(name: str) -> list[str]:
    """The words of a name in lower case, without accents, possessive endings and dots: U.S. is `us`."""
    plain = unicodedata.normalize("NFKC", name)
    plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), plain)
    plain = _POSSESSIVE.sub("", plain)
    bare = unicodedata.normalize("NFKD", plain.casefold())
    # The breve of й belongs to the letter.
    kept = "".join(each for each in bare if not unicodedata.combining(each) or each == "\u0306")
    return _WORD.findall(unicodedata.normalize("NFC", kept))


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """A word as all its spellings in Latin letters have it: Sergey, Sergei and Сергей are one."""
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in word)
    for written, meant in _SPELLINGS:
        latin = latin.replace(written, meant)
    return _DOUBLE.sub(r"\1", latin)
