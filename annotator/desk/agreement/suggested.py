"""What suggestions do to labels, time and agreement, read from the log of what was shown.

Compared are sentences in which something was or would have been suggested, so that a project that shows suggestions in
a random half compares like with like. Labels of models, and labels without a row in the log, are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Cut, Effect
from annotator.records.offers import Offer
from annotator.store.connection import Store
from annotator.store.offers import Pair, first_offers, seconds_spent
from annotator.store.ratings import Finished
from annotator.store.second_looks import looked_again

SHOWN, WITHHELD, NOTHING, MIXED = "shown", "withheld", "nothing suggested", "mixed"
"""The parts: all labels made with suggestions on the screen; all without, as the seed had it; nothing to suggest to
anybody; and the rest, also where an annotator had switched suggestions off."""


@dataclass(frozen=True)
class SuggestionLog:
    """The log of a project."""

    offers: Mapping[Pair, Offer]
    seconds: Mapping[Pair, float]

    def parts(self, material: Material) -> dict[str, str]:
        """The part of each sentence that has a label in the log, by segment key, in the order of the parts."""
        if not self.offers:
            return {}
        labels: dict[str, list[Offer | None]] = {}
        for label in material.labels:
            if label.kind == "person":
                labels.setdefault(label.segment, []).append(self.offers.get((label.annotator, label.segment)))
        found = {segment: _part(offers) for segment, offers in labels.items() if any(offers)}
        order = (SHOWN, WITHHELD, NOTHING, MIXED)
        return dict(sorted(found.items(), key=lambda pair: order.index(pair[1])))

    def with_effects(self, cuts: Sequence[Cut], material: Material) -> tuple[Cut, ...]:
        """The parts of a report; those by suggestions with what was labelled in them, and how fast."""
        parts = self.parts(material)
        by_part: dict[str, list[Finished]] = {}
        for label in material.labels:
            if label.segment in parts and (label.annotator, label.segment) in self.offers and label.kind == "person":
                by_part.setdefault(parts[label.segment], []).append(label)
        stances: dict[Pair, list[str]] = {}
        for claim in material.claims:
            stances.setdefault((claim.annotator, claim.segment), []).append(claim.stance)
        return tuple(
            replace(cut, effect=self._effect(by_part[cut.name], stances))
            if cut.by == "suggestions" and cut.name in by_part
            else cut
            for cut in cuts
        )

    def _effect(self, labels: Sequence[Finished], stances: Mapping[Pair, Sequence[str]]) -> Effect:
        pairs = [(label.annotator, label.segment) for label in labels]
        origins = Counter(label.origin for label in labels)
        said = Counter(stance for pair in pairs for stance in stances.get(pair, ()))
        return Effect(
            labels=len(labels),
            seconds=round(median(self.seconds.get(pair, 0.0) for pair in pairs), 3),
            with_claims=sum(label.has_claims for label in labels),
            claims=said.total(),
            stances=dict(sorted(said.items())),
            suggested_to=sum(bool(self.offers[pair].offered.suggestions) for pair in pairs),
            taken=origins["suggested"] + origins["edited"],
            unchanged=origins["suggested"],
            edited=origins["edited"],
        )


def suggestion_log(store: Store) -> SuggestionLog:
    """The log of a project; it is empty where suggestions were never shown.

    Raises:
        StoreError: A row is damaged.
    """
    offers = first_offers(store)
    if offers:
        # What was shown when a label was first made tells nothing of one made in a second look.
        again = looked_again(store)
        offers = {pair: offer for pair, offer in offers.items() if pair not in again}
    return SuggestionLog(offers, seconds_spent(store) if offers else {})


def _part(offers: Sequence[Offer | None]) -> str:
    """The part of a sentence, from what was offered to each who labelled it."""
    known = [offer for offer in offers if offer is not None]
    if len(known) < len(offers):
        return MIXED
    if not any(offer.offered.suggestions for offer in known):
        return NOTHING
    if all(offer.shown for offer in known):
        return SHOWN
    return WITHHELD if not any(offer.assigned for offer in known) else MIXED
