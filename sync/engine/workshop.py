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
from sync.model.accounts import Service
from sync.model.calendar import Window
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, CollectionId
from sync.store.read import collections as read_collections


@dataclass(frozen=True, slots=True)
class Workshop:
    """The open store with the parser, the windows' ears and the accounts' workers."""

    store: OpenStore
    parsing: Parsing
    notices: Notices
    clock: Clock
    worker_of: Callable[[AccountId], Worker]

    def writable(self, collection: CollectionId, service: Service) -> AccountId:
        """Return the account of a collection that may be written to. Raises `Gone("collection")`, `Rejected("read_only")`."""
        row = next((one for one in self.store.read(read_collections.collections, service) if one.id == collection), None)
        if row is None:
            raise Gone("collection", collection=collection)
        if not row.writable:
            raise Rejected("read_only", name=row.name)
        return row.account

    async def window(self) -> Window:
        """Return the stretch of time for which occurrences are kept."""
        return await expansion.window_of(self.store, self.clock)
