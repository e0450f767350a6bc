"""By prompts as on the screen: suggestions, boundaries, the same again, the codebook, and leaving at any moment."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest

from annotator.cli.plain.commands import COMMANDS, TypedKeymap, command_for
from annotator.cli.plain.pointing import pointed
from annotator.cli.plain.reader import Reader
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.importing import add_articles
from annotator.desk.passage import open_passage
from annotator.desk.project import Project, SuggestionSettings, init_project, open_project
from annotator.desk.second_looks import call_back
from annotator.errors import UsageError
from annotator.records.documents import Metadata
from annotator.records.labels import AUTHOR
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.store.codebooks import register_codebook
from annotator.store.doctor import examine
from annotator.store.offers import first_offers
from annotator.store.revisions import last_revision
from annotator.store.speakers import registry
from annotator.store.views import own_segments
from annotator.tui.keys import KEYS

ARTICLE = """The Pass Is Shut

The pass was shut on Monday. Minister Ada Brook said that the tunnel was safe. \
“We will not leave the valley,” Pavel Orlin said, “and we will not pay.” Snow fell all day.
"""
COPY = ARTICLE.replace("The Pass Is Shut", "Pass Shut Again").replace("Snow fell all day.", "Rain fell all night.")
"""Wire copy: most sentences are the same."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    root = init_project(tmp_path / "project")
    for name, text in (("first.txt", ARTICLE), ("second.txt", COPY)):
        (root / name).write_text(text, encoding="utf-8")
    with open_project(root) as opened:
        add_articles(opened, [root / "first.txt", root / "second.txt"], Metadata())
        yield opened


def type_in(project: Project, lines: Iterable[str], **settings: object) -> list[str]:
    """What is read out while these lines are typed and the input ends."""
    said: list[str] = []
    left = iter(lines)

    def ask(question: str) -> str:
        said.append(question)
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    wanted = SuggestionSettings.model_validate(settings or {"show": "none"})
    settled = replace(project, settings=project.settings.model_copy(update={"suggestions": wanted}))
    desk = AnnotationDesk(settled, "ann")
    assert desk.resume()
    Reader(desk, ask, said.append, patience=20).run()
    return said


def place(project: Project, number: int, document: int = 0) -> tuple[str, str]:
    """Key and text of a sentence."""
    identifiers = [row["id"] for row in project.store.rows("SELECT id FROM document ORDER BY added_at, id")]
    passage = open_passage(project.store, "ann", identifiers[document], project.roles)
    return passage.sentences[number - 1].key, passage.document.text


def label(project: Project, number: int, document: int = 0) -> Revision:
    found = last_revision(project.store, "ann", place(project, number, document)[0])
    assert found is not None
    return found


def quotes(project: Project, number: int, document: int = 0) -> list[list[str]]:
    text = place(project, number, document)[1]
    return [[span.of(text) for span in claim.spans] for claim in label(project, number, document).body.claims]


# Suggestions ----------------------------------------------------------------------------------------------------------


def test_a_suggestion_is_read_out_taken_with_its_stance_and_logged(project: Project) -> None:
    said = type_in(project, ["n", ",", "2", ""], show="all")
    revision = label(project, 2)
    [claim] = revision.body.claims
    assert registry(project.store)[claim.speaker].name == "Minister Ada Brook" or claim.speaker
    assert "the tunnel was safe" in quotes(project, 2)[0][0]
    assert (claim.stance, revision.done) == ("neutral", True)
    logged = first_offers(project.store)
    row = logged["ann", revision.segment]
    assert (row.shown, row.assigned, bool(row.offered.suggestions)) == (True, True, True)
    assert any(line.startswith("Suggested: ") and "Ada Brook" in line for line in said)
    assert "take takes it" in " ".join(said)
    assert any(line.startswith("whose side does it take? 1 2 3; drop lets it go") for line in said)
    first = project.store.row("SELECT origin FROM revision WHERE segment = ? ORDER BY id", [revision.segment])
    assert first is not None
    assert first["origin"] == "suggested"
    assert examine(project.store) == []


