"""Waits for a state, or until an asyncio event loop has nothing to do, however fast the machine is.

An event loop without ready callbacks asks its selector to wait until the next timer is due, or for ever.  The
selector of this module takes that request as the sign that all work is done.
"""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, Any

from textual._context import active_app

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future
    from collections.abc import Callable

    from textual.app import App

SOON = 0.02
"""Seconds: a wait includes timers due within this time, such as those of repaints, and no later ones."""

PATIENCE = 60.0
"""Seconds until a wait fails.  Only a state that never comes, or a loop that never rests, takes so long."""

BETWEEN_LOOKS = 0.01
"""Seconds between two looks for a state."""

_waiting: dict[AbstractEventLoop, list[tuple[Future[None], App[Any] | None]]] = {}
"""The waits of each event loop, with the app that each waits for."""


class IdleSelector(selectors.DefaultSelector):
    """A selector that ends the waits of `wait_until_idle` when its event loop is about to sleep."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, Any]]:
        """Wait for events as the base class does, but not at all when a wait ends."""
        if _waiting and timeout != 0:
            loop = asyncio.get_running_loop()
            # Textual never ends a repaint timer that runs when its app exits.
            exited = any(app is not None and app.return_code is not None for _, app in _waiting.get(loop, ()))
            if timeout is None or timeout > SOON or exited:
                for future, _ in _waiting.pop(loop, ()):
                    timeout = 0
                    if not future.done():
                        future.set_result(None)
        return super().select(timeout)


async def wait_until_idle(*_limits: float) -> None:
    """Wait until no callback is ready and no timer is due soon, unless the app has exited.

    The running loop must have an `IdleSelector`.  The arguments of Textual's `wait_for_idle` are ignored.

    Raises:
        TimeoutError: the loop is still busy after `PATIENCE`.
    """
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    _waiting.setdefault(loop, []).append((future, active_app.get(None)))
    async with asyncio.timeout(PATIENCE):
        await future


async def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds, for what a thread or a timer brings about.

    Raises:
        TimeoutError: it still does not hold after `PATIENCE`.
    """
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(BETWEEN_LOOKS)
