"""The stand-in for a Nextcloud as its own client wants it: what it asks beyond published facts, for measuring alone."""

from __future__ import annotations

import asyncio
import base64
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.servers.authority import Authority
from tests.servers.nextcloud import LOGIN, PASSWORD, USER, FakeNextcloud, Node

_VERSION = {"major": 28, "minor": 0, "micro": 4, "string": "28.0.4", "edition": ""}


class PeerNextcloud(FakeNextcloud):
    """Answers `nextcloudcmd` as well."""

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path == "/status.php":
            return web.json_response(
                {"installed": True, "maintenance": False, "needsDbUpgrade": False, "version": "28.0.4.1",
                 "versionstring": "28.0.4", "edition": "", "productname": "Nextcloud"}
            )  # fmt: skip
        wanted = "Basic " + base64.b64encode(f"{LOGIN}:{PASSWORD}".encode()).decode()
        if request.headers.get("Authorization") != wanted:
            await request.read()
            return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})
        told = self._ocs(request)
        if told is not None:
            meta = {"status": "ok", "statuscode": 200 if "/v2.php" in request.path else 100, "message": "OK"}
            return web.json_response({"ocs": {"meta": meta, "data": told}})
        return await super()._answer(request)

    def _ocs(self, request: web.BaseRequest) -> Any:
        if request.path.endswith("/cloud/capabilities"):
            files = {"bigfilechunking": True, "undelete": True, "versioning": True}
            dav = {"chunking": "1.0", "bulkupload": "1.0"}
            core = {"pollinterval": 60, "webdav-root": "remote.php/webdav"}
            checksums = {"supportedTypes": ["SHA1", "MD5"], "preferredUploadType": "SHA1"}
            return {"version": _VERSION, "capabilities": {"core": core, "files": files, "dav": dav, "checksums": checksums}}
        if request.path.endswith("/cloud/user"):
            return {"id": USER, "display-name": "Alice", "displayname": "Alice", "email": "alice@exemple.fr"}
        return None


@asynccontextmanager
async def running_peer(context: ssl.SSLContext) -> AsyncIterator[PeerNextcloud]:
    """Run one on a free port."""
    server = PeerNextcloud(pushes=False)
    runner = web.ServerRunner(web.Server(server))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        await runner.cleanup()


@dataclass(frozen=True, slots=True)
class Peer:
    """A server in a process of its own, as clients reach it."""

    port: int
    trust: Path
    path: str = f"/remote.php/dav/files/{USER}"


@contextmanager
def peer(folder: Path, count: int) -> Iterator[Peer]:
    """Run a server with so many files of 1,000 octets, a hundred in each folder."""
    command = [sys.executable, "-m", "tests.bench.peer_nextcloud", str(folder), str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port, trust = process.stdout.readline().split(" ", 1)
        yield Peer(int(port), Path(trust.strip()))
        process.terminate()


async def _serve(folder: Path, count: int) -> None:
    authority = Authority(folder)
    async with running_peer(authority.good().context()) as server:
        assert server.root.children is not None
        for number in range(count // 100):
            inside = {f"fichier-{place:03d}.txt": Node(content=b"x" * 1000) for place in range(100)}
            server.root.children[f"dossier-{number:04d}"] = Node(dict(inside), rights="RGDNVCK")
        print(server.port, authority.trust, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
