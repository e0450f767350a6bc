"""Numbers typed before a key that moves: `5j` goes five sentences on. Digits of a codebook are left to it.

A digit that no codebook key uses begins a number by itself. Any digit belongs to the number once its own key was
pressed. The number holds for the one key behind it.
"""

from __future__ import annotations

from collections.abc import Collection

MOST = 99_999
"""The greatest number: no article has more sentences to go to."""
MOST_TIMES = 999
"""How often a move is repeated at most: more is a slip of the finger."""


class Counting:
    """A number that is being typed.

    Args:
        taken: Keys that the codebook uses.
    """

    def __init__(self, taken: Collection[str]) -> None:
        self._taken = frozenset(taken)
        self._digits = ""
        self._open = False
        self._age = 0

    @property
    def typed(self) -> str:
        """The digits so far."""
        return self._digits

    def begin(self) -> None:
        """A number follows, whichever its digits."""
        self._digits, self._open, self._age = "", True, 0

    def press(self, key: str) -> bool:
        """Whether a key is a digit of the number; any other key but the one that uses the number ends it."""
        digit = len(key) == 1 and key.isascii() and key.isdigit()
        mine = self._open or (key not in self._taken and (key != "0" or self._digits))
        if digit and mine and self._age == 0:
            self._digits = str(min(MOST, int(self._digits + key)))
            return True
        if self._age:
            self.forget()
        elif self._open or self._digits:
            self._age = 1
        return False

    def forget(self) -> None:
        """There is no number."""
        self._digits, self._open, self._age = "", False, 0

    def take(self) -> int | None:
        """The number, which is used up by this; None where none was typed."""
        number = int(self._digits) if self._digits.strip("0") else None
        self.forget()
        return number

    def times(self) -> int:
        """How often to move, which uses the number up; once where none was typed."""
        return min(MOST_TIMES, self.take() or 1)
