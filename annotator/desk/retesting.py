"""Which sentences come back to an annotator after some time, unmarked, and how far that is.

A sample follows from its seed, the sentences and the article that the annotator has open, so a dry run tells what the
same call will do.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median

from annotator.desk.passage import open_passage
from annotator.desk.project import Project
from annotator.desk.second_looks import call_back
from annotator.errors import InputError, UsageError
from annotator.records.identifiers import parse_segment_key
from annotator.records.revisions import Revision
from annotator.store.people import annotators, get_annotator
from annotator.store.places import get_place
from annotator.store.second_looks import Candidate, all_looks, never_recalled

_MOST_DAYS = 3
"""Days that are named when it is asked when sentences will be old enough."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a lead asks for. Either a count or a share."""

    annotator: str
    after_days: int
    """Whole days since the label was last saved."""
    count: int | None = None
    share: float | None = None
    """Of the sentences that can come back, above 0 and up to 1."""
    seed: int = 1
    document: str | None = None
    """Id of a document; all where None."""
    claims_share: float = 0.5
    """The share of sentences with a claim that the sample is to have, as far as there are enough of both."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The sentences that come back."""

    asked: Asked
    eligible: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...]
    """In the order of documents and sentences."""

    @property
    def wanted(self) -> int:
        """How many were asked for."""
        return _wanted(self.asked, len(self.eligible))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands that comes back."""

    document: str
    title: str
    """The title of the document, or the file it came from."""
    number: int
    """Its number as the annotator cuts the document, from 1."""
    segment: str
    has_claims: bool
    saved_at: str
    """When the first label was last saved, UTC."""
    text: str


@dataclass(frozen=True, slots=True)
class Retested:
    """How far the retest of one annotator is."""

    annotator: str
    called_back: int
    """Sentences that came back."""
    done_again: int
    """Of these, those with a second label, made anew."""
    open: int
    """Of these, those that are not finished yet."""
    not_anew: int
    """Of these, those whose second label went on from the first one, and that do not count."""
    days: tuple[float, float, float] | None
    """Days between first and second label: median, shortest, longest; None before there is one."""


def retest_state(project: Project, annotator: str | None = None) -> list[Retested]:
    """How far retests are, by annotator; those to whom no sentence came back are left out.

    Args:
        project: The open project.
        annotator: Only this one.

    Raises:
        InputError: There is no such annotator.
    """
    if annotator is not None:
        _known(project, annotator)
    looks = [
        each
        for each in all_looks(project.store, project.roles, "recalled")
        if annotator in (None, each.first.annotator)
    ]
    found = []
    for name in sorted({each.first.annotator for each in looks}):
        mine = [each for each in looks if each.first.annotator == name]
        days = [
            (each.second.saved_at - each.first.saved_at).total_seconds() / 86400
            for each in mine
            if each.second is not None
        ]
        under_way = sum(each.under_way for each in mine)
        found.append(
            Retested(
                annotator=name,
                called_back=len(mine),
                done_again=len(days),
                open=under_way,
                not_anew=len(mine) - len(days) - under_way,
                days=(round(median(days), 2), round(min(days), 2), round(max(days), 2)) if days else None,
            )
        )
    return found


def choose_sample(project: Project, asked: Asked) -> Sample:
    """The sentences that would come back; nothing is changed.

    Raises:
        InputError: There is no such annotator, or none of the sentences is old enough.
        UsageError: The annotator is no person who annotates.
    """
    _refuse_others(project, asked.annotator)
    found = never_recalled(project.store, project.roles, asked.annotator, asked.document)
    until = project.store.now() - timedelta(days=asked.after_days)
    eligible = tuple(each for each in found if _moment(each.saved_at) <= until)
    if not eligible:
        raise _nothing(project, asked, found)
    wanted = _wanted(asked, len(eligible))
    # A label that vanishes before the eyes of its annotator tells what it vanishes for: the open article comes last.
    at = get_place(project.store, asked.annotator)
    open_now = parse_segment_key(at)[0] if at else None
    drawn = sorted(eligible, key=lambda each: (each.document == open_now, _drawn(asked, each.segment)))
    claims = [each for each in drawn if each.has_claims]
    others = [each for each in drawn if not each.has_claims]
    many = min(len(claims), round(wanted * asked.claims_share))
    many = max(many, min(len(claims), wanted - len(others)))
    chosen = {each.segment for each in (*claims[:many], *others[: wanted - many])}
    return Sample(asked, eligible, tuple(each for each in eligible if each.segment in chosen))


def recall_sample(project: Project, asked: Asked) -> tuple[Sample, list[Revision]]:
    """Let a sample come back, in one transaction.

    Raises:
        InputError: As `choose_sample`; nothing is changed.
        UsageError: Likewise.
    """
    with project.store.write():
        sample = choose_sample(project, asked)
        return sample, call_back(project, asked.annotator, [each.segment for each in sample.chosen], "recalled")


def places(project: Project, sample: Sample) -> list[Place]:
    """Where the sentences of a sample stand, in their order."""
    found = []
    for document, group in groupby(sample.chosen, key=lambda each: each.document):
        passage = open_passage(project.store, sample.asked.annotator, document, project.roles)
        title = passage.document.metadata.title or passage.document.source
        for each in group:
            index = passage.index_of[each.segment]
            text = passage.sentences[index].span.of(passage.document.text)
            found.append(Place(document, title, index + 1, each.segment, each.has_claims, each.saved_at, text))
    return found


def _wanted(asked: Asked, eligible: int) -> int:
    if asked.count is not None:
        return min(asked.count, eligible)
    # Rounded first, for .07 of 100 is a little more than 7 to a computer.
    return min(eligible, max(1, math.ceil(round((asked.share or 0.0) * eligible, 9))))


def _drawn(asked: Asked, segment: str) -> bytes:
    """What a sentence is drawn by: it depends on nothing else, so a sample is the same on every machine."""
    return hashlib.sha256(f"retest {asked.seed}\n{asked.annotator}\n{segment}".encode()).digest()


def _moment(saved_at: str) -> datetime:
    return datetime.fromisoformat(saved_at)


def _known(project: Project, annotator: str) -> None:
    if get_annotator(project.store, annotator) is None:
        names = ", ".join(each.name for each in annotators(project.store)) or "nobody yet"
        raise InputError(f"the project has no annotator {annotator!r}", f"it knows: {names}")


def _refuse_others(project: Project, annotator: str) -> None:
    _known(project, annotator)
    found = get_annotator(project.store, annotator)
    if found is not None and found.kind != "person":
        why = {
            "model": "run it once more and load what it says under another name",
            "adjudicator": "what an adjudicator says is gold; retest the annotators",
        }
        what = "an adjudicator" if found.kind == "adjudicator" else "a model"
        raise UsageError(f"{annotator!r} is {what}, to whom no sentence comes back", why[found.kind])


def _nothing(project: Project, asked: Asked, found: Sequence[Candidate]) -> InputError:
    where = "of this document " if asked.document else ""
    if not found:
        return InputError(
            f"{asked.annotator!r} has finished no sentence {where}that was not called back already",
            "see how far it is: annotator retest; or retest somebody else",
        )
    by_day = Counter((_moment(each.saved_at) + timedelta(days=asked.after_days)).date() for each in found)
    days = sorted(by_day)
    told = [f"{by_day[day]} on {day}" for day in days[:_MOST_DAYS]]
    rest = sum(by_day[day] for day in days[_MOST_DAYS:])
    told += [f"{rest} later, the last on {days[-1]}"] if rest else []
    return InputError(
        f"none of the {len(found)} sentence(s) {where}that {asked.annotator!r} has finished is {asked.after_days} "
        "day(s) old",
        f"they come of age (UTC): {', '.join(told)}; or use a smaller --after-days",
    )
