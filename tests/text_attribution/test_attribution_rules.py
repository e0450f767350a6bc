"""Each rule on sentences made for it: who speaks, through whom, and which words are the claim."""

from __future__ import annotations

import pytest

from annotator.records.documents import Segment
from annotator.records.suggestions import SuggestedSentence
from annotator.text.attribution.attribute import attribute
from annotator.text.segmentation import segment

Answer = list[tuple[str, SuggestedSentence]]


def answers(text: str, language: str = "en", author: str = "") -> Answer:
    """What is suggested for each sentence of a text."""
    cut = [each for each in segment(text) if each.role == "sentence"]
    segments = [Segment(document="0" * 16, start=each.start, end=each.end) for each in cut]
    found = attribute(text, segments, language, author)
    return [(text[each.start : each.end], one) for each, one in zip(segments, found, strict=True)]


def best(text: str, place: int = -1, language: str = "en") -> tuple[str, str]:
    """Speaker and words of the first candidate of one sentence; fragments joined by a bar."""
    first = answers(text, language)[place][1].suggestions[0]
    return first.speaker, "|".join(" ".join(span.of(text).split()) for span in first.spans)


CASES = [
    ("“We will stay,” Ada Brook said.", "Ada Brook", "We will stay"),
    ("“We will stay,” said Ada Brook, the mayor of Hull.", "Ada Brook", "We will stay"),
    ('"We will stay," Ada Brook told reporters on Monday.', "Ada Brook", "We will stay"),
    ("She came. Ada Brook insists, too, that the port will close.", "Ada Brook", "the port will close"),
    ("Hull, as Ada Brook put it, would rather sleep.", "Ada Brook", "Hull|would rather sleep"),
    ("As Ada Brook put it, the port will close.", "Ada Brook", "the port will close"),
    ("That, Ada Brook remarked drily, would be a pity.", "Ada Brook", "That|would be a pity"),
    (
        "The port, Ada Brook warned, “will be closed by noon on Friday.”",
        "Ada Brook",
        "The port|will be closed by noon on Friday",
    ),
    ("The Navy Department’s position is that the port will close.", "Navy Department", "the port will close"),
    ("Kyiv’s view is simpler: the port must not open.", "Kyiv", "the port must not open"),
    ("Ada Brook expressed confidence that the port will open.", "Ada Brook", "the port will open"),
    ("Those who have known him for years say he will stay.", "those who have known him for years", "he will stay"),
    ("In a short speech, the head of the board, Ada Brook, said that it rained.", "Ada Brook", "it rained"),
    ("Ada Brook and her deputy, Pavlo Hnat, both said they would go.", "Pavlo Hnat", "they would go"),
    ("Ada Brook denied that it rained, hours after Carl Dane said the port was wet.", "Ada Brook", "it rained"),
    ("«We will stay», Ada Brook said.", "Ada Brook", "We will stay"),
    ("‘We will stay,’ said Ada Brook.", "Ada Brook", "We will stay"),
    ("„We will stay“, said Ada Brook.", "Ada Brook", "We will stay"),
    ("“He said ‘stay’ and we stayed,” Ada Brook said.", "Ada Brook", "He said ‘stay’ and we stayed"),
    ("“We came from the U.S.,” Ada Brook said.", "Ada Brook", "We came from the U.S."),
    ("“We will stay,” Ada Brook said, “and we will win.”", "Ada Brook", "We will stay|and we will win"),
    ("“We will stay,” said Ada Brook, “and we will win.”", "Ada Brook", "We will stay|and we will win"),
    ("Ada Brook said: “We will stay.”", "Ada Brook", "We will stay"),
    ("Ada Brook told reporters in Hull: “We will stay.”", "Ada Brook", "We will stay"),
    ("Ada Brook leaned forward and said, in German, “We will stay.”", "Ada Brook", "We will stay"),
    ("Ada Brook, the mayor's spokeswoman, said the plan was dead.", "Ada Brook", "the plan was dead"),
    ("Ada Brook, who runs the harbor office, warned that the port would close.", "Ada Brook", "the port would close"),
    ("Foreign Minister Ada Brook told a panel in Hull that the port would close.", "Ada Brook", "the port would close"),
    ("The Harbor Council announced on Friday that the port would close.", "Harbor Council", "the port would close"),
    ("Three senior officials said the port would close.", "three senior officials", "the port would close"),
    ("A retired pilot from Hull believes that the port would close.", "a retired pilot", "the port would close"),
    ("Moscow says it wants peace in the valley.", "Moscow", "it wants peace in the valley"),
    ("The port would close, diplomats on both sides said.", "diplomats", "The port would close"),
    ("The port would close, said the Pentagon.", "Pentagon", "The port would close"),
    ("The port, Ada Brook said, would close.", "Ada Brook", "The port|would close"),
    ("The port, said a baker, would close.", "a baker", "The port|would close"),
    ("According to Ada Brook, the port would close.", "Ada Brook", "the port would close"),
    ("According to a diplomat who was there, the port would close.", "a diplomat", "the port would close"),
    ("The port would close, according to the Harbor Institute.", "Harbor Institute", "The port would close"),
    ("Ada Brook called the plan “a gift to smugglers.”", "Ada Brook", "a gift to smugglers"),
    ("Ada Brook denied that the port would close.", "Ada Brook", "the port would close"),
    ("Ada Brook said that the draft was “a gift.”", "Ada Brook", "the draft was “a gift.”"),
    ("Ada Brook’s spokesman said the port would close.", "Ada Brook’s spokesman", "the port would close"),
    ("According to Turkish and Arab observers, it rains.", "Turkish and Arab observers", "it rains"),
    ("Officials said the port would close.", "Officials", "the port would close"),
    ("A study by the Harbor Institute said the port would close.", "Harbor Institute", "the port would close"),
]


