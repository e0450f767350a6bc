"""Whom an annotator has chosen before, by the words of the sentence: what lets the speaker picker learn.

Only the annotator's own labels, as they stand, are learnt from, and nothing is stored: the memory is read from them
while the program runs, newest first, a bounded stretch whenever the picker opens. So no opening costs more than
another, however long the work has gone on, and what was chosen last is known first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from annotator.records.documents import Segment
from annotator.records.identifiers import parse_segment_key
from annotator.records.labels import AUTHOR
from annotator.records.spans import Span
from annotator.store.choices_made import FIRST, LAST, Chosen, chosen, newest_revision, texts
from annotator.store.connection import Store
from annotator.text.cues import cue_words, cues, stretches

STRETCH = 80
"""Revisions that are read at one opening."""
_MOST_SENTENCES = 8_000
"""Sentences that are remembered; older ones are not read."""
_USES = 24
"""Of one cue, the uses that count: the last ones."""
_DECAY = 0.85
"""What a use counts for, beside the next later one."""
_HERE = 4.0
"""What a use in the article at hand counts for, beside one elsewhere."""
_DOUBT = {"=": 1.5, "+": 5.0, "-": 5.0}
"""Uses that are imagined for nobody. A word that was seen once, even in this article, must not name the speaker; a
mention that was marked may."""
_WEIGHTS = {"=": 2.0, "+": 1.0, "-": 0.35}
"""A mention that was marked, a word with a capital, any other word."""
_PURE = 0.6
"""Share that a speaker must have in the uses of a word in small letters, or the word says nothing."""


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely a speaker is, and what tells."""

    score: float
    cue: str
    """The words of the sentence that tell most."""
    mention: Span | None
    """Where these are, if they were marked as a mention of the speaker before."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A sentence in which speakers were chosen."""

    revision: str
    document: str
    speakers: tuple[str, ...]
    cues: frozenset[str]
    """All of them, those of mentions as `=words`."""
    mentions: tuple[tuple[str, str], ...]
    """Cue and speaker of each mention that was marked."""


class _Uses:
    """Sentences in the order of their labels, the last one first; cheap to add to at either end."""

    def __init__(self) -> None:
        self._later: dict[str, None] = {}
        self._earlier: dict[str, None] = {}

    def __iter__(self) -> Iterator[str]:
        yield from reversed(self._later)
        yield from self._earlier

    def __bool__(self) -> bool:
        return bool(self._later or self._earlier)

    def add(self, segment: str, *, later: bool) -> None:
        (self._later if later else self._earlier)[segment] = None

    def drop(self, segment: str) -> None:
        self._later.pop(segment, None)
        self._earlier.pop(segment, None)


