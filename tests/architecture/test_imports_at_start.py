"""`annotator --help` must be quick: what it loads is looked at in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("textual", "numpy", "pydantic", "sqlite_utils", "rich", "bs4", "yaml", "psutil", "pyarrow", "scipy")


def modules_after(code: str) -> set[str]:
    """The modules that are loaded after `code` has run."""
    script = f"import sys\n{code}\nprint(' '.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def loaded_by(code: str) -> set[str]:
    """The top-level modules that are loaded after `code` has run."""
    return {name.split(".")[0] for name in modules_after(code)}


def test_help_loads_nothing_heavy() -> None:
    code = "from annotator.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert not loaded_by(code) & set(HEAVY)


def test_the_key_table_loads_no_textual() -> None:
    assert "textual" not in loaded_by("import annotator.tui.keys")


@pytest.mark.parametrize("room", ["desk.annotation", "desk.status", "exports.jsonl", "store.merge"])
def test_work_without_a_screen_loads_no_textual(room: str) -> None:
    assert "textual" not in loaded_by(f"import annotator.{room}")


def test_the_annotation_screen_loads_no_numbers() -> None:
    """sqlite-utils takes in numpy and pandas where they are; a screen that starts must not wait for them."""
    assert not loaded_by("import annotator.tui.app") & {"numpy", "pandas", "scipy", "bs4"}


def test_the_annotation_screen_loads_neither_windows_nor_what_no_first_sentence_needs() -> None:
    loaded = modules_after("import annotator.tui.app")
    assert not {name.split(".")[0] for name in loaded} & {"sqlite_utils", "dateutil", "pluggy"}
    assert not loaded & {
        "annotator.store.migrations",
        "annotator.text.roles.furniture_words",
        "annotator.tui.screens.windows",
        "annotator.tui.screens.guiding",
        "annotator.tui.modals.speaker",
        "annotator.tui.modals.help",
        "annotator.desk.suggesting",
    }


@pytest.mark.parametrize("first", ["annotator.store.connection", "annotator.store.migrations"])
def test_numpy_can_be_loaded_after_the_store(first: str) -> None:
    assert "numpy" in loaded_by(f"import {first}, numpy; numpy.zeros(1)")
