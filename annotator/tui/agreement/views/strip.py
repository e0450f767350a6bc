"""The funnel on a few lines: what a conditional figure stands on, wherever one is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.desk.agreement.model import Step
from annotator.tui.agreement.drawing import flowing
from annotator.tui.paint import Line
from annotator.tui.states import Run

CONDITIONAL = {"speaker": 3, "stance": 3, "stance_same_speaker": 4}
"""The step of the funnel on which a layer stands, by layer; all others stand on every sentence that two finished."""
CLAIMS = 2
"""The step that counts all claims."""
OF_A_PAIR = -1
"""From a step of the funnel to the same one of a pair's, whose second step is left out."""


def claims_behind(layer: str, steps: Sequence[Step]) -> int:
    """How many claims there are of which a layer sees a part; 0 where it sees every sentence."""
    return steps[CLAIMS].count if layer in CONDITIONAL else 0


_SHORT = {
    "sentences finished by two or more": "sentences finished by two+",
    "of these, with a claim by anyone": "with a claim",
    "different claims marked there": "claims",
    "marked by two or more": "marked by two+",
    "with the same speaker": "same speaker",
    "and the same stance": "same stance",
    "sentences finished by both": "sentences finished by both",
    "different claims that either marked there": "claims by either",
    "where all who marked it name one speaker": "all name one speaker",
    "and both the same stance": "same stance",
}
"""Names for a line; of other steps the whole name is shown."""


def share_of(step: Step, before: int) -> str:
    """What is left of the step before; nothing where that one counted sentences and this one claims."""
    return f"{step.count / before:.0%}" if before and not step.name.startswith("different claims") else ""


def strip(steps: Sequence[Step], here: int, cells: int) -> Iterator[Line]:
    """All steps with their counts and shares of the step before, the one that counts here in brackets."""
    chunks: list[list[Run]] = []
    before = 0
    for place, step in enumerate(steps):
        share = share_of(step, before)
        runs: list[Run] = [(_SHORT.get(step.name, step.name), "key" if place == here else "soft")]
        runs += [(f" {step.count}", "ink bold"), (f" ({share})" if share else "", "faint")]
        runs = [("[", "key"), *runs, ("]", "key")] if place == here else runs
        chunks.append([*runs, (" › ", "faint")] if place < len(steps) - 1 else runs)
        before = step.count
    yield from flowing(chunks, cells)
