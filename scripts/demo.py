"""What `make demo` does: a project with the sample articles, and the annotation screen.

Without a terminal it walks through the same job instead: sample labels of three annotators, progress, agreement, an
export. Every step is a command that a user could type; each is printed before it runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
COMMAND = Path(sys.executable).with_name("annotator")


def run(*arguments: str | Path) -> None:
    """Print a command, run it, and stop the demo with its exit code where it fails."""
    words = [str(argument) for argument in arguments]
    print("\n$ annotator " + " ".join(words), flush=True)
    done = subprocess.run([COMMAND, *words], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def interactive() -> None:
    """Open the screen on a project that stays in `demo/`, so that the next call goes on where this one stopped."""
    project = ROOT / "demo"
    if not (project / "annotator.toml").exists():
        run("init", project)
        run("--project", project, "add", CORPUS)
    print("\n$ annotator --project demo annotate", flush=True)
    os.chdir(ROOT)
    left = subprocess.run([COMMAND, "--project", project, "annotate"], check=False).returncode
    print(f"\nGo on where you stopped:  make demo, or  {COMMAND.relative_to(ROOT)} --project demo")
    print(f"See your progress:        {COMMAND.relative_to(ROOT)} --project demo status")
    sys.exit(left)


def headless() -> None:
    """Walk through the whole job in a new folder."""
    project = Path(tempfile.mkdtemp(prefix="annotator-demo-")) / "project"
    here = ("--project", project)
    run("init", project)
    run(*here, "add", CORPUS)
    for labels in sorted((CORPUS / "labels").glob("*.jsonl")):
        run(*here, "load", labels, "--as", labels.stem)
    run(*here, "status")
    run(*here, "agreement")
    run(*here, "export", "jsonl")
    run(*here, "doctor")
    print(f"\nThe project is in {project}; its files:")
    for path in sorted(project.rglob("*")):
        if path.is_file():
            print(f"  {path.relative_to(project)}  ({path.stat().st_size:,} bytes)")
    print(f"\nOpen its screen from a terminal:  {COMMAND} --project {project} annotate --as YOU")


if __name__ == "__main__":
    if sys.stdin.isatty() and sys.stdout.isatty():
        interactive()
    else:
        headless()
