"""What an agreement report says. Every output, from terminal to page, shows these records and computes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from annotator.agreement.direction.results import Confusion, Lean, PoleFlips
from annotator.agreement.results import Interval, Level, PairResult, Result

if TYPE_CHECKING:
    from annotator.desk.agreement.intra_model import SecondLooks


@dataclass(frozen=True, slots=True)
class GammaSettings:
    """How gamma is computed, beside the number of samples."""

    alpha: float = 3.0
    """Weight of places in the dissimilarity of two units."""
    beta: float = 1.0
    """Weight of labels."""
    delta: float = 1.0
    """Dissimilarity of a unit to none (delta_empty)."""
    sampler: Literal["statistical", "shuffle"] = "statistical"
    """How random annotations are made."""
    precision: float | None = None
    """As many samples as this relative precision of the expected disorder takes; as many as asked for where None."""
    seed: int | None = None
    """Seed of the samples; that of the bootstrap where None."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How intervals are made."""

    resamples: int = 2000
    seed: int = 1
    by: Literal["auto", "document", "unit"] = "auto"
    """What is drawn again: documents where they are known, or units, which is right only where they are independent."""
    gamma: int = 0
    """Samples of the expected disorder for gamma; 0 leaves gamma out."""
    gamma_settings: GammaSettings = GammaSettings()
    """The other parameters of gamma."""


@dataclass(frozen=True, slots=True)
class GammaNote:
    """How gamma was computed: without it the figure cannot be had again."""

    samples: int
    """Samples of the expected disorder."""
    seed: int
    sampler: str
    alpha: float
    beta: float
    delta: float
    precision: float | None
    """The relative precision that the number of samples follows from; None where the number was given."""
    sampling_error: float | None
    """Standard error of gamma from having sampled: another seed gives another gamma."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its interval."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    reason: str | None
    """Why there is no value, in a code; None where there is one."""
    n: int
    """Units it was computed on."""
    why: str = ""
    """The reason in words, for a missing value or a missing interval."""
    observed: float | None = None
    """Observed agreement, or disagreement where the measure is made of that (alpha, gamma); of an F1 or a share what
    was found."""
    expected: float | None = None
    """The same by chance; of an F1 or a share what there was to find."""
    interval: Interval | None = None
    """How the interval was made, with the probabilities that the value is below .667 and .800; None where none was
    tried."""


@dataclass(frozen=True, slots=True)
class LayerReport:
    """Agreement on one question that is answered with one value a unit."""

    layer: str
    """`claim`, `count`, `speaker`, `stance`, `stance_same_speaker`, or `ratings` for a table from elsewhere."""
    question: str
    """The question in words."""
    unit: str
    """What one unit is."""
    conditional_on: str
    """What had to be agreed on already for a unit to count; nothing where empty."""
    level: Level
    units: int
    """Units rated by at least one annotator."""
    annotators: tuple[str, ...]
    documents: int
    """Documents with a unit; 0 where the table names none."""
    categories: tuple[str, ...]
    shares: tuple[float, ...]
    """Share of each category among all ratings; empty where there is none."""
    coefficients: dict[str, Result] = field(default_factory=dict)
    intervals: dict[str, Interval] = field(default_factory=dict)
    pairs: tuple[PairResult, ...] = ()
    without: dict[str, float | None] = field(default_factory=dict)
    """The layer's alpha without each annotator: its range is how much hangs on one person."""
    needed: int | None = None
    """How many more doubly rated units would bring the half-width of alpha's interval to .05; 0 if it is there."""
    confusions: tuple[Confusion, ...] = ()
    """What the second of a pair said where the first said this; for scales of at most 12 values."""
    leans: tuple[Lean, ...] = ()
    """Each pair's lean to one end of an ordered scale."""
    flips: PoleFlips | None = None
    """Units in which one said the first category of an ordered scale and another the last."""
    separator: str = ""
    """Of a table of sets: what stands between the labels of a category; `{}` is the empty set."""
    distances: str = ""
    """Of a table with distances of one's own: the file of the matrix; the coefficients named `custom` use it."""
    names: dict[str, str] = field(default_factory=dict)
    """What to call the categories where these are ids, as speakers are; each name is unlike the others."""

    @property
    def alpha(self) -> str:
        """The name of the layer's leading coefficient."""
        if "alpha_custom" in self.coefficients:
            return "alpha_custom"
        return f"alpha_{self.level}" if self.level != "set" else "alpha_masi"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Loss:
    """One step of the waterfall: of all claims of every two annotators, what share is lost here."""

    stage: str
    """`detection`, `boundary`, `speaker` or `stance`."""
    says: str
    """What that means."""
    claims: int
    """Claims lost here, counted once for each annotator of each pair."""
    share: float
    """Of all claims of all pairs."""
    left: float
    """What is left after this step; after the last one it is the F1 of whole claims on the joint alignment."""


