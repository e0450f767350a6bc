"""The page of second looks: there where a sentence was finished again, and only then; it fits both sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.desk.agreement.build import project_agreement
from annotator.desk.agreement.model import Sampling
from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project, init_project, open_project
from annotator.desk.second_looks import call_back
from annotator.tui.display import width
from tests.tui_agreement.conftest import FIRST, SIZES, WIDE, Reader, Said, add, label, visit

EVIL = "[b]ann[/b] & 模型"
AGREED: tuple[Said, ...] = (None, ("We will stay", "Orlin", "pro-moscow"), ("They must go", "author", "neutral"))


@pytest.fixture(scope="module")
def retested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An annotator who judged three sentences twice, and changed one stance; another who judged them once."""
    root = init_project(tmp_path_factory.mktemp("retested") / "talks")
    with open_project(root) as project:
        document = add(project, FIRST, "Envoys meet")
        label(project, EVIL, document, AGREED)
        label(project, "ben", document, AGREED)
        desk = AnnotationDesk(project, EVIL)
        desk.open(document)
        call_back(project, EVIL, [each.key for each in desk.passage.sentences], "recalled")
        again: list[Said] = [*AGREED]
        again[2] = ("They must go", "author", "pro-washington")
        label(project, EVIL, document, again)
    return root


@pytest.mark.parametrize("size", SIZES)
def test_the_last_page_shows_what_the_report_says(retested: Path, size: tuple[int, int]) -> None:
    async def look(reader: Reader) -> None:
        shown = await reader.press("shift+tab")
        assert max(width(line) for line in shown.splitlines()) <= size[0]
        text = await reader.whole()
        (looks,) = project_agreement(project, [], Sampling(resamples=50)).second_looks
        assert "Each annotator with themselves over time" in text
        assert EVIL in text
        assert f"{looks.sentences} sentence(s)" in text
        for name in ("unchanged", "percent_agreement"):
            value = next(each.value for each in looks.figures["all" if name == "unchanged" else "claim"])
            assert f"{value:.3f}" in text
        assert "Changed: 1 of 3 sentence(s) (33.3%): 1 in the stance." in text
        assert "Stances moved towards pro-washington" in text
        assert "with others, on the same sentences" in text
        # Back to the overview, and on from there.
        assert "Funnel" in await reader.press("tab")

    with open_project(retested) as project:
        visit(project, look, size=size)


def test_without_a_second_look_there_is_no_such_page(read: Project) -> None:
    async def look(reader: Reader) -> None:
        assert "Again" not in reader.text
        await reader.press("shift+tab")
        assert "themselves" not in await reader.whole()

    visit(read, look, size=WIDE)
