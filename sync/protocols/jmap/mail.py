"""The five verbs over JMAP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import ClassVar

from sync.model.accounts import Capability, Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection, Role
from sync.model.faults import Gone, Unsupported
from sync.model.ids import RemoteId
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import (
    AddMessage,
    Applied,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    MoveItems,
    RemoteOperation,
    RenameCollection,
    SaveDraft,
    SendMessage,
)
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.jmap import appending, contents, folders, placing, watching
from sync.protocols.jmap.changes import Changes
from sync.protocols.jmap.client import Client
from sync.protocols.jmap.submitting import submit, submitted


class JmapMail(Protocol):
    """Mail, and submission, over JMAP. One HTTP session for the verbs, one more connection for `watch`.

    Endpoint parameters: see `client.Client`. Operations on a mailbox itself name it in `target`: the parent of a new one, the one
    to rename or delete.
    """

    name: ClassVar[str] = "jmap"
    services: ClassVar[frozenset[Service]] = frozenset({Service.MAIL, Service.SUBMISSION})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._client = Client(surroundings)
        self._changes = Changes(self._client)
        self._submits = surroundings.endpoint.service is Service.SUBMISSION

    async def collections(self) -> Sequence[Collection]:
        """Return every mailbox, parents before children; none for submission."""
        await self._look()
        if self._submits:
            return ()
        self._changes.begin_round()
        return await folders.listed(self._client)

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of differences."""
        return await self._changes.page(collection, cursor)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring messages whole, several at once, in pieces of at most 64 KiB."""
        if isinstance(want, Range):
            raise Unsupported("ranges")
        async with aclosing(contents.fetch(self._client, items)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry out an operation; see `placing`, `appending`, `folders` and `submitting` for what makes each repeatable."""
        client = self._client
        match operation.intention:
            case SendMessage() | RedirectMessage() | SendReceipt() as intention if self._submits:
                return await submit(client, operation, intention)
            case ChangeFlags() as intention:
                return await placing.change_flags(client, operation, intention)
            case MoveItems():
                return await placing.move(client, await self._aimed(operation))
            case CopyItems():
                return await placing.copy(client, await self._aimed(operation))
            case DeleteItems() | EmptyCollection():
                return await placing.delete(client, operation.items)
            case SaveDraft():
                return await appending.append(client, operation, Role.DRAFTS)
            case SendMessage() | RedirectMessage():
                return await appending.append(client, operation, Role.SENT)
            case AddMessage():
                return await appending.append(client, operation, Role.NONE)
            case CreateCollection(name=name):
                return await folders.create_under(client, operation.target, name)
            case RenameCollection(name=name):
                return await folders.rename(client, operation.target, name)
            case DeleteCollection():
                return await folders.delete(client, operation.target)
        raise Unsupported("intention", intention=operation.intention.kind)

    async def settled(self, operation: RemoteOperation) -> Applied | None:
        """After `Uncertain`: look whether the operation took effect."""
        match operation.intention:
            case SendMessage() | RedirectMessage() | SendReceipt() if self._submits:
                return await submitted(self._client, operation)
            case SaveDraft():
                return await appending.settled(self._client, operation, Role.DRAFTS)
            case SendMessage() | RedirectMessage() | SendReceipt():
                return await appending.settled(self._client, operation, Role.SENT)
            case AddMessage():
                return await appending.settled(self._client, operation, Role.NONE)
        return None  # all others may be repeated without harm

    async def watch(self) -> AsyncIterator[Nudge]:
        """Yield a nudge when anything changed, over a connection of its own."""
        if self._submits:
            return
        client = Client(self.surroundings)
        try:
            async with aclosing(watching.watch(client)) as nudges:
                async for nudge in nudges:
                    yield nudge
        finally:
            await client.close()

    async def search(self, collection: RemoteId, text: str) -> Sequence[RemoteId]:
        """Return the messages of a mailbox whose text holds every word of `text`, as the server sees it."""
        words = text.split()
        if not words:
            return ()
        conditions = [{"inMailbox": collection}, *({"text": word} for word in words)]
        answer = await self._client.call(
            "Email/query",
            filter={"operator": "AND", "conditions": conditions},
            sort=[{"property": "receivedAt", "isAscending": False}],
        )
        return [RemoteId(str(one)) for one in answer.get("ids") or []]

    async def check(self) -> None:
        """Ask for the session, to prove that the endpoint and the secret are right."""
        await self._look()

    async def close(self) -> None:
        """Drop every connection."""
        await self._client.close()

    async def _look(self) -> None:
        """Learn what the server can do."""
        session = await self._client.session()
        found = {Capability.SERVER_SEARCH, Capability.CREATE_COLLECTION, Capability.MOVE}
        if watching.pushes(session) and not self._submits:
            found.add(Capability.PUSH)
        self.capabilities = frozenset(found)

    async def _aimed(self, operation: RemoteOperation) -> RemoteOperation:
        """Return the operation with its target named, where it only says which role it has."""
        if operation.target:
            return operation
        if operation.target_role is Role.NONE:
            raise Gone("collection")
        return replace(operation, target=await folders.of_role(self._client, operation.target_role))
