"""What paragraphs are taken for, and that sentences are not taken for anything else."""

from __future__ import annotations

import pytest

from annotator.text.segmentation import segment

BODY = (
    "The ministers met in Vienna on Monday and left without a word.",
    "Nobody at the airport was surprised, because the last three meetings had ended in the same way.",
)


def roles_of(text: str) -> dict[str, str]:
    return {text[each.start : each.end]: each.role for each in segment(text)}


def within(*paragraphs: str) -> dict[str, str]:
    """Roles of an article with these paragraphs in its middle."""
    return roles_of("\n\n".join(["A Long Night in Vienna", BODY[0], *paragraphs, BODY[1]]))


def below(*paragraphs: str) -> dict[str, str]:
    """Roles of an article with these paragraphs at its end."""
    return roles_of("\n\n".join(["A Long Night in Vienna", *BODY, *paragraphs]))


def above(*paragraphs: str) -> dict[str, str]:
    """Roles of an article with these paragraphs between title and body."""
    return roles_of("\n\n".join(["A Long Night in Vienna", *paragraphs, *BODY]))


@pytest.mark.parametrize(
    "line", ["Peace at last", "Is this peace?", "«Мир» без мира", "Russia, US Reach a Deal: What Next"]
)
def test_title(line: str) -> None:
    assert roles_of("\n\n".join([line, *BODY]))[line] == "title"


def test_a_repeated_title_is_a_title() -> None:
    text = "\n\n".join(["A Long Night", "A long night", *BODY])
    assert [each.role for each in segment(text)][:2] == ["title", "title"]


def test_a_title_under_its_front_matter_is_a_title() -> None:
    text = "\n\n".join(["title: A Long Night in Vienna", "A Long Night in Vienna", *BODY])
    assert [each.role for each in segment(text)][:2] == ["title", "title"]


def test_a_title_of_two_sentences_is_one_segment() -> None:
    text = "\n\n".join(["Who pays? What we know so far", *BODY])
    assert next(text[each.start : each.end] for each in segment(text)) == "Who pays? What we know so far"


@pytest.mark.parametrize("line", ["— And then?", "— Whom do you blame?"])
def test_a_question_of_an_interview_is_a_sentence(line: str) -> None:
    assert within(line)[line] == "sentence"


@pytest.mark.parametrize(
    "line",
    [
        "Home | News | World | Opinion",
        "Arabic | English | Kurdish",
        "You have 2 free articles remaining this month.",
        "Please turn on JavaScript to use this feature",
        "12 thoughts on “Peace”",
        "Комментарии (14)",
        "Click to share on Twitter (Opens in new window)",
        "You are receiving this email because you signed up at harbour.example.",
        "FILE PHOTO: Trucks wait at a crossing near Azaz, February 3, 2017. REUTERS/Omar Haddad",
    ],
)
def test_furniture_of_a_site(line: str) -> None:
    assert set(below(line).values()) == {"title", "sentence", "boilerplate"}
    assert all(role != "sentence" for text, role in below(line).items() if text not in BODY)


def test_a_sentence_without_its_stop_under_the_byline_is_no_heading() -> None:
    line = "Factions in the north rejected on Thursday the plan that the two ministers had announced in Vienna"
    got = roles_of("\n\n".join(["A Long Night", "By Mira Kestrel", line, *BODY]))
    assert got[line] == "sentence"


def test_a_text_of_one_line_is_a_sentence() -> None:
    assert roles_of("Russia strikes a deal with itself") == {"Russia strikes a deal with itself": "sentence"}


def test_lines_without_stops_and_without_a_body_are_sentences() -> None:
    text = "The envoys have left the hotel\nThe lights are still on\nThe drivers are asleep"
    assert set(roles_of(text).values()) == {"sentence"}


def test_a_first_sentence_is_no_title() -> None:
    assert roles_of("\n\n".join(BODY))[BODY[0]] == "sentence"


@pytest.mark.parametrize("line", ["What the night cost", "Кто платит", "“A gift to the terrorists”", "THE PRICE"])
def test_heading(line: str) -> None:
    assert within(line)[line] == "heading"


