"""One line for each annotator whose labels came back: first label against second, in the manner of the report line."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.desk.agreement.intra_model import SecondLooks
from annotator.desk.agreement.model import Figure
from annotator.reports.agreement_words import decimal, p_value

_HEADS = {"recalled": "retest", "revealed": "reveal"}
_SAYS = {"recalled": "first label against second", "revealed": "blind label against that after the reveal"}
_TERMS = {
    "percent_agreement": "p_a",
    "cohen_kappa": "Cohen",
    "cohen_kappa_quadratic": "Cohen(quad)",
    "alpha_nominal": "alpha_nom",
    "alpha_ordinal": "alpha_ord",
}
_LAYERS = ("claim", "span", "speaker", "stance", "tuple")


def intra_line(looks: SecondLooks, origin: str) -> str:
    """One annotator beside themselves, or everybody, without a line feed.

    Args:
        looks: The second looks.
        origin: What the line ends with.
    """
    days = looks.days
    parts = [figure_told(each) for each in looks.figures["all"]]
    for layer in _LAYERS:
        parts += [f"{layer} {figure_told(each)}" for each in looks.figures.get(layer, ())]
    changed = "/".join(str(count) for count in looks.changed.values())
    parts.append(f"changed {sum(looks.changed.values())} ({'/'.join(looks.changed)} {changed})")
    parts += _moved(looks)
    others = [
        f"{layer} {_TERMS.get(each.name, each.name)} {decimal(each.value)} n={each.n}"
        for layer, each in looks.others.items()
        if each.value is not None
    ]
    parts += [f"with others on these sentences: {', '.join(others)}"] if others else []
    parts.append(
        f"{looks.sentences} sentences, {looks.documents} docs, "
        f"{days.median:.1f} days between [{days.shortest:.1f},{days.longest:.1f}]"
    )
    parts += [f"{looks.versions} under two codebooks"] if looks.versions else []
    parts += list(_left_out(looks))
    return f"{_HEADS[looks.kind]} of {looks.whose} ({_SAYS[looks.kind]}): {'; '.join([*parts, origin])}"


def figure_told(figure: Figure) -> str:
    """A measure with its interval and n, or why it has no value."""
    name = _TERMS.get(figure.name, figure.name)
    if figure.value is None:
        return f"{name} undefined ({figure.reason})"
    sure = "" if figure.low is None or figure.high is None else f" [{decimal(figure.low)},{decimal(figure.high)}]"
    return f"{name} {decimal(figure.value)}{sure} n={figure.n}"


def _moved(looks: SecondLooks) -> Iterator[str]:
    if looks.lean is not None:
        sign = looks.lean.sign
        p = "" if sign.p is None else " " + p_value(sign.p).replace(" ", "")
        toward = looks.lean.toward or "neither end"
        yield f"stances moved towards {toward} ({sign.higher} up, {sign.lower} down, {sign.equal} equal){p}"


def _left_out(looks: SecondLooks) -> Iterator[str]:
    for count, why in (
        (looks.under_way, "not finished again"),
        (looks.skipped, "skipped once"),
        (looks.not_anew, "not judged anew"),
    ):
        if count:
            yield f"{count} {why}"
