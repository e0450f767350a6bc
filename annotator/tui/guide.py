"""The codebook as entries to read: what a claim is, each stance, each further question with its answers, what to do
when unsure. Pure; everything that comes from the codebook is made safe to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.codebook.model import Codebook, Value
from annotator.tui.display import shown
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.layout import folded
from annotator.tui.paint import Line
from annotator.tui.stances import Looks
from annotator.tui.states import Run

_MOST_LINES = 40
"""A definition longer than this is cut: nobody reads on, and a hostile one must not fill the memory."""
_INDENT = "   "

Part = tuple[str, str, str]
"""Word before the text, the text, and its looks."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the codebook explains."""

    id: str
    """`claim`, `stance:VALUE`, `question:NAME`, `answer:NAME:VALUE` or `unsure`."""
    heading: tuple[Run, ...]
    parts: tuple[Part, ...]
    key: str = ""
    """The key that jumps to it."""
    within: str = ""
    """The question that an answer belongs to: its key counts only there."""

    def fits(self, words: Sequence[str]) -> bool:
        """Whether every word, case-folded, stands in it."""
        text = " ".join([*(text for text, _ in self.heading), *(f"{head} {text}" for head, text, _ in self.parts)])
        return all(word in " ".join(text.casefold().split()) for word in words)

    def lines(self, cells: int) -> list[Line]:
        """The entry folded to a width: its heading, then each part behind its word."""
        made: list[Line] = [list(self.heading)]
        for head, text, looks in self.parts:
            indent = _INDENT + " " * len(head)
            for number, line in enumerate(folded(text, max(8, cells - len(indent)), _MOST_LINES)):
                first: Run = (_INDENT + head, "faint") if number == 0 else (indent, "")
                made.append([first, (line, looks)])
        return made


def guide(codebook: Codebook, looks: Looks, keymap: Keymap = DEFAULT) -> list[Entry]:
    """All entries, in the order in which an annotator asks; those for whoever is unsure name the keys in force."""
    found = [Entry("claim", (("What is a claim?", "title"),), _parts(codebook.claim, codebook.claim_not))]
    question = shown(codebook.stance.question)
    for number, (value, look) in enumerate(zip(codebook.stance.values, looks, strict=True)):
        asked: tuple[Run, ...] = ((f"   {question}", "faint"),) if number == 0 and question else ()
        heading = (*_keyed(value.key), (f"{look.sign} {look.word}", f"{look.colour} bold"), *asked)
        found.append(Entry(f"stance:{value.value}", heading, _meaning(value), value.key))
    found += _questions(codebook)
    return [*found, _unsure(keymap)]


def _questions(codebook: Codebook) -> Iterator[Entry]:
    for name, attribute in codebook.attributes.items():
        heading = (*_keyed(attribute.key), (shown(attribute.label or name), "title"))
        yield Entry(f"question:{name}", heading, _parts(attribute.question), attribute.key)
        for value in attribute.values:
            heading = ((" ", ""), *_keyed(value.key), (shown(value.shown), "ink bold"))
            yield Entry(f"answer:{name}:{value.value}", heading, _meaning(value), value.key, name)


def _keyed(key: str) -> tuple[Run, ...]:
    return ((f"{shown(key)} ", "key"),) if key else ()


def _parts(definition: str, not_: str = "") -> tuple[Part, ...]:
    parts = (("", definition, "ink"), ("", not_, "warn"))
    return tuple(part for part in parts if part[1].strip()) or (("", "The codebook does not say.", "faint italic"),)


def _meaning(value: Value) -> tuple[Part, ...]:
    examples = (("e.g. ", example, "soft italic") for example in value.examples if example.strip())
    return (*_parts(value.definition, value.not_), *examples)


def _unsure(keymap: Keymap) -> Entry:
    """What the program offers to whoever cannot tell; a codebook may say more under each label."""
    said = (
        ("confidence", "the side is hard to tell: choose the likelier one, and say that it is a guess"),
        ("flag", "whether there is a claim is hard to tell: decide, and flag it to be come back to"),
        ("skip", "the sentence cannot be judged at all: skip it; it counts as missing"),
        ("note", "the codebook does not cover it: leave a note for the lead"),
    )
    parts = tuple((f"{keymap.sign(name)}  ", text, "soft") for name, text in said)
    return Entry("unsure", (("When unsure", "title"),), parts)
