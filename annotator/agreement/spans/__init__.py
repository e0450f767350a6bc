"""Agreement on spans: who marked which stretch of text, and what it was called.

`table` holds the marks of all annotators; every measure reduces them to additive sums per document, so that a bootstrap
over documents is one matrix product. `report` computes them all. Undefined is None with a reason, never NaN.
"""
