"""The five verbs over WebDAV (RFC 4918): one drive, walked by etags, with ranges, quota, locks where there are, and moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, suppress
from typing import ClassVar

from sync.model import file_names
from sync.model.accounts import Capability, Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.faults import Gone, Rejected, Stale, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import (
    Applied,
    CreateFolder,
    DeleteItems,
    Landed,
    MoveFile,
    RemoteOperation,
    UploadFile,
)
from sync.protocols import dav_homes
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.dav_collections import NAME, PRIVILEGES, writable
from sync.protocols.dav_session import DavSession
from sync.protocols.webdav import entries, reading, writing
from sync.protocols.webdav.walking import Walking
from sync.transport.dav import hrefs
from sync.transport.dav.client import Dav
from sync.transport.dav.xml import D

_USED, _AVAILABLE = f"{D}quota-used-bytes", f"{D}quota-available-bytes"


class WebDav(Protocol):
    """Files of one person on a WebDAV server. The endpoint's `path` says where the drive is."""

    name: ClassVar[str] = "webdav"
    services: ClassVar[frozenset[Service]] = frozenset({Service.FILES})
    compares: ClassVar[bool] = True

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._session = DavSession(surroundings)
        self._walking = Walking(lambda: self._session.dav, surroundings.kept)
        self._locks: bool | None = None
        self.capabilities = frozenset({Capability.CONDITIONAL, Capability.RANGES})

    @property
    def root(self) -> RemoteId:
        """The path of the drive, with a final slash."""
        return RemoteId(hrefs.canonical(self._session.start.rstrip("/") + "/"))

    async def collections(self) -> Sequence[Collection]:
        """Return the drive with its quota."""
        path, found = await self._dav.properties(self.root, (entries.TYPE, NAME, PRIVILEGES, _USED, _AVAILABLE))
        if not entries.is_folder(found):
            raise Unsupported("no_home")
        used, available = _number(found.text(_USED)), _number(found.text(_AVAILABLE))
        if used is not None:
            self.capabilities |= {Capability.QUOTA}
        name = found.text(NAME) or hrefs.name_of(path) or self.surroundings.endpoint.host
        return [
            Collection(
                self.root,
                Service.FILES,
                name,
                writable=writable(found),
                quota_used=used,
                quota_total=used + available if used is not None and available is not None else None,
            )
        ]

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of what differs from what is here."""
        return await self._walking.page(collection, cursor)

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring files in pieces of at most 64 KiB, from a place on where asked for one revision. Raises `Stale`."""
        if not isinstance(want, Range):
            async with aclosing(reading.files(self._dav, collection, items)) as chunks:
                async for chunk in chunks:
                    yield chunk
            return
        for item in items:
            try:
                async for chunk in self._rest(entries.path(collection, item), item, want):
                    yield chunk
            except Gone:
                yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out; doing it twice does no harm."""
        root = operation.target or (operation.items[0].collection if operation.items else self.root)
        match operation.intention:
            case UploadFile() as upload:
                asked = operation.items[0] if operation.items else None
                item = asked.item if asked else entries.child(operation.folder, file_names.checked(upload.name))
                headers = {"Content-Type": upload.media_type or "application/octet-stream", **self.noted(upload)}
                landed = await self.write(operation, root, item, headers)
                return Applied((landed,))
            case CreateFolder(name=name):
                item = entries.child(operation.folder, file_names.checked(name))
                return Applied((await writing.make_folder(self._dav, root, item, name),))
            case MoveFile(name=name):
                asked_ = operation.items[0]
                same = hrefs.name_of(asked_.item) == name
                target = entries.child(operation.folder, name if same else file_names.checked(name))
                moved = await writing.move(self._dav, root, asked_, target, name, operation.beneath)
                return Applied(tuple(moved))
            case DeleteItems():
                return Applied(tuple([await writing.delete(self._dav, root, one) for one in operation.items]))
            case other:
                raise Unsupported("intention", intention=other.kind)

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once: WebDAV servers do not push."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def close(self) -> None:
        """Drop the connections."""
        self._walking.stop()
        with suppress(OSError):
            await self._session.close()

    def noted(self, upload: UploadFile) -> dict[str, str]:
        """Return header fields that tell the server more about an upload."""
        return {}

    async def write(self, operation: RemoteOperation, root: RemoteId, item: RemoteId, headers: dict[str, str]) -> Landed:
        """Write a file's content."""
        asked = operation.items[0] if operation.items else None
        locks = asked is not None and await self._has_locks()
        return await writing.upload(self._dav, root, item, asked, operation.payload, headers, locks=locks)

    @property
    def _dav(self) -> Dav:
        return self._session.dav

    async def _has_locks(self) -> bool:
        if self._locks is None:
            self._locks = "2" in await dav_homes.offers(self._dav, self.root)
        return self._locks

    async def _rest(self, path: str, item: RemoteId, want: Range) -> AsyncIterator[Chunk]:
        """Bring a file from a place on, out of exactly one revision."""
        there = await writing.look(self._dav, path)
        if there is None:
            raise Gone("item")
        if entries.revision(there) != want.revision:
            raise Stale("changed_there", theirs=entries.revision(there))
        try:
            async with self._dav.open("GET", path, headers={"Range": f"bytes={want.start}-"}) as stream:
                skip = want.start if stream.status == 200 else 0
                given = entries.plain(stream.headers.get("etag", ""))
                if given and not want.revision.startswith(given) and not given.startswith(want.revision):
                    raise Stale("changed_there", theirs=given)
                async for piece in stream.pieces():
                    rest = piece[skip:]
                    skip = max(0, skip - len(piece))
                    if rest:
                        yield Chunk(item, rest, False)
        except Rejected as fault:
            if "416" not in fault.reason:
                raise
        yield Chunk(item, b"", True)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None
