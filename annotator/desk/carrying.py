"""Where labels go when their sentences are cut or joined. Pure: claims keep their document offsets and their ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.desk.shaping import possible
from annotator.errors import LabelError
from annotator.records.labels import EMPTY, Claim, Label, Verdict
from annotator.records.spans import Span


@dataclass(frozen=True, slots=True)
class Said:
    """A label, and whether it is finished."""

    label: Label = EMPTY
    done: bool = False


def cut_label(said: Said, first: Span, second: Span) -> tuple[Said, Said]:
    """The labels of the two pieces of a sentence.

    Each claim goes to the piece that holds it. A piece that is left without one has no claim where the sentence was
    finished, and is undecided where it was not. The note stays with the first piece, the flag with both.

    Raises:
        LabelError: A claim lies in neither piece alone.
    """
    halves: tuple[list[Claim], list[Claim]] = ([], [])
    for number, claim in enumerate(said.label.claims, start=1):
        where = [all(span.inside(piece) for span in claim.spans) for piece in (first, second)]
        if not any(where):
            raise LabelError(
                f"claim {number} runs over the place of the cut", f"shorten claim {number} to one side of it first"
            )
        halves[where.index(True)].append(claim)
    notes = (said.label.note, "")
    one, two = (_piece(said, claims, note) for claims, note in zip(halves, notes, strict=True))
    return one, two


def _piece(said: Said, claims: list[Claim], note: str) -> Said:
    verdict: Verdict | None = said.label.verdict
    if verdict == "claims" and not claims:
        verdict = "no-claim" if said.done else None
    return Said(Label(verdict=verdict, claims=tuple(claims), note=note, flag=said.label.flag), said.done)


def join_labels(parts: Sequence[Said], *, grown: bool) -> Said:
    """The label of the sentence that several become.

    Claims are put together in the order of the sentences. Without one, the sentence is undecided if one of them was,
    skipped if one of them was skipped, and else has no claim.

    Args:
        parts: What was said of each sentence.
        grown: Whether it also takes in a segment that was no sentence, so that nobody has judged all of it.

    Raises:
        LabelError: The parts do not fit together.
    """
    labels = [part.label for part in parts]
    claims = tuple(claim for label in labels for claim in label.claims)
    verdicts = {label.verdict for label in labels}
    verdict: Verdict | None = "claims" if claims else None
    if not claims and verdicts and None not in verdicts:
        verdict = "skipped" if "skipped" in verdicts else "no-claim"
    notes = dict.fromkeys(label.note for label in labels if label.note)
    fields: dict[str, object] = {"verdict": verdict, "claims": claims, "note": "; ".join(notes)}
    label = possible(Label, {**fields, "flag": any(label.flag for label in labels)})
    return Said(label, not grown and bool(parts) and all(part.done for part in parts))
