"""The data of Dawid and Skene 1979, table 1: five anaesthetists grade 45 patients from 1 to 4, the first one thrice.

One word per patient: the three grades of observer 1, then those of observers 2 to 5. Source: A. P. Dawid, A. M. Skene:
Maximum likelihood estimation of observer error-rates using the EM algorithm. Applied Statistics 28(1), 1979, p. 22.
"""

from __future__ import annotations

from annotator.agreement.ratings import Ratings

_TABLE = """
1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 1211111
1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121
1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222
"""
GRADES = _TABLE.split()

COLUMNS = ["1, first", "1, second", "1, third", "2", "3", "4", "5"]
PEOPLE = {"1, first": "1", "1, second": "1", "1, third": "1"}
PUBLISHED_SHARES = (0.40, 0.42, 0.11, 0.07)
"""Share of each grade, as printed."""


def anaesthetists() -> Ratings:
    return Ratings.from_matrix([list(word) for word in GRADES], ["1", "2", "3", "4"], annotators=COLUMNS)
