"""Markdown and LaTeX: names are data in them, tables have all their cells, and LaTeX compiles."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotator.agreement.results import Level
from annotator.desk.agreement.model import AgreementReport, LayerReport, Sampling
from annotator.desk.agreement.span_tables import SpanTableReport, span_table_agreement
from annotator.desk.agreement.tables import table_agreement
from annotator.reports.agreement_csv import csv_text
from annotator.reports.agreement_latex import escaped as in_latex
from annotator.reports.agreement_latex import latex
from annotator.reports.agreement_markdown import escaped as in_markdown
from annotator.reports.agreement_markdown import markdown
from annotator.reports.agreement_words import decimal
from annotator.reports.paper.blocks import Grid
from annotator.reports.paper.contents import Report, contents
from annotator.text.cells import one_line
from tests.reports.conftest import NAMES

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
MARKUP = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|&~$%^\"',?:/@ab 1\n\t\x1b"), max_size=30)
QUICK = Sampling(100)


class Page(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def html(text: str) -> Page:
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def ratings(tmp_path: Path, level: Level = "nominal", *, people: int = 3, units: int = 30) -> LayerReport:
    values = ["-1", "0", "+1"] if level == "ordinal" else ["a|b", "{c}", "d_e"]
    names = [*NAMES, *(f"annotator number {number}" for number in range(people))][:people]
    rows = [
        (f"u{unit}", name, values[(unit + (unit * place) % 4 // 3) % 3], f"d{unit % 12}")
        for unit in range(units)
        for place, name in enumerate(names)
    ]
    path = tmp_path / "t & r.csv"
    path.write_text(csv_text(("unit", "annotator", "value", "document"), rows), encoding="utf-8")
    return table_agreement(path, level, values, QUICK)


def spans(tmp_path: Path) -> SpanTableReport:
    rows = [(f"d{number}", name, "0", str(5 + number % 3), "x_1") for number in range(12) for name in NAMES]
    path = tmp_path / "s.csv"
    path.write_text(csv_text(("document", "annotator", "start", "end", "label"), rows), encoding="utf-8")
    return span_table_agreement(path, QUICK)


@given(TEXT | MARKUP)
def test_markdown_shows_a_cell_to_the_letter(text: str) -> None:
    shown = html(f"| a | b |\n| --- | --- |\n| x{in_markdown(text)}x | y |\n")
    assert set(shown.tags) <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert shown.tags.count("td") == 2
    # What a terminal could obey is a placeholder by then; every other letter stands as it was.
    expected = re.sub(r"\s", "", one_line(text))
    assert re.sub(r"\s", "", shown.text) == f"abx{expected}xy"


@pytest.mark.parametrize("text", ["http://x.org", "HTTPS://x.org", "www.x.org", "a@b.org", "@someone"])
def test_markdown_makes_no_link_of_a_name(text: str) -> None:
    assert not re.search(r"://|www\.|@", in_markdown(text))


def test_a_project_in_markdown_has_every_part(report: AgreementReport) -> None:
    shown = html(markdown(report))
    for words in ("Funnel", "Agreement by layer", "Krippendorff's alpha, ordinal", "below the diagonal", "Confusion:"):
        assert words in shown.text
    for name in NAMES:
        assert name in shown.text
    assert set(shown.tags) <= {
        *("h1", "h2", "ul", "li", "strong", "p", "table", "thead", "tbody", "tr", "th", "td"),
    }
    stance = next(each for each in report.layers if each.layer == "stance")
    alpha, sure = stance.coefficients["alpha_ordinal"], stance.intervals["alpha_ordinal"]
    assert f"{decimal(alpha.value)} [{decimal(sure.low)}, {decimal(sure.high)}]" in markdown(report)


def test_every_row_has_a_cell_for_every_column(report: AgreementReport, tmp_path: Path) -> None:
    for each in (report, ratings(tmp_path, "ordinal"), ratings(tmp_path, people=15), spans(tmp_path)):
        grids = [block for block in contents(each, show_all=True) if isinstance(block, Grid)]
        assert grids
        assert len({grid.label for grid in grids}) == len(grids)
        for grid in grids:
            assert len(grid.columns) == len(grid.align)
            assert {len(row) for row in grid.rows} <= {len(grid.columns)}
            assert re.fullmatch("[a-z0-9-]+", grid.label)


def test_only_what_is_asked_for(report: AgreementReport) -> None:
    one = markdown(report, ["stance"])
    assert "Whose side" in one
    assert "Is there a claim?" not in one
    # A conditional figure never stands without its funnel; others need none.
    assert one.index("Funnel") < one.index("Krippendorff's alpha, ordinal")
    assert "Funnel" not in markdown(report, ["claim"])
    pairs = markdown(report, ["claim"], "pair")
    assert pairs.count("below the diagonal") == 1
    assert "nothing to compare" in markdown(report, by="kind")
    assert markdown(report, show_all=True).count("conger") > 0
    assert "conger" not in markdown(report)


def test_the_main_table_says_on_what_a_figure_is_conditional(report: AgreementReport) -> None:
    text = markdown(report)
    assert re.search(
        r"^\| stance \| Krippendorff's alpha, ordinal \| [^|]+ \| \d+ \| \d+ \| \(a\) \|$", text, re.MULTILINE
    )
    assert re.search(r"^\| claim \| Krippendorff's alpha, nominal \| [^|]+ \| \d+ \| \d+ \|  \|$", text, re.MULTILINE)
    assert "(a) Only claims that two or more marked" in text


def test_an_undefined_value_says_why(tmp_path: Path) -> None:
    path = tmp_path / "same.csv"
    path.write_text("unit,annotator,value\n1,a,x\n1,b,x\n", encoding="utf-8")
    report = table_agreement(path, "nominal", ["x", "y"], QUICK)
    for text in (markdown(report), latex(report)):
        assert "undefined" in text
        assert "nothing could have disagreed by chance" in text
        assert "nan" not in text.lower().split()


@pytest.mark.parametrize(
    ("value", "text"), [(0.714, ".71"), (-0.052, "-.05"), (1.0, "1.00"), (0.0, ".00"), (-0.001, ".00"), (-1.5, "-1.50")]
)
def test_numbers_as_papers_print_them(value: float, text: str) -> None:
    assert decimal(value) == text


def unescaped(text: str) -> str:
    """What LaTeX sets, read back from the escapes."""
    signs = {
        r"\textbackslash{}": "\\",
        r"\textasciicircum{}": "^",
        r"\textasciitilde{}": "~",
        r"\textless{}": "<",
        r"\textgreater{}": ">",
        r"\textbar{}": "|",
        r"\char34{}": '"',
        r"\char96{}": "`",
        r"\_\allowbreak{}": "_",
        "$-$": "-",
        r"$\pm$": "±",
        r"$\geq$": "≥",
        r"$\alpha$": "α",
    }
    pattern = "|".join(re.escape(sign) for sign in signs) + r"|\\[{}$&#%]|[-',!?]\{\}"
    return re.sub(pattern, lambda found: signs.get(found[0]) or found[0].strip("\\").removesuffix("{}"), text)


@given(MARKUP)
def test_latex_sets_a_name_to_the_letter(text: str) -> None:
    shown = in_latex(text)
    assert unescaped(shown) == re.sub("[\n\t]", " ", text).replace("\x1b", "?")
    bare = re.sub(r"\\[A-Za-z]+\d*\{\}|\\allowbreak\{\}|\\[{}$&#%_]|\$-\$|[-',!?]\{\}", "", shown)
    assert not re.search(r"[\\{}$&#%_^~]", bare)
    assert not re.search(r"--|''|,,|[!?]`", shown)


def test_latex_environments_and_braces_are_balanced(report: AgreementReport, tmp_path: Path) -> None:
    for each in (report, ratings(tmp_path, "ordinal"), ratings(tmp_path, people=15), spans(tmp_path)):
        text = latex(each, show_all=True)
        open_now: list[str] = []
        for what, name in re.findall(r"\\(begin|end)\{(\w+)\}", text):
            if what == "begin":
                open_now.append(name)
            else:
                assert open_now.pop() == name
        assert not open_now
        braces = re.sub(r"\\[{}]", "", text)
        assert braces.count("{") == braces.count("}")
        assert text.count(r"\caption{") == text.count(r"\label{tab:")


@pytest.mark.slow
def test_latex_compiles(report: AgreementReport, tmp_path: Path) -> None:
    program = shutil.which("pdflatex")
    if program is None:
        pytest.skip("there is no pdflatex here")
    reports: tuple[Report, ...] = (
        report,
        ratings(tmp_path, "ordinal"),
        ratings(tmp_path, people=15),
        spans(tmp_path),
    )
    for number, each in enumerate(reports):
        page = (
            r"\documentclass{article}\usepackage{array,booktabs,longtable}"
            + "\\begin{document}\n"
            + latex(each, show_all=True)
            + "\\end{document}\n"
        )
        source = tmp_path / f"page{number}.tex"
        source.write_text(page, encoding="utf-8")
        command = [program, "-interaction=nonstopmode", "-halt-on-error", source.name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", timeout=120)
        assert done.returncode == 0, "\n".join(line for line in done.stdout.splitlines() if line.startswith("!"))


def test_a_long_list_of_pairs_is_shortened_unless_all_are_asked_for(tmp_path: Path) -> None:
    report = ratings(tmp_path, people=25, units=6)
    shown = markdown(report)
    assert len(re.findall(r"^\|.*\| 6 \| -?[.1]\d*\S* \| -?[.1–]", shown, re.MULTILINE)) == 200
    assert "The 200 pairs that share most units, of 300." in shown
    whole = markdown(report, show_all=True)
    assert "pairs that share most units" not in whole
    assert len(re.findall(r"^\|.*\| 6 \| -?[.1]\d*\S* \| -?[.1–]", whole, re.MULTILINE)) == 300
