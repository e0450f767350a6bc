"""The claims of the sentence at hand as lines: whose side each takes, who makes it, how sure, what else was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.codebook.model import Codebook
from annotator.desk.annotation import AnnotationDesk
from annotator.records.labels import Claim, Label
from annotator.tui.changes import CONFIDENCE
from annotator.tui.display import fit, shown
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.layout import folded
from annotator.tui.marks import FLAG, NOTE
from annotator.tui.paint import length, sides
from annotator.tui.speaking import SpeakerNames
from annotator.tui.stances import Look, Looks
from annotator.tui.states import Run

_MENTION_CELLS = 28


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the panel."""

    runs: tuple[Run, ...]
    claim: str | None = None
    """The claim that it belongs to; a click chooses it."""
    at_hand: bool = False


class Cards:
    """Makes the lines of the panel."""

    def __init__(self, desk: AnnotationDesk, looks: Looks, names: SpeakerNames, keymap: Keymap = DEFAULT) -> None:
        self._desk = desk
        self._looks = looks
        self._names = names
        self._keymap = keymap

    def lines(self, cells: int, *, roomy: bool, adding: bool, first: Sequence[CardLine] = ()) -> list[CardLine]:
        """All lines.

        Args:
            cells: The width.
            roomy: Whether there is room for more of each quote, and for definitions.
            adding: Whether one more claim was asked for, and its stance is awaited.
            first: What stands above the claims.
        """
        label = self._desk.label
        made: list[CardLine] = [*first]
        if adding:
            made += [CardLine((("One more claim: ", "warn"), *self._stance_keys()))]
        for number, claim in enumerate(label.claims, start=1):
            if roomy and number > 1:
                made.append(CardLine(()))
            made += self._card(claim, number, cells, roomy=roomy)
        if not label.claims:
            # Where room is short a suggestion stands in the place of the question.
            made += self._nothing(label, cells, roomy=roomy, asks=roomy or not first)
        if label.note:
            made += [CardLine(())] if roomy else []
            made += _hanging([(f"{NOTE} ", "key")], label.note, "ink italic", cells, 6 if roomy else 2)
        if label.flag:
            made.append(CardLine(((f"{FLAG} ", "warn"), ("flagged to be come back to", "soft"))))
        return made

    def _card(self, claim: Claim, number: int, cells: int, *, roomy: bool) -> Iterator[CardLine]:
        at_hand = claim.id == self._desk.claim_id
        look = self._looks.of(claim.stance)
        edge: Run = ("▌" if at_hand else " ", look.colour)
        rest = cells - 4
        head = self._head(claim, look, number, cells - 2, roomy=roomy)
        for runs in (*head, *self._body(claim, rest, roomy=roomy)):
            yield CardLine((edge, *runs), claim.id, at_hand)

    def _head(self, claim: Claim, look: Look, number: int, cells: int, *, roomy: bool) -> Iterator[list[Run]]:
        """Stance and confidence, and who makes the claim: on one line where that fits and room is short."""
        stance: list[Run] = [(f"{number} ", "faint"), (f"{look.sign} {look.word}", f"{look.colour} bold")]
        speaker: list[Run] = [("  ", ""), (self._names.of(claim.speaker), "ink")]
        if claim.via:
            speaker += [(" via ", "faint"), (self._names.of(claim.via), "ink")]
        sure: list[Run] = []
        if claim.confidence:
            sure = [("●" * claim.confidence, "key"), ("○" * (3 - claim.confidence), "faint")]
            sure.append((f" {CONFIDENCE[claim.confidence]}", "soft"))
        if not roomy and length([*stance, *speaker, *sure]) + 2 <= cells:
            yield sides([*stance, *speaker], sure, cells)
        else:
            yield sides(stance, sure, cells)
            yield sides(speaker, [], cells)

    def _body(self, claim: Claim, cells: int, *, roomy: bool) -> Iterator[list[Run]]:
        text = self._desk.passage.document.text
        for line in self._quote(claim, text, cells, 5 if roomy else 1):
            yield [("  ", ""), (line, "soft")]
        facts = [*self._facts(claim, text)]
        row: list[Run] = [("  ", "")]
        for name, value in facts:
            run: list[Run] = [(f"{name} ", "faint"), (value, "ink"), ("  ", "")]
            if length(row) > 2 and length([*row, *run[:-1]]) > cells + 2:
                yield row
                row = [("  ", "")]
            row += run
        if len(row) > 1:
            yield row

    def _quote(self, claim: Claim, text: str, cells: int, most: int) -> list[str]:
        if claim.spans == (self._desk.sentence.span,):
            return ["the whole sentence"]
        return folded(" … ".join(f"“{span.of(text)}”" for span in claim.spans), cells, most)

    def _facts(self, claim: Claim, text: str) -> Iterator[tuple[str, str]]:
        if claim.mention is not None:
            yield "named", " ".join(folded(f"“{claim.mention.of(text)}”", _MENTION_CELLS, 1))
        if len(claim.spans) > 1:
            yield "fragments", str(len(claim.spans))
        for name, attribute in self._desk.codebook.attributes.items():
            question = shown(attribute.label or name)
            value = claim.attributes.get(name)
            yield (question, shown(value)) if value else (question, f"({shown(attribute.key)}?)")
        for name in sorted(set(claim.attributes) - set(self._desk.codebook.attributes)):
            yield shown(name), shown(claim.attributes[name])
        if claim.continues:
            yield "carries on", self._place(claim.continues)

    def _place(self, claim_id: str) -> str:
        """Where an earlier claim stands."""
        article = self._desk.passage
        for number, sentence in enumerate(article.sentences, start=1):
            for place, claim in enumerate(article.label(sentence.key).claims, start=1):
                if claim.id == claim_id:
                    who = fit(self._names.of(claim.speaker), _MENTION_CELLS)
                    return f"claim {place} of sentence {number} ({who})"
        return "a claim that is gone"

    # Without a claim --------------------------------------------------------------------------------------------------

    def _nothing(self, label: Label, cells: int, *, roomy: bool, asks: bool) -> Iterator[CardLine]:
        if label.verdict == "no-claim":
            yield CardLine((("· No claim. ", "good"), ("A stance key adds one after all.", "faint")))
            return
        if label.verdict == "skipped":
            yield CardLine((("– Skipped. ", "warn"), ("It counts as missing until you decide.", "faint")))
            return
        book: Codebook = self._desk.codebook
        if asks:
            yield CardLine(((shown(book.stance.question) or "Is there a claim?", "ink"),))
        for value, look in zip(book.stance.values, self._looks, strict=True):
            yield CardLine(((f" {shown(look.key)} ", "key"), (f"{look.sign} {look.word}", look.colour)))
            if roomy and value.definition:
                for line in folded(value.definition, cells - 5, 4):
                    yield CardLine((("     ", ""), (line, "soft")))
        last: list[Run] = []
        for name, said in (("no-claim", "no claim"), ("skip", "cannot be judged")):
            last += [(f" {self._keymap.sign(name)} ", "key"), (f"{said}  ", "soft")]
        yield CardLine(tuple(last))

    def _stance_keys(self) -> Iterator[Run]:
        for look in self._looks:
            yield f"{shown(look.key)} ", "key"
            yield f"{look.sign} {look.word}  ", look.colour


def _hanging(head: list[Run], text: str, looks: str, cells: int, most: int) -> Iterator[CardLine]:
    """A text behind a sign, its further lines under its first."""
    indent = length(head)
    for number, line in enumerate(folded(text, cells - indent, most)):
        yield CardLine((*(head if number == 0 else [(" " * indent, "")]), (line, looks)))
