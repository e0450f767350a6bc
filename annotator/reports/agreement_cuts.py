"""Parts of the data in the words and numbers of every text: figures with their intervals, and why some have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.agreement.results import REASONS
from annotator.agreement.spans.results import SPAN_REASONS
from annotator.desk.agreement.model import Cut, Figure
from annotator.reports.agreement_words import CUT_FIGURES, decimal

_WORDS: dict[str, str] = {str(code): words for code, words in (*REASONS.items(), *SPAN_REASONS.items())}
_MOST = 6
"""Parts named in a note."""


def cut_estimate(figure: Figure | None) -> str:
    """A figure of a part with its interval, as `.71 [.63, .78]`; a dash where it is undefined."""
    if figure is None or figure.value is None:
        return "–"
    if figure.low is None or figure.high is None:
        return decimal(figure.value)
    return f"{decimal(figure.value)} [{decimal(figure.low)}, {decimal(figure.high)}]"


def cut_notes(cuts: Sequence[Cut]) -> Iterator[str]:
    """What has to be said below a table of parts: what the brackets are, which figures are undefined or have none."""
    if not cuts:
        return
    if any(figure.low is not None for cut in cuts for figure in cut.figures.values()):
        yield "In brackets: 95 % interval over documents."
    elif cuts[0].by == "document":
        yield "A single document has no interval."
    unsure: dict[str, dict[str, None]] = {}
    undefined: dict[str, dict[str, None]] = {}
    for cut in cuts:
        for name, heading in CUT_FIGURES.items():
            figure = cut.figures.get(name)
            if figure is None:
                continue
            if figure.value is None:
                why = figure.why or _WORDS.get(figure.reason or "", figure.reason or "")
                undefined.setdefault(why, {})[f"{heading} of {cut.name}"] = None
            elif figure.why:
                unsure.setdefault(figure.why, {})[f"{heading} of {cut.name}"] = None
    for kind, found in (("No interval", unsure), ("–", undefined)):
        for why, names in found.items():
            yield f"{kind} ({why}): {'; '.join(list(names)[:_MOST])}{_rest(names)}."


def _rest(names: dict[str, None]) -> str:
    return f"; and {len(names) - _MOST} more" if len(names) > _MOST else ""
