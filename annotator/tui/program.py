"""What every program on the screen has: the themes, keys that wait for each other, and keys that work anywhere."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.screen import Screen

from annotator.tui.bind import bindings, rebind
from annotator.tui.escape import read_in_order
from annotator.tui.hanging_up import end_with_the_terminal
from annotator.tui.keymap import DEFAULT, Keymap
from annotator.tui.theme import DEFAULTS, THEMES, WITHOUT_COLOURS, theme_after, theme_named
from annotator.tui.type_ahead import TakesKeys, TypeAhead

_FEW_COLOURS = frozenset({"standard", "windows"})


class Program(App[None]):
    """A program with our colours and manners. Give it a `CSS_PATH` and a `get_default_screen`.

    Args:
        keymap: The keys in force.
    """

    BINDINGS: ClassVar = bindings("app", priority=True, without="palette")
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (18, "-short"), (30, "-tall")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, keymap: Keymap = DEFAULT) -> None:
        # Textual takes the variable away for what comes after; another screen of this process has to know as well.
        no_color = os.environ.get("NO_COLOR")
        super().__init__(ansi_color=True if no_color is not None else None)
        if no_color is not None:
            os.environ["NO_COLOR"] = no_color
        self.keys_in_force = keymap
        rebind(self, keymap)
        self._type_ahead = TypeAhead(self, self.deliver)
        if not any(name.startswith("alt+") for names in keymap.changed.values() for name in names):
            read_in_order()
        for theme in (*THEMES, WITHOUT_COLOURS):
            self.register_theme(theme)
        few_colours = self.console.color_system in _FEW_COLOURS
        named = theme_named(os.environ.get("ANNOTATOR_THEME", ""), few_colours=few_colours)
        self.theme = WITHOUT_COLOURS.name if self.no_color else named

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for each other; everything else goes as it comes."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._type_ahead.take(event)
        else:
            await super().on_event(event)

    async def deliver(self, key: events.Key) -> bool:
        """Hand a key to whatever has the focus; called when the keys before it have been dealt with.

        Returns:
            Whether it has been dealt with already.
        """
        if isinstance(self.screen, TakesKeys) and await self.screen.take_key(key):
            return True
        await super().on_event(key)
        return False

    async def act(self, key: str, *, first: bool) -> bool:
        """Do what a key is bound to, for what has the focus; whether it is bound.

        Args:
            key: Its name.
            first: Whether only what comes before the focus is asked.
        """
        # Textual has no open way to this; its version is pinned.
        return await self._check_bindings(key, priority=first)

    def push_screen(self, screen: Any, *arguments: Any, **options: Any) -> Any:
        """Open a window, with the keys in force."""
        if isinstance(screen, Screen):
            rebind(screen, self.keys_in_force)
        return super().push_screen(screen, *arguments, **options)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for themes that do not have them."""
        return {**super().get_theme_variable_defaults(), **DEFAULTS}

    def on_mount(self) -> None:
        """Leave the terminal as it was when told to end; draw everything again when taken up where it was set aside."""
        with suppress(NotImplementedError, RuntimeError):  # no signals on this system, or not in the main thread
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit)
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        if not self.is_headless:
            end_with_the_terminal()

    def action_suspend_process(self) -> None:
        """Go aside for the shell; where none waits, as behind `ssh -t HOST annotator`, nothing could bring it back."""
        if hasattr(os, "getsid") and os.getpgid(os.getsid(0)) == os.getpgrp():
            self.notify("No shell waits behind the program: q leaves it.", title="Not set aside")
        else:
            super().action_suspend_process()

    def action_next_theme(self) -> None:
        """Other colours."""
        if self.no_color:
            self.notify("NO_COLOR is set: start without it for colours.", title="No colours")
            return
        self.theme = theme_after(self.theme)

    def action_redraw(self) -> None:
        """Draw everything again, over whatever another program has left on the terminal."""
        self.refresh(repaint=True, layout=True)
