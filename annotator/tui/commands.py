"""The command palette: every key of the table that can do something now, and the codebook's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from annotator.tui.display import shown
from annotator.tui.keys import sign
from annotator.tui.offers import offers

if TYPE_CHECKING:
    from annotator.tui.screens.annotate import AnnotateScreen

_LEFT_OUT = frozenset({"palette", "quit-anywhere"})


class Commands(Provider):
    """Commands of the annotation screen. All text is content, never markup."""

    async def discover(self) -> Hits:
        """Everything that can be done now."""
        for name, keys, action in self._commands():
            yield DiscoveryHit(Content(name), partial(self._press, action), text=name, help=keys)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for name, keys, action in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), partial(self._press, action), text=name, help=keys)

    def _commands(self) -> Iterator[tuple[str, str, str]]:
        """Name, keys and action."""
        screen = cast("AnnotateScreen", self.screen)
        for index, look in enumerate(screen.session.looks):
            yield f"Stance: {look.word}", f"key {shown(look.key)}", f"stance({index})"
        for index, (name, attribute) in enumerate(screen.desk.codebook.attributes.items()):
            yield shown(attribute.label or name), f"key {shown(attribute.key)}", f"attribute({index})"
        useful = offers(screen.moment)
        for key in screen.session.keymap.at("screen", "passage", "app"):
            if key.id in useful and key.id not in _LEFT_OUT:
                yield key.description, "key " + ", ".join(sign(each) for each in key.keys), key.action

    def _press(self, action: str) -> None:
        cast("AnnotateScreen", self.screen).call_action(action)
