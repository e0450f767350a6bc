"""Random tables and spans against other libraries, where the definitions meet; each test needs its library.

None of them is needed to develop: `pip install irrCAC nltk segeval pygamma-agreement` in an environment of one's own.
Where the definitions part, docs/agreement-differences.md says how.
"""

from __future__ import annotations

import random
import warnings
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rating_tables import Table, tables

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import coefficients
from annotator.agreement.spans.boundary_similarity import Segmentation, boundary_measures
from annotator.agreement.spans.gamma import GammaPlan, gamma
from annotator.agreement.spans.table import Mark, Passage, Spans

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FAMILIES = {
    "fleiss": "fleiss_kappa",
    "conger": "conger_kappa",
    "bp": "brennan_prediger",
    "gwet": "gwet_ac2",
    "krippendorff": "alpha_nominal",
}
WITH_ERROR = {"fleiss_kappa", "conger_kappa", "brennan_prediger", "gwet_ac1", "gwet_ac2_linear", "gwet_ac2_quadratic"}


def ours_named(method: str, weights: str) -> str | None:
    """Our name of irrCAC's method; None where the definitions differ (weighted alpha)."""
    if weights == "identity":
        return "gwet_ac1" if method == "gwet" else FAMILIES[method]
    return None if method == "krippendorff" else f"{FAMILIES[method]}_{weights}"


@given(tables(raters=(2, 4), most_units=12), st.sampled_from(["identity", "linear", "quadratic", "ordinal"]))
@few
def test_coefficients_and_errors_equal_irrcac(drawn: tuple[Table, int], weights: str) -> None:
    raw = pytest.importorskip("irrCAC.raw")
    pandas = pytest.importorskip("pandas")
    table, q = drawn
    # Somebody without a rating makes Conger's kappa NaN there; units without one are not counted here.
    if not all(any(row[place] is not None for row in table) for place in range(len(table[0]))):
        return
    ratings = Ratings.from_matrix(table, range(q), "ratio")
    if ratings.paired_units == 0:
        return
    frame = pandas.DataFrame([[np.nan if code is None else float(code) for code in row] for row in table])
    theirs = raw.CAC(frame, weights=weights, categories=[float(code) for code in range(q)], digits=12)
    for method in FAMILIES:
        name = ours_named(method, weights)
        if name is None:
            continue
        found = coefficients(ratings, names=[name, f"{name}_se"] if name in WITH_ERROR else [name])
        if found[name].value is None or found[name].value == 1:
            # It floors a chance agreement of 1, and gives 1 or NaN.
            continue
        estimate = getattr(theirs, method)()["est"]
        assert found[name].value == pytest.approx(estimate["coefficient_value"], abs=1e-8), name
        if name in WITH_ERROR and (error := found[f"{name}_se"].value) is not None:
            assert error == pytest.approx(estimate["se"], abs=1e-8), name


def task_of(table: list[list[Any]], distance: Any = None) -> Any:
    agreement = pytest.importorskip("nltk.metrics.agreement")
    data = [
        (str(place), str(unit), value)
        for unit, row in enumerate(table)
        for place, value in enumerate(row)
        if value is not None
    ]
    return agreement.AnnotationTask(data, **({} if distance is None else {"distance": distance}))


@given(st.lists(st.lists(st.none() | st.frozensets(st.sampled_from("ABC"), min_size=1), min_size=3, max_size=3)))
@few
def test_alpha_over_sets_equals_nltk(table: list[list[frozenset[str] | None]]) -> None:
    distance = pytest.importorskip("nltk.metrics.distance")
    ratings = Ratings.from_matrix(table, None, "set", annotators=["a", "b", "c"])
    theirs = {"masi": distance.masi_distance, "jaccard": distance.jaccard_distance, "nominal": distance.binary_distance}
    for name, measure in theirs.items():
        value = coefficients(ratings, "set")[f"alpha_{name}"].value
        if value is not None:
            assert value == pytest.approx(task_of(table, measure).alpha(), abs=1e-9)


@given(tables(missing=False))
@few
def test_kappas_equal_nltk(drawn: tuple[Table, int]) -> None:
    table, _ = drawn
    # The categories of NLTK are those seen.
    found = coefficients(Ratings.from_matrix(table))
    task = task_of(table)
    for name, method in (
        ("fleiss_kappa", task.pi),
        ("conger_kappa", task.multi_kappa),
        ("light_kappa", task.kappa),
        ("brennan_prediger", task.S),
    ):
        value = found[name].value
        if value is not None:
            assert value == pytest.approx(method(), abs=1e-9), name


def cut(cuts: frozenset[int], length: int) -> list[int]:
    borders = [0, *sorted(place for place in cuts if place < length), length]
    return [after - before for before, after in pairwise(borders)]


@given(st.frozensets(st.integers(1, 13)), st.frozensets(st.integers(1, 13)), st.integers(2, 14), st.integers(2, 3))
@few
def test_boundary_similarity_equals_segeval(
    one: frozenset[int], other: frozenset[int], length: int, reach: int
) -> None:
    segeval = pytest.importorskip("segeval")
    masses = cut(one, length), cut(other, length)
    cuts = [Segmentation("d", who, tuple(part)) for who, part in zip("ab", masses, strict=True)]
    value = boundary_measures(cuts, reach)["boundary_similarity"].result().value
    if value is not None:
        assert value == pytest.approx(float(segeval.boundary_similarity(*masses, n_t=reach)), abs=1e-9)


def test_segmentations_of_the_moonstone_equal_segeval() -> None:
    samples = pytest.importorskip("segeval.data.samples")
    kappa = pytest.importorskip("segeval.agreement.kappa").fleiss_kappa_linear
    pi = pytest.importorskip("segeval.agreement.pi").fleiss_pi_linear
    for data in (samples.KAZANTSEVA2012_G5, samples.KAZANTSEVA2012_G2, samples.HEARST_1997_STARGAZER):
        cuts = [Segmentation(name, who, tuple(part)) for name, read in data.items() for who, part in read.items()]
        found = boundary_measures(cuts)
        assert found["fleiss_kappa_B"].result().value == pytest.approx(float(kappa(data)), abs=1e-9)
        for name, read in data.items():
            one = boundary_measures([Segmentation(name, who, tuple(part)) for who, part in read.items()])
            assert one["fleiss_pi_B"].result().value == pytest.approx(float(pi({name: read})), abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_the_observed_disorder_of_gamma_equals_pygamma(seed: int) -> None:
    pygamma = pytest.importorskip("pygamma_agreement")
    segment = pytest.importorskip("pyannote.core").Segment
    rng = random.Random(seed)
    raters = [f"a{place}" for place in range(rng.choice([2, 3]))]
    alpha, beta = rng.choice([(3, 1), (1, 1), (3, 2)])
    continuum, marks = pygamma.Continuum(), []
    for who in raters:
        continuum.add_annotator(who)
        for start in rng.sample(range(50), rng.randint(1, 4)):
            end, label = start + rng.randint(1, 12), rng.choice("xyz")
            continuum.add(who, segment(start, end), label)
            marks.append(Mark("d", who, ((start, end),), label))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        measure = pygamma.CombinedCategoricalDissimilarity(alpha=alpha, beta=beta, delta_empty=1)
        theirs = continuum.get_best_alignment(measure).disorder
    from annotator.agreement.alignment.dissimilarity import Combined

    spans = Spans.of_passages(marks, [Passage("d", 0, 70, tuple(raters))])
    ours = gamma(spans, GammaPlan(1, 1, "statistical", Combined(alpha, beta, 1))).gamma.numerator
    assert ours == pytest.approx(theirs, rel=1e-6)
