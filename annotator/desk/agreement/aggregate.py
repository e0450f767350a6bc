"""From several labels to one: is there a claim, and whose side does each take? Votes stay beside every answer.

A method is fitted to the annotators' votes alone. The adjudicator's label is gold: it is no vote, and wins where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.agreement.aggregation.dawid_skene import dawid_skene
from annotator.agreement.aggregation.glad import glad
from annotator.agreement.aggregation.mace import mace
from annotator.agreement.aggregation.majority import majority
from annotator.agreement.aggregation.one_coin import one_coin
from annotator.agreement.aggregation.results import Aggregate, UnitLabel
from annotator.agreement.aggregation.units import UnitTable, unit_labels
from annotator.agreement.intake import Row
from annotator.agreement.ratings import Ratings
from annotator.codebook.model import Codebook
from annotator.desk.agreement.boundaries import on_common_boundaries
from annotator.desk.agreement.joint_claims import JointSentence, joint_sentences
from annotator.desk.agreement.material import Material, gather
from annotator.desk.project import Project
from annotator.errors import UsageError
from annotator.records.aggregated_manifest import MethodName, TieName
from annotator.store.connection import Store
from annotator.store.people import annotators as known_annotators
from annotator.store.ratings import Finished, adjudicated_sentences, finished_labels, marked_claims

VERDICTS = ("no-claim", "claims")
"""The answers to: is there a claim?"""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one label is made of several."""

    method: MethodName = "majority"
    ties: TieName = "abstain"
    """What becomes of equal votes or probabilities."""
    seed: int = 1
    """Of MACE's random starts."""


_METHODS: dict[MethodName, Callable[[Ratings, Rule], Aggregate]] = {
    "majority": lambda table, rule: majority(table, rule.ties),
    "dawid_skene": lambda table, rule: dawid_skene(table, ties=rule.ties),
    "one_coin": lambda table, rule: one_coin(table, ties=rule.ties),
    "mace": lambda table, rule: mace(table, ties=rule.ties, seed=rule.seed),
    "glad": lambda table, rule: glad(table, ties=rule.ties),
}


@dataclass(frozen=True)
class Answers:
    """One question, answered for every unit that somebody voted on."""

    result: Aggregate
    units: Mapping[str, UnitLabel]
    """The answer by unit."""

    @property
    def categories(self) -> tuple[str, ...]:
        """The possible answers in their order."""
        return self.result.table.categories


@dataclass(frozen=True)
class Aggregated:
    """The labels of a project as one layer."""

    rule: Rule
    votes: Material
    gold: Material
    sentences: Mapping[str, JointSentence]
    """By segment key: every sentence that somebody finished."""
    verdicts: Answers
    """Is there a claim? By segment key, among `VERDICTS`."""
    stances: Answers
    """Whose side? By the unit of a claim, among all stances in their order."""
    ordered: bool
    """Whether the order of the stances means anything."""

    @cached_property
    def as_of(self) -> str | None:
        """When the last label that counts was saved."""
        return max((label.saved_at for label in (*self.votes.labels, *self.gold.labels)), default=None)

    @cached_property
    def codebooks(self) -> frozenset[str]:
        """Versions of the codebook under which these labels were made."""
        return frozenset(label.codebook_version for label in (*self.votes.labels, *self.gold.labels))


