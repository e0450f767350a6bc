"""Measure agreement beside other libraries: `alpha`, `gamma`, `aggregate`, `report`; all of them where none is named.

Needs the project with its `gamma` extra. Each peer of `benchmarks/requirements.txt` is installed into an environment of
its own, because some of them cannot live together; one that cannot be installed, breaks or takes longer than the limit
is named and skipped. Every run is a process of its own; runs of ours and of the peers alternate, and medians are
printed.

    python benchmarks/agreement.py alpha --rounds 5
    python benchmarks/agreement.py gamma aggregate --json
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PINS = HERE.parent / "requirements.txt"
VENV = HERE.parent.parent / "build" / "benchenv"
SIZES = {
    "alpha": [1_000, 100_000, 1_000_000],
    "gamma": [30, 100, 300, 1_000],
    "aggregate": [2_000, 20_000],
    "report": [1_000, 10_000, 50_000],
}
PEERS = {
    "alpha": ["krippendorff", "irrCAC", "statsmodels", "sklearn", "nltk"],
    "gamma": ["pygamma"],
    "aggregate": ["crowdkit"],
    "report": [],
}
SLOW_S = 20.0
"""A run that takes longer is not repeated five times, but once."""
NEAR = {"alpha": 1e-9, "gamma": 1e-6, "aggregate": 0.0, "report": 0.0}
PACKAGES = {"sklearn": "scikit-learn", "pygamma": "pygamma-agreement", "crowdkit": "crowd-kit"}
"""What a peer is called where it is installed from."""
MOST_OF_NLTK = 100_000
"""NLTK holds a tuple and a set per rating: ten million do not fit into memory here."""


@dataclass
class Row:
    """One contestant at one task."""

    who: str
    task: str
    units: int
    wall_s: float | None = None
    cpu_s: float | None = None
    mib: float | None = None
    rounds: int = 0
    ratio: float | None = None
    """Wall time over that of the first of ours at this size."""
    compared: dict[str, str] = field(default_factory=dict)
    skipped: str = ""


@dataclass(frozen=True)
class Task:
    """What is asked of one contestant."""

    who: str
    name: str
    options: dict[str, Any]


def tasks_of(section: str, units: int) -> Iterator[Task]:
    """The contestants at one size, ours first."""
    table = {"units": units, "annotators": 10, "categories": 4, "missing": 0.1}
    if section == "alpha":
        yield Task("annotator", "all", table)
        yield Task("annotator", "all, documents 1000x", {**table, "by": "document"})
        yield Task("annotator", "all, units 1000x", {**table, "by": "unit"})
        yield Task("annotator", "all, none missing", {**table, "missing": 0.0})
        for peer in PEERS[section]:
            if peer == "nltk" and units > MOST_OF_NLTK:
                continue
            name = {"statsmodels": "two, none missing", "irrCAC": "five", "sklearn": "Light's"}.get(peer, "alpha")
            yield Task(peer, name, {**table, "missing": 0.0 if peer == "statsmodels" else 0.1})
    elif section == "gamma":
        for name, whole in (("alignment", False), ("gamma, 30 samples", True)):
            for who in ("annotator", *PEERS[section]):
                yield Task(who, name, {"units": units, "annotators": 3, "whole": whole})
    elif section == "aggregate":
        few = {"units": units, "annotators": 5, "categories": 4, "missing": 0.1}
        for method in ("majority", "dawid_skene", "mace"):
            for who in ("annotator", *PEERS[section]):
                yield Task(who, method, {**few, "method": method})
    else:
        for annotators in (3, 5) if units < 50_000 else (3,):
            yield Task("annotator", f"{annotators} annotators", {"units": units, "annotators": annotators})


def install(folder: Path, peers: list[str]) -> dict[str, str]:
    """Make the environments of peers; those that could not be installed, with the reason."""
    pins = {line.partition("==")[0]: line for line in PINS.read_text(encoding="utf-8").splitlines() if "==" in line}
    failed = {}
    for peer in peers:
        pin, home = pins[PACKAGES.get(peer, peer)], folder / peer
        stamp = home / "installed"
        if stamp.exists() and stamp.read_text(encoding="utf-8") == pin:
            continue
        say(f"installing {pin} into {home}")
        venv.create(home, with_pip=True)
        # The invented data need numpy, which NLTK does not.
        command = [
            python_of(folder, peer),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            pin,
            "numpy",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            failed[peer] = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
        else:
            stamp.write_text(pin, encoding="utf-8")
    return failed


def python_of(folder: Path, peer: str) -> str:
    """The interpreter of a peer's environment; for ours the one that runs this."""
    return sys.executable if peer == "annotator" else str(folder / peer / "bin" / "python")


