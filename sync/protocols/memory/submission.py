"""Submission over a memory server: an answer that is lost leaves it open whether the message went out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from sync.model.accounts import Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.faults import Offline, Uncertain, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Applied, RemoteOperation, Submission, whole
from sync.protocols.base import Protocol
from sync.protocols.memory.faults import Moment
from sync.protocols.memory.server import MemoryServer


class MemorySubmission(Protocol):
    """Submission by one person on a `MemoryServer`, found by the endpoint's host."""

    name: ClassVar[str] = "memory"
    services: ClassVar[frozenset[Service]] = frozenset({Service.SUBMISSION})

    async def collections(self) -> Sequence[Collection]:
        """Return nothing: a submission service holds no messages."""
        return ()

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Raise `Unsupported`: there is nothing to follow."""
        raise Unsupported("changes")

    def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Raise `Unsupported`: there is nothing to fetch."""
        raise Unsupported("fetch")

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Submit a message to all of its recipients, or to none. Raises `Uncertain("answer_lost")`."""
        intention = operation.intention
        if not isinstance(intention, Submission):
            raise Unsupported("intention", intention=intention.kind)
        await asyncio.sleep(0)
        server = MemoryServer.at(self.surroundings.endpoint.host)
        strike = server.trouble.draw("submit")
        if strike is not None and strike.moment is Moment.BEFORE:
            raise strike.fault
        await self._sign_in(server)
        server.submit(intention.sender, intention.recipients, await whole(operation.payload))
        if strike is not None:
            raise Uncertain("answer_lost") if isinstance(strike.fault, Offline) else strike.fault
        return Applied()

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once: nothing ever changes here."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def check(self) -> None:
        """Sign in."""
        await self._sign_in(MemoryServer.at(self.surroundings.endpoint.host))

    async def close(self) -> None:
        """Do nothing: there is no connection."""

    async def _sign_in(self, server: MemoryServer) -> None:
        secret = await self.surroundings.secret(False)
        server.sign_in(self.surroundings.endpoint.user, secret.value)
