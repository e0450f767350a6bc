"""What figures, layers and stages are called on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.agreement.results import REASONS
from annotator.agreement.spans.results import SPAN_REASONS
from annotator.desk.agreement.figures import BOTH
from annotator.reports.agreement_words import NAMES
from annotator.tui.display import shown
from annotator.tui.stances import Looks

LAYER_NAMES = {"stance_same_speaker": "stance, same speaker"}
"""Layers whose name is more than one word."""
_SHORT = {"stance_same_speaker": "same sp."}
_COEFFICIENTS = {
    "percent_agreement_pairs": "percent agreement (pooled pairs)",
    "percent_agreement_alpha": "percent agreement (as in alpha)",
    "conger_kappa": "Conger's kappa",
    "light_kappa": "Light's kappa",
    "brennan_prediger": "Brennan-Prediger",
    "randolph_kappa": "Randolph's kappa",
    "bennett_s": "Bennett's S",
    "scott_pi": "Scott's pi",
    "kappa_max": "largest kappa with these margins",
    "gwet_ac2": "Gwet's AC2",
}
_SUFFIXES = {"linear": "linear", "quadratic": "quadratic", "ordinal": "ordinal", "se": "standard error"}
_FIGURES = {
    "exact_f1": "F1, exactly the same words",
    "overlap_f1": "F1, any word in common",
    "iou50_f1": "F1, half of the words in common",
    "soft_f1": "F1, soft: share of words in common",
    "token_f1": "F1 over words",
    "char_f1": "F1 over characters",
    "u_alpha_bar": "Krippendorff's |u-alpha",
    "token_alpha": "Krippendorff's alpha over words",
    "tuple_f1": "F1, words, speaker and stance",
    "tuple_soft_f1": "F1, the same, near stances in part",
    "span_speaker_f1": "F1, words and speaker",
    "speaker_bcubed_f1": "B-cubed F1, division among speakers",
    "speaker_pairwise_f1": "pairwise F1, division among speakers",
    "set_alpha": "alpha over whole sentences",
    "set_ks": "KS over whole sentences",
    "set_sigma": "sigma over whole sentences",
}
_LEADING = {"span": "iou50_f1", "tuple": "tuple_f1"}
_REASONS = {str(code): said for reasons in (SPAN_REASONS, REASONS) for code, said in reasons.items()}
STAGES = {"detection": "claim or none", "boundary": "which words", "speaker": "speaker", "stance": "stance"}
"""What is disputed at each stage of the waterfall."""


def layer_name(layer: str) -> str:
    """What a layer is called."""
    return LAYER_NAMES.get(layer, layer)


def short_layer_name(layer: str) -> str:
    """The same where room is short."""
    return _SHORT.get(layer, layer)


def _plain_name(name: str) -> str:
    """The name of a coefficient without a category: what it is, how it is weighted, whether it is its error."""
    if name in NAMES or name in _COEFFICIENTS:
        return NAMES.get(name) or _COEFFICIENTS[name]
    stem, _, last = name.rpartition("_")
    if last in _SUFFIXES and stem:
        return f"{_plain_name(stem)}, {_SUFFIXES[last]}"
    return name.replace("_", " ")


def coefficient_name(name: str, in_words: Callable[[str], str] = str) -> str:
    """What a coefficient is called.

    Args:
        name: Its name in the report, behind a colon the category that it is about.
        in_words: Puts a category in words.
    """
    kind, _, category = name.partition(":")
    if category:
        return f"{_plain_name(kind)}: {in_words(category)}"
    return _plain_name(name)


def figure_name(name: str) -> str:
    """What a figure of spans or of whole claims is called, without `both_marked:`."""
    plain = name.removeprefix(BOTH)
    return _FIGURES.get(plain, plain.replace("_", " "))


def leading_figure(layer: str) -> str:
    """The name of the figure that stands for spans or for whole claims."""
    return _LEADING[layer]


def reason_words(reason: str | None) -> str:
    """Why there is no value, in words."""
    return _REASONS.get(reason or "", reason or "")


class Words:
    """What the values of each layer are called, safe to show.

    Args:
        looks: How stances are shown.
        speakers: What to call each speaker, by id.
    """

    def __init__(self, looks: Looks, speakers: Mapping[str, str]) -> None:
        self.looks = looks
        self._speakers = speakers

    def of(self, layer: str, value: str) -> str:
        """A value in words: stances with their sign, speakers by their name."""
        if layer.startswith("stance"):
            look = self.looks.of(value)
            return f"{look.sign} {look.word}"
        return shown(self._speakers.get(value, value) if layer == "speaker" else value)
