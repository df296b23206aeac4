"""What the parts of the engine that write for the user share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sync.engine import expansion
from sync.engine.clock import Clock
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.worker import Worker
from sync.model.calendar import Window
from sync.model.ids import AccountId


@dataclass(frozen=True, slots=True)
class Workshop:
    """The open store with the parser, the windows' ears and the accounts' workers."""

    store: OpenStore
    parsing: Parsing
    notices: Notices
    clock: Clock
    worker_of: Callable[[AccountId], Worker]

    async def window(self) -> Window:
        """Return the stretch of time for which occurrences are kept."""
        return await expansion.window_of(self.store, self.clock)
