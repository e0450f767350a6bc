"""What is measured of other libraries, each in its own environment. Jobs as in `ours`; nothing of this project here.

Names of values are this project's, so that equal names are to be equal numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import invented
import numpy as np

Job = tuple[Callable[[], Any], Callable[[Any], dict[str, Any]]]


def _codes(options: dict[str, Any]) -> invented.Codes:
    return invented.ratings(options["units"], options["annotators"], options["categories"], options["missing"])


def krippendorff(options: dict[str, Any]) -> Job:
    """Alpha alone, nominal."""
    from krippendorff import alpha

    table = _codes(options).T.astype(float)
    table[table < 0] = np.nan
    domain = [float(place) for place in range(options["categories"])]
    work = lambda: alpha(reliability_data=table, level_of_measurement="nominal", value_domain=domain)  # noqa: E731
    return work, lambda value: {"alpha_nominal": float(value)}


def nltk(options: dict[str, Any]) -> Job:
    """Alpha alone; without missing ratings also pi and S."""
    from nltk.metrics.agreement import AnnotationTask

    rows = [
        (f"a{who}", f"u{unit}", str(code))
        for unit, row in enumerate(_codes(options).tolist())
        for who, code in enumerate(row)
        if code >= 0
    ]

    def work() -> dict[str, float]:
        task = AnnotationTask(data=rows)
        found = {"alpha_nominal": task.alpha()}
        if not options["missing"]:
            found |= {"brennan_prediger": task.S()}
        return found

    return work, dict


def irrCAC(options: dict[str, Any]) -> Job:  # noqa: N802  (the library's own name)
    """Four coefficients and alpha, with standard errors."""
    import pandas as pd
    from irrCAC.raw import CAC

    codes = _codes(options)
    frame = pd.DataFrame(np.where(codes < 0, np.nan, codes))

    def work() -> dict[str, float]:
        cac = CAC(frame, categories=[float(place) for place in range(options["categories"])], digits=12)
        kinds = {
            "gwet_ac1": cac.gwet,
            "fleiss_kappa": cac.fleiss,
            "conger_kappa": cac.conger,
            "brennan_prediger": cac.bp,
            "alpha_nominal": cac.krippendorff,
        }
        return {name: kind()["est"]["coefficient_value"] for name, kind in kinds.items()}

    return work, lambda found: {name: float(value) for name, value in found.items()}


def statsmodels(options: dict[str, Any]) -> Job:
    """Fleiss' and Randolph's kappa; no missing ratings."""
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    codes = _codes(options)

    def work() -> dict[str, float]:
        table, _ = aggregate_raters(codes, options["categories"])
        return {"fleiss_kappa": fleiss_kappa(table), "randolph_kappa": fleiss_kappa(table, method="randolph")}

    return work, lambda found: {name: float(value) for name, value in found.items()}


def sklearn(options: dict[str, Any]) -> Job:
    """Cohen's kappa of every two annotators; their mean is Light's."""
    from sklearn.metrics import cohen_kappa_score

    codes = _codes(options)

    def work() -> float:
        found = []
        for first, second in combinations(range(codes.shape[1]), 2):
            both = (codes[:, first] >= 0) & (codes[:, second] >= 0)
            found.append(cohen_kappa_score(codes[both, first], codes[both, second]))
        return float(np.mean(found))

    return work, lambda value: {"light_kappa": value}


def pygamma(options: dict[str, Any]) -> Job:
    """The best alignment alone, or all of gamma with 30 samples."""
    from pyannote.core import Segment
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum, StatisticalContinuumSampler

    continuum = Continuum()
    for who, start, end, label in invented.spans(options["units"], options["annotators"]):
        continuum.add(str(who), Segment(start, end), str(label))
    dissimilarity = CombinedCategoricalDissimilarity(alpha=3, beta=1, delta_empty=1)

    def work() -> Any:
        if not options["whole"]:
            return continuum.get_best_alignment(dissimilarity).disorder, None
        np.random.seed(1)
        sampler = StatisticalContinuumSampler()
        result = continuum.compute_gamma(dissimilarity, n_samples=30, sampler=sampler)
        return result.observed_disorder, result.gamma

    return work, lambda pair: {"disorder": float(pair[0]), "gamma": None if pair[1] is None else float(pair[1])}


def crowdkit(options: dict[str, Any]) -> Job:
    """Labels by one method, with the library's own settings."""
    import pandas as pd
    from crowdkit.aggregation import MACE, DawidSkene, MajorityVote

    codes = _codes(options)
    unit, who = np.nonzero(codes >= 0)
    frame = pd.DataFrame({"task": unit, "worker": who, "label": codes[unit, who].astype(int)})
    method = {"dawid_skene": DawidSkene, "mace": MACE, "majority": MajorityVote}[options["method"]]

    def work() -> Any:
        return method().fit_predict(frame)

    return work, lambda labels: {"labels": labels.reindex(range(len(codes)), fill_value=-1).tolist()}
