"""The five verbs over a memory server for what is written as a whole: calendars, address books and drives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import ClassVar
from urllib.parse import quote

from sync.model.accounts import Capability, Service
from sync.model.availability import BusyAnswer
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.contacts import DirectoryPerson
from sync.model.faults import Gone, Rejected, Stale, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import (
    Applied,
    CreateCollection,
    CreateFolder,
    DeleteCollection,
    DeleteItems,
    Landed,
    MoveFile,
    MoveItems,
    RemoteItem,
    RemoteOperation,
    RenameCollection,
    SaveContact,
    SaveEntry,
    UploadFile,
    whole,
)
from sync.protocols.base import Surroundings
from sync.protocols.memory.beside import BESIDE, MemoryBeside
from sync.protocols.memory.calls import Calls
from sync.protocols.memory.server import User
from sync.protocols.memory.shelf import MemoryShelf

CHUNK = 64 * 1024
_SHELVES = frozenset({Service.CALENDAR, Service.CONTACTS, Service.FILES})


class MemoryItems(MemoryBeside):
    """The calendars, address books or drives of one person on a `MemoryServer`: the service is that of the endpoint."""

    name: ClassVar[str] = "memory"
    services: ClassVar[frozenset[Service]] = _SHELVES

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._service = surroundings.endpoint.service
        self._calls = Calls(surroundings)
        self.capabilities = frozenset({Capability.PUSH, Capability.CONDITIONAL, Capability.CREATE_COLLECTION})
        if self._service is Service.CALENDAR:
            self.capabilities |= {Capability.FREE_BUSY}
        if self._service is Service.FILES:
            self.capabilities |= {Capability.RANGES, Capability.QUOTA, *BESIDE}

    async def collections(self) -> Sequence[Collection]:
        """Return every collection of the service."""
        async with self._calls.call("collections") as user:
            return [_described(shelf) for shelf in user.shelves.values() if shelf.service is self._service]

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of differences, folders before what is in them."""
        async with self._calls.call("changes") as user:
            return _shelf(user, collection).page(cursor, self._calls.server.page_size)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring items in pieces of at most 64 KiB; a connection may be lost between any two."""
        for item in items:
            async with self._calls.call("fetch") as user:
                kept = _shelf(user, collection).items.get(item)
            if kept is None:
                yield Chunk(item, None, True)
                continue
            start = want.start if isinstance(want, Range) else 0
            if isinstance(want, Range) and want.revision != str(kept.changed):
                raise Stale("changed_there", theirs=str(kept.changed))
            octets = kept.content[start:]
            pieces = [octets[place : place + CHUNK] for place in range(0, len(octets), CHUNK)] or [b""]
            for place, piece in enumerate(pieces, 1):
                if place > 1:
                    async with self._calls.call("piece"):
                        pass
                yield Chunk(item, piece, place == len(pieces))
                await asyncio.sleep(0)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out: over the revision that the user saw, or where nothing is. Doing it twice does no harm."""
        content = await whole(operation.payload)
        async with self._calls.call("apply") as user:
            match operation.intention:
                case CreateCollection() as made:
                    return self._create(user, made)
                case RenameCollection(name=name, colour=colour):
                    shelf = _shelf(user, operation.target)
                    shelf.name, shelf.colour = name, colour or shelf.colour
                    return Applied(collection=_described(shelf))
                case DeleteCollection():
                    user.shelves.pop(operation.target, None)
                    return Applied()
                case _:
                    shelf = _shelf(user, operation.target or operation.items[0].collection)
                    landed = self._on_shelf(user, shelf, operation, content)
                    self._calls.server.nudge(user, shelf.remote_id)
                    return Applied(tuple(landed))

    async def free_busy(self, me: str, people: Sequence[str], start: int, end: int) -> Sequence[BusyAnswer]:
        """Tell when people are busy who said so (`MemoryServer.busy`)."""
        async with self._calls.call("free_busy"):
            busy = self._calls.server.busy
            return [BusyAnswer(one, (busy[one],) if one in busy else (), "" if one in busy else "3.7") for one in people]

    async def people(self, text: str, limit: int) -> Sequence[DirectoryPerson]:
        """Return people who have every word at the beginning of one of theirs."""
        async with self._calls.call("people"):
            typed = text.casefold().split()
            found = [
                one
                for one in self._calls.server.directory
                if all(any(word.startswith(each) for word in f"{one.name} {one.address}".casefold().split()) for each in typed)
            ]
            return found[:limit]

    async def watch(self) -> AsyncIterator[Nudge]:
        """Yield a nudge for each change, until an outage."""
        async for nudge in self._calls.watch():
            yield nudge

    async def check(self) -> None:
        """Sign in."""
        async with self._calls.call("check"):
            pass

    async def close(self) -> None:
        """Forget the sign-in."""
        self._calls.leave()

    def _create(self, user: User, made: CreateCollection) -> Applied:
        """Make a collection; one of that name is there already where the answer was lost, and will do."""
        shelf = next((one for one in user.shelves.values() if (one.service, one.name) == (self._service, made.name)), None)
        if shelf is None:
            shelf = self._calls.server.put_shelf(user, self._service, made.name)
            shelf.colour, shelf.components = made.colour, made.components
        return Applied(collection=_described(shelf))

    def _on_shelf(
        self, user: User, shelf: MemoryShelf, operation: RemoteOperation, content: bytes
    ) -> list[Landed]:
        source = _shelf(user, operation.items[0].collection) if operation.items else shelf
        if not source.writable or not shelf.writable:
            raise Rejected("not_permitted", reason="403 read-only")
        match operation.intention:
            case SaveEntry(entry=entry):
                return [_saved(shelf, operation, f"{quote(entry.uid, safe='')}.ics", content)]
            case SaveContact(card=card):
                return [_saved(shelf, operation, f"{quote(card.uid, safe='')}.vcf", content)]
            case UploadFile(name=name):
                return [_uploaded(shelf, operation, name, content)]
            case CreateFolder(name=name):
                return [_folder(shelf, operation.folder, name)]
            case MoveFile(name=name):
                asked = operation.items[0]
                beneath = [Landed(one, one) for one in operation.beneath if one.item in shelf.items]
                kept = shelf.items.get(asked.item)
                if kept is not None and (kept.folder, kept.name) == (operation.folder, name):
                    return [Landed(asked, replace(asked, base="")), *beneath]
                shelf.expect(asked)
                shelf.move(asked.item, operation.folder, name)
                return [Landed(asked, shelf.now(asked.item)), *beneath]
            case MoveItems():
                return [_moved(source, shelf, asked) for asked in operation.items]
            case DeleteItems():
                for asked in operation.items:
                    if asked.item in source.items:
                        source.expect(asked)
                        source.remove(asked.item)
                return [Landed(asked, None) for asked in operation.items]
            case other:
                raise Unsupported("intention", intention=other.kind)


