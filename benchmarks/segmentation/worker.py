"""One library over some texts, in a process of its own: JSON in on stdin, JSON out on stdout.

Runs in the environment of the library, so it imports nothing of this project but what it measures.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Callable
from typing import Any

Split = Callable[[str], list[tuple[int, int]]]


def annotator() -> Split:
    """This project: whole documents with roles."""
    from annotator.text.segmentation import segment

    return lambda text: [(piece.start, piece.end) for piece in segment(text)]


def annotator_rules() -> Split:
    """This project: its rules for stops alone."""
    from annotator.text.splitting import split_by_rules

    return split_by_rules


def nupunkt() -> Split:
    """nupunkt's English model."""
    from nupunkt import sent_spans

    return lambda text: list(sent_spans(text))


def sentencex() -> Split:
    """sentencex, told that the text is English; Russian where most letters are Cyrillic."""
    from sentencex import get_sentence_boundaries

    def split(text: str) -> list[tuple[int, int]]:
        cyrillic = sum("а" <= char <= "я" for char in text[:2000])
        language = "ru" if 3 * cyrillic > len(text[:2000]) else "en"
        found: list[Any] = list(get_sentence_boundaries(language, text))
        return [(_field(each, "start_index"), _field(each, "end_index")) for each in found]

    return split


def _field(record: Any, name: str) -> int:
    return int(record[name] if isinstance(record, dict) else getattr(record, name))


def pysbd() -> Split:
    """pySBD with its own offsets."""
    from pysbd import Segmenter

    segmenter = Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def nltk() -> Split:
    """Punkt as NLTK ships it, without parameters: they are a download."""
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    tokenizer = PunktSentenceTokenizer()
    return lambda text: list(tokenizer.span_tokenize(text))


def spacy() -> Split:
    """spaCy's rule-based sentencizer."""
    from spacy.lang.en import English

    pipeline = English()
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 10_000_000
    return lambda text: [(span.start_char, span.end_char) for span in pipeline(text).sents]


def razdel() -> Split:
    """razdel, made for Russian."""
    from razdel import sentenize

    return lambda text: [(piece.start, piece.stop) for piece in sentenize(text)]


def icu4py() -> Split:
    """ICU's sentence iterator; its UTF-16 offsets are mapped to code points."""
    from icu4py.breakers import SentenceBreaker

    def split(text: str) -> list[tuple[int, int]]:
        pieces = [str(piece) for piece in SentenceBreaker(text, "en_US")]
        edges = [0]
        for piece in pieces:
            edges.append(edges[-1] + len(piece))
        return list(itertools.pairwise(edges))

    return split


OURS: dict[str, Callable[[], Split]] = {"annotator": annotator, "annotator-rules": annotator_rules}
PEERS: dict[str, Callable[[], Split]] = {
    each.__name__: each for each in (nupunkt, sentencex, pysbd, nltk, spacy, razdel, icu4py)
}
WHOLE = frozenset({"annotator"})
"""Those that part paragraphs themselves; the others get one line at a time."""


def over_lines(split: Split) -> Split:
    """A splitter that is given one line at a time; blanks at the ends of its spans are shaved off."""

    def lines(text: str) -> list[tuple[int, int]]:
        found, place = [], 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                for start, end in split(line.rstrip()):
                    piece = line[start:end]
                    if piece.strip():
                        begin = place + start + len(piece) - len(piece.lstrip())
                        found.append((begin, begin + len(piece.strip())))
            place += len(line)
        return found

    return lines


def main() -> None:
    """Split every text `rounds` times; answer with the spans, and the CPU seconds of each round."""
    job = json.load(sys.stdin)
    split = {**OURS, **PEERS}[job["peer"]]()
    if job["peer"] not in WHOLE:
        split = over_lines(split)
    split("Warm up. Then measure.")
    times = []
    spans: list[list[tuple[int, int]]] = []
    for _ in range(job["rounds"]):
        begin = time.process_time()
        spans = [split(text) for text in job["texts"]]
        times.append(time.process_time() - begin)
    json.dump({"spans": spans, "seconds": times}, sys.stdout)


if __name__ == "__main__":
    main()
