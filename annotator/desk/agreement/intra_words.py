"""Words and whole claims of annotators beside themselves: one annotator's second looks, or everybody's in one figure.

Everybody's labels are kept apart, as of a text for each; documents are resampled as what they are, each with all who
judged it twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.agreement.layers.spans import span_figures, tuple_figures
from annotator.agreement.spans.table import Mark, Passage
from annotator.codebook.model import Codebook
from annotator.desk.agreement.figures import figures_of, marks_of, passages_of, tags_of
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Figure, Sampling

WORDS = ("exact_f1", "iou50_f1", "soft_f1")
_WHOLE = "tuple_f1"


def joint_words(parts: Mapping[str, Material], codebook: Codebook, sampling: Sampling) -> dict[str, tuple[Figure, ...]]:
    """The F1s of words and of whole claims, each label against the same annotator's later one.

    Args:
        parts: First and second labels of each annotator.
        codebook: For the stances.
        sampling: How intervals are made.

    Returns:
        By layer, `span` and `tuple`.
    """
    marks: list[Mark] = []
    passages: list[Passage] = []
    for name, material in parts.items():
        marks += [each._replace(document=_of(name, each.document)) for each in marks_of(material)]
        passages += [each._replace(document=_of(name, each.document)) for each in passages_of(material)]
    tags, scale = tags_of([claim for material in parts.values() for claim in material.claims], codebook)
    draws, seed = sampling.resamples, sampling.seed
    words = span_figures(marks, passages, {}, resamples=draws, seed=seed, document=_document)
    whole = tuple_figures(marks, passages, tags, stances=scale, resamples=draws, seed=seed, document=_document)
    return {
        "span": figures_of({name: words[name] for name in WORDS if name in words}),
        "tuple": figures_of({_WHOLE: whole[_WHOLE]}),
    }


def _of(annotator: str, document: str) -> str:
    return f"{annotator}\n{document}"


def _document(name: str) -> str:
    return name.rpartition("\n")[2]
