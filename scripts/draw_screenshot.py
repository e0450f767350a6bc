"""Draws the README's picture from the program itself: a sample article with labels, at 120 columns by 36 rows."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from annotator.desk.importing import add_articles
from annotator.desk.loading import load
from annotator.desk.project import init_project, open_project
from annotator.records.documents import Metadata
from annotator.tui.picture import picture

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screen.svg"
ARTICLE = ROOT / "corpus" / "01-geneva-ceasefire-text.txt"


def begun(folder: Path) -> Path:
    """The sample labels of the article's first half: work in progress."""
    lines = (ROOT / "corpus" / "labels" / "amira.jsonl").read_text(encoding="utf-8").splitlines()
    mine = [line for line in lines if ARTICLE.name in line and '"others"' not in line]
    path = folder / "begun.jsonl"
    path.write_text("\n".join(mine[:12]), encoding="utf-8")
    return path


def main() -> None:
    """Make a project with one labelled article, open it at a sentence with a claim, and draw the screen."""
    with tempfile.TemporaryDirectory(prefix="annotator-picture-") as folder:
        root = init_project(Path(folder) / "sample")
        with open_project(root) as project:
            add_articles(project, [ARTICLE.parent], Metadata())
            load(project, begun(Path(folder)), annotator="amira")
            svg = asyncio.run(picture(project, "amira", (120, 36), ["n", "g", "1", "6", "enter"]))
    TARGET.write_text(svg, encoding="utf-8", newline="\n")
    print(TARGET)


if __name__ == "__main__":
    main()
