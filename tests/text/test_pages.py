"""Pages as sites show them: menus, captions, links and notices around an article; every line here is invented."""

from __future__ import annotations

import pytest

from annotator.text.roles import page_words
from annotator.text.roles.assigning import RULES
from annotator.text.roles.furniture import RULES as OWN_RULES
from annotator.text.roles.furniture import own_role, own_roles
from annotator.text.roles.looks import Block, Look, look_at
from annotator.text.roles.pages import page_of
from annotator.text.segmentation import segment

TITLE = "Harbour ministers reopen the Dolna talks"
BODY = (
    "The harbour ministers of both states met in Dolna on Monday and agreed to open the talks again.",
    "Nobody on the quay was surprised, because three meetings of the ministers had ended in the same way.",
    "A spokesman for the harbour said that the Dolna talks would go on for two more days.",
)


def roles_of(*paragraphs: str, gap: str = "\n\n") -> list[tuple[str, str]]:
    text = gap.join(paragraphs)
    return [(each.role, text[each.start : each.end]) for each in segment(text)]


def role_in(line: str, *paragraphs: str) -> str:
    """The role of a line in a text with these paragraphs."""
    return {text: role for role, text in roles_of(*paragraphs)}[line]


def look(line: str, sentences: int = 1) -> Look:
    return look_at(Block(line, tuple((place, place + 1) for place in range(sentences))))


def below(*lines: str) -> list[str]:
    """Roles of lines under an article."""
    return [role for role, _ in roles_of(TITLE, *BODY, *lines)][1 + len(BODY) :]


def above(*lines: str) -> list[str]:
    """Roles of lines between title and body."""
    return [role for role, _ in roles_of(TITLE, *lines, *BODY)][1 : 1 + len(lines)]


def test_the_title_is_the_line_that_speaks_of_the_body() -> None:
    others = ["Storm closes the northern airport", "Price of bread doubles in a year", "Old bridge sold to a museum"]
    found = roles_of("\n".join(others), TITLE, *BODY)
    assert [role for role, _ in found[:4]] == ["boilerplate"] * 3 + ["title"]
    assert all(role == "sentence" for role, _ in found[4:])


def test_a_first_line_of_its_own_words_stays_the_title_over_its_subtitle() -> None:
    found = roles_of("The long and weary road", "Harbour ministers of both states meet again in Dolna", *BODY)
    assert [role for role, _ in found[:2]] == ["title", "heading"]


def test_a_title_with_a_byline_under_it_is_not_exchanged_for_what_follows() -> None:
    line = "Ministers of the harbour met again on Monday for the Dolna talks that nobody had expected to reopen"
    found = roles_of("A Long Night", "By Mira Kestrel", line, *BODY)
    assert [role for role, _ in found[:3]] == ["title", "byline", "sentence"]


def test_the_name_of_a_site_over_the_title_is_no_title() -> None:
    assert [role for role, _ in roles_of("Dolna Times", TITLE, *BODY)[:2]] == ["boilerplate", "title"]


def test_a_line_with_a_stop_over_a_dateline_is_the_title() -> None:
    found = roles_of("Ministers of both states meet again.", "DOLNA (Reuters) - " + BODY[0], *BODY[1:])
    assert [role for role, _ in found[:3]] == ["title", "dateline", "sentence"]


def test_the_long_title_of_a_ministry() -> None:
    line = (
        "Remarks by the Minister of Harbours of the Republic of Dolna at the third and last session of the "
        "conference on the security of quays, piers and breakwaters, held in the presence of the ministers of "
        "both states in Dolna on May 3"
    )
    assert roles_of(line, *BODY)[0] == ("title", line)


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Ana Lund opens the new pier. (Photo: Per Holt / Dolna Times)",
        "Mayor Ana Lund opens the new pier (file photo)",
        "Mayor Ana Lund opens the new pier. AFP/Per Holt.",
        "Mayor Ana Lund opens the new pier - Per HOLT / AFP",
        "(Foto: IMAGO/Holt)",
        "Мэр открывает причал (Фото: П. Хольт / РБК)",
        "- Photo via Wikimedia Commons",
        "IMG_pier_2016.jpg the new pier",
    ],
)
def test_captions_that_name_their_source(line: str) -> None:
    assert set(below(line)) == {"boilerplate"}


def test_a_caption_that_ends_with_an_agency_is_one_only_above_the_body() -> None:
    line = "The new pier of Dolna is seen in the evening of May 3, 2016. (Reuters)"
    assert set(above(line)[:2]) == {"boilerplate"}
    assert below(line) == ["sentence", "byline"]


