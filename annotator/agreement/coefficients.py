"""The registry: every coefficient by name, and what it can handle.

A new coefficient is one file in `coding/` and one line here. Names are those of the JSON report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.agreement.coding import (
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent_agreement,
    scott_pi,
    specific_agreement,
    standard_errors,
)
from annotator.agreement.coding.light_kappa import LIGHT_KAPPA
from annotator.agreement.coding.standard_errors import StandardError
from annotator.agreement.coefficient import Coefficient, Needs
from annotator.agreement.distances import (
    CUSTOM,
    CUSTOM_WEIGHTS,
    GWET_ORDINAL,
    INTERVAL,
    JACCARD,
    LINEAR,
    MASI,
    MASI_PRODUCT,
    PASSONNEAU,
    QUADRATIC,
    RATIO,
)
from annotator.agreement.ratings import Ratings
from annotator.agreement.results import LEVELS, Level
from annotator.errors import UsageError

_OWN = Needs(own=True)
_ALL: tuple[Coefficient, ...] = (
    percent_agreement.PERCENT_AGREEMENT,
    percent_agreement.PERCENT_AGREEMENT_PAIRS,
    percent_agreement.PERCENT_AGREEMENT_ALPHA,
    krippendorff_alpha.coefficient(),
    krippendorff_alpha.ORDINAL,
    krippendorff_alpha.coefficient(INTERVAL),
    krippendorff_alpha.coefficient(RATIO),
    krippendorff_alpha.coefficient(JACCARD),
    krippendorff_alpha.coefficient(MASI),
    krippendorff_alpha.coefficient(MASI_PRODUCT),
    krippendorff_alpha.coefficient(PASSONNEAU),
    replace(krippendorff_alpha.coefficient(CUSTOM), needs=_OWN),
    gwet_ac.coefficient(),
    gwet_ac.coefficient(LINEAR),
    gwet_ac.coefficient(QUADRATIC),
    gwet_ac.coefficient(GWET_ORDINAL),
    replace(gwet_ac.coefficient(CUSTOM_WEIGHTS), needs=replace(_OWN, closed=True)),
    fleiss_kappa.coefficient(),
    fleiss_kappa.coefficient(LINEAR),
    fleiss_kappa.coefficient(QUADRATIC),
    fleiss_kappa.coefficient(GWET_ORDINAL),
    replace(fleiss_kappa.coefficient(CUSTOM_WEIGHTS), needs=_OWN),
    conger_kappa.coefficient(),
    conger_kappa.coefficient(LINEAR),
    conger_kappa.coefficient(QUADRATIC),
    conger_kappa.coefficient(GWET_ORDINAL),
    replace(conger_kappa.coefficient(CUSTOM_WEIGHTS), needs=_OWN),
    brennan_prediger.coefficient(),
    brennan_prediger.coefficient(LINEAR),
    brennan_prediger.coefficient(QUADRATIC),
    brennan_prediger.coefficient(GWET_ORDINAL),
    replace(brennan_prediger.coefficient(CUSTOM_WEIGHTS), needs=replace(_OWN, closed=True)),
    brennan_prediger.coefficient(name="randolph_kappa"),
    brennan_prediger.coefficient(name="bennett_s", two_raters=True),
    scott_pi.coefficient(),
    scott_pi.coefficient(LINEAR),
    scott_pi.coefficient(QUADRATIC),
    scott_pi.coefficient(GWET_ORDINAL),
    replace(scott_pi.coefficient(CUSTOM_WEIGHTS), needs=replace(_OWN, two_raters=True)),
    cohen_kappa.coefficient(),
    cohen_kappa.coefficient(LINEAR),
    cohen_kappa.coefficient(QUADRATIC),
    replace(cohen_kappa.coefficient(CUSTOM_WEIGHTS), needs=replace(_OWN, two_raters=True)),
    cohen_kappa.KAPPA_MAX,
    LIGHT_KAPPA,
)

COEFFICIENTS: dict[str, Coefficient] = {each.name: each for each in _ALL}
"""Coefficients by name, in the order of a report."""

BY_CATEGORY: dict[str, Callable[[str, int], Coefficient]] = {
    "specific_agreement": specific_agreement.coefficient,
    "fleiss_kappa": fleiss_kappa.of_category,
}
"""Coefficients that exist once per category, named `<name>:<category>`."""

STANDARD_ERRORS: dict[str, StandardError] = {
    each.name: each
    for each in (
        standard_errors.percent_agreement_se(),
        standard_errors.gwet_ac_se(),
        standard_errors.gwet_ac_se(LINEAR),
        standard_errors.gwet_ac_se(QUADRATIC),
        standard_errors.gwet_ac_se(GWET_ORDINAL),
        standard_errors.fleiss_kappa_se(),
        standard_errors.fleiss_kappa_se(QUADRATIC),
        standard_errors.conger_kappa_se(),
        standard_errors.brennan_prediger_se(),
        standard_errors.scott_pi_se(),
        standard_errors.cohen_kappa_se(),
        standard_errors.cohen_kappa_se(LINEAR),
        standard_errors.cohen_kappa_se(QUADRATIC),
    )
}
"""Analytic standard errors by name."""

_ADMITS: dict[Level, tuple[Level, ...]] = {
    "nominal": ("nominal",),
    "ordinal": ("nominal", "ordinal"),
    "interval": ("nominal", "ordinal", "interval"),
    "ratio": ("nominal", "ordinal", "interval", "ratio"),
    "set": ("nominal", "set"),
}
_MOST_CATEGORIES = 50
"""Above this the coefficients of single categories are left out unless asked for by name: nobody reads a thousand."""


def at_level(ratings: Ratings, level: Level) -> tuple[list[Coefficient], list[StandardError]]:
    """What means something at a level of measurement: the level's own measures and those of the levels below it.

    Measures by a distance of one's own are among them where the ratings bring one along.

    Raises:
        UsageError: There is no such level.
    """
    if level not in _ADMITS:
        raise UsageError(f"there is no level {level!r}", f"Choose among: {', '.join(LEVELS)}.")
    admitted = _ADMITS[level]
    chosen = [
        each
        for each in COEFFICIENTS.values()
        if each.needs.level in admitted and (ratings.scale.own is not None or not each.needs.own)
    ]
    if ratings.q <= _MOST_CATEGORIES:
        chosen += [
            build(category, place)
            for build in BY_CATEGORY.values()
            for place, category in enumerate(ratings.categories)
        ]
    return chosen, [each for each in STANDARD_ERRORS.values() if each.needs.level in admitted]


def named(ratings: Ratings, names: Sequence[str]) -> tuple[list[Coefficient], list[StandardError]]:
    """The measures of these names, whatever the level.

    Raises:
        UsageError: There is no measure of that name, or no such category.
    """
    places = {category: place for place, category in enumerate(ratings.categories)}
    chosen: list[Coefficient] = []
    errors: list[StandardError] = []
    for name in names:
        family, _, category = name.partition(":")
        if name in COEFFICIENTS:
            chosen.append(COEFFICIENTS[name])
        elif name in STANDARD_ERRORS:
            errors.append(STANDARD_ERRORS[name])
        elif family in BY_CATEGORY and category in places:
            chosen.append(BY_CATEGORY[family](category, places[category]))
        else:
            raise UsageError(
                f"there is no coefficient {name!r}",
                f"Choose among: {', '.join([*COEFFICIENTS, *STANDARD_ERRORS])}, "
                f"or {' or '.join(BY_CATEGORY)} with a colon and a category.",
            )
    return chosen, errors
