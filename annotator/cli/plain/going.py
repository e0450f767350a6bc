"""Going about by prompts: from sentence to sentence, into another article, and hearing what stands where."""

from __future__ import annotations

from annotator.cli.plain.pointing import numbered
from annotator.cli.plain.talk import Talk
from annotator.cli.plain.telling import sentence, spoken_title
from annotator.desk.status import project_status
from annotator.errors import UsageError
from annotator.text.cells import one_line


class Going:
    """Moves.

    Args:
        talk: The conversation.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._desk = talk.desk
        self._session = talk.session

    def do_forward(self, rest: str) -> None:
        """Go on."""
        self._session.go_times(self._desk.next, _count(rest), "this is the last sentence")

    def do_backward(self, rest: str) -> None:
        """Go back."""
        self._session.go_times(self._desk.previous, _count(rest), "this is the first sentence")

    def do_unfinished(self, _: str) -> None:
        """Go to what is unfinished."""
        self._session.go_unfinished()

    def do_go_to(self, rest: str) -> None:
        """Go to a number."""
        last = len(self._desk.passage.sentences)
        places = {"first": 1, "last": last}
        if rest not in places and not rest.isdecimal():
            raise UsageError("name the number of a sentence", f"such as: g {self._desk.index + 1}, or: g last")
        self._session.go_to((places.get(rest) or int(rest)) - 1)

    def do_articles(self, rest: str) -> None:
        """List articles and go to one."""
        parts = rest.casefold().split()
        status = project_status(self._desk.project, self._desk.annotator)
        titles = self._desk.blind.titles()
        called = {each.id: f"{titles[each.id].title} {titles[each.id].source}".casefold() for each in status.documents}
        found = [each for each in status.documents if all(part in called[each.id] for part in parts)]
        if not found:
            raise UsageError(f"no article has {rest!r} in its title or its file", "articles alone lists all of them")
        lines = []
        for each in found:
            finished = sum(progress.finished for progress in each.annotators)
            known = titles[each.id]
            title = spoken_title(known.title or known.source, blind=known.blind)
            lines.append(f"{title}, {finished} of {each.sentences} finished.")
        chosen = self._talk.choose(lines)
        if chosen is not None:
            document = found[chosen].id
            self._session.go(lambda: self._desk.open(document), "this article has no sentence to annotate")

    # Hearing ----------------------------------------------------------------------------------------------------------

    def do_again(self, _: str) -> None:
        """Read the sentence again."""
        self._talk.reread = True

    def do_around(self, _: str) -> None:
        """Read the neighbours."""
        self._talk.say(f"Before: {sentence(self._desk, -1) or 'nothing'}")
        self._talk.say(f"After: {sentence(self._desk, 1) or 'nothing'}")

    def do_words(self, _: str) -> None:
        """Read the words with their numbers."""
        found = numbered(self._desk.passage.document.text, self._desk.sentence.span, self._desk.veil.spoken)
        self._talk.say(", ".join(f"{number} {one_line(word)}" for number, word in found))


def _count(rest: str) -> int:
    if rest and not (rest.isdecimal() and 1 <= int(rest) <= 999):
        raise UsageError(f"{rest!r} is no number of sentences", "such as: j 5")
    return int(rest or 1)
