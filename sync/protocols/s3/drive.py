"""The five verbs over S3: one drive for each bucket, listed and compared with what is here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import msgspec

from sync.model.accounts import Capability, Service
from sync.model.changes import Change, ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.faults import CursorExpired, Gone, Rejected, Stale, Unsupported
from sync.model.files import Version
from sync.model.ids import RemoteId
from sync.model.operations import Applied, CreateFolder, DeleteItems, MoveFile, RemoteItem, RemoteOperation, UploadFile
from sync.protocols.base import Protocol, Surroundings
from sync.protocols.s3 import answers, tree, writing
from sync.protocols.s3.storage import Storage

PAGE = 500
"""Changes of one page."""


class _Cursor(msgspec.Struct, forbid_unknown_fields=True):
    """How far the pages of one listing were told; 0: begin a new one."""

    listing: int = 0
    place: int = 0


class S3Drive(Protocol):
    """Files in buckets. Endpoint parameters: those of `Storage`, `bucket` for one bucket alone, `without` = `ranges` for a
    storage whose ranges cannot be relied on."""

    name: ClassVar[str] = "s3"
    services: ClassVar[frozenset[Service]] = frozenset({Service.FILES})
    compares: ClassVar[bool] = True

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._storage = Storage(surroundings)
        self._listed: tuple[int, list[Change], frozenset[RemoteId]] | None = None
        self._listings = 0
        without = surroundings.endpoint.parameters.get("without", "")
        self.capabilities = frozenset({Capability.CONDITIONAL, *([] if without == "ranges" else [Capability.RANGES])})

    async def collections(self) -> Sequence[Collection]:
        """Return the bucket that the endpoint names, else all."""
        named = self.surroundings.endpoint.parameters.get("bucket", "")
        if named:
            await self._storage.exists(named)
        names = [named] if named else sorted(await self._storage.buckets())
        if names and await self._storage.keeps_versions(names[0]):
            self.capabilities |= {Capability.VERSIONS}
        return [Collection(RemoteId(name), Service.FILES, name) for name in names]

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page of what differs from what is here. Raises `CursorExpired`, `Gone("collection")`."""
        try:
            known = _Cursor() if cursor is None else msgspec.json.decode(cursor, type=_Cursor)
        except msgspec.MsgspecError as error:
            raise CursorExpired("unknown_cursor") from error
        if not known.listing or self._listed is None or self._listed[0] != known.listing:
            found = tree.described([one async for one in self._storage.everything(collection)])
            kept = self.surroundings.kept(collection, None)
            new = [change for item, change in found.items() if kept.get(item) != change.revision]
            self._listings += 1
            self._listed, known = (self._listings, new, frozenset(found)), _Cursor()
        number, new, snapshot = self._listed
        told = tuple(new[known.place : known.place + PAGE])
        place = known.place + len(told)
        if place < len(new):
            return ChangePage(told, (), msgspec.json.encode(_Cursor(number, place)), True, expected=len(new))
        self._listed = None
        return ChangePage(told, (), msgspec.json.encode(_Cursor()), False, snapshot, len(snapshot))

    async def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Bring files in pieces of at most 64 KiB, from a place on where asked for one revision. Raises `Stale`."""
        for item in items:
            try:
                if isinstance(want, Range):
                    async for piece in self._rest(collection, item, want):
                        yield Chunk(item, piece, False)
                else:
                    async with self._storage.get(collection, item) as stream:
                        async for piece in stream.pieces():
                            yield Chunk(item, piece, False)
                yield Chunk(item, b"", True)
            except Gone:
                yield Chunk(item, None, True)

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Carry an operation out; doing it twice does no harm."""
        storage = self._storage
        bucket = operation.target or operation.items[0].collection
        match operation.intention:
            case UploadFile() as intention:
                return Applied((await writing.upload(storage, bucket, operation, intention),))
            case CreateFolder() as intention:
                return Applied((await writing.make_folder(storage, bucket, operation, intention),))
            case MoveFile() as intention:
                return Applied(tuple(await writing.move(storage, bucket, operation, intention)))
            case DeleteItems():
                return Applied(tuple([await writing.delete(storage, bucket, one) for one in operation.items]))
            case other:
                raise Unsupported("intention", intention=other.kind)

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once: storages do not push."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def versions(self, item: RemoteItem) -> Sequence[Version]:
        """Return the earlier contents of a file, the newest first. Raises `Unsupported` where its bucket keeps none."""
        if Capability.VERSIONS not in self.capabilities and not await self._storage.keeps_versions(item.collection):
            raise Unsupported("versions")
        found = await self._storage.versions(item.collection, item.item)
        return [Version(one.id, one.object.modified, one.object.size) for one in found if not one.latest]

    async def version(self, item: RemoteItem, version: str) -> AsyncIterator[bytes]:
        """Yield an earlier content."""
        async with self._storage.version(item.collection, item.item, version) as stream:
            async for piece in stream.pieces():
                yield piece

    async def restore_version(self, item: RemoteItem, version: str) -> None:
        """Write an earlier content anew: what is there now becomes a version by that."""
        found = await self._storage.versions(item.collection, item.item)
        past = next((one for one in found if one.id == version), None)
        if past is None:
            raise Gone("version")
        carried = _Past(self._storage, item.collection, past.object, version)
        await self._storage.put(item.collection, item.item, carried, {})

    async def close(self) -> None:
        """Drop every connection."""
        await self._storage.close()

    async def _rest(self, bucket: RemoteId, item: RemoteId, want: Range) -> AsyncIterator[bytes]:
        headers = {"Range": f"bytes={want.start}-", "If-Match": f'"{want.revision}"'}
        try:
            async with self._storage.get(bucket, item, headers) as stream:
                given = answers.etag_of(stream.headers.get("etag", ""))
                if given and given != want.revision:
                    raise Stale("changed_there", theirs=given)
                partial = stream.status == 206 or "content-range" in stream.headers  # some say 200 to a part as well
                skip = 0 if partial else want.start
                async for piece in stream.pieces():
                    rest = piece[skip:]
                    skip = max(0, skip - len(piece))
                    if rest:
                        yield rest
        except Rejected as fault:
            if fault.reason != "InvalidRange":
                raise


@dataclass(frozen=True, slots=True)
class _Past:
    """An earlier content of an object on its way back."""

    storage: Storage
    bucket: str
    object: answers.Object
    version: str

    @property
    def size(self) -> int:
        """How many octets there are."""
        return self.object.size

    async def pieces(self, start: int = 0) -> AsyncIterator[bytes]:
        """Yield the octets."""
        async with self.storage.version(self.bucket, self.object.key, self.version) as stream:
            async for piece in stream.pieces():
                yield piece
