"""Suggesters: the built-in one and installed ones, what they may answer, and what is said of those that fail."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from annotator.codebook.load import default_toml, parse_codebook
from annotator.codebook.model import Codebook
from annotator.desk.suggesting import Rules, Suggester, suggest, suggesters
from annotator.errors import AnnotatorError, UsageError
from annotator.records.documents import Article, Document, Segment
from annotator.records.spans import Span
from annotator.records.suggestions import SuggestedSentence, Suggestion
from annotator.text.segmentation import segment

TEXT = "Talks in Geneva\n\n“We will stay,” Ada Brook said. The plane left at noon.\n"
Install = Callable[[str, str], Path]

ECHO = """
from annotator.records.spans import Span
from annotator.records.suggestions import SuggestedSentence, Suggestion

class Plugin:
    name = "echo"
    version = "1.0"

    def suggest(self, document, segments, codebook):
        for segment in segments:
            claim = Suggestion(spans=(Span(start=segment.start, end=segment.end),), speaker="Echo", kind="person",
                               stance=codebook.stances[0], score=0.7, rule="echo")
            yield SuggestedSentence(segment=segment.key, verdict="has-claims", suggestions=(claim,))
"""

ASK = """
import json, sys
from pathlib import Path
from datetime import UTC, datetime
from annotator.codebook.load import default_toml, parse_codebook
from annotator.desk.suggesting import suggest, suggesters
from annotator.records.documents import Article, Document, Segment
document = Document.of(Article(text=sys.argv[2]), datetime.now(UTC))
segments = [Segment(document=document.id, start=0, end=len(sys.argv[2]))]
answer = suggest(sys.argv[1], document, segments, parse_codebook(default_toml(), "default"))
print(json.dumps([list(suggesters()), [each.model_dump(mode="json") for each in answer]]))
"""


@pytest.fixture
def codebook() -> Codebook:
    return parse_codebook(default_toml(), "default")


@pytest.fixture
def document() -> Document:
    return Document.of(Article(text=TEXT), datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def segments(document: Document) -> list[Segment]:
    cut = [each for each in segment(TEXT) if each.role == "sentence"]
    return [Segment(document=document.id, start=each.start, end=each.end) for each in cut]


def ask(site: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    """Call a suggester in a fresh interpreter that has a folder of installed packages on its path."""
    code = f"import sys; sys.path.insert(0, {str(site)!r})\n" + ASK
    return subprocess.run([sys.executable, "-c", code, name, text], capture_output=True, text=True, check=False)


def test_an_installed_package_is_a_suggester_without_a_line_of_the_program(install: Install) -> None:
    done = ask(install("echo", ECHO), "echo", "It rains in Geneva.")
    assert done.returncode == 0, done.stderr
    names, answer = json.loads(done.stdout)
    assert names == ["echo", "rules"]
    assert answer[0]["suggestions"][0]["speaker"] == "Echo"
    assert answer[0]["suggestions"][0]["stance"] == "pro-moscow"


def test_an_installed_package_that_cannot_be_imported_is_named(install: Install) -> None:
    done = ask(install("broken", "import a_module_that_nobody_has\n"), "broken", "It rains.")
    assert "AnnotatorError: suggester 'broken' cannot be loaded from broken:Plugin: ModuleNotFoundError" in done.stderr


def test_a_broken_package_does_not_harm_the_others(install: Install) -> None:
    done = ask(install("broken", "raise RuntimeError\n"), "rules", "Ada Brook said it rains.")
    assert json.loads(done.stdout)[1][0]["suggestions"][0]["speaker"] == "Ada Brook"


def test_the_built_in_one_is_there_and_judges_no_stance(
    document: Document, segments: list[Segment], codebook: Codebook
) -> None:
    assert "rules" in suggesters()
    assert isinstance(Rules(), Suggester)
    first, second = suggest("rules", document, segments, codebook)
    assert first.suggestions[0].speaker == "Ada Brook"
    assert first.suggestions[0].spans[0].of(TEXT) == "We will stay"
    assert {each.stance for each in (*first.suggestions, *second.suggestions)} == {None}


def test_an_unknown_name_is_refused_with_those_that_there_are(
    document: Document, segments: list[Segment], codebook: Codebook
) -> None:
    with pytest.raises(UsageError, match="no suggester 'rulez'") as caught:
        suggest("rulez", document, segments, codebook)
    assert "rules" in caught.value.hint


class Fixed:
    """A plug-in with a given answer."""

    name = "fixed"
    version = "1"

    def __init__(self, answer: Callable[[Sequence[Segment]], object]) -> None:
        self._answer = answer

    def suggest(self, document: Document, segments: Sequence[Segment], codebook: Codebook) -> list[SuggestedSentence]:
        return self._answer(segments)  # type: ignore[return-value]


def sentence(part: Segment, start: int, end: int, **fields: object) -> SuggestedSentence:
    claim = Suggestion.model_validate(
        {"spans": [{"start": start, "end": end}], "speaker": "Echo", "score": 0.5, **fields}
    )
    return SuggestedSentence(segment=part.key, suggestions=(claim,))


class OwnError(Exception):
    """A failure of the plug-in's own making."""


