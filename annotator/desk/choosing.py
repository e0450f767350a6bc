"""Which speakers to offer for a claim, best first: whom the words of the sentence remind of, then the names in it, then
those of the article, those used lately, and the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from weakref import WeakKeyDictionary

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.naming import enter_speaker, plain_name, same_name
from annotator.desk.remembering import Likely
from annotator.records.labels import AUTHOR
from annotator.records.spans import Span
from annotator.records.speakers import AUTHOR_SPEAKER, Speaker, SpeakerKind, resolve
from annotator.store.choices_made import registry_state
from annotator.store.connection import Store
from annotator.store.speakers import registry
from annotator.text.aliases.lexicon import is_metonym, is_state
from annotator.text.names import names

Place = Literal["sentence", "author", "article", "recent", "registry", "new"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the speaker picker."""

    name: str
    kind: SpeakerKind
    place: Place
    """Where it was found; the picker lists the places in the order of the type."""
    speaker: str | None
    """The id in the registry; None for a name that is not in it yet."""
    mention: Span | None = None
    """Where the sentence names the speaker."""
    aliases: tuple[str, ...] = ()
    as_for: str = ""
    """Words of the sentence for which the annotator chose this speaker before; empty where nothing was learnt."""
    settled: bool = False
    """Whether the kind belongs to the choice: Moscow the state is another speaker than officials in Moscow."""
    called: str = ""
    """What stands for the name where that is hidden; empty where it may be seen."""

    @property
    def seen(self) -> tuple[str, ...]:
        """What it can be found by: name and aliases, or what stands for a hidden name."""
        return (
            (self.called, self.called.replace("[", "").replace("]", "")) if self.called else (self.name, *self.aliases)
        )


LEAST = 0.5
"""The score from which what was learnt goes before the names in the sentence."""

METONYM_KINDS: tuple[tuple[SpeakerKind, str], ...] = (
    ("state", "{}"),
    ("institution", "{} (institution)"),
    ("unnamed", "{} (unnamed officials)"),
)
"""What a city or building that stands for a government can mean, and under which name each goes."""


def choices(desk: AnnotationDesk, query: str = "") -> list[Choice]:
    """The speakers to offer for the sentence at hand, best first.

    Args:
        desk: The annotator's desk.
        query: What was typed; see `narrowed`.
    """
    return narrowed(ranked(desk), query)


def ranked(desk: AnnotationDesk) -> list[Choice]:
    """All speakers, best first: what a picker asks for once, to narrow it with every key."""
    known, memory = _registered(desk.project.store), desk.memory
    memory.catch_up()
    here = [_known(known.standing[each], "article") for each in _in_article(desk) if each in known.standing]
    author = [Choice(AUTHOR_SPEAKER.name, "author", "author", AUTHOR)]
    # Whoever looks for the speaker of a claim that is the author's already looks for somebody else.
    is_somebodys = desk.claim is None or desk.claim.speaker != AUTHOR
    found = [*_in_sentence(desk, known), *(author + here if is_somebodys else here + author)]
    found += [_known(known.standing[each], "recent") for each in memory.recent() if each in known.standing]
    likely = memory.likely(desk.passage.document.text, desk.sentence, known.stands)
    return _learnt(_once([*found, *known.all]), likely)


def narrowed(ranked: Sequence[Choice], query: str) -> list[Choice]:
    """Those of the speakers that fit what was typed.

    Args:
        ranked: The speakers, best first.
        query: What was typed; each of its words must begin a word of the name or of an alias. Whoever bears it exactly
            comes before all whose names only contain it, by name before by alias; where nobody does it is offered as a
            new name, last.
    """
    offered = [choice for choice in ranked if matches(choice.seen, query)]
    typed = " ".join(query.split())
    if not typed:
        return offered
    bearers = [choice for choice in offered if any(same_name(typed, name) for name in choice.seen)]
    if not bearers:
        return [*offered, *_new(typed, "new", None)]
    by_name_first = sorted(bearers, key=lambda choice: not same_name(typed, choice.seen[0]))
    return [*by_name_first, *(choice for choice in offered if choice not in bearers)]


def _in_article(desk: AnnotationDesk) -> list[str]:
    """Ids of the speakers that the annotator has chosen in the open article, latest label first."""
    revisions = sorted(desk.passage.revisions.values(), key=lambda revision: revision.id, reverse=True)
    spoken = (claim.speaker for revision in revisions for claim in revision.body.claims)
    return [speaker for speaker in dict.fromkeys(spoken) if speaker != AUTHOR]


