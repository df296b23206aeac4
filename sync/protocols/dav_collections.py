"""The five verbs over collections of DAV resources: what CalDAV and CardDAV have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from sync.model.accounts import Capability, Service
from sync.model.calendar import CalendarTruth
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.contacts import ContactTruth
from sync.model.faults import Gone, Rejected, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import (
    Applied,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    MoveItems,
    RemoteOperation,
    RenameCollection,
    SaveContact,
    SaveEntry,
    whole,
)
from sync.protocols import dav_homes, dav_writing
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.dav_changes import BATCH, Changes
from sync.protocols.dav_homes import Homes
from sync.protocols.dav_session import DavSession
from sync.transport.dav import bodies, hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import CALENDARSERVER, D, Response

PRIVILEGES, NAME, TYPE = f"{D}current-user-privilege-set", f"{D}displayname", f"{D}resourcetype"
_WRITING = frozenset({f"{D}all", f"{D}write", f"{D}write-content", f"{D}bind"})
_PIECE = 64 * 1024


class DavCollections(Protocol):
    """Collections of resources that have names of the client's choice and etags, followed by sync token or comparison."""

    compares: ClassVar[bool] = True
    namespace: ClassVar[str]
    service: ClassVar[Service]
    kind: ClassVar[str]
    """The resource type of a collection."""
    home_set: ClassVar[str]
    well_known: ClassVar[str]
    ending: ClassVar[str]
    properties: ClassVar[tuple[str, ...]]

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._session = DavSession(surroundings)
        self._changes = Changes(lambda: self._session.dav, self.namespace, self.truth, surroundings.kept)
        self._homes: Homes | None = None

    @abstractmethod
    def truth(self, raw: bytes) -> CalendarTruth | ContactTruth:
        """Return what a change page carries of a resource."""

    @abstractmethod
    def describe(self, path: RemoteId, found: Response) -> Collection:
        """Return a collection as the model has it."""

    @abstractmethod
    def painted(self, name: str, colour: str) -> Mapping[str, str]:
        """Return the properties of a collection's name and colour (empty: none said)."""

    @abstractmethod
    async def make(self, path: RemoteId, made: CreateCollection) -> None:
        """Create a collection on the server."""

    async def collections(self) -> Sequence[Collection]:
        """Return every collection of the person's homes."""
        found: dict[RemoteId, Collection] = {}
        for home in (await self._home()).paths:
            for path, response in await dav_homes.listed(self._dav, home, self.properties):
                if self.kind in response.children(TYPE):
                    name = RemoteId(path.rstrip("/") + "/")
                    found[name] = self.describe(name, response)
        return sorted(found.values(), key=lambda one: (one.order, one.name.casefold(), one.remote_id))

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page: everything, what a sync token brings, or what comparing etags finds."""
        return await self._changes.page(collection, cursor)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring resources in batches, in pieces of at most 64 KiB. Raises `Unsupported("ranges")` for a range."""
        if isinstance(want, Range):
            raise Unsupported("ranges")
        for start in range(0, len(items), BATCH):
            for found in await self._changes.resources(collection, items[start : start + BATCH]):
                if found.content is None:
                    yield Chunk(found.name, None, True)
                    continue
                last = max(0, len(found.content) - 1) // _PIECE
                for place in range(last + 1):
                    yield Chunk(found.name, found.content[place * _PIECE : (place + 1) * _PIECE], place == last)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out; doing it twice does no harm."""
        match operation.intention:
            case SaveEntry(entry=entry):
                return await self._save(operation, entry.uid)
            case SaveContact(card=card):
                return await self._save(operation, card.uid)
            case DeleteItems():
                return Applied(tuple([
                    await dav_writing.delete(self._dav, asked, asked.collection + asked.item) for asked in operation.items
                ]))  # fmt: skip
            case MoveItems():
                return Applied(tuple([
                    await dav_writing.move(self._dav, self._changes, self.namespace, asked, operation.target)
                    for asked in operation.items
                ]))  # fmt: skip
            case CreateCollection() as made:
                return await self._create(operation, made)
            case RenameCollection(name=name, colour=colour):
                return await self._rename(operation.target, name, colour)
            case DeleteCollection():
                await dav_writing.delete_collection(self._dav, operation.target)
                return Applied()
            case other:
                raise Unsupported("intention", intention=other.kind)

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once: DAV servers do not push."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def close(self) -> None:
        """Drop the connections."""
        self._homes = None
        with suppress(OSError):
            await self._session.close()

    @property
    def _dav(self) -> Dav:
        return self._session.dav

    async def _home(self) -> Homes:
        if self._homes is None:
            start = self._session.start
            self._homes = await dav_homes.find(self._dav, start, self.well_known, self.home_set, self.kind)
            self.capabilities = frozenset({Capability.CONDITIONAL, Capability.CREATE_COLLECTION, Capability.SHARED})
            if "calendar-auto-schedule" in self._homes.offers and self.service is Service.CALENDAR:
                self.capabilities |= {Capability.SCHEDULING}
            if self.service is Service.CALENDAR and self._homes.principal:
                self.capabilities |= {Capability.FREE_BUSY}
        return self._homes

    async def _save(self, operation: RemoteOperation, uid: str) -> Applied:
        asked = operation.items[0] if operation.items else None
        collection = operation.target or (asked.collection if asked is not None else RemoteId(""))
        name = asked.item if asked is not None else dav_writing.resource_name(uid, self.ending)
        content = await whole(operation.payload)
        landed = await dav_writing.save(self._dav, self._changes, self.namespace, collection, asked, name, content)
        return Applied((landed,))

    async def _create(self, operation: RemoteOperation, made: CreateCollection) -> Applied:
        """Make a collection whose address is the operation's id: one that is there is what an earlier attempt made."""
        path = RemoteId(f"{(await self._home()).paths[0].rstrip('/')}/{operation.id}/")
        try:
            _, found = await self._dav.properties(path, self.properties)
        except Gone:
            await self.make(path, made)
            _, found = await self._dav.properties(path, self.properties)
        if found.text(NAME) != made.name:  # not every server names a collection when it makes it
            return await self._rename(path, made.name, made.colour)
        return Applied(collection=self.describe(path, found))

    async def _rename(self, path: RemoteId, name: str, colour: str) -> Applied:
        body = bodies.proppatch(self.painted(name, colour))
        try:
            _, responses, _ = await self._dav.responses("PROPPATCH", path, body)
            _, found = await self._dav.properties(path, self.properties)
        except Gone as fault:
            raise Gone("collection") from fault
        described = self.describe(path, found)
        if described.name != name and responses:
            raise Rejected("not_permitted", reason="PROPPATCH")
        return Applied(collection=described)


def writable(found: Response) -> bool:
    """Whether the person may write; where the server does not tell, yes."""
    privileges = found.properties.get(PRIVILEGES)
    if privileges is None:
        return True
    return bool({tag for one in privileges.children for tag in (child.tag for child in one.children)} & _WRITING)


def shared(found: Response, addresses: tuple[str, ...], path: str) -> bool:
    """Whether a collection is somebody else's, shared with the person."""
    if f"{CALENDARSERVER}shared" in found.children(TYPE):
        return True
    owners = {hrefs.canonical(one).rstrip("/") for one in found.hrefs(f"{D}owner")}
    ours = {hrefs.canonical(one).rstrip("/") for one in addresses if one.startswith("/")}
    return bool(owners and ours) and not owners & ours and bool(path)
