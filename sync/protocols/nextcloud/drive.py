"""The five verbs over a Nextcloud's files.

Only folders whose etag changed are looked into, large files go up in chunks, and changes are pushed where notify_push runs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import ClassVar
from urllib.parse import unquote

from sync.model.accounts import Capability
from sync.model.changes import ChangePage, Nudge
from sync.model.collections import Collection
from sync.model.faults import Gone, Unsupported
from sync.model.files import LinkWish, PublicLink, Share, Sharee, ShareWish, Trashed, Version
from sync.model.ids import RemoteId
from sync.model.operations import Landed, RemoteItem, RemoteOperation, UploadFile
from sync.protocols.base import Surroundings
from sync.protocols.nextcloud import besides, entries, sharing, uploading
from sync.protocols.nextcloud.besides import Offers
from sync.protocols.webdav import entries as paths
from sync.protocols.webdav.drive import WebDav
from sync.protocols.webdav.walking import Walking
from sync.transport.dav import hrefs
from sync.transport.dav.xml import D

_DAV = "/remote.php/dav"
_PRINCIPAL = f"{D}current-user-principal"


class Nextcloud(WebDav):
    """Files of one person on a Nextcloud. The endpoint's `path` is that of the instance, where it is not at the top."""

    name: ClassVar[str] = "nextcloud"

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._walking = Walking(
            lambda: self._session.dav,
            surroundings.kept,
            properties=entries.PROPERTIES,
            described=entries.described,
            travelling=True,
        )
        self._user = ""
        self._offers: Offers = Offers()
        self.capabilities |= {Capability.RESUMABLE, Capability.SHARED}

    @property
    def root(self) -> RemoteId:
        """The path of the person's files, with a final slash."""
        return RemoteId(hrefs.canonical(f"{self._base}{_DAV}/files/{self._user}/"))

    async def collections(self) -> Sequence[Collection]:
        """Return the drive with its quota, and see whether the server pushes."""
        await self._who()
        return await super().collections()

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page; nothing where the top's etag is the one of the last walk."""
        await self._who()
        return await super().changes(collection, cursor)

    def noted(self, upload: UploadFile) -> dict[str, str]:
        """Return when the file was changed on this machine: the server keeps it."""
        return {"X-OC-Mtime": str(upload.modified)} if upload.modified > 0 else {}

    async def write(self, operation: RemoteOperation, root: RemoteId, item: RemoteId, headers: dict[str, str]) -> Landed:
        """Write a file's content: at once with its checksum, or in chunks."""
        await self._who()
        payload = operation.payload
        if payload.size > uploading.CHUNK:
            asked = operation.items[0] if operation.items else None
            uploads = hrefs.canonical(f"{self._base}{_DAV}/uploads/{self._user}/")
            return await uploading.in_chunks(self._dav, uploads, operation.id, root, item, asked, payload, headers)
        sums = {"OC-Checksum": await uploading.checksum(payload)}
        return await super().write(operation, root, item, {**headers, **sums})

    async def watch(self) -> AsyncIterator[Nudge]:
        """Yield a nudge whenever the server says that files changed; end at once where it does not push (notify_push)."""
        await self._who()
        address = self._offers.push
        if not address:
            return
        secret = await self.surroundings.secret(False)
        async with self._session.http.websocket(address) as socket:
            await socket.send(self.surroundings.endpoint.user or self.surroundings.account.address)
            await socket.send(secret.value)
            async for message in socket.messages():
                if message.startswith("notify_file"):
                    yield Nudge(self.root)

    async def sign_out(self) -> None:
        """Let the instance forget the password that its page gave (login flow, version 2)."""
        await sharing.ocs(self._dav, "DELETE", f"{self._base}/ocs/v2.php/core/apppassword?format=json")

    async def close(self) -> None:
        """Drop the connections."""
        self._user = ""
        await super().close()

    @property
    def _base(self) -> str:
        return self._session.start.rstrip("/")

    async def _who(self) -> None:
        """Learn who the server knows the person as: not always the name that one signs in with."""
        if self._user:
            return
        try:
            _, found = await self._dav.properties(f"{self._base}{_DAV}/", (_PRINCIPAL,))
        except Gone as fault:
            raise Unsupported("no_home") from fault
        principal = next(iter(found.hrefs(_PRINCIPAL)), "").rstrip("/")
        if not principal:
            raise Unsupported("no_home")
        self._user = principal.rpartition("/")[2]
        self._offers = await besides.offers(self._dav, self._base)
        self.capabilities |= self._offers.capabilities

    # --- beside the tree

    async def versions(self, item: RemoteItem) -> Sequence[Version]:
        """Return the earlier contents of a file, the newest first."""
        return await besides.versions(self._dav, await self._past(item))

    async def version(self, item: RemoteItem, version: str) -> AsyncIterator[bytes]:
        """Yield an earlier content."""
        async with self._dav.open("GET", besides.child(await self._past(item), version)) as stream:
            async for piece in stream.pieces():
                yield piece

    async def restore_version(self, item: RemoteItem, version: str) -> None:
        """Make an earlier content the file's content."""
        base = f"{self._base}{_DAV}/versions/{self._user}"
        await besides.restore_version(self._dav, await self._past(item), version, hrefs.canonical(f"{base}/restore/target"))

    async def trash(self, collection: RemoteId) -> Sequence[Trashed]:
        """Return what was deleted, the latest first."""
        await self._who()
        return await besides.trash(self._dav, f"{self._trashbin}/trash/")

    async def restore(self, collection: RemoteId, trashed: str) -> None:
        """Bring something back to where it was."""
        await self._who()
        await besides.restore(self._dav, self._trashbin, trashed)

    async def purge(self, collection: RemoteId, trashed: str) -> None:
        """Delete something for good."""
        await self._who()
        await besides.purge(self._dav, self._trashbin, trashed)

    async def shares(self, item: RemoteItem) -> Sequence[Share]:
        """Return the people and groups that an entry is shared with."""
        await self._who()
        return await sharing.shares(self._dav, self._base, self._below(item))

    async def sharees(self, text: str) -> Sequence[Sharee]:
        """Return whom something can be shared with."""
        await self._who()
        return await sharing.sharees(self._dav, self._base, text)

    async def share(self, item: RemoteItem, sharee: Sharee, wish: ShareWish) -> Share:
        """Share an entry with somebody."""
        folder = await self._is_folder(item)
        return await sharing.share(self._dav, self._base, self._below(item), sharee, wish, folder=folder)

    async def change_share(self, item: RemoteItem, share: str, wish: ShareWish) -> Share:
        """Let a share be as wished."""
        return await sharing.change_share(self._dav, self._base, share, wish, folder=await self._is_folder(item))

    async def end_share(self, item: RemoteItem, share: str) -> None:
        """End a share."""
        await self.end_link(item, share)

    async def _is_folder(self, item: RemoteItem) -> bool:
        await self._who()
        path = paths.path(self.root, item.item)
        _, found = await self._dav.properties(path, (paths.TYPE,))
        return paths.is_folder(found)

    async def links(self, item: RemoteItem) -> Sequence[PublicLink]:
        """Return the public links of an entry."""
        await self._who()
        return await sharing.links(self._dav, self._base, self._below(item))

    async def make_link(self, item: RemoteItem, wish: LinkWish) -> PublicLink:
        """Share an entry by a new link."""
        await self._who()
        return await sharing.make_link(self._dav, self._base, self._below(item), wish)

    async def end_link(self, item: RemoteItem, link: str) -> None:
        """End a link."""
        await self._who()
        await sharing.end_link(self._dav, self._base, link)

    @property
    def _trashbin(self) -> str:
        return hrefs.canonical(f"{self._base}{_DAV}/trashbin/{self._user}")

    def _below(self, item: RemoteItem) -> str:
        """Return the path of an entry below the drive, as people write it."""
        return "/" + unquote(item.item).strip("/")

    async def _past(self, item: RemoteItem) -> str:
        """Return where the versions of a file are: they go by its number."""
        await self._who()
        _, found = await self._dav.properties(paths.path(self.root, item.item), (besides.ID,))
        number = found.text(besides.ID)
        if not number.isdecimal():
            raise Unsupported("versions")
        return hrefs.canonical(f"{self._base}{_DAV}/versions/{self._user}/versions/{number}/")
