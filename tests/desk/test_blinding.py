"""Reading blind without a screen: what is hidden, revealing an article, and what counts meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.blind_choosing import blind_ranked
from annotator.desk.blinding import Blind
from annotator.desk.choosing import narrowed
from annotator.desk.project import BlindSettings, Project, init_project, open_project, read_settings
from annotator.desk.status import project_status
from annotator.errors import InputError, LabelError
from annotator.exports.jsonl import ANNOTATIONS, write_release
from annotator.records.documents import Article, Document, Metadata, Role, Segment
from annotator.store.documents import add_document
from annotator.store.revisions import history, last_revision
from annotator.store.speakers import change_speaker
from annotator.text.graphemes import graphemes

PARTS: tuple[tuple[str, Role], ...] = (
    ("Bridge opens late | Northern Star", "title"),
    ("By Ines Calder", "byline"),
    ("Updated 4 June 2019", "heading"),
    ("The bridge is safe, Tomas Brandt told the Northern Star.", "sentence"),
    ("Moscow said so, too, on 3 June 2019; see star.example.com.", "sentence"),
    ("Ines Calder saw it.", "sentence"),
    ("Follow us for more", "boilerplate"),
)
META = Metadata(
    outlet="The Northern Star", author="Ines Calder", date="2019-06-03", title="Bridge late | Northern Star"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with open_project(init_project(tmp_path / "project")) as opened:
        enter(opened, PARTS, META, "northern-star.txt")
        enter(opened, (("A second one.", "sentence"),), Metadata(), "star2.txt")
        yield opened


def enter(project: Project, parts: tuple[tuple[str, Role], ...], metadata: Metadata, source: str) -> Document:
    text, segments = "", []
    for part, role in parts:
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{part}" if text else part
        segments.append((start, len(text), role))
    document = Document.of(Article(text=text, metadata=metadata, source=source), datetime.now(UTC))
    made = [Segment(document=document.id, start=start, end=end, role=role) for start, end, role in segments]
    add_document(project.store, document, made)
    return document


def blind(project: Project, *, speakers: bool = False, **said: object) -> Project:
    settings = project.settings.model_copy(update={"blind": BlindSettings.model_validate({"on": True, **said})})
    book = project.codebook
    hidden = book.model_copy(update={"blind": book.blind.model_copy(update={"speakers": speakers})})
    return replace(project, settings=settings, codebook=hidden)


def desk_of(project: Project, name: str = "ann") -> AnnotationDesk:
    desk = AnnotationDesk(project, name)
    assert desk.resume()
    return desk


def finish_all(desk: AnnotationDesk) -> None:
    for index in range(len(desk.passage.sentences)):
        desk.go_to(index)
        desk.add_claim("neutral", done=True)


def test_nothing_is_hidden_where_the_project_does_not_say_so(project: Project) -> None:
    desk = desk_of(project)
    assert desk.blind.spans(desk.passage) == ()
    assert desk.veil.text == desk.passage.document.text
    assert desk.veil.title == META.title
    assert not desk.blind.hides("outlet")
    assert desk.blind.titles()[desk.passage.document.id].source == "northern-star.txt"
    with pytest.raises(LabelError, match="does not read blind"):
        desk.blind.reveal(desk)


def test_the_source_is_hidden_wherever_it_stands(project: Project) -> None:
    desk = desk_of(blind(project))
    text = desk.passage.document.text
    assert [text[mask.start : mask.end] for mask in desk.blind.spans(desk.passage)] == [
        "Northern Star",
        "By Ines Calder",
        "4 June 2019",
        "Northern Star",
        "star.example.com",
        "Ines Calder",
        "Follow us for more",
    ]
    assert graphemes(desk.veil.text) == graphemes(text)
    assert desk.veil.title == "Bridge late | ▒▒▒▒▒▒▒▒ ▒▒▒▒"
    listed = list(desk.blind.titles().values())
    assert [(each.title, each.source, each.blind) for each in listed] == [
        ("Bridge late | ▒▒▒▒▒▒▒▒ ▒▒▒▒", "", True),
        ("Article 2", "", True),
    ]


def test_a_list_shows_numbers_where_names_are_hidden(project: Project) -> None:
    desk = desk_of(blind(project, speakers=True))
    assert [each.title for each in desk.blind.titles().values()][1] == "Article 2"
    assert next(iter(desk.blind.titles().values())).title.startswith("Article 1: ")


@pytest.mark.parametrize(
    ("hide", "stays", "goes"),
    [
        (["author"], ["Northern Star", "4 June 2019", "star.example.com", "Follow us"], ["Ines Calder"]),
        (["date"], ["Northern Star", "By Ines Calder", "3 June 2019"], ["4 June 2019"]),
        (["outlet"], ["4 June 2019", "Ines Calder saw it"], ["Northern Star", "By Ines", "star.example"]),
        ([], ["Northern Star", "By Ines Calder", "4 June 2019"], []),
    ],
)
def test_each_field_is_hidden_by_itself(project: Project, hide: list[str], stays: list[str], goes: list[str]) -> None:
    drawn = desk_of(blind(project, hide=hide)).veil.text
    assert not [words for words in stays if words not in drawn]
    assert not [words for words in goes if words in drawn]


def test_a_byline_stays_hidden_under_another_role(project: Project) -> None:
    from annotator.desk.resegmenting import set_role

    desk = desk_of(blind(project))
    byline = next(segment for segment in desk.passage.segments if segment.role == "byline")
    set_role(desk, byline, "sentence")
    assert "Calder" not in desk.veil.text


def test_signs_stand_for_names_and_the_name_behind_one_is_recorded(project: Project) -> None:
    change_speaker(project.store, "s-moscow", "create", "Kremlin", kind="state", author="lead")
    change_speaker(project.store, "s-moscow", "alias", "Moscow", author="lead")
    desk = desk_of(blind(project, speakers=True))
    assert "Brandt" not in desk.veil.text
    ranked = blind_ranked(desk, desk.veil)
    assert [choice.called or choice.name for choice in ranked] == ["[A]", "[B]", "the author", "[C]", "[D]"]
    assert [choice.name for choice in narrowed(ranked, "A") if choice.called] == ["Tomas Brandt"]
    (kremlin,) = [choice for choice in ranked if choice.speaker == "s-moscow"]
    assert kremlin.called == "[C]"
    assert desk.veil.name("Kremlin", "s-moscow") == "[C]"
    assert desk.veil.name("Mayor Tomas Brandt") == "[A]"
    assert desk.veil.name("Tomas Brandt (unnamed officials)") == "[A] (unnamed officials)"
    assert desk.veil.name("Tomas Brandt Works") == "Tomas Brandt Works"
    assert desk.veil.name("Somebody Else") == "Somebody Else"


def test_what_is_read_out_names_signs_and_nothing_hidden(project: Project) -> None:
    desk = desk_of(blind(project, speakers=True))
    span = desk.sentence.span
    assert desk.veil.spoken(span.start, span.end) == "The bridge is safe, name A told the name B."
    assert desk_of(project).veil.spoken(span.start, span.end) == span.of(desk.passage.document.text)


def test_an_article_is_revealed_as_a_whole_and_only_when_finished(project: Project) -> None:
    desk = desk_of(blind(project))
    desk.add_claim("neutral", done=True)
    with pytest.raises(LabelError, match="2 sentences are not finished"):
        desk.blind.reveal(desk)
    assert desk.veil.state == "blind"
    finish_all(desk)
    assert desk.blind.can_reveal(desk.passage)
    saved = desk.blind.reveal(desk)
    assert [revision.origin for revision in saved] == ["revealed"] * 3
    assert (desk.index, desk.passage.finished, desk.veil.state) == (0, 0, "revealed")
    assert desk.veil.text == desk.passage.document.text
    assert dict(desk.blind.masthead(desk.passage))["outlet"] == "The Northern Star"
    with pytest.raises(LabelError, match="revealed already"):
        desk.blind.reveal(desk)


def test_another_annotator_stays_blind(project: Project) -> None:
    hidden = blind(project)
    desk = desk_of(hidden)
    finish_all(desk)
    desk.blind.reveal(desk)
    other = desk_of(hidden, "ben")
    assert other.veil.state == "blind"
    with pytest.raises(LabelError, match="read blind"):
        other.blind.masthead(other.passage)
    assert Blind(hidden, "ann").titles()[desk.passage.document.id].blind is False


def test_a_reveal_that_fails_changes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from annotator.desk import second_looks

    desk = desk_of(blind(project))
    finish_all(desk)
    before = {sentence.key: last_revision(project.store, "ann", sentence.key) for sentence in desk.passage.sentences}
    real: Callable[..., object] = second_looks.save
    calls: list[int] = []

    def failing(*args: object, **named: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise LabelError("no", "")
        return real(*args, **named)

    monkeypatch.setattr(second_looks, "save", failing)
    with pytest.raises(LabelError):
        desk.blind.reveal(desk)
    assert {key: last_revision(project.store, "ann", key) for key in before} == before
    assert desk.veil.state == "blind"


def test_the_second_label_stands_beside_the_blind_one(project: Project) -> None:
    desk = desk_of(blind(project))
    finish_all(desk)
    desk.blind.reveal(desk)
    claim = desk.label.claims[0]
    desk.change_claim(claim.id, stance="pro-moscow")
    desk.finish()
    versions = history(project.store, "ann", desk.sentence.key)
    assert [revision.body.claims[0].stance for revision in versions if revision.done] == ["neutral", "pro-moscow"]
    assert desk.passage.is_done(desk.sentence.key)


def test_the_release_counts_the_blind_label_until_the_second_one_is_finished(project: Project, tmp_path: Path) -> None:
    desk = desk_of(blind(project))
    finish_all(desk)

    def released() -> list[str]:
        write_release(project.store, project.roles, tmp_path / "release")
        rows = [json.loads(line) for line in (tmp_path / "release" / ANNOTATIONS).read_text("utf-8").splitlines()]
        assert len(rows) == 3
        first = min(rows, key=lambda row: row["sentence"]["start"])
        return [claim["stance"] for claim in first["claims"]]

    before = released()
    desk.blind.reveal(desk)
    assert released() == before == ["neutral"]
    desk.change_claim(desk.label.claims[0].id, stance="pro-moscow")
    assert released() == ["neutral"]
    desk.finish()
    assert released() == ["pro-moscow"]


def test_status_counts_what_is_blind_and_what_was_revealed(project: Project) -> None:
    hidden = blind(project)
    desk = desk_of(hidden)
    finish_all(desk)
    (ann,) = project_status(hidden).annotators
    assert (ann.blind, ann.revealed) == (1, 0)
    desk.blind.reveal(desk)
    desk_of(hidden, "ben").no_claim()
    counts = {each.annotator: (each.blind, each.revealed) for each in project_status(hidden).annotators}
    assert counts == {"ann": (0, 1), "ben": (1, 0)}
    assert [(each.blind, each.revealed) for each in project_status(project).annotators] == [(0, 1), (0, 0)]


def test_a_setting_that_is_impossible_is_named_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "annotator.toml"
    path.write_text('blind.on = true\nblind.hide = ["title"]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"annotator.toml: blind.hide.*title"):
        read_settings(path)


def test_the_settings_of_a_new_project_can_be_switched_on_in_place(tmp_path: Path) -> None:
    path = init_project(tmp_path / "new") / "annotator.toml"
    path.write_text(path.read_text("utf-8").replace("blind.on = false", "blind.on = true"), encoding="utf-8")
    assert read_settings(path).blind == BlindSettings(on=True)
