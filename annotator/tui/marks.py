"""The signs beside the text: what has been said of each sentence, told by shape first and by colour second."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.records.labels import Label
from annotator.tui.stances import Looks
from annotator.tui.states import Run

DONE = "✓"
NO_CLAIM = "·"
SKIPPED = "–"
FLAG = "⚑"
NOTE = "✎"
GUESS = "?"

LEGEND: tuple[tuple[str, str, str], ...] = (
    (DONE, "good", "finished, with claims; their stances follow"),
    (NO_CLAIM, "good", "finished, no claim"),
    (SKIPPED, "warn", "skipped"),
    (FLAG, "warn", "flagged"),
    (NOTE, "key", "has a note"),
    (GUESS, "warn", "behind a sentence: its end is a guess, for no stop stands there"),
)
"""Sign, look and meaning, for the help."""


def verdict_marks(label: Label, looks: Looks, *, done: bool) -> list[Run]:
    """Verdict and stances; nothing for an open sentence."""
    if label.verdict == "no-claim":
        return [(NO_CLAIM, "good" if done else "faint")]
    if label.verdict == "skipped":
        return [(SKIPPED, "warn")]
    stances = dict.fromkeys(claim.stance for claim in label.claims)
    signs: list[Run] = [(looks.of(stance).sign, looks.of(stance).colour) for stance in stances]
    return [(DONE, "good"), *signs] if done and signs else signs


def signs(label: Label) -> list[Run]:
    """Flag and note."""
    flag: list[Run] = [(FLAG, "warn")] if label.flag else []
    return [*flag, (NOTE, "key")] if label.note else flag


def gutter(labels: Sequence[tuple[Label, bool]], looks: Looks, cells: int) -> list[Run]:
    """The signs of the sentences that begin on one line, at the right of so many cells.

    Where they do not fit, ticks go first, then what else is too much at the end.

    Args:
        labels: Label, and whether it is finished, of each sentence that begins there.
        looks: How the stances are shown.
        cells: The room, in cells.
    """
    runs = [run for label, done in labels for run in (*verdict_marks(label, looks, done=done), *signs(label))]
    while len(runs) > cells and (DONE, "good") in runs:
        runs.remove((DONE, "good"))
    if len(runs) > cells:
        runs = [*runs[: cells - 1], ("…", "faint")]
    return [(" " * (cells - len(runs)), ""), *runs]
