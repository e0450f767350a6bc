"""Practice: an article with known answers, what a label has right and wrong against them, and how it went in all.

It works in a project of its own that is gone afterwards, so nothing of it meets anybody's labels.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from annotator.desk.importing import add_articles
from annotator.desk.naming import same_name
from annotator.desk.project import Project, SuggestionSettings, init_project, open_project
from annotator.desk.scratch import scratch_folder
from annotator.errors import StoreError
from annotator.records.base import Record
from annotator.records.documents import Metadata, Segment
from annotator.records.labels import AUTHOR, Claim, Label, Verdict
from annotator.records.spans import Span
from annotator.records.speakers import resolve
from annotator.store.connection import Store
from annotator.store.documents import document_ids, get_document
from annotator.store.speakers import registry
from annotator.text.words import words

NAME = "practice"
"""Whose labels those of the practice are."""
ENOUGH = 0.6
"""From this share of common words on, two stretches count as the same words."""

Names = Callable[[str], tuple[str, ...]]
"""All names of a speaker, by id."""


class ClaimAnswer(Record):
    """A claim as it should be marked."""

    words: tuple[str, ...]
    """Its stretches, to the letter."""
    speaker: str = AUTHOR
    """Who makes it: a name, or `author`."""
    via: str = ""
    """Who passes it on; empty for nobody."""
    stance: str
    """A value of the default codebook."""


class Step(Record):
    """One sentence of the practice, with its answer and what it teaches."""

    sentence: str
    """The sentence, to the letter."""
    verdict: Verdict
    """The verdict that is right."""
    claims: tuple[ClaimAnswer, ...] = ()
    """The claims that are right."""
    keys: tuple[str, ...]
    """The fewest keys that say so on the screen."""
    teaches: str
    """What to try, with keys in backquotes."""
    plain: str
    """What to try where there is no screen."""
    why: str
    """Why the answer is right."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a label has right or wrong."""

    what: Literal["verdict", "claims", "words", "speaker", "via", "stance"]
    right: bool
    said: str
    """What differs, in words; names in it are text to be made safe for the screen."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label against the answer."""

    step: Step
    points: tuple[Point, ...]

    @property
    def right(self) -> bool:
        """Whether nothing differs."""
        return all(point.right for point in self.points)

    @property
    def wrong(self) -> list[str]:
        """What differs, in words."""
        return [point.said for point in self.points if not point.right]


def load_steps() -> tuple[Step, ...]:
    """The sentences of the practice article with their answers."""
    return TypeAdapter(tuple[Step, ...]).validate_python(json.loads(_read("answers.json")))


def _read(name: str) -> str:
    return (files("annotator") / "practice" / name).read_text(encoding="utf-8")


@contextmanager
def practice_project() -> Iterator[Project]:
    """A project that holds the practice article and is gone afterwards, with all that was said in it."""
    with scratch_folder("annotator-practice-") as folder:
        root = init_project(folder / "practice")
        article = root / "corpus" / "article.txt"
        article.write_text(_read("article.txt"), encoding="utf-8", newline="\n")
        with open_project(root) as project:
            add_articles(project, [article], Metadata())
            # Nothing is suggested here: a suggestion would give the answer away.
            without = project.settings.model_copy(update={"suggestions": SuggestionSettings(show="none")})
            yield replace(project, settings=without)


def judge(step: Step, text: str, sentence: Span, label: Label, names: Names) -> Judgement:
    """What a label has right and wrong.

    Args:
        step: The answer.
        text: The article.
        sentence: Where the sentence stands in it.
        label: The label to judge.
        names: All names of a speaker, by id.
    """
    if label.verdict != step.verdict:
        return Judgement(step, (Point("verdict", False, _verdict_differs(label.verdict, step.verdict)),))
    points = [Point("verdict", True, "")]
    if len(label.claims) != len(step.claims):
        said = f"{_many(len(label.claims))} marked, and there should be {_many(len(step.claims))}"
        points.append(Point("claims", False, said))
    elif step.claims:
        points.append(Point("claims", True, ""))
    for number, (claim, answer) in enumerate(_pairs(step, text, sentence, label), start=1):
        which = f"claim {number}: " if len(step.claims) > 1 else ""
        points += _claim_points(which, claim, answer, overlap(text, sentence, claim, answer), names)
    return Judgement(step, tuple(points))


def _verdict_differs(said: Verdict | None, right: Verdict) -> str:
    if right == "claims":
        return "there is a claim here"
    if right == "skipped":
        return "this sentence cannot be judged: skip it"
    return "there is no claim here" if said == "claims" else "this sentence can be judged, and there is no claim here"


def _many(count: int) -> str:
    return "1 claim" if count == 1 else f"{count} claims"


def _pairs(step: Step, text: str, sentence: Span, label: Label) -> Iterator[tuple[Claim, ClaimAnswer]]:
    """Each answer with the claim that is left and shares most words with it; one that shares none stays alone."""
    left = list(label.claims)
    for answer in step.claims:
        best = max(left, key=lambda claim: overlap(text, sentence, claim, answer), default=None)
        if best is not None and (len(step.claims) == 1 or overlap(text, sentence, best, answer) > 0):
            left.remove(best)
            yield best, answer