def test_questions_that_part_a_text_are_headings() -> None:
    asked = ["Who is talking?", "What does each side want?", "And what if they fail?"]
    text = "\n\n".join(part for question in asked for part in (question, "Nobody here could say for sure."))
    got = roles_of("Three Questions\n\n" + BODY[0] + "\n\n" + text)
    assert [got[question] for question in asked] == ["heading"] * 3


def test_a_single_question_is_a_sentence() -> None:
    assert within("What now?")["What now?"] == "sentence"


@pytest.mark.parametrize(
    "line",
    [
        "They told us nothing",
        "He said that the talks were over and that he would not come back to this town",
        "The mayor said he would not sign the paper before Friday",
        "and so it went on",
    ],
)
def test_a_sentence_without_its_stop_is_no_heading(line: str) -> None:
    assert within(line)[line] == "sentence"


@pytest.mark.parametrize(
    "line",
    [
        "By Mira Kestrel",
        "BY MIRA KESTREL AND JOHN OAKES",
        "By Mira Kestrel in Vienna",
        "Author: M. Kern",
        "Автор: М. Керн",
        "Written by Mira Kestrel",
        "Mira Kestrel",
        "Mira Kestrel, Reuters",
        "Ghassan al-Mirwani",
        "Dr. Mira Kestrel",
    ],
)
def test_byline_above_the_body(line: str) -> None:
    assert above(line)[line] == "byline"


@pytest.mark.parametrize(
    "line", ["Reporting by M. Kestrel; editing by J. Oakes", "(Additional reporting by J. Oakes in Minsk)"]
)
def test_byline_below_the_body(line: str) -> None:
    assert below(line)[line] == "byline"


def test_a_note_on_the_author_needs_the_byline() -> None:
    note = "Mira Kestrel is a fellow at the Dolna Center."
    with_byline = roles_of("\n\n".join(["A Long Night", "By Mira Kestrel", *BODY, note]))
    assert with_byline[note] == "byline"
    assert below(note)[note] == "sentence"


def test_a_sentence_that_begins_with_by_is_a_sentence() -> None:
    line = "By Friday all of them had left."
    assert within(line)[line] == "sentence"


@pytest.mark.parametrize(
    "line",
    [
        "February 19, 2018",
        "19 Feb 2018 10:32 GMT",
        "Published: Monday, 3 May 2016",
        "2018-02-19",
        "19.02.2018",
        "3 мая 2016 г.",
        "Updated Oct. 14, 2014, 7:15 a.m.",
        "VIENNA, May 3",
        "May 3rd, 2016 | 10:00 am",
        "05/03/2016 | Press release | Distributed by the ministry on 05/03/2016 07:08",
    ],
)
def test_date_line(line: str) -> None:
    assert above(line)[line] == "dateline"


@pytest.mark.parametrize(
    "lead",
    [
        "VIENNA (Reuters) -",
        "VIENNA, May 3 (Reuters) –",
        "VIENNA —",
        "Vienna, Austria (CNN) --",
        "(Reuters) –",
        "MINSK/VIENNA (Reuters) -",
        "ВЕНА, 3 мая — РИА Новости.",
        "ВЕНА, 3 мая. /ТАСС/.",
        "VIENNA:",
        "New Delhi:",
        "Dolna, May 3 (KNA):",
        "DOLNA, May.3:",
        "МОСКВА:",
    ],
)
def test_run_in_dateline(lead: str) -> None:
    text = "A Long Night\n\n" + f"{lead} Ministers met on Monday. They left." + "\n\n" + BODY[1]
    got = [(each.role, text[each.start : each.end]) for each in segment(text)]
    assert got[1:4] == [("dateline", lead), ("sentence", "Ministers met on Monday."), ("sentence", "They left.")]


@pytest.mark.parametrize(
    "label", ["ORLIN:", "UPDATE:", "Question:", "Pavel Orlin:", "BREAKING NEWS:", "NATO:", "The Day, May 3:"]
)
def test_a_speaker_or_a_label_before_a_colon_is_no_dateline(label: str) -> None:
    line = f"{label} Ministers met on Monday in Vienna to talk about the ferry."
    assert above(line)[line] == "sentence"
    below = "MOSCOW: Nobody there wanted to say more on Monday."
    assert within(below)[below] == "sentence", "a place before a colon further down is a speaker"


