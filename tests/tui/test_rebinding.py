"""Keys of a project's own: they work, they are shown, and what cannot be is told before the screen opens."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot

from annotator.cli.main import cli
from annotator.desk.project import Project, init_project, open_project
from annotator.errors import AnnotatorError
from annotator.tui.commands import Commands
from annotator.tui.keymap import DEFAULT, TABLE, Keymap, is_key, keymap_of
from annotator.tui.keys import KEYS

Make = Callable[[str], Project]


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Makes a project whose settings end in these lines."""
    opened: list[Project] = []

    def make(lines: str) -> Project:
        root = init_project(tmp_path / f"project{len(opened)}")
        settings = root / "annotator.toml"
        settings.write_text(settings.read_text("utf-8") + lines, "utf-8")
        opened.append(open_project(root))
        return opened[-1]

    yield make
    for project in opened:
        project.store.close()


def refused(project: Project) -> AnnotatorError:
    with pytest.raises(AnnotatorError) as caught:
        keymap_of(project)
    return caught.value


def test_other_keys_work_and_the_old_ones_do_not(made: Make) -> None:
    from tests.tui.conftest import PARTS, Bench

    bench = Bench(
        made('[keys]\nno-claim = "z f5"\nword-right = "right ~"\nlist-take = "f9"\nquit-anywhere = "ctrl+x"\n')
    )
    bench.add(PARTS)
    seen = bench.use("n", "space", "z")
    assert "sentence 2/6" in seen.text
    assert bench.label(0).verdict == "no-claim"
    assert "z no claim" in " ".join(seen.text.split())
    bench.use("~", "~", "v", "~", "1", "f9")
    assert bench.quotes(1) == ["The ferry"]
    assert "z  f5" in bench.use("?", *"there is no", size=(120, 40)).text
    assert bench.use("ctrl+q").running
    assert not bench.use("ctrl+x").running


def test_what_is_said_names_the_keys_in_force(made: Make) -> None:
    from tests.tui.conftest import PARTS, Bench

    bench = Bench(made('[keys]\nno-claim = "z"\nnext = "Y"\n'))
    bench.add(PARTS)
    assert "z no claim" in bench.use("enter").text
    assert "press z again" in bench.use("1", "z").text

    async def look(pilot: Pilot[None]) -> None:
        commands = Commands(pilot.app.screen)
        found = {str(hit.text): hit.help async for hit in commands.discover()}
        assert found["There is no claim: finish the sentence and go on"] == "key z"

    bench.use("u", look)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('fly = "f"', "there is no such action"),
        ('undo = "hyper+u"', "there is no key 'hyper+u'"),
        ('undo = "shift+u"', "there is no key 'shift+u'"),
        ('undo = "ctrl+i"', "never arrives"),
        ('undo = ""', "no key is given"),
        ('undo = "n"', "belongs to no-claim already"),
        ('undo = "m"\nmention = "q"', "belongs to quit already"),
        ('undo = "9"', "digits belong to the codebook"),
        ('list-take = "j"', "needed where text is typed"),
        ('palette = "p"', "needed where text is typed"),
        ('kind = "down"', "belongs to list-down already"),
        ('registry-undo = "m"', "belongs to registry-merge already"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(made: Make, line: str, words: str) -> None:
    project = made(f"\n[keys]\n{line}\n")
    error = refused(project)
    assert words in error.message
    assert f"{project.root / 'annotator.toml'}, line " in error.message
    number = int(error.message.split(", line ")[1].split(":")[0])
    settings = (project.root / "annotator.toml").read_text("utf-8").splitlines()
    assert settings[number - 1].split(" = ")[0] in error.message
    assert error.hint
    assert error.exit_code == 2


def test_a_key_of_the_codebook_is_left_to_it(made: Make) -> None:
    project = made('[keys]\nundo = "Q"\n')
    assert keymap_of(project).of("undo").keys == ("Q",)
    source = project.root / "codebook.toml"
    source.write_text(source.read_text("utf-8").replace('key = "1"', 'key = "Q"'), "utf-8")
    with open_project(project.root) as again:
        assert "codebook's stance" in refused(again).message


def test_two_actions_may_change_places(made: Make) -> None:
    keymap = keymap_of(made('[keys]\nskip = "n space"\nno-claim = "x"\n'))
    assert keymap.of("skip").keys == ("n", "space")
    assert keymap.sign("no-claim") == "x"
    assert "n" in keymap.reserved()


def test_every_action_of_the_table_can_have_another_key(made: Make) -> None:
    modifiers = ("", "ctrl+", "alt+", "shift+", "ctrl+shift+", "alt+shift+")
    free = iter(
        [
            *(f"{two}f{number}" for two in modifiers for number in range(2, 21)),
            *(f"alt+{each}" for each in ascii_lowercase),
        ]
    )
    changed = {key.id: next(free) for key in TABLE}
    lines = "\n".join(f'{name} = "{key}"' for name, key in changed.items())
    keymap = keymap_of(made(f"[keys]\n{lines}\n"))
    assert {key.id: key.keys for key in keymap.table(TABLE)} == {name: (key,) for name, key in changed.items()}


def test_names_of_keys() -> None:
    assert all(is_key(name) for key in TABLE for name in key.keys)
    assert not [name for name in ("", "  ", "Ctrl+o", "ctrl+", "question_mark", "\x1b", "\x00") if is_key(name)]


def test_without_settings_the_table_stands(made: Make) -> None:
    assert keymap_of(made("")) is DEFAULT
    assert Keymap().table() == KEYS


def test_the_command_lists_what_is_in_force(made: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    project = made('[keys]\nundo = "Q"\n')
    printed = CliRunner().invoke(cli, ["--project", str(project.root), "keys", "--json"])
    found = json.loads(printed.output)
    rows = {row["id"]: row for row in found["keys"]}
    assert rows["undo"]["keys"] == ["Q"]
    assert rows["undo"]["changed"]
    assert set(rows) == {key.id for key in TABLE}
    assert {"key": "1", "for": "stance pro-moscow"} in found["codebook"]
    assert "* undo" in CliRunner().invoke(cli, ["--project", str(project.root), "keys"]).output
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATOR_PROJECT", raising=False)
    bare = json.loads(CliRunner().invoke(cli, ["keys", "--json"]).output)
    assert bare["codebook"] == []
    assert not [row for row in bare["keys"] if row["changed"]]


def test_the_screen_does_not_open_with_keys_that_clash(made: Make) -> None:
    project = made('[keys]\nundo = "n"\n')
    result = CliRunner().invoke(cli, ["--project", str(project.root), "keys"])
    assert isinstance(result.exception, AnnotatorError)
    assert result.exception.exit_code == 2


def test_every_wrong_line_is_told_at_once(made: Make) -> None:
    said = refused(made('[keys]\nfly = "f"\nundo = "nokey"\nskip = ""\n')).message
    assert [part in said for part in ("fly: there is no such action", "'nokey'", "skip: no key is given")] == [True] * 3
    assert said.count("line ") == 3
