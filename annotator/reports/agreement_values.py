"""How the values of a layer compare, in words: levels, sets of labels, distances of one's own; and what that rules out.

Plain strings that may hold the name of a file: whoever prints them escapes them for the place.
"""

from __future__ import annotations

from annotator.agreement.results import REASONS
from annotator.desk.agreement.model import GammaNote, LayerReport

_SETS = (
    "Sets: labels between {separator!r}, {{}} the empty set. Alpha by MASI or Jaccard counts what two sets share; all "
    "other measures take two sets as equal or not."
)
_SETS_LEFT_OUT = (
    "Left out: AC1, AC2, Brennan-Prediger, Randolph's kappa and S ({open_set}); measures of ordered or numeric values "
    "(sets have neither)."
)
_DISTANCES = (
    "Distances: {file}. Alpha and the weighted kappas by these distances; all other measures take two values as equal "
    "or not."
)


def comparison(report: LayerReport) -> str:
    """How two values of a layer compare."""
    if report.distances:
        return f"distances of {report.distances}"
    return "sets of labels" if report.level == "set" else report.level


def comparison_notes(report: LayerReport) -> list[str]:
    """What has to be said of values that are no plain categories or numbers: who counts how, and what is left out."""
    if report.level == "set":
        said = _SETS.format(separator=report.separator) if report.separator else ""
        return [*([said] if said else []), _SETS_LEFT_OUT.format(open_set=REASONS["open_set"])]
    return [_DISTANCES.format(file=report.distances)] if report.distances else []


def gamma_told(note: GammaNote) -> str:
    """How gamma was computed, so that it can be computed again."""
    drawn = f"{note.samples} samples ({note.sampler}, seed {note.seed})"
    drawn += f" for a precision of {note.precision:g}" if note.precision is not None else ""
    spread = "" if note.sampling_error is None else f"; standard error from sampling {note.sampling_error:.4f}"
    return f"{drawn}; alpha {note.alpha:g}, beta {note.beta:g}, delta_empty {note.delta:g}{spread}"
