"""Suggesters: who proposes speakers and claims for the sentences of a document, the built-in rules or a plug-in.

A plug-in is any object under the entry point group `annotator.suggesters`; whatever it answers is checked here before
anybody sees it. Suggestions are never stored: they become labels only when an annotator takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from annotator import __version__
from annotator.codebook.model import Codebook
from annotator.errors import AnnotatorError, UsageError
from annotator.records.documents import Document, Segment
from annotator.records.suggestions import SuggestedSentence, Suggestion
from annotator.text.attribution.attribute import attribute

GROUP = "annotator.suggesters"
"""The entry point group under which plug-ins are found."""
BUILT_IN = "rules"
"""Name of the suggester that is always there."""
_VERSION = 100
"""Characters of a version that are kept."""


@runtime_checkable
class Suggester(Protocol):
    """Whatever proposes speakers and claims."""

    name: str
    """As annotators know it."""
    version: str
    """Raised whenever its answers change."""

    def suggest(
        self, document: Document, segments: Sequence[Segment], codebook: Codebook
    ) -> Iterable[SuggestedSentence]:
        """Candidates for sentences of a document; any subset of the segments, in any order."""
        ...


class Rules:
    """The built-in suggester: verbs of speech, quotations and lexicons. It judges no stance."""

    name = BUILT_IN
    version = __version__

    def suggest(
        self, document: Document, segments: Sequence[Segment], codebook: Codebook
    ) -> Iterable[SuggestedSentence]:
        """Candidates for every segment, by the rules of the document's language."""
        return attribute(document.text, segments, document.metadata.language, document.metadata.author)


def suggesters() -> dict[str, Callable[[], Suggester]]:
    """How to get each suggester that is installed, by name, in the order of names; none is loaded yet."""
    found: dict[str, Callable[[], Suggester]] = {BUILT_IN: Rules}
    for entry in entry_points(group=GROUP):
        if entry.name != BUILT_IN:
            found[entry.name] = _Loader(entry)
    return dict(sorted(found.items()))


def suggest(name: str, document: Document, segments: Sequence[Segment], codebook: Codebook) -> list[SuggestedSentence]:
    """What a suggester proposes, checked.

    Args:
        name: Name of the suggester.
        document: The document.
        segments: Its segments that are wanted, in order and apart.
        codebook: Says which stances there are.

    Returns:
        One entry for each segment in the order of the segments, empty where the suggester says nothing.

    Raises:
        UsageError: There is no suggester of that name.
        AnnotatorError: It cannot be loaded, fails, or answers something impossible.
    """
    return suggest_with(name, load_suggester(name), document, segments, codebook)


def load_suggester(name: str) -> Suggester:
    """Load a suggester.

    Raises:
        UsageError: There is none of that name.
        AnnotatorError: It cannot be loaded.
    """
    known = suggesters()
    if name not in known:
        raise UsageError(f"there is no suggester {name!r}", f"installed: {', '.join(known)}")
    with _boundary(name, "cannot be made"):
        return known[name]()


def version_of(name: str, suggester: Suggester) -> str:
    """The version that a suggester gives itself, as text that a file can keep.

    Raises:
        AnnotatorError: It fails.
    """
    with _boundary(name, "does not tell its version"):
        return str(suggester.version)[:_VERSION].encode("utf-8", "replace").decode("utf-8")


def suggest_with(
    name: str, suggester: Suggester, document: Document, segments: Sequence[Segment], codebook: Codebook
) -> list[SuggestedSentence]:
    """What a suggester that is loaded proposes, checked; see `suggest`."""
    with _boundary(name, f"failed on document {document.id}"):
        answer = list(_answer(suggester, document, segments, codebook))
        found = {each.segment: each for each in _checked(name, answer, document, segments, codebook)}
    return [found.get(segment.key, SuggestedSentence(segment=segment.key)) for segment in segments]


class _Loader:
    """Gets a plug-in when it is first wanted."""

    def __init__(self, entry: EntryPoint) -> None:
        self._entry = entry

    def __call__(self) -> Suggester:
        with _boundary(self._entry.name, f"cannot be loaded from {self._entry.value}"):
            loaded = self._entry.load()
            made = loaded() if isinstance(loaded, type) or not hasattr(loaded, "suggest") else loaded
        if not isinstance(made, Suggester):
            raise AnnotatorError(
                f"suggester {self._entry.name!r}: {self._entry.value} is no suggester",
                "it needs name, version and suggest(document, segments, codebook); see docs/suggesters.md",
            )
        return made


@contextmanager
def _boundary(name: str, what: str) -> Iterator[None]:
    """Whatever a plug-in raises becomes an error that names it; `--debug` shows its traceback.

    The one broad catch of the desk: what is inside is the code of others, which may raise classes of its own making or
    call `sys.exit`, and a suggester that breaks must not end an annotator's work. Interrupts are the annotator's own
    and pass; so do our errors, for they say already what is wrong.
    """
    try:
        yield
    except AnnotatorError:
        raise
    except (Exception, SystemExit) as error:
        raise AnnotatorError(
            f"suggester {name!r} {what}: {type(error).__name__}: {error}",
            "tell the makers of the plug-in, or choose another with --suggester; --debug shows where it broke",
        ) from error


def _answer(
    suggester: Suggester, document: Document, segments: Sequence[Segment], codebook: Codebook
) -> Iterator[object]:
    """The entries one by one, of whatever type they turn out to be."""
    yield from suggester.suggest(document, segments, codebook)


def _checked(
    name: str, answer: Sequence[object], document: Document, segments: Sequence[Segment], codebook: Codebook
) -> list[SuggestedSentence]:
    wanted = {segment.key: segment for segment in segments}
    seen: set[str] = set()
    kept: list[SuggestedSentence] = []
    for each in answer:
        if not isinstance(each, SuggestedSentence):
            raise _wrong(name, document, f"gives {each!r:.80}, which is no SuggestedSentence")
        if each.segment not in wanted:
            raise _wrong(name, document, f"speaks of segment {each.segment}, which was not asked for")
        if each.segment in seen:
            raise _wrong(name, document, f"speaks of segment {each.segment} twice")
        seen.add(each.segment)
        for suggestion in each.suggestions:
            _check(name, document, wanted[each.segment], suggestion, codebook)
        try:
            kept.append(SuggestedSentence.model_validate(each.model_dump()))
        except ValueError as error:
            raise _wrong(name, document, f"segment {each.segment}: {error}") from error
    return kept


def _check(name: str, document: Document, segment: Segment, suggestion: Suggestion, codebook: Codebook) -> None:
    """Refuse what cannot be a claim of this sentence.

    The record has seen to order, scores and names already, unless the plug-in built it without validation, which is
    why it is validated once more.
    """
    try:
        Suggestion.model_validate(suggestion.model_dump())
    except ValueError as error:
        raise _wrong(name, document, f"segment {segment.key}: {error}") from error
    for span in suggestion.spans:
        if not span.inside(segment.span):
            raise _wrong(name, document, f"span {span.start}-{span.end} lies outside segment {segment.key}")
    if suggestion.stance is not None and codebook.stance_value(suggestion.stance) is None:
        known: Mapping[str, None] = dict.fromkeys(codebook.stances)
        raise _wrong(
            name, document, f"segment {segment.key}: stance {suggestion.stance!r} is not one of {', '.join(known)}"
        )


def _wrong(name: str, document: Document, what: str) -> AnnotatorError:
    return AnnotatorError(
        f"suggester {name!r}, document {document.id}: {what}",
        "nothing of its answer was used; see docs/suggesters.md for what a suggester may answer",
    )