def aggregate(project: Project, annotators: Sequence[str] = (), rule: Rule | None = None) -> Aggregated:
    """Make one label of all finished ones.

    Args:
        project: The open project.
        annotators: Whose labels are votes; where empty, everyone's but the adjudicator's.
        rule: How it is done; by majority, abstaining from ties, where None.

    Raises:
        UsageError: An annotator is named who has finished nothing or is the adjudicator; or the rule for ties needs an
            order that the stances do not have.
    """
    rule = rule or Rule()
    _refuse_adjudicators(project.store, annotators)
    votes = gather(project.store, project.roles, annotators)
    gold = _gather_gold(project.store, project.roles)
    votes, gold = _together(project.store, project.roles, votes, gold)
    stances, ordered = _stances(project.codebook, (votes, gold), rule)
    sentences = joint_sentences(votes, gold)
    # Two answers stand in an order whatever the stances do, so every rule for ties has a meaning.
    presence: Iterable[Row] = (
        (label.segment, label.annotator, "claims" if label.has_claims else "no-claim") for label in votes.labels
    )
    return Aggregated(
        rule=rule,
        votes=votes,
        gold=gold,
        sentences=sentences,
        verdicts=_answers(presence, VERDICTS, rule),
        stances=_answers(_stance_votes(sentences.values()), stances, rule),
        ordered=ordered,
    )


def _answers(rows: Iterable[Row], categories: Sequence[str], rule: Rule) -> Answers:
    table = UnitTable.from_rows(rows, categories, "ordinal")
    result = _METHODS[rule.method](table.ratings, rule)
    return Answers(result, {each.unit: each for each in unit_labels(result, table)})


def _stance_votes(sentences: Iterable[JointSentence]) -> Iterable[Row]:
    for sentence in sentences:
        for claim in (*sentence.claims, *sentence.overruled):
            for mark in claim.marks:
                yield claim.unit, mark.annotator, mark.stance


def _stances(codebook: Codebook, materials: Iterable[Material], rule: Rule) -> tuple[tuple[str, ...], bool]:
    """All stances, those that only an older codebook has behind those of this one; and whether they are in order."""
    given = {claim.stance for material in materials for claim in material.claims}
    older = sorted(given - set(codebook.stances))
    if rule.ties in ("median", "adjacent") and (older or not codebook.stance.ordered):
        why = f"{older[0]!r}, of an older codebook, has no place in it" if older else "the codebook gives them none"
        raise UsageError(
            f"the rule {rule.ties!r} for ties needs an order of the stances, but {why}", "use: --ties abstain"
        )
    return (*codebook.stances, *older), codebook.stance.ordered and not older


def _refuse_adjudicators(store: Store, names: Sequence[str]) -> None:
    for each in known_annotators(store):
        if each.kind == "adjudicator" and each.name in names:
            raise UsageError(
                f"{each.name!r} is an adjudicator, whose labels are gold and win as they are",
                "leave the name out; gold labels need not be asked for",
            )


def _together(store: Store, roles: Sequence[str], votes: Material, gold: Material) -> tuple[Material, Material]:
    """Votes and gold labels on sentences on whose ends all agree."""
    if not gold.labels:
        return votes, gold
    judges = {label.annotator for label in gold.labels}
    both = sorted((*votes.labels, *gold.labels), key=lambda label: label.document)
    labels, claims, notes = on_common_boundaries(store, roles, both, (*votes.claims, *gold.claims))
    whole = Material(labels, claims)
    parts = whole.only(annotators=set(votes.annotators)), whole.only(annotators=judges)
    return (parts[0], _last_word(parts[1])) if notes else (votes, gold)


def _last_word(gold: Material) -> Material:
    """Of several adjudicators of one sentence the one who saved last."""
    last: dict[str, Finished] = {}
    for label in sorted(gold.labels, key=lambda label: (label.saved_at, label.annotator)):
        last[label.segment] = label
    chosen = {(label.segment, label.annotator) for label in last.values()}
    return Material(
        tuple(last.values()), tuple(each for each in gold.claims if (each.segment, each.annotator) in chosen)
    )


def _gather_gold(store: Store, roles: Sequence[str]) -> Material:
    """The gold labels; where several adjudicators finished a sentence, the one saved last."""
    if not adjudicated_sentences(store, roles):
        return Material((), ())
    whole = Material(tuple(finished_labels(store, roles)), tuple(marked_claims(store, roles)))
    return _last_word(whole.only(annotators={label.annotator for label in whole.labels if label.kind == "adjudicator"}))
