"""Grapheme clusters: what a reader takes for one character.

The rules of Unicode Standard Annex 29 (extended grapheme clusters), with classes told from the general category and a
few ranges. Left out: conjuncts of Indic scripts (GB9c), which fall apart at the virama.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal

Kind = Literal[
    "cr", "lf", "control", "extend", "joiner", "spacing", "prepend", "flag", "l", "v", "t", "lv", "lvt", "pict", "other"
]

_Ranges = tuple[tuple[int, int], ...]

_PREPEND: _Ranges = (
    (0x600, 0x605), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2), (0xD4E, 0xD4E),
    (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x111C2, 0x111C3),
)  # fmt: skip
_EXTEND: _Ranges = (
    (0x9BE, 0x9BE), (0x9D7, 0x9D7), (0xB3E, 0xB3E), (0xB57, 0xB57), (0xBBE, 0xBBE), (0xBD7, 0xBD7), (0xCC2, 0xCC2),
    (0xCD5, 0xCD6), (0xD3E, 0xD3E), (0xD57, 0xD57), (0xDCF, 0xDCF), (0xDDF, 0xDDF), (0x1B35, 0x1B35), (0x200C, 0x200C),
    (0x302E, 0x302F), (0xFF9E, 0xFF9F), (0x1133E, 0x1133E), (0x11357, 0x11357), (0x1D165, 0x1D165), (0x1D16E, 0x1D172),
    (0x1F3FB, 0x1F3FF), (0xE0020, 0xE007F),
)  # fmt: skip
_NOT_SPACING: _Ranges = (
    (0x102B, 0x102C), (0x1038, 0x1038), (0x1062, 0x1064), (0x1067, 0x106D), (0x1083, 0x1083), (0x1087, 0x108C),
    (0x108F, 0x108F), (0x109A, 0x109C), (0x1A61, 0x1A61), (0x1A63, 0x1A64), (0xAA7B, 0xAA7B), (0xAA7D, 0xAA7D),
    (0x11720, 0x11721),
)  # fmt: skip
_PICTOGRAPHS: _Ranges = (
    (0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122), (0x2139, 0x2139),
    (0x2194, 0x2199), (0x21A9, 0x21AA), (0x231A, 0x231B), (0x2328, 0x2328), (0x2388, 0x2388), (0x23CF, 0x23CF),
    (0x23E9, 0x23F3), (0x23F8, 0x23FA), (0x24C2, 0x24C2), (0x25AA, 0x25AB), (0x25B6, 0x25B6), (0x25C0, 0x25C0),
    (0x25FB, 0x25FE), (0x2600, 0x2605), (0x2607, 0x2612), (0x2614, 0x2685), (0x2690, 0x2705), (0x2708, 0x2712),
    (0x2714, 0x2714), (0x2716, 0x2716), (0x271D, 0x271D), (0x2721, 0x2721), (0x2728, 0x2728), (0x2733, 0x2734),
    (0x2744, 0x2744), (0x2747, 0x2747), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757),
    (0x2763, 0x2767), (0x2795, 0x2797), (0x27A1, 0x27A1), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2934, 0x2935),
    (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x3030, 0x3030), (0x303D, 0x303D),
    (0x3297, 0x3297), (0x3299, 0x3299), (0x1F000, 0x1F0FF), (0x1F10D, 0x1F10F), (0x1F12F, 0x1F12F),
    (0x1F16C, 0x1F171), (0x1F17E, 0x1F17F), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1AD, 0x1F1E5),
    (0x1F201, 0x1F20F), (0x1F21A, 0x1F21A), (0x1F22F, 0x1F22F), (0x1F232, 0x1F23A), (0x1F23C, 0x1F23F),
    (0x1F249, 0x1F3FA), (0x1F400, 0x1F53D), (0x1F546, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F774, 0x1F77F),
    (0x1F7D5, 0x1F7FF), (0x1F80C, 0x1F80F), (0x1F848, 0x1F84F), (0x1F85A, 0x1F85F), (0x1F888, 0x1F88F),
    (0x1F8AE, 0x1F8FF), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1FAFF), (0x1FC00, 0x1FFFD),
)  # fmt: skip

_BEFORE: dict[Kind, frozenset[Kind]] = {
    "l": frozenset({"l", "v", "lv", "lvt"}),
    "lv": frozenset({"v", "t"}),
    "v": frozenset({"v", "t"}),
    "lvt": frozenset({"t"}),
    "t": frozenset({"t"}),
}
"""Hangul: what goes on the syllable that ends in the key (GB6 to GB8)."""

_HANGUL = 0xAC00
_HANGUL_LAST = 0xD7A3
_TAILS = 28


def graphemes(text: str) -> list[tuple[int, int]]:
    """The grapheme clusters of a text.

    Returns:
        `[start, end)` of each in code points; in order, without gaps, covering all of the text.
    """
    return list(pairwise([*_starts(text), len(text)]))


def _starts(text: str) -> Iterator[int]:
    before: Kind = "control"
    flags = 0
    picture = False
    for index, char in enumerate(text):
        kind = _kind(char)
        if index == 0 or _breaks(before, kind, picture, flags):
            yield index
        # A pictograph, then extending marks, then one joiner: the next pictograph belongs to it (GB11).
        picture = kind == "pict" or (picture and before != "joiner" and kind in ("extend", "joiner"))
        flags = flags + 1 if kind == "flag" else 0
        before = kind


def _breaks(before: Kind, kind: Kind, picture: bool, flags: int) -> bool:
    """Whether a cluster ends between two code points.

    Args:
        before: The kind of the first.
        kind: The kind of the second.
        picture: Whether the first ends a pictograph with its marks.
        flags: How many regional indicators stand in a row up to the first.
    """
    if before == "cr" and kind == "lf":
        return False
    if before in ("cr", "lf", "control") or kind in ("cr", "lf", "control"):
        return True
    if kind in ("extend", "joiner", "spacing") or before == "prepend":
        return False
    if before == "joiner" and kind == "pict" and picture:
        return False
    if before == "flag" and kind == "flag":
        return flags % 2 == 0
    return kind not in _BEFORE.get(before, ())


@lru_cache(maxsize=8192)
def _kind(char: str) -> Kind:
    code = ord(char)
    if code < 0x300:
        return _low_kind(code)
    if code == 0x200D:
        return "joiner"
    if _in(code, _EXTEND):
        return "extend"
    if _in(code, _PREPEND):
        return "prepend"
    category = unicodedata.category(char)
    if category in ("Mn", "Me"):
        return "extend"
    if category in ("Cc", "Cf", "Zl", "Zp", "Cs"):
        return "control"
    if category == "Mc":
        return "other" if _in(code, _NOT_SPACING) else "spacing"
    if code in (0xE33, 0xEB3):
        return "spacing"
    return _wide_kind(code)


def _low_kind(code: int) -> Kind:
    if code == 0x0D:
        return "cr"
    if code == 0x0A:
        return "lf"
    if code < 0x20 or 0x7F <= code < 0xA0 or code == 0xAD:
        return "control"
    return "pict" if code in (0xA9, 0xAE) else "other"


def _wide_kind(code: int) -> Kind:
    if _HANGUL <= code <= _HANGUL_LAST:
        return "lv" if (code - _HANGUL) % _TAILS == 0 else "lvt"
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "l"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "v"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "t"
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "flag"
    return "pict" if _in(code, _PICTOGRAPHS) else "other"


def _in(code: int, ranges: _Ranges) -> bool:
    return any(first <= code <= last for first, last in ranges)
