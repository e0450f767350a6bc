"""The page shows every figure of a report, makes none up, and stays small and the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from annotator.agreement.results import REASONS
from annotator.desk.agreement.model import AgreementReport, BoundaryNote, Figure, LayerReport
from annotator.desk.agreement.span_tables import SpanTableReport
from annotator.reports.agreement_names import shown as named
from annotator.reports.agreement_words import decimal
from annotator.reports.page import page
from annotator.reports.page.elements import shown
from annotator.reports.page.names import figure, full_name, interval, percent
from annotator.reports.page.svg import Scale, unit_scale

Report = AgreementReport | LayerReport | SpanTableReport
VOID = {"meta", "br", "hr", "img", "input", "link", "col", "wbr"}
ALL = ("report", "empty", "alone", "ratings", "spans", "crowd")


class Parsed(HTMLParser):
    """A page: its tags with attributes, its cells row by row, its headings; every tag has to be closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.texts: dict[str, list[str]] = {}
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self._open.append(tag)
        self.texts.setdefault(tag, []).append("")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.text += data
        if self._open:
            self.texts[self._open[-1]][-1] += data
        if "td" in self._open or "th" in self._open:
            self.rows[-1][-1] += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def each(request: pytest.FixtureRequest) -> Report:
    found: Report = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("each", ALL, indirect=True)
def test_a_page_is_built_of_parts_that_say_what_they_are(each: Report) -> None:
    found = Parsed(page(each))
    assert found.attributes("html") == [{"lang": "en"}]
    assert len(found.attributes("h1")) == 1
    assert len(found.attributes("caption")) == len(found.attributes("table"))
    assert len(found.attributes("summary")) == len(found.attributes("details"))
    assert all(caption.strip() for caption in found.texts.get("caption", []))
    assert all(attributes.get("scope") in ("row", "col") for attributes in found.attributes("th"))
    for attributes in found.attributes("svg"):
        assert attributes["role"] == "img"
        named = (attributes["aria-labelledby"] or "").split()
        assert len(named) == 2
        assert set(named) <= {tag.get("id") for _, tag in found.tags}
    assert len(found.attributes("figcaption")) == len(found.attributes("svg"))


@pytest.mark.parametrize("each", ALL, indirect=True)
def test_names_of_parts_are_unlike_and_every_link_meets_one(each: Report) -> None:
    found = Parsed(page(each))
    names = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(names) == len(set(names))
    links = [attributes["href"] or "" for attributes in found.attributes("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(names)


@pytest.mark.parametrize("each", ALL, indirect=True)
def test_nothing_is_fetched_or_run(each: Report) -> None:
    text = page(each)
    found = Parsed(text)
    tags = {name for name, _ in found.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "use", "image"}
    for _, attributes in found.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "srcset")]
        assert not [value for value in attributes.values() if value and re.search(r"\w+://|javascript:", value)]
    style = text[text.index("<style>") : text.index("</style>")]
    assert not re.search(r"url\(|@import|expression|http", style)
    policy = next(meta for meta in found.attributes("meta") if "http-equiv" in meta)
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@pytest.mark.parametrize("each", ALL, indirect=True)
def test_the_same_report_gives_the_same_page_and_no_number_that_is_none(each: Report) -> None:
    text = page(each)
    assert text == page(each)
    assert text.encode("utf-8").decode("utf-8") == text
    assert not re.search(r"\b(nan|None|null)\b", Parsed(text).text)
    assert not re.search(r'="[^"]*\b(nan|inf|None)\b', text)


def test_every_coefficient_stands_in_a_row_with_its_interval_and_counts(report: AgreementReport) -> None:
    rows = Parsed(page(report)).rows
    for layer in named(report).layers:
        for name, result in layer.coefficients.items():
            sure = layer.intervals[name]
            value = "undefined" if result.value is None else figure(result.value)
            wanted = [shown(full_name(name)), value, interval(sure.low, sure.high), str(result.n), str(result.pairable)]
            found = [row for row in rows if row[: len(wanted)] == wanted]
            assert found, (layer.layer, name)
            assert any(row[5:8] == [figure(result.observed), figure(result.expected), str(result.q)] for row in found)


