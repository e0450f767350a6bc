"""Writes anew what is generated: the JSON Schemas of `schemas/`, and the tables of keys in the guides."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from annotator.reports.schemas import SCHEMAS, schema_text
from annotator.tui.agreement.keys import REPORT_KEYS
from annotator.tui.keys import KEYS, REGISTRY_KEYS, Key

ROOT = Path(__file__).resolve().parent.parent
GUIDES: dict[Path, tuple[Key, ...]] = {
    ROOT / "docs" / "annotators.md": KEYS,
    ROOT / "docs" / "leads.md": (*REGISTRY_KEYS, *REPORT_KEYS),
}
"""Each guide and the keys that it lists."""
BEGIN, END = "<!-- keys: make generated -->\n", "<!-- end of keys -->"


def key_tables(listed: tuple[Key, ...]) -> str:
    """One Markdown table for each group of keys."""
    parts = []
    for group, keys in groupby(listed, key=lambda key: key.group):
        rows = [
            f"| {' '.join(f'`{name}`' for name in key.keys)} | {key.description} |".replace("`|`", "`\\|`")
            for key in keys
        ]
        parts.append("\n".join([f"**{group}**", "", "| key | what it does |", "| --- | --- |", *rows, ""]))
    return "\n".join(parts)


def guide_with_keys(guide: Path) -> str:
    """The guide with the tables between its two marks."""
    text = guide.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + key_tables(GUIDES[guide]) + "\n" + END + rest.split(END)[1]


def main() -> None:
    """Write all files and name them."""
    for name in SCHEMAS:
        (ROOT / "schemas" / name).write_text(schema_text(name), encoding="utf-8", newline="\n")
        print(ROOT / "schemas" / name)
    for guide in GUIDES:
        guide.write_text(guide_with_keys(guide), encoding="utf-8", newline="\n")
        print(guide)


if __name__ == "__main__":
    main()
