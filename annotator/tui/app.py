"""The program on the screen: one annotator in one project. Whatever can be refused is refused before it starts."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.screen import Screen

from annotator.desk.annotation import AnnotationDesk
from annotator.desk.project import Project
from annotator.records.people import AnnotatorKind
from annotator.store.documents import document_ids
from annotator.tui.display import shown
from annotator.tui.keymap import keymap_of
from annotator.tui.program import Program
from annotator.tui.screens.annotate import AnnotateScreen
from annotator.tui.screens.empty import EmptyScreen
from annotator.tui.session import Session


class AnnotatorApp(Program):
    """The annotation screen, at the sentence where the annotator stopped.

    Args:
        project: The open project; the caller closes it.
        annotator: The name to label under.
        document: The article to open; the one where the annotator stopped without it.
        kind: What sort of annotator it is.

    Raises:
        AnnotatorError: The name cannot be used, or there is no such article.
    """

    CSS_PATH: ClassVar = ["looks.tcss", "screens/annotate.tcss", "screens/empty.tcss", "modals/modals.tcss"]
    COMMANDS: ClassVar = set()
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self, project: Project, annotator: str, document: str | None = None, kind: AnnotatorKind = "person"
    ) -> None:
        super().__init__(keymap_of(project))
        self.project = project
        self.desk = AnnotationDesk(project, annotator, kind=kind)
        self._has_sentences = self.desk.resume(document)
        self.title = shown(f"{project.name} – annotator")

    async def on_event(self, event: events.Event) -> None:
        """Whoever presses a key or the mouse is at work, also in a window above the text."""
        signs = (events.Key, events.MouseDown, events.MouseScrollUp, events.MouseScrollDown)
        if isinstance(event, signs) and not event.is_forwarded:
            self.desk.watch.touch()
        await super().on_event(event)

    def get_default_screen(self) -> Screen[None]:
        """The annotation screen, or the reason why there is none."""
        if self._has_sentences:
            return AnnotateScreen(Session(self.desk))
        return EmptyScreen(self.project.name, len(document_ids(self.project.store)), self.project.roles)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The palette belongs to the annotation screen; above a window it would be empty."""
        return action != "command_palette" or isinstance(self.screen, AnnotateScreen)
