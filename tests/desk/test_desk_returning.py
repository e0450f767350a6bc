"""Going back to an earlier version of a label: saved once more, undone like any change, refused with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.codebook.load import default_toml
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import ensure_speaker
from annotator.desk.project import Project
from annotator.desk.resegmenting import cut, join
from annotator.desk.returning import Recut, Version, label_history, return_to
from annotator.errors import LabelError
from annotator.records.revisions import Revision
from annotator.store.doctor import examine
from annotator.store.revisions import history


def versions(desk: AnnotationDesk) -> list[Version]:
    return [each for each in label_history(desk) if isinstance(each, Version)]


def of_stance(desk: AnnotationDesk, stance: str) -> Revision:
    """The oldest version with a claim of this stance."""
    return next(
        each.revision
        for each in reversed(versions(desk))
        if any(claim.stance == stance for claim in each.revision.body.claims)
    )


def test_every_version_is_listed_newest_first_with_what_it_replaced(desk: AnnotationDesk) -> None:
    desk.add_claim("pro-moscow")
    desk.change_claim(str(desk.claim_id), stance="neutral")
    desk.finish()
    found = versions(desk)
    assert [each.revision.done for each in found] == [True, False, False]
    assert [each.stands for each in found] == [True, False, False]
    assert found[1].before == found[2].revision.body
    assert found[2].before.is_empty
    desk.next()
    assert label_history(desk) == []


def test_going_back_adds_a_version_and_undo_takes_it_back(desk: AnnotationDesk, project: Project) -> None:
    desk.add_claim("pro-moscow")
    first = desk.label
    desk.set_note("why")
    desk.no_claim()
    count = len(history(project.store, "ann", desk.sentence.key))
    revision = return_to(desk, of_stance(desk, "pro-moscow").id)
    assert revision is not None
    assert (revision.body, revision.done, revision.reverts) == (first, False, None)
    assert desk.label == first
    assert desk.claim_id == first.claims[0].id
    assert len(history(project.store, "ann", desk.sentence.key)) == count + 1
    desk.undo()
    assert desk.label.verdict == "no-claim"
    assert desk.label.note == "why"
    desk.redo()
    assert desk.label == first
    assert examine(project.store) == []


def test_what_stands_already_is_not_saved_again(desk: AnnotationDesk, project: Project) -> None:
    made = desk.add_claim("neutral")
    assert return_to(desk, made.id) is None
    assert len(history(project.store, "ann", desk.sentence.key)) == 1


def test_what_was_taken_from_a_suggestion_is_edited_when_it_stands_again(desk: AnnotationDesk) -> None:
    taken = desk.add_claim("neutral", origin="suggested")
    desk.delete_claim(str(desk.claim_id))
    again = return_to(desk, taken.id)
    assert again is not None
    assert again.origin == "edited"
    desk.next()
    typed = desk.add_claim("neutral")
    desk.no_claim()
    again = return_to(desk, typed.id)
    assert again is not None
    assert again.origin == "typed"


def test_nobody_goes_back_to_what_another_has_said(desk: AnnotationDesk, project: Project, machine: Any) -> None:
    made = desk.add_claim("neutral")
    other = machine.desk(project, "bob")
    other.resume()
    assert label_history(other) == []
    for wrong in (made.id, "nothing"):
        with pytest.raises(LabelError, match="no version"):
            return_to(other, wrong)
    assert other.label.is_empty


def test_a_version_that_the_codebook_no_longer_allows_is_refused(
    desk: AnnotationDesk, project: Project, machine: Any
) -> None:
    old = desk.add_claim("neutral")
    desk.no_claim()
    toml = default_toml().replace('version = "1.0"', 'version = "2.0"').replace('"neutral"', '"balanced"')
    (project.root / "codebook.toml").write_text(toml, encoding="utf-8")
    with machine.open(project.root) as again:
        back = machine.desk(again)
        back.resume()
        back.go_to(0)
        with pytest.raises(LabelError, match="'neutral' is not in codebook") as caught:
            return_to(back, old.id)
        assert "balanced" in str(caught.value.hint)
        assert back.label.verdict == "no-claim"
        assert back.claim_id is None
        assert len(versions(back)) == 2


def test_a_version_of_a_speaker_who_is_gone_is_refused(desk: AnnotationDesk, project: Project) -> None:
    speaker = ensure_speaker(desk, "Somebody")
    old = desk.add_claim("neutral", speaker=speaker)
    desk.no_claim()
    with project.store.write() as db:
        db.execute("DELETE FROM speaker WHERE id = ?", [speaker])
    with pytest.raises(LabelError, match="not in the registry any more"):
        return_to(desk, old.id)
    assert desk.label.verdict == "no-claim"


def test_the_history_goes_on_over_a_cut(desk: AnnotationDesk, project: Project, bench: Any) -> None:
    one, two = bench.words(desk, "Anna Orlova"), bench.words(desk, "the text was dead")
    desk.add_claim("neutral", [one])
    both = desk.add_claim("pro-moscow", [two])
    desk.delete_claim(str(desk.claim_id))
    only_one = desk.passage.revisions[desk.sentence.key]
    desk.no_claim()
    none = desk.passage.revisions[desk.sentence.key]
    cut(desk, bench.words(desk, "said").start)
    found = label_history(desk)
    assert [type(each) for each in found].count(Recut) == 1
    assert isinstance(found[0], Version)
    assert (found[0].revision.origin, found[0].stands, found[0].here) == ("carried", True, True)
    assert not any(each.here for each in versions(desk)[1:])
    with pytest.raises(LabelError, match="claim 2 of this version stands in words outside"):
        return_to(desk, both.id)
    with pytest.raises(LabelError, match="as it was cut before"):
        return_to(desk, none.id)
    again = return_to(desk, only_one.id)
    assert again is not None
    assert again.segment == desk.sentence.key
    assert [span.of(desk.passage.document.text) for span in desk.label.claims[0].spans] == ["Anna Orlova"]
    desk.undo()
    join(desk)
    assert [each.change.op for each in label_history(desk) if isinstance(each, Recut)] == ["merge", "split"]
    assert examine(project.store) == []


def test_a_second_window_is_not_overwritten(desk: AnnotationDesk, project: Project, machine: Any) -> None:
    old = desk.add_claim("neutral")
    other = machine.desk(project)
    other.resume()
    other.no_claim()
    revision = return_to(desk, old.id)
    assert revision is not None, "it differs from what the other window has saved"
    assert len(history(project.store, "ann", desk.sentence.key)) == 3
