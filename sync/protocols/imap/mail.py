"""The five verbs over IMAP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import ClassVar

from sync.model.accounts import Capability, Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection, Role
from sync.model.faults import Unsupported
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
from sync.protocols.imap import appending, contents, folders, mailboxes, remote_ids, watching
from sync.protocols.imap.changes import Changes
from sync.protocols.imap.placing import Placing
from sync.protocols.imap.session import Session
from sync.transport.imap.client import ImapClient
from sync.transport.imap.commands import Literal


class ImapMail(Protocol):
    """Mail over IMAP4rev1 and rev2. One connection for the verbs, one more for `watch`.

    Endpoint parameters: `without` (capabilities not to be used, separated by spaces), `compress` = `yes` or `no`
    (without it: where the link is slow).
    Operations on a mailbox itself name it in `target`: the parent of a new one, the one to rename or delete.
    """

    name: ClassVar[str] = "imap"
    services: ClassVar[frozenset[Service]] = frozenset({Service.MAIL})
    counts_apart: ClassVar[bool] = True

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._session = Session(surroundings)
        self._changes = Changes(self._session)
        self._placing = Placing(self._session)

    async def collections(self) -> Sequence[Collection]:
        """Return every mailbox the account can see, parents before children."""
        client = await self._session.client()
        self.capabilities = _capabilities(client)
        return await mailboxes.listed(client, counting=self.counting)

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of differences: newest first, then by QRESYNC, CONDSTORE or comparison."""
        return await self._changes.page(collection, cursor)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring messages, big ones in pieces of at most 256 KiB."""
        async with aclosing(contents.fetch(self._session, collection, items, want)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry out an operation; see `placing`, `appending` and `folders` for what makes each repeatable."""
        match operation.intention:
            case ChangeFlags() as intention:
                return await self._placing.change_flags(operation, intention)
            case MoveItems():
                return await self._placing.move(await self._aimed(operation))
            case CopyItems():
                return await self._placing.copy(await self._aimed(operation))
            case DeleteItems() | EmptyCollection():
                return await self._placing.delete(operation)
            case SaveDraft():
                return await appending.append(self._session, operation, Role.DRAFTS)
            case SendMessage() | RedirectMessage():
                return await appending.append(self._session, operation, Role.SENT)
            case AddMessage():
                return await appending.append(self._session, operation, Role.NONE)
            case CreateCollection(name=name):
                return await folders.create_under(self._session, operation.target, name)
            case RenameCollection(name=name):
                return await folders.rename(self._session, operation.target, name)
            case DeleteCollection():
                return await folders.delete(self._session, operation.target)
        raise Unsupported("intention", intention=operation.intention.kind)

    async def settled(self, operation: RemoteOperation) -> Applied | None:
        """After `Uncertain`: look whether the operation took effect. Raises `Uncertain("cannot_tell")`."""
        match operation.intention:
            case MoveItems() | CopyItems():
                return await self._placing.settled(await self._aimed(operation))
            case SaveDraft():
                return await appending.settled(self._session, operation, Role.DRAFTS)
            case SendMessage() | RedirectMessage() | SendReceipt():
                return await appending.settled(self._session, operation, Role.SENT)
            case AddMessage():
                return await appending.settled(self._session, operation, Role.NONE)
        return None  # all others may be repeated without harm

    async def watch(self) -> AsyncIterator[Nudge]:
        """Yield a nudge when the inbox changes, over a second connection."""
        async with aclosing(watching.watch(Session(self.surroundings))) as nudges:
            async for nudge in nudges:
                yield nudge

    async def search(self, collection: RemoteId, text: str) -> Sequence[RemoteId]:
        """Return the messages whose header or body holds every word of `text`, as the server sees it."""
        client, selected = await self._session.select(collection)
        words = text.split()
        if not words:
            return ()
        criteria: list[bytes | Literal] = [b"CHARSET UTF-8"] if not client.utf8 else [b"ALL"]
        for word in words:
            criteria += [b" TEXT ", *client.string(word.encode("utf-8"))]
        found = await client.search(criteria)
        return [remote_ids.of(selected.uid_validity, uid) for uid in reversed(found)]

    async def check(self) -> None:
        """Sign in and out, to prove that the endpoint and the secret are right."""
        session = Session(self.surroundings)
        self.capabilities = _capabilities(await session.client())
        await session.close()

    async def close(self) -> None:
        """Leave the server politely and drop the connection."""
        await self._session.close()

    async def _aimed(self, operation: RemoteOperation) -> RemoteOperation:
        """Return the operation with its target named, where it only says which role it has."""
        if operation.target or operation.target_role is Role.NONE:
            return operation
        return replace(operation, target=await folders.of_role(self._session, operation.target_role))


def _capabilities(client: ImapClient) -> frozenset[Capability]:
    found = {Capability.SERVER_SEARCH, Capability.CREATE_COLLECTION}
    if client.has(b"IDLE"):
        found.add(Capability.PUSH)
    if client.has(b"MOVE"):
        found.add(Capability.MOVE)
    if client.has(b"QUOTA"):
        found.add(Capability.QUOTA)
    if client.has(b"ACL") or any(space.whose != "mine" for space in client.namespaces):
        found.add(Capability.SHARED)
    return frozenset(found)
