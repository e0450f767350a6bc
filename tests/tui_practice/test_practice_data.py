"""The practice article: its answers fit it, are possible under the default codebook, and are judged as they should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.codebook.fit import check_label
from annotator.codebook.load import default_toml, parse_codebook
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import ensure_speaker
from annotator.desk.practice import NAME, Practice, Step, judge, load_steps, practice_project, speaker_names
from annotator.records.documents import Segment
from annotator.records.labels import AUTHOR, Claim, Label
from annotator.records.spans import Span


@pytest.fixture
def desk() -> Iterator[AnnotationDesk]:
    with practice_project() as project:
        made = AnnotationDesk(project, NAME)
        assert made.resume()
        yield made


def answered(desk: AnnotationDesk, step: Step, sentence: Segment) -> Label:
    """The label that says just what the answer says."""
    text = desk.passage.document.text
    claims = []
    for number, answer in enumerate(step.claims):
        starts = [text.index(quote, sentence.start) for quote in answer.words]
        spans = tuple(Span(start=at, end=at + len(q)) for at, q in zip(starts, answer.words, strict=True))
        speaker = AUTHOR if answer.speaker == AUTHOR else ensure_speaker(desk, answer.speaker)
        via = ensure_speaker(desk, answer.via) if answer.via else None
        claims.append(Claim(id=str(number), spans=spans, speaker=speaker, via=via, stance=answer.stance))
    return Label(verdict=step.verdict, claims=tuple(claims))


def test_the_answers_are_those_of_the_article(desk: AnnotationDesk) -> None:
    steps = load_steps()
    text = desk.passage.document.text
    assert [each.span.of(text) for each in desk.passage.sentences] == [step.sentence for step in steps]
    assert {step.verdict for step in steps} == {"claims", "no-claim", "skipped"}
    codebook = parse_codebook(default_toml(), "default")
    assert {claim.stance for step in steps for claim in step.claims} == set(codebook.stances)
    for step, sentence in zip(steps, desk.passage.sentences, strict=True):
        label = answered(desk, step, sentence)
        check_label(label, codebook)
        judgement = judge(step, text, sentence.span, label, speaker_names(desk.project.store))
        assert judgement.right, judgement.wrong
        assert step.keys
        assert step.teaches.count("`") % 2 == 0
        assert "`" not in step.plain


def changed(label: Label, **changes: object) -> Label:
    first, *rest = label.claims
    return label.model_copy(update={"claims": (first.model_copy(update=changes), *rest)})


def test_each_difference_is_named(desk: AnnotationDesk) -> None:
    steps, text = load_steps(), desk.passage.document.text
    names = speaker_names(desk.project.store)
    quoted = next(i for i, step in enumerate(steps) if step.claims and step.claims[0].speaker == "Pavel Orlin")
    step, sentence = steps[quoted], desk.passage.sentences[quoted]
    right = answered(desk, step, sentence)
    names = speaker_names(desk.project.store)

    def differs(label: Label) -> list[str]:
        return [point.what for point in judge(step, text, sentence.span, label, names).points if not point.right]

    assert differs(right) == []
    assert differs(changed(right, stance="neutral")) == ["stance"]
    assert differs(changed(right, speaker=AUTHOR)) == ["speaker"]
    assert differs(changed(right, via="someone")) == ["via"]
    assert differs(changed(right, spans=(sentence.span,))) == ["words"]
    assert differs(Label(verdict="no-claim")) == ["verdict"]
    assert differs(Label(verdict="skipped")) == ["verdict"]
    twice = right.model_copy(update={"claims": (*right.claims, right.claims[0].model_copy(update={"id": "x"}))})
    assert differs(twice) == ["claims"]
    span = right.claims[0].spans[0]
    wider = Span(start=span.start - 1, end=span.end + 1)
    assert differs(changed(right, spans=(wider,))) == [], "marks around the words do not count"


def test_a_title_before_a_name_is_no_mistake(desk: AnnotationDesk) -> None:
    general = ensure_speaker(desk, "General Samir Haddad")
    names = speaker_names(desk.project.store)
    assert names(general) == ("General Samir Haddad",)
    assert names(AUTHOR) == (AUTHOR,)
    steps = load_steps()
    at = next(i for i, step in enumerate(steps) if step.claims and step.claims[0].speaker == "Samir Haddad")
    sentence = desk.passage.sentences[at]
    label = changed(answered(desk, steps[at], sentence), speaker=general)
    names = speaker_names(desk.project.store)
    assert judge(steps[at], desk.passage.document.text, sentence.span, label, names).right


def test_the_first_try_counts_and_the_last_is_remembered(desk: AnnotationDesk) -> None:
    practice = Practice.of(desk.project)
    names = speaker_names(desk.project.store)
    sentence = desk.passage.sentences[0]
    assert practice.finish(sentence, Label(verdict="skipped"), names) is not None
    assert (practice.right_at_once, practice.right_now) == (0, 0)
    practice.finish(sentence, Label(verdict="no-claim"), names)
    assert (practice.right_at_once, practice.right_now, practice.complete) == (0, 1, False)
    assert practice.fewest == sum(len(step.keys) for step in practice.steps)
    cut = sentence.model_copy(update={"end": sentence.end - 5})
    assert practice.finish(cut, Label(verdict="no-claim"), names) is None


def test_nothing_is_left_behind() -> None:
    with practice_project() as project:
        root = project.root
        assert root.is_dir()
    assert not root.exists()
    assert not root.parent.exists()
    assert Path.cwd() not in root.parents
