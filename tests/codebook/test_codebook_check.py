"""Each thing that can be wrong with a codebook is found, and told with the line on which it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.codebook.fit import check_label
from annotator.codebook.load import at_line, check_codebook, default_toml, parse_codebook, usable_codebook
from annotator.codebook.problems import Problem
from annotator.codebook.where import line_of
from annotator.errors import InputError, LabelError
from annotator.records.labels import Claim, Label
from annotator.records.spans import Span

REVIEWS = (Path(__file__).parent / "reviews.toml").read_text(encoding="utf-8")
RESERVED = {"x": "Skip the sentence", "?": "Show the help", "f1": "Show the help"}


def line(toml: str, piece: str, nth: int = 1) -> int:
    """The number of the line that holds a piece for the nth time."""
    found = [number for number, each in enumerate(toml.split("\n"), start=1) if piece in each]
    return found[nth - 1]


def edited(old: str, new: str, nth: int = 1) -> str:
    """The codebook of reviews with the nth occurrence of a piece replaced."""
    parts = REVIEWS.split(old)
    assert len(parts) > nth, f"{old!r} is not there {nth} times"
    return old.join(parts[:nth]) + new + old.join(parts[nth:])


def told(toml: str) -> list[tuple[str, int, str]]:
    """Level, line and message of each problem."""
    problems = check_codebook(toml, "book.toml", RESERVED)
    return [(each.level, int(at_line(toml, each).removeprefix(", line ")), each.message) for each in problems]


def test_the_default_codebook_is_clean_and_of_use() -> None:
    from annotator.tui.keys import reserved_keys

    assert check_codebook(default_toml(), "codebook.toml", reserved_keys()) == []
    book = usable_codebook(default_toml(), "codebook.toml")
    assert book.stances == ("pro-moscow", "neutral", "pro-washington")
    assert book.stance.ordered
    assert [value.order for value in book.stance.values] == [-1, 0, 1]
    assert all(
        value.key and value.definition and value.not_ and len(value.examples) == 2 for value in book.stance.values
    )
    assert book.attributes == {}
    assert set(book.with_sets(("attribution",)).attributes) == {"form", "commitment"}
    commitment = book.with_sets(("attribution",)).attributes["commitment"]
    assert [value.value for value in commitment.values] == ["endorses", "reports", "doubts"]


def test_an_unrelated_codebook_is_clean_and_keeps_what_it_says() -> None:
    assert check_codebook(REVIEWS, "book.toml", RESERVED) == []
    book = usable_codebook(REVIEWS, "book.toml")
    assert book.stances == ("awful", "poor", "mixed", "good", "superb")
    assert book.roles.annotate == ("sentence", "heading")
    assert set(book.attributes) == {"about"}
    assert set(book.with_sets(("strength",)).attributes) == {"about", "force"}
    assert book.attributes == usable_codebook(REVIEWS, "book.toml").attributes


ERRORS = {
    "two stances share a key": (
        edited('key = "p"', 'key = "w"'), 'key = "w"', 2, "stance poor: key 'w' already belongs to stance awful",
    ),
    "an attribute takes a stance's key": (
        edited('key = "i"', 'key = "b"'), 'key = "b"', 2, "attribute about: key 'b' already belongs to stance good",
    ),
    "two values of an attribute share a key": (
        edited('key = "s"', 'key = "m"'), 'key = "m"', 2, "about shop: key 'm' already belongs to about machine",
    ),
    "ctrl+i is tab": (
        edited('key = "i"', 'key = "ctrl+i"'), 'key = "ctrl+i"', 1, "'ctrl+i' cannot be reached; a terminal sends tab",
    ),
    "ctrl+m is enter": (
        edited('key = "e"', 'key = "ctrl+m"'), 'key = "ctrl+m"', 1, "a terminal sends enter",
    ),
    "a key of two characters": (edited('key = "e"', 'key = "ee"'), 'key = "ee"', 1, "'ee' cannot be reached"),
    "a blank as key": (edited('key = "e"', 'key = " "'), 'key = " "', 1, "' ' cannot be reached"),
    "an empty key": (edited('key = "e"', 'key = ""'), 'key = ""', 1, "stance mixed has no key"),
    "no key": (edited('key = "e"\n', ""), "[[stance.values]]", 3, "stance mixed has no key"),
    "a key of the screen": (
        edited('key = "b"', 'key = "x"'), 'key = "x"', 1, "stance good: key 'x' already belongs to Skip the sentence",
    ),
    "an attribute with a key of the screen": (
        edited('key = "i"', 'key = "?"'), 'key = "?"', 1, "attribute about: key '?' already belongs to Show the help",
    ),
    "an order that falls": (
        edited("order = 4", "order = -4"), "order = -4", 1, "order -4 of 'good' does not rise above 0",
    ),
    "an order that stands still": (
        edited("order = 5", "order = 4"), "order = 4", 2, "order 4 of 'superb' does not rise above 4",
    ),
    "no order on an ordered scale": (
        edited("order = 4\n", ""), "[[stance.values]]", 4, "'good' of an ordered scale has no order",
    ),
    "an order that falls in an attribute": (
        edited("order = 2\n", "order = 0\n"), "order = 0", 2, "attribute force: order 0 of 'strong'",
    ),
    "a value twice": (
        edited('value = "poor"', 'value = "awful"'), 'value = "awful"', 2, "stance: value 'awful' is given twice",
    ),
    "a value of an attribute twice": (
        edited('value = "shop"', 'value = "machine"'), 'value = "machine"', 2, "value 'machine' is given twice",
    ),
    "an attribute in two sets": (
        REVIEWS.replace("strength.attributes.force", "strength.attributes.about"),
        "[attribute_sets.strength.attributes.about]", 1, "'about' stands in two sets, aspect and strength",
    ),
    "an unknown field of a value": (edited('key = "e"', 'keys = "e"'), 'keys = "e"', 1, "Extra inputs"),
    "an unknown field of the codebook": (edited('language = "de"', 'langue = "de"'), 'langue = "de"', 1, "langue"),
    "an unknown table": (REVIEWS + "\n[colours]\n", "[colours]", 1, "colours: Extra inputs"),
    "a value with a blank": (edited('value = "mixed"', 'value = "so so"'), 'value = "so so"', 1, "values.2.value"),
    "an unknown role": (edited('"heading"]', '"footnote"]'), "annotate = [", 1, "roles.annotate.1"),
    "a version that is a number": (edited('version = "2024-b"', "version = 2"), "version = 2", 1, "version: "),
    "no version": (edited('version = "2024-b"\n', ""), "# Reviews", 1, "version: Field required"),
    "an order that is no number": (edited("order = 4", 'order = "high"'), 'order = "high"', 1, "values.3.order"),
}  # fmt: skip


@pytest.mark.parametrize("case", ERRORS)
def test_what_keeps_a_codebook_from_use_is_found_on_its_line(case: str) -> None:
    toml, piece, nth, message = ERRORS[case]
    assert any(
        level == "error" and number == line(toml, piece, nth) and message in text for level, number, text in told(toml)
    ), told(toml)


WARNINGS = {
    "no definition": (
        edited('definition = "Praise and blame in one."\n', ""), "[[stance.values]]", 3,
        "stance mixed has no definition",
    ),
    "a blank definition": (
        edited('"Praise and blame in one."', '"  "'), 'definition = "  "', 1, "stance mixed has no definition",
    ),
    "not said what it is not": (
        edited('not = "Not its price."\n', ""), "[[attribute_sets.aspect.attributes.about.values]]", 1,
        "attribute about machine does not say what it is not",
    ),
    "an example too few": (
        edited('examples = ["It works.", "My mother uses it daily."]', 'examples = ["It works."]'),
        'examples = ["It works."]', 1, "stance good has fewer than two examples",
    ),
    "blank examples": (
        edited('"It works."', '" "'), 'examples = [" "', 1, "stance good has fewer than two examples",
    ),
    "not said what a claim is": (edited("claim =", "# claim ="), "# Reviews", 1, "does not say what a claim is"),
    "orders of an unordered scale": (
        edited("ordered = true", "ordered = false"), "[stance]", 1, "have an order but ordered = true is not set",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WARNINGS)
def test_what_leaves_annotators_without_guidance_is_a_warning_on_its_line(case: str) -> None:
    toml, piece, nth, message = WARNINGS[case]
    found = told(toml)
    assert [(level, number) for level, number, text in found if message in text] == [
        ("warning", line(toml, piece, nth))
    ]
    assert usable_codebook(toml, "book.toml").name == "Kitchen reviews"


def test_errors_come_before_warnings() -> None:
    toml = edited('definition = "Wants the money back."\n', "").replace('key = "z"', 'key = "w"')
    assert [level for level, _, _ in told(toml)] == ["error", "warning"]


def test_all_faults_of_one_codebook_are_found() -> None:
    toml = edited('key = "p"', 'key = "w"').replace("order = 5", "order = 1").replace('key = "s"', 'key = "ctrl+h"')
    assert len(told(toml)) == 3


@pytest.mark.parametrize("key", ["f2", "F", "é", "ж", "!", "0"])
def test_keys_that_a_terminal_can_send_are_fine(key: str) -> None:
    assert told(edited('key = "e"', f'key = "{key}"')) == []


def test_a_file_that_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"book\.toml: not valid TOML: .*line 4") as refusal:
        check_codebook('name = "x"\nversion = "1"\n\nclaim = "no end\n', "book.toml", {})
    assert refusal.value.hint


def test_a_codebook_that_cannot_be_used_is_refused_with_file_and_line() -> None:
    toml = edited('key = "p"', 'key = "w"')
    number = line(toml, 'key = "w"', 2)
    with pytest.raises(InputError, match=rf"book\.toml, line {number}: stance poor") as refusal:
        usable_codebook(toml, "book.toml")
    assert "annotator codebook check" in refusal.value.hint


def test_an_unknown_field_is_refused_with_file_line_and_name() -> None:
    toml = edited('glyph = "▲"', 'glyf = "▲"')
    with pytest.raises(InputError, match=rf"book\.toml, line {line(toml, 'glyf')}: stance\.values\.4\.glyf"):
        parse_codebook(toml, "book.toml")


def test_a_codebook_with_one_stance_is_refused() -> None:
    with pytest.raises(InputError, match="stance"):
        parse_codebook('name = "x"\nversion = "1"\n[stance]\nvalues = [{value = "a"}]\n', "book.toml")


def test_lines_are_found_past_strings_of_several_lines_and_other_ends_of_line() -> None:
    toml = (
        'name = "x"\nversion = "1"\nclaim = """\n[stance]\nkey = "no setting"\n"""\n\n[stance]\n'
        'question = "odd\u2028\x85ends"\n'
        '[[stance.values]]\nvalue = "a"\n[[ stance.values ]]\nvalue = "b"\n"key" = "q"\n'
    ).replace("\n", "\r\n")
    assert line_of(toml, ("stance",)) == 8
    assert line_of(toml, ("stance", "question")) == 9
    assert line_of(toml, ("stance", "values", 0, "key")) == 10
    assert line_of(toml, ("stance", "values", 1, "key")) == 14


def test_lines_of_dotted_and_inline_settings_are_found() -> None:
    toml = 'name = "x"\n[stance]\nvalues = [\n  {value = "a"},\n]\n[attribute_sets.s]\nattributes.f.key = "k"\n'
    assert line_of(toml, ("stance", "values", 0, "key")) == 3
    assert line_of(toml, ("attribute_sets", "s", "attributes", "f", "key")) == 7
    assert line_of(toml, ("version",)) == 1
    assert line_of(toml, ("roles", "annotate")) is None


def labelled(**fields: object) -> Label:
    claim = {"id": "c1", "spans": [Span(start=0, end=1)], "stance": "good", **fields}
    return Label(verdict="claims", claims=(Claim.model_validate(claim),))


def test_a_label_must_fit_its_codebook() -> None:
    book = parse_codebook(REVIEWS, "book.toml")
    check_label(labelled(), book)
    check_label(labelled(attributes={"about": "shop"}), book)
    check_label(Label(verdict="no-claim"), book)
    for label, message, hint in (
        (
            labelled(stance="neutral"),
            "claim c1: stance 'neutral' is not in codebook Kitchen reviews 2024-b",
            "awful, poor",
        ),
        (labelled(attributes={"form": "direct"}), "claim c1: attribute 'form' is not in codebook", "about, force"),
        (labelled(attributes={"about": "price"}), "claim c1: about 'price' is not in codebook", "machine, shop"),
    ):
        with pytest.raises(LabelError, match=message) as refusal:
            check_label(label, book)
        assert hint in refusal.value.hint


def test_attributes_of_a_set_that_is_off_stay_valid() -> None:
    check_label(labelled(attributes={"force": "weak"}), parse_codebook(REVIEWS, "book.toml"))


def test_problems_say_where_they_stand() -> None:
    problem = Problem("error", ("stance", "values", 1, "key"), "x")
    number = line(REVIEWS, 'key = "p"')
    assert at_line(REVIEWS, problem) == f", line {number}"
    assert at_line("", Problem("error", ("stance", "values"), "x")) == ""
