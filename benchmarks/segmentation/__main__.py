"""Compare libraries that find sentences: F1, speed, offset faults, time on awkward lines.

Needs nothing but the project. The peers are installed from `segmentation-peers.txt` into an environment of their own,
kept outside the checkout; one that cannot be installed or breaks is named and skipped.

    python benchmarks/segmentation.py FILE.conllu.gz
    python benchmarks/segmentation.py GOLD_FOLDER --text TEXT_FOLDER --json
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import venv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import corpora
from scoring import faults, score
from worker import OURS, PEERS

HERE = Path(__file__).resolve().parent
PINS = HERE.parent / "segmentation-peers.txt"
AWKWARD = {
    "stops": ".", "spaced stops": ". ", "question marks": "?", "quotes": '"', "curly quotes": "“”", "capitals": "A",
    "words": "The ", "titles": "Mr. ", "acronyms": "U.S.", "initials": "A. ", "digits": "1", "numbers": "1. ",
    "brackets": "(", "notes": ".[1]", "one word": "a", "spaces": " ", "no-break spaces": "\u00a0", "emoji": "😀",
    "dashes": "— ", "ellipses": "…", "spaced ellipses": ". . . ", "zero-width": "\u200b", "accents": "e\u0301",
    "closers": '.")', "Chinese stops": "。", "small words": "he said. ", "Russian": "т. е. ", "nul": "\0",
    "run-in": "Aa.", "cookies": "we use cookies ",
}  # fmt: skip
AWKWARD_LENGTH = 200_000
TEXTS = (
    "", " \n", "One.\r\nTwo.\rThree.", "A\u00a0b. C.\u200b D.\ufeff E.", "He left 😀. She 👩\u200d👧 stayed. e\u0301!",
    "a\0b. C.", "\u202eOne. Two.\u202c", "…", "“”", "他说好。我们走吧！", "وصل الوفد. لماذا؟ لم يوقع.", "..",
    "One.\u2028Two.",
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """What is said of one library on one corpus."""

    peer: str
    inner: float | None = None
    exact: float | None = None
    faults: int | None = None
    mb_per_cpu_second: float | None = None
    slow: list[str] | None = None
    skipped: str | None = None


def install(folder: Path) -> dict[str, str]:
    """The peers' environment; what could not be installed, with the reason."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    failed = {}
    for line in PINS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", line]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            failed[line.partition("==")[0]] = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    return failed


def run(peer: str, python: str, texts: list[str], rounds: int, limit_s: float) -> dict[str, Any] | str:
    """What the worker answers, or why it did not."""
    job = json.dumps({"peer": peer, "texts": texts, "rounds": rounds})
    try:
        done = subprocess.run(
            [python, str(HERE / "worker.py")], input=job, capture_output=True, text=True, timeout=limit_s, check=False
        )
    except subprocess.TimeoutExpired:
        return f"over {limit_s:.0f} s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measure(peer: str, python: str, documents: list[corpora.Document], options: argparse.Namespace) -> Row:
    """One row of the table."""
    texts = [document.text for document in documents]
    answer = run(peer, python, texts, options.rounds, options.limit)
    if isinstance(answer, str):
        return Row(peer, skipped=answer)
    spans = [[(start, end) for start, end in found] for found in answer["spans"]]
    figures = score(documents, spans)
    size = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
    row = Row(peer, figures.inner, figures.exact, figures.faults + odd_faults(peer, python, options))
    row.mb_per_cpu_second = size / max(1e-9, statistics.median(answer["seconds"]))
    row.slow = slow_lines(peer, python, options) if options.awkward else None
    return row


def odd_faults(peer: str, python: str, options: argparse.Namespace) -> int:
    """Offset faults on short texts with odd characters."""
    answer = run(peer, python, list(TEXTS), 1, options.limit)
    if isinstance(answer, str):
        return len(TEXTS)
    return sum(faults(text, [(a, b) for a, b in found]) for text, found in zip(TEXTS, answer["spans"], strict=True))


def slow_lines(peer: str, python: str, options: argparse.Namespace) -> list[str]:
    """The awkward lines of 200 kB that take more than a CPU second, with the seconds."""
    slow = []
    for name, unit in AWKWARD.items():
        text = (unit * (AWKWARD_LENGTH // len(unit) + 1))[:AWKWARD_LENGTH]
        answer = run(peer, python, [text], 1, options.limit)
        if isinstance(answer, str):
            slow.append(f"{name}: {answer}")
        elif answer["seconds"][0] > 1:
            slow.append(f"{name}: {answer['seconds'][0]:.1f} s")
    return slow


def show(title: str, rows: list[Row]) -> None:
    """The table as text."""
    print(f"\n{title}\n{'':18} {'inner':>6} {'exact':>6} {'faults':>6} {'MB/CPU s':>9}")
    for row in rows:
        if row.skipped is not None:
            print(f"{row.peer:18} skipped: {row.skipped}")
            continue
        print(f"{row.peer:18} {row.inner:6.4f} {row.exact:6.4f} {row.faults:6} {row.mb_per_cpu_second:9.2f}")
        if row.slow:
            print(f"{'':18} slow: {'; '.join(row.slow)}")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "corpora",
        nargs="+",
        type=Path,
        help=".conllu files (.gz too), .tar.gz of articles as lists of sentences, or folders of gold .json",
    )
    parser.add_argument("--text", type=Path, help="where the texts of a gold folder are")
    parser.add_argument("--peers", help="names, with commas; 'none' for this project alone")
    parser.add_argument("--venv", type=Path, default=Path.home() / ".cache" / "annotator" / "segmentation-peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=120, help="seconds for one run of one library")
    parser.add_argument("--awkward", action="store_true", help="time 200 kB lines of one repeated token, too")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main() -> None:
    """One table for each corpus."""
    options = arguments()
    names = [] if options.peers == "none" else (options.peers.split(",") if options.peers else list(PEERS))
    failed = install(options.venv) if names else {}
    tables: dict[str, list[Row]] = {}
    for path in options.corpora:
        documents = corpora.read(path, options.text)
        rows = [measure(name, sys.executable, documents, options) for name in OURS]
        python = str(options.venv / "bin" / "python")
        for name in names:
            reason = failed.get(name)
            rows.append(Row(name, skipped=reason) if reason else measure(name, python, documents, options))
        tables[str(path)] = rows
        if not options.json:
            show(f"{path}: {len(documents)} documents", rows)
    if options.json:
        print(json.dumps({name: [asdict(row) for row in rows] for name, rows in tables.items()}, indent=2))


if __name__ == "__main__":
    main()
