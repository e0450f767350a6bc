"""The coach above the state of the sentence: what came of the last sentence, and what to try at this one."""

from __future__ import annotations

from annotator.tui.display import fit, shown, width
from annotator.tui.keys import sign
from annotator.tui.states import Run
from annotator.tui.widgets.bars import Bar


class Coach(Bar):
    """One line of feedback, and a hint folded into the lines that are left."""

    _feedback: tuple[Run, ...] = ()
    _hint = ""

    def show(self, feedback: tuple[Run, ...], hint: str) -> None:
        """Show other words.

        Args:
            feedback: What came of the last sentence; nothing leaves its line to the hint.
            hint: What to try, with keys in backquotes.
        """
        if (feedback, hint) != (self._feedback, self._hint):
            self._feedback, self._hint = feedback, hint
            self.refresh()

    def lines(self, width: int) -> list[list[Run]]:
        """As many lines as there is room for; where there is little, the hint goes first."""
        height = max(1, self.size.height)
        hint = spelled(self._hint, max(10, width - 3), height)
        said: list[Run] = [(" ", ""), *self._feedback]
        made = [[("▏", "bar"), (" ", ""), *line] for line in hint]
        return [said, *made][:height] if self._feedback and height > len(hint) else made[:height]


def spelled(hint: str, cells: int, most: int) -> list[list[Run]]:
    """A hint as lines, its keys as they are shown everywhere; at most so many; the last one is cut."""
    lines: list[list[Run]] = [[]]
    used = 0
    for word, looks in _words(hint):
        if used and used + 1 + width(word) > cells:
            lines.append([])
            used = 0
        if used:
            lines[-1].append((" ", ""))
        lines[-1].append((word, looks))
        used += width(word) + (1 if used else 0)
    if len(lines) > most:
        lines = lines[:most]
        text, looks = lines[-1][-1]
        lines[-1][-1] = (fit(f"{text}…", width(text)), looks)
    return lines


def _words(hint: str) -> list[Run]:
    """Words in the looks of text, and keys, with the mark behind them, in those of keys."""
    found: list[Run] = []
    for place, part in enumerate(hint.split("`")):
        if place % 2:
            found.append((sign(shown(part)), "key"))
            continue
        words = part.split()
        if place and words and part[0] not in " \n":
            # A comma or a stop right behind a key stays with it.
            key, _ = found.pop()
            found.append((key + shown(words.pop(0)), "key"))
        found += [(shown(word), "ink") for word in words]
    return found