@dataclass(frozen=True, slots=True)
class Quality:
    """One annotator against what all votes together make likely, on the units that two or more voted on.

    The posterior that this measures against contains the annotator's own votes, so the figures flatter: with few
    annotators much, with many a little. With two it would be a guess which of them to believe, so there is no figure.
    It also takes for granted that each unit has one right answer.
    """

    ratings: int
    """The annotator's votes in these units."""
    accuracy: float | None
    """Expected share of these that are right, by Dawid and Skene's model; None with a reason."""
    competence: float | None
    """MACE's probability that the annotator reports what is there rather than a habit; None with a reason."""
    categories: tuple[str, ...]
    confusion: tuple[tuple[float, ...] | None, ...]
    """P(given | true) by true category, by Dawid and Skene's model; None for a category that no unit is likely to have.
    A lean towards one pole shows here."""
    reason: Literal["no_ratings", "needs_three_annotators"] | None = None
    """Why there is no figure; None where there is one."""


@dataclass(frozen=True, slots=True)
class Person:
    """One annotator."""

    name: str
    kind: str
    finished: int
    """Sentences finished, skipped ones left out."""
    claims: int
    skipped: int
    rest: dict[str, Figure] = field(default_factory=dict)
    """Agreement with all others, by layer: mean alpha with each other annotator, weighted by shared units."""
    quality: dict[str, Quality] = field(default_factory=dict)
    """Against the aggregate of all votes, by layer: `claim` and `stance`. It holds the annotator's own votes."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What people labelled in a part of the data by suggestions, from the log of what was shown."""

    labels: int
    """Finished labels."""
    seconds: float
    """Median of the seconds spent on a label, over all its revisions."""
    with_claims: int
    """Labels with a claim."""
    claims: int
    stances: dict[str, int]
    """Claims by stance."""
    suggested_to: int
    """Labels of sentences in which something was, or would have been, suggested."""
    taken: int
    """Labels made from a suggestion: `unchanged` and `edited` together."""
    unchanged: int
    edited: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The same figures on a part of the data: a document, an outlet, a week, a codebook version, a kind of pair."""

    by: str
    """`document`, `outlet`, `length`, `week`, `codebook`, `suggestions` or `kind`."""
    name: str
    units: int
    """Doubly finished sentences."""
    figures: dict[str, Figure]
    """`claim` (alpha), `stance` (alpha), `tuple` (F1 of whole claims)."""
    effect: Effect | None = None
    """How labels were made there; only for parts by suggestions, and where what was shown was logged."""
    title: str = ""
    """What to call a part that is a document, whose name is its id; each title is unlike the others."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one annotator said of a disputed sentence."""

    annotator: str
    verdict: str
    claims: tuple[tuple[str, str, str], ...]
    """Quote, speaker and stance of each claim."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A sentence worth talking about."""

    document: str
    title: str
    sentence: int
    """Its number, from 1."""
    segment: str
    text: str
    score: float
    """Disagreement: mean over pairs of 1 - F1 of whole claims, pole flips counting double; larger first."""
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class BoundaryNote:
    """A stretch of a text in which annotators worked on different sentences, which were joined to be compared."""

    document: str
    segment: str
    """The key of the whole stretch, the smallest one on whose ends all of them agree."""
    start: int
    end: int
    sentences: dict[str, tuple[tuple[int, int], ...]]
    """The sentences that each annotator finished there, by annotator: `[start, end)` in code points."""
    counted: tuple[str, ...]
    """Those of them who finished all of it, and so count."""


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Everything that is known of how far the annotators of a project agree."""

    project: str
    codebook: str
    """Name and current version."""
    codebook_versions: tuple[str, ...]
    """Versions under which the labels were made."""
    as_of: str
    """When the last label counted was saved; empty where there is none."""
    sampling: Sampling
    people: tuple[Person, ...]
    documents: int
    funnel: tuple[Step, ...]
    waterfall: tuple[Loss, ...]
    layers: tuple[LayerReport, ...]
    spans: tuple[Figure, ...]
    """Which words? Over all sentences that two finished, and where both marked a claim."""
    tuples: tuple[Figure, ...]
    """All of it: words, speaker and stance."""
    cuts: tuple[Cut, ...]
    disputes: tuple[Dispute, ...]
    adjudicated: int = 0
    """Sentences with a label of the adjudicator, which none of the figures count."""
    boundaries: tuple[BoundaryNote, ...] = ()
    """Where annotators worked on different sentences; empty where all kept the same boundaries."""
    second_looks: tuple[SecondLooks, ...] = ()
    """Each annotator beside themselves, where sentences came back to them; empty where none is finished again."""
    gamma: GammaNote | None = None
    """How gamma was computed; None where it was not asked for."""
    titles: dict[str, str] = field(default_factory=dict)
    """What to call each document, by id; each title is unlike the others."""
