"""A strict stand-in for a Nextcloud, written from published facts: what they do not contain is refused, and remembered.

Files with ids, etags that travel up to the root, conditions, ranges, uploads in chunks (v2), capabilities over OCS, notify_push.
Chunks may be as small as `smallest`, so that tests need not send megabytes.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from aiohttp import WSMsgType, web

USER, LOGIN, PASSWORD = "uid-4711", "alice@exemple.fr", "app-mot-de-passe"
_FILES, _UPLOADS = f"/remote.php/dav/files/{USER}/", f"/remote.php/dav/uploads/{USER}/"
_numbers = itertools.count(1)


@dataclass
class Node:
    """A file, or a folder where `children` is not None."""

    children: dict[str, Node] | None = None
    content: bytes = b""
    etag: str = ""
    number: int = 0
    modified: int = 1_790_000_000
    rights: str = "RGDNVW"

    def __post_init__(self) -> None:
        self.number = next(_numbers)
        self.touch()

    def touch(self) -> None:
        self.etag = f"{next(_numbers):013x}"

    @property
    def size(self) -> int:
        return sum(child.size for child in self.children.values()) if self.children is not None else len(self.content)


@dataclass
class FakeNextcloud:
    """The state of the server. `unknown` lists requests that no published fact describes: a test wants it empty."""

    port: int = 0
    root: Node = field(default_factory=lambda: Node({}))
    uploads: dict[str, tuple[str, dict[str, bytes]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    pushes: bool = True
    smallest: int = 1
    listeners: set[web.WebSocketResponse] = field(default_factory=set)
    listening: asyncio.Event = field(default_factory=asyncio.Event)
    losing: int = 0
    """How many of the next answers are lost after their request took effect."""
    off: bool = False
    """Every connection is dropped at once."""
    fail: Callable[[web.BaseRequest], web.Response | None] = lambda _: None

    # --- the tree ---

    def find(self, path: list[str]) -> Node | None:
        node: Node | None = self.root
        for name in path:
            node = node.children.get(name) if node is not None and node.children is not None else None
        return node

    def changed(self, path: list[str]) -> None:
        """Let the etags of everything above a path change."""
        for depth in range(len(path)):
            node = self.find(path[:depth])
            assert node is not None
            node.touch()

    async def tell(self) -> None:
        for socket in tuple(self.listeners):
            await socket.send_str("notify_file")

    # --- requests ---

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        if self.off:
            request.transport.abort()
            return web.Response()
        answer = await self._answer(request)
        if self.losing and request.method != "PROPFIND":
            self.losing -= 1
            request.transport.abort()
        return answer

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(f"{request.method} {request.path}")
        wanted = "Basic " + base64.b64encode(f"{LOGIN}:{PASSWORD}".encode()).decode()
        if request.path == "/push/ws":
            return await self._push(request)
        if request.headers.get("Authorization") != wanted:
            await request.read()
            return web.Response(status=401)
        canned = self.fail(request)
        if canned is not None:
            await request.read()
            return canned
        if request.path == "/ocs/v2.php/cloud/capabilities":
            return self._capabilities(request)
        if request.path == "/remote.php/dav/" and request.method == "PROPFIND":
            return _multistatus(f"""<d:response><d:href>/remote.php/dav/</d:href><d:propstat><d:prop><d:current-user-principal>
                <d:href>/remote.php/dav/principals/users/{USER}/</d:href></d:current-user-principal></d:prop>
                <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>""")
        if request.raw_path.startswith(_UPLOADS):
            return await self._upload(request)
        if request.raw_path.startswith(_FILES):
            answer = getattr(self, f"_{request.method.lower()}", None)
            if answer is not None:
                found: web.StreamResponse = await answer(request, _parts(request.raw_path, _FILES))
                return found
        return self._no(request)

    def _no(self, request: web.BaseRequest) -> web.Response:
        self.unknown.append(f"{request.method} {request.path}")
        return web.Response(status=400)

    def _capabilities(self, request: web.BaseRequest) -> web.Response:
        if request.headers.get("OCS-APIRequest") != "true":
            return self._no(request)
        push = {"type": ["files"], "endpoints": {"websocket": f"wss://localhost:{self.port}/push/ws"}} if self.pushes else {}
        return web.json_response({"ocs": {"data": {"capabilities": {"notify_push": push}}}})

    async def _push(self, request: web.BaseRequest) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if (await socket.receive_str(), await socket.receive_str()) != (LOGIN, PASSWORD):
            await socket.send_str("err: Invalid credentials")
            await socket.close()
            return socket
        await socket.send_str("authenticated")
        self.listeners.add(socket)
        self.listening.set()
        async for message in socket:
            assert message.type is WSMsgType.TEXT
        self.listeners.discard(socket)
        return socket

    async def _options(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        return web.Response(headers={"DAV": "1, 3, extended-mkcol"})

    async def _propfind(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        depth = request.headers.get("Depth")
        node = self.find(path)
        if node is None:
            return web.Response(status=404)
        if depth not in ("0", "1"):
            return self._no(request)
        found = [(path, node)]
        if depth == "1" and node.children is not None:
            found += [([*path, name], child) for name, child in node.children.items()]
        return _multistatus("".join(_described(_FILES, *one) for one in found))

    async def _get(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        node = self.find(path)
        if node is None or node.children is not None:
            return web.Response(status=404)
        content, status = node.content, 200
        start = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        if start is not None:
            if int(start.group(1)) >= len(content):
                return web.Response(status=416)
            content, status = content[int(start.group(1)) :], 206
        return web.Response(status=status, body=content, headers={"ETag": f'"{node.etag}"', "OC-ETag": f'"{node.etag}"'})

    async def _put(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        content = await request.read()
        if len(content) != int(request.headers["Content-Length"]):
            return self._no(request)
        return self._write(request, path, content)

    def _write(self, request: web.BaseRequest, path: list[str], content: bytes) -> web.Response:
        above, node = self.find(path[:-1]), self.find(path)
        if above is None or above.children is None:
            return web.Response(status=409)
        given = request.headers
        if given.get("If-None-Match") == "*" and node is not None:
            return web.Response(status=412)
        if "If-Match" in given and (node is None or given["If-Match"] != f'"{node.etag}"'):
            return web.Response(status=412)
        created = node is None
        if node is None:
            node = above.children[path[-1]] = Node()
        node.content = content
        node.modified = int(given.get("X-OC-Mtime", node.modified))
        node.touch()
        self.changed(path)
        headers = {"ETag": f'"{node.etag}"', "OC-ETag": f'"{node.etag}"'}
        return web.Response(status=201 if created else 204, headers=headers)

    async def _mkcol(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        above = self.find(path[:-1])
        if above is None or above.children is None:
            return web.Response(status=409)
        if path[-1] in above.children:
            return web.Response(status=405)
        above.children[path[-1]] = Node({}, rights="RGDNVCK")
        self.changed(path)
        return web.Response(status=201)

    async def _delete(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        above = self.find(path[:-1])
        if self.find(path) is None or above is None or above.children is None:
            return web.Response(status=404)
        del above.children[path[-1]]
        self.changed(path)
        return web.Response(status=204)

    async def _move(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        target = _parts(urlsplit(request.headers["Destination"]).path, _FILES)
        node, above, there = self.find(path), self.find(path[:-1]), self.find(target[:-1])
        if node is None or above is None or above.children is None:
            return web.Response(status=404)
        if there is None or there.children is None:
            return web.Response(status=409)
        if target[-1] in there.children and request.headers.get("Overwrite") == "F":
            return web.Response(status=412)
        there.children[target[-1]] = above.children.pop(path[-1])
        self.changed(path)
        self.changed(target)
        return web.Response(status=201)

    async def _upload(self, request: web.BaseRequest) -> web.Response:
        parts = _parts(request.raw_path, _UPLOADS)
        name, known = parts[0], self.uploads.get(parts[0])
        destination = request.headers.get("Destination", "")
        content = await request.read()
        if request.method == "PROPFIND":
            if known is None:
                return web.Response(status=404)
            chunks = ((["", chunk], Node(content=octets)) for chunk, octets in known[1].items())
            inside = "".join(_described(f"{_UPLOADS}{name}", path, node) for path, node in chunks)
            return _multistatus(_described(f"{_UPLOADS}{name}", [], Node({})) + inside)
        if request.method == "MKCOL" and len(parts) == 1 and destination:
            if known is not None:
                return web.Response(status=405)
            self.uploads[name] = (destination, {})
            return web.Response(status=201)
        if request.method == "DELETE" and len(parts) == 1:
            self.uploads.pop(name, None)
            return web.Response(status=204)
        if known is None or destination != known[0] or "OC-Total-Length" not in request.headers:
            return self._no(request)
        if request.method == "PUT" and re.fullmatch(r"\d{5}", parts[1]) and 1 <= int(parts[1]) <= 10_000:
            if len(content) != int(request.headers["Content-Length"]):
                return web.Response(status=400)
            known[1][parts[1]] = content
            return web.Response(status=201)
        if request.method == "MOVE" and parts[1] == ".file":
            return self._assemble(request, name, known)
        return self._no(request)

    def _assemble(self, request: web.BaseRequest, name: str, known: tuple[str, dict[str, bytes]]) -> web.Response:
        ordered = [known[1][number] for number in sorted(known[1])]
        if any(len(chunk) < self.smallest for chunk in ordered[:-1]):
            return self._no(request)
        if sum(map(len, ordered)) != int(request.headers["OC-Total-Length"]):
            return web.Response(status=400)
        path = _parts(urlsplit(known[0]).path, _FILES)
        node = self.find(path)
        condition = re.fullmatch(r'<([^>]+)> \(\["([^"]+)"\]\)', request.headers.get("If", ""))
        if "If" in request.headers and (condition is None or node is None or condition.groups() != (known[0], node.etag)):
            return web.Response(status=412)
        if request.headers.get("Overwrite") == "F" and node is not None:
            return web.Response(status=412)
        answer = self._write(request, path, b"".join(ordered))
        if answer.status < 300:
            del self.uploads[name]
        return answer


def _parts(raw_path: str, base: str) -> list[str]:
    return [unquote(part) for part in raw_path[len(base) :].split("/") if part]


def _described(base: str, path: list[str], node: Node) -> str:
    folder = node.children is not None
    href = base.rstrip("/") + "".join(f"/{quote(name)}" for name in path if name) + ("/" if folder else "")
    length = "" if folder else f"<d:getcontentlength>{len(node.content)}</d:getcontentlength>"
    kind = "<d:collection/>" if folder else ""
    return f"""<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:resourcetype>{kind}</d:resourcetype>{length}
        <d:getetag>&quot;{node.etag}&quot;</d:getetag><oc:fileid>{node.number}</oc:fileid><oc:size>{node.size}</oc:size>
        <oc:permissions>{"RGDNVCK" if folder else node.rights}</oc:permissions><d:quota-used-bytes>10</d:quota-used-bytes>
        <d:quota-available-bytes>90</d:quota-available-bytes></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
        </d:response>"""


def _multistatus(inside: str) -> web.Response:
    body = f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">{inside}</d:multistatus>'
    return web.Response(status=207, text=body, content_type="application/xml")


@asynccontextmanager
async def running_nextcloud(context: ssl.SSLContext) -> AsyncIterator[FakeNextcloud]:
    """Run a stand-in on a free port."""
    server = FakeNextcloud()
    runner = web.ServerRunner(web.Server(server))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        for socket in tuple(server.listeners):
            await socket.close()
        await runner.cleanup()
