"""The five verbs over a memory server: mail as the other protocols should do it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from sync.model.accounts import Capability, Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection, Role
from sync.model.faults import Gone, Rejected, Uncertain, Unsupported
from sync.model.ids import RemoteId
from sync.model.mail import Flag
from sync.model.onward import RedirectMessage
from sync.model.operations import (
    AddMessage,
    Applied,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Landed,
    MoveItems,
    RemoteOperation,
    RenameCollection,
    SaveDraft,
    SendMessage,
    Submission,
    whole,
)
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.memory.calls import Calls
from sync.protocols.memory.mailbox import MemoryMailbox
from sync.protocols.memory.server import MemoryServer, User

CHUNK = 64 * 1024


class MemoryMail(Protocol):
    """Mail of one person on a `MemoryServer`, found by the endpoint's host."""

    name: ClassVar[str] = "memory"
    services: ClassVar[frozenset[Service]] = frozenset({Service.MAIL})
    counts_apart: ClassVar[bool] = True

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._calls = Calls(surroundings)
        self._call = self._calls.call
        self.capabilities = frozenset(
            {Capability.PUSH, Capability.SERVER_SEARCH, Capability.MOVE, Capability.CREATE_COLLECTION}
        )

    @property
    def _server(self) -> MemoryServer:
        return self._calls.server

    async def collections(self) -> Sequence[Collection]:
        """Return every mailbox."""
        async with self._call("collections") as user:
            return self._server.collections(user, counting=self.counting)

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of differences, newest first."""
        async with self._call("changes") as user:
            return _mailbox(user, collection).page(cursor, self._server.page_size)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring messages whole, in pieces of at most 64 KiB."""
        for item in items:
            async with self._call("fetch") as user:
                kept = _mailbox(user, collection).get(item)
            if kept is None:
                yield Chunk(item, None, True)
                continue
            pieces = [kept.raw[start : start + CHUNK] for start in range(0, len(kept.raw), CHUNK)] or [b""]
            for place, piece in enumerate(pieces, 1):
                yield Chunk(item, piece, place == len(pieces))
                await asyncio.sleep(0)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out. A lost answer is `Uncertain` only where doing it twice would do harm."""
        harmless = self._server.remembers or not isinstance(operation.intention, CopyItems)
        async with self._call("apply", None if harmless else Uncertain("answer_lost")) as user:
            if self._server.remembers and operation.id in user.applied:
                return user.applied[operation.id]
            applied = self._apply(user, operation, await whole(operation.payload))
            user.applied[operation.id] = applied
            return applied

    async def settled(self, operation: RemoteOperation) -> Applied | None:
        """Look whether an operation took effect."""
        async with self._call("settled") as user:
            intention = operation.intention
            if isinstance(intention, SaveDraft | AddMessage | Submission):
                mailbox = _target(user, operation)
                found = mailbox.find(operation.message_id, operation.known_by)
                return Applied((Landed(None, mailbox.now(found)),)) if found else None
            raise Uncertain("cannot_tell", operation=operation.id)

    async def search(self, collection: RemoteId, text: str) -> Sequence[RemoteId]:
        """Return the messages that hold every word of `text` anywhere, newest first."""
        async with self._call("search") as user:
            mailbox = _mailbox(user, collection)
            words = text.casefold().split()
            numbers = sorted(mailbox.messages, reverse=True)
            return [
                RemoteId(f"{mailbox.validity}.{number}")
                for number in numbers
                if words and all(word in mailbox.messages[number].raw.decode("utf-8", "replace").casefold() for word in words)
            ]

    async def watch(self) -> AsyncIterator[Nudge]:
        """Yield a nudge for each change, until an outage."""
        async for nudge in self._calls.watch():
            yield nudge

    async def check(self) -> None:
        """Sign in."""
        async with self._call("check"):
            pass

    async def close(self) -> None:
        """Forget the sign-in."""
        self._calls.leave()

    def _apply(self, user: User, operation: RemoteOperation, payload: bytes) -> Applied:
        match operation.intention:
            case ChangeFlags() as intention:
                return Applied(tuple(self._change_flags(user, operation, intention)))
            case MoveItems():
                return Applied(tuple(self._move(user, operation)))
            case CopyItems():
                return Applied(tuple(self._copy(user, operation)))
            case DeleteItems() | EmptyCollection():
                return Applied(tuple(self._delete(user, operation)))
            case SaveDraft():
                return Applied(tuple(self._append(user, operation, payload, Flag.SEEN | Flag.DRAFT)))
            case SendMessage() | RedirectMessage():
                return Applied(tuple(self._append(user, operation, payload, Flag.SEEN)))
            case AddMessage(flags=flags, keywords=keywords, received=received):
                return Applied(tuple(self._append(user, operation, payload, flags, frozenset(keywords), received)))
            case CreateCollection(name=name):
                return self._collection(user, self._server.create(user, name, operation.target))
            case RenameCollection(name=name):
                mailbox = _mailbox(user, operation.target)
                if mailbox.role is not Role.NONE:
                    raise Rejected("not_permitted", reason="cannot rename this mailbox")
                mailbox.name = name
                self._server.nudge(user, mailbox.remote_id)
                return self._collection(user, mailbox)
            case DeleteCollection():
                user.mailboxes.pop(operation.target, None)
                return Applied()
            case other:
                raise Unsupported("intention", intention=other.kind)

    def _change_flags(self, user: User, operation: RemoteOperation, intention: ChangeFlags) -> list[Landed]:
        landed = []
        for item in operation.items:
            mailbox = _mailbox(user, item.collection)
            kept = mailbox.get(item.item)
            if kept is None:
                landed.append(Landed(item, None))
                continue
            mailbox.change_flags(
                item.item,
                (kept.flags & ~intention.remove) | intention.add,
                (kept.keywords - intention.remove_keywords) | intention.add_keywords,
            )
            self._server.nudge(user, mailbox.remote_id)
            landed.append(Landed(item, mailbox.now(item.item)))
        return landed

    def _move(self, user: User, operation: RemoteOperation) -> list[Landed]:
        target = _mailbox(user, operation.target)
        landed = []
        for item in operation.items:
            if item.collection == operation.target:
                landed.append(Landed(item, item if target.get(item.item) else None))
                continue
            kept = _mailbox(user, item.collection).remove(item.item)
            if kept is None:
                moved_before = target.find(item.message_id)
                landed.append(Landed(item, target.now(moved_before) if moved_before else None))
                continue
            new = target.add(kept.raw, kept.flags, kept.keywords, kept.received)
            landed.append(Landed(item, target.now(new)))
            self._server.nudge(user, item.collection)
        self._server.nudge(user, target.remote_id)
        return landed

    def _copy(self, user: User, operation: RemoteOperation) -> list[Landed]:
        target = _mailbox(user, operation.target)
        landed = []
        for item in operation.items:
            kept = _mailbox(user, item.collection).get(item.item)
            new = target.add(kept.raw, kept.flags, kept.keywords, kept.received) if kept else None
            landed.append(Landed(item, target.now(new) if new else None))
        self._server.nudge(user, target.remote_id)
        return landed

    def _delete(self, user: User, operation: RemoteOperation) -> list[Landed]:
        for item in operation.items:
            _mailbox(user, item.collection).remove(item.item)
            self._server.nudge(user, item.collection)
        return [Landed(item, None) for item in operation.items]

    def _append(
        self, user: User, operation: RemoteOperation, payload: bytes, flags: Flag, keywords: frozenset[str] = frozenset(),
        received: int = 0,
    ) -> list[Landed]:  # fmt: skip
        """Append once: a message that is there with this Message-ID and these bytes is not appended again."""
        mailbox = _target(user, operation)
        found = mailbox.find(operation.message_id, operation.known_by)
        kept = mailbox.get(found) if found else None
        if found is None or kept is None or kept.raw != payload:
            found = mailbox.add(payload, flags, keywords, received or int(time.time()))
        landed = [Landed(None, mailbox.now(found))]
        for item in operation.items:
            if (item.collection, item.item) == (mailbox.remote_id, found):
                continue
            old = user.mailboxes.get(item.collection)
            if old is not None:
                old.remove(item.item)
            landed.append(Landed(item, None))
        self._server.nudge(user, mailbox.remote_id)
        return landed

    def _collection(self, user: User, mailbox: MemoryMailbox) -> Applied:
        found = [one for one in self._server.collections(user) if one.remote_id == mailbox.remote_id]
        return Applied(collection=found[0])


def _mailbox(user: User, name: RemoteId) -> MemoryMailbox:
    if name not in user.mailboxes:
        raise Gone("collection")
    return user.mailboxes[name]


def _target(user: User, operation: RemoteOperation) -> MemoryMailbox:
    """Return where an append goes: the named mailbox, or the one with the role."""
    if operation.target:
        return _mailbox(user, operation.target)
    for mailbox in user.mailboxes.values():
        if mailbox.role is operation.target_role and mailbox.role is not Role.NONE:
            return mailbox
    raise Gone("collection", role=operation.target_role)
