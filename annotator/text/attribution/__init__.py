"""Who says what in a sentence: quotations, verbs of speech, sources, and what is carried from sentence to sentence.

Pure functions over text; words and rules stand in `data/`, one file for each language.
"""
