"""What can be looked up by prompts: the commands, the codebook, and labels that a change of the codebook touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.cli.plain.commands import COMMANDS, Command, command_for
from annotator.cli.plain.talk import Talk
from annotator.cli.plain.telling import question, spoken_title
from annotator.desk.outdated import confirm, outdated, reach, reasons_for
from annotator.errors import UsageError
from annotator.store.codebooks import codebook_versions
from annotator.text.cells import one_line
from annotator.tui.guide import Entry, guide


class Consulting:
    """Help, codebook, work list.

    Args:
        talk: The conversation.
        stances: The typed keys of stances, with what each is.
        questions: The typed keys of further questions, with the name of each.
    """

    def __init__(self, talk: Talk, stances: Mapping[str, int], questions: Mapping[str, str]) -> None:
        self._talk = talk
        self._desk = talk.desk
        self._session = talk.session
        self._stances = stances
        self._questions = questions

    # Help -------------------------------------------------------------------------------------------------------------

    def do_help(self, rest: str) -> None:
        """Everything that can be typed, or one command."""
        for line in self._about(rest) if rest else self._everything():
            self._talk.say(line)

    def _about(self, typed: str) -> Iterator[str]:
        own = [line for key, line in self._of_codebook() if key == typed]
        command = command_for(typed) if not own else None
        if own:
            yield from own
        elif typed == "WORDS":
            yield _WORDS
        elif command is not None:
            yield from _described(command)
        else:
            parts = typed.casefold().split()
            found = [each for each in COMMANDS if all(part in each.says.casefold() for part in parts)]
            if not found:
                raise UsageError(f"no command is about {typed!r}", "? lists them all")
            yield from (_listed(each) for each in found)

    def _everything(self) -> Iterator[str]:
        yield "Marking:"
        for _, line in self._of_codebook():
            yield line
        group = ""
        for command in COMMANDS:
            if command.group != group:
                group = command.group
                yield f"{group}:"
            yield _listed(command)
        yield _WORDS
        yield "i reads the codebook."

    def _of_codebook(self) -> Iterator[tuple[str, str]]:
        for look in self._session.looks:
            typed = look.key or look.value
            yield typed, f"{typed} WORDS: a claim, {look.word}. Without words the whole sentence."
        for key, name in self._questions.items():
            values = self._desk.codebook.attributes[name].values
            listed = ", ".join(f"{each.key or each.value} {one_line(each.shown)}" for each in values)
            yield key, f"{key} ANSWER: {question(self._desk.codebook, name)}: {listed}."

    # The codebook -----------------------------------------------------------------------------------------------------

    def do_guidelines(self, rest: str) -> None:
        """Read the codebook."""
        entries = guide(self._desk.codebook, self._session.looks, self._session.keymap)
        claim = self._desk.claim
        if not rest:
            at = f"stance:{claim.stance}" if claim else "claim"
            found = [each for each in entries if each.id == at] or entries[:1]
        elif rest.casefold() == "all":
            found = entries
        else:
            keyed = [each for each in entries if each.key and each.key == rest and not each.within]
            found = keyed or [each for each in entries if each.fits(rest.casefold().split())]
        if not found:
            raise UsageError(f"the codebook nowhere has {rest!r}", "i all reads all of it")
        for entry in found:
            for line in _spoken(entry, {look.sign for look in self._session.looks}):
                self._talk.say(line)

    # After a change of the codebook -----------------------------------------------------------------------------------

    def tell_changed(self) -> None:
        """Say how many labels a change of the codebook touches, where there are any."""
        if len(codebook_versions(self._desk.project.store)) < 2:
            return
        count = len(outdated(self._desk.project, self._desk.annotator))
        if count:
            # That every sentence is finished would be half the truth.
            self._session.at_end = False
            many = f"{count} labels" if count > 1 else "1 label"
            self._talk.say(f"The codebook has changed: W lists {many} to look at again.")

    def do_outdated(self, _: str) -> None:
        """List what to look at again, and go to one of it."""
        found = outdated(self._desk.project, self._desk.annotator)
        if not found:
            version = one_line(self._desk.codebook.version)
            self._session.say(f"no label of yours is touched by a change of the codebook, now {version}")
            return
        known = self._desk.blind.titles()
        lines = []
        for each in found:
            called = known[each.document]
            title = spoken_title(called.title or called.source or each.document, blind=called.blind)
            why = "; ".join(reason.said for reason in each.reasons)
            lines.append(f"{title}, sentence {each.number}: {one_line(why)}.")
        chosen = self._talk.choose(lines)
        if chosen is not None:
            target = found[chosen]
            if self._session.go(lambda: reach(self._desk, target), "the sentence is gone: it was cut or joined"):
                self._session.say("change it, or = keeps it")

    def do_keep(self, _: str) -> None:
        """Let the label at hand stand."""
        key = self._desk.sentence.key
        if not reasons_for(self._desk, self._desk.sentence):
            self._session.say("no change of the codebook touches this label", "warn")
        elif self._session.change(lambda: confirm(self._desk, key)):
            self._session.say(f"kept as it is under codebook {one_line(self._desk.codebook.version)}")


_WORDS = (
    "WORDS are numbers such as 3-9, or the words themselves, such as: we will not leave. "
    "Dots leave out what stands between: we will ... leave."
)


def _listed(command: Command) -> str:
    typed = f"{command.letters[0]} {command.argument}".strip()
    return f"{typed}: {command.says}." if typed else f"{command.says}."


def _described(command: Command) -> Iterator[str]:
    yield f"{command.says}."
    typed = [each for each in command.letters if each]
    yield f"Type {' or '.join(typed)}." if typed else "Type nothing."
    if command.argument:
        yield f"{command.argument} may follow."
    if command.argument == "WORDS":
        yield _WORDS


def _spoken(entry: Entry, signs: set[str]) -> Iterator[str]:
    """An entry of the codebook in words: its name, then each part; a sign that only the eye reads is left out."""
    named = [text.strip() for text, looks in entry.heading if looks not in ("key", "faint") and text.strip()]
    words = [" ".join(word for word in text.split() if word not in signs) for text in named]
    yield f"{' '.join(words)}{f', key {entry.key}' if entry.key else ''}:"
    for head, text, _ in entry.parts:
        said = one_line(" ".join(text.split()))
        yield f"{'For example: ' if head.startswith('e.g.') else head.replace('  ', ': ')}{said}"
