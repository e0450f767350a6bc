"""Second looks read from revisions alone: when one is under way, which labels it lies between, and what is no label."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.records.identifiers import uuid7
from annotator.records.labels import Claim, Label, Verdict
from annotator.records.revisions import Origin, Revision
from annotator.records.spans import Span
from annotator.store.second_looks import looks, seconds_of, standing_look

SEGMENT = f"{'a' * 16}:0-20"
START = datetime(2020, 1, 1, tzinfo=UTC)

Step = Literal["claims", "no-claim", "open", "recalled", "revealed"]


def revision(number: int, body: Label | None = None, **fields: object) -> Revision:
    """The revision with this number; they are a day apart, and each took as many seconds as its number says."""
    known: dict[str, object] = {
        "id": uuid7(1_600_000_000_000 + number, number),
        "annotator": "ann",
        "segment": SEGMENT,
        "saved_at": START + timedelta(days=number),
        "seconds": float(number),
        "codebook_version": "1.0",
        "body": body or Label(),
    }
    return Revision.model_validate({**known, **fields})


def said(verdict: Verdict, claim: str = "c-1") -> Label:
    """A label of this verdict."""
    claims = (Claim(id=claim, spans=(Span(start=0, end=5),), speaker="author", stance="neutral"),)
    return Label(verdict=verdict, claims=claims if verdict == "claims" else ())


def test_what_came_back_is_not_finished_and_what_was_recalled_is_empty() -> None:
    for origin in ("recalled", "revealed"):
        with pytest.raises(ValidationError, match="is not finished"):
            revision(1, said("no-claim"), origin=origin, done=True)
        with pytest.raises(ValidationError, match="nothing else, names the revision"):
            revision(1, origin=origin, reverts=revision(0).id)
    with pytest.raises(ValidationError, match="is empty"):
        revision(1, said("no-claim"), origin="recalled")
    assert revision(1, said("no-claim"), origin="revealed").body.verdict == "no-claim"


def test_taking_back_the_second_answer_makes_the_look_open_again() -> None:
    first, back = revision(1, said("claims"), done=True), revision(2, origin="recalled")
    second = revision(3, said("no-claim"), done=True)
    assert not looks([first, back, second])[0].under_way
    undone = revision(4, origin="undo", reverts=second.id)
    look = standing_look([first, back, second, undone])
    assert look is not None
    assert (look.first, look.second) == (first, None)
    redone = revision(5, said("no-claim"), done=True, origin="redo", reverts=second.id)
    assert looks([first, back, second, undone, redone])[0].second in (second, redone)
    assert standing_look([first, back, second, undone, redone]) is None


def test_what_goes_on_from_the_first_answer_or_was_loaded_is_no_second_one() -> None:
    first, back = revision(1, said("claims"), done=True), revision(2, origin="recalled")
    for other in (
        revision(3, said("claims"), done=True),
        revision(3, said("no-claim"), done=True, origin="imported"),
    ):
        (look,) = looks([first, back, other])
        assert (look.second, look.under_way) == (None, False)
    (look,) = looks([first, back, revision(3, said("claims", "c-2"), done=True)])
    assert look.second is not None
    # After a reveal the label stands there, so going on from it is what is asked for.
    (look,) = looks([first, revision(2, first.body, origin="revealed"), revision(3, first.body, done=True)])
    assert look.second is not None


def test_seconds_are_told_apart_by_recalls() -> None:
    revisions = [
        revision(1, said("claims"), done=True),
        revision(2, origin="recalled", seconds=0.0),
        revision(3, said("no-claim")),
        revision(4, said("no-claim"), done=True),
        revision(5, said("no-claim"), origin="revealed", seconds=0.0),
        revision(6, said("no-claim"), done=True),
    ]
    assert seconds_of(revisions, revisions[0]) == 1
    assert seconds_of(revisions, revisions[3]) == 7
    assert seconds_of(revisions, revisions[5]) == 13


@given(st.lists(st.sampled_from(("claims", "no-claim", "open", "recalled", "revealed")), max_size=12))
def test_every_look_stands_between_its_labels_and_at_most_the_last_is_under_way(steps: list[Step]) -> None:
    revisions: list[Revision] = []
    for number, step in enumerate(steps, start=1):
        if step in ("recalled", "revealed"):
            origin: Origin = "recalled" if step == "recalled" else "revealed"
            body = Label() if step == "recalled" or not revisions else revisions[-1].body
            revisions.append(revision(number, body, origin=origin))
        elif step == "open":
            revisions.append(revision(number))
        else:
            body = said("claims" if step == "claims" else "no-claim", f"c-{number}")
            revisions.append(revision(number, body, done=True))
    found = looks(revisions)
    for look in found:
        assert look.first.done
        assert look.first.id < look.back.id
        if look.second is not None:
            assert look.second.done
            assert look.back.id < look.second.id
            assert not look.under_way
    assert not any(look.under_way for look in found[:-1])
    done = [each for each in revisions if each.done]
    standing = standing_look(revisions)
    came_back = [each.back.id for each in found]
    # Open is what came back after the last finished label, and nothing else.
    assert (standing is not None) == bool(done and came_back and max(came_back) > done[-1].id)
    if standing is not None:
        assert standing.first == done[-1]
