"""Asks for a speaker: by name, or by a number from a list read out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.blind_choosing import blind_ranked
from annotator.desk.choosing import Choice, narrowed
from annotator.desk.naming import same_name
from annotator.records.speakers import SPEAKER_KINDS, SpeakerKind
from annotator.text.cells import one_line

Ask = Callable[[str], str]
Say = Callable[[str], None]

_MOST = 9
_KINDS: tuple[SpeakerKind, ...] = tuple(kind for kind in SPEAKER_KINDS if kind != "author")


def ask_speaker(
    desk: AnnotationDesk, typed: str, ask: Ask, say: Say, *, without: tuple[str, ...] = ()
) -> Choice | None:
    """The speaker that is meant; None where the one who is asked leaves it.

    Args:
        desk: The annotator's desk.
        typed: A name or the beginning of one; nothing lists those in the sentence, the article and the registry.
        ask: Asks one question.
        say: Reads one line out.
        without: Ids that cannot be chosen.
    """
    query = typed
    ranked = blind_ranked(desk, desk.veil)
    while True:
        found = [choice for choice in narrowed(ranked, query) if choice.speaker not in without]
        exact = [choice for choice in found if query and same_name(_plain(choice), query)]
        if len(exact) == 1:
            return _with_kind(exact[0], ask, say)
        if query and len(found) == 1 and found[0].speaker is not None:
            return found[0]
        for number, choice in enumerate(found[:_MOST], start=1):
            known = "new, " if choice.speaker is None else ""
            say(f"{number}: {_said(choice)}, {known}{choice.kind}.")
        more = f" {len(found) - _MOST} more; type more of the name." if len(found) > _MOST else ""
        answer = ask(f"Who? A number, a name, or nothing to leave it.{more} ").strip()
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= min(_MOST, len(found)):
            return _with_kind(found[int(answer) - 1], ask, say)
        query = answer


def _said(choice: Choice) -> str:
    """A name, or what stands for a hidden one: `name A`."""
    return f"name {one_line(_plain(choice))}" if choice.called else one_line(choice.name)


def _plain(choice: Choice) -> str:
    return choice.seen[-1] if choice.called else choice.name


def _with_kind(choice: Choice, ask: Ask, say: Say) -> Choice:
    """Ask what a new speaker is, unless the choice says so."""
    if choice.speaker is not None or choice.settled:
        return choice
    while True:
        kinds = ", ".join(f"{number} {kind}" for number, kind in enumerate(_KINDS, start=1))
        answer = ask(f"{_said(choice)} is new. What is it? {kinds}; nothing for person. ").strip()
        if not answer:
            return choice
        for number, kind in enumerate(_KINDS, start=1):
            if answer in (str(number), kind):
                return replace(choice, kind=kind)
        say(f"{one_line(answer)} is no kind.")
