"""Keys for the screens under test."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual import events

from annotator.tui.bind import key_name
from annotator.tui.program import Program

PATIENCE_S = 30.0


async def type_keys(app: Program, keys: Sequence[str]) -> None:
    """Type as fast as a terminal can send: all keys at once, as a paste or a lagging line would."""
    for key in keys:
        character = key if len(key) == 1 else " " if key == "space" else None
        app.post_message(events.Key(key_name(key), character))
    async with asyncio.timeout(PATIENCE_S):
        while app.is_running and (app._message_queue.qsize() or app._type_ahead._busy):
            await asyncio.sleep(0.001)
