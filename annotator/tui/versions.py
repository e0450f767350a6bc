"""The history of a sentence in words: one line for each version, and the marked one in full. No screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.returning import Recut, Version
from annotator.records.revisions import Origin
from annotator.records.spans import Span
from annotator.tui.cards import Cards
from annotator.tui.changes import Wording
from annotator.tui.display import fit, shown
from annotator.tui.layout import folded
from annotator.tui.paint import Line, sides
from annotator.tui.recutting import told
from annotator.tui.speaking import SpeakerNames
from annotator.tui.stances import Looks
from annotator.tui.states import Run
from annotator.tui.view import verdict_words

_ORIGINS: dict[Origin, tuple[str, str]] = {
    "typed": ("typed", "typed"),
    "suggested": ("suggested", "taken from a suggestion as it was"),
    "edited": ("edited", "taken from a suggestion, then changed"),
    "imported": ("loaded", "loaded from a file"),
    "undo": ("undone", "what was there before, after a change was taken back"),
    "redo": ("redone", "a change that was brought back"),
    "adjudicated": ("adjudicated", "adjudicated"),
    "carried": ("carried on", "carried on from other boundaries"),
    "recalled": ("asked anew", "asked for anew, without what was said before"),
    "revealed": ("revealed", "asked for again, once it was known where the article comes from"),
}
"""How a version came about: in a word, and as it is told beside the version."""
_ORIGIN_CELLS = 11
_TIME_CELLS = 12
_ROOMY_CELLS = 56
"""The width from which a line has room for more than what changed; the version beside it tells the rest."""
_BACK = {"undo": "taken back: ", "redo": "brought back: "}


def what_changed(wording: Wording, entry: Version) -> str:
    """What a version made of the one before it, in words."""
    revision = entry.revision
    if revision.body == entry.before:
        if revision.origin == "revealed":
            return "as it was, to stand or to be changed"
        if entry.was_done and not revision.done:
            return "open again"
    return wording.change(entry.before, revision.body, finished=revision.done and not entry.was_done)


class VersionWords:
    """Puts the history of the sentence at hand in words.

    Args:
        desk: The annotator's desk.
        looks: How stances look.
        names: The names of speakers.
        zone: The zone of the times that are shown; that of the machine without it.
    """

    def __init__(self, desk: AnnotationDesk, looks: Looks, names: SpeakerNames, zone: tzinfo | None = None) -> None:
        self._desk = desk
        self._zone = zone
        self._wording = Wording(desk.codebook, looks, names)
        self._cards = Cards(desk, looks, names)
        self._now = desk.project.store.now().astimezone(zone)

    def row(self, entry: Version | Recut, cells: int) -> Line:
        """One line: when, how it came about, what changed, for how long somebody was at it, under which codebook."""
        if isinstance(entry, Recut):
            when = self._when(entry.change.saved_at)
            said = (f"{'boundaries':<{_ORIGIN_CELLS}}", "key"), (self._recut(entry), "key")
            return [("  ", ""), (f"{when:<{_TIME_CELLS}} ", "faint"), *said]
        revision = entry.revision
        what = what_changed(self._wording, entry)
        left: list[Run] = [("● " if entry.stands else "  ", "good")]
        left.append((f"{self._when(revision.saved_at):<{_TIME_CELLS}} ", "soft"))
        left.append((f"{_ORIGINS[revision.origin][0]:<{_ORIGIN_CELLS}}", "faint"))
        left.append((what if entry.here else f"({what})", "ink" if entry.here else "faint"))
        right: list[Run] = [("✓ " if revision.done else "", "good")]
        if cells >= _ROOMY_CELLS:
            version = fit(shown(revision.codebook_version), 8)
            right += [(f"{_time_spent(revision.seconds)} ", "faint"), (f"{version} ", "faint")]
        return sides(left, right, cells)

    def full(self, entry: Version | Recut, cells: int) -> list[Line]:
        """All that there is to say of the marked one, folded to a width."""
        if isinstance(entry, Recut):
            return [*self._stretches(entry, cells)]
        revision = entry.revision
        at = f"{revision.saved_at.astimezone(self._zone):%a %d %b %Y %H:%M:%S}"
        facts = [at, _ORIGINS[revision.origin][1], f"after {_time_spent(revision.seconds)}"]
        facts.append(f"codebook {shown(revision.codebook_version)}")
        lines: list[Line] = [[(line, "faint")] for line in folded(", ".join(facts), cells, 3)]
        if not entry.here:
            lines += self._quoted("of the sentence as it was cut then: ", entry.extent, cells)
        verdict = verdict_words(revision.body, done=revision.done)
        stands: list[Run] = [("   this is what stands", "good")] if entry.stands else []
        lines.append([(verdict, "ink bold"), *stands])
        return [*lines, *(line.runs for line in self._cards.version(revision.body, cells))]

    # Inside -----------------------------------------------------------------------------------------------------------

    def _when(self, at: datetime) -> str:
        """The time of today, the day and the minute of this year, the date of an earlier year."""
        local = at.astimezone(self._zone)
        if local.date() == self._now.date():
            return f"{local:%H:%M:%S}"
        return f"{local:%d %b %H:%M}" if local.year == self._now.year else f"{local:%d %b %Y}"

    def _recut(self, entry: Recut) -> str:
        return _BACK.get(entry.change.op, "") + told(entry.target)

    def _stretches(self, entry: Recut, cells: int) -> Iterator[Line]:
        """Where it was cut or joined, in the words of the text."""
        change, target = entry.change, entry.target
        at = f"{change.saved_at.astimezone(self._zone):%a %d %b %Y %H:%M:%S}"
        yield [(f"{at}, a change of your own boundaries", "faint")]
        yield [(self._recut(entry), "ink bold")]
        whole = Span(start=target.start, end=target.end)
        pieces = target.makes if target.op == "split" else (whole,)
        for number, piece in enumerate(pieces, start=1):
            yield from self._quoted(f"piece {number}: " if len(pieces) > 1 else "", piece, cells)
        yield [("Labels went on with their words; u takes a change of boundaries back.", "faint")]

    def _quoted(self, head: str, span: Span, cells: int) -> Iterator[Line]:
        said = span.of(self._desk.veil.text)
        for number, line in enumerate(folded(f"{head}“{said}”", cells, 6)):
            if number == 0 and line.startswith(head):
                yield [(head, "faint"), (line[len(head) :], "soft")]
            else:
                yield [(line, "soft")]


def _time_spent(seconds: float) -> str:
    """`7 s`, `3 min`, `2 h`."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.0f} h"
