"""The work list on the screen: why each label is there, how it is found, kept or changed; what newcomers hear."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.codebook.load import default_toml
from annotator.desk.outdated import outdated
from annotator.desk.project import Project, open_project
from annotator.store.revisions import last_revision

if TYPE_CHECKING:
    from tests.tui.conftest import Bench

HOSTILE = "[/x] [@click=app.quit]even[/] handed"


@pytest.fixture
def changed(two: Bench) -> Bench:
    """Two articles, labelled; then neutral is worded anew."""
    two.use("1", "enter", "2", "enter", "n", "2", "a", "3", "enter", "x", "n")
    two.use("2", "enter", "n", document=two.documents[1].id)
    return under(two, two.project.root, ("takes neither side", f"is {HOSTILE}"))


def under(bench: Bench, root: Path, *pairs: tuple[str, str], version: str = "1.1") -> Bench:
    """The same project under a changed codebook."""
    toml = default_toml().replace('version = "1.0"', f'version = "{version}"')
    for old, new in pairs:
        toml = toml.replace(old, new)
    bench.project.store.close()
    (root / "codebook.toml").write_text(toml, encoding="utf-8")
    bench.project = open_project(root)
    return bench


def listed(project: Project) -> list[int]:
    return [each.number for each in outdated(project, "anna")]


def test_the_list_says_what_and_why(changed: Bench) -> None:
    assert listed(changed.project) == [2, 4, 1]
    seen = changed.use("W")
    assert seen.title == "OutdatedList"
    assert "3 made before codebook 1.1" in seen.text
    for words in ("The ferry will ruin", "Engineers promised", "Nobody wants it"):
        assert words in seen.text
    assert "claim 1: the stance neutral was reworded" in seen.text
    assert "codebook 1.0" in seen.text
    first, second = (document.id for document in changed.documents)
    assert first in seen.text, "an article without a title or a file is called by its id"
    assert second in changed.use("W", "down", "down").text


def test_it_finds_what_is_typed(changed: Bench) -> None:
    seen = changed.use("W", *"engineers reworded")
    assert "Engineers promised" in seen.text
    assert "The ferry will ruin" not in seen.text
    assert "nothing fits" in changed.use("W", *"zzz", "enter").text


def test_taking_one_goes_there_also_in_another_article(changed: Bench) -> None:
    seen = changed.use("W", "down", "down", "enter")
    assert seen.title == "AnnotateScreen"
    assert "A second ferry" in seen.text
    assert "the stance neutral was reworded" in seen.text
    assert "sentence 4/6" in changed.use("W", "down", "enter").text
    assert listed(changed.project) == [2, 4, 1], "going there and away again is no second look"


def test_a_key_keeps_the_marked_label(changed: Bench) -> None:
    seen = changed.use("W", "down", "ctrl+y")
    assert "2 made before codebook 1.1, 1 kept" in " ".join(seen.text.split()).replace(" , ", ", ")
    assert listed(changed.project) == [2, 1]
    revision = last_revision(changed.project.store, "anna", changed.sentences[3].key)
    assert revision is not None
    assert (revision.codebook_version, revision.done, len(revision.body.claims)) == ("1.1", True, 2)
    seen = changed.use("W", "ctrl+y", "ctrl+y", "ctrl+y")
    assert "all done" in seen.text
    assert listed(changed.project) == []
    changed.use("u")
    assert len(listed(changed.project)) == 1, "keeping is a change like any other"


def test_a_key_keeps_the_label_at_hand(changed: Bench) -> None:
    seen = changed.use("W", "enter", "=")
    assert "kept as it is under codebook 1.1" in seen.text
    assert "saved" in seen.text
    assert listed(changed.project) == [4, 1]
    assert "no change of the codebook touches" in changed.use("W", "enter", "=", "=").text


def test_a_label_made_anew_leaves_the_list(changed: Bench) -> None:
    changed.use("W", "enter", "1", "enter")
    assert listed(changed.project) == [4, 1]
    changed.use("W", "enter", "!")
    assert listed(changed.project) == [4, 1], "a flag is no second look"


def test_a_stance_that_is_gone_is_not_kept(two: Bench) -> None:
    two.use("2", "enter")
    bench = under(two, two.project.root, ('value = "neutral"', 'value = "balanced"'), version="2")
    seen = bench.use("W", "ctrl+y")
    assert "not saved" in seen.text
    assert "use one of: pro-moscow, balanced, pro-washington" in seen.text
    assert listed(bench.project) == [1]
    bench.use("W", "enter", "2", "enter")
    assert listed(bench.project) == []
    assert bench.claim(0).stance == "balanced"


def test_the_screen_tells_of_the_list_and_where_there_is_none(changed: Bench) -> None:
    assert "W lists 3 labels to look at again" in changed.use().text
    changed.use("W", "ctrl+y", "ctrl+y", "ctrl+y")
    assert "look at again" not in changed.use(size=(120, 40)).text.partition("?")[0].split("READ")[-1]
    assert "no label of yours is touched" in changed.use("escape", "W").text


def test_newcomers_are_told_of_the_practice_once(bench: Bench) -> None:
    assert "annotator practice" in bench.use().text
    assert "annotator practice" in bench.use("j", "k", "q").text or "annotator practice" in bench.use().text
    bench.use("n")
    assert "annotator practice" not in bench.use().text
    assert "annotator practice" in bench.use(annotator="ben").text