def test_other_words_make_it_edited_and_dropping_it_takes_nothing(project: Project) -> None:
    type_in(project, ["n", "take", "drop", "take", "1 tunnel ... safe", ""], show="all")
    revision = label(project, 2)
    assert quotes(project, 2) == [["tunnel was safe"]]
    assert [claim.speaker != AUTHOR for claim in revision.body.claims] == [True]
    first = project.store.row("SELECT origin FROM revision WHERE segment = ? ORDER BY id", [revision.segment])
    assert first is not None
    assert first["origin"] == "edited"


def test_switched_off_they_are_neither_read_nor_logged_as_shown(project: Project) -> None:
    said = type_in(project, ["n", "k", "T", "j", ",", "n", "T", "<"], show="all")
    logged = first_offers(project.store)
    # The second sentence was reached, and its suggestion read out, before they were switched off.
    assert logged["ann", place(project, 2)[0]].shown
    assert "suggestions are off." in said
    assert any("suggestions are switched off: suggestions shows them" in line for line in said)
    assert "suggestions are on." in said


def test_off_from_the_start_nothing_counts_as_shown(project: Project) -> None:
    type_in(project, ["T", "n", "n"], show="all")
    assert not first_offers(project.store)["ann", place(project, 2)[0]].shown


def test_in_a_project_without_suggestions_none_is_looked_for(project: Project) -> None:
    said = type_in(project, [",", "<", "T"], show="none")
    assert said.count("this project shows no suggestions.") == 3
    assert first_offers(project.store) == {}


def test_what_was_said_of_the_same_words_is_suggested_with_all_that_belongs_to_it(project: Project) -> None:
    marked = [
        "n",
        "1 the tunnel was safe",
        "Ada Brook",
        "",
        "S The Wire",
        "",
        "o 3",
        "D again",
        "1",
        "n",
        ",",
    ]
    said = type_in(project, marked, show="all")
    [claim] = label(project, 2, document=1).body.claims
    names = registry(project.store)
    assert (names[claim.speaker].name, names[claim.via or ""].name) == ("Ada Brook", "The Wire")
    text = place(project, 2, 1)[1]
    assert claim.mention is not None
    assert claim.mention.of(text) == "Ada Brook"
    assert claim.confidence is None, "how sure one was of another sentence is not how sure one is of this one"
    assert any(line.startswith("You said so of the same words in ") for line in said)
    assert label(project, 2, document=1).origin == "suggested"


def test_a_suggester_that_fails_is_told_of_once_and_the_work_goes_on(project: Project) -> None:
    said = type_in(project, ["n", "n"], show="all", suggester="nobody")
    assert sum(line.startswith("No suggestions: ") for line in said) == 1
    assert label(project, 2).body.verdict == "no-claim"


# Boundaries -----------------------------------------------------------------------------------------------------------


def test_a_sentence_is_cut_joined_named_and_brought_back(project: Project) -> None:
    said = type_in(project, ["g last", "C fell", "J", "u", "u", "k", "R heading", "[", "1", "1"])
    key = place(project, 1)[0].split(":")[0]
    assert "sentence cut in two." in said
    assert "joined." in said
    roles = [segment.role for segment in own_segments(project.store, "ann", key)]
    assert roles[0] == "sentence", "the title was brought back as a sentence"
    assert roles.count("heading") == 1
    type_in(project, ["g 2", "C tunnel", "J"])
    assert examine(project.store) == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("C", "name the words"),
        ("C 1", "between two of its words"),
        ("R king", "is no role"),
        ("J x", "nothing can follow"),
    ],
)
def test_what_cannot_be_cut_changes_nothing(project: Project, line: str, wanted: str) -> None:
    said = type_in(project, [line])
    assert wanted in " ".join(said)
    assert project.store.rows("SELECT * FROM segment_change") == []


# Deciding -------------------------------------------------------------------------------------------------------------


