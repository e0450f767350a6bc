"""The program on the screen: one annotator in one project. Whatever can be refused is refused before it starts."""

from __future__ import annotations

import os
from typing import ClassVar

from textual import events
from textual.app import App
from textual.screen import Screen

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.store.documents import document_ids
from annotator.tui.bind import bindings
from annotator.tui.display import shown
from annotator.tui.screens.annotate import AnnotateScreen
from annotator.tui.screens.empty import EmptyScreen
from annotator.tui.session import Session
from annotator.tui.theme import DEFAULTS, THEMES, theme_after, theme_named
from annotator.tui.type_ahead import TypeAhead

_FEW_COLOURS = frozenset({"standard", "windows"})


class AnnotatorApp(App[None]):
    """The annotation screen, at the sentence where the annotator stopped.

    Args:
        project: The open project; the caller closes it.
        annotator: The name to label under.
        document: The article to open; the one where the annotator stopped without it.

    Raises:
        AnnotatorError: The name cannot be used, or there is no such article.
    """

    CSS_PATH: ClassVar = ["looks.tcss", "screens/annotate.tcss", "screens/empty.tcss", "modals/modals.tcss"]
    BINDINGS: ClassVar = bindings("app", priority=True, without="palette")
    COMMANDS: ClassVar = set()
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, project: Project, annotator: str, document: str | None = None) -> None:
        super().__init__()
        self._type_ahead = TypeAhead(self, super().on_event)
        self.project = project
        self.desk = AnnotationDesk(project, annotator)
        self._has_sentences = self.desk.resume(document)
        self.title = shown(f"{project.name} – annotator")
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_named(
            os.environ.get("ANNOTATOR_THEME", ""), few_colours=self.console.color_system in _FEW_COLOURS
        )

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for each other; everything else goes as it comes."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._type_ahead.take(event)
        else:
            await super().on_event(event)

    def get_default_screen(self) -> Screen[None]:
        """The annotation screen, or the reason why there is none."""
        if self._has_sentences:
            return AnnotateScreen(Session(self.desk))
        return EmptyScreen(self.project.name, len(document_ids(self.project.store)), self.project.roles)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for themes that do not have them."""
        return {**super().get_theme_variable_defaults(), **DEFAULTS}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The palette belongs to the annotation screen; above a window it would be empty."""
        return action != "command_palette" or isinstance(self.screen, AnnotateScreen)

    def action_next_theme(self) -> None:
        """Other colours."""
        self.theme = theme_after(self.theme)

    def action_redraw(self) -> None:
        """Draw everything again, over whatever another program has left on the terminal."""
        self.refresh(repaint=True, layout=True)
