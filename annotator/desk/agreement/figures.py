"""The figures of spans and of whole claims, on all of a project's sentences or on a part of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from annotator.agreement.layers.spans import (
    Figures,
    Tags,
    gamma_figures,
    set_figures,
    span_figures,
    speaker_figures,
    token_alpha,
    tuple_figures,
)
from annotator.agreement.results import REASONS, Interval, Result
from annotator.agreement.spans.results import SPAN_REASONS, SpanResult
from annotator.agreement.spans.table import Mark, Passage
from annotator.codebook.model import Codebook
from annotator.desk.agreement.gammas import gamma_note, gamma_plan
from annotator.desk.agreement.material import Material
from annotator.desk.agreement.model import Figure, GammaNote, Sampling
from annotator.records.identifiers import parse_segment_key
from annotator.store.connection import Store
from annotator.store.documents import get_document
from annotator.store.ratings import MarkedClaim
from annotator.text.words import words

BOTH = "both_marked:"
"""Before the name of a figure that counts only sentences in which both of a pair marked a claim."""


SPAN_STEPS = 30
"""Signs of life that `spans_of` gives at most."""
_TOKEN_STEPS = 8


def _no_pulse() -> None:
    """Nobody waits for a sign of life."""


def spans_of(
    store: Store, material: Material, sampling: Sampling, pulse: Callable[[], None] = _no_pulse
) -> tuple[Figure, ...]:
    """Which words? First over all sentences that two finished, then where both marked a claim; gamma is `gamma_of`.

    Args:
        store: The project's store.
        material: The finished labels.
        sampling: How intervals are made.
        pulse: Called between pieces of work, at most `SPAN_STEPS` times; what it raises ends the work.
    """
    marks, passages = marks_of(material), passages_of(material)
    tokens = _tokens(store, material, pulse)
    options = {"resamples": sampling.resamples, "seed": sampling.seed}

    def figures(of: Sequence[Passage]) -> Figures:
        return span_figures(marks, of, tokens, resamples=sampling.resamples, seed=sampling.seed, pulse=pulse)

    everywhere = figures(passages)
    pulse()
    marked = [
        passage._replace(readers=tuple(name for name in passage.readers if material.counts[segment, name]))
        for segment, passage in zip(material.readers, passages, strict=True)
    ]
    both = figures([passage for passage in marked if passage.readers])
    pulse()
    kept = {name: both[name] for name in both if name != "u_alpha_bar"}
    alpha = _of_result("token_alpha", *token_alpha(marks, passages, tokens, **options))
    marked_alike = figures_of({BOTH + name: figure for name, figure in kept.items()})
    return (*figures_of(everywhere), alpha, *marked_alike)


def gamma_of(material: Material, sampling: Sampling) -> tuple[tuple[Figure, ...], GammaNote | None]:
    """Gamma and how it was computed; nothing where it is not asked for.

    Raises:
        UsageError: The parameters of gamma contradict each other.
    """
    if not sampling.gamma:
        return (), None
    marks, passages = marks_of(material), passages_of(material)
    options = {"resamples": sampling.resamples, "seed": sampling.seed}
    figures, found = gamma_figures(
        marks, passages, plan=gamma_plan(sampling), precision=sampling.gamma_settings.precision, **options
    )
    return figures_of(figures), gamma_note(found, sampling)


def _of_result(name: str, result: Result, interval: Interval) -> Figure:
    reason = result.reason or interval.reason
    why = REASONS[reason] if reason else ""
    parts = result.observed, result.expected, interval
    return Figure(name, result.value, interval.low, interval.high, result.reason, result.n, why, *parts)


def tuples_of(material: Material, codebook: Codebook, sampling: Sampling) -> tuple[Figure, ...]:
    """All of it: the F1 of whole claims.

    A stance that only an older codebook had equals none of the declared ones, and has no place on their scale; nor has
    any where the codebook puts stances in no order: the soft F1 takes two such stances as equal or not.
    """
    tags, on_scale = tags_of(material.claims, codebook)
    marks, passages = marks_of(material), passages_of(material)
    options = {"resamples": sampling.resamples, "seed": sampling.seed}
    found = tuple_figures(marks, passages, tags, stances=on_scale, resamples=sampling.resamples, seed=sampling.seed)
    found |= speaker_figures(_mentions(material), **options)
    return figures_of(found | set_figures(marks, passages, **options))


def tags_of(claims: Sequence[MarkedClaim], codebook: Codebook) -> tuple[list[Tags], int]:
    """Speaker and stance of each claim, and how many stances the scale has; see `tuples_of`."""
    older = {claim.stance for claim in claims} - set(codebook.stances)
    on_scale = len(codebook.stances) if codebook.stance.ordered else 0
    values = (*codebook.stances, *sorted(older))
    place = {value: index if index < on_scale else -1 - index for index, value in enumerate(values)}
    return [Tags(claim.speaker, place[claim.stance]) for claim in claims], on_scale


def _mentions(material: Material) -> list[tuple[str, str, str, str]]:
    """Every matched claim of every two annotators: the pair, the document, both speakers."""
    found = []
    for row in material.rows:
        claims = sorted((material.claims[index] for index in row), key=lambda claim: claim.annotator)
        for first, second in combinations(claims, 2):
            pair = f"{first.annotator}\n{second.annotator}"
            found.append((pair, first.document, first.speaker, second.speaker))
    return found


def marks_of(material: Material) -> list[Mark]:
    """The claims as marks."""
    return [Mark(claim.document, claim.annotator, claim.spans) for claim in material.claims]


def passages_of(material: Material) -> list[Passage]:
    """The sentences as passages, with everyone who finished them."""
    return [
        Passage(*parse_segment_key(segment), tuple(sorted(readers))) for segment, readers in material.readers.items()
    ]


def _tokens(store: Store, material: Material, pulse: Callable[[], None]) -> dict[str, list[tuple[int, int]]]:
    """The words of the sentences that two finished: nothing else is compared."""
    found: dict[str, list[tuple[int, int]]] = {}
    text: str | None = None
    last = ""
    each = max(1, -(-len(material.readers) // _TOKEN_STEPS))
    for number, segment in enumerate(sorted(material.readers, key=parse_segment_key), start=1):
        document, start, end = parse_segment_key(segment)
        if document != last:
            read = get_document(store, document)
            last, text = document, read.text if read else None
            found[document] = []
        if text is not None:
            found[document] += words(text, start, end)
        if number % each == 0:
            pulse()
    return found


def figures_of(found: Figures) -> tuple[Figure, ...]:
    """Measures with their intervals as records."""
    return tuple(figure_of(name, result, interval) for name, (result, interval) in found.items())


def figure_of(name: str, result: SpanResult, interval: Interval | None) -> Figure:
    """A measure of spans with its interval, if it has one, as one record."""
    missing = SPAN_REASONS[result.reason] if result.reason else ""
    no_interval = REASONS[interval.reason] if interval and interval.reason else ""
    return Figure(
        name=name,
        value=result.value,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        reason=result.reason,
        n=result.units,
        why=missing or no_interval,
        observed=result.numerator,
        expected=result.denominator,
        interval=interval,
    )