def figures_of(report: AgreementReport) -> Iterator[Figure]:
    yield from report.spans
    yield from report.tuples


def test_every_other_figure_stands_on_the_page(report: AgreementReport) -> None:
    found = Parsed(page(report))
    rows = {tuple(row[:4]) for row in found.rows}
    for each in figures_of(report):
        value = "undefined" if each.value is None else figure(each.value)
        assert (shown(full_name(each.name)), value, interval(each.low, each.high), str(each.n)) in rows
    for step in report.funnel:
        assert (step.name, str(step.count)) in {row[:2] for row in rows}
    for loss in report.waterfall:
        assert (loss.stage, str(loss.claims), percent(loss.share), percent(loss.left)) in rows
    for cut in named(report).cuts:
        assert any(row[0] == cut.name and str(cut.units) in row for row in found.rows)
    for person in report.people:
        assert any(row[0] == person.name and row[2] == str(person.finished) for row in found.rows)
        for layer, rest in person.rest.items():
            assert any(row[0] == person.name and figure(rest.value) in row for row in found.rows), layer


def test_pairs_confusions_leans_and_disputes_are_told(report: AgreementReport) -> None:
    found = Parsed(page(report))
    rows = found.rows
    for layer in report.layers:
        for pair in layer.pairs:
            assert [pair.first, pair.second, str(pair.n)] in [row[:3] for row in rows]
        for table in layer.confusions:
            for name, counts in zip(table.categories, table.counts, strict=True):
                assert [name, *(f"{value:.0f}" for value in counts), f"{sum(counts):.0f}"] in rows
        for lean in layer.leans:
            told = f"{lean.sign.higher} / {lean.sign.lower} / {lean.sign.equal}"
            assert any(row[0] == lean.first and told in row for row in rows)
        if layer.flips:
            assert f"{layer.flips.flips} of {layer.flips.n} units" in found.text
    for dispute in report.disputes:
        assert dispute.text in found.texts["blockquote"]
        for said in dispute.said:
            for quote, speaker, stance in said.claims:
                assert any(row[1:] == ["claim", quote, speaker, stance] for row in rows)


def test_stretches_with_different_sentences_are_told(report: AgreementReport) -> None:
    note = BoundaryNote("d" * 16, "d:0-90", 0, 90, {"<b>": ((0, 40), (41, 90)), "ben": ((0, 90),)}, ("ben",))
    found = Parsed(page(replace(report, boundaries=(note,) * 300)))
    assert "dddddddd, 0-90: sentences <b> 2, ben 1; counted: ben" in found.texts["li"]
    assert "The 200 first stretches of 300" in found.text


def test_the_head_says_what_the_figures_stand_on(report: AgreementReport) -> None:
    text = Parsed(page(replace(report, adjudicated=17), made_at="on a Sunday")).text
    for words in (
        report.codebook,
        "from before it; 17 sentence(s) adjudicated",
        "seed 1",
        "200 resamples",
        "on a Sunday",
    ):
        assert words in text
    assert "judged at the lower limit" in text
    assert not re.search(r"substantial|moderate|almost perfect|excellent|slight agreement|fair agreement", text)
    assert "Page made" not in Parsed(page(report)).text


@pytest.mark.parametrize(
    ("low", "words"),
    [
        (0.5, "below .667"),
        (0.667, "from .667 to below .800"),
        (0.7999, "from .667 to below .800"),
        (0.8, "at .800 or above"),
    ],
)
def test_the_lower_limit_is_judged_not_the_value(ratings: LayerReport, low: float, words: str) -> None:
    sure = replace(ratings.intervals[ratings.alpha], low=low, high=0.99, reason=None)
    rows = Parsed(page(replace(ratings, intervals={**ratings.intervals, ratings.alpha: sure}))).rows
    assert next(row for row in rows if row[0] == "ratings")[3] == words


def test_nothing_is_made_up_where_nobody_worked(empty: AgreementReport) -> None:
    found = Parsed(page(empty))
    assert "there are none yet" in found.text
    assert not found.attributes("svg")
    assert f"Nothing to compare: {REASONS['no_units']}." in found.text
    assert not {"funnel", "waterfall", "disputes", "parts"} & {tag.get("id") for _, tag in found.tags}