def test_a_name_above_the_body_is_an_author_unless_the_body_begins_with_it() -> None:
    named = "The mayor of Dolna, Ana Lund, opened the harbour talks on Monday and left at once."
    assert role_in("Ana Lund", TITLE, "Ana Lund", named, *BODY) == "boilerplate"
    assert role_in("Per Holt", TITLE, "Per Holt", named, *BODY) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Your email address will not be published.",
        "Votre adresse e-mail ne sera pas publiée.",
        "This post is for paying subscribers only",
        "Already have an account?",
        "Читайте нас в Telegram",
        "Заметили ошибку? Выделите её",
        "Підписуйтесь на наш канал",
        "Abonnieren Sie unseren Newsletter",
        "Laisser un commentaire",
        "Mehr zum Thema",
        "All Of The Latest News",
        "NewsOpinionSport",
        "News Opinion Sport Culture",
        "Politics, U.S. & World",
        "Dolna Lund Harbour Dolna Lund Harbour Quay",
        "Email *",
        "3 комментария",
        "(Visited 154 times, 1 visits today)",
        "Sponsor: Quayside Tea",
    ],
)
def test_buttons_links_and_notices(line: str) -> None:
    assert set(below("Share this article", line)) == {"boilerplate"}


@pytest.mark.parametrize(
    "line",
    [
        "Follow us or leave, the general told the crowd.",
        "The ministry's website is not available.",
        "Any use of the northern quay would be a crime.",
        "“Your website lies to you,” the mayor said.",
        "Talks go on.",
    ],
)
def test_short_sentences_with_words_of_the_trade_stay(line: str) -> None:
    found = roles_of(TITLE, BODY[0], line, *BODY[1:])
    assert all(role == "sentence" for role, _ in found[1:])
    assert below(line) == ["sentence"]


@pytest.mark.parametrize(
    "line", ["На сайте Кремля опубликован указ.", "Мы в Долне этого не забудем.", "Перейти на рубли."]
)
def test_the_same_in_russian(line: str) -> None:
    body = "Министры портов встретились в Долне в понедельник и решили снова начать переговоры."
    assert roles_of("Переговоры в Долне", body, line)[-1] == ("sentence", line)


def test_a_weak_hint_needs_furniture_beside_it() -> None:
    line = look("Help us keep your page free.")
    body = [look(sentence) for sentence in BODY]
    button = look("Share this article")
    others = look("They have a website which you can easily find.")
    assert own_roles([*body, button, others])[4] is None
    assert own_roles([*body[:1], line, *body[1:]])[1] is None
    assert own_roles([*body, button, line])[4] == "boilerplate"


def test_two_sentences_of_a_reader_are_no_notice() -> None:
    assert own_role(look("You love it here. Your page shows it.", sentences=2)) is None


def test_lines_that_begin_with_times_are_a_list_of_links() -> None:
    lines = ["• 20:45 Ministers leave", "• 19:10 A door is closed", "• 18:02 The talks begin"]
    assert [role for role, _ in roles_of("\n".join(lines), TITLE, *BODY)[:4]] == ["boilerplate"] * 3 + ["title"]


def test_a_table_of_contents_is_a_list_of_links_and_its_headings_remain() -> None:
    parts = ["The quay and its owners", "The price of a pier", "What the ministers want"]
    text = [part for pair in zip(parts, BODY, strict=True) for part in pair]
    found = roles_of(TITLE, "Contents", "\n".join(f"- {part}" for part in parts), *text)
    assert [role for role, _ in found[2:5]] == ["boilerplate"] * 3
    assert [role for role, line in found[5:] if line in parts] == ["heading"] * 3


def test_a_tight_list_of_labels_is_furniture_and_a_list_of_the_text_is_not() -> None:
    labels = "\n".join(["Dolna", "Harbour of the North", "ana lund", "Quays"])
    assert above(labels)[:1] == ["boilerplate"]
    found = roles_of(TITLE, BODY[0], labels, *BODY[1:])
    assert [role for role, _ in found[2:6]] == ["boilerplate"] * 4
    led = roles_of(TITLE, "The towns that lost their quays on Monday are these:\n" + labels, *BODY)
    assert all(role != "boilerplate" for role, _ in led)


def test_an_agency_alone_above_the_body_wrote_the_article() -> None:
    assert above("Reuters") == ["byline"]


def test_times_alone_date_the_entries_of_a_live_report_and_are_links_in_a_list() -> None:
    entries = [part for clock, line in zip(("20:45", "19:10"), BODY, strict=False) for part in (clock, "A door", line)]
    found = roles_of(TITLE, BODY[2], *entries)
    assert [role for role, _ in found[2:]] == ["dateline", "heading", "sentence"] * 2
    assert set(below("Latest news", "18:07", "17:59", "17:45")) == {"boilerplate"}


