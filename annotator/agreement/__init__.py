"""Agreement between annotators: arrays in, frozen results out.

A table of ratings is reduced to distinct patterns of labels with counts (`ratings`); every coefficient is a function of
additive sums over those patterns (`sums`, `features`, `coefficient`), so point values, a bootstrap and a jackknife are
the same code with other sums. One coefficient per file in `coding/`; `coefficients` is the registry, `report` computes
them all, `intervals` says how sure they are. Undefined is None with a reason, never NaN and never 0.
"""
