"""Captions and what a site keeps of its pictures, scripts and notices among them; every line here is invented."""

from __future__ import annotations

import pytest

from annotator.text.segmentation import segment

TITLE = "Harbour ministers reopen the Dolna talks"
DECK = "The meeting on the quay brought no result for the fishermen of either side."
BODY = (
    "The harbour ministers of both states met in Dolna on Monday and agreed to open the talks again.",
    "Nobody on the quay was surprised, because three meetings of the ministers had ended in the same way.",
    "A spokesman for the harbour said that the Dolna talks would go on for two more days.",
)


def roles_of(*paragraphs: str) -> list[tuple[str, str]]:
    text = "\n\n".join(paragraphs)
    return [(each.role, text[each.start : each.end]) for each in segment(text)]


def roles_in(*paragraphs: str) -> dict[str, str]:
    return {text: role for role, text in roles_of(*paragraphs)}


@pytest.mark.parametrize(
    "line",
    ["Lund and Holt on the quay", "Mayor Ana Lund (R) hands Per Holt the key of the pier, on May 16. (AP)"],
)
def test_a_line_twice_in_a_row_is_a_picture(line: str) -> None:
    found = roles_of(TITLE, DECK, line, line, *BODY)
    assert [role for role, _ in found[2:-3]] == ["boilerplate"] * (len(found) - 5)
    assert [role for role, _ in found[-3:]] == ["sentence"] * 3


def test_a_title_twice_under_words_without_blanks_is_the_title() -> None:
    found = roles_of("ChronicleStormOnTheBayUpdated 14:22", TITLE, TITLE, *BODY)
    assert [role for role, _ in found[1:3]] == ["title", "title"]


def test_an_address_does_not_go_on_with_the_line_above() -> None:
    text = "\n".join([TITLE, *BODY, "(C)Dolna Times 2019", "https://www.example.com/talks"])
    assert len(segment(text)) == 6


def test_a_sentence_that_a_caption_says_as_well_stays() -> None:
    caption = f"{BODY[1]} (Ida Holm/Reuters)"
    assert [role for role, _ in roles_of(TITLE, caption, *BODY)[1:]] == [
        "boilerplate",
        "boilerplate",
        *["sentence"] * 3,
    ]


def test_a_whole_sentence_twice_right_above_the_dateline_is_a_picture() -> None:
    found = roles_of(TITLE, DECK, DECK, f"DOLNA -- {BODY[0]}", *BODY[1:])
    assert [role for role, _ in found[:5]] == ["title", "boilerplate", "boilerplate", "dateline", "sentence"]


def test_body_text_twice_in_a_row_stays() -> None:
    assert [role for role, _ in roles_of(TITLE, BODY[0], BODY[1], BODY[1], BODY[2])[1:]] == ["sentence"] * 4


def test_a_subtitle_that_the_body_begins_with_is_no_picture() -> None:
    assert roles_of(TITLE, BODY[0].rstrip("."), *BODY)[1][0] != "boilerplate"


def test_an_open_line_with_an_agency_in_brackets_is_a_caption_below_the_first_sentence_too() -> None:
    line = "Lund and Holt meet on the quay of Dolna, July 16, 2018 (Reuters)"
    assert roles_in(TITLE, DECK, line, *BODY)[line] == "boilerplate"
    assert roles_of(TITLE, *BODY[:2], f"{BODY[2]} (Reuters)")[3] == ("sentence", BODY[2])