def fails(_: Sequence[Segment]) -> object:
    raise OwnError("the model is not there")


def unchecked(parts: Sequence[Segment]) -> object:
    claim = Suggestion.model_construct(
        spans=(Span(start=parts[0].start, end=parts[0].end),), speaker="Echo", score=float("nan"), stance=None
    )
    return [SuggestedSentence.model_construct(segment=parts[0].key, verdict=None, suggestions=(claim,))]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda parts: [sentence(parts[0], parts[0].start, parts[0].end + 1)], "lies outside segment"),
        (
            lambda parts: [sentence(parts[0], parts[0].start, parts[0].end, stance="blue")],
            "stance 'blue' is not one of",
        ),
        (lambda parts: [sentence(parts[0], parts[0].start, parts[0].end)] * 2, "twice"),
        (lambda parts: [SuggestedSentence(segment=f"{'0' * 16}:0-1")], "was not asked for"),
        (lambda parts: [{"segment": parts[0].key}], "no SuggestedSentence"),
        (lambda parts: None, "failed on document"),
        (unchecked, "score"),
        (fails, "OwnError: the model is not there"),
    ],
)
def test_an_impossible_answer_is_refused_by_name(
    answer: Callable[[Sequence[Segment]], object],
    said: str,
    document: Document,
    segments: list[Segment],
    codebook: Codebook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotator.desk.suggesting.suggesters", lambda: {"fixed": lambda: Fixed(answer)})
    with pytest.raises(AnnotatorError, match="suggester 'fixed'") as caught:
        suggest("fixed", document, segments, codebook)
    assert said in caught.value.message
    assert document.id in caught.value.message


def test_a_suggester_may_leave_sentences_out_and_answer_in_any_order(
    document: Document, segments: list[Segment], codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = segments[-1]
    plugin = Fixed(lambda _: [sentence(last, last.start, last.end, stance="neutral")])
    monkeypatch.setattr("annotator.desk.suggesting.suggesters", lambda: {"fixed": lambda: plugin})
    answer = suggest("fixed", document, segments, codebook)
    assert [each.segment for each in answer] == [each.key for each in segments]
    assert [len(each.suggestions) for each in answer] == [0, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": 1.2},
        {"score": float("nan")},
        {"speaker": " "},
        {"spans": []},
        {"spans": [{"start": 5, "end": 9}, {"start": 1, "end": 3}]},
        {"spans": [{"start": 1, "end": 6}, {"start": 5, "end": 9}]},
        {"kind": "robot"},
    ],
)
def test_a_suggestion_is_sound_in_itself(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Suggestion.model_validate({"spans": [{"start": 1, "end": 6}], "speaker": "Echo", "score": 0.5, **wrong})


def test_suggestions_are_ranked() -> None:
    worse, better = (Suggestion(spans=(Span(start=0, end=1),), speaker="Echo", score=score) for score in (0.2, 0.8))
    with pytest.raises(ValidationError, match="not ranked"):
        SuggestedSentence(segment=f"{'0' * 16}:0-9", suggestions=(worse, better))


@pytest.mark.parametrize("left", [KeyboardInterrupt, GeneratorExit])
def test_an_interrupt_is_the_annotators_own_and_passes(
    left: type[BaseException],
    document: Document,
    segments: list[Segment],
    codebook: Codebook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(_: Sequence[Segment]) -> object:
        raise left

    monkeypatch.setattr("annotator.desk.suggesting.suggesters", lambda: {"fixed": lambda: Fixed(interrupted)})
    with pytest.raises(left):
        suggest("fixed", document, segments, codebook)


def test_a_plug_in_that_leaves_the_program_is_named_and_its_own_error_is_kept(
    document: Document, segments: list[Segment], codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaves(_: Sequence[Segment]) -> object:
        raise SystemExit(3)

    monkeypatch.setattr("annotator.desk.suggesting.suggesters", lambda: {"fixed": lambda: Fixed(leaves)})
    with pytest.raises(AnnotatorError, match="SystemExit: 3") as caught:
        suggest("fixed", document, segments, codebook)
    assert isinstance(caught.value.__cause__, SystemExit), "what --debug shows"
