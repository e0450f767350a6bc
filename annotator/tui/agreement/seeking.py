"""Finding the sentences behind a figure: of a pair, of a document, of one cell of a table.

Knows the desk, not the screen. What lies behind a cell is read from the rows from which the cell was counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from annotator.desk.agreement.disputes import told
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.units import unit_rows
from annotator.desk.project import Project
from annotator.store.speakers import registry
from annotator.tui.agreement.cases import Case, cases_of, matched, reached

MOST_FOUND = 500
"""Sentences that a filter lists at most."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which sentences are looked for; all disputed ones where nothing is said."""

    document: str = ""
    people: tuple[str, ...] = ()
    """One annotator, at odds with anybody, or two, at odds with each other."""
    layer: str = ""
    """What they must differ in: a layer of the report; anything where empty."""
    values: tuple[str, ...] = ()
    """What the two answered, the same or not: the cell of a table. Any two that differ where empty."""

    def __bool__(self) -> bool:
        return bool(self.document or self.people or self.layer)

    def wider(self) -> Sought:
        """Without what was said last: the answers, then the layer, then the people, then the document."""
        if self.values:
            return replace(self, values=())
        if self.layer:
            return replace(self, layer="")
        return replace(self, people=()) if self.people else Sought()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a filter lets through, and out of how much."""

    cases: tuple[Case, ...] = ()
    """The sentences, the most disputed first, at most `MOST_FOUND`."""
    found: int = 0
    """How many sentences there are."""
    sentences: int = 0
    """Out of how many: those that all who are sought have finished."""
    units: int = 0
    """Units of the layer in these sentences that the filter lets through; 0 without a layer."""
    of: int = 0
    """Out of how many: units that the people sought both answered; 0 without a layer."""


def find_cases(
    project: Project, material: Material, sought: Sought, ask: Callable[[], None] = lambda: None
) -> Findings:
    """The sentences that are sought.

    The score is that of the people who are sought; what everybody said is told all the same.

    Args:
        project: The open project.
        material: The labels of the report.
        sought: The filter.
        ask: Called now and then; what it raises ends the work.
    """
    part = _part(material, sought)
    behind, of = _behind(part, sought, ask) if sought.layer else (Counter[str](), 0)
    poles = (project.codebook.stances[0], project.codebook.stances[-1]) if project.codebook.stance.ordered else ()
    scores: dict[str, float] = {}
    for segment in behind if sought.layer else part.shared:
        ask()
        score = _score(part, segment, sought, poles)
        if sought.layer or score > 0:
            scores[segment] = score
    kept = dict(sorted(scores.items(), key=lambda pair: -pair[1])[:MOST_FOUND])
    chosen = part.only(segments=kept)
    return Findings(
        cases_of(chosen, list(told(project, chosen, kept)), sought.people),
        found=len(scores),
        sentences=len(part.shared),
        units=behind.total(),
        of=of,
    )


def _part(material: Material, sought: Sought) -> Material:
    """The sentences that all who are sought have finished, in the document that is sought."""
    wanted = set(sought.people)
    segments = {
        segment
        for segment in material.shared
        if wanted <= material.readers[segment] and sought.document in ("", segment.split(":")[0])
    }
    return material.only(segments=segments)


def _behind(part: Material, sought: Sought, ask: Callable[[], None]) -> tuple[Counter[str], int]:
    """Units that are sought, by sentence, and how many the people sought both answered."""
    answers: dict[str, dict[str, str]] = {}
    for unit, name, value, _ in unit_rows(part, sought.layer):
        answers.setdefault(unit, {})[name] = value
    found: Counter[str] = Counter()
    of = 0
    for unit, said in answers.items():
        ask()
        pairs = [(said[first], said[second]) for first, second in _pairs(list(said), sought.people)]
        of += bool(pairs)
        if any(pair == sought.values if sought.values else pair[0] != pair[1] for pair in pairs):
            found[unit.split(" ")[0]] += 1
    return found, of


def _pairs(names: Sequence[str], people: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs that are sought among some annotators; two that are named come in the order in which they are."""
    if len(people) == 2:
        if set(people) <= set(names):
            yield people[0], people[1]
        return
    for pair in combinations(sorted(names), 2):
        if set(people) <= set(pair):
            yield pair


def _score(part: Material, segment: str, sought: Sought, poles: tuple[str, ...]) -> float:
    """As `disputes.score_of`, over the pairs that are sought."""
    stages: Counter[str] = Counter()
    flips = 0
    for pair in _pairs(sorted(part.readers[segment]), sought.people):
        both = list(matched(part, segment, *pair))
        stages.update(reached(part, segment, pair, both))
        flips += sum(2 for two in both if len(poles) == 2 and {claim.stance for claim in two} == set(poles))
    total = stages.total()
    return (total - stages["agreed"] + flips) / total if total else 0.0


def speaker_names(project: Project) -> dict[str, str]:
    """What to call each speaker, by id."""
    return {identifier: speaker.name for identifier, speaker in registry(project.store).items()}