def overlap(text: str, sentence: Span, claim: Claim, answer: ClaimAnswer) -> float:
    """Words in both over words in either (Jaccard), marks left out; 0 where neither has a word."""
    tokens = [
        (start, end)
        for start, end in words(text, sentence.start, sentence.end)
        if any(character.isalnum() for character in text[start:end])
    ]
    mine = {token for token in tokens if any(span.start < token[1] and token[0] < span.end for span in claim.spans)}
    wanted = set()
    for quote in answer.words:
        start = text.index(quote, sentence.start)
        wanted |= {token for token in tokens if start <= token[0] and token[1] <= start + len(quote)}
    return len(mine & wanted) / len(mine | wanted) if mine | wanted else 0.0


def _claim_points(which: str, claim: Claim, answer: ClaimAnswer, shared: float, names: Names) -> Iterator[Point]:
    yield Point("words", shared >= ENOUGH, f"{which}other words: {shared:.0%} of them are in both")
    speaker = names(claim.speaker)
    yield Point("speaker", _is(speaker, answer.speaker), f"{which}somebody else says it, not {speaker[0]}")
    via = names(claim.via) if claim.via else ()
    if answer.via:
        right = bool(via) and _is(via, answer.via)
        yield Point("via", right, f"{which}somebody passes it on{f', not {via[0]}' if via else ''}")
    else:
        yield Point("via", not via, f"{which}nobody passes it on")
    yield Point("stance", claim.stance == answer.stance, f"{which}the stance is not {claim.stance}")


def _is(names: tuple[str, ...], wanted: str) -> bool:
    """Whether a speaker has this name, be it with a title before it."""
    return any(same_name(name, wanted) or same_name(name[-len(wanted) :], wanted) for name in names)


def speaker_names(store: Store) -> Names:
    """Looks names up in the registry, those of merged speakers among them."""
    known = registry(store)

    def names(speaker: str) -> tuple[str, ...]:
        if speaker == AUTHOR:
            return (AUTHOR,)
        stands = known.get(resolve(speaker, known) or speaker)
        own = known.get(speaker)
        found = [name for each in (stands, own) if each for name in (each.name, *each.aliases)]
        return tuple(dict.fromkeys(found)) or (speaker,)

    return names


def answer_lines(step: Step) -> list[str]:
    """The answer in words, a line for the verdict or one for each claim."""
    if step.verdict != "claims":
        return ["no claim" if step.verdict == "no-claim" else "skipped"]
    return [
        f"{answer.stance}, {'the author' if answer.speaker == AUTHOR else answer.speaker}"
        + (f" via {answer.via}" if answer.via else "")
        + ": "
        + " … ".join(f"“{quote}”" for quote in answer.words)
        for answer in step.claims
    ]


@dataclass
class Practice:
    """How the practice goes: what was judged, and how many keys it took."""

    steps: tuple[Step, ...]
    text: str
    keys: int = 0
    """Keys pressed so far."""
    first: dict[str, Judgement] = field(default_factory=dict)
    """How each sentence was said the first time, by sentence."""
    last: dict[str, Judgement] = field(default_factory=dict)
    """How it stands now."""

    @classmethod
    def of(cls, project: Project) -> Practice:
        """The practice of a project that `practice_project` made.

        Raises:
            StoreError: The project has no article.
        """
        documents = document_ids(project.store)
        document = get_document(project.store, documents[0]) if documents else None
        if document is None:
            raise StoreError("the practice article could not be read", "install the program again")
        return cls(load_steps(), document.text)

    def step_of(self, sentence: Segment) -> Step | None:
        """What is asked at a sentence; None where it was cut or joined and is none of the practice's any more."""
        words_here = sentence.span.of(self.text)
        return next((step for step in self.steps if step.sentence == words_here), None)

    def finish(self, sentence: Segment, label: Label, names: Names) -> Judgement | None:
        """Judge a sentence that was finished."""
        step = self.step_of(sentence)
        if step is None:
            return None
        judgement = judge(step, self.text, sentence.span, label, names)
        self.first.setdefault(step.sentence, judgement)
        self.last[step.sentence] = judgement
        return judgement

    @property
    def complete(self) -> bool:
        """Whether every sentence was finished at least once."""
        return len(self.last) == len(self.steps)

    @property
    def fewest(self) -> int:
        """The fewest keys with which all of it can be said."""
        return sum(len(step.keys) for step in self.steps)

    @property
    def right_at_once(self) -> int:
        """How many sentences were right the first time."""
        return sum(judgement.right for judgement in self.first.values())

    @property
    def right_now(self) -> int:
        """How many sentences are right by now."""
        return sum(judgement.right for judgement in self.last.values())

    def number(self, step: Step) -> int:
        """The place of a step, from 1."""
        return self.steps.index(step) + 1
