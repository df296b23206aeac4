"""Files of the media store: fetched and opened; through an antivirus in front of it, where the server has one.

The antivirus is matrix-content-scanner. It gets the key of an encrypted file sealed for itself alone, so
that nobody between reads it, and answers with the file as it was stored. Without one: client-server API, "Content repository".
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import quote

from vodozemac import Curve25519PublicKey, PkEncryption

from sync.model.changes import Chunk
from sync.model.faults import Gone, Rejected, Transient, Unreadable, Unsupported
from sync.model.ids import RemoteId
from sync.protocols.matrix.client import Homeserver
from sync.protocols.matrix.crypto.attachments import FileKey, Unsealing
from sync.protocols.matrix.crypto.encoding import Json, canonical, text, to_base64
from sync.transport.http import Stream

SCANNED = "scanned"
"""Value of the endpoint's parameter `media` where files are to be had through the antivirus alone."""
_STORE = "/_matrix/client/v1/media"
_SCANNER = "/_matrix/media_proxy/unstable"
_SMALL = "width=96&height=96&method=crop"


class Media:
    """Of one account on its homeserver."""

    def __init__(self, server: Homeserver, *, scanned: bool) -> None:
        self._server = server
        self._scanned = scanned
        self._scanner_key = ""

    async def file(self, item: RemoteId, *, small: bool) -> AsyncIterator[Chunk]:
        """Bring a file by its address, or by the text that also holds its key; `small`: a smaller picture, where one is made.

        Raises `Unreadable("media_address")`, `Unreadable("wrong_hash")` after the last piece of a file that is not the one that
        was posted, and `Rejected("media_not_clean")` where the antivirus does not let it through.
        """
        source: Json | None = json.loads(item) if item.startswith("{") else None
        key = FileKey.read(source) if source is not None else None
        url = key.url if key is not None else str(item)
        server, _, name = url.removeprefix("mxc://").partition("/")
        if not url.startswith("mxc://") or not server or not name:
            raise Unreadable("media_address")
        place = f"{quote(server, safe='')}/{quote(name, safe='')}"
        if small and key is None:
            content = await self._smaller(place)
            if content is not None:
                yield Chunk(item, content, True)
                return
        opening = Unsealing(key) if key is not None else None
        async with self._opened(place, source) as stream:
            async for piece in stream.pieces():
                yield Chunk(item, opening.add(piece) if opening is not None else piece, False)
        if opening is not None:
            opening.finish()
        yield Chunk(item, b"", True)

    async def _smaller(self, place: str) -> bytes | None:
        """Return the smaller picture that the server makes; None for kinds that it makes none of."""
        where = f"{_SCANNER if self._scanned else _STORE}/thumbnail/{place}?{_SMALL}"
        try:
            async with self._server.download(where) as stream:
                return b"".join([piece async for piece in stream.pieces()])
        except (Gone, Rejected, Unsupported, Transient) as fault:
            if fault.code == "media_not_clean":
                raise
            return None

    @asynccontextmanager
    async def _opened(self, place: str, source: Json | None) -> AsyncIterator[Stream]:
        if source is None or not self._scanned:
            async with self._server.download(f"{_SCANNER if self._scanned else _STORE}/download/{place}") as stream:
                yield stream
            return
        async with AsyncExitStack() as stack:
            try:
                sealed = await self._sealed(source)
                stream = await stack.enter_async_context(self._server.download(f"{_SCANNER}/download_encrypted", sealed))
            except Rejected as fault:
                if fault.code != "media_scanner_key":
                    raise
                self._scanner_key = ""  # it has another one by now
                sealed = await self._sealed(source)
                stream = await stack.enter_async_context(self._server.download(f"{_SCANNER}/download_encrypted", sealed))
            yield stream

    async def _sealed(self, source: Json) -> Json:
        """Return the key of a file, for the antivirus alone to read."""
        if not self._scanner_key:
            told = await self._server.ask("GET", f"{_SCANNER}/public_key")
            self._scanner_key = text(told, "public_key")
        try:
            public = PkEncryption.from_key(Curve25519PublicKey.from_base64(self._scanner_key))
        except ValueError as error:
            self._scanner_key = ""
            raise Unreadable("media_scanner_key") from error
        sealed = public.encrypt(canonical({"file": source}))
        return {
            "encrypted_body": {
                "ciphertext": to_base64(bytes(sealed.ciphertext)),
                "mac": to_base64(bytes(sealed.mac)),
                "ephemeral": to_base64(bytes(sealed.ephemeral_key)),
            }
        }
