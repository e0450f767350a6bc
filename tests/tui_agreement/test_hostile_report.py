"""Names, titles and texts that would be markup, escapes or half characters: shown, never obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.agreement.direction.results import Confusion
from annotator.desk.agreement.model import LayerReport
from annotator.desk.project import Project, init_project, open_project
from annotator.tui.agreement.bars import TabBar, tab_of
from annotator.tui.agreement.views.matrix import Matrix
from annotator.tui.agreement.views.pair import confusion
from annotator.tui.display import shown
from annotator.tui.paint import length
from tests.tui_agreement.conftest import Reader, add, label, visit

TEXTS = (
    "[@click=app.quit]press[/] said [sic] the [/x] envoy [b",
    "\x1b]0;owned\x07\x1b[2J they \x9b31m left \x00 at once",
    "\u202eright to left\u202c and \u2028 a line \t tab",
    "模型模型模型模型模型模型 👩‍👩‍👧‍👦 e\u0301\u0301\u0301 \ud7ff",
    "word" * 60,
)
NAMES = ("[/b]", "[@click=app.quit]x", "模型模型模型模型模型")


@pytest.fixture
def hostile(tmp_path: Path) -> Project:
    """Three annotators of hostile texts who disagree everywhere."""
    project = open_project(init_project(tmp_path / "[red]project"))
    document = add(project, TEXTS, "[bold]Title\x1b[31m [/] \u202e模型" * 3)
    stances = project.codebook.stances
    for turn, name in enumerate(NAMES):
        said = [
            None
            if (turn + place) % 4 == 3
            else (
                text.split(" ")[0],
                f"[i]{text[:30].split(chr(27))[0].strip() or 'x'}{turn}",
                stances[(turn + place) % 3],
            )
            for place, text in enumerate(TEXTS)
        ]
        label(
            project,
            name,
            document,
            [
                (q, "author" if not _speaker(s) else s, t) if (q := c and c[0]) else None
                for c in said
                for (_, s, t) in [c or ("", "", "")]
            ],
        )
    return project


def _speaker(name: str) -> bool:
    return name.isprintable()


@pytest.mark.parametrize("size", [(80, 150), (24, 8)])
def test_nothing_of_it_is_obeyed(hostile: Project, size: tuple[int, int]) -> None:
    with hostile:

        async def look(reader: Reader) -> None:
            seen = []
            for key in ("o", "1", "3", "4", "enter", "5", "enter", "enter", "p", "d"):
                seen.append(await reader.press(key))
            for key in ("enter", "right", "n", "right", "n", "n", "pagedown"):
                seen.append(await reader.press(key))
            seen.append(await reader.press("y"))
            told = "\n".join(seen)
            assert reader.app.is_running
            assert not set(told) & {"\x1b", "\x07", "\x9b", "\x00", "\u202e", "\u2028"}
            if size[0] >= 80:
                assert "[/b]" in told
                assert "[sic]" in told
                assert "[@click=app.quit]x" in told

        visit(hostile, look, size=size)


def test_columns_stay_aligned_whatever_the_names_are() -> None:
    names = ("[/b]\x1b[31m", "模型模型模型", "\u202e\u05d0\u05d1\u05d2", "👩‍👩‍👧‍👦 e\u0301\u0301", "z\ufe0f\u200bw")
    layer = LayerReport("claim", "?", "sentence", "", "nominal", 10, names, 1, (), ())
    for cells in (40, 79, 159):
        _, *rows = Matrix(layer, {}).draw(cells).lines
        assert len({length(row) for row in rows}) == 1
        table = Confusion(names[0], names[1], names, tuple((1, 2, 3, 4, 5) for _ in names), 75)
        _, *lines = confusion(table, shown, cells, (1, 1)).lines
        assert len({length(line) for line in lines}) == 1
    bar = TabBar()
    bar.show([tab_of(name) for name in names], 0)
    ends = [length(line) for line in bar.lines(200)]
    placed = list(bar._placed(200))
    assert ends == [sum(length(runs) for _, runs in placed)]
    assert [index for index, _ in placed if index is not None] == list(range(len(names)))
