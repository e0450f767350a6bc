"""One label of several: votes that can be counted by hand, ties under every rule, gold that wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

import pytest
from desk_bench import Bench, Machine
from voted_project import SENTENCES, SKIPPED, Said, say, unordered, voted, without

from annotator.agreement.aggregation.results import TIE_RULES
from annotator.desk.agreement.aggregate import Aggregated, Rule, aggregate
from annotator.desk.agreement.joint_claims import JointClaim, JointSentence
from annotator.desk.project import Project
from annotator.errors import UsageError
from annotator.records.aggregated_manifest import MethodName, TieName

METHODS: tuple[MethodName, ...] = get_args(MethodName)

STAY: Said = ("We will stay", "Orlin", "pro-moscow")
GO: Said = ("They must go", "author", "pro-washington")


@pytest.fixture
def project(bench: Bench, machine: Machine) -> Iterator[Project]:
    with voted(bench, machine) as made:
        yield made


def sentence(made: Aggregated, number: int) -> JointSentence:
    """A sentence of the first article, counted from 1."""
    return next(each for key, each in made.sentences.items() if key.endswith(f"-{_end(number)}"))


def _end(number: int) -> int:
    return len("\n\n".join(("Talks", *SENTENCES[:number])))


def verdict(made: Aggregated, number: int) -> tuple[str | None, tuple[int, ...]]:
    found = made.verdicts.units[sentence(made, number).segment]
    return found.label, found.votes


def stance(made: Aggregated, claim: JointClaim) -> tuple[str | None, tuple[int, ...]]:
    found = made.stances.units[claim.unit]
    return found.label, found.votes


def texts(claims: Sequence[JointClaim]) -> list[list[str]]:
    whole = "\n\n".join(("Talks", *SENTENCES))
    return [[whole[start:end] for start, end in claim.spans] for claim in claims]


def test_the_verdict_has_the_votes_of_all_who_finished_the_sentence(project: Project) -> None:
    say(project, "ann", [(), [STAY], [GO], SKIPPED])
    say(project, "ben", [(), [STAY], ()])
    say(project, "cay", [(), [STAY], (), ()])
    made = aggregate(project)
    assert verdict(made, 1) == ("no-claim", (3, 0))
    assert verdict(made, 2) == ("claims", (0, 3))
    assert verdict(made, 3) == ("no-claim", (2, 1))
    assert verdict(made, 4) == ("no-claim", (1, 0))
    assert len(made.sentences) == 4


def test_a_claim_that_one_of_three_marked_is_kept_with_its_one_vote(project: Project) -> None:
    say(project, "ann", [None, None, [GO]])
    say(project, "ben", [None, None, ()])
    say(project, "cay", [None, None, ()])
    found = sentence(aggregate(project), 3)
    assert [label.annotator for label in found.readers] == ["ann", "ben", "cay"]
    assert [[mark.annotator for mark in claim.marks] for claim in found.claims] == [["ann"]]
    assert found.claims[0].closeness is None


def test_one_annotator_alone_is_taken_at_her_word(project: Project) -> None:
    say(project, "ann", [(), [STAY, ("come what may", "Orlin", "neutral")]])
    made = aggregate(project)
    claims = sentence(made, 2).claims
    assert texts(claims) == [["We will stay"], ["come what may"]]
    assert [stance(made, claim) for claim in claims] == [("pro-moscow", (1, 0, 0)), ("neutral", (0, 1, 0))]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("abstain", [None, None, None, "pro-moscow"]),
        ("first", ["pro-moscow", "pro-moscow", "neutral", "pro-moscow"]),
        ("median", [None, None, None, "pro-moscow"]),
        ("adjacent", ["neutral", None, "neutral", "pro-moscow"]),
    ],
)
def test_ties_of_stances_follow_the_rule(project: Project, ties: TieName, expected: list[str | None]) -> None:
    pairs = [
        ("pro-moscow", "neutral"),
        ("pro-moscow", "pro-washington"),
        ("neutral", "pro-washington"),
        ("pro-moscow", "pro-moscow"),
    ]
    for place, name in enumerate(("ann", "ben")):
        claims = [[("", "author", pair[place])] for pair in pairs]
        say(project, name, [[(SENTENCES[at], *claim[0][1:])] for at, claim in enumerate(claims)])
    made = aggregate(project, rule=Rule(ties=ties))
    assert [stance(made, sentence(made, number).claims[0])[0] for number in range(1, 5)] == expected


def test_the_median_of_all_votes_breaks_a_tie(project: Project) -> None:
    given = ("pro-moscow", "pro-moscow", "neutral", "pro-washington", "pro-washington")
    for name, value in zip("abcde", given, strict=True):
        say(project, name, [[("The envoys met.", "author", value)]])
    labels = {}
    for ties in TIE_RULES:
        made = aggregate(project, rule=Rule(ties=ties))
        labels[ties] = stance(made, sentence(made, 1).claims[0])
    # The median is neutral, and both poles are equally far from it.
    assert {label for label, _ in labels.values()} == {None, "pro-moscow"}
    assert labels["median"] == (None, (2, 1, 2))
    assert labels["first"][0] == "pro-moscow"


@pytest.mark.parametrize("ties", TIE_RULES)
def test_a_tie_of_verdicts_is_broken_only_by_the_first(project: Project, ties: TieName) -> None:
    say(project, "ann", [None, None, [GO]])
    say(project, "ben", [None, None, ()])
    made = aggregate(project, rule=Rule(ties=ties))
    assert verdict(made, 3) == ("no-claim" if ties == "first" else None, (1, 1))


@pytest.mark.parametrize("ties", ["median", "adjacent"])
def test_a_rule_that_needs_an_order_is_refused_without_one(project: Project, ties: TieName) -> None:
    say(project, "ann", [()])
    with pytest.raises(UsageError, match=f"'{ties}' for ties needs an order"):
        aggregate(unordered(project), rule=Rule(ties=ties))
    assert aggregate(unordered(project), rule=Rule(ties="first")).ordered is False


def test_the_words_are_those_nearest_to_all_others(project: Project) -> None:
    for name, quote in (("ann", "They must go"), ("ben", "They must go 👩‍👩‍👧"), ("cay", "They must go 👩‍👩‍👧, all")):
        say(project, name, [None, None, [(quote, "author", "neutral")]])
    claim = sentence(aggregate(project), 3).claims[0]
    assert texts([claim]) == [["They must go 👩‍👩‍👧"]]
    assert claim.closeness == pytest.approx((12 / 18 + 18 / 23) / 2)


@pytest.mark.parametrize("names", [("ann", "ben"), ("ben", "ann")])
def test_of_two_different_marks_the_fewer_words_stand_whoever_chose_them(
    project: Project, names: tuple[str, str]
) -> None:
    for name, quote in zip(names, ("They must go 👩‍👩‍👧", "They must go"), strict=True):
        say(project, name, [None, None, [(quote, "author", "neutral")]])
    assert texts(sentence(aggregate(project), 3).claims) == [["They must go"]]


def test_a_broken_claim_keeps_its_pieces(project: Project) -> None:
    pieces = ("We will stay", "come what may")
    say(project, "ann", [None, [(pieces, "Orlin", "neutral")]])
    say(project, "ben", [None, [(pieces, "Orlin", "neutral")]])
    say(project, "cay", [None, [STAY]])
    found = sentence(aggregate(project), 2)
    assert texts(found.claims) == [["We will stay"], list(pieces)]
    assert [len(claim.marks) for claim in found.claims] == [1, 2]


def test_gold_wins_and_is_no_vote(project: Project) -> None:
    say(project, "ann", [None, [STAY, ("come what may", "Orlin", "neutral")], [GO]])
    say(project, "ben", [None, [STAY], [GO]])
    before = aggregate(project)
    gold: Said = ("“We will stay", "Reed", "neutral")
    say(project, "judge", [None, [gold, ("Orlin", "author", "neutral")], (), ()], "adjudicator")
    made = aggregate(project)
    found = sentence(made, 2)
    assert found.gold is not None
    assert found.gold.annotator == "judge"
    assert texts(found.claims) == [["“We will stay"], ["Orlin"]]
    first, second = found.claims
    assert [mark.annotator for mark in first.marks] == ["ann", "ben"]
    assert stance(made, first) == ("pro-moscow", (2, 0, 0))
    assert first.gold is not None
    assert first.gold.stance == "neutral"
    assert first.closeness == pytest.approx(12 / 13)
    assert second.marks == ()
    assert second.closeness is None
    assert texts(found.overruled) == [["come what may"]]
    assert texts(sentence(made, 3).overruled) == [["They must go"]]
    assert sentence(made, 3).claims == ()
    assert sentence(made, 4).readers == ()
    assert made.verdicts.units == before.verdicts.units
    assert {unit.votes for unit in made.stances.units.values()} == {
        unit.votes for unit in before.stances.units.values()
    }


def test_the_gold_label_saved_last_stands(project: Project) -> None:
    say(project, "ann", [[("envoys", "author", "neutral")]])
    say(project, "zoe", [[("envoys", "author", "pro-moscow")]], "adjudicator")
    say(project, "abe", [()], "adjudicator")
    gold = sentence(aggregate(project), 1).gold
    assert gold is not None
    assert gold.annotator == "abe"


def test_gold_that_is_skipped_decides_nothing(project: Project) -> None:
    say(project, "ann", [[("envoys", "author", "neutral")]])
    say(project, "judge", [SKIPPED], "adjudicator")
    assert sentence(aggregate(project), 1).gold is None


def test_only_the_annotators_asked_for_vote(project: Project) -> None:
    for name in ("ann", "ben", "cay"):
        say(project, name, [() if name == "ann" else [("envoys", "author", "neutral")]])
    assert verdict(aggregate(project), 1) == ("claims", (1, 2))
    assert verdict(aggregate(project, ["ann", "ben"]), 1) == (None, (1, 1))
    with pytest.raises(UsageError, match="'nobody' has not finished"):
        aggregate(project, ["nobody"])


def test_the_adjudicator_cannot_be_asked_for_as_a_voter(project: Project) -> None:
    say(project, "judge", [()], "adjudicator")
    with pytest.raises(UsageError, match="'judge' is an adjudicator"):
        aggregate(project, ["judge"])


def test_models_vote_like_everyone(project: Project) -> None:
    say(project, "ann", [()])
    say(project, "model 7b", [[("envoys", "author", "neutral")]], "model")
    made = aggregate(project)
    assert verdict(made, 1) == (None, (1, 1))
    assert [label.kind for label in sentence(made, 1).readers] == ["person", "model"]


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_what_all_agree_on(project: Project, method: MethodName) -> None:
    for name in ("ann", "ben", "cay"):
        say(project, name, [(), [STAY], [GO], (), ()])
    made = aggregate(project, rule=Rule(method))
    assert made.verdicts.result.method == method
    assert [verdict(made, number)[0] for number in range(1, 6)] == [
        "no-claim", "claims", "claims", "no-claim", "no-claim",
    ]  # fmt: skip
    assert stance(made, sentence(made, 2).claims[0]) == ("pro-moscow", (3, 0, 0))


@pytest.mark.parametrize("method", METHODS)
def test_nothing_gives_nothing(project: Project, method: MethodName) -> None:
    made = aggregate(project, rule=Rule(method))
    assert (made.sentences, made.verdicts.units, made.stances.units) == ({}, {}, {})
    assert made.as_of is None
    say(project, "judge", [[("envoys", "author", "neutral")]], "adjudicator")
    made = aggregate(project, rule=Rule(method))
    assert len(made.sentences) == 1
    assert made.verdicts.units == {}


def test_a_stance_that_only_an_older_codebook_has_is_kept(project: Project) -> None:
    say(project, "ann", [[("envoys", "author", "neutral")]])
    newer = without(project, "neutral")
    made = aggregate(newer)
    assert made.stances.categories == ("pro-moscow", "pro-washington", "neutral")
    assert stance(made, sentence(made, 1).claims[0]) == ("neutral", (0, 0, 1))
    assert made.ordered is False
    with pytest.raises(UsageError, match="'neutral', of an older codebook"):
        aggregate(newer, rule=Rule(ties="median"))


def test_labels_do_not_hang_on_the_order_of_names(project: Project, bench: Bench) -> None:
    said: dict[str, list[list[Said] | None]] = {
        "a": [[], [STAY], [GO], [], []],
        "b": [[("envoys", "author", "neutral")], [STAY], [], []],
        "c": [[], [("stay", "Orlin", "neutral")], [GO]],
    }
    shuffled = Machine(seed=7)
    with voted(bench, shuffled) as other:
        for name, labels in said.items():
            say(project, name, labels)
        for name, alias in (("c", "a"), ("a", "b"), ("b", "c")):
            say(other, alias, said[name])
        for method in METHODS:
            first, second = aggregate(project, rule=Rule(method)), aggregate(other, rule=Rule(method))
            if method != "mace":
                for segment, unit in first.verdicts.units.items():
                    assert second.verdicts.units[segment].posterior == pytest.approx(unit.posterior)
            for segment, joint in first.sentences.items():
                assert [c.spans for c in joint.claims] == [c.spans for c in second.sentences[segment].claims]
