"""Which speakers to offer where an article is read blind: hidden names by their signs, so that they give nothing away.

Whoever is chosen by a sign is recorded under the name behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.choosing import METONYM_KINDS, Choice, Place, ranked
from annotator.desk.veils import Veil
from annotator.records.labels import AUTHOR
from annotator.records.spans import Span
from annotator.records.speakers import AUTHOR_SPEAKER, Speaker, resolve
from annotator.store.speakers import registry
from annotator.text.aliases.lexicon import is_metonym
from annotator.text.cast_signs import Bearer
from annotator.text.phrases import Words, folded_words


def blind_ranked(desk: AnnotationDesk, veil: Veil) -> list[Choice]:
    """All speakers to offer for the sentence at hand, best first, called as they may be shown.

    Where names are hidden these are the bearers of signs, those of the sentence first. The registry is left out then:
    what is missing among its names would tell who is behind a sign. A name that is typed still finds its bearer, for
    entering a speaker under a known name gives the known one.

    Args:
        desk: The annotator's desk.
        veil: What is hidden of the article at hand.
    """
    if veil.state != "blind":
        return ranked(desk)
    if not veil.cast.bearers:
        return [_called(choice, veil) for choice in ranked(desk)]
    known = _by_name(desk)
    found = [*_in_sentence(desk, veil, known), Choice(AUTHOR_SPEAKER.name, "author", "author", AUTHOR)]
    found += [choice for bearer in veil.cast.bearers.values() for choice in _of(bearer, "article", None, known)]
    once: dict[str, Choice] = {}
    for choice in found:
        once.setdefault(choice.called or choice.name, choice)
    return list(once.values())


def _in_sentence(desk: AnnotationDesk, veil: Veil, known: dict[Words, Speaker]) -> Iterator[Choice]:
    sentence = desk.sentence
    for mask in veil.cast.masks:
        if sentence.start <= mask.start and mask.end <= sentence.end:
            mention = Span(start=mask.start, end=mask.end)
            yield from _of(veil.cast.bearers[mask.sign], "sentence", mention, known)


def _of(bearer: Bearer, place: Place, mention: Span | None, known: dict[Words, Speaker]) -> Iterator[Choice]:
    """The choices for one sign: of a metonym each meaning."""
    called = f"[{bearer.sign}]"
    speaker = known.get(folded_words(bearer.name))
    if speaker is not None:
        yield Choice(speaker.name, speaker.kind, place, speaker.id, mention, called=called)
    elif is_metonym(bearer.name):
        for kind, form in METONYM_KINDS:
            name, shown = form.format(bearer.name), form.format(called)
            yield Choice(name, kind, place, None, mention, settled=True, called=shown)
    else:
        yield Choice(bearer.name, "person", place, None, mention, called=called)


def _by_name(desk: AnnotationDesk) -> dict[Words, Speaker]:
    """Who stands for each name of the registry; asked anew for each picker, for whoever was chosen is in it by then."""
    known = registry(desk.project.store)
    found: dict[Words, Speaker] = {}
    for speaker in sorted(known.values(), key=lambda speaker: speaker.merged_into is not None):
        stands = known.get(resolve(speaker.id, known) or "")
        for name in (speaker.name, *speaker.aliases):
            if stands is not None and stands.id != AUTHOR:
                found.setdefault(folded_words(name), stands)
    return found


def _called(choice: Choice, veil: Veil) -> Choice:
    called = veil.name(choice.name, choice.speaker)
    if called == choice.name:
        return replace(choice, as_for="")
    return replace(choice, called=called, aliases=(), as_for="")