def test_a_plain_run_in_needs_the_top_and_a_sentence_starter() -> None:
    assert above("Dolna Times – Since May nothing has moved.")["Dolna Times –"] == "dateline"
    assert (
        within("Dolna Times – Since May nothing has moved.")["Dolna Times – Since May nothing has moved."] == "sentence"
    )
    aside = "Kern – The Hammer to his friends – said no."
    assert above(aside)[aside] == "sentence"


@pytest.mark.parametrize(
    "line",
    [
        "Tags: Vienna, talks",
        "Key words: war; peace",
        "Found in: vienna, russia",
        "Filed under: World",
        "Теги: Вена, мир",
        "Photo: M. Kestrel / Dolna Times",
        "(Photo by Mira Kestrel)",
        "© 2016 Dolna Times",
        "Getty Images",
        "AP Photo/Mira Kestrel",
        "Also read: Who cut the road?",
        "Related: Five nights in Minsk",
        "Share | Print | E-mail",
        "***",
        "Advertisement",
        "— — —",
        "https://example.org/a?b=c",
        "tips@example.org",
        "Follow us on Twitter",
        "Все права защищены.",
        "Subscribe to our newsletter",
        "We use cookies to see how our pages are read.",
        "By using our site, you agree to these terms.",
        "Already a subscriber?",
        "Sign up for our free newsletter.",
        "All rights reserved.",
        "The views expressed in this article are those of the author.",
        "This article was first published in Arabic.",
    ],
)
def test_boilerplate(line: str) -> None:
    assert below(line)[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "The commission wants a law on cookies and on the privacy policy of large sites.",
        "Ministers read the comments and left.",
        "He subscribed to the view that the war was lost.",
        "Home is where the army is not.",
        "The photo was taken by a soldier.",
        "Tags were found on the shells, investigators said.",
        "Related talks in Minsk have failed.",
        "You may also like the other side better, he told them.",
    ],
)
def test_prose_with_words_of_boilerplate_is_prose(line: str) -> None:
    assert set(within(line).values()) <= {"title", "sentence"}


def test_links_below_a_lead_in_go_with_it_until_prose_comes() -> None:
    got = within("Also read", "Five nights in Minsk", "• The price of bread")
    assert got["Five nights in Minsk"] == got["• The price of bread"] == "boilerplate"
    assert got[BODY[1]] == "sentence"


def test_bullets_of_an_offer_are_boilerplate_and_bullets_of_the_text_are_not() -> None:
    offer = below("Subscribe to the Dolna Times and get:", "• The Friday letter", "• The archive")
    assert offer["• The Friday letter"] == offer["• The archive"] == "boilerplate"
    points = below("The sides agreed on three points:", "• A ceasefire", "• An exchange of lists")
    assert points["• A ceasefire"] == points["• An exchange of lists"] == "sentence"


def test_a_pulled_quote_is_the_copy_out_of_line() -> None:
    body = "The envoy was brief. “We will not sign a paper that nobody reads,” she said at the door. Then she left."
    got = within(body, "We will not sign a paper that nobody reads")
    assert got["We will not sign a paper that nobody reads"] == "pullquote"
    assert got["“We will not sign a paper that nobody reads,” she said at the door."] == "sentence"


def test_the_name_below_a_pulled_quote_is_a_byline() -> None:
    body = "“We will not sign a paper that nobody reads,” the envoy said. Then she left."
    got = within(body, "“We will not sign a paper that nobody reads”", "Mira Kestrel")
    assert got["Mira Kestrel"] == "byline"


def test_a_paragraph_that_stands_twice_in_full_stays_text() -> None:
    line = "The road to the airport was closed for the whole night."
    assert [each.role for each in segment("\n\n".join([BODY[0], line, line, BODY[1]]))] == ["sentence"] * 4


def test_a_footer_in_another_script_is_boilerplate_and_a_quote_is_not() -> None:
    footer = "هذا المقال يعبر عن رأي كاتبه."
    assert below(footer)[footer] == "boilerplate"
    quote = "«Мы не подпишем», сказал он."
    assert within(quote)[quote] == "sentence"