def test_the_same_again_with_and_without_words(project: Project) -> None:
    type_in(project, ["1 3-4", "Ada Brook", "", "", ". tunnel was safe", ".", "n", "."])
    found = [label(project, number) for number in (1, 2, 3)]
    assert [[claim.stance for claim in each.body.claims] for each in found] == [["pro-moscow"]] * 3
    assert len({claim.speaker for each in found for claim in each.body.claims}) == 1
    assert quotes(project, 2) == [["tunnel was safe"]]
    assert label(project, 4).body.verdict == "no-claim"


def test_one_more_claim_on_the_whole_sentence(project: Project) -> None:
    type_in(project, ["1", "more", "3"])
    assert [claim.stance for claim in label(project, 1).body.claims] == ["pro-moscow", "pro-washington"]


def test_moves_with_numbers_and_words_for_everything(project: Project) -> None:
    said = type_in(project, ["NEXT 2", "BACK", "neutral", "Finish", "around"])
    assert label(project, 2).done
    assert "Sentence 3 of 4. Undecided." in said
    assert all(command.word.isalpha() and command_for(command.word.upper()) is command for command in COMMANDS)


def test_each_line_typed_is_time_at_work(project: Project) -> None:
    now = [0.0]
    desk = AnnotationDesk(project, "ann", clock=lambda: now[0])
    assert desk.resume()
    left = iter(["l", "w", "n"])

    def ask(_: str) -> str:
        now[0] += 50.0
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    Reader(desk, ask, lambda _: None).run()
    assert label(project, 1).seconds == 150.0, "three lines of 50 seconds each, none of them a pause of over a minute"


# Looking up -----------------------------------------------------------------------------------------------------------


def test_the_codebook_is_read_at_a_label_a_key_a_word_or_as_a_whole(project: Project) -> None:
    said = type_in(project, ["i"])
    assert "What is a claim?:" in said
    assert "neutral, key 2:" in type_in(project, ["i 2"])
    whole = type_in(project, ["i all"])
    assert len(whole) > len(said) + 10
    assert any(line.startswith("For example: ") for line in whole)
    assert "the codebook nowhere has" in " ".join(type_in(project, ["i zzzz"]))
    assert "neutral, key 2:" in type_in(project, ["2", "i"])


def test_help_for_one_command_and_by_a_word(project: Project) -> None:
    said = type_in(project, ["? r", "? 1", "? quotation", "? cut"])
    assert "Type r or set." in said
    assert any(line.startswith("1 WORDS: a claim, pro-Moscow") for line in said)
    assert "no command is about 'quotation'" in " ".join(said)
    assert "Type C or | or cut." in said


def test_labels_to_look_at_again_after_a_change_of_the_codebook(project: Project) -> None:
    type_in(project, ["2", ""])
    root = project.root
    book = (root / "codebook.toml").read_text(encoding="utf-8")
    changed = book.replace('version = "1.0"', 'version = "1.1"').replace(
        "The claim takes neither side", "It takes no side"
    )
    assert changed.count("It takes no side") == 1
    (root / "codebook.toml").write_text(changed, encoding="utf-8")
    register_codebook(project.store, "1.0", book)
    with open_project(root) as again:
        said = type_in(again, ["W", "1", "=", "W"])
        assert "The codebook has changed: W lists 1 label to look at again." in said
        assert any("sentence 1: claim 1: the stance neutral" in line for line in said)
        assert label(again, 1).codebook_version == "1.1"
        assert "no label of yours is touched" in " ".join(said)


def test_what_is_found_can_be_narrowed_and_is_walked_round(project: Project) -> None:
    said = type_in(
        project, ["/ tunnel", "1", "n", "/ tunnel is:new", "1", "2", ";", "/ is:new", "/ túnnel title:again", ""]
    )
    assert "Found 2 sentences." in said
    assert said.count("Found 1 sentence.") == 2
    assert label(project, 2, document=1).body.verdict == "claims"
    assert any("name the words to find" in line for line in said)
    round_again = type_in(project, ["/ tunnel", "1", ";", ";", "3"])
    assert "1 of 2 found, from the beginning." in round_again
    assert [claim.stance for claim in label(project, 2).body.claims] == ["pro-washington"]


