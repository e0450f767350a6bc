"""The annotator's own labels as a list: typing filters it, enter goes to the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.my_labels import FIELDS, IS, MyLabel, Wanted, my_labels, wanted
from annotator.errors import AnnotatorError
from annotator.tui.display import shown
from annotator.tui.layout import folded
from annotator.tui.marks import FLAG, NOTE
from annotator.tui.paint import Line
from annotator.tui.search.window import SearchWindow
from annotator.tui.stances import Looks
from annotator.tui.states import Run

_PIECE = 5000
"""Labels that are looked at in one go, which takes some 10 ms."""
_SPEAKER = 22
"""Cells for a speaker's name."""


class LabelList(SearchWindow[MyLabel]):
    """One's own labels.

    Args:
        desk: The annotator's desk.
        looks: How stances look.
        typed: The filter at first.
    """

    PLACEHOLDER = "words   stance:…   speaker:…   is:flagged"
    DETAILS = 3
    MOST = 1_000_000

    def __init__(self, desk: AnnotationDesk, looks: Looks, typed: str = "") -> None:
        hints: Line = [("↑↓", "key"), (" move   ", "soft"), ("↵", "key"), (" go there   ", "soft"), ("esc", "key")]
        super().__init__([("My labels", "title")], [*hints, (" leave", "soft")], typed)
        self._desk = desk
        self._looks = looks
        self._titles = desk.blind.titles()
        self._wanted = Wanted()
        self._seen = 0
        self._kept: list[MyLabel] = []
        self._continues = False
        self._refused: AnnotatorError | None = None

    def on_mount(self) -> None:
        """Begin to read the labels."""
        project, annotator = self._desk.project, self._desk.annotator
        self.search(lambda stopped: my_labels(project, annotator, stopped=stopped))
        super().on_mount()

    def find(self, query: str) -> None:
        """Show the labels that are wanted."""
        try:
            self._wanted, self._refused = wanted(query), None
        except AnnotatorError as error:
            self._refused = error
        self._seen, self._kept, self._eager = 0, [], False
        self._go_through()
        self.show()

    def listed(self) -> Sequence[MyLabel]:
        """The labels that fit, of those that were looked at."""
        return self._kept

    @property
    def awaits(self) -> bool:
        """Whether labels are still to be read or looked at."""
        return super().awaits or self._seen < len(self.found)

    def _arrived(self, found: list[MyLabel], done: bool, error: AnnotatorError | None) -> None:
        """Look at what was read, too."""
        super()._arrived(found, done, error)
        self._go_on()

    def _go_on(self) -> None:
        if self._seen < len(self.found) and not self._continues:
            self._continues = True
            # A key that was pressed meanwhile has its turn between two pieces.
            self.set_timer(0.001, self._piece)

    def _piece(self) -> None:
        self._continues = False
        if not self.is_current:
            return
        self._go_through()
        self.show(at=self.listing.at)
        if self._eager and (self._kept or not self.awaits):
            self._eager = False
            self.action_take()

    def _go_through(self) -> None:
        """Look at the next piece: a hundred thousand labels would hold up the key that is typed."""
        piece = self.found[self._seen : self._seen + _PIECE]
        self._seen += len(piece)
        self._kept += [each for each in piece if self._wanted.fits(each)]
        self._go_on()

    def explain(self) -> None:
        """Say more of the marked label, or what is wrong with what was typed."""
        if self._refused is not None and self.is_current:
            self.refuse(self._refused)
        else:
            super().explain()

    def line(self, each: MyLabel, cells: int) -> Line:
        """Stances, speaker and words of the first claim, or the verdict and the sentence."""
        marks: list[Run] = [(FLAG, "warn")] if each.flag else []
        marks += [(NOTE, "key")] if each.note else []
        head: list[Run] = [*marks, (" " * (3 - len(marks)), "")]
        if not each.claims:
            word = {"no-claim": "no claim", "skipped": "skipped", None: "undecided"}[each.verdict]
            return [*head, (f"{word:<{_SPEAKER + 2}}", "soft"), (" ", ""), (shown(each.text), "soft")]
        # Of several claims the one that was asked for.
        first = each.claims[self._wanted.claim(each) or 0]
        look = self._looks.of(first.stance)
        more = f" +{len(each.claims) - 1}" if len(each.claims) > 1 else ""
        name = folded(f"{shown(first.speaker)}", _SPEAKER - len(more), 1) or [""]
        named = f"{name[0]}{more}"
        return [
            *head,
            (f"{look.sign} ", look.colour),
            (f"{named:<{_SPEAKER}}", "ink"),
            (" ", ""),
            (shown(first.quote), "soft"),
        ]

    def details(self, each: MyLabel, cells: int) -> list[Line]:
        """The article, every claim, the note."""
        called = self._titles.get(each.document)
        title = shown((called.title or called.source) if called else each.document)
        done = "" if each.done else ", open"
        lines: list[Line] = [[(f"{each.number} ", "faint"), (title, "ink"), (done, "warn")]]
        said = "; ".join(f"{self._looks.of(claim.stance).word}: {shown(claim.speaker)}" for claim in each.claims)
        lines.append([(said or shown(each.text), "soft")])
        return [*lines, [(f"note: {shown(each.note)}", "key")]] if each.note else lines

    def key(self, each: MyLabel) -> str:
        """The sentence."""
        return each.segment

    def nothing(self) -> str:
        """Nothing labelled, or nothing that fits."""
        if not self.found:
            return "you have labelled nothing yet"
        fields = " ".join(f"{name}:" for name in FIELDS)
        return f"nothing fits; fields are {fields} and is: takes {', '.join(IS)}"
