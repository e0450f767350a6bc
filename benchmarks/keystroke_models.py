"""Models of the fewest keys and clicks that slate, Prodigy and doccano need for a decision; generous to each.

A key is one, whatever is held down with it. A click is one; choosing words with the mouse is two, for it is aimed
twice: where they begin and where they end. Labels are set up beforehand as is best for the tool. Scrolling, aiming,
mistakes and the change from keyboard to mouse cost nothing. A name that was given before is chosen with one click from
a list, however long; a new one is typed in full, or, where the tool marks names in the text, marked there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from keystroke_script import Decision

MOUSE_WORDS = 2
"""Choosing words with the mouse: press where they begin, let go where they end."""


class Model:
    """The fewest keys of one tool."""

    name = ""

    def count(self, made: Sequence[Decision]) -> dict[str, int]:
        """Keys by kind of decision."""
        found: dict[str, int] = defaultdict(int)
        named: set[str] = set()
        for decision in made:
            found[decision.kind] += self.decide(decision, known=decision.speaker in named)
            named.add(decision.speaker)
        return dict(found)

    def decide(self, decision: Decision, *, known: bool) -> int:
        """Keys for one decision, the step to the next sentence among them."""
        raise NotImplementedError


class Slate(Model):
    """A file with one sentence a line, marked by token. Down goes to the next line (1); a stance or a speaker is one
    key, not the two of the default; the author is no label; shift with an arrow jumps to an end of the line; each
    word on the way and each word of the stretch is a key, on the shorter way. A new speaker is a label that is typed
    (t, the name, enter); one named before has a key of its own (1). A fragment is a stretch of its own with the same
    two labels."""

    name = "slate"

    def decide(self, decision: Decision, *, known: bool) -> int:
        """Stretch by stretch, from the nearer end of the line."""
        if decision.stance is None:
            return 1
        if decision.whole:
            # A whole line can be marked only where lines are the scope; that is granted here beside tokens.
            return 2
        speaker = 1 if known else 2 + len(decision.speaker)
        keys = 1
        for _, _, spans in decision.claims:
            for number, (start, end) in enumerate(spans):
                length = decision.tokens(start, end)
                before, behind = decision.tokens(decision.start, start), decision.tokens(end, decision.end)
                keys += min(before, 1 + behind) + max(0, length - 1) + 1 + (speaker if number == 0 else 1)
        return keys


class Prodigy(Model):
    """One sentence a task, the stances as labels of spans beside choices for the whole sentence; accept is one key (1).
    No claim: accept. A whole sentence: the key of its choice, accept. A stretch: its label's key, the mouse over the
    words (2), the speaker, accept. Speakers are one click in a list, or a click into a field and the name typed. A
    second fragment is marked (2) and joined to the first with two clicks."""

    name = "Prodigy"

    def decide(self, decision: Decision, *, known: bool) -> int:
        """Label, words, speaker, accept."""
        if decision.stance is None:
            return 1
        if decision.whole:
            return 2
        speaker = 1 if known else 1 + len(decision.speaker)
        return 1 + MOUSE_WORDS + speaker + 1 + (MOUSE_WORDS + 2) * (len(decision.parts) - 1)


class Doccano(Model):
    """One sentence an example, spans with relations; the next example is one key (1), and nothing is confirmed. A whole
    sentence: a label of the whole example is granted: its key, next. A stretch: the mouse
    over the words (2), the key of the stance; the speaker's name is marked in the same way (2 and a key) and tied to
    the claim with two clicks and the kind of the relation (1), known or new. A second fragment is marked (2), labelled
    (1) and tied to the first (3)."""

    name = "doccano"

    def decide(self, decision: Decision, *, known: bool) -> int:
        """Words, label, name, relation, next."""
        if decision.stance is None:
            return 1
        if decision.whole:
            return 2
        return MOUSE_WORDS + 1 + (MOUSE_WORDS + 1 + 3) + 1 + (MOUSE_WORDS + 1 + 3) * (len(decision.parts) - 1)


MODELS: tuple[type[Model], ...] = (Slate, Prodigy, Doccano)
"""In the order in which they are shown."""