def test_a_claim_is_edited_in_place_field_by_field(project: Project) -> None:
    lines = [
        "g 2",
        "1 tunnel was safe",
        "",
        "e",
        "7",
        "2",
        "Ada Brook",
        "",
        "-",
        "Brook",
        "nowhere",
        "the tunnel",
        "3",
        ".",
    ]
    said = type_in(project, lines)
    claim = label(project, 2).body.claims[0]
    assert claim.stance == "neutral"
    assert registry(project.store)[claim.speaker].name == "Ada Brook"
    assert quotes(project, 2) == [["the tunnel"]]
    assert claim.mention is not None
    assert claim.mention.of(place(project, 2)[1]) == "Brook"
    assert claim.confidence == 3
    assert claim.via is None
    assert any("'7' is no stance" in line for line in said)
    assert any("'nowhere' stands nowhere" in line for line in said)
    type_in(project, ["u"] * 3)
    assert quotes(project, 2) == [["tunnel was safe"]]


def test_one_field_is_edited_by_its_name(project: Project) -> None:
    type_in(project, ["n", "1", "edit stance 3", "edit carries 1", "e sure 2", "e words all", "e sure -"])
    claim = label(project, 2).body.claims[0]
    assert (claim.stance, claim.confidence) == ("pro-washington", None)
    type_in(project, ["g 1", "1", "g 2", "edit carries 1"])
    assert label(project, 2).body.claims[0].continues == label(project, 1).body.claims[0].id
    said = type_in(project, ["g 2", "edit colour red", "edit s 1", "edit carries 5", "edit words -", "edit carries -"])
    assert sum("Nothing done" in line for line in said) == 4
    assert label(project, 2).body.claims[0].continues is None


def test_a_sentence_that_is_called_back_meanwhile_is_read_as_undecided(project: Project) -> None:
    def lines() -> Iterator[str]:
        yield from ["1", "", "N look here", "k"]
        with open_project(project.root) as lead:
            call_back(lead, "ann", [place(project, 1)[0]], "recalled")
        yield from ["t", "M", ""]

    said = type_in(project, lines())
    assert label(project, 1).body.verdict is None
    after = said[said.index("Before: nothing") :]
    assert "Sentence 1 of 4. Undecided." in after
    assert not [line for line in after if "pro-Moscow" in line]


def test_what_is_suggested_everywhere_can_be_ended(project: Project) -> None:
    said = type_in(project, ["g 2", "1 tunnel was safe", "", "*", "", "yes", "*", "", "no", "*", "", ""], show="all")
    questions = [
        line.split(".")[0]
        for line in said
        if ("wherever these words stand" in line and "?" in line) or "to end that" in line
    ]
    assert questions == [
        "Suggest this claim wherever these words stand? Type yes, or nothing",
        "A claim is suggested wherever these words stand",
        "Suggest this claim wherever these words stand? Type yes, or nothing",
    ]


def test_sentences_are_found_by_words_and_by_a_pattern_and_walked_along(project: Project) -> None:
    said = type_in(project, ["/ tunnel", "1", ";", "2", "", "/ /fel+ al+/", "", "/ zebra", "/"])
    assert "Found 2 sentences." in said
    assert label(project, 2, document=1).body.verdict == "claims", "the second one found is in the other article"
    assert "2 of 2 found." in said
    assert any(line.startswith("1: sentence 4, undecided: ") and "fell all" in line for line in said)
    assert "found nowhere: zebra." in said
    assert "name the words to find" in " ".join(said)


