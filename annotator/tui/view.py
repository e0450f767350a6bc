"""What the bars say, read from the desk. Pure: the screen hands the result to the bars."""

from __future__ import annotations

from annotator.codebook.model import Codebook
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.veils import Veil, masthead_lines
from annotator.records.labels import Label
from annotator.tui.display import shown
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.keys import FOOTER_ORDER, sign
from annotator.tui.marks import signs, verdict_marks
from annotator.tui.offers import Moment, offers
from annotator.tui.stances import Looks
from annotator.tui.states import BLIND, Hint, Situation, Whereabouts

_TITLE_CODE_POINTS = 300
_WITH_WORDS = ("repeat", "part", "extend", "ends", "let-go", "mention", "set-words", "fragment")
"""What the footer offers first while words are chosen."""
_WITH_ENDS = ("ends", "extend", "let-go")
"""What it offers first while the ends of a claim are moved."""


def article_title(veil: Veil) -> str:
    """What to call an article: its title as the source gives it or as the text has it, else its file or number."""
    return " ".join(shown(veil.title[:_TITLE_CODE_POINTS]).split())


def about(desk: AnnotationDesk) -> str:
    """Where the article comes from, once that was revealed; that it is read blind while it is."""
    veil, document = desk.veil, desk.passage.document
    if veil.state == "blind":
        return BLIND
    facts = dict(masthead_lines(document.metadata, document.source)) if veil.state == "revealed" else {}
    told = [facts[name] for name in ("outlet", "author", "date") if name in facts]
    return " ".join(shown(", ".join(told)[:_TITLE_CODE_POINTS]).split())


def whereabouts(desk: AnnotationDesk) -> Whereabouts:
    """Where the annotator is."""
    passage = desk.passage
    count = len(passage.sentences)
    return Whereabouts(article_title(desk.veil), desk.index + 1, count, passage.finished, about(desk))


def situation(desk: AnnotationDesk, looks: Looks, now: Moment, saved: str) -> Situation:
    """What there is to say of the sentence."""
    mode = "ADD" if now.adding else "CHOOSE" if now.has_words else "WORDS" if now.has_cursor else "READ"
    mode = "ENDS" if now.moves_ends else "TAKE" if now.takes and mode == "READ" else mode
    label = desk.label
    done = desk.passage.is_done(desk.sentence.key)
    return Situation(
        mode=mode,
        choosing=mode != "READ",
        verdict=(*verdict_marks(label, looks, done=done), (f" {verdict_words(label, done=done)}", "ink")),
        signs=(*signs(label), *([(" its end is a guess", "warn")] if now.guessed else [])),
        saved=saved,
        annotator=shown(desk.annotator),
    )


def verdict_words(label: Label, *, done: bool) -> str:
    """The verdict in words."""
    if label.verdict is None:
        return "undecided"
    if label.verdict != "claims":
        return {"no-claim": "no claim", "skipped": "skipped"}[label.verdict]
    count = len(label.claims)
    return f"{count} claim{'s' if count > 1 else ''}{'' if done else ', open'}"


def hints(codebook: Codebook, looks: Looks, now: Moment, keymap: Keymap = DEFAULT) -> list[Hint]:
    """The keys that do something now: stances first, then attributes, then the rest; help last."""
    found = [
        Hint(
            (shown(look.key), "key"),
            ((f"{look.sign} {look.word}", look.colour),),
            f"stance({index})",
            ((look.sign, look.colour),),
        )
        for index, look in enumerate(looks)
    ]
    useful = offers(now)
    first = _WITH_ENDS if now.moves_ends else _WITH_WORDS if now.has_words else ("join",) if now.guessed else ()
    listed = sorted(
        (key for key in keymap.table() if key.footer and key.id in useful),
        key=lambda key: (key.id not in first, FOOTER_ORDER[key.id]),
    )
    for key in listed:
        found.append(Hint((sign(key.keys[0]), "key"), ((key.label, "soft"),), key.action))
        if key.id == "speaker":
            found += _attributes(codebook)
    return found


def _attributes(codebook: Codebook) -> list[Hint]:
    return [
        Hint((shown(attribute.key), "key"), ((shown(attribute.label or name), "soft"),), f"attribute({index})")
        for index, (name, attribute) in enumerate(codebook.attributes.items())
    ]
