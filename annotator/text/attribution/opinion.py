"""How far a sentence speaks in its author's own voice: signs of judgement, weighed by the language's list."""

from __future__ import annotations

from annotator.text.attribution.lexicon import Lexicon

LEAST, MOST = 0.1, 0.45


def author_score(words: str, letters: str, lexicon: Lexicon) -> float:
    """Score of the proposal that the author claims something here, from .1 to .45.

    Args:
        words: The sentence without its quotations, in lower case.
        letters: Its letters.
        lexicon: The words of its language.
    """
    weight = sum(lexicon.weights[found[0]] for found in lexicon.opinion.finditer(words)) if lexicon.opinion else 0.0
    score = LEAST + 0.1 * min(weight, 3.5)
    return round(min(score, MOST), 2)
