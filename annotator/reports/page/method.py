"""How to read the page, and what was computed: enough for a reviewer to compute it again. Text only, no figure."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.reports.page.elements import Element, el
from annotator.reports.page.tables import facts, fold, points, section

_READ = (
    "Alpha is 1 where all agree and 0 where they agree as often as chance would have it; it can be negative. Read it "
    "with its interval and with its n, never alone.",
    "A conditional figure counts only what was agreed on before. The funnel says how much that is: stance on claims "
    "that both saw flatters, because claims that one missed are the hard ones. F1 of whole claims counts those as "
    "errors.",
    "Where one category is rare, alpha is low and AC1 high at the same percent agreement. Read both with the specific "
    "agreements and the shares; neither is chosen by its size.",
    "Undefined is a reason, never 0. Where everybody gave one answer, nothing could have disagreed by chance.",
    "An interval is for these annotators. How much hangs on one of them shows where each is left out.",
)
_LAYERED = (
    (
        "Unit",
        "A sentence that two or more finished; a finished sentence without a claim is a rating, one not opened or "
        "skipped is missing. Below the first layers, a claim that two or more marked.",
    ),
    (
        "Matching",
        "The claims of all annotators of a sentence are aligned at once, exactly, at the smallest total cost; each "
        "annotator stands at most once in a row, and claims of a row have an intersection over union of .5 or more.",
    ),
    (
        "Waterfall",
        "Every claim of every two annotators counts once for each of the two. It is lost by detection if the other "
        "marked no claim in the sentence, by boundary if none that matches, by speaker, or by stance.",
    ),
)
_CODED = (
    (
        "Categories",
        "Declared by the codebook, or with the table, in their order: AC1 and its kin depend on their number. Speakers "
        "are an open set, for which those are not defined.",
    ),
    (
        "Percent agreement",
        "Mean over units with two ratings or more of the share of equal pairs of ratings; also pooled over pairs, and "
        "weighted as in alpha. The three differ where ratings are missing.",
    ),
    (
        "Krippendorff's alpha",
        "1 - observed / expected disagreement, from the coincidences of all pairs of ratings of a unit, each weighted "
        "by 1 / (ratings - 1), so missing ratings are allowed (Krippendorff 2011). Distances: nominal, 0 or 1; "
        "ordinal, squared difference of mid-ranks; interval, squared difference; ratio; sets by MASI (Passonneau "
        "2006) or Jaccard.",
    ),
    (
        "AC1, AC2",
        "(observed - expected) / (1 - expected) with Gwet's chance: the shares p of q categories give the sum of p (1 "
        "- p), divided by q - 1; AC2 with weights, where the sum of all weights divided by q (q - 1) stands before "
        "(Gwet 2008).",
    ),
    (
        "Kappas",
        "The same form with chance from pooled shares (Scott 1955; Fleiss 1971), from each annotator's own (Cohen "
        "1960, 1968; Conger 1980; Light 1971), or 1 / q (Bennett 1954; Brennan and Prediger 1981; Randolph 2005). "
        "Linear weights fall with the distance of two categories, quadratic ones with its square, ordinal ones with "
        "the ranks between.",
    ),
    (
        "Specific agreement",
        "Of all ratings paired with a rating of this category, the share that is equal; with two annotators its F1 "
        "(Hripcsak and Rothschild 2005).",
    ),
    (
        "Leans",
        "For each two annotators and an ordered scale: Stuart and Maxwell's test over units and over documents, an "
        "exact sign test corrected for all pairs by Holm, the mean difference and Cliff's delta within units.",
    ),
    ("Pole flips", "Units in which one gave the first category and another the last; interval by Wilson, over units."),
)
_SPANS = (
    (
        "F1 of spans",
        "Twice what matched over all that both marked, pooled over documents and pairs; matched one to one at the "
        "largest total, by equal ends, any overlap, intersection over union of .5 or more, or with that as the weight "
        "(soft). Nothing marked by both adds nothing.",
    ),
    (
        "Alphas of stretches",
        "Words marked or not, as ratings; unitizing alphas over a continuum of marked and unmarked stretches "
        "(Krippendorff, Mathet, Bouvry and Widlöcher 2016).",
    ),
    (
        "Gamma",
        "1 - observed / expected disorder of the best alignment; the expected one is sampled (Mathet, Widlöcher and "
        "Métivier 2015).",
    ),
)
_WHOLE = (
    (
        "F1 of whole claims",
        "A claim counts as matched if words (intersection over union of .5 or more), speaker and stance are alike; the "
        "soft one gives a part by the distance of the two stances on the scale.",
    ),
    (
        "Whole sentences",
        "Disagreement between the sets of claims for one sentence against that of different sentences: alpha, KS (the "
        "largest gap of the two distributions) and sigma (share of the first below the 5 % quantile of the second) "
        "(Braylan, Alonso and Lease 2022).",
    ),
    (
        "Each annotator's quality",
        "Dawid and Skene (1979) by expectation maximisation, and MACE (Hovy et al. 2013), on units that two or more "
        "voted on; at least three annotators.",
    ),
)
_SURE = (
    (
        "Intervals",
        "95 %. Units of one document are alike, so documents are resampled and annotators kept: percentile bootstrap "
        "from 40 documents on, jackknife with Student's t from 10 to 39, none below 10. Units are resampled where no "
        "document is known or where it was asked for. Resamples in which a figure is undefined are dropped and "
        "counted; above 5 % there is no interval.",
    ),
    (
        "P(α < .667)",
        "Share of the resamples below, or the probability under the jackknife's t: how often data like these would "
        "give so low an alpha.",
    ),
    (
        "More units",
        "The number that would bring the half-width of alpha's interval to .05, if its width falls with the square "
        "root of the number of units.",
    ),
)


def reading(kind: str) -> Element:
    """How to read the page.

    Args:
        kind: As for `method`.
    """
    alpha, _, prevalence, undefined, sure = _READ
    kept = {"project": _READ, "ratings": (alpha, prevalence, undefined, sure), "spans": (alpha, undefined, sure)}
    return section("reading", "How to read this", points(kept[kind]))


def method(kind: str) -> Element:
    """What was computed.

    Args:
        kind: `project`, `ratings` or `spans`: only what concerns it is said.
    """
    parts: dict[str, Sequence[tuple[str, str]]] = {
        "project": (*_LAYERED, *_CODED, *_SPANS, *_WHOLE, *_SURE),
        "ratings": (*_CODED, *_SURE),
        "spans": (*_SPANS, _SURE[0]),
    }
    more = "The same figures, and all that this page leaves out, are in --format json; the units behind them in csv."
    return section(
        "method", "Method", fold("Definitions and references", facts(parts[kind])), el("p", more, class_="note")
    )
