"""Masks: nothing of what is hidden is drawn, nothing else changes, and no offset moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.cast_signs import cast_signs, in_sentence_case
from annotator.text.graphemes import graphemes
from annotator.text.masking import Mask, joined, masked, sign_of, without_blocks
from annotator.text.phrases import Phrases
from annotator.text.telling import addresses, author_names, days, outlet_names, site_name, title_tail
from annotator.tui.display import shown, width
from annotator.tui.layout import Layout

_HARD = "ae\u0301\u200d👨👩🇷🇺〓▒ \n\r\t\x1b한ᄀ\u1160\u11a8\ufe0f\u0600ะำ中ж\u0903\u00ad\u2028"
_TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(_HARD)), max_size=40)
_MASKS = st.lists(st.builds(Mask, st.integers(0, 42), st.integers(0, 42), st.sampled_from(["", "A", "BC"])), max_size=5)
_DRAWN = set("▒〓[]［］ABCＡＢＣ")


def _hides(masks: list[Mask], start: int, end: int) -> bool:
    return any(mask.start < end and start < mask.end for mask in masks if mask.start < mask.end)


@given(_TEXTS, _MASKS)
def test_every_grapheme_keeps_its_place_and_all_that_is_not_hidden_stays(text: str, masks: list[Mask]) -> None:
    drawn = masked(text, masks)
    assert len(drawn) == len(text)
    assert graphemes(drawn) == graphemes(text)
    for start, end in graphemes(text):
        if not _hides(masks, start, end):
            assert drawn[start:end] == text[start:end]


@given(_TEXTS, _MASKS)
def test_every_cell_of_a_mask_shows_a_block_or_a_sign_and_as_wide(text: str, masks: list[Mask]) -> None:
    drawn = masked(text, masks)
    for start, end in graphemes(text):
        before, after = shown(text[start:end]), shown(drawn[start:end])
        if not _hides(masks, start, end) or before.isspace() or before == "\ufffd" or not width(before):
            continue
        assert width(after) == min(2, width(before))
        assert set(after) <= _DRAWN, (before, after)


@given(_TEXTS, _MASKS, st.integers(1, 30))
def test_what_is_clicked_in_a_masked_text_lies_where_it_lies_in_the_text(
    text: str, masks: list[Mask], cells: int
) -> None:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    paragraphs = [(start, end)] if start < end else []
    flow = Layout(masked(text, masks), paragraphs, cells)
    # A mark behind the blanks at the beginning belongs to a blank that is not laid out.
    edges = {start + edge for grapheme in graphemes(text[start:end]) for edge in grapheme}
    for row in range(len(flow)):
        for cell in flow.line(row).cells:
            assert {cell.start, cell.end} <= edges
            assert flow.offset_at(row, cell.column) == cell.start


def test_a_sign_stands_in_the_first_word_where_it_has_room() -> None:
    text = "Sergei Lavrov met Xi, al-Jubeir and 王毅."
    masks = [Mask(0, 13, "A"), Mask(18, 20, "B"), Mask(22, 31, "AB"), Mask(36, 38, "C")]
    assert masked(text, masks) == "[A]▒▒▒ ▒▒▒▒▒▒ met B▒, [AB]▒▒▒▒▒ and Ｃ〓."


def test_a_mask_without_a_sign_is_blocks_only() -> None:
    assert masked("By Mira\nOkafor", [Mask(0, 14)]) == "▒▒ ▒▒▒▒\n▒▒▒▒▒▒"


def test_a_masked_title_can_be_read_out() -> None:
    text = "US and Lavrov go on | Northern Star"
    drawn = masked(text, [Mask(0, 2, "A"), Mask(7, 13, "B"), Mask(22, 35)])
    assert drawn == "A▒ and [B]▒▒▒ go on | ▒▒▒▒▒▒▒▒ ▒▒▒▒"
    assert without_blocks(drawn) == "name A and name B go on | hidden"
    assert without_blocks("A plain [C] title") == "A plain name C title"


def test_an_accent_is_hidden_with_its_letter() -> None:
    drawn = masked("Jose\u0301!", [Mask(0, 4)])
    assert shown(drawn) == "▒▒▒▒!"
    assert "\u0301" not in drawn


def test_signs_go_on_behind_z() -> None:
    assert [sign_of(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_masks_that_overlap_become_one_with_the_sign_of_the_first() -> None:
    assert joined([Mask(5, 9, "B"), Mask(0, 6), Mask(9, 9, "C"), Mask(12, 14, "D")]) == (
        Mask(0, 9),
        Mask(12, 14, "D"),
    )


def test_phrases_are_found_by_whole_words_the_longest_first_and_never_in_small_letters() -> None:
    phrases = Phrases()
    for name, meaning in (("Star", "1"), ("The Northern Star", "2"), ("al-Assad", "3"), ("", "4")):
        phrases.add(name, meaning)
    text = "the northern star, The Northern\nStar; Stars; STAR. Bashar al-Assad, star."
    found = [(text[start:end], meaning) for start, end, meaning in phrases.find(text)]
    assert found == [("The Northern\nStar", "2"), ("STAR", "1"), ("al-Assad", "3")]


def test_one_bearer_has_one_sign_whatever_the_name() -> None:
    text = "Foreign Minister Sergei Lavrov met Ada Voss. Later Lavrov said that Voss and Sergey Lavrov agree."
    end = text.index(".") + 1
    cast = cast_signs(text, [(0, end), (end + 1, len(text))], {})
    assert [(text[mask.start : mask.end], mask.sign) for mask in cast.masks] == [
        ("Foreign Minister Sergei Lavrov", "A"),
        ("Ada Voss", "B"),
        ("Lavrov", "A"),
        ("Voss", "B"),
        ("Sergey Lavrov", "A"),
    ]
    assert cast.bearers["A"].name == "Sergei Lavrov"


def test_names_of_the_registry_are_found_by_their_aliases_and_known_by_their_id() -> None:
    text = "The MFA refused. Lavrov agreed with the ministry."
    known = {"Russian Foreign Ministry": "s-1", "MFA": "s-1", "Sergei Lavrov": "s-2", "Lavrov": "s-2"}
    cast = cast_signs(text, [(0, 16), (17, len(text))], known)
    assert {sign: (each.known, each.name) for sign, each in cast.bearers.items()} == {
        "A": ("s-1", "Russian Foreign Ministry"),
        "B": ("s-2", "Sergei Lavrov"),
    }


def test_two_bearers_of_a_surname_leave_the_bare_surname_apart() -> None:
    text = "Ada Voss met Karl Voss. Then Voss left."
    cast = cast_signs(text, [(0, 23), (24, len(text))], {})
    assert [mask.sign for mask in cast.masks] == ["A", "B", "C"]


def test_capitals_tell_no_names_in_a_headline_of_capitals() -> None:
    assert in_sentence_case("Harbour towns weigh a ferry plan of Brandt")
    assert not in_sentence_case("Harbour Towns Weigh Ferry Plan")


def test_what_tells_a_source() -> None:
    text = (
        "See https://star.example.com/a?b=1. Write to a.b@star.org, follow @TheStar or visit star.com/x; e.g. this.And"
    )
    assert [text[start:end] for start, end in addresses(text)] == [
        "https://star.example.com/a?b=1",
        "a.b@star.org",
        "@TheStar",
        "star.com/x",
    ]
    dated = "On 2019-06-03, 3.6.2019, June 3, 2019, 3 June 2019 and 19 февраля 2018; 3 men in June."
    assert [dated[start:end] for start, end in days(dated)] == [
        "2019-06-03",
        "3.6.2019",
        "June 3, 2019",
        "3 June 2019",
        "19 февраля 2018",
    ]
    assert outlet_names("The Northern Star (NS)") == ["Northern Star", "NorthernStar", "NS"]
    assert {"Al Jazeera English", "Al Jazeera", "AlJazeera"} <= set(outlet_names("Al Jazeera English"))
    assert "BBC" in outlet_names("BBC News")
    assert "Iran" not in outlet_names("Iran International")
    assert {"РИА Новости", "РИА Новостям", "РИА Новостей"} <= set(outlet_names("РИА Новости"))
    assert {"Российской газете", "Российскую газету"} <= set(outlet_names("Российская газета"))
    assert {"Известия", "Известий", "Известиям"} <= set(outlet_names("Известия"))
    assert "ТАССа" not in outlet_names("ТАСС")
    assert author_names("By Mira Okafor and Jan Novak, Pell") == ["Mira Okafor", "Jan Novak", "Pell"]
    assert [site_name(url) for url in ("https://www.rt.com/news", "bbc.co.uk", "en.star.org", "", "http://[")] == [
        "rt",
        "bbc",
        "star",
        "",
        "",
    ]
    tail = title_tail("Talks fail again | Northern Star")
    assert tail is not None
    assert "Talks fail again | Northern Star"[slice(*tail)] == "Northern Star"
    assert title_tail("Talks fail - Lavrov") is None
