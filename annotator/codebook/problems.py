"""What is wrong with a codebook that reads well: keys that clash, missing definitions, a scale out of order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.codebook.model import Codebook, Value

_SAME_IN_A_TERMINAL = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
    "ctrl+[": "escape",
}
"""Terminals send the same byte for both, so the first never arrives."""

_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(1, 13))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a codebook."""

    level: Literal["error", "warning"]
    """An error keeps the codebook from use; a warning leaves annotators without guidance."""
    where: tuple[str | int, ...]
    """The path of the setting, such as `("stance", "values", 0, "key")`."""
    message: str
    """What is wrong and what to do."""


def find_problems(codebook: Codebook, reserved: Mapping[str, str] | None = None) -> list[Problem]:
    """All problems of a codebook, errors first.

    Args:
        codebook: The codebook.
        reserved: Keys that the annotation screen uses itself, with what each does.
    """
    taken = dict(reserved or {})
    problems = [*_sides(codebook), *_main_keys(codebook, taken), *_orders(codebook), *_definitions(codebook)]
    return sorted(problems, key=lambda problem: problem.level)


def _scales(codebook: Codebook) -> Iterator[tuple[tuple[str | int, ...], str, tuple[Value, ...], bool]]:
    """Path, name, values and orderedness of the stance scale and of every attribute, switched on or not."""
    yield ("stance", "values"), "stance", codebook.stance.values, codebook.stance.ordered
    for group_name, group in codebook.attribute_sets.items():
        for name, attribute in group.attributes.items():
            path = ("attribute_sets", group_name, "attributes", name, "values")
            yield path, f"attribute {name}", attribute.values, attribute.ordered


def _sides(codebook: Codebook) -> Iterator[Problem]:
    if not codebook.claim:
        yield Problem("warning", ("claim",), 'it does not say what a claim is; add claim = "..."')
    seen: dict[str, str] = {}
    for group_name, group in codebook.attribute_sets.items():
        for name in group.attributes:
            if name in seen:
                where = ("attribute_sets", group_name, "attributes", name)
                yield Problem("error", where, f"attribute {name!r} stands in two sets, {seen[name]} and {group_name}")
            seen[name] = group_name
    for path, name, values, _ in _scales(codebook):
        names: set[str] = set()
        for index, value in enumerate(values):
            if value.value in names:
                yield Problem("error", (*path, index, "value"), f"{name}: value {value.value!r} is given twice")
            names.add(value.value)


def _main_keys(codebook: Codebook, taken: dict[str, str]) -> Iterator[Problem]:
    """Stance and attribute keys meet the screen's own keys; values of an attribute meet only each other."""
    scope = dict(taken)
    for index, value in enumerate(codebook.stance.values):
        yield from _key(value.key, ("stance", "values", index, "key"), f"stance {value.value}", scope)
    for group_name, group in codebook.attribute_sets.items():
        for name, attribute in group.attributes.items():
            path = ("attribute_sets", group_name, "attributes", name)
            yield from _key(attribute.key, (*path, "key"), f"attribute {name}", scope)
            inner: dict[str, str] = {}
            for index, value in enumerate(attribute.values):
                yield from _key(value.key, (*path, "values", index, "key"), f"{name} {value.value}", inner)


def _key(key: str, where: tuple[str | int, ...], owner: str, scope: dict[str, str]) -> Iterator[Problem]:
    if not key:
        yield Problem("error", where, f'{owner} has no key, so it cannot be reached; add key = "..."')
        return
    if key in _SAME_IN_A_TERMINAL:
        same = _SAME_IN_A_TERMINAL[key]
        yield Problem("error", where, f"{owner}: key {key!r} cannot be reached; a terminal sends {same} for it")
    elif not ((len(key) == 1 and key.isprintable() and not key.isspace()) or key in _FUNCTION_KEYS):
        yield Problem(
            "error", where, f"{owner}: key {key!r} cannot be reached; use one printable character, or f1 to f12"
        )
    if key in scope:
        yield Problem("error", where, f"{owner}: key {key!r} already belongs to {scope[key]}; choose another")
    else:
        scope[key] = owner


def _orders(codebook: Codebook) -> Iterator[Problem]:
    for path, name, values, ordered in _scales(codebook):
        orders = [value.order for value in values]
        if not ordered:
            if any(order is not None for order in orders) and name == "stance":
                yield Problem("warning", path[:1], f"{name}: values have an order but ordered = true is not set")
            continue
        for index, order in enumerate(orders):
            where = (*path, index, "order")
            before = orders[index - 1] if index else None
            if order is None:
                yield Problem("error", where, f"{name}: value {values[index].value!r} of an ordered scale has no order")
            elif before is not None and order <= before:
                yield Problem(
                    "error",
                    where,
                    f"{name}: order {order} of {values[index].value!r} does not rise above {before}; "
                    "list the values from one pole to the other",
                )


def _definitions(codebook: Codebook) -> Iterator[Problem]:
    for path, name, values, _ in _scales(codebook):
        for index, value in enumerate(values):
            what = f"{name} {value.value}"
            if not value.definition.strip():
                yield Problem("warning", (*path, index, "definition"), f"{what} has no definition")
            if not value.not_.strip():
                yield Problem("warning", (*path, index, "not"), f"{what} does not say what it is not")
            if len([example for example in value.examples if example.strip()]) < 2:
                yield Problem("warning", (*path, index, "examples"), f"{what} has fewer than two examples")
