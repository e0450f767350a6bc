"""Each annotator against what all votes together make likely.

Measured against a posterior that contains the annotator's own votes, so the figures flatter, most where few voted on a
unit; units that one alone voted on are left out, for there it would be measured against nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.agreement.aggregation.dawid_skene import dawid_skene
from annotator.agreement.aggregation.mace import mace
from annotator.agreement.aggregation.quality import quality
from annotator.agreement.ratings import Ratings
from annotator.codebook.model import Codebook
from annotator.desk.agreement.layers import presence_table, stance_table
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Quality

_LEAST = 3
"""Where two disagree the votes cannot say who is right; a model then believes one of them, whatever the truth."""


def quality_of(material: Material, codebook: Codebook, seed: int) -> dict[str, dict[str, Quality]]:
    """The quality of each annotator, by layer (`claim`, `stance`) and name.

    Accuracy and confusion come from Dawid and Skene's model, which sees a lean towards one pole; competence from MACE,
    which tells habit from reading.

    Args:
        material: The finished labels.
        codebook: For the stances in their order.
        seed: Of MACE's random starts.
    """
    tables = {
        "claim": presence_table(material.only(segments=set(material.shared))),
        "stance": stance_table(material, codebook),
    }
    return {layer: _measured(table, material.annotators, seed) for layer, table in tables.items()}


def _measured(table: Ratings, names: Sequence[str], seed: int) -> dict[str, Quality]:
    nothing = Quality(0, None, None, table.categories, (None,) * table.q, "no_ratings")
    if len(table.active) < _LEAST:
        voters = {table.annotators[place] for place in table.active.tolist()}
        few = replace(nothing, ratings=table.paired_units, reason="needs_three_annotators")
        return {name: few if name in voters else nothing for name in names}
    competence = {each.annotator: each.competence for each in quality(mace(table, seed=seed))}
    found = {
        each.annotator: Quality(
            each.ratings, each.accuracy, competence[each.annotator], table.categories, each.confusion
        )
        for each in quality(dawid_skene(table))
    }
    return {name: found.get(name, nothing) for name in names}
