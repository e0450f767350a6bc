"""The disputed sentences, most informative first, with the filter that is set and what it is a part of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.desk.agreement.disputes import MOST
from annotator.tui.agreement.cases import Case
from annotator.tui.agreement.drawing import filled, many, paragraph, right
from annotator.tui.agreement.names import STAGES, Words, layer_name
from annotator.tui.agreement.seeking import Findings, Sought
from annotator.tui.agreement.views.base import Drawn, Rows, ToCase, Way
from annotator.tui.display import fit, shown
from annotator.tui.paint import Line
from annotator.tui.states import Run

_SCORE_CELLS = 5


class DisputesView(Rows):
    """A list of disputed sentences.

    Args:
        titles: What to call each document, by id.
        units: What one unit is, by layer.
        words: What values are called.
    """

    def __init__(self, titles: Mapping[str, str], units: Mapping[str, str], words: Words) -> None:
        self._titles = titles
        self._units = units
        self._words = words
        self._findings = Findings()
        self.sought = Sought()
        self.failure = ""
        """Why the last filter could not be applied; empty where it could."""
        self.seeking = False
        """Whether the list is still being made."""

    @property
    def cases(self) -> Sequence[Case]:
        """The sentences."""
        return self._findings.cases

    @property
    def count(self) -> int:
        """How many sentences."""
        return len(self.cases)

    def take(self) -> Way | None:
        """Open a sentence; the first one where the cursor was not moved yet."""
        return ToCase(self.at or 0) if self.cases else None

    def place(self) -> str:
        """Document and number of the sentence under the cursor."""
        return self.cases[self.at or 0].place if self.cases else ""

    def show(self, findings: Findings, sought: Sought) -> None:
        """Other sentences."""
        self._findings, self.sought, self.seeking, self.failure = findings, sought, False, ""
        self.at = 0 if self.cases else None

    def seek(self, sought: Sought) -> None:
        """Nothing yet: they are being looked for."""
        self.show(Findings(), sought)
        self.seeking = True

    def fail(self, why: str) -> None:
        """They could not be found."""
        self.seeking, self.failure = False, why

    @property
    def words(self) -> str:
        """The filter in words; empty where there is none."""
        sought = self.sought
        parts = [" – ".join(sought.people) if len(sought.people) > 1 else "".join(sought.people)]
        parts += [f"on {layer_name(sought.layer)}" if sought.layer else ""]
        if sought.values:
            said = zip(sought.people, sought.values, strict=True)
            parts += [", ".join(f"{name} {self._words.of(sought.layer, value)}" for name, value in said)]
        parts += [self._titles.get(sought.document, sought.document)]
        return shown(" · ".join(part for part in parts if part))

    def draw(self, cells: int) -> Drawn:
        """What is listed, out of how much, and two lines for each sentence."""
        drawn = Drawn()
        drawn.add([(f" {self._heading()}", "title")])
        if self.sought:
            drawn.add(*paragraph(self.words, cells - 1, "key", indent=1))
        if not self.failure and not self.seeking:
            drawn.add(*paragraph(self._basis(), cells - 1, "soft", indent=1))
        drawn.add([])
        if self.failure:
            drawn.add(*paragraph(f"✖ {self.failure}", cells - 1, "bad", indent=1))
        elif self.seeking:
            drawn.add([(" Looking for them …", "soft")])
        elif not self.cases:
            drawn.add(*paragraph(self._none(), cells - 1, "soft", indent=1))
        for index, case in enumerate(self.cases):
            drawn.row(index, self.at, cells, *_entry(case, cells - 1))
        return drawn

    def _heading(self) -> str:
        if self.failure or self.seeking:
            return "Disputed sentences"
        thing = "sentence" if self.sought.values else "disputed sentence"
        return many(self._findings.found, thing)

    def _basis(self) -> str:
        """Out of how much they are, on what that is conditional, and what is left out."""
        found, sought = self._findings, self.sought
        who = {0: "two or more", 1: f"{''.join(sought.people)} and somebody else", 2: "both"}[len(sought.people)]
        said = f"of {many(found.sentences, 'sentence')} that {who} finished"
        unit = self._units.get(sought.layer, "sentence")
        if unit != "sentence":
            said = (
                f"{found.units} of {many(found.of, unit)} that {'both' if len(sought.people) == 2 else 'they'} marked, "
                f"{said}; only claims that share at least half of the words"
            )
        if found.found > len(self.cases):
            said += f"; the {len(self.cases)} most disputed are listed"
        elif not sought and found.found == MOST:
            said += f"; the {MOST} most disputed, a pair or a document has more"
        return f"{said}."

    def _none(self) -> str:
        if self.sought.values:
            return "There is none: they never answered so."
        return (
            "They agree in all of it." if self.sought else "Nothing is disputed: whoever read a sentence agrees on it."
        )


def _entry(case: Case, cells: int) -> Iterator[Line]:
    """The score and the sentence; below it what is disputed, and where it stands."""
    dispute = case.dispute
    text = " ".join(shown(dispute.text[: 2 * cells]).split())
    yield filled([right(f"{dispute.score:.2f}", _SCORE_CELLS, "ink bold"), ("  ", ""), (text, "ink")], cells)
    disputed = ", ".join(STAGES.get(stage, stage) for stage in case.stages)
    about: list[Run] = [(" " * (_SCORE_CELLS + 2), ""), (disputed, "warn") if disputed else ("agreed", "good")]
    about += [(f" · sentence {dispute.sentence}, {fit(shown(dispute.title), max(16, cells // 3))}", "soft")]
    names = ", ".join(said.annotator for said in dispute.said)
    yield filled([*about, (f" · {many(len(dispute.said), 'annotator')}: {shown(names)}", "faint")], cells)
