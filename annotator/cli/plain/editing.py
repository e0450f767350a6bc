"""A claim edited in place by prompts: its fields are read out one by one, and each takes a new value or stays.

Each change is saved at once, by the same calls as those of the single commands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from annotator.cli.plain.marking import Marking
from annotator.cli.plain.talk import Talk
from annotator.cli.plain.telling import answer, claims, question, spoken_words, words_of_claim
from annotator.errors import AnnotatorError, UsageError
from annotator.records.spans import Span
from annotator.text.cells import one_line
from annotator.tui.changes import CONFIDENCE
from annotator.tui.moves import MOST_CONTINUABLE

_STOP = "."
_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class _Field:
    """One thing that is said of a claim."""

    name: str
    value: str
    """What it is now, safe to say."""
    takes: str
    """What may be typed."""
    apply: Callable[[str], object]


class Editing:
    """Editing the claim at hand.

    Args:
        talk: The conversation.
        marking: Does what the single commands do.
        stances: The place of each stance in the scale, by what is typed for it.
    """

    def __init__(self, talk: Talk, marking: Marking, stances: Mapping[str, int]) -> None:
        self._talk = talk
        self._desk = talk.desk
        self._session = talk.session
        self._marking = marking
        self._stances = stances

    def do_edit(self, rest: str) -> None:
        """Go through the fields of the claim, or change the one that is named."""
        name, _, value = rest.partition(" ")
        fields = [each.name for each in self._fields()]
        if not name:
            found = self._desk.label.claims
            number = 1 + [each.id for each in found].index(self._talk.claim.id)
            self._talk.say(
                f"Claim {number} of {len(found)}. Nothing typed leaves a field as it is, "
                f"{_NOTHING} empties it, {_STOP} ends."
            )
            for each in fields:
                if not self._ask(each):
                    break
        else:
            fits = [each for each in fields if each.casefold().startswith(name.casefold())]
            if len(fits) != 1:
                raise UsageError(f"{name!r} is no field of a claim", f"one of: {', '.join(fields)}")
            if value:
                self._field(fits[0]).apply(value)
                return
            self._ask(fits[0])
        for line in claims(self._session):
            self._talk.say(line)

    def _ask(self, name: str) -> bool:
        """Ask for one field until what is typed is possible; False where nothing else is to be asked for."""
        while True:
            field = self._field(name)
            typed = self._talk.ask(f"{one_line(field.name)}: {field.value}. {field.takes}, or nothing. ")
            if not typed or typed == _STOP:
                return typed != _STOP
            try:
                field.apply(typed)
            except AnnotatorError as error:
                self._session.fail(error)
            failure, said = self._session.failure, self._session.message.text
            self._session.failure = None
            self._session.say("")
            if failure is None:
                if said:
                    self._talk.say(f"{said}.")
                return True
            self._talk.say(f"{'Nothing done' if isinstance(failure, UsageError) else 'Not saved'}: {said}.")

    def _field(self, name: str) -> _Field:
        return next(each for each in self._fields() if each.name == name)

    def _fields(self) -> Iterator[_Field]:
        """The fields of the claim at hand as they are now."""
        session, marking, claim = self._session, self._marking, self._talk.claim
        looks = ", ".join(f"{look.key or look.value} {look.word}" for look in session.looks)
        yield _Field("Stance", session.looks.of(claim.stance).word, looks, self._stance)
        yield _Field("Speaker", session.names.of(claim.speaker), "A name", marking.do_speaker)
        via = session.names.of(claim.via) if claim.via else "nobody"
        yield _Field("Via", f"passed on by {via}", "A name", marking.do_via)
        mention = f"“{spoken_words(self._desk, claim.mention)}”" if claim.mention else "not marked"
        yield _Field("Named", mention, "Words", self._mention)
        yield _Field("Words", words_of_claim(self._desk, claim.spans), "Words, or all", self._words)
        sure = CONFIDENCE[claim.confidence] if claim.confidence else "not said"
        yield _Field("Sure", sure, "1 guess, 2 likely, 3 sure", marking.do_confidence)
        for name in self._desk.codebook.attributes:
            yield self._question(name)
        carried = "an earlier claim" if claim.continues else "nothing"
        takes = "1 for the claim before, 2 for the one before that"
        yield _Field("Carries", f"on {carried}", takes, self._continues)

    def _question(self, name: str) -> _Field:
        book, marking = self._desk.codebook, self._marking
        said = self._talk.claim.attributes.get(name)
        values = ", ".join(
            f"{one_line(each.key or each.value)} {one_line(each.shown)}" for each in book.attributes[name].values
        )
        now = answer(book, name, said) if said else "no answer"
        return _Field(question(book, name), now, values, lambda typed: marking.answer(name, typed))

    # Values -----------------------------------------------------------------------------------------------------------

    def _stance(self, typed: str) -> None:
        number = self._stances.get(typed, self._stances.get(typed.casefold()))
        if number is None:
            listed = ", ".join(f"{look.key or look.value} {look.word}" for look in self._session.looks)
            raise UsageError(f"{typed!r} is no stance; a claim has always one", f"one of: {listed}")
        self._session.set_stance(self._talk.claim.id, list(self._session.looks)[number].value)

    def _mention(self, typed: str) -> None:
        self._give("mention", None if typed == _NOTHING else self._talk.some(typed)[0])

    def _words(self, typed: str) -> None:
        if typed == _NOTHING:
            raise UsageError("a claim has words always", "type others, or delete the claim")
        self._marking.do_set_words("" if typed.casefold() == "all" else typed)

    def _continues(self, typed: str) -> None:
        earlier = self._desk.continuable(self._talk.claim.id)[:MOST_CONTINUABLE]
        if typed == _NOTHING:
            self._give("continues", None)
        elif typed.isdecimal() and 1 <= int(typed) <= len(earlier):
            self._give("continues", earlier[int(typed) - 1])
        else:
            raise UsageError(f"{typed!r} is none of the claims before", f"there are {len(earlier)}, the nearest is 1")

    def _give(self, name: str, value: Span | str | None) -> None:
        claim, desk = self._talk.claim, self._desk
        self._session.change(
            lambda: None if getattr(claim, name) == value else desk.change_claim(claim.id, **{name: value}),
            unchanged="it stays as it was",
        )
