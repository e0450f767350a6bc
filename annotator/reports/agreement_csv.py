"""The units behind a report as CSV. No name in it can be run as a formula; `--ratings` and `--spans` read it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from annotator.desk.agreement.formulas import inert


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV: UTF-8 text, commas, a line feed after each row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue()
