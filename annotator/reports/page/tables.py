"""Tables, lists and folds: every table has a caption and heads with a scope, and scrolls in a box of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.reports.page.elements import Child, Element, add, clipped, el

LONGEST = 160
"""Code points of a name or a value in a table; a longer one is cut, with an ellipsis."""
Cell = Child


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    align: str = "",
    notes: Sequence[str] = (),
    class_: str | None = None,
) -> Element:
    """A table whose first column names its rows.

    Args:
        caption: What it shows.
        heads: The names of its columns.
        rows: Texts, or elements: a `td` stands as it is, another stands in a cell.
        align: A letter a column: `l` for words, `w` for sentences, `r` for numbers; the last one goes for the rest.
        notes: Sentences below it.
        class_: A class of the table.
    """
    kinds = (align + (align[-1:] or "l") * len(heads))[: len(heads)]
    head = el("tr", (el("th", name, scope="col", class_=_class(kind)) for name, kind in zip(heads, kinds, strict=True)))
    body = el("tbody", (_row(row, kinds) for row in rows))
    made = el("table", el("caption", caption), el("thead", head), body, class_=class_)
    # A box that scrolls has to be reached by keys; its name is that of its table.
    scrolled = el("div", made, class_="scroll", tabindex=0)
    return el("div", scrolled, (el("p", note, class_="note") for note in notes), class_="table")


def remarked(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], align: str, notes: Sequence[str] = ()
) -> Element:
    """A table whose last column is a remark: the one that most rows share stands below it once.

    Arguments as for `table`; a column of remarks in which nothing is left falls away.
    """
    most = Counter(str(row[-1]) for row in rows if row[-1]).most_common(1)
    shared = most[0][0] if most and most[0][1] > 1 else ""
    kept = [[*row[:-1], "" if row[-1] == shared else row[-1]] for row in rows]
    said = [f"Unless remarked: {shared}."] if shared else []
    if any(row[-1] for row in kept):
        return table(caption, heads, kept, align, [*said, *notes])
    return table(caption, heads[:-1], [row[:-1] for row in kept], align[: len(heads) - 1], [*said, *notes])


def facts(pairs: Iterable[tuple[str, Cell]]) -> Element:
    """Names with what they are."""
    made = el("dl", class_="facts")
    for name, value in pairs:
        add(made, el("div", el("dt", name), el("dd", value, dir="auto")))
    return made


def points(lines: Iterable[str]) -> Element | None:
    """A list of sentences; nothing for none."""
    items = [el("li", line, dir="auto") for line in lines]
    return el("ul", items, class_="points") if items else None


def fold(summary: str, *children: Child | Iterable[Child], opened: bool = False) -> Element:
    """A part that a reader opens; on paper it is open."""
    return el("details", el("summary", summary), el("div", *children, class_="folded"), open="" if opened else None)


def section(key: str, title: str, *children: Child | Iterable[Child], level: int = 2) -> Element:
    """A part of the page with its heading."""
    return el("section", el(f"h{level}", title, dir="auto"), *children, id=key)


def capped(shown: int, total: int, what: str) -> str | None:
    """What is said where not all are shown; None where all are.

    Args:
        shown: How many are.
        total: Of how many.
        what: Which ones, such as `pairs with the lowest alpha`.
    """
    return f"The {shown} {what} of {total}; all of them are in --format json." if shown < total else None


def shade(share: float) -> str:
    """The class of a cell of a heat map: seven steps from 0 to 1."""
    return f"heat h{min(6, max(0, round(6 * share)))}"


def _row(row: Sequence[Cell], kinds: Sequence[str]) -> Element:
    first, *rest = row
    made = el("tr", el("th", _short(first), scope="row", dir="auto", class_=_class(kinds[0])))
    for value, kind in zip(rest, kinds[1:], strict=True):
        ready = isinstance(value, Element) and value.tag == "td"
        add(made, value if ready else el("td", _short(value), class_=_class(kind), dir="auto" if kind != "r" else None))
    return made


def _short(value: Cell) -> Cell:
    return clipped(value, LONGEST) if isinstance(value, str) else value


def _class(kind: str) -> str | None:
    return {"r": "n", "w": "w"}.get(kind)