def test_a_day_may_stand_behind_an_author() -> None:
    line = "By DolnaTimes | Publish Date: Mar 9 2019 12:27PM"
    assert above(line)[line] == "byline"
    assert above("By the sea | Nobody spoke")["By the sea | Nobody spoke"] != "byline"


def test_a_text_in_two_languages_has_no_footer() -> None:
    russian = "Министры встретились в Вене и уехали молча. Никто в аэропорту не удивился, все этого ждали."
    assert set(roles_of(f"{BODY[0]}\n\n{russian}").values()) == {"sentence"}


def test_an_arrow_before_a_sentence_hides_nothing() -> None:
    found = within(
        "Latest developments:",
        "►The port of Varnholm was closed on Sunday “until the mines are gone.”",
        "►Two tankers turned back.",
    )
    assert found["►The port of Varnholm was closed on Sunday “until the mines are gone.”"] == "sentence"
    assert found["►Two tankers turned back."] == "sentence"
    assert within("► The port is closed")["► The port is closed"] == "heading"


@pytest.mark.parametrize("clock", ["1:30 p.m.", "10:15 am", "9:05 P.M.", "10:15"])
def test_the_time_over_each_entry_of_a_live_report(clock: str) -> None:
    assert within(clock, "The delegations have sat down again, a spokesman says.")[clock] == "dateline"


def test_a_first_sentence_in_the_words_of_the_title_is_read() -> None:
    title = "Nobody in Vienna wants to speak of the talks, says the spokesman"
    assert [each.role for each in segment(f"{title}\n3 May 2021, 12:40\n{title}.\n{BODY[0]}")] == [
        "title",
        "dateline",
        "sentence",
        "sentence",
    ]
    assert roles_of(f"{title}\n\n{title}\n\n{BODY[0]}")[title] == "title"
    asked = "Who pays for the bridge?"
    assert [each.role for each in segment("\n\n".join([asked, asked, *BODY]))][:2] == ["title", "title"]


@pytest.mark.parametrize("line", ["VIENNA (Reuters/AP) —", "GENEVA, May 3 (Reuters) -"])
def test_a_dateline_that_lost_its_sentence(line: str) -> None:
    assert above(line)[line] == "dateline"


def test_an_agency_in_brackets_after_place_and_day_needs_no_list() -> None:
    found = above("Tirana, March 4 (KNA) – The council dismissed its chairman on Thursday after a long session.")
    assert found["Tirana, March 4 (KNA) –"] == "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "This article appears in: Shares , Politics",
        "VARNHOLM TODAY ON TELEGRAM:Join our news from the front channel and miss nothing",
        "Are you already a subscriber?",
        "To Read The Full Story",
        "Click to log in!",
        "A warning: some of the pictures in this report are distressing.",
        "Contains graphic images.",
    ],
)
def test_more_of_what_a_site_says_to_its_reader(line: str) -> None:
    assert below(line)[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "The minister joined our table and spoke of a channel to the other side.",
        "Are you afraid of war, a reporter asked him in the corridor.",
        "Warning: the road to the south is mined, a sign at the checkpoint says.",
        "The report contains graphic descriptions of what happened in the camp.",
        "Подробнее о планах министр обещал рассказать завтра.",
    ],
)
def test_sentences_that_only_resemble_them(line: str) -> None:
    assert within(line)[line] == "sentence"


def test_captions_that_end_in_a_picture_credit() -> None:
    caption = "The two ministers arrive at the hall in May. They spoke for an hour. (Ida Holm/AB Town Call file photo)"
    assert set(above(caption).values()) == {"title", "boilerplate", "sentence"}
    told = within("He showed it to the guests (it was an old photo).")
    assert told["He showed it to the guests (it was an old photo)."] == "sentence"


def test_a_russian_link_at_the_end_of_a_paragraph() -> None:
    link = "Подробнее об этом читайте в материале «Зимы»."
    assert within(f"Министр не ответил на вопрос. {link}")[link] == "boilerplate"


@pytest.mark.parametrize("line", ["The Washington Post", "Agence France-Presse", "Reuters"])
def test_a_paper_under_the_title_wrote_it(line: str) -> None:
    assert above(line)[line] == "byline"


def test_a_button_at_the_end_of_a_paragraph() -> None:
    assert within("The hosts were full of praise for their guests. Show more")["Show more"] == "boilerplate"