def test_one_annotator_agrees_with_nobody(alone: AgreementReport) -> None:
    found = Parsed(page(alone))
    assert REASONS["one_rater"] in found.text or REASONS["no_pairs"] in found.text
    assert not {"funnel", "waterfall", "disputes"} & {tag.get("id") for _, tag in found.tags}
    assert not [row for row in found.rows if row[0].startswith("Krippendorff") and row[1] != "undefined"]


def test_an_undefined_value_stands_below_the_picture_with_its_reason(ratings: LayerReport) -> None:
    none = replace(ratings.coefficients["gwet_ac1"], value=None, reason="no_variation")
    found = Parsed(page(replace(ratings, coefficients={**ratings.coefficients, "gwet_ac1": none})))
    assert f"Gwet's AC1 ({REASONS['no_variation']})." in found.texts["li"]


def test_a_value_without_interval_is_drawn_unlike_one_with(ratings: LayerReport) -> None:
    bare = {name: replace(sure, low=None, high=None) for name, sure in ratings.intervals.items()}
    with_it, without = page(ratings), page(replace(ratings, intervals=bare))
    forest = re.compile(r'<svg[^>]*aria-labelledby="forest-title.*?</svg>', re.DOTALL)
    assert 'class="sure"' in forest.findall(with_it)[0]
    assert 'class="open"' not in forest.findall(with_it)[0]
    assert 'class="sure"' not in forest.findall(without)[0]
    assert 'class="open"' in forest.findall(without)[0]


def test_a_crowd_stays_readable_and_says_what_it_leaves_out(crowd: AgreementReport) -> None:
    text = page(crowd)
    assert len(text.encode()) < 3_000_000
    said = Parsed(text).text
    for words in (
        "The 100 parts with the lowest F1 of whole claims of 500; all of them are in --format json.",
        "The 60 pairs with the lowest alpha of 1225; all of them are in --format json.",
        "The 45 pairs with the most units apart of 1225",
        "The 60 pairs with the smallest p of 1225",
        "most disputed sentences of 50",
    ):
        assert words in said
    assert "Number of pairs by their alpha" in said


def test_the_pairs_kept_are_those_that_differ_most(crowd: AgreementReport) -> None:
    rows = Parsed(page(crowd)).rows
    listed = [row for row in rows if row[0].startswith("annotator number") and row[1].startswith("annotator number")]
    alphas = [float(row[-1]) for row in listed if re.fullmatch(r"\d*\.\d{3}", row[-1])][:60]
    assert max(alphas) < 0.06
    assert all(before <= after for before, after in pairwise(alphas))


def test_a_week_without_a_value_is_a_gap(report: AgreementReport) -> None:
    cut = report.cuts[0]
    gap = {name: replace(each, value=None) for name, each in cut.figures.items()}
    weeks = [
        replace(cut, by="week", name=f"W{place}", figures=gap if place == 2 else cut.figures) for place in range(5)
    ]
    text = page(replace(report, cuts=tuple(weeks)))
    drift = re.findall(r'<svg[^>]*aria-labelledby="drift-title.*?</svg>', text, re.DOTALL)[0]
    assert drift.count('class="line0"') == 2
    assert drift.count("<circle") == 5


def test_scales_keep_their_order_and_stay_on_the_picture() -> None:
    scale = unit_scale([-0.31, None, 0.9], 100, 500)
    assert scale.low == pytest.approx(-0.4)
    assert [scale(value) for value in (-9, -0.4, 1, 9)] == pytest.approx([100, 100, 500, 500])
    assert scale.ticks() == [0.0, 0.5, 1.0]
    assert Scale(0, 1, 0, 10).ticks() == [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]


def test_numbers_are_those_of_papers() -> None:
    assert [figure(value) for value in (0.71, -0.05, 1.0, None, float("nan"))] == [".710", "-.050", "1.000", "–", "–"]
    assert decimal(0.5) == ".50"
    assert full_name("fleiss_kappa_linear") == "Fleiss' kappa, linear weights"
    assert full_name("both_marked:exact_f1") == "where both marked: F1, same ends exactly"
