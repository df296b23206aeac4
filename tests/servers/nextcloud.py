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
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlsplit

from aiohttp import WSMsgType, web

USER, LOGIN, PASSWORD = "uid-4711", "alice@exemple.fr", "app-mot-de-passe"
_FILES, _UPLOADS = f"/remote.php/dav/files/{USER}/", f"/remote.php/dav/uploads/{USER}/"
_TRASH, _VERSIONS = f"/remote.php/dav/trashbin/{USER}/", f"/remote.php/dav/versions/{USER}/"
_SHARES = "/ocs/v2.php/apps/files_sharing/api/v1/shares"
_SHAREES = "/ocs/v2.php/apps/files_sharing/api/v1/sharees"
PEOPLE = (("bob-12", "Bob Le Goff"), ("claire-3", "Claire Morvan"))
GROUPS = (("icpe", "Équipe ICPE"),)
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
    trash: dict[str, tuple[list[str], int, Node]] = field(default_factory=dict)
    past: dict[int, dict[str, bytes]] = field(default_factory=dict)
    links: dict[str, dict[str, object]] = field(default_factory=dict)
    flows: dict[str, bool] = field(default_factory=dict)
    """Sign-ins by page, and whether the person said yes."""
    given_back: bool = False
    """Whether the password was given back: it is good for nothing then."""
    beside: bool = True
    """Whether the instance keeps trash and versions, and shares by links."""
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
        if request.path.startswith("/index.php/login/v2"):
            return await self._login(request)
        if request.headers.get("Authorization") != wanted or self.given_back:
            await request.read()
            return web.Response(status=401)
        canned = self.fail(request)
        if canned is not None:
            await request.read()
            return canned
        if request.path == "/ocs/v2.php/core/apppassword" and request.method == "DELETE":
            self.given_back = True
            return web.json_response({"ocs": {"meta": {"statuscode": 200, "message": "OK"}, "data": []}})
        if request.path == "/ocs/v2.php/cloud/capabilities":
            return self._capabilities(request)
        if request.path == "/remote.php/dav/" and request.method == "PROPFIND":
            return _multistatus(f"""<d:response><d:href>/remote.php/dav/</d:href><d:propstat><d:prop><d:current-user-principal>
                <d:href>/remote.php/dav/principals/users/{USER}/</d:href></d:current-user-principal></d:prop>
                <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>""")
        if request.path == _SHAREES:
            await request.read()
            return self._sharees(request)
        if request.path == _SHARES or request.path.startswith(f"{_SHARES}/"):
            return await self._shares(request)
        if request.raw_path.startswith(_TRASH):
            return await self._trashbin(request, _parts(request.raw_path, _TRASH))
        if request.raw_path.startswith(_VERSIONS):
            return await self._versions(request, _parts(request.raw_path, _VERSIONS))
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
        told = {
            "notify_push": push,
            "files": {"undelete": self.beside, "versioning": self.beside},
            "files_sharing": {"api_enabled": self.beside, "public": {"enabled": self.beside}},
        }
        return web.json_response({"ocs": {"data": {"capabilities": told}}})

    async def _login(self, request: web.BaseRequest) -> web.Response:
        """The login flow, version 2: a page to open, and where to ask whether the person is done."""
        body = (await request.read()).decode()
        if request.method != "POST":
            return self._no(request)
        base = f"https://localhost:{self.port}/index.php/login/v2"
        if request.path == "/index.php/login/v2":
            self.flows[f"jeton-{next(_numbers)}"] = False
            token = list(self.flows)[-1]
            return web.json_response({"poll": {"token": token, "endpoint": f"{base}/poll"}, "login": f"{base}/flow/{token}"})
        token = dict(parse_qsl(body)).get("token", "")
        if request.path != "/index.php/login/v2/poll" or token not in self.flows:
            return web.Response(status=404)
        if not self.flows[token]:
            return web.Response(status=404)
        del self.flows[token]
        return web.json_response(
            {"server": f"https://localhost:{self.port}", "loginName": LOGIN, "appPassword": PASSWORD}
        )

    def accept(self, page: str) -> None:
        """What the person does in the browser: say yes on the page."""
        token = page.rpartition("/")[2]
        assert token in self.flows
        self.flows[token] = True

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
        elif self.beside and node.content:
            self.past.setdefault(node.number, {})[str(1_790_000_000 + next(_numbers))] = node.content
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
        node = above.children.pop(path[-1])
        if self.beside:
            moment = 1_790_000_000 + next(_numbers)
            self.trash[f"{path[-1]}.d{moment}"] = path, moment, node
        self.changed(path)
        return web.Response(status=204)

    async def _trashbin(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        await request.read()
        known = self.trash.get(path[1]) if len(path) == 2 and path[0] == "trash" else None
        if request.method == "PROPFIND" and path == ["trash"] and request.headers.get("Depth") == "1":
            inside = "".join(
                _listed(f"{_TRASH}trash/{quote(name)}", node, f"""<n:trashbin-filename>{where[-1]}</n:trashbin-filename>
                    <n:trashbin-original-location>{"/".join(where)}</n:trashbin-original-location>
                    <n:trashbin-deletion-time>{moment}</n:trashbin-deletion-time>""")
                for name, (where, moment, node) in self.trash.items()
            )  # fmt: skip
            return _multistatus(_listed(f"{_TRASH}trash/", Node({}), "") + inside)
        if request.method == "DELETE" and len(path) == 2:
            return web.Response(status=204 if self.trash.pop(path[1], None) else 404)
        target = _parts(urlsplit(request.headers.get("Destination", "")).path, _TRASH)
        if request.method != "MOVE" or target[:1] != ["restore"]:
            return self._no(request)
        if known is None:
            return web.Response(status=404)
        where, _, node = known
        above = self.find(where[:-1])
        folder = above if above is not None and above.children is not None else self.root
        assert folder.children is not None
        if where[-1] in folder.children:
            return web.Response(status=412)
        folder.children[where[-1]] = node
        del self.trash[path[1]]
        self.changed(where)
        return web.Response(status=201)

    async def _versions(self, request: web.BaseRequest, path: list[str]) -> web.Response:
        await request.read()
        if path[0] != "versions" or len(path) not in (2, 3) or not path[1].isdecimal():
            return self._no(request)
        past = self.past.get(int(path[1]), {})
        if request.method == "PROPFIND" and len(path) == 2:
            base = f"{_VERSIONS}versions/{path[1]}/"
            inside = "".join(_listed(f"{base}{name}", Node(content=octets), "") for name, octets in past.items())
            return _multistatus(_listed(base, Node({}), "") + inside)
        if len(path) == 3 and path[2] not in past:
            return web.Response(status=404)
        if request.method == "GET" and len(path) == 3:
            return web.Response(body=past[path[2]])
        target = _parts(urlsplit(request.headers.get("Destination", "")).path, _VERSIONS)
        if request.method != "MOVE" or target != ["restore", "target"]:
            return self._no(request)
        node, where = self._numbered(int(path[1]), self.root, [])
        octets = past.pop(path[2])
        past[str(1_790_000_000 + next(_numbers))] = node.content
        node.content = octets
        node.touch()
        self.changed(where)
        return web.Response(status=201)

    def _numbered(self, number: int, at: Node, path: list[str]) -> tuple[Node, list[str]]:
        for name, child in (at.children or {}).items():
            if child.number == number:
                return child, [*path, name]
            if child.children is not None:
                with suppress(LookupError):
                    return self._numbered(number, child, [*path, name])
        raise LookupError(number)

    async def _shares(self, request: web.BaseRequest) -> web.Response:
        body = (await request.read()).decode()
        if request.headers.get("OCS-APIRequest") != "true" or request.query.get("format") != "json":
            return self._no(request)

        def said(data: object, status: int = 200, message: str = "OK") -> web.Response:
            return web.json_response({"ocs": {"meta": {"statuscode": status, "message": message}, "data": data}})

        if request.method == "GET":
            wanted = request.query.get("path", "")
            return said([one for one in self.links.values() if one["path"] == wanted])
        if request.method == "PUT":
            return self._change_share(request.path.rpartition("/")[2], dict(parse_qsl(body, keep_blank_values=True)), said)
        if request.method == "DELETE":
            return said([]) if self.links.pop(request.path.rpartition("/")[2], None) else web.Response(status=404)
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        node = self.find([part for part in asked.get("path", "").split("/") if part])
        kind, who = asked.get("shareType"), asked.get("shareWith", "")
        if request.method != "POST" or node is None or kind not in ("0", "1", "3") or (kind != "3") != bool(who):
            return self._no(request)
        rights = int(asked["permissions"])
        if node.children is None and kind != "3" and rights & 12:  # what is inside is for folders alone
            return self._no(request)
        if "expireDate" in asked and asked["expireDate"] < "2026-11-25":
            return said(None, 404, "Expiration date is in the past")
        number = str(next(_numbers))
        self.links[number] = {
            "id": number, "share_type": int(kind), "path": asked["path"], "permissions": rights,
            "url": f"https://localhost:{self.port}/s/{number}", "password": "***" if "password" in asked else None,
            "share_with": who or None, "share_with_displayname": dict(PEOPLE).get(who, who),
            "expiration": f"{asked['expireDate']} 00:00:00" if "expireDate" in asked else None,
        }  # fmt: skip
        return said(self.links[number])

    def _change_share(self, number: str, asked: dict[str, str], said: Callable[..., web.Response]) -> web.Response:
        known = self.links.get(number)
        if known is None:
            return web.Response(status=404)
        if len(asked) != 1:  # one thing at a time, says the manual
            return said(None, 400, "Wrong or no update parameter given")
        for name, value in asked.items():
            match name:
                case "permissions":
                    known["permissions"] = int(value)
                case "expireDate":
                    known["expiration"] = f"{value} 00:00:00" if value else None
                case "password":
                    known["password"] = "***"
                case _:
                    return said(None, 400, "Wrong or no update parameter given")
        return said(known)

    def _sharees(self, request: web.BaseRequest) -> web.Response:
        if request.headers.get("OCS-APIRequest") != "true" or request.query.get("itemType") not in ("file", "folder"):
            return self._no(request)
        text = request.query.get("search", "").casefold()

        def told(kind: int, *, exact: bool) -> list[dict[str, object]]:
            return [
                {"label": name, "value": {"shareType": kind, "shareWith": number}}
                for number, name in (PEOPLE, GROUPS)[kind]
                if (text == name.casefold() if exact else text in name.casefold() and text != name.casefold())
            ]

        exact = {"users": told(0, exact=True), "groups": told(1, exact=True)}
        data = {"exact": exact, "users": told(0, exact=False), "groups": told(1, exact=False), "lookupEnabled": False}
        return web.json_response({"ocs": {"meta": {"statuscode": 200, "message": "OK"}, "data": data}})

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
        <d:getetag>&quot;{node.etag}&quot;</d:getetag><oc:fileid>{node.number}</oc:fileid>
        <oc:id>{node.number:08d}oc1a2b</oc:id><oc:size>{node.size}</oc:size>
        <d:getlastmodified>{formatdate(node.modified, usegmt=True)}</d:getlastmodified>
        <oc:permissions>{"RGDNVCK" if folder else node.rights}</oc:permissions><d:quota-used-bytes>10</d:quota-used-bytes>
        <d:quota-available-bytes>90</d:quota-available-bytes></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
        </d:response>"""


def _listed(href: str, node: Node, more: str) -> str:
    kind = "<d:collection/>" if node.children is not None else ""
    return f"""<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:resourcetype>{kind}</d:resourcetype>{more}
        <d:getcontentlength>{len(node.content)}</d:getcontentlength><oc:size>{node.size}</oc:size></d:prop>
        <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"""


def _multistatus(inside: str) -> web.Response:
    body = f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:n="http://nextcloud.org/ns">{inside}</d:multistatus>'
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