@pytest.mark.parametrize(
    "credit", ["(Ida Holm/The Dolna Post)", "(Harbour Ministry via AP, Pool, File)", "(Ida Holm/Reuters)"]
)
def test_a_caption_of_whole_sentences_with_a_credit(credit: str) -> None:
    caption = f"Even after the storm of 2017 the old pier of Dolna is still used by the fishermen. {credit}"
    assert [role for role, _ in roles_of(TITLE, *BODY[:2], caption, BODY[2])] == [
        *("title", "sentence", "sentence", "boilerplate", "boilerplate", "sentence")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Lund, (center) the mayor of Dolna, on Tuesday opens the pier for the ferries.",
        "A ferry leaves the old pier of Dolna. Photograph: Reuters",
        "Пётр Ольшанский/ТАСС",
        "A ferry leaves the old pier of Dolna. (Ida Holm/AFP/Getty Images)",
        'For a very different take read: "The harbour talks are over"',
        "comments powered by Disqus",
        "A ferry leaves the old pier of Dolna / фото twitter.com/holt",
        "(C)Dolna Times 2019",
        "https://www.example.com/dolna/talks",
        "photo",
        "{ads_box}",
        "Читайте такжеВ Дольне открыли причал",
        "Підписуйтесь на наш канал у Дольні",
        "[HARBOUR TALKS: Timeline, documents and a guide to the piers]",
        "Читать Зиму в MAX",
    ],
)
def test_what_stands_among_the_text_of_a_page(line: str) -> None:
    assert {role for role, _ in roles_of(TITLE, *BODY[:2], line, BODY[2])[3:-1]} == {"boilerplate"}


@pytest.mark.parametrize(
    "line",
    [
        "Senator Ana Lund (R) said that the ferries would sail again.",
        "The paper asks for (a) a truce, (b) aid and (c) talks about the pier.",
        "He spoke of “[the] harbour [and its] pier,” and left.",
        "[The mayor has said since that the talks are over.]",
        "Several experts contributed to the report on the harbour.",
    ],
)
def test_sentences_that_resemble_them(line: str) -> None:
    assert roles_in(TITLE, *BODY[:2], line, BODY[2])[line] == "sentence"


def test_who_helped_to_write() -> None:
    for line in (
        "VOA’s Per Holt contributed to this story.",
        "Ana Lund and Per Holt contributed reporting from Dolna.",
    ):
        assert roles_in(TITLE, *BODY, line)[line] == "byline"


@pytest.mark.parametrize("end", ["at 40 (or 50) km/h (and/or less).", "in one week (or two)."])
def test_brackets_that_are_no_credit(end: str) -> None:
    line = f"The ferry crosses the bay {end}"
    assert roles_in(TITLE, *BODY[:2], line, BODY[2])[line] == "sentence"


def test_a_picture_from_the_archive_has_no_dateline() -> None:
    line = "FILE - In this May 3 photo, a ferry leaves the pier."
    assert roles_in(TITLE, *BODY[:2], line, BODY[2])[line] == "boilerplate"


@pytest.mark.parametrize(
    "lead",
    [
        "In this photo made from the footage of the harbour office, a ferry leaves the pier.",
        "In this Tuesday, Aug. 27, 2019 file photo, a ferry leaves the pier.",
        "In this undated photo the mayor opens the pier.",
    ],
)
def test_how_agencies_begin_a_caption(lead: str) -> None:
    assert {role for role, _ in roles_of(TITLE, f"{lead} The harbour was closed that day.", *BODY)[1:-3]} == {
        "boilerplate"
    }


@pytest.mark.parametrize(
    "line",
    [
        "In this picture of the talks, the harbour is the loser.",
        "In a photo released on Monday, the mayor stands on the pier.",
        "In this city a photo of the pier costs a coin.",
    ],
)
def test_sentences_that_begin_nearly_so(line: str) -> None:
    assert roles_in(TITLE, *BODY[:2], line, BODY[2])[line] == "sentence"


def test_headlines_with_their_papers() -> None:
    links = ["Ferries to sail again, mayor says - Dolna Times", "Talks go on, and Holt 'expects more' - The Quay Post"]
    assert [role for role, _ in roles_of(TITLE, *BODY, *links, "Ministers sail home - AFP")[4:]] == ["boilerplate"] * 3


def test_who_wrote_a_quoted_post() -> None:
    line = "— Ana Lund (@analund) September 18, 2018"
    post = "Statement of the mayor on the harbour: pic.example.com/h4rb"
    found = roles_in(TITLE, *BODY[:2], post, line, BODY[2])
    assert (found[post], found[line]) == ("sentence", "byline")


