"""The look of every table in the terminal, and cells that cannot be markup."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from annotator.text.cells import safe


def table(title: str, *columns: str, numbers: int | None = None) -> Table:
    """An empty table.

    Args:
        title: What it shows.
        columns: Headings.
        numbers: Columns from this one on are right-aligned; none where None.
    """
    made = Table(title=Text(title, style="bold"), box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for index, name in enumerate(columns):
        right = numbers is not None and index >= numbers
        made.add_column(Text(name), justify="right" if right else "left", no_wrap=right, overflow="fold")
    return made


def cell(value: object) -> Text:
    """A cell that shows a value to the letter; nothing for None."""
    return Text("" if value is None else safe(str(value)))
