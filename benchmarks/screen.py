"""The annotation screen on a pseudo-terminal: start, time from key to repaint, memory; at growing sizes of the project.

Beside it, in the same run, a minimal Textual program (one Static that counts keys) and slate, another annotation tool
for the terminal, on as many lines as the project has sentences. Programs take turns, so what else the machine does
falls on all alike.

    python benchmarks/screen.py                         # 1,000 and 100,000 sentences
    python benchmarks/screen.py 1000 100000 1000000     # takes some minutes
    python benchmarks/screen.py --slate PATH/TO/slate   # pip install slate-nlp, in an environment of its own
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from terminal import Terminal

from annotator.desk.project import Project, init_project, open_project
from annotator.records.documents import Article, Document, Metadata, Segment
from annotator.store.documents import add_document

SENTENCES_OF_A_DOCUMENT = 50
KEYS = 200
STARTS = 5
MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    count = 0
    def compose(self):
        yield Static("ready")
    def on_key(self, event):
        self.count += 1
        self.query_one(Static).update(f"key {self.count}")

Minimal().run()
"""


@dataclass
class Figures:
    """What was measured of one program."""

    program: str
    sentences: int
    start_ms: float = 0.0
    memory_mib: float = 0.0
    keys: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Median and 99th percentile in milliseconds, by what the key does."""


@dataclass
class Contender:
    """A program, how it is started, when it is ready, and its keys."""

    name: str
    command: Sequence[str]
    ready: bytes
    keys: dict[str, bytes]
    cwd: Path | None = None


def fill(project: Project, sentences: int) -> None:
    """Documents of invented sentences, all different."""
    with project.store.write():
        for number in range(max(1, sentences // SENTENCES_OF_A_DOCUMENT)):
            lines = [
                f"Speaker {each} of article {number} said that the talks in town {each * 7 % 31} would go on."
                for each in range(SENTENCES_OF_A_DOCUMENT)
            ]
            article = Article(text="\n".join(lines), metadata=Metadata(title=f"Article {number}"))
            document = Document.of(article, datetime.now(UTC))
            segments, start = [], 0
            for line in lines:
                segments.append(Segment(document=document.id, start=start, end=start + len(line)))
                start += len(line) + 1
            add_document(project.store, document, segments)


def contenders(folder: Path, sentences: int, slate: str | None) -> list[Contender]:
    """The programs to compare at one size."""
    root = init_project(folder / f"project-{sentences}")
    with open_project(root) as project:
        fill(project, sentences)
    ours = [sys.executable, "-m", "annotator", "--project", str(root), "annotate", "--as", "bench"]
    minimal = folder / "minimal.py"
    minimal.write_text(MINIMAL)
    found = [
        Contender("annotator", ours, b"Speaker 3 of", {"move": b"j", "label": b"n", "undo": b"u"}),
        Contender("minimal Textual", [sys.executable, str(minimal)], b"ready", {"any key": b"j"}),
    ]
    if slate:
        text = folder / f"slate-{sentences}.txt"
        text.write_text(
            "\n".join(
                f"Speaker {each} said that the talks in town {each % 31} would go on." for each in range(sentences)
            )
        )
        command = [slate, "-s", "line", "-o", "-l", str(folder / "slate-log"), str(text)]
        found.append(Contender("slate", command, b"Speaker 3 said", {"move": b"o"}, folder))
    return found


def measure(contender: Contender, sentences: int) -> Figures:
    """Start the program several times, the first time only to warm up; press keys in the last one."""
    figures = Figures(contender.name, sentences)
    starts = []
    for number in range(STARTS + 1):
        with Terminal(contender.command, cwd=contender.cwd) as terminal:
            start = 1000 * terminal.wait_for(contender.ready)
            starts += [start] if number else []
            if number == STARTS:
                terminal.settle()
                for what, key in contender.keys.items():
                    terminal.press(key)
                    times = [1000 * time for _ in range(KEYS) if (time := terminal.press(key)) is not None]
                    if times:
                        figures.keys[what] = (statistics.median(times), statistics.quantiles(times, n=100)[98])
                figures.memory_mib = terminal.memory_mib()
    figures.start_ms = statistics.median(starts)
    return figures


def main() -> None:
    """Print one line for each program, size and key."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sentences", nargs="*", type=int, default=[1000, 100_000])
    parser.add_argument("--slate", default=shutil.which("slate"), help="the slate program; left out where absent")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found: list[Figures] = []
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as name:
        for sentences in asked.sentences:
            for contender in contenders(Path(name), sentences, asked.slate):
                print(f"measuring {contender.name} at {sentences:,}", file=sys.stderr)
                found.append(measure(contender, sentences))
    if asked.json:
        print(json.dumps([asdict(figures) for figures in found], indent=2))
        return
    print(f"{'program':<16} {'sentences':>10} {'start ms':>9} {'MiB':>6}  key: median / 99 % in ms")
    for figures in found:
        keys = ", ".join(f"{what} {low:.1f} / {high:.1f}" for what, (low, high) in figures.keys.items())
        row = f"{figures.program:<16} {figures.sentences:>10,} {figures.start_ms:>9.0f}"
        print(f"{row} {figures.memory_mib:>6.0f}  {keys}")


if __name__ == "__main__":
    main()
