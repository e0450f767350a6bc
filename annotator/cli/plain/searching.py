"""Finding by prompts: sentences by their words, one's own labels, flags and notes, and the history of a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from annotator.cli.plain.talk import Talk
from annotator.cli.plain.telling import spoken_title
from annotator.errors import UsageError
from annotator.text.cells import one_line
from annotator.text.graphemes import graphemes
from annotator.text.masking import without_blocks
from annotator.tui.changes import Wording
from annotator.tui.recutting import told
from annotator.tui.versions import what_changed
from annotator.tui.view import verdict_words

if TYPE_CHECKING:
    from annotator.desk.blinding import Called
    from annotator.desk.my_labels import MyLabel
    from annotator.desk.search import Hit

_MOST = 200
"""Sentences that are listed; whoever finds more types another word."""
_EXCERPT = 60
"""Characters of a sentence that are read out in a list."""
_ORIGINS = {
    "undo": "taken back, ",
    "redo": "brought back, ",
    "suggested": "from a suggestion, ",
    "imported": "loaded, ",
    "revealed": "revealed, ",
}


class Searching:
    """Looking for sentences and versions.

    Args:
        talk: The conversation.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._desk = talk.desk
        self._session = talk.session

    def do_search(self, rest: str) -> None:
        """Find sentences by words everywhere, or by a pattern in this article."""
        if not rest:
            raise UsageError("name the words to find", "such as: / envoys; or a pattern in this article: / /[0-9]+/")
        self._go(self._hits(rest), rest)

    def do_elsewhere(self, rest: str) -> None:
        """Where else words stand: those that are named, else those of the claim."""
        phrase = self._session.phrase(self._talk.one(rest))
        why_not = self._session.why_not_elsewhere(phrase)
        if why_not:
            raise UsageError(why_not, "name the words, such as: * 3-5")
        here = self._desk.sentence.key
        found = [each for each in self._hits(f'"{phrase}"') if each.segment != here]
        found.sort(key=lambda hit: not hit.label.claims)
        self._go(found, phrase)
        spreads = self._session.suggested.offering.spreads(phrase) is not None
        if self._desk.sentence.key == here and spreads:
            answer = self._talk.ask(
                "A claim is suggested wherever these words stand. Type no to end that, or nothing. "
            )
            if answer.casefold() in ("n", "no"):
                self._session.withdraw(phrase)
        elif self._desk.sentence.key == here and found and self._desk.claim is not None:
            answer = self._talk.ask("Suggest this claim wherever these words stand? Type yes, or nothing. ")
            if answer.casefold() in ("y", "yes"):
                self._session.spread(phrase)

    def do_found_next(self, _: str) -> None:
        """On along what was listed."""
        self._session.walk(1)

    def do_found_before(self, _: str) -> None:
        """Back along what was listed."""
        self._session.walk(-1)

    def do_next_flagged(self, _: str) -> None:
        """Go to the next flag."""
        self._session.next_marked("flag")

    def do_next_note(self, _: str) -> None:
        """Go to the next note."""
        self._session.next_marked("note")

    def do_my_labels(self, rest: str) -> None:
        """List one's own labels, filtered by what is typed."""
        from annotator.desk.my_labels import my_labels, wanted

        filtered = wanted(rest)
        labels = my_labels(self._desk.project, self._desk.annotator)
        found = list(islice((each for each in labels if filtered.fits(each)), _MOST))
        if not found:
            raise UsageError("no label of yours fits", "M alone lists all of them")
        titles = self._titles
        self._choose([each.segment for each in found], [self._labelled(each, titles) for each in found])

    def do_history(self, _: str) -> None:
        """The versions of the label at hand, and going back to one."""
        from annotator.desk.returning import Recut, label_history

        entries = label_history(self._desk)
        if not entries:
            self._session.say("nothing was saved for this sentence yet")
            return
        wording = Wording(self._desk.codebook, self._session.looks, self._session.names)
        lines = []
        for entry in entries:
            if isinstance(entry, Recut):
                lines.append(f"{entry.change.saved_at.astimezone():%d %b %H:%M}, {told(entry.target)}.")
                continue
            revision = entry.revision
            what = what_changed(wording, entry)
            now = " This is what stands." if entry.stands else ""
            origin = _ORIGINS.get(revision.origin, "")
            lines.append(f"{revision.saved_at.astimezone():%d %b %H:%M}, {origin}{what}.{now}")
        chosen = self._talk.choose(lines, nothing="to leave it as it is")
        if chosen is None:
            return
        entry = entries[chosen]
        if isinstance(entry, Recut):
            raise UsageError("this is a change of boundaries", "u takes the last one back")
        self._session.return_to(entry.revision.id)

    # Inside -----------------------------------------------------------------------------------------------------------

    def _hits(self, typed: str) -> list[Hit]:
        from annotator.desk.hit_filters import filters_of
        from annotator.desk.search import pattern_of, search_article, search_corpus, words_of

        if len(typed) > 2 and typed[0] == typed[-1] == "/":
            return search_article(self._desk.passage, self._desk.veil.text, pattern_of(typed[1:-1]))[:_MOST]
        typed, filters = filters_of(typed)
        words = words_of(typed)
        if not words:
            raise UsageError("name the words to find", "is:, stance: and title: narrow what has them")
        titles = {key: each.title or each.source for key, each in self._titles.items()}
        hits = search_corpus(self._desk.project, self._desk.annotator, words)
        return list(islice((hit for hit in hits if filters.fits(hit, titles.get(hit.document, ""))), _MOST))

    @property
    def _titles(self) -> Mapping[str, Called]:
        """What to call articles: asked for anew, since a reveal changes it."""
        return self._desk.blind.titles()

    def _go(self, found: Sequence[Hit], typed: str) -> None:
        if not found:
            self._session.say(f"found nowhere: {one_line(typed)}")
            return
        many = "At least" if len(found) == _MOST else "Found"
        self._talk.say(f"{many} {len(found)} sentence{'s' if len(found) > 1 else ''}.")
        titles = self._titles
        self._choose([each.segment for each in found], [self._found(each, titles) for each in found])

    def _choose(self, keys: Sequence[str], lines: Sequence[str]) -> None:
        chosen = self._talk.choose(lines)
        if chosen is not None:
            self._session.go_found(chosen, keys)

    def _found(self, hit: Hit, titles: Mapping[str, Called]) -> str:
        start = hit.lit[0][0] if hit.lit else 0
        said = verdict_words(hit.label, done=hit.done)
        blind = hit.document in titles and titles[hit.document].blind
        return f"{self._where(hit.document, hit.number, titles)}, {said}: {_excerpt(hit.text, start, blind=blind)}."

    def _labelled(self, label: MyLabel, titles: Mapping[str, Called]) -> str:
        blind = label.document in titles and titles[label.document].blind
        named = {each.speaker: without_blocks(each.speaker) if blind else each.speaker for each in label.claims}
        claims = ", ".join(
            f"{self._session.looks.of(each.stance).word}, {named[each.speaker]}" for each in label.claims
        )
        said = claims or {"no-claim": "no claim", "skipped": "skipped"}.get(label.verdict or "", "undecided")
        flag = ", flagged" if label.flag else ""
        where = self._where(label.document, label.number, titles)
        return f"{where}, {said}{flag}: {_excerpt(label.text, 0, blind=blind)}."

    def _where(self, document: str, number: int, titles: Mapping[str, Called]) -> str:
        if document == self._desk.passage.document.id:
            return f"sentence {number}"
        known = titles.get(document)
        title = spoken_title(known.title or known.source, blind=known.blind) if known else document
        return f"{title}, sentence {number}"


def _excerpt(text: str, start: int, *, blind: bool = False) -> str:
    """The words from a little before a place, cut between characters as a reader counts them; blocks as words."""
    begin = max(0, text.rfind(" ", 0, max(0, start - _EXCERPT // 3)) + 1) if start > _EXCERPT // 2 else 0
    piece = text[begin:]
    ends = [end for _, end in graphemes(piece[: 4 * _EXCERPT])][:_EXCERPT]
    cut = piece[: ends[-1]] if ends else ""
    said = one_line(" ".join(cut.split()).rstrip("."))
    return without_blocks(said) if blind else said