class SpeakerMemory:
    """What one annotator's labels tell of speakers.

    Args:
        store: The project's store.
        annotator: The annotator.
    """

    def __init__(self, store: Store, annotator: str) -> None:
        self._store = store
        self._annotator = annotator
        self._newest = FIRST
        self._oldest: str | None = LAST
        self._uses: dict[str, _Use] = {}
        self._by_cue: dict[str, _Uses] = defaultdict(_Uses)
        self._by_speaker: dict[str, _Uses] = defaultdict(_Uses)

    def catch_up(self) -> None:
        """Take in what was saved since the last time, and a stretch of what was saved before.

        Raises:
            StoreError: The file cannot be read.
        """
        newest = newest_revision(self._store, self._annotator)
        if self._newest == FIRST:
            self._newest = newest
        elif newest != self._newest:
            found, _ = chosen(self._store, self._annotator, after=self._newest, before=LAST, most=_MOST_SENTENCES)
            self._newest = newest
            self._take_in(found[::-1], later=True)
        if self._oldest is not None and len(self._uses) < _MOST_SENTENCES:
            found, oldest = chosen(self._store, self._annotator, after=FIRST, before=self._oldest, most=STRETCH)
            self._oldest = oldest
            # A label whose sentence is known was saved again since, and that is what stands.
            self._take_in([each for each in found if each.segment not in self._uses], later=False)

    def recent(self) -> list[str]:
        """Ids of the speakers that were chosen, the last one first."""
        last = {speaker: self._uses[next(iter(uses))].revision for speaker, uses in self._by_speaker.items() if uses}
        return sorted(last, key=lambda speaker: last[speaker], reverse=True)

    def likely(self, text: str, sentence: Segment, stands: Mapping[str, str]) -> dict[str, Likely]:
        """The speakers that the words of a sentence remind of, by id.

        For each cue in the sentence, a speaker's share in the last uses of that cue; later uses count more, and so do
        those in the same article. The cue that tells most counts: many that tell little are no more than one of them.

        Args:
            text: The text of the document.
            sentence: The sentence.
            stands: The id that stands for each speaker now; whom it does not hold is left out.
        """
        words = cue_words(text, sentence.start, sentence.end)
        places: dict[str, tuple[int, int]] = {}
        for said, start, end in stretches(words):
            if self._by_cue.get("=" + said):
                places.setdefault("=" + said, (start, end))
        told: dict[str, list[tuple[float, str]]] = defaultdict(list)
        written = {f"{'+' if word.named else '-'}{word.plain}": text[word.start : word.end] for word in words}
        for cue in (*places, *sorted(cues(words))):
            for speaker, share in self._shares(cue, sentence, stands).items():
                if cue[0] != "-" or share >= _PURE:
                    told[speaker].append((_WEIGHTS[cue[0]] * share, cue))
        written |= {cue: text[start:end] for cue, (start, end) in places.items()}
        return {speaker: _likely(said, written, places) for speaker, said in told.items()}

    # Inside -----------------------------------------------------------------------------------------------------------

    def _shares(self, cue: str, sentence: Segment, stands: Mapping[str, str]) -> dict[str, float]:
        weights: dict[str, float] = defaultdict(float)
        whole, counts = _DOUBT[cue[0]], 1.0
        for segment in islice(self._by_cue.get(cue, ()), _USES):
            use = self._uses[segment]
            if segment == sentence.key:
                continue
            weight = counts * (_HERE if use.document == sentence.document else 1.0)
            counts *= _DECAY
            whole += weight
            named = [speaker for mention, speaker in use.mentions if mention == cue]
            for speaker in named if cue[0] == "=" else use.speakers:
                if speaker in stands:
                    weights[stands[speaker]] += weight / len(named if cue[0] == "=" else use.speakers)
        return {speaker: weight / whole for speaker, weight in weights.items()}

    def _take_in(self, found: Iterable[Chosen], *, later: bool) -> None:
        """Remember labels, in the order given; what was remembered of them before is forgotten."""
        labels: dict[str, list[Chosen]] = {}
        for each in found:
            labels.setdefault(each.segment, []).append(each)
        said = {key: _chosen_in(claims) for key, claims in labels.items()}
        known = texts(self._store, sorted({parse_segment_key(key)[0] for key, speakers in said.items() if speakers}))
        for key, claims in labels.items():
            self._forget(key)
            if said[key]:
                self._remember(key, _use(key, claims, said[key], known), later=later)

    def _remember(self, key: str, use: _Use, *, later: bool) -> None:
        self._uses[key] = use
        for cue in use.cues:
            self._by_cue[cue].add(key, later=later)
        for speaker in use.speakers:
            self._by_speaker[speaker].add(key, later=later)

    def _forget(self, key: str) -> None:
        use = self._uses.pop(key, None)
        if use is not None:
            for cue in use.cues:
                self._by_cue[cue].drop(key)
            for speaker in use.speakers:
                self._by_speaker[speaker].drop(key)


def _likely(said: list[tuple[float, str]], written: Mapping[str, str], places: Mapping[str, tuple[int, int]]) -> Likely:
    score, best = max(said)
    mention = Span(start=places[best][0], end=places[best][1]) if best in places else None
    return Likely(score, " ".join(written[best].split()), mention)


def _chosen_in(claims: Iterable[Chosen]) -> tuple[str, ...]:
    """The speakers of a label that somebody chose; the author stands there unasked."""
    found = (each.speaker for each in claims)
    return tuple(dict.fromkeys(speaker for speaker in found if speaker is not None and speaker != AUTHOR))


def _use(key: str, claims: Iterable[Chosen], speakers: tuple[str, ...], known: Mapping[str, str]) -> _Use:
    document, start, end = parse_segment_key(key)
    text = known[document]
    mentions = []
    for each in claims:
        if each.mention_start is not None and each.mention_end is not None and each.speaker in speakers:
            said = " ".join(word.plain for word in cue_words(text, each.mention_start, each.mention_end))
            mentions.append(("=" + said, str(each.speaker)))
    all_cues = cues(cue_words(text, start, end)) | {cue for cue, _ in mentions}
    return _Use(max(each.revision for each in claims), document, speakers, frozenset(all_cues), tuple(mentions))
