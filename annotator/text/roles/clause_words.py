"""Words that tell a clause from a label, and words that tell nothing; data only."""

from __future__ import annotations

from annotator.text.roles.page_words import phrases

FINITE = phrases(
    "is, are, was, were, has, have, had, will, would, can, could, should, must, may, might, do, does, did, said",
    "says, told, am, been, being, went, came, saw, made, took, gave, became, began, called, asked, wants, want",
    "don't, doesn't, won't, isn't, aren't, wasn't, был, была, было, были, есть, будет, будут, сказал, сказала",
    "заявил, заявила, может, могут",
)
"""Verbs that make a clause of a line."""

SUBJECTS = phrases("he, she, they, it, i, we, you, он, она, они, оно, я, мы, вы")
"""Words that begin a clause rather than a heading."""

COMMON = phrases(
    "with, from, that, this, have, will, after, over, into, says, said, about, would, could, what, when, where",
    "which, their, they, been, were, more, than, there, some, other, also, against, между, после, когда, чтобы",
    "может, будет, были, было, свои, этого, который, которые, также, nach, sich, eine, einer, einen, nicht, auch",
    "über, dans, pour, avec, plus, sont, cette, leur, news, новости",
)
"""Long words that two texts share whatever they are about."""