def test_a_label_with_a_bullet_above_the_body() -> None:
    assert roles_in(TITLE, "• News", *BODY)["• News"] == "boilerplate"


def test_a_body_glued_to_a_caption_stays() -> None:
    line = (
        f"FILE - In this May 3 photo, a ferry leaves the pier. (Ida Holm via AP, File)DOLNA (AP) — {BODY[0]} {BODY[1]}"
    )
    assert roles_of(TITLE, line, BODY[2])[-2] == ("sentence", BODY[1])


def test_who_stands_where_above_the_body() -> None:
    line = "Mayor Ana Lund (L) and the harbour master Per Holt"
    assert roles_in(TITLE, line, *BODY)[line] == "boilerplate"
    assert roles_of(line, *BODY)[0][0] != "title"


def test_a_word_that_begins_like_its_label() -> None:
    line = "File-sharing sites were closed on Monday, a spokesman for the harbour said."
    assert roles_in(TITLE, *BODY[:2], line, BODY[2])[line] == "sentence"


def test_a_script_among_the_text() -> None:
    line = 'window.push(function () { Box.make({ id: "x1", size: [1, 2] }); later(function() { hide(); }, 10); });'
    assert roles_in(TITLE, *BODY[:2], line, BODY[2])[line] == "boilerplate"
    said = "The decree {no. 4} is a function of the harbour, and the window stays open."
    assert roles_in(TITLE, *BODY[:2], said, BODY[2])[said] == "sentence"


@pytest.mark.parametrize(
    "line",
    [
        "IE 11 is not supported.",
        "For an optimal experience visit our site on another browser.",
        "The reCAPTCHA verification period has expired.",
        "Please reload the page.",
    ],
)
def test_what_a_site_says_of_its_working(line: str) -> None:
    assert roles_in(TITLE, *BODY, line)[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "All news, events and memos, and access to all ten of our newsletters.",
        "Access 1 free article per month when you sign up.",
        "You will receive it in your mailbox every Friday.",
        "Never miss the latest news from Dolna.",
        "Subscribers agree to the rules of the house",
        "A Message from The Dolna Times:",
        "Details soon…",
        "Please enter your comment!",
        "Show comments",
    ],
)
def test_what_a_site_offers_its_reader(line: str) -> None:
    assert roles_in(TITLE, *BODY, line)[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "The details, he said, would soon be published by the harbour.",
        "The free port took in forty articles a month, mostly bread.",
        "The mayor has a newsletter and a mailbox for the fishermen.",
    ],
)
def test_sentences_with_words_of_that_trade(line: str) -> None:
    assert roles_in(TITLE, *BODY[:2], line, BODY[2])[line] == "sentence"


def test_who_writes_above_or_below_all_text() -> None:
    note = "Ana Lund is the Holt Senior Fellow at the Harbour Institute, working on the piers of the bay."
    body = [*BODY, *(f"Ferry number {number} went out to sea in the morning." for number in range(4))]
    assert roles_of(TITLE, *body, note)[-1][0] == "byline"
    assert roles_of(note, *body)[0][0] == "byline"
    assert roles_in(TITLE, *body[:3], note, *body[3:])[note] == "sentence"


def test_what_somebody_said_set_over_the_article_is_no_title() -> None:
    line = (
        "“As for the harbour, which seems to be the natural home of all who fish, the end of the long weary quarrel "
        "about its piers is a matter of the distant future”"
    )
    assert roles_of(line, *BODY)[0][0] == "sentence"


def test_how_another_article_begins() -> None:
    links = ["Check Also", "Lund: no storm will stop the ferries", "Dolna, SANA – Mayor Ana Lund affirmed on …"]
    assert {role for role, _ in roles_of(TITLE, *BODY, *links)[4:]} == {"boilerplate"}


def test_an_agency_behind_the_city() -> None:
    found = roles_of(TITLE, f"Dolna, SANA- {BODY[0]}", *BODY[1:])
    assert [role for role, _ in found[:3]] == ["title", "dateline", "sentence"]
