"""Who leans where: the mean differences of the pairs as a picture, in words, and with their tests as a table."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.agreement.direction.results import REASONS, Effect, Lean
from annotator.desk.agreement.model import LayerReport
from annotator.reports.agreement_words import decimal, lean_p, leans_told, p_value
from annotator.reports.page.elements import Element, clipped, el
from annotator.reports.page.svg import WIDTH, Scale, framed, line, mark, picture, text
from annotator.reports.page.tables import capped, fold, points, remarked

_ROW = 44
_MOST_DRAWN = 15
_MOST = 60
_HEADS = (
    *("First", "Second", "Units", "Leans to", "Mean difference", "Cliff's delta", "Up / down / equal"),
    *("Sign test, Holm", "By document", "Pole flips", "Remark"),
)
_NOTE = (
    "Mean difference: first minus second in steps of the scale, with its 95 % interval; up: the first stands nearer "
    "to the last category. Sign test: exact, over units, corrected for all pairs by Holm. By document: Stuart and "
    "Maxwell's test with documents as the independent parts; read it first where units of one document are alike."
)


def leans(report: LayerReport, key: str) -> list[Element]:
    """The part of a layer with an ordered scale; nothing for another."""
    tested = [lean for lean in report.leans if lean.n]
    if not tested:
        return []
    ranked = sorted(tested, key=_rank)
    drawn = [lean for lean in ranked if lean.mean_difference.value is not None][:_MOST_DRAWN]
    kept = ranked[:_MOST]
    said = [note for note in (capped(len(kept), len(ranked), "pairs with the smallest p"), _NOTE) if note]
    listed = remarked("Leans of the pairs", _HEADS, [_cells(lean) for lean in kept], "llrlrrrrrrw", said)
    more = f" The {len(drawn)} with the smallest p of {len(ranked)}." if len(drawn) < len(ranked) else ""
    shown = [framed(_draw(report, drawn, key), _caption(drawn) + more)] if drawn else []
    words = points(leans_told(report))
    told = [words] if words is not None else []
    return [el("h4", "Who leans where"), *told, *shown, fold("Tests of every pair", listed)]


def _rank(lean: Lean) -> tuple[float, float]:
    p = lean_p(lean)
    return 2.0 if p is None else p, -abs(lean.mean_difference.value or 0.0)


def _caption(drawn: Sequence[Lean]) -> str:
    assured = any(lean.mean_difference.low is not None for lean in drawn)
    bars = "bars are 95 % intervals" if assured else "no interval can be given"
    return f"Mean difference of the first to the second in steps of the scale; {bars}; open: without an interval."


def _draw(report: LayerReport, drawn: Sequence[Lean], key: str) -> Element:
    edges = [edge for lean in drawn for edge in _edges(lean.mean_difference)]
    # A quarter of a step at least, so that next to nothing does not look like much.
    reach = max(0.25, *(abs(edge) for edge in edges))
    scale = Scale(-reach, reach, 8, WIDTH - 8)
    bottom = 30 + len(drawn) * _ROW
    shapes: list[Element] = [
        text(0, 18, f"← {clipped(report.categories[0], 22)}", class_="strong"),
        text(WIDTH, 18, f"{clipped(report.categories[-1], 22)} →", "end", "strong"),
        line(scale(0), 26, scale(0), bottom, "axis"),
    ]
    for place, lean in enumerate(drawn):
        shapes += _row(lean, scale, 30 + place * _ROW)
    for tick, anchor in ((-reach, "start"), (0.0, "middle"), (reach, "end")):
        at = {"start": 0.0, "middle": scale(0), "end": float(WIDTH)}[anchor]
        shapes.append(text(at, bottom + 19, f"{tick:+.2f}" if tick else "0", anchor, "muted"))
    says = "; ".join(f"{_pair(lean, 40)} {lean.mean_difference.value:+.2f}" for lean in drawn)
    return picture(f"{key}-leans", "Mean differences of the pairs", says, bottom + 28, shapes)


def _row(lean: Lean, scale: Scale, top: float) -> list[Element]:
    effect, y = lean.mean_difference, top + 30
    made = [text(0, top + 16, _pair(lean, 18)), text(WIDTH, top + 16, _told(effect), "end", "number")]
    made.append(line(0, y, WIDTH, y, "grid"))
    if effect.low is not None and effect.high is not None:
        made.append(line(scale(effect.low), y, scale(effect.high), y, "sure"))
    shape, class_ = ("circle", "s0") if effect.low is not None else ("diamond", "open")
    return [*made, mark(shape, scale(effect.value or 0.0), y, class_)]


def _cells(lean: Lean) -> tuple[str, ...]:
    sign, document = lean.sign, lean.by_document
    holm = lean_p(lean)
    remarks = [REASONS[reason] for reason in (sign.reason, document.reason, lean.mean_difference.reason) if reason]
    return (
        lean.first,
        lean.second or "all others",
        str(lean.n),
        lean.toward or "neither",
        _told(lean.mean_difference),
        _told(lean.delta),
        f"{sign.higher} / {sign.lower} / {sign.equal}",
        "–" if holm is None else p_value(holm),
        "–" if document.p is None else p_value(document.p),
        str(lean.pole_flips.flips),
        "; ".join(dict.fromkeys(remarks)),
    )


def _pair(lean: Lean, most: int) -> str:
    return f"{clipped(lean.first, most)} – {clipped(lean.second or 'all others', most)}"


def _edges(effect: Effect) -> list[float]:
    return [value for value in (effect.value, effect.low, effect.high) if value is not None]


def _told(effect: Effect) -> str:
    if effect.value is None:
        return "–"
    value = _signed(effect.value)
    return (
        value
        if effect.low is None or effect.high is None
        else f"{value} [{_signed(effect.low)}, {_signed(effect.high)}]"
    )


def _signed(value: float) -> str:
    shown = decimal(value)
    return shown if shown.startswith("-") or shown == ".00" else f"+{shown}"
