"""What is shown where there is nothing to annotate: why, and the command that changes it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen

from annotator.tui.display import shown
from annotator.tui.paint import Line
from annotator.tui.widgets.lines import Lines


class EmptyScreen(Screen[None]):
    """A project, or an article, without a sentence.

    Args:
        project: The project's name.
        articles: How many articles it has.
        roles: The roles that the codebook puts before annotators.
    """

    BINDINGS: ClassVar = [Binding("q,escape,enter", "leave", show=False)]

    def __init__(self, project: str, articles: int, roles: tuple[str, ...]) -> None:
        super().__init__()
        self._text: list[Line] = [
            [(shown(project), "title")],
            [],
            [("There is nothing to annotate yet.", "ink")],
            [],
            *(_no_articles() if not articles else _no_sentences(articles, roles)),
            [],
            [("q", "key"), (" quit", "soft")],
        ]

    def compose(self) -> ComposeResult:
        """The message."""
        with Vertical(id="message"):
            yield Lines(self._text)

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()


def _no_articles() -> list[Line]:
    return [
        [("The project has no articles. Leave with q, then add some:", "soft")],
        [],
        [("  annotator add FILE...", "key")],
    ]


def _no_sentences(articles: int, roles: tuple[str, ...]) -> list[Line]:
    which = "Its only article has no" if articles == 1 else f"None of its {articles} articles has a"
    return [
        [(f"{which} segment with the role {', '.join(roles)}.", "soft")],
        [("Change [roles] in codebook.toml, or add other articles:", "soft")],
        [],
        [("  annotator add FILE...", "key")],
    ]
