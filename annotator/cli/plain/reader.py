"""One annotator at prompts: each line that is typed is one action, and what came of it is read out in words.

The desk and the session are those of the screen, so the two modes can be changed about at any time.
"""

from __future__ import annotations

from collections.abc import Callable

from annotator.cli.plain.asking import Ask, Say
from annotator.cli.plain.commands import TypedKeymap, command_for
from annotator.cli.plain.consulting import Consulting
from annotator.cli.plain.cutting import Cutting
from annotator.cli.plain.editing import Editing
from annotator.cli.plain.going import Going
from annotator.cli.plain.marking import Marking
from annotator.cli.plain.revealing import ASKED, Revealing
from annotator.cli.plain.searching import Searching
from annotator.cli.plain.suggesting import PATIENCE_S, Suggesting
from annotator.cli.plain.talk import Talk
from annotator.cli.plain.telling import article, claims, named, place, sentence, suggested
from annotator.desk.annotation import AnnotationDesk
from annotator.errors import AnnotatorError, UsageError
from annotator.store.revisions import last_id
from annotator.tui.session import Session

_PROMPT = "> "


class Reader:
    """The plain mode.

    Args:
        desk: The desk, resumed at a sentence.
        ask: Asks one question and returns the answer; raises EOFError at the end of the input.
        say: Reads one line out.
        patience: Seconds to wait for the suggestions of a new article.
    """

    def __init__(self, desk: AnnotationDesk, ask: Ask, say: Say, *, patience: float = PATIENCE_S) -> None:
        self.desk = desk
        self.session = Session(desk)
        self.session.keymap = TypedKeymap()
        self.session.names.call(lambda name, speaker: named(desk.veil, name, speaker))
        self.talk = Talk(desk, self.session, ask, say)
        self._say = say
        looks = list(self.session.looks)
        self._stances = {look.value.casefold(): number for number, look in enumerate(looks)}
        self._stances |= {look.key: number for number, look in enumerate(looks) if look.key}
        self._questions = {attribute.key: name for name, attribute in desk.codebook.attributes.items() if attribute.key}
        self._marking = Marking(self.talk)
        self._suggesting = Suggesting(self.talk, patience)
        self._consulting = Consulting(self.talk, self._stances, self._questions)
        self._editing = Editing(self.talk, self._marking, self._stances)
        moving = (Going(self.talk), Cutting(self.talk), Searching(self.talk), Revealing(self.talk))
        self._parts = (self._marking, self._editing, *moving, self._suggesting, self._consulting, self)

    def run(self) -> None:
        """Annotate until the annotator leaves, by a command, the end of the input, or the key for interrupting."""
        try:
            self._begin()
            while not self.talk.leaving:
                self._take(self.talk.ask(_PROMPT))
        except (EOFError, KeyboardInterrupt):
            # The line that was being typed ends here, so that what follows does not run into it.
            self._say("")
        self._say("Everything is saved.")

    def action(self, name: str) -> Callable[[str], None]:
        """What does a command of the table.

        Raises:
            KeyError: Nothing does.
        """
        for part in self._parts:
            found: Callable[[str], None] | None = getattr(part, f"do_{name}", None)
            if found is not None:
                return found
        raise KeyError(name)

    # Lines ------------------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._say("Type ? for help, q to leave. Everything is saved as you go.")
        self._greet()
        self._tell_article()
        self.session.look_for_end()
        self._changed()
        self._suggesting.look_for()
        self._tell_sentence()

    def _greet(self) -> None:
        if last_id(self.desk.project.store, self.desk.annotator) is None:
            self._say("New here? Leave with q, then: annotator practice --plain")

    def _changed(self) -> None:
        try:
            self._consulting.tell_changed()
        except AnnotatorError as error:
            self.session.fail(error)
            self._tell_message()

    def _take(self, typed: str) -> None:
        word, _, rest = typed.partition(" ")
        before = (self.desk.passage.document.id, self.desk.sentence.key)
        saved = self._last()
        self.session.say("")
        self.session.failure = None
        self.talk.reread = self.talk.reread_ghost = False
        self._suggesting.take_in()
        try:
            self._do(word, rest.strip())
        except AnnotatorError as error:
            self.session.fail(error)
        label = self.desk.label
        self._tell_message(saved=self._last() != saved)
        if self.session.catch_up() and self.desk.label != label:
            self.talk.reread = True
        self._suggesting.look_for()
        if self.desk.passage.document.id != before[0]:
            self._tell_article()
        if self.talk.reread or (self.desk.passage.document.id, self.desk.sentence.key) != before:
            self._tell_sentence()
        else:
            self._tell_suggested(again=self.talk.reread_ghost)
            if self.session.at_end:
                self._tell_end()
        if self.session.at_reveal:
            self.session.at_reveal = False
            self._say(ASKED)

    def _last(self) -> str | None:
        return last_id(self.desk.project.store, self.desk.annotator)

    def _do(self, word: str, rest: str) -> None:
        command = command_for(word)
        stance = self._stances.get(word, self._stances.get(word.casefold()) if len(word) > 1 else None)
        if stance is not None:
            self._marking.stance(stance, rest)
        elif word in self._questions:
            self._marking.answer(self._questions[word], rest)
        elif command is None:
            raise UsageError(f"{word!r} means nothing here", "? lists what does")
        elif rest and not command.argument:
            raise UsageError(f"nothing can follow {word!r}", "? lists what can be typed")
        else:
            self.action(command.action)(rest)

    def do_quit(self, _: str) -> None:
        """Leave."""
        self.talk.leaving = True

    # Telling ----------------------------------------------------------------------------------------------------------

    def _tell_message(self, *, saved: bool = False) -> None:
        message, failure = self.session.message, self.session.failure
        if message.error:
            self._say(f"{'Nothing done' if isinstance(failure, UsageError) else 'Not saved'}: {message.text}.")
            return
        if message.text:
            self._say(f"{message.text}.")
        if saved:
            self._say("Saved.")

    def _tell_article(self) -> None:
        for line in article(self.desk):
            self._say(line)

    def _tell_sentence(self) -> None:
        for line in (*place(self.desk), sentence(self.desk), *claims(self.session)):
            self._say(line)
        self._tell_suggested(again=True)
        if self.session.at_end:
            self._tell_end()

    def _tell_suggested(self, *, again: bool = False) -> None:
        """What is suggested, unless it was read out already."""
        lines = tuple(suggested(self.session))
        if again or lines != self.talk.ghost:
            for line in lines:
                self._say(line)
        self.talk.ghost = lines

    def _tell_end(self) -> None:
        self._say("Everything is finished. q leaves; k and g go back to any sentence.")
