"""One person's calls to a memory server: signing in where needed, and trouble that strikes before or after an effect."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sync.model.changes import Nudge
from sync.model.faults import Fault, Offline
from sync.model.ids import RemoteId
from sync.protocols.base import Surroundings
from sync.protocols.memory.faults import Moment
from sync.protocols.memory.server import MemoryServer, User


class Calls:
    """The way of one protocol object to the server that its endpoint's host names."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._user: User | None = None

    @property
    def server(self) -> MemoryServer:
        """The server. Raises `Offline("name_not_found")`."""
        return MemoryServer.at(self._surroundings.endpoint.host)

    @asynccontextmanager
    async def call(self, verb: str, lost: Fault | None = None) -> AsyncIterator[User]:
        """Sign in where needed and let trouble strike; `lost` is what a lost answer means (None: being offline)."""
        await asyncio.sleep(0)
        server = self.server
        strike = server.trouble.draw(verb)
        if strike is not None and strike.moment is Moment.BEFORE:
            self._user = None
            raise strike.fault
        if self._user is None:
            secret = await self._surroundings.secret(False)
            self._user = server.sign_in(self._surroundings.endpoint.user, secret.value)
        yield self._user
        if strike is not None:
            self._user = None
            raise lost if lost is not None and isinstance(strike.fault, Offline) else strike.fault

    async def watch(self) -> AsyncIterator[Nudge]:
        """Yield a nudge for each change, until an outage."""
        async with self.call("watch") as user:
            queue: asyncio.Queue[RemoteId] = asyncio.Queue()
            user.watchers.add(queue)
        try:
            while True:
                changed = await queue.get()
                if self.server.trouble.outage:
                    raise Offline("connection_lost")
                yield Nudge(changed)
        finally:
            user.watchers.discard(queue)

    def leave(self) -> None:
        """Forget the sign-in."""
        self._user = None
