"""Finding sentences: what is lit is what was asked for, whatever the text and the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.hit_filters import HitFilters, filters_of
from annotator.desk.importing import add_articles
from annotator.desk.my_labels import my_labels, wanted
from annotator.desk.project import Project, init_project, open_project
from annotator.desk.search import Hit, pattern_of, phrase_spans, plain_phrase, search_article, search_corpus, words_of
from annotator.desk.second_looks import call_back
from annotator.desk.suggested import Suggested
from annotator.errors import UsageError
from annotator.records.documents import Metadata
from annotator.records.labels import Label
from annotator.records.spans import Span
from annotator.store.documents import document_ids

letters = st.text(st.sampled_from("aAbBßСсé́ \n\u00a0x.👩\u200d🚀"), max_size=40)


@given(letters, letters.filter(lambda text: bool(plain_phrase(text))), letters)
def test_a_phrase_is_found_where_it_stands_whatever_its_case_and_blanks(before: str, phrase: str, after: str) -> None:
    said = phrase.upper() if len(phrase.upper()) == len(phrase) else phrase
    text = f"{before} {said} {after}"
    spans = phrase_spans(text, phrase, 0, len(text))
    assert spans
    wanted_words = plain_phrase(phrase)
    for span in spans:
        assert plain_phrase(span.of(text)) == wanted_words


@given(letters, letters)
def test_what_is_found_ends_with_whole_letters(text: str, phrase: str) -> None:
    for span in phrase_spans(text, phrase, 0, len(text)):
        assert not unicodedata.combining(text[span.start]) or span.start == 0
        assert span.end == len(text) or not unicodedata.combining(text[span.end])


@given(letters)
def test_whatever_is_typed_is_understood(typed: str) -> None:
    assert all(word.search("") is None for word in words_of(typed)) or not words_of(typed)


def test_words_phrases_and_open_quotation_marks() -> None:
    one, phrase, four = words_of('one "two three" four')
    assert phrase.findall("Two\n three, two “three” and two threes") == ["Two\n three", "two “three"]
    assert (bool(one.search("phone")), bool(four.search("fourth"))) == (True, True)
    assert [word.pattern for word in words_of('one "two thr')] == ["one", "two", "thr"]
    assert words_of(' " ') == ()


def test_upper_case_in_a_pattern_makes_case_matter() -> None:
    assert pattern_of("us").search("the US")
    assert not pattern_of("US").search("the us")
    with pytest.raises(UsageError, match="no regular expression"):
        pattern_of("(")


def test_a_project_is_searched_as_the_annotator_cuts_it(tmp_path: Path) -> None:
    root = init_project(tmp_path / "project")
    (root / "a.txt").write_text("Talks\n\nMayors met in Rome. Nobody asked them why.\n\nНикто не спросил.\n", "utf-8")
    with open_project(root) as project:
        add_articles(project, [root / "a.txt"], Metadata())
        desk = AnnotationDesk(project, "anna")
        desk.resume()
        (hit,) = search_corpus(project, "anna", words_of("НИКТО"))
        assert [hit.text[start:end] for start, end in hit.lit] == ["Никто"]
        assert hit.number == 3
        assert desk.go_to_key(hit.segment)
        assert desk.sentence.key == hit.segment
        desk.add_claim("neutral")
        assert list(search_corpus(project, "anna", words_of("rome why"))) == []
        assert not desk.go_to_key(f"{hit.document}:0-1")
        (label,) = my_labels(project, "anna")
        assert (label.segment, label.number, label.claims[0].speaker) == (hit.segment, 3, "the author")
        assert wanted("neutr").fits(label) is False
        assert wanted("stance:neutr is:open никто").fits(label)
        assert not wanted("is:done").fits(label)
        assert list(my_labels(project, "ben")) == []


def test_fields_about_claims_must_fit_one_claim(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no label is 'green'"):
        wanted("is:green")
    with pytest.raises(UsageError, match="there is no field"):
        wanted("colour:green")
    assert wanted("12:30").words == ("12:30",)


def test_a_pattern_is_held_against_each_sentence(tmp_path: Path) -> None:
    with made(tmp_path, "Talks\n\nMayors met in Rome. Nobody asked them why.\nNobody knew.\n") as project:
        desk = AnnotationDesk(project, "anna")
        desk.resume()
        found = {
            typed: [hit.number for hit in search_article(desk.passage, desk.passage.document.text, pattern_of(typed))]
            for typed in (".*", "^nobody", r"why\.$", "rome.*nobody", "o.*", "x*")
        }
        everything = [each.number for each in search_article(desk.passage, desk.passage.document.text, pattern_of("."))]
    assert len(everything) == 3
    assert found == {
        ".*": everything,
        "^nobody": everything[1:],
        r"why\.$": everything[1:2],
        "rome.*nobody": [],
        "o.*": everything,
        "x*": [],
    }


def test_a_phrase_is_whole_words_where_words_have_ends() -> None:
    assert phrase_spans("The status of us, the US.", "US", 0, 25) == [Span(start=14, end=16), Span(start=22, end=24)]
    assert phrase_spans("cafe\u0301s", "cafe", 0, 6) == []
    assert [span.start for span in phrase_spans("在北京说北京话", "北京", 0, 7)] == [1, 4]
    assert phrase_spans("It costs 5%, not 15%.", "5%", 0, 21) == [Span(start=9, end=11)]


@pytest.mark.parametrize("typed", ["(?:" * 400 + "a" + ")" * 400, "[" * 3, "a{99999999999}"])
def test_a_pattern_that_cannot_be_read_is_refused_in_words(typed: str) -> None:
    with pytest.raises(UsageError):
        pattern_of(typed)


def test_filters_among_the_words() -> None:
    typed, filters = filters_of('ferry is:fl "is:new bay" title:plan 12:30')
    assert typed.split() == ["ferry", '"is:new', 'bay"', "12:30"]
    assert filters.fields == (("is", "fl"), ("title", "plan"))
    hit = Hit("0" * 16 + ":0-5", 1, "Ferry", (), Label(flag=True))
    assert filters.fits(hit, "A Plan")
    assert not filters.fits(hit, "Else")
    assert not HitFilters((("is", "done"),)).fits(hit, "A Plan")
    assert filters_of("is: title:") == (" ", HitFilters())
    with pytest.raises(UsageError, match="no sentence is 'green'"):
        filters_of("is:green")


def test_whoever_cannot_go_to_a_sentence_has_not_finished_this_one(tmp_path: Path) -> None:
    with made(tmp_path, "Talks\n\nMayors met.\n", "More\n\nNobody came.\n") as project:
        desk = AnnotationDesk(project, "anna")
        desk.resume()
        desk.add_claim("neutral")
        other = next(each for each in document_ids(project.store) if each != desk.passage.document.id)
        key = desk.sentence.key
        assert not desk.go_to_key(f"{other}:0-3")
        assert (desk.sentence.key, desk.passage.is_done(key)) == (key, False)


def test_a_spread_claim_stands_in_whole_words_and_never_in_a_sentence_to_be_judged_anew(tmp_path: Path) -> None:
    texts = ("One\n\nThe US left Kabul.\n", "Two\n\nThe status of the campus is open.\n", "Three\n\nThe US stays.\n")
    with made(tmp_path, *texts) as project:
        desk = AnnotationDesk(project, "anna")
        desk.resume()
        suggested = Suggested(desk)
        start = desk.passage.document.text.index("US")
        desk.add_claim("pro-moscow", [Span(start=start, end=start + 2)])
        claim = desk.claim
        suggested.offering.spread("US", claim)

        def spread() -> list[str]:
            work = suggested.offering.work()
            if work is not None:
                suggested.offering.take_in(work.run())
            found = suggested.offering.proposed().candidates
            text = desk.passage.document.text
            return [
                span.of(text)
                for each in found
                for span in each.suggestion.spans
                if "these words" in each.suggestion.rule
            ]

        desk.next()
        assert spread() == []
        desk.next()
        assert spread() == ["US"]
        desk.no_claim()
        call_back(project, "anna", [desk.sentence.key], "recalled")
        desk.reopen(desk.sentence.start)
        suggested.offering.spread("US", claim)
        assert desk.label.verdict is None
        assert spread() == []


def test_own_claims_are_found_behind_however_many_other_sentences(tmp_path: Path) -> None:
    texts = [f"T{n}\n\nNobody came to town {n}.\n" for n in range(6)]
    with made(tmp_path, *texts) as project:
        desk = AnnotationDesk(project, "anna")
        desk.resume(document_ids(project.store)[-1])
        desk.add_claim("neutral")
        hits = list(search_corpus(project, "anna", words_of('"nobody came"'), most_open=2))
        assert [hit.claimed for hit in hits] == [False, False, True]
        assert len(list(search_corpus(project, "anna", words_of('"nobody came"')))) == 6


@contextmanager
def made(folder: Path, *texts: str) -> Iterator[Project]:
    """A project with articles of these texts."""
    root = init_project(folder / "project")
    files = [root / f"{number}.txt" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, "utf-8")
    with open_project(root) as project:
        add_articles(project, files, Metadata())
        yield project
