"""Plug-ins as anybody would make them: a wheel, installed with pip into a folder of its own."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Install = Callable[[str, str], Path]


@pytest.fixture
def install(tmp_path: Path) -> Install:
    """Install a distribution with one module and one suggester; gives the folder to put on the path."""

    def make(name: str, code: str) -> Path:
        wheel = tmp_path / f"{name}-1.0-py3-none-any.whl"
        info = f"{name}-1.0.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"{name}.py", code)
            archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
            archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{info}/entry_points.txt", f"[annotator.suggesters]\n{name} = {name}:Plugin\n")
            archive.writestr(f"{info}/RECORD", "")
        target = tmp_path / "site"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
        subprocess.run([*command, "--target", str(target), str(wheel)], check=True, capture_output=True)
        return target

    return make
