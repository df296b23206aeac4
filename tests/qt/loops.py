"""The end of an asyncio loop that Qt drives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent

TURNS = 200
"""More than any story needs: a task that does not end by then is left, and the test that made it fails."""


def end(loop: asyncio.AbstractEventLoop, turn: Callable[[], object]) -> None:
    """Cancel what still runs until nothing does, and let what waits for its end hear of it (`turn` runs the loop once).

    What never hears keeps its task, and the task the whole window: later it would be destroyed in any thread. Closed widgets
    go first: their timers must not start anything without a loop.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for _ in range(TURNS):
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        turn()
        if not tasks:
            break
    turn()  # those who heard may have told others
