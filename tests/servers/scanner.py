"""An antivirus in front of a homeserver's files, strict in the answers of matrix-content-scanner, on its address.

The server of that name has to be compiled, so this stands in for it. Whatever is not one of its paths goes on to the homeserver.
A file with `EVIL` in it is not clean.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from vodozemac import Curve25519SecretKey, Message, PkDecryption

from sync.model.faults import Unreadable
from sync.protocols.matrix.crypto.attachments import FileKey, Unsealing
from sync.protocols.matrix.crypto.encoding import from_base64
from tests.servers.ports import HOST
from tests.servers.synapse import Synapse

EVIL = b"EVIL"
BASE = "/_matrix/media_proxy/unstable/"


@dataclass
class Scanner:
    """A running antivirus."""

    synapse: Synapse
    port: int = 0
    secret: Curve25519SecretKey = field(default_factory=Curve25519SecretKey)
    asked: list[str] = field(default_factory=list)
    """What was asked of it: the first part of each path."""
    unreachable: bool = False
    """It cannot reach the files."""

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer as the antivirus, or as the homeserver behind it."""
        if not request.path.startswith(BASE):
            return await self._forward(request)
        what, _, place = request.path.removeprefix(BASE).partition("/")
        self.asked.append(what)
        match request.method, what:
            case "GET", "public_key":
                return web.json_response({"public_key": self.secret.public_key().to_base64()})
            case "GET", "download" | "thumbnail":
                query = f"?{request.query_string}" if request.query_string else ""
                return await self._scanned(request, f"{what}/{place}{query}", None)
            case "POST", "download_encrypted":
                return await self._encrypted(request)
        return web.json_response({"errcode": "M_UNRECOGNIZED", "error": "unknown"}, status=404)

    async def _encrypted(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            body = json.loads(await request.read())
            if set(body) == {"encrypted_body"}:
                body = self._opened(body["encrypted_body"])
            key = FileKey.read(body["file"])
        except ValueError as error:
            return _refused("MCS_BAD_DECRYPTION" if "open" in str(error) else "MCS_MALFORMED_JSON", str(error), 400)
        except (KeyError, TypeError, Unreadable):
            return _refused("MCS_MALFORMED_JSON", "Malformed JSON", 400)
        return await self._scanned(request, f"download/{key.url.removeprefix('mxc://')}", key)

    def _opened(self, sealed: dict[str, str]) -> dict[str, Any]:
        parts = (from_base64(sealed[name]) for name in ("ciphertext", "mac", "ephemeral"))
        try:
            opened = PkDecryption.from_key(self.secret).decrypt(Message(*parts))
        except Exception as error:
            raise ValueError("cannot open what was sealed") from error
        found = json.loads(bytes(opened))
        assert isinstance(found, dict)
        return found

    async def _scanned(self, request: web.BaseRequest, place: str, key: FileKey | None) -> web.StreamResponse:
        if "Authorization" not in request.headers:
            return _refused("M_MISSING_TOKEN", "Missing access token", 401)
        if self.unreachable:
            return _refused("MCS_MEDIA_REQUEST_FAILED", "Failed to request media", 502)
        status, content = await self._ask("GET", f"/_matrix/client/v1/media/{place}", request.headers["Authorization"])
        if status == 404:
            return _refused("M_NOT_FOUND", "File not found", 404)
        if status != 200:
            return _refused("MCS_MEDIA_REQUEST_FAILED", "Failed to request media", 502)
        plain = content
        if key is not None:
            opening = Unsealing(key)
            plain = opening.add(content)
            try:
                opening.finish()
            except Unreadable:
                return _refused("MCS_MEDIA_FAILED_TO_DECRYPT", "Failed to decrypt the file", 400)
        if EVIL in plain:
            return _refused("MCS_MEDIA_NOT_CLEAN", "***VIRUS DETECTED***", 403)
        return web.Response(body=content)

    async def _forward(self, request: web.BaseRequest) -> web.StreamResponse:
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type") if name in request.headers}
        async with self._client() as client, client.request(
            request.method, f"{self.synapse.base}{request.path_qs}", data=await request.read(), headers=headers
        ) as answer:
            kind = answer.headers.get("Content-Type", "application/json").partition(";")[0]
            return web.Response(status=answer.status, body=await answer.read(), content_type=kind)

    async def _ask(self, method: str, path: str, authorization: str) -> tuple[int, bytes]:
        headers = {"Authorization": authorization}
        async with self._client() as client, client.request(method, self.synapse.base + path, headers=headers) as answer:
            return answer.status, await answer.read()

    def _client(self) -> aiohttp.ClientSession:
        trust = ssl.create_default_context(cafile=str(self.synapse.authority.trust))
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trust))


def _refused(errcode: str, error: str, status: int) -> web.Response:
    return web.json_response({"errcode": errcode, "error": error, "reason": errcode}, status=status)


@asynccontextmanager
async def running_scanner(synapse: Synapse) -> AsyncIterator[Scanner]:
    """Run an antivirus in front of a homeserver."""
    scanner = Scanner(synapse)
    runner = web.ServerRunner(web.Server(scanner.answer))
    await runner.setup()
    await web.TCPSite(runner, HOST, 0, ssl_context=synapse.authority.good().context()).start()
    scanner.port = runner.addresses[0][1]
    try:
        yield scanner
    finally:
        await runner.cleanup()
