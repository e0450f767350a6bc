"""What has changed between two codebooks, and which labels a change touches: nothing more, nothing less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.codebook.changes import Change, changes
from annotator.codebook.load import default_toml, parse_codebook
from annotator.codebook.model import Attribute, AttributeSet, Codebook, Roles, Scale, Value
from annotator.records.labels import Claim, Label
from annotator.records.spans import Span

NAMES = st.sampled_from(["a", "b", "c", "d"])
TEXTS = st.sampled_from(["", "one", "two words", "two  words\n", "[sic]"])


@st.composite
def values(draw: st.DrawFn, least: int = 2) -> tuple[Value, ...]:
    names = draw(st.lists(NAMES, min_size=least, max_size=4, unique=True))
    return tuple(
        Value.model_validate(
            {"value": name, "definition": draw(TEXTS), "not": draw(TEXTS), "key": draw(NAMES), "examples": ("x",)}
        )
        for name in names
    )


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    attributes = {name: Attribute(question=draw(TEXTS), values=draw(values())) for name in draw(st.sets(NAMES))}
    groups = {"more": AttributeSet(enabled=draw(st.booleans()), attributes=attributes)} if attributes else {}
    return Codebook(
        name="book",
        version=draw(st.sampled_from(["1", "2"])),
        claim=draw(TEXTS),
        claim_not=draw(TEXTS),
        stance=Scale(question=draw(TEXTS), values=draw(values())),
        attribute_sets=groups,
        roles=Roles(annotate=tuple(draw(st.sets(st.sampled_from(["sentence", "title"]), min_size=1)))),
    )


def label(*claims: tuple[str, dict[str, str]]) -> Label:
    made = tuple(
        Claim(id=str(number), spans=(Span(start=0, end=3),), stance=stance, attributes=attributes)
        for number, (stance, attributes) in enumerate(claims)
    )
    return Label(verdict="claims" if made else "no-claim", claims=made)


def book(**stances: str) -> Codebook:
    """A codebook with these stances and their definitions."""
    made = tuple(Value(value=name, definition=definition) for name, definition in stances.items())
    return Codebook(name="book", version="1", claim="something held", stance=Scale(values=made))


@given(codebooks())
def test_a_codebook_has_not_changed_against_itself(codebook: Codebook) -> None:
    assert not changes(codebook, codebook)


@given(codebooks(), codebooks())
def test_what_is_added_one_way_is_removed_the_other(old: Codebook, new: Codebook) -> None:
    def sorts(found: tuple[Change, ...], kind: str, *, what: tuple[str, ...]) -> set[tuple[str, str, str]]:
        return {(each.what, each.name, each.value) for each in found if each.kind == kind and each.what in what}

    there, back = changes(old, new).all, changes(new, old).all
    what = ("stance", "answer", "role")
    assert sorts(there, "added", what=what) == sorts(back, "removed", what=what)
    everything = ("claim", "stance question", "stance", "question", "answer", "role")
    assert sorts(there, "reworded", what=everything) == sorts(back, "reworded", what=everything)


@given(codebooks(), codebooks(), st.lists(st.tuples(NAMES, st.dictionaries(NAMES, NAMES, max_size=2)), max_size=3))
def test_a_touched_label_holds_what_changed(
    old: Codebook, new: Codebook, said: list[tuple[str, dict[str, str]]]
) -> None:
    for change, numbers in changes(old, new).touching(label(*said)):
        assert change in changes(old, new).all
        assert change.what != "role"
        for number in numbers:
            stance, answers = said[number - 1]
            if change.what == "stance" and change.kind != "added":
                assert stance == change.name
            if change.what == "answer" and change.kind != "added":
                assert answers[change.name] == change.value


def test_a_reworded_stance_touches_its_claims_only() -> None:
    found = changes(book(a="yes", b="no", c="so"), book(a="yes", b="not at all", c="so"))
    assert [(each.kind, each.what, each.name) for each in found.all] == [("reworded", "stance", "b")]
    assert [numbers for _, numbers in found.touching(label(("a", {}), ("b", {}), ("b", {})))] == [(2, 3)]
    assert found.touching(label(("a", {}))) == ()
    assert found.touching(label()) == ()


def test_a_new_stance_touches_every_claim_and_no_other_label() -> None:
    found = changes(book(a="yes", b="no"), book(a="yes", b="no", c="perhaps"))
    assert [numbers for _, numbers in found.touching(label(("a", {}), ("b", {})))] == [(1, 2)]
    assert found.touching(label()) == ()


def test_a_renamed_stance_is_removed_and_added() -> None:
    found = changes(book(a="yes", b="no"), book(a="yes", c="no"))
    assert [(each.kind, each.name) for each in found.all] == [("removed", "b"), ("added", "c")]


def test_what_counts_as_a_claim_touches_every_decision() -> None:
    old = book(a="yes", b="no")
    found = changes(old, old.model_copy(update={"claim": "something promised"}))
    for decided in (label(), Label(verdict="skipped"), label(("a", {}))):
        assert [change.what for change, _ in found.touching(decided)] == ["claim"]
    assert found.touching(Label(note="only a note")) == ()


def test_looks_keys_examples_and_line_breaks_touch_nothing() -> None:
    toml = default_toml()
    changed = toml.replace('colour = "red"', 'colour = "green"').replace('key = "1"', 'key = "7"')
    changed = changed.replace("Washington armed the gunmen", "Washington paid the gunmen")
    changed = changed.replace("takes neither side, or weighs", "takes  neither side, or\\n weighs")
    assert changed.count("gunmen") == toml.count("gunmen")
    assert changed != toml
    assert not changes(parse_codebook(toml, "old"), parse_codebook(changed, "new"))


def test_a_question_that_is_new_gone_or_switched_off() -> None:
    off = parse_codebook(default_toml(), "default")
    on = off.with_sets(("attribution",))
    new = changes(off, on)
    assert {each.name for each in new.all} == {"form", "commitment"}
    reasons = [change.name for change, _ in new.touching(label(("neutral", {"form": "direct"})))]
    assert reasons == ["commitment"], "a claim that was asked already need not be asked again"
    assert not changes(on, off), "answers to a question that is switched off may stay"
    gone = changes(on, off.model_copy(update={"attribute_sets": {}}))
    assert {(each.kind, each.name) for each in gone.all} == {("removed", "form"), ("removed", "commitment")}
    assert len(gone.touching(label(("neutral", {"form": "direct"}), ("neutral", {})))) == 1


def test_changes_are_said_in_words() -> None:
    old = parse_codebook(default_toml(), "old").with_sets(("attribution",))
    toml = default_toml().replace("takes neither side", "takes no side").replace("indirect speech", "reported speech")
    new = parse_codebook(toml, "new").with_sets(("attribution",))
    said = [each.said for each in changes(old, new).all]
    assert said == ["the stance neutral was reworded", "the answer paraphrase to form was reworded"]
