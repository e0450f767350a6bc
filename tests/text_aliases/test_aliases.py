"""Which names may mean one speaker: each rule fires on its case, and on none that merely looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.aliases.folding import skeleton, tokens
from annotator.text.aliases.holders import holders
from annotator.text.aliases.lexicon import is_metonym
from annotator.text.aliases.parts import parts
from annotator.text.aliases.proposals import Holders, Named, propose


def proposals(*names: str, kind: str = "person", posts: Holders | None = None) -> set[tuple[str, str, str]]:
    speakers = [Named(name, (name,), kind, weight=len(names) - place) for place, name in enumerate(names)]
    return {(each.speaker, each.into, each.rule) for each in propose(speakers, posts or {})}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sergei", "Sergey"),
        ("Sergei", "Сергей"),
        ("Orlov", "Орлов"),
        ("Zelenskyy", "Zelensky"),
        ("Dmitri", "Dmitry"),
        ("Alexei", "Aleksey"),
        ("Yuri", "Юрий"),
        ("Mikhail", "Михаил"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(left: str, right: str) -> None:
    assert [skeleton(word) for word in tokens(left)] == [skeleton(word) for word in tokens(right)]


@pytest.mark.parametrize(("left", "right"), [("Ivanov", "Ivanova"), ("Martin", "Marten"), ("Lang", "Long")])
def test_other_names_have_another_skeleton(left: str, right: str) -> None:
    assert skeleton(left.lower()) != skeleton(right.lower())


@pytest.mark.parametrize(
    ("name", "country", "office", "proper"),
    [
        ("Russian Foreign Minister Pavel Orlin", "russia", "foreign minister", "pavel orlin"),
        ("Russia’s foreign minister", "russia", "foreign minister", ""),
        ("Russian FM", "russia", "foreign minister", ""),
        ("U.S. Secretary of State", "us", "secretary state", ""),
        ("the minister", "", "minister", ""),
        ("Dr. Munir Shalan", "", "", "munir shalan"),
        ("the American embassy", "", "", "american embasi"),
        ("Orlin's spokesman", "orlin", "spokesperson", ""),
        ("Pavel Orlin’s spokesman Jan Hale", "pavel orlin", "spokesperson", "ian hale"),
        ("Ellen Prager, the German chancellor", "germany", "chancellor", "elen prager"),
    ],
)
def test_names_come_apart(name: str, country: str, office: str, proper: str) -> None:
    taken = parts(name)
    assert (taken.country, " ".join(taken.office), " ".join(taken.proper)) == (country, office, proper)


def test_a_title_a_last_name_and_a_spelling_are_proposed() -> None:
    assert proposals("Pavel Orlin", "Foreign Minister Pavel Orlin") == {
        ("Foreign Minister Pavel Orlin", "Pavel Orlin", "title")
    }
    assert proposals("Pavel Orlin", "Orlin") == {("Orlin", "Pavel Orlin", "surname")}
    assert proposals("Sergei Orlin", "Sergey Orlin", "Сергей Орлин") == {
        ("Sergey Orlin", "Sergei Orlin", "spelling"),
        ("Сергей Орлин", "Sergei Orlin", "spelling"),
    }


def test_a_last_name_that_two_bear_is_worth_half() -> None:
    speakers = [Named(name, (name,), "person") for name in ("Orlin", "Pavel Orlin", "Anna Orlin")]
    assert {(each.into, each.score) for each in propose(speakers, {})} == {("Pavel Orlin", 0.45), ("Anna Orlin", 0.45)}


def test_whoever_works_for_somebody_is_not_that_one() -> None:
    assert proposals("Pavel Orlin", "Orlin's spokesman", "Orlin") == {("Orlin", "Pavel Orlin", "surname")}
    (found,) = proposals("Orlin's spokesman", "Orlin’s spokesperson")
    assert set(found[:2]) == {"Orlin's spokesman", "Orlin’s spokesperson"}


def test_an_initial_in_the_middle_makes_nobody_else() -> None:
    assert proposals("Jan Hale", "Jan F. Hale") == {("Jan F. Hale", "Jan Hale", "spelling")}
    assert proposals("Jan W. Hale", "Jan H. W. Hale") == set()
    speakers = [Named(name, (name,), "person") for name in ("Jan Hale", "Jan F. Hale", "Hale")]
    assert {each.score for each in propose(speakers, {}) if each.rule == "surname"} == {0.9}


def test_an_acronym_is_proposed() -> None:
    assert proposals("Orontes Monitoring Group", "OMG", kind="institution") == {
        ("OMG", "Orontes Monitoring Group", "acronym")
    }
    assert proposals("Orontes Monitoring Group", "Omar", kind="institution") == set()


def test_an_office_goes_to_whoever_the_texts_give_it_to() -> None:
    posts: Holders = {("russia", "foreign", "minister"): {("pavel", "orlin")}}
    assert proposals("Pavel Orlin", "Russian FM", posts=posts) == {("Russian FM", "Pavel Orlin", "office")}
    assert proposals("Pavel Orlin", "Turkish FM", posts=posts) == set()
    assert proposals("Russia's foreign minister", "Russian FM") == {
        ("Russian FM", "Russia's foreign minister", "office")
    }


def test_an_office_without_a_country_goes_by_the_article_it_stands_in() -> None:
    speakers = [Named(name, (name,), "person") for name in ("the minister", "Pavel Orlin")]
    posts: Holders = {("russia", "foreign", "minister"): {("pavel", "orlin")}}
    assert propose(speakers, posts) == []
    (found,) = propose(speakers, posts, {"the minister": posts})
    assert (found.speaker, found.into, found.rule) == ("the minister", "Pavel Orlin", "office")


def test_people_who_merely_share_a_title_or_a_word_are_left_apart() -> None:
    assert proposals("Gen. Pavel Strugov", "Gen. Robert Dunmore") == set()
    assert proposals("a Russian diplomat", "Russian diplomats", "a retired diplomat", kind="unnamed") == set()
    assert (
        proposals("State Department", "Russian Foreign Ministry", "Russian Defense Ministry", kind="institution")
        == set()
    )


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Russian Foreign Minister Pavel Orlin met nobody.", {(("russia", "foreign", "minister"), ("pavel", "orlin"))}),
        ("Ellen Prager, the German chancellor, left.", {(("germany", "chancellor"), ("elen", "prager"))}),
        ("Ellen Prager, who left, said no.", set()),
        ("The minister said no.", set()),
    ],
)
def test_texts_tell_who_holds_an_office(sentence: str, wanted: set[object]) -> None:
    assert set(holders(sentence)) == wanted


def test_metonyms_are_known_with_and_without_article() -> None:
    assert is_metonym("the Kremlin")
    assert is_metonym("White  House")
    assert is_metonym("Москва")
    assert not is_metonym("Geneva Convention")


@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_names_can_be_compared(names: list[str]) -> None:
    speakers = [Named(str(place), (name,), "person") for place, name in enumerate(names)]
    found = propose(speakers, {})
    assert all(each.speaker != each.into and 0 <= each.score <= 1 for each in found)
    assert len({frozenset((each.speaker, each.into)) for each in found}) == len(found)
    assert found == propose(speakers, {})
