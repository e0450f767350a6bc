"""One annotator at prompts: each line that is typed is one action, and what came of it is read out in words.

The desk and the session are those of the screen, so the two modes can be changed about at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.cli.plain.asking import Ask, Say, ask_speaker
from annotator.cli.plain.commands import COMMANDS, command_for
from annotator.cli.plain.pointing import numbered, pointed
from annotator.cli.plain.telling import article, claims, place, sentence
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.finding import find_document
from annotator.desk.status import project_status
from annotator.errors import AnnotatorError, UsageError
from annotator.records.labels import AUTHOR, Claim
from annotator.records.revisions import Revision
from annotator.records.spans import Span
from annotator.store.revisions import last_id
from annotator.text.cells import one_line
from annotator.tui import moves
from annotator.tui.session import Session

_PROMPT = "> "


class Reader:
    """The plain mode.

    Args:
        desk: The desk, resumed at a sentence.
        ask: Asks one question and returns the answer; raises EOFError at the end of the input.
        say: Reads one line out.
    """

    def __init__(self, desk: AnnotationDesk, ask: Ask, say: Say) -> None:
        self.desk = desk
        self.session = Session(desk)
        self._ask = ask
        self._say = say
        self._stances = {look.key: number for number, look in enumerate(self.session.looks) if look.key}
        self._questions = {attribute.key: name for name, attribute in desk.codebook.attributes.items() if attribute.key}
        self._leaving = False

    def run(self) -> None:
        """Annotate until the annotator leaves or the input ends."""
        self._say("Type ? for help, q to leave. Everything is saved as you go.")
        self._greet()
        self._say(article(self.desk))
        self.session.look_for_end()
        self._tell_sentence()
        while not self._leaving:
            try:
                typed = self._ask(_PROMPT)
            except EOFError:
                return
            self._take(typed.strip())

    def _greet(self) -> None:
        if last_id(self.desk.project.store, self.desk.annotator) is None:
            self._say("New here? Leave with q, then: annotator practice --plain")

    def _take(self, typed: str) -> None:
        word, _, rest = typed.partition(" ")
        before = (self.desk.passage.document.id, self.desk.index)
        self.session.say("")
        try:
            self._do(word, rest.strip())
        except EOFError:
            self._leaving = True
        except AnnotatorError as error:
            self.session.fail(error)
        self._tell_message()
        if self.desk.passage.document.id != before[0]:
            self._say(article(self.desk))
        if (self.desk.passage.document.id, self.desk.index) != before:
            self._tell_sentence()
        elif self.session.at_end:
            self._tell_end()

    def _tell_message(self) -> None:
        message, failure = self.session.message, self.session.failure
        if not message.text:
            return
        if message.error:
            self._say(f"{'Nothing done' if isinstance(failure, UsageError) else 'Not saved'}: {message.text}.")
        else:
            saved = f" Saved {self.session.saved}." if self.session.saved else ""
            self._say(f"{message.text}.{saved}")

    def _do(self, word: str, rest: str) -> None:
        command = command_for(word)
        if word in self._stances:
            self._stance(self._stances[word], rest)
        elif word in self._questions:
            self._answer(self._questions[word], rest)
        elif command is None:
            raise UsageError(f"{word!r} means nothing here", "? lists what does")
        elif rest and not command.argument:
            raise UsageError(f"nothing can follow {word!r}", "? lists what can be typed")
        else:
            action: Callable[[str], None] = getattr(self, f"do_{command.action}")
            action(rest)

    # Reading ----------------------------------------------------------------------------------------------------------

    def _tell_sentence(self) -> None:
        self._say(place(self.desk))
        self._say(sentence(self.desk))
        for line in claims(self.session):
            self._say(line)
        if self.session.at_end:
            self._tell_end()

    def _tell_end(self) -> None:
        self._say("Everything is finished. q leaves; k and g go back to any sentence.")

    def do_again(self, _: str) -> None:
        """Read the sentence again."""
        self._tell_sentence()

    def do_around(self, _: str) -> None:
        """Read the neighbours."""
        self._say(f"Before: {sentence(self.desk, -1) or 'nothing'}")
        self._say(f"After: {sentence(self.desk, 1) or 'nothing'}")

    def do_words(self, _: str) -> None:
        """Read the words with their numbers."""
        found = numbered(self.desk.passage.document.text, self.desk.sentence.span)
        self._say(", ".join(f"{number} {one_line(word)}" for number, word in found))

    def do_forward(self, _: str) -> None:
        """Go on."""
        self.session.go(self.desk.next, "this is the last sentence")

    def do_backward(self, _: str) -> None:
        """Go back."""
        self.session.go(self.desk.previous, "this is the first sentence")

    def do_unfinished(self, _: str) -> None:
        """Go to what is unfinished."""
        self.session.go_unfinished()

    def do_go_to(self, rest: str) -> None:
        """Go to a number."""
        if not rest.isdecimal():
            raise UsageError("name the number of a sentence", f"such as: g {self.desk.index + 1}")
        self.session.go_to(int(rest) - 1)

    def do_articles(self, rest: str) -> None:
        """List articles and go to one."""
        status = project_status(self.desk.project, self.desk.annotator)
        found = [each for each in status.documents if rest.casefold() in f"{each.title} {each.source}".casefold()]
        for number, each in enumerate(found, start=1):
            finished = sum(progress.finished for progress in each.annotators)
            self._say(f"{number}: {one_line(each.title or each.source)}, {finished} of {each.sentences} finished.")
        answer = self._ask("Which? A number, or nothing to stay. ").strip()
        if not answer:
            return
        known = answer.isdecimal() and 1 <= int(answer) <= len(found)
        document = found[int(answer) - 1].id if known else find_document(self.desk.project, answer)
        self.session.go(lambda: self.desk.open(document), "this article has no sentence to annotate")

    # Deciding ---------------------------------------------------------------------------------------------------------

    def do_finish(self, _: str) -> None:
        """Finish and go on."""
        self.session.finish()

    def do_no_claim(self, _: str) -> None:
        """No claim."""
        self.session.no_claim()

    def do_skip(self, _: str) -> None:
        """Cannot be judged."""
        self.session.skip()

    def _stance(self, number: int, rest: str) -> None:
        """Mark a claim in the words that follow the key; without any it is the whole sentence, or another stance."""
        spans = self._pointed(rest)
        before = self.desk.claim_id
        self.session.stance(number, spans[0] if spans else None)
        claim = self.desk.claim
        if self.session.failure is not None or claim is None or not spans:
            return
        if len(spans) > 1:
            self.desk.change_claim(claim.id, spans=spans)
        if claim.id != before and claim.speaker == AUTHOR:
            choice = ask_speaker(self.desk, "", self._ask, self._say)
            if choice is not None:
                self.session.set_speaker(claim.id, choice)

    def _answer(self, name: str, rest: str) -> None:
        claim = self._claim()
        values = self.desk.codebook.attributes[name].values
        chosen = next((each for each in values if rest and rest in (each.key, each.value, each.shown)), None)
        if chosen is None and rest != "-":
            listed = ", ".join(f"{each.key or each.value} {one_line(each.shown)}" for each in values)
            raise UsageError(f"{rest!r} is no answer to {name}", f"one of: {listed}; - takes the answer away")
        self.session.set_answer(claim.id, name, chosen.value if chosen else None)

    # Claims -----------------------------------------------------------------------------------------------------------

    def _claim(self) -> Claim:
        if self.desk.claim is None:
            raise UsageError("no claim here yet", "type the key of a stance first")
        return self.desk.claim

    def _pointed(self, rest: str) -> tuple[Span, ...]:
        return pointed(rest, self.desk.passage.document.text, self.desk.sentence.span)

    def _change(self, work: Callable[[Claim], Revision | None], unchanged: str = "nothing to change") -> None:
        claim = self._claim()
        self.session.change(lambda: work(claim), unchanged=unchanged)

    def do_claim(self, rest: str) -> None:
        """Choose a claim."""
        found = self.desk.label.claims
        if rest and not (rest.isdecimal() and 1 <= int(rest) <= len(found)):
            raise UsageError(f"there is no claim {rest}", f"the sentence has {len(found)} claim(s)")
        if rest:
            self.desk.claim_id = found[int(rest) - 1].id
        else:
            self.session.next_claim()
        for line in claims(self.session):
            self._say(line)

    def do_speaker(self, rest: str) -> None:
        """Who makes the claim."""
        claim = self._claim()
        choice = ask_speaker(self.desk, rest, self._ask, self._say)
        if choice is not None:
            self.session.set_speaker(claim.id, choice)

    def do_via(self, rest: str) -> None:
        """Who passes it on."""
        claim = self._claim()
        if rest == "-":
            self.session.set_via(claim.id, None)
            return
        choice = ask_speaker(self.desk, rest, self._ask, self._say, without=(AUTHOR, claim.speaker))
        if choice is not None:
            self.session.set_via(claim.id, choice)

    def do_set_words(self, rest: str) -> None:
        """Which words."""
        spans = self._pointed(rest) or (self.desk.sentence.span,)
        self._change(lambda claim: self.desk.change_claim(claim.id, spans=spans))

    def do_add_words(self, rest: str) -> None:
        """More words."""
        for span in self._some(rest):
            self._change(partial(self._add, span), "they are part of it already")

    def _add(self, span: Span, claim: Claim) -> Revision | None:
        return moves.add_words(self.desk, claim, span)

    def do_mention(self, rest: str) -> None:
        """Where the speaker is named."""
        span = self._some(rest)[0]
        self._change(lambda claim: moves.mark_mention(self.desk, claim, span))

    def _some(self, rest: str) -> tuple[Span, ...]:
        spans = self._pointed(rest)
        if not spans:
            raise UsageError("name the words", "w lists them with their numbers")
        return spans

    def do_confidence(self, rest: str) -> None:
        """How sure."""
        if rest not in ("", "-", "1", "2", "3"):
            raise UsageError(f"{rest!r} is not 1 guess, 2 likely or 3 sure", "- takes the answer away")
        self._change(
            lambda claim: self.desk.change_claim(
                claim.id,
                confidence=moves.next_confidence(claim.confidence) if not rest else None if rest == "-" else int(rest),
            )
        )

    def do_continues(self, _: str) -> None:
        """Carries on an earlier claim."""
        self._change(lambda claim: moves.set_continued(self.desk, claim), "there is no earlier claim in this article")

    def do_delete(self, _: str) -> None:
        """Delete the claim."""
        self._change(lambda claim: self.desk.delete_claim(claim.id))

    # The rest ---------------------------------------------------------------------------------------------------------

    def do_note(self, rest: str) -> None:
        """The note."""
        if not rest:
            self._say(f"Note: {one_line(self.desk.label.note)}" if self.desk.label.note else "There is no note.")
        else:
            self.session.set_note("" if rest == "-" else rest)

    def do_flag(self, _: str) -> None:
        """The flag."""
        self.session.change(self.desk.toggle_flag)

    def do_undo(self, _: str) -> None:
        """Take back."""
        self.session.undo()

    def do_redo(self, _: str) -> None:
        """Bring back."""
        self.session.redo()

    def do_help(self, _: str) -> None:
        """Everything that can be typed, and the codebook."""
        for look in self.session.looks:
            self._say(f"{look.key} WORDS: a claim, {look.word}. Without words the whole sentence.")
        for key, name in self._questions.items():
            attribute = self.desk.codebook.attributes[name]
            values = ", ".join(f"{each.key or each.value} {one_line(each.shown)}" for each in attribute.values)
            self._say(f"{key} ANSWER: {one_line(attribute.label or name)}: {values}.")
        for command in COMMANDS:
            typed = f"{command.letters[0]} {command.argument}".strip()
            self._say(f"{typed}: {command.says}." if typed else f"{command.says}.")
        self._say('WORDS are numbers such as 3-9, or the words themselves in quotation marks, such as "we will".')
        for value in self.desk.codebook.stance.values:
            self._say(f"{one_line(value.shown)}: {one_line(value.definition)}")

    def do_quit(self, _: str) -> None:
        """Leave."""
        self._leaving = True
