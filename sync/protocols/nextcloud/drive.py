"""The five verbs over a Nextcloud's files.

Only folders whose etag changed are looked into, large files go up in chunks, and changes are pushed where notify_push runs.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar
from urllib.parse import urlsplit

from sync.model.accounts import Capability
from sync.model.changes import ChangePage, Nudge
from sync.model.collections import Collection
from sync.model.faults import Fault, Gone, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import Landed, RemoteOperation, UploadFile
from sync.protocols.base import Surroundings
from sync.protocols.nextcloud import entries, uploading
from sync.protocols.webdav.drive import WebDav
from sync.protocols.webdav.walking import Walking
from sync.transport.dav import hrefs
from sync.transport.dav.xml import D

_DAV = "/remote.php/dav"
_CAPABILITIES = "/ocs/v2.php/cloud/capabilities?format=json"
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
        address = await self._push_address()
        if not address:
            return
        secret = await self.surroundings.secret(False)
        async with self._session.http.websocket(address) as socket:
            await socket.send(self.surroundings.endpoint.user or self.surroundings.account.address)
            await socket.send(secret.value)
            async for message in socket.messages():
                if message.startswith("notify_file"):
                    yield Nudge(self.root)

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
        if await self._push_address():
            self.capabilities |= {Capability.PUSH}

    async def _push_address(self) -> str:
        """Return where the server pushes, on its own host alone; empty: it does not."""
        with contextlib.suppress(Fault, ValueError, LookupError, AttributeError, TypeError):
            headers = {"OCS-APIRequest": "true", "Accept": "application/json"}
            done = await self._dav.request("GET", f"{self._base}{_CAPABILITIES}", headers=headers)
            found = json.loads(done.body)["ocs"]["data"]["capabilities"].get("notify_push", {})
            address = str(found.get("endpoints", {}).get("websocket", ""))
            if urlsplit(address).scheme == "wss" and "files" in found.get("type", ["files"]):
                return address
        return ""

