"""`annotator segment` takes any file and keeps the laws of offsets."""

from __future__ import annotations

from pathlib import Path

import pytest

LOST = "They told the envoys that nobody would accept these conditions The delegation said that it would wait."

FILES = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "utf-8": "Он ушёл. Она осталась.".encode(),
    "byte order mark": b"\xef\xbb\xbfOne day. Two days.",
    "utf-16": "One day. Two days.".encode("utf-16"),
    "nul": b"One day. Two\0 days. Three.",
    "binary": bytes(range(256)) * 20,
    "windows line ends": b"One day.\r\nTwo days.\r\n",
    "hostile": "\u202eOne [red]day[/red]. \x1b[31mTwo.".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_any_file_is_cut(run, tmp_path: Path, name: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "file.txt"
    path.write_bytes(FILES[name])
    ran = run("segment", path, "--json")
    assert ran.code == 0
    last = 0
    for each in ran.json:
        assert set(each) == {"start", "end", "role"}
        assert last <= each["start"] < each["end"]
        last = each["end"]


def test_offsets_of_text_with_a_nul_count_its_code_points(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "file.txt"
    path.write_bytes(FILES["nul"])
    text = FILES["nul"].decode()
    cut = [text[each["start"] : each["end"]] for each in run("segment", path, "--json").json]
    assert cut == ["One day.", "Two\0 days.", "Three."]


def test_a_guess_is_marked(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "file.txt"
    path.write_text(LOST, encoding="utf-8")
    assert [each.get("guessed", False) for each in run("segment", path, "--json").json] == [True, False]
    assert ["?" in line for line in run("segment", path).out.splitlines()] == [True, False]


def test_a_missing_file_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = run("segment", tmp_path / "nothing.txt", "--json")
    assert ran.code == 1
    assert "nothing.txt" in ran.err
