"""What the page calls coefficients and measures: in full in tables, in short beside a picture.

The names themselves are those of the JSON; what they mean is said once, in `method.py`.
"""

from __future__ import annotations

from math import isfinite

from annotator.desk.agreement.model import LayerReport
from annotator.reports.agreement_words import NAMES, decimal, figure_name

_FULL = {
    "percent_agreement_pairs": "percent agreement (pooled pairs)",
    "percent_agreement_alpha": "percent agreement (weighted as in alpha)",
    "conger_kappa": "Conger's kappa",
    "light_kappa": "Light's kappa",
    "brennan_prediger": "Brennan and Prediger's coefficient",
    "randolph_kappa": "Randolph's kappa",
    "bennett_s": "Bennett's S",
    "scott_pi": "Scott's pi",
    "kappa_max": "largest kappa that the shares allow",
    "gwet_ac2": "Gwet's AC2",
    "alpha_masi_dkpro": "Krippendorff's alpha, Jaccard times Passonneau's distance of sets",
    "alpha_passonneau2004": "Krippendorff's alpha, Passonneau's distance of sets (2004)",
    "exact_f1": "F1, same ends exactly",
    "overlap_f1": "F1, any overlap",
    "iou50_f1": "F1, intersection over union ≥ .5",
    "soft_f1": "F1, soft (by intersection over union)",
    "token_f1": "F1 of words",
    "char_f1": "F1 of characters",
    "token_alpha": "alpha of words",
    "u_alpha": "unitizing alpha",
    "u_alpha_bar": "unitizing alpha, in a claim or not",
    "cu_alpha": "coding alpha of shared stretches",
    "tuple_f1": "F1 of whole claims",
    "tuple_soft_f1": "F1 of whole claims, by distance of stances",
    "span_speaker_f1": "F1 of claim and speaker",
    "speaker_bcubed_f1": "speakers, B-cubed F1",
    "speaker_pairwise_f1": "speakers, F1 of pairs",
    "cu_alpha_by_intersection": "coding alpha of shared stretches, by intersection",
    "ku_alpha": "coding alpha of a label",
    "coverage_cu": "share of the stretches that coding alpha counts",
    "boundary_similarity": "boundary similarity",
    "fleiss_pi_B": "Fleiss' pi of boundaries",
    "fleiss_kappa_B": "Fleiss' kappa of boundaries",
    "alphaU2004": "unitizing alpha of 2004",
    "alphaU2004_Do": "its observed disagreement",
    "alphaU2004_De": "its expected disagreement",
    "gamma_observed_disorder": "gamma, observed disorder",
    "gamma_expected_disorder": "gamma, expected disorder",
    "gamma_cat": "gamma of labels",
    "gamma_k": "gamma of a label",
    "set_alpha": "alpha of whole sentences",
    "set_ks": "KS of whole sentences",
    "set_sigma": "sigma of whole sentences",
}
_SHORT = {
    "percent_agreement": "agreement",
    "cohen_kappa": "Cohen κ",
    "cohen_kappa_quadratic": "Cohen κ, quadratic",
    "fleiss_kappa": "Fleiss κ",
    "gwet_ac1": "AC1",
    "gwet_ac2_quadratic": "AC2, quadratic",
    "exact_f1": "exact F1",
    "overlap_f1": "overlap F1",
    "iou50_f1": "IoU ≥ .5 F1",
    "soft_f1": "soft F1",
    "token_f1": "word F1",
    "char_f1": "character F1",
    "token_alpha": "word α",
    "u_alpha": "u-α",
    "u_alpha_bar": "|u-α",
    "cu_alpha": "cu-α",
    "cu_alpha_by_intersection": "cu-α, intersection",
    "ku_alpha": "ku-α",
    "boundary_similarity": "boundaries",
    "fleiss_pi_B": "boundaries π",
    "fleiss_kappa_B": "boundaries κ",
    "alphaU2004": "u-α 2004",
    "gamma_cat": "gamma, labels",
    "gamma_k": "gamma",
    "tuple_f1": "whole claims F1",
    "tuple_soft_f1": "soft F1",
    "span_speaker_f1": "claim, speaker F1",
    "speaker_bcubed_f1": "speakers B³ F1",
    "speaker_pairwise_f1": "speakers pairs F1",
    "set_alpha": "sentences α",
    "set_ks": "sentences KS",
    "set_sigma": "sentences σ",
}
_WEIGHTS = ("linear", "quadratic", "ordinal", "custom")


def full_name(name: str) -> str:
    """A coefficient or a measure in words; a category in it stands as it is."""
    if name.startswith("both_marked:"):
        return figure_name(name).replace(name.partition(":")[2], full_name(name.partition(":")[2]))
    base, colon, category = name.partition(":")
    if colon:
        said = "specific agreement" if base == "specific_agreement" else full_name(base)
        return f"{said}: {category}"
    if name.endswith("_se"):
        return f"analytic standard error of {full_name(name.removesuffix('_se'))}"
    found = NAMES.get(name) or _FULL.get(name)
    stem, _, weights = name.rpartition("_")
    if found is None and weights in _WEIGHTS:
        return f"{full_name(stem)}, {weights} weights"
    return found or name


def short_name(name: str) -> str:
    """The same in at most 20 code points or so, for the margin of a picture."""
    base = name.removeprefix("both_marked:")
    if base.startswith("alpha_"):
        return f"α {base.removeprefix('alpha_')}"
    stem, colon, category = base.partition(":")
    return f"{_SHORT.get(stem, stem)}{colon}{' ' * bool(colon)}{category}"


def lead_name(report: LayerReport) -> str:
    """The layer's leading alpha, in short."""
    return short_name(report.alpha)


def figure(value: float | None) -> str:
    """A number of a table, to three places; a dash where there is none."""
    return "–" if value is None or not isfinite(value) else decimal(value, 3)


def interval(low: float | None, high: float | None) -> str:
    """An interval of a table; a dash where there is none."""
    return "–" if low is None or high is None else f"{figure(low)} to {figure(high)}"


def estimate(value: float | None, low: float | None, high: float | None) -> str:
    """A value and its interval beside a picture: `.71 [.63, .78]`."""
    if value is None:
        return "undefined"
    return decimal(value) if low is None or high is None else f"{decimal(value)} [{decimal(low)}, {decimal(high)}]"


def percent(share: float | None) -> str:
    """A share in per cent, to one place."""
    return "–" if share is None else f"{share:.1%}".replace("%", " %")