def say(words: str) -> None:
    """What is being done, on a terminal's error stream, in one line that the next one overwrites."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()


def run(section: str, task: Task, python: str, limit_s: float) -> dict[str, Any] | str:
    """What the worker answers, or why it did not."""
    job = json.dumps({"who": task.who, "section": section, "options": task.options})
    try:
        done = subprocess.run(
            [python, str(HERE / "worker.py")],
            input=job,
            capture_output=True,
            text=True,
            timeout=None if section == "report" else limit_s,
            check=False,
            cwd=HERE,
        )
    except subprocess.TimeoutExpired:
        return f"over {limit_s:.0f} s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def measure(section: str, units: int, options: argparse.Namespace) -> list[Row]:
    """All contestants at one size, round after round."""
    tasks = list(tasks_of(section, units))
    answers: dict[int, list[dict[str, Any]]] = {place: [] for place in range(len(tasks))}
    skipped: dict[int, str] = {}
    for number in range(options.rounds):
        for place, task in enumerate(tasks):
            before = answers[place]
            if place in skipped or (before and before[0]["wall_s"] > SLOW_S):
                continue
            say(f"{section} {units:,}: round {number + 1} of {options.rounds}, {task.who} {task.name}")
            answer = run(section, task, python_of(options.venv, task.who), options.limit)
            if isinstance(answer, str):
                skipped[place] = answer
            else:
                before.append(answer)
    rows = [_row(units, task, answers[place], skipped.get(place, "")) for place, task in enumerate(tasks)]
    _compare(section, tasks, answers, rows)
    return rows


def _row(units: int, task: Task, answers: list[dict[str, Any]], skipped: str) -> Row:
    row = Row(task.who, task.name, units, rounds=len(answers), skipped=skipped)
    if answers:
        row.wall_s, row.cpu_s, row.mib = (
            statistics.median(answer[key] for answer in answers) for key in ("wall_s", "cpu_s", "mib")
        )
        steps = answers[0]["values"].get("steps")
        row.compared = {f"part {place}": f"{took:.2f} s" for place, took in enumerate(steps or (), 1)}
    return row


def _compare(section: str, tasks: list[Task], answers: dict[int, list[dict[str, Any]]], rows: list[Row]) -> None:
    """Ratios and numbers of each peer beside ours of the same data."""
    for place, task in enumerate(tasks):
        mine = next(
            (
                other
                for other, own in enumerate(tasks)
                if own.who == "annotator"
                and all(own.options.get(key) == value for key, value in task.options.items())
                and answers[other]
            ),
            None,
        )
        if task.who == "annotator" or mine is None or not answers[place]:
            continue
        rows[place].ratio = (rows[place].wall_s or 0.0) / (rows[mine].wall_s or math.inf)
        ours, theirs = answers[mine][0]["values"], answers[place][0]["values"]
        for name, value in theirs.items():
            rows[place].compared[name] = _verdict(section, name, ours.get(name), value)


def _verdict(section: str, name: str, ours: Any, theirs: Any) -> str:
    if isinstance(theirs, list):
        same = sum(one == other for one, other in zip(ours, theirs, strict=True))
        return f"{same / len(theirs):.2%} of the labels equal"
    if ours is None or theirs is None:
        return "no number"
    if abs(ours - theirs) <= NEAR[section] * max(1.0, abs(ours)):
        return "equal"
    note = " (sampled)" if name == "gamma" else ", WHICH IS ANOTHER NUMBER"
    return f"{theirs:.9f}, ours {ours:.9f}{note}"


def machine() -> dict[str, Any]:
    """Where this was measured."""
    import numpy
    import scipy

    named = [line for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")]
    return {
        "cpu": named[0].partition(":")[2].strip() if named else platform.processor(),
        "cores": os.cpu_count(),
        "load": [round(load, 1) for load in os.getloadavg()],
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
    }


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def print_rows(section: str, rows: list[Row]) -> None:
    """A table of one section."""
    print(
        f"\n{section}\n{'units':>10} {'who':<13} {'what':<24} {'wall s':>9} {'CPU s':>9} {'MiB':>7} {'ratio':>8} runs"
    )
    for row in rows:
        if row.wall_s is None:
            print(f"{row.units:>10,} {row.who:<13} {row.task:<24} {row.skipped}")
            continue
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        figures = f"{row.wall_s:>9.4f} {row.cpu_s:>9.4f} {row.mib:>7.0f} {ratio:>8} {row.rounds:>4}"
        print(f"{row.units:>10,} {row.who:<13} {row.task:<24} {figures}")
        told = "; ".join(f"{name}: {value}" for name, value in row.compared.items())
        if told:
            print(f"{'':>11}{told}")


def main() -> None:
    """Measure the sections asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", choices=[*SIZES, []], help="default: all")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each; one of those over 20 s")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds that one run may take")
    parser.add_argument("--sizes", help="units, instead of the usual ones: 1000,100000")
    parser.add_argument("--venv", type=Path, default=VENV, help="folder of the peers' environments, made where missing")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sections = options.sections or list(SIZES)
    if not options.json:
        print("machine:", ", ".join(f"{name} {value}" for name, value in machine().items()), flush=True)
    failed = install(options.venv, [peer for section in sections for peer in PEERS[section]])
    found: dict[str, Any] = {"machine": machine(), "not installed": failed}
    if not options.json:
        for name, why in failed.items():
            print(f"not installed: {name}: {why}")
    for section in sections:
        sizes = [int(size) for size in options.sizes.split(",")] if options.sizes else SIZES[section]
        rows = [row for units in sizes for row in measure(section, units, options)]
        say("")
        found[section] = [asdict(row) for row in rows]
        if not options.json:
            print_rows(section, rows)
            sys.stdout.flush()
    if options.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