def _saved(shelf: MemoryShelf, operation: RemoteOperation, name: str, content: bytes) -> Landed:
    """Write a resource once: what is there with these bytes is what an earlier attempt wrote."""
    asked = operation.items[0] if operation.items else None
    item = asked.item if asked else RemoteId(name)
    kept = shelf.items.get(item)
    if kept is None or kept.content != content:
        if asked is not None:
            shelf.expect(asked)
        elif kept is not None:
            raise Stale("exists_there", theirs=str(kept.changed))
        shelf.put(item, content)
    return Landed(asked, shelf.now(item))


def _uploaded(shelf: MemoryShelf, operation: RemoteOperation, name: str, content: bytes) -> Landed:
    """Write a file once: what is there with these bytes is what an earlier attempt wrote."""
    asked = operation.items[0] if operation.items else None
    item = asked.item if asked else shelf.named(operation.folder, name)
    kept = shelf.items.get(item) if item else None
    if item and kept is not None and not kept.is_folder and kept.content == content:
        return Landed(asked, shelf.now(item))
    if asked is not None:
        shelf.expect(asked)
        shelf.put(asked.item, content)
        return Landed(asked, shelf.now(asked.item))
    if kept is not None:
        raise Stale("exists_there", theirs=str(kept.changed))
    return Landed(None, shelf.now(shelf.add(name, content, folder=operation.folder)))


def _folder(shelf: MemoryShelf, folder: RemoteId, name: str) -> Landed:
    found = shelf.named(folder, name)
    if found is not None and not shelf.items[found].is_folder:
        raise Rejected("name_taken", name=name)
    return Landed(None, shelf.now(found or shelf.add(name, folder=folder, is_folder=True)))


def _moved(source: MemoryShelf, target: MemoryShelf, asked: RemoteItem) -> Landed:
    """Move a resource between collections; one that is there already was moved by an earlier attempt."""
    kept = source.items.get(asked.item)
    if kept is None and asked.item in target.items:
        return Landed(asked, RemoteItem(target.remote_id, asked.item))
    source.expect(asked)
    if source is not target:
        if asked.item in target.items:
            raise Stale("exists_there", theirs=target.now(asked.item).base)
        target.put(asked.item, source.get(asked.item).content)
        source.remove(asked.item)
    return Landed(asked, target.now(asked.item))


def _shelf(user: User, name: RemoteId) -> MemoryShelf:
    if name not in user.shelves:
        raise Gone("collection")
    return user.shelves[name]


def _described(shelf: MemoryShelf) -> Collection:
    octets = sum(len(kept.content) for kept in shelf.items.values())
    return Collection(
        shelf.remote_id,
        shelf.service,
        shelf.name,
        writable=shelf.writable,
        total=len(shelf.items),
        colour=shelf.colour,
        components=shelf.components,
        quota_used=octets if shelf.service is Service.FILES else None,
        quota_total=shelf.limit,
    )
