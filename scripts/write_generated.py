"""Writes anew what is generated: the JSON Schemas of `schemas/`, and the table of keys in the annotators' guide."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from annotator.reports.schemas import SCHEMAS, schema_text
from annotator.tui.keys import KEYS

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "annotators.md"
BEGIN, END = "<!-- keys: make generated -->\n", "<!-- end of keys -->"


def key_tables() -> str:
    """One Markdown table for each group of keys."""
    parts = []
    for group, keys in groupby(KEYS, key=lambda key: key.group):
        rows = [
            f"| {' '.join(f'`{name}`' for name in key.keys)} | {key.description} |".replace("`|`", "`\\|`")
            for key in keys
        ]
        parts.append("\n".join([f"**{group}**", "", "| key | what it does |", "| --- | --- |", *rows, ""]))
    return "\n".join(parts)


def guide_with_keys(text: str) -> str:
    """The guide with the tables between its two marks."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + key_tables() + "\n" + END + rest.split(END)[1]


def main() -> None:
    """Write all files and name them."""
    for name in SCHEMAS:
        (ROOT / "schemas" / name).write_text(schema_text(name), encoding="utf-8", newline="\n")
        print(ROOT / "schemas" / name)
    GUIDE.write_text(guide_with_keys(GUIDE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(GUIDE)


if __name__ == "__main__":
    main()