@pytest.mark.parametrize(("text", "speaker", "claim"), CASES)
def test_one_sentence(text: str, speaker: str, claim: str) -> None:
    assert tuple(map(str.casefold, best(text))) == (speaker.casefold(), claim.casefold())


CARRIED = [
    ("Maj. Gen. Ada Brook came late. The general conceded that it rained.", "Ada Brook", "it rained"),
    ("The US ambassador to Warsaw, Ada Brook, came late. “We will stay”, she wrote.", "Ada Brook", "We will stay"),
    (
        "The Commissioner for Energy, Mrs Ada Brook, came. Commissioner Brook said that it rained.",
        "Ada Brook",
        "it rained",
    ),
    (
        "Some, like the painter Ada Brook, were glad. It was over, she said, and it was good.",
        "Ada Brook",
        "It was over|and it was good",
    ),
    (
        "Ada Brook came. “It rains,” she told reporters aboard the ship, adding: “The port is shut.”",
        "Ada Brook",
        "It rains",
    ),
    ("Ada Brook came late. “We will stay,” she said.", "Ada Brook", "We will stay"),
    ("“We will stay,” Ada Brook said. “We will win.”", "Ada Brook", "We will win"),
    ("“We will stay,” Ada Brook said. “We will win. We always do.”", "Ada Brook", "We always do"),
    (
        "Foreign Minister Ada Brook came late. The port, the minister said, would close.",
        "Ada Brook",
        "The port|would close",
    ),
    ("The envoy, Ada Brook, came late. The envoy said the port would close.", "Ada Brook", "the port would close"),
    ("A Western diplomat came late. “It rains,” the diplomat said.", "a Western diplomat", "It rains"),
    ("The Harbor Council met. It said the port would close.", "Harbor Council", "the port would close"),
    ("Ada Brook met Tom Reed of the council. In her words, “It rains.”", "Ada Brook", "It rains"),
    (
        "Ada Brook met Tom Reed. She said that it rained. He said the port would close.",
        "Tom Reed",
        "the port would close",
    ),
    ("Spokeswoman Ada Brook met Mr. Tom Reed. He said the port would close.", "Tom Reed", "the port would close"),
    ("Ada Brook spoke first. Brook said the port would close.", "Ada Brook", "the port would close"),
    ("“We will stay,” Ada Brook said.\n\nThe rain stopped.\n\n“It is over,” she added.", "Ada Brook", "It is over"),
]


@pytest.mark.parametrize(("text", "speaker", "claim"), CARRIED)
def test_what_is_carried_from_sentence_to_sentence(text: str, speaker: str, claim: str) -> None:
    assert best(text) == (speaker, claim)


