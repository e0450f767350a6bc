"""Blocks on two annotators: how often they agree, what one said where the other said this, and who leans where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from annotator.agreement.direction.results import REASONS, Confusion, Effect, Homogeneity, Lean
from annotator.agreement.results import PairResult
from annotator.desk.agreement.model import LayerReport
from annotator.reports.agreement_words import SURE, lean_p
from annotator.tui.agreement.drawing import left, number, paragraph, right
from annotator.tui.agreement.names import coefficient_name, reason_words
from annotator.tui.agreement.views.base import Drawn, Mark, Spot
from annotator.tui.display import shown, width
from annotator.tui.paint import Line, length
from annotator.tui.states import Run

Category = Callable[[str], str]
"""Puts a category in words, safe to show."""
_MOST_CATEGORY_CELLS = 16
_UNBROKEN = "\u00a0"
_OWNER = "Krippendorff's "


def heading(report: LayerReport, people: tuple[str, str], pair: PairResult | None, cells: int) -> Iterator[Line]:
    """The names, and the figures of the pair."""
    yield [(f" {shown(people[0])} – {shown(people[1])}", "title")]
    if pair is None or not pair.n:
        yield from paragraph("They have no unit in common.", cells - 1, indent=1)
        return
    figures = [f"{pair.n} × {report.unit}", f"agreement {number(pair.percent_agreement)}"]
    figures += [f"kappa {number(pair.cohen_kappa)}"]
    figures += (
        [f"quadratic kappa {number(pair.cohen_kappa_quadratic)}"] if pair.cohen_kappa_quadratic is not None else []
    )
    figures += [f"{coefficient_name(pair.alpha_name).removeprefix(_OWNER)} {number(pair.alpha)}"]
    yield from paragraph(" · ".join(figures), cells - 1, indent=1)
    if pair.reason:
        yield from paragraph(f"Undefined: {reason_words(pair.reason)}.", cells - 1, "warn", indent=1)


def confusion_of(report: LayerReport, first: str, second: str) -> Confusion | None:
    """What the second said where the first said this, whichever way round it was counted."""
    for each in report.confusions:
        if (each.first, each.second) == (first, second):
            return each
        if (each.second, each.first) == (first, second):
            turned = tuple(zip(*each.counts, strict=True))
            return Confusion(first, second, each.categories, turned, each.n)
    return None


def confusion(table: Confusion, category: Category, cells: int, at: Mark | None = None) -> Drawn:
    """Rows: what the first said; columns: the second; names are cut where the width asks for it.

    Args:
        table: The counts.
        category: Puts a category in words.
        cells: The width.
        at: Row and column under the cursor; None where there is none.
    """
    words = [category(each) for each in table.categories]
    wide = min(_MOST_CATEGORY_CELLS, max((width(word) for word in words), default=0))
    column = max(5, min(wide, (cells - wide - 3) // max(1, len(words)) - 2))
    first, second = shown(table.first), shown(table.second or "all others")
    drawn = Drawn()
    drawn.add([(" rows: ", "faint"), (first, "ink"), ("   columns: ", "faint"), (second, "ink")])
    drawn.add(
        [left("", wide + 2), *(run for word in words for run in ((" ", ""), right(word, column, "soft"), (" ", "")))]
    )
    for row, (word, counts) in enumerate(zip(words, table.counts, strict=True)):
        line: list[Run] = [(" ", ""), left(word, wide + 1, "soft")]
        for place, count in enumerate(counts):
            here = at == (row, place)
            looks = "cursor" if here else "good bold" if place == row else "warn" if count else "faint"
            start = length(line)
            drawn.spots.append(Spot(len(drawn.lines), start, start + column + 2, (row, place)))
            # The brackets stand close to the count, and make room for themselves at its right.
            told = f"[{count:g}]" if here else f"{count:g} "
            line.append(right(told, column + 2, looks))
        drawn.add(line)
    return drawn


def lean_of(report: LayerReport, people: tuple[str, str]) -> Lean | None:
    """The lean of a pair, as it was measured."""
    return next((lean for lean in report.leans if {lean.first, lean.second} == set(people)), None)


def lean(measured: Lean, category: Category, cells: int) -> Iterator[Line]:
    """Which way the first leans from the second, how far, and how surely."""
    first, second = shown(measured.first), shown(measured.second or "all others")
    toward = category(measured.toward) if measured.toward else ""
    p = lean_p(measured)
    if toward and p is not None and p < SURE:
        yield [(" Lean: ", "heading"), (f"{first} → {toward}", "ink bold"), (f", seen from {second}", "soft")]
    elif toward:
        said = f"none that chance would not explain; on these units {first} is nearer to {toward} than {second}"
        for number_, line in enumerate(paragraph(said, cells - 8, "ink")):
            yield [(" Lean: " if number_ == 0 else " " * 7, "heading"), *line]
    else:
        yield [(" Lean: ", "heading"), (f"{first} and {second} stand even", "ink")]
    sign = measured.sign
    nearer = f"{sign.higher} nearer to the last value, {sign.lower} to the first, {sign.equal} equal"
    facts = [
        ("mean", effect(measured.mean_difference, " steps of the scale")),
        ("units", nearer),
        ("sign test", sign_words(measured)),
        ("margins", f"Stuart–Maxwell {homogeneity(measured.homogeneity)}{_holm(measured.homogeneity_p_holm)}"),
        ("by document", homogeneity(measured.by_document)),
        ("pole flips", f"{measured.pole_flips.flips} of {measured.pole_flips.n}"),
    ]
    for name, said in facts:
        lines = paragraph(said, cells - 14, "ink", most=3)
        for number_, line in enumerate(lines):
            yield [(" ", ""), left(name if number_ == 0 else "", 12, "faint"), *line]


def sign_words(measured: Lean) -> str:
    """The sign test in words."""
    sign = measured.sign
    if sign.p is None:
        return REASONS[sign.reason] if sign.reason else "–"
    share = (
        f", share {sign.share:.0%} ({sign.low:.0%} to {sign.high:.0%})" if _all(sign.share, sign.low, sign.high) else ""
    )
    return f"{p_words(sign.p)}{_holm(measured.sign_p_holm)}{share}"


def effect(found: Effect, unit: str) -> str:
    """An effect size with its interval, or why there is none."""
    if found.value is None:
        return f"undefined, {REASONS[found.reason]}" if found.reason else "undefined"
    if found.low is None or found.high is None:
        why = f" (no interval: {REASONS[found.reason]})" if found.reason else ""
        return f"{found.value:+.3f}{unit}{why}"
    return f"{found.value:+.3f}{unit} ({found.low:+.3f} to {found.high:+.3f})"


def homogeneity(test: Homogeneity) -> str:
    """A test of equal margins in words."""
    if test.statistic is None or test.p is None:
        return REASONS[test.reason] if test.reason else "–"
    return f"χ² {test.statistic:.2f}, df {test.df}, {p_words(test.p)}"


def p_words(p: float) -> str:
    """A probability; a very small one by its bound."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _holm(p: float | None) -> str:
    return "" if p is None else f", for all pairs together {p_words(p)}"


def _all(*values: float | None) -> bool:
    return all(value is not None for value in values)


def names_in_words(report: LayerReport, category: Category) -> Sequence[str]:
    """The categories of a layer in words, each with its share; none for many or for an open set."""
    if len(report.categories) != len(report.shares) or len(report.categories) > 12:
        return ()
    shares = zip(report.categories, report.shares, strict=True)
    return [f"{category(name)} {share:.0%}".replace(" ", _UNBROKEN) for name, share in shares]