def _learnt(found: list[Choice], likely: Mapping[str, Likely]) -> list[Choice]:
    """The choices, those first that earlier ones speak for."""
    told = {each: said for each, said in likely.items() if said.score >= LEAST}

    def better(choice: Choice) -> float:
        said = told.get(choice.speaker or "")
        return -said.score if said else 0.0

    return [
        replace(choice, as_for=told[choice.speaker].cue, mention=choice.mention or told[choice.speaker].mention)
        if choice.speaker in told
        else choice
        for choice in sorted(found, key=better)
    ]


def _new(name: str, place: Place, mention: Span | None) -> list[Choice]:
    """A name that the registry has not got; of a metonym each meaning, so that one of them is chosen."""
    if not is_metonym(name):
        return [Choice(name, "state" if is_state(name) else "person", place, None, mention)]
    return [Choice(form.format(name), kind, place, None, mention, settled=True) for kind, form in METONYM_KINDS]


def ensure_speaker(desk: AnnotationDesk, name: str, kind: SpeakerKind = "person") -> str:
    """The id of the speaker with this name or alias, entered now if the registry has none.

    Raises:
        InputError: It can be no name, or several speakers bear it with the same right.
    """
    return enter_speaker(desk.project.store, name, kind, desk.annotator)


def _standing(known: dict[str, Speaker]) -> dict[str, Speaker]:
    """Who stands for each speaker of the registry, by id, with the names of all that were merged into it as aliases."""
    stands = {identifier: resolve(identifier, known) or identifier for identifier in known}
    names: dict[str, set[str]] = {}
    for identifier, speaker in known.items():
        names.setdefault(stands[identifier], set()).update((speaker.name, *speaker.aliases))
    bearers = {
        each: known[each].model_copy(update={"aliases": tuple(sorted(borne - {known[each].name}))})
        for each, borne in names.items()
    }
    return {identifier: bearers[stand] for identifier, stand in stands.items()}


class _Registered:
    """The registry as the picker needs it; made anew only when it has changed."""

    def __init__(self, known: dict[str, Speaker]) -> None:
        self.standing = _standing(known)
        """Who stands for each speaker, by id."""
        self.stands = {identifier: speaker.id for identifier, speaker in self.standing.items()}
        standing = self.standing.values()
        self.by_name = {plain_name(alias): speaker for speaker in standing for alias in speaker.aliases}
        self.by_name |= {plain_name(speaker.name): speaker for speaker in standing}
        ordered = sorted(known, key=lambda speaker: known[speaker].name.casefold())
        self.all = _once([_known(self.standing[each], "registry") for each in ordered])
        """Everyone, in the order of the alphabet."""


_REGISTERED: WeakKeyDictionary[Store, tuple[str, _Registered]] = WeakKeyDictionary()


def _registered(store: Store) -> _Registered:
    state = registry_state(store)
    kept = _REGISTERED.get(store)
    if kept is None or kept[0] != state:
        kept = _REGISTERED[store] = (state, _Registered(registry(store)))
    return kept[1]


def _in_sentence(desk: AnnotationDesk, known: _Registered) -> list[Choice]:
    text, sentence = desk.passage.document.text, desk.sentence
    found = []
    for start, end in names(text, sentence.start, sentence.end):
        mention = Span(start=start, end=end)
        name = " ".join(text[start:end].split())
        for choice in _new(name, "sentence", mention):
            speaker = known.by_name.get(plain_name(choice.name))
            found.append(choice if speaker is None else replace(_known(speaker, "sentence"), mention=mention))
    return found


def _known(speaker: Speaker, place: Place) -> Choice:
    return Choice(speaker.name, speaker.kind, place, speaker.id, None, speaker.aliases)


def _once(found: list[Choice]) -> list[Choice]:
    """Each speaker at its best place only."""
    seen: set[str] = set()
    kept = []
    for choice in found:
        identity = choice.speaker or plain_name(choice.name)
        if identity not in seen:
            seen.add(identity)
            kept.append(choice)
    return kept


def matches(names: Iterable[str], query: str) -> bool:
    """Whether each word of a query begins a word of one of the names."""
    words = [word for name in names for word in plain_name(name).replace("-", " ").split()]
    return all(any(word.startswith(part) for word in words) for part in plain_name(query).replace("-", " ").split())