def test_own_labels_flags_and_notes_are_found(project: Project) -> None:
    said = type_in(
        project, ["1", "!", "", "n", "N see [this]", "g 1", "M stance:pro-mos", "", "O", "l", "F", "M x:y", "M zz"]
    )
    assert any(line.startswith("1: sentence 1, pro-Moscow, the author, flagged: The pass") for line in said)
    assert said.count("Note: see [this]") == 2, "once on arriving, once for l"
    assert "there is no field x:" in " ".join(said)
    assert "no label of yours fits" in " ".join(said)


def test_going_back_to_an_earlier_version(project: Project) -> None:
    said = type_in(project, ["Z", "1", "3", "s Ada Brook", "", "Z", "3", "l"])
    assert "nothing was saved for this sentence yet." in said
    [claim] = label(project, 1).body.claims
    assert (claim.stance, claim.speaker) == ("pro-moscow", AUTHOR)
    assert any(line.startswith("gone back: ") for line in said)
    assert examine(project.store) == []


def test_a_claim_is_suggested_wherever_its_words_stand(project: Project) -> None:
    said = type_in(project, ["g 3", "1 valley", "", "* ", "", "yes", "D again", "1", "g 3", ","], show="all")
    assert any("suggested at these words until you leave" in line for line in said)
    assert quotes(project, 3, document=1) == [["valley"]]
    assert label(project, 3, document=1).origin == "suggested"


# Words ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("we will ... go", "We will not, said Orlin’s “aide”, go"),
        ('orlin\'s "aide"', "Orlin’s “aide"),
        ("“We WILL not", "We will not"),
        ("will not", "will not"),
        ("2 … go", None),
        ("wil", None),
        ("go and go", None),
        ("...", None),
    ],
)
def test_words_typed_as_a_keyboard_has_them(typed: str, wanted: str | None) -> None:
    text = "Well. “We will not, said Orlin’s “aide”, go.” 2 gone."
    sentence = Span(start=6, end=len(text))
    if wanted is None:
        with pytest.raises(UsageError):
            pointed(typed, text, sentence)
    else:
        assert pointed(typed, text, sentence)[0].of(text).startswith(wanted.rstrip("”"))


def test_words_that_stand_twice_are_named_by_their_numbers() -> None:
    text = "We go and we go."
    with pytest.raises(UsageError, match="2 times, as words 2 and 5,"):
        pointed("go", text, Span(start=0, end=len(text)))


def test_what_the_session_tells_names_what_is_typed_here() -> None:
    keymap = TypedKeymap()
    assert keymap.sign("finish") == "finish"
    known = {key.id for key in KEYS}
    assert {command.key for command in COMMANDS if command.key} <= known


def test_nothing_read_out_needs_an_eye(project: Project) -> None:
    said = type_in(project, ["1", "!", "N note", "?", "i all", "W", "D", "1", "[", "", "w", "t", "l"], show="all")
    for line in said:
        assert line.isprintable() or line == ""
        assert not any(0x2190 <= ord(sign) <= 0x27BF for sign in line), line


# A real terminal ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leave", ["\x03", "\x04", "q\r"])
def test_interrupt_end_of_input_and_q_leave_with_everything_saved(project: Project, leave: str) -> None:
    environment = {**os.environ, "LANG": "C.UTF-8", "TERM": "dumb", "ANNOTATOR_NAME": "ann"}
    command = str(Path(sys.executable).with_name("annotator"))
    arguments = ["--project", str(project.root), "annotate", "--plain"]
    child = pexpect.spawn(command, arguments, env=environment, timeout=30, dimensions=(24, 40))
    child.expect("Sentence 1 of 4")
    child.expect("> ")
    child.send("1\r")
    child.expect("Saved")
    child.expect("> ")
    child.send("s\r")
    child.expect("Who")
    if leave == "q\r":
        child.send("\r")
        child.expect("> ")
    child.send(leave)
    child.expect("Everything is saved.")
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, child.signalstatus) == (0, None)
    assert b"Traceback" not in (child.before or b"")
    assert [claim.stance for claim in label(project, 1).body.claims] == ["pro-moscow"]
    assert examine(project.store) == []
