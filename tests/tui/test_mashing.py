"""Any keys in any order: the screen never falls over, the file stays sound, and undo leads back to the beginning."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotator.desk.annotation import AnnotationDesk
from annotator.store.doctor import examine
from annotator.tui.keys import reserved_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.conftest import Bench

LEAVING = {"q", "ctrl+q"}
KEYS = [name for name in reserved_keys() if name not in LEAVING]
OFTEN = [
    *("1", "2", "3", "n", "x", "enter", "shift+right", "right", "p", "a", "s", "escape", "u", "U", "o", "m", "+", "r"),
    *("d", "y", "!", "C", "J", "R", ",", "."),
]
TYPED = [*"abzé[", "backspace", "up", "down", "tab"]

keys = st.lists(
    st.one_of(st.sampled_from(OFTEN), st.sampled_from(OFTEN), st.sampled_from(KEYS), st.sampled_from(TYPED)),
    min_size=20,
    max_size=120,
)


@pytest.mark.parametrize("size", [(80, 24), (130, 40)])
def test_whatever_is_pressed_the_file_stays_sound_and_undo_leads_back(
    make_bench: Callable[[Path], Bench], size: tuple[int, int]
) -> None:
    @settings(
        max_examples=6,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.explicit, Phase.generate],
    )
    @given(keys)
    def holds(pressed: list[str]) -> None:
        with TemporaryDirectory() as folder:
            bench = make_bench(Path(folder))
            with bench.project:
                assert bench.use(*pressed, size=size).running
                assert examine(bench.project.store) == []
                _claims_stand_in_words(bench)
                _undo_leads_back(bench)
                assert examine(bench.project.store) == []

    holds()


def _claims_stand_in_words(bench: Bench) -> None:
    for document in bench.documents:
        desk = AnnotationDesk(bench.project, "anna")
        if desk.resume(document.id):
            for revision in desk.passage.revisions.values():
                for claim in revision.body.claims:
                    assert all(span.of(document.text).strip() for span in claim.spans)


def _undo_leads_back(bench: Bench) -> None:
    desk = AnnotationDesk(bench.project, "anna")
    desk.resume()
    while desk.undo() is not None:
        pass
    for document in bench.documents:
        desk.open(document.id)
        assert [each.key for each in desk.passage.sentences] == [
            each.key for each in bench.sentences if each.document == document.id
        ], "the sentences are those of the import"
        for sentence in desk.passage.sentences:
            assert desk.passage.label(sentence.key).is_empty
            assert not desk.passage.is_done(sentence.key)
