"""What a label that stays unfinished may keep though a newer codebook has dropped it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebook.fit import check_label
from annotator.codebook.load import default_toml, parse_codebook
from annotator.errors import LabelError
from annotator.records.labels import EMPTY, Claim, Label
from annotator.records.spans import Span

OLD = parse_codebook(default_toml(), "old")
NEW = parse_codebook(default_toml().replace('"neutral"', '"balanced"').replace('"1.0"', '"2.0"'), "new")
STANCES = st.sampled_from(["pro-moscow", "neutral", "balanced", "pro-washington", "nonsense"])


def label(stances: list[str]) -> Label:
    """A label with a claim of each stance."""
    claims = tuple(
        Claim(id=f"c{number}", spans=(Span(start=0, end=5),), stance=stance) for number, stance in enumerate(stances)
    )
    return Label(verdict="claims", claims=claims)


def fits(given_label: Label, *, before: Label = EMPTY) -> bool:
    """Whether the newer codebook lets it pass."""
    try:
        check_label(given_label, NEW, before=before)
    except LabelError:
        return False
    return True


@given(st.lists(STANCES, min_size=1, max_size=4), st.data())
def test_only_what_was_said_anew_is_checked(before: list[str], data: st.DataObject) -> None:
    after = data.draw(st.lists(STANCES, min_size=len(before), max_size=len(before)))
    allowed = all(new in NEW.stances or new == old for old, new in zip(before, after, strict=True))
    assert fits(label(after), before=label(before)) == allowed
    assert fits(label(before), before=label(before)), "what stands passes"
    assert fits(label(after)) == all(stance in NEW.stances for stance in after), "finishing checks everything"


def test_values_of_other_codebooks_pass_where_they_are_named() -> None:
    mixed = label(["neutral", "balanced"])
    check_label(mixed, NEW, others=[OLD])
    with pytest.raises(LabelError, match="'nonsense'"):
        check_label(label(["nonsense"]), NEW, others=[OLD])