def test_a_quotation_that_is_attributed_at_its_end_lends_the_speaker_to_its_beginning() -> None:
    text = "“We will stay. We will win,” Ada Brook said."
    assert best(text, 0) == ("Ada Brook", "We will stay")


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "Ada Brook said: “We will stay here.\n\n“And we will win in the end.”\n"
    assert best(text) == ("Ada Brook", "And we will win in the end")
    assert answers(text)[-1][1].suggestions[0].rule == "quote-runs-on"


@pytest.mark.parametrize(
    ("text", "speaker", "via", "claim"),
    [
        (
            "Ada Brook said that, according to Tehran, the port would close.",
            "Tehran",
            "Ada Brook",
            "the port would close",
        ),
        (
            "News agencies in Hull, citing Ada Brook, reported that the port would close.",
            "Ada Brook",
            "News agencies",
            "the port would close",
        ),
        (
            "Ada Brook said, citing the port's own police, that the port would close.",
            "port's own police",
            "Ada Brook",
            "the port would close",
        ),
        ("Reuters quoted Ada Brook as saying the port would close.", "Ada Brook", "Reuters", "the port would close"),
        ("Ada Brook said officials had told her that it was over.", "officials", "Ada Brook", "it was over"),
        (
            "Tehran, according to two diplomats, has told Moscow that it was over.",
            "Tehran",
            "two diplomats",
            "it was over",
        ),
        ("The port would close, Ada Brook said, Interfax reported.", "Ada Brook", "Interfax", "The port would close"),
    ],
)
def test_nested_sources(text: str, speaker: str, via: str, claim: str) -> None:
    first = answers(text)[0][1].suggestions[0]
    assert (first.speaker, first.via) == (speaker, via)
    assert first.spans[0].of(text) == claim


def test_two_clauses_are_two_claims() -> None:
    text = "Ada Brook said that the port would close and that the rail yard would follow."
    claims = [each.spans[0].of(text) for each in answers(text)[0][1].suggestions if each.speaker == "Ada Brook"]
    assert claims == ["the port would close", "the rail yard would follow"]


def test_an_added_clause_has_the_speaker_of_the_sentence() -> None:
    text = "Ada Brook said the port would close, adding that the rail yard would follow."
    claims = [(each.speaker, each.spans[0].of(text)) for each in answers(text)[0][1].suggestions[:2]]
    assert sorted(claims) == [("Ada Brook", "the port would close"), ("Ada Brook", "the rail yard would follow")]


def test_the_author_speaks_where_nobody_else_does() -> None:
    sure = answers("Europe must never forget what a promise is worth.")[0][1].suggestions[0]
    plain = answers("The plane landed in Geneva at noon.")[0][1].suggestions[0]
    said = answers("Ada Brook said the port must close.")[0][1].suggestions[-1]
    assert sure.speaker == plain.speaker == said.speaker == "author"
    assert sure.score > plain.score
    assert said.score <= 0.1


def test_what_the_author_of_the_text_is_quoted_with_is_the_authors_voice() -> None:
    text = "The port will close, writes Ada Brook."
    assert answers(text, author="Ada Brook")[0][1].suggestions[0].speaker == "author"
    assert answers(text)[0][1].suggestions[0].speaker == "Ada Brook"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Ada Brook said the port would close.", "has-claims"),
        ("The plane landed in Geneva at noon.", "no-claim"),
        ("Europe must never forget what a promise is worth.", None),
    ],
)
def test_the_verdict_is_open_unless_it_is_sure(text: str, verdict: str | None) -> None:
    assert answers(text)[0][1].verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brook did not say whether the port would close.",
        "The report was long.",
        "He showed a map of the “quiet zone” to her.",
    ],
)
def test_no_claim_is_proposed_where_nothing_is_said(text: str) -> None:
    assert all(each.score < 0.5 for each in answers(text)[0][1].suggestions)


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("«Мы остаёмся», — сказал министр иностранных дел Павел Орлин.", "Павел Орлин", "Мы остаёмся"),
        ("Посол Павел Орлин заявил, что порт закроют.", "Павел Орлин", "порт закроют"),
        ("По словам дипломата, порт закроют.", "дипломата", "порт закроют"),
        ("Павел Орлин приехал. «Мы остаёмся», — добавил он.", "Павел Орлин", "Мы остаёмся"),
    ],
)
def test_a_second_language_is_a_file(text: str, speaker: str, claim: str) -> None:
    assert best(text, language="ru") == (speaker, claim)
