"""The claims of the sentence at hand as lines: whose side each takes, who makes it, how sure, what else was asked.

While claims are edited in place, that at hand shows every field, also those of which nothing is said, and the lit one
between brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.codebook.model import Codebook
from annotator.desk.annotation import AnnotationDesk
from annotator.records.labels import Claim, Label
from annotator.store.second_looks import hidden_until
from annotator.tui.card_lines import CardLine, Field, Piece, Row, card_line, flowing
from annotator.tui.changes import CONFIDENCE
from annotator.tui.display import fit, shown, width
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.layout import folded
from annotator.tui.marks import FLAG, NOTE
from annotator.tui.paint import length
from annotator.tui.speaking import SpeakerNames
from annotator.tui.stances import Look, Looks
from annotator.tui.states import Run

__all__ = ["CardLine", "Cards"]

_MENTION_CELLS = 28
_ANSWER_CELLS = 36
_QUOTE_LINES = 5
_WHOLE = "the whole sentence"


class Cards:
    """Makes the lines of the panel."""

    def __init__(self, desk: AnnotationDesk, looks: Looks, names: SpeakerNames, keymap: Keymap = DEFAULT) -> None:
        self._desk = desk
        self._looks = looks
        self._names = names
        self._keymap = keymap

    def lines(
        self,
        cells: int,
        *,
        roomy: bool,
        adding: bool,
        first: Sequence[CardLine] = (),
        lit: Field | None = None,
    ) -> list[CardLine]:
        """All lines.

        Args:
            cells: The width.
            roomy: Whether there is room for more of each quote, and for definitions.
            adding: Whether one more claim was asked for, and its stance is awaited.
            first: What stands above the claims.
            lit: The field that keys change, while claims are edited in place.
        """
        label = self._desk.label
        made: list[CardLine] = [*first] if lit is None else []
        if adding:
            made += [CardLine((("One more claim: ", "warn"), *self._stance_keys()))]
        for number, claim in enumerate(label.claims, start=1):
            if roomy and number > 1:
                made.append(CardLine(()))
            made += self._card(claim, number, cells, roomy=roomy, lit=lit)
        if not label.claims:
            # Where room is short a suggestion stands in the place of the question.
            made += self._nothing(label, cells, roomy=roomy, asks=roomy or not first)
        return [*made, *self._remarks(label, cells, roomy=roomy)]

    def version(self, label: Label, cells: int) -> list[CardLine]:
        """An earlier version of the label in full: its claims with all their words, note and flag."""
        made: list[CardLine] = []
        for number, claim in enumerate(label.claims, start=1):
            rows = (*self._head(claim, number, cells - 1, roomy=True), *self._body(claim, cells - 3, 40))
            edge: Run = (" ", self._looks.of(claim.stance).colour)
            made += [card_line(row, cells - 1, edge, claim.id, at_hand=False) for row in rows]
        return [*made, *self._remarks(label, cells, roomy=True)]

    def _card(self, claim: Claim, number: int, cells: int, *, roomy: bool, lit: Field | None) -> Iterator[CardLine]:
        at_hand = claim.id == self._desk.claim_id
        edge: Run = ("▌" if at_hand else " ", self._looks.of(claim.stance).colour)
        if lit is not None and at_hand:
            rows: Iterator[Row] = self._form(claim, number, cells - 2, lit, roomy=roomy)
        else:
            rows = iter(
                (
                    *self._head(claim, number, cells - 2, roomy=roomy),
                    *self._body(claim, cells - 4, _QUOTE_LINES if roomy else 1),
                )
            )
        for row in rows:
            yield card_line(row, cells - 2, edge, claim.id, at_hand=at_hand)

    def _head(self, claim: Claim, number: int, cells: int, *, roomy: bool) -> Iterator[Row]:
        """Stance and confidence, and who makes the claim: on one line where that fits and room is short."""
        look = self._looks.of(claim.stance)
        stance = [Piece(((f"{number} ", "faint"),)), Piece((_stance(look),), "stance")]
        speaker = [Piece((("  ", ""),)), Piece(((self._names.of(claim.speaker), "ink"),), "speaker")]
        if claim.via:
            speaker.append(Piece(((" via ", "faint"), (self._names.of(claim.via), "ink")), "via"))
        sure = [Piece(_sure(claim.confidence), "confidence")] if claim.confidence else []
        needed = sum(length(piece.runs) for piece in (*stance, *speaker, *sure))
        if not roomy and needed + 2 <= cells:
            yield Row([*stance, *speaker], sure)
        else:
            yield Row(stance, sure)
            yield Row(speaker)

    def _body(self, claim: Claim, cells: int, most: int) -> Iterator[Row]:
        text = self._desk.veil.text
        for line in self._quote(claim, text, cells, most):
            yield Row([Piece((("  ", ""),)), Piece(((line, "soft"),), "words")])
        yield from flowing(
            [Piece(((f"{name} ", "faint"), (value, "ink")), field) for field, name, value in self._facts(claim, text)],
            cells + 2,
        )

    def _quote(self, claim: Claim, text: str, cells: int, most: int) -> list[str]:
        if claim.spans == (self._desk.sentence.span,):
            return [_WHOLE]
        return folded(" … ".join(f"“{span.of(text)}”" for span in claim.spans), cells, most)

    def _facts(self, claim: Claim, text: str) -> Iterator[tuple[str, str, str]]:
        """Field, name and value of what else is said of a claim, or asked."""
        if claim.mention is not None:
            yield "mention", "named", self._mention(claim, text)
        if len(claim.spans) > 1:
            yield "words", "fragments", str(len(claim.spans))
        yield from self._answers(claim)
        if claim.continues:
            yield "continues", "carries on", self._place(claim.continues)

    def _answers(self, claim: Claim) -> Iterator[tuple[str, str, str]]:
        for name, attribute in self._desk.codebook.attributes.items():
            question = shown(attribute.label or name)
            value = claim.attributes.get(name)
            yield f"attribute:{name}", question, shown(value) if value else f"({shown(attribute.key)}?)"
        for name in sorted(set(claim.attributes) - set(self._desk.codebook.attributes)):
            yield f"attribute:{name}", shown(name), shown(claim.attributes[name])

    def _mention(self, claim: Claim, text: str) -> str:
        return " ".join(folded(f"“{claim.mention.of(text)}”", _MENTION_CELLS, 1)) if claim.mention else ""

    def _place(self, claim_id: str) -> str:
        """Where an earlier claim stands."""
        article = self._desk.passage
        for number, sentence in enumerate(article.sentences, start=1):
            for place, claim in enumerate(article.label(sentence.key).claims, start=1):
                if claim.id == claim_id:
                    who = fit(self._names.of(claim.speaker), _MENTION_CELLS)
                    return f"claim {place} of sentence {number} ({who})"
        document, desk = article.document, self._desk
        if hidden_until(desk.project.store, desk.annotator, document.id, 0, len(document.text)):
            # That a sentence was judged before must not be told where it came back to be judged anew.
            return "an earlier claim"
        return "a claim that is gone"

    # Edited in place --------------------------------------------------------------------------------------------------

    def _form(self, claim: Claim, number: int, cells: int, lit: Field, *, roomy: bool) -> Iterator[Row]:
        """Every field of a claim, the lit one between brackets; none moves when another is lit."""
        text = self._desk.veil.text

        def field(name: str, label: str, *value: Run) -> Piece:
            on = name == lit.name
            head: tuple[Run, ...] = ((label, "faint"),) if label else ()
            room = max(4, cells - 4 - width(label))
            value = tuple((fit(said, room), looks) for said, looks in value) if len(value) == 1 else value
            held = tuple((said, "cursor") for said, _ in value) if on else value
            left, right = ("[", "]") if on else (" ", " ")
            return Piece((*head, (left, "key"), *held, (right, "key")), name)

        def said(value: str, nothing: str) -> Run:
            return (fit(value, _ANSWER_CELLS), "ink") if value else (nothing, "faint")

        sure = _sure(claim.confidence) if claim.confidence else (("how sure?", "faint"),)
        yield Row(
            [Piece(((f"{number} ", "faint"),)), field("stance", "", _stance(self._looks.of(claim.stance)))],
            [field("confidence", "", *sure)],
        )
        people = [field("speaker", "by", said(self._names.of(claim.speaker), ""))]
        people.append(field("via", "via", said(self._names.of(claim.via) if claim.via else "", "nobody")))
        people.append(field("mention", "named", said(self._mention(claim, text), "not marked")))
        yield from flowing(people, cells)
        quote = self._quote(claim, text, cells - 7, _QUOTE_LINES if roomy else 1)
        yield Row([Piece((("  ", ""),)), field("words", "in", (quote[0], "soft"))])
        for line in quote[1:]:
            yield Row([Piece((("     ", ""),)), Piece(((line, "cursor" if lit.name == "words" else "soft"),), "words")])
        carried = self._place(claim.continues) if claim.continues else ""
        rest = [
            field(name, question, said(value, "") if not value.startswith("(") else (value, "faint"))
            for name, question, value in self._answers(claim)
        ]
        yield from flowing([*rest, field("continues", "carries on", said(carried, "nothing"))], cells)

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

    def _remarks(self, label: Label, cells: int, *, roomy: bool) -> Iterator[CardLine]:
        if label.note:
            if roomy:
                yield CardLine(())
            yield from _hanging([(f"{NOTE} ", "key")], label.note, "ink italic", cells, 6 if roomy else 2)
        if label.flag:
            yield CardLine(((f"{FLAG} ", "warn"), ("flagged to be come back to", "soft")))

    def _stance_keys(self) -> Iterator[Run]:
        for look in self._looks:
            yield f"{shown(look.key)} ", "key"
            yield f"{look.sign} {look.word}  ", look.colour


def _stance(look: Look) -> Run:
    return f"{look.sign} {look.word}", f"{look.colour} bold"


def _sure(confidence: int) -> tuple[Run, ...]:
    rest: tuple[Run, ...] = (("○" * (3 - confidence), "faint"),) if confidence < 3 else ()
    return (("●" * confidence, "key"), *rest, (f" {CONFIDENCE[confidence]}", "soft"))


def _hanging(head: list[Run], text: str, looks: str, cells: int, most: int) -> Iterator[CardLine]:
    """A text behind a sign, its further lines under its first."""
    indent = length(head)
    for number, line in enumerate(folded(text, cells - indent, most)):
        yield CardLine((*(head if number == 0 else [(" " * indent, "")]), (line, looks)))