@pytest.mark.parametrize("line", ["+++ 22:09 The ministers leave the quay +++", "➤ The ministers leave"])
def test_headings_between_marks(line: str) -> None:
    assert role_in(line, TITLE, BODY[0], line, *BODY[1:]) == "heading"


def test_headlines_under_the_last_links_are_links_and_a_sentence_is_not() -> None:
    assert below("Share this article", "Old bridge sold to a museum", "Storm closes airport") == ["boilerplate"] * 3
    assert below("Share this article", "They have left the quay and will not come back")[1] == "sentence"
    assert below("The ministers have left the quay in the night and the lamps are out") == ["sentence"]


@pytest.mark.parametrize(
    ("tail", "role"),
    [
        ("(Reporting by Mira Kestrel; editing by Per Holt)", "byline"),
        ("Read more »", "boilerplate"),
        ("Читать далее", "boilerplate"),
        ("Lire la suite", "boilerplate"),
    ],
)
def test_the_last_words_of_a_paragraph_may_be_a_credit_or_a_link(tail: str, role: str) -> None:
    assert roles_of(TITLE, *BODY[:2], f"{BODY[2]} {tail}")[-2:] == [("sentence", BODY[2]), (role, tail)]


@pytest.mark.parametrize(
    "line",
    [
        "a year ago",
        "2 hours ago",
        "3 часа назад",
        "3 May 2016, 13:53 • World",
        "Wed, May 3, 2016 Dolna Staff",
        "Опубликовано в 21:30",
        "World Mar 30",
        "3. Mai 2016",
        "3 травня 2016",
    ],
)
def test_days_as_sites_write_them(line: str) -> None:
    assert above(line) == ["dateline"]


@pytest.mark.parametrize(
    "lead",
    [
        "DOLNA, July 18. /TASS/.",
        "DOLNA, July 18 – RIA Novosti.",
        "Dolna. July 18. —",
        "DOLNA. July 18 (Interfax-Ukraine) –",
        "July 18 (Reuters) -",
        "DOLNA—",
    ],
)
def test_datelines_that_run_in(lead: str) -> None:
    blank = "" if lead == "DOLNA—" else " "
    found = roles_of(TITLE, f"{lead}{blank}{BODY[0]}", *BODY[1:])
    assert found[1:3] == [("dateline", lead), ("sentence", BODY[0])]


@pytest.mark.parametrize(
    "line", ["Von: Ana Lund, Per Holt", "Par Ana Lund", "Tекст: Анна Лунд", "With reporting by Dolna Radio"]
)
def test_bylines_of_other_houses(line: str) -> None:
    assert own_role(look(line)) == "byline"


def test_a_line_of_furniture_seen_before_is_furniture_again() -> None:
    found = roles_of("Sponsor: Quayside Tea", TITLE, BODY[0], "Sponsor: Quayside Tea", *BODY[1:])
    assert [role for role, line in found if line.startswith("Sponsor")] == ["boilerplate"] * 2


def test_every_rule_says_what_it_is() -> None:
    assert all(rule.__doc__ for _, rule, _ in RULES)
    assert all(rule.__doc__ for _, rule in OWN_RULES)


def test_the_words_of_pages_are_written_as_they_are_compared() -> None:
    for words in (page_words.CHROME, page_words.SECTIONS, page_words.LEAD_INS, page_words.TITLE_OPENINGS):
        assert words == {phrase.casefold().strip() for phrase in words}
    for first, known in page_words.NOTICE_OPENINGS.items():
        assert all(phrase[0].rstrip(":") == first and first == first.casefold() for phrase in known)


def test_a_page_without_a_body_has_no_title() -> None:
    page = page_of([look("Home"), look("News"), look("A headline of nothing")])
    assert (page.title_at, page.last_body, page.last_prose) == (-1, -1, -1)


@pytest.mark.parametrize("head", [["War goes on"], ["By Ann Lee"], ["War goes on", "By Ann Lee"]])
def test_a_standfirst_with_a_stop_over_a_dateline_is_read(head: list[str]) -> None:
    standfirst = "The truce was broken again on Sunday night."
    found = roles_of(*head, standfirst, f"DOLNA (Reuters) - {BODY[0]}", *BODY[1:])
    assert ("sentence", standfirst) in found
    assert "title" in [role for role, _ in found[:1]] or head == ["By Ann Lee"]


def test_a_title_with_a_stop_under_the_name_of_its_site_stays_one() -> None:
    title = "The truce was broken again on Sunday night."
    assert ("title", title) in roles_of("Dolna Times", title, f"DOLNA (Reuters) - {BODY[0]}", *BODY[1:])
