"""A simulator of a Cozy's files, written from the published documentation of cozy-stack; it refuses whatever is not in it.

Sources: docs/files.md, docs/auth.md and docs/realtime.md of github.com/cozy/cozy-stack (2026), confidence: high, but nothing of
it was exchanged with a real Cozy. Every endpoint, query parameter, header that matters and attribute is one of the documentation;
anything else is noted in `wrong` and answered 500, and the fixture fails on it.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import json
import random
import secrets
import urllib.request
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from aiohttp import WSMsgType, web

from tests.servers.authority import Authority
from tests.servers.ports import HOST

ROOT, TRASH = "io.cozy.files.root-dir", "io.cozy.files.trash-dir"
JSON_API = "application/vnd.api+json"
DAY = "2026-11-25T10:00:00.123456789Z"


class Undocumented(Exception):
    """Something that the documentation does not contain."""


@dataclass
class Node:
    """A file or folder."""

    id: str
    name: str
    parent: str
    content: bytes | None = None
    mime: str = ""
    generation: int = 1
    restore: str = ""
    past: dict[str, bytes] = field(default_factory=dict)
    """Earlier contents by the revision that they had."""

    @property
    def rev(self) -> str:
        return f"{self.generation}-{hashlib.sha1(f'{self.id}{self.generation}'.encode()).hexdigest()[:12]}"

    @property
    def md5(self) -> str:
        return base64.b64encode(hashlib.md5(self.content or b"").digest()).decode()


@dataclass
class Cozy:
    """One person's Cozy. `page` is how many changes it tells at once, whatever is asked for; `busy` how many requests it puts
    off; `unsteady` the chance that it does so by itself."""

    page: int = 1
    token: str = "jeton"
    busy: int = 0
    unsteady: float = 0.0
    lose_next: bool = False
    dead: bool = False
    port: int = 0
    nodes: dict[str, Node] = field(default_factory=dict)
    feed: list[tuple[int, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    subscribed: list[web.WebSocketResponse] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    clients: dict[str, dict[str, Any]] = field(default_factory=dict)
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._seq = 0
        self.before: dict[str, str] = {}
        self._dice = random.Random(7)
        for item, name, parent in ((ROOT, "", ""), (TRASH, ".cozy_trash", ROOT)):
            self.nodes[item] = Node(item, name, parent)
            self._tell(item)

    # --- the files

    def path(self, item: str) -> str:
        node = self.nodes[item]
        return "/" if item == ROOT else f"{self.path(node.parent).rstrip('/')}/{node.name}"

    def trashed(self, item: str) -> bool:
        return item != ROOT and (self.nodes[item].parent == TRASH or self.trashed(self.nodes[item].parent))

    def _tell(self, item: str) -> None:
        """A document is in the feed once, at its latest change."""
        self._seq += 1
        self.feed = [(seq, one) for seq, one in self.feed if one != item] + [(self._seq, item)]
        for socket in self.subscribed:
            event = {"event": "UPDATED", "payload": {"type": "io.cozy.files", "id": item}}
            self._sending = asyncio.ensure_future(socket.send_json(event))

    def _touch(self, item: str) -> None:
        self.nodes[item].generation += 1
        self._tell(item)

    def _attributes(self, node: Node) -> dict[str, Any]:
        common = {"name": node.name, "created_at": DAY, "updated_at": DAY, "tags": []}
        if node.content is None:
            return {"type": "directory", "path": self.path(node.id), **common}
        return {
            "type": "file", "trashed": self.trashed(node.id), "md5sum": node.md5, "size": len(node.content),
            "executable": False, "class": "document", "mime": node.mime, **common,
        }  # fmt: skip

    def _document(self, item: str) -> dict[str, Any]:
        node = self.nodes[item]
        found: dict[str, Any] = {
            "type": "io.cozy.files", "id": item, "meta": {"rev": node.rev}, "attributes": self._attributes(node),
            "links": {"self": f"/files/{item}"},
        }  # fmt: skip
        if item != ROOT:
            parent = {
                "links": {"related": f"/files/{node.parent}"},
                "data": {"type": "io.cozy.files", "id": node.parent},
            }
            found["relationships"] = {"parent": parent}
        return found

    async def accept(self, address: str) -> None:
        """What the person and their browser do: say yes on the Cozy's page at `address`, and come back."""
        parts = urlsplit(address)
        assert (parts.hostname, parts.port, parts.path) == ("localhost", self.port, "/auth/authorize")
        answer = self._auth("GET", ["authorize"], dict(parse_qsl(parts.query)), b"")
        assert answer.status == 302
        await asyncio.to_thread(lambda: urllib.request.urlopen(answer.headers["Location"], timeout=10).read())

    def _child(self, parent: str, name: str) -> str | None:
        return next((one.id for one in self.nodes.values() if one.parent == parent and one.name == name), None)

    # --- the wire

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        self.asked.append(f"{request.method} {request.path}")
        if self.dead:
            return self._cut(request)
        if self.busy or (self.unsteady and self._dice.random() < self.unsteady):
            self.busy = max(0, self.busy - 1)
            return web.Response(status=429, headers={"Retry-After": "1"})
        changes = request.method in ("POST", "PUT", "PATCH", "DELETE")
        try:
            body = b"".join([piece async for piece in request.content.iter_any()])
            said = await self._route(request, body)
        except Undocumented as found:
            self.wrong.append(f"{request.method} {request.path_qs}: {found}")
            return web.Response(status=500)
        if changes and self.lose_next and said.status < 300:
            self.lose_next = False
            return self._cut(request)
        return said

    def _cut(self, request: web.BaseRequest) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def _route(self, request: web.BaseRequest, body: bytes) -> web.StreamResponse:
        parts = [unquote(one) for one in urlsplit(request.raw_path).path.strip("/").split("/")]
        pairs = parse_qsl(
            urlsplit(request.raw_path).query,
            keep_blank_values=True,
            strict_parsing=bool(urlsplit(request.raw_path).query),
        )
        query = dict(pairs)
        if parts[0] == "realtime":
            return await self._realtime(request)
        if parts[0] == "auth":
            return self._auth(request.method, parts[1:], query, body)
        if parts[0] != "files":
            raise Undocumented("no such place")
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.Response(status=401)
        match request.method, parts[1:]:
            case "GET", ["_changes"]:
                return self._changes(query)
            case "GET", ["metadata"]:
                _only(query, {"Path"})
                return self._at(query["Path"])
            case "GET", ["download", item]:
                _only(query, set())
                node = self.nodes.get(item)
                if node is None or node.content is None:
                    return _error(404)
                return web.Response(body=node.content, content_type="application/octet-stream")
            case "GET", ["download", item, version]:
                _only(query, set())
                content = self.nodes[item].past.get(version) if item in self.nodes else None
                return _error(404) if content is None else web.Response(body=content, content_type="application/octet-stream")
            case "POST", ["revert", item, version]:
                return self._revert(item, version)
            case "GET", ["trash"]:
                _json_wanted(request)
                return self._trash(query)
            case "POST", ["trash", item]:
                return self._restore(item)
            case "DELETE", ["trash", item]:
                return self._purge(item)
            case "GET", [item]:
                _only(query, set())
                _json_wanted(request)
                return self._one(item)
            case "POST", [parent]:
                return self._create(request, parent, query, body)
            case "PUT", [item]:
                _only(query, set())
                return self._overwrite(request, item, body)
            case "PATCH", [item]:
                _only(query, set())
                return self._patch(request, item, body)
            case "DELETE", [item]:
                _only(query, set())
                return self._delete(request, item)
        raise Undocumented("no such endpoint")

    def _changes(self, query: dict[str, str]) -> web.Response:
        _only(query, {"since", "limit", "include_docs", "fields", "skip_deleted", "skip_trashed", "include_file_path"})
        since = query.get("since", "0-start")
        number = since.partition("-")[0]
        if not number.isdigit():
            return _error(400)
        fields = set(query["fields"].split(",")) if "fields" in query else None
        left = [(seq, item) for seq, item in self.feed if seq > int(number)]
        some = left[: min(self.page, int(query.get("limit", "100000")))]
        results = []
        for seq, item in some:
            result: dict[str, Any] = {"id": item, "seq": f"{seq}-x", "changes": [{"rev": "1-x"}]}
            if item not in self.nodes:
                result["deleted"] = True
            elif query.get("include_docs") == "true":
                node = self.nodes[item]
                doc = {"_id": item, "_rev": node.rev, "dir_id": node.parent, **self._attributes(node)}
                if node.content is not None:
                    doc["size"] = str(doc["size"])
                result["doc"] = doc if fields is None else {name: doc[name] for name in doc if name in fields}
            results.append(result)
        last = some[-1][0] if some else self._seq
        answer = {"last_seq": f"{last}-x", "pending": len(left) - len(some), "results": results}
        return web.json_response(answer)

    def _at(self, path: str) -> web.Response:
        item: str | None = ROOT
        for name in [one for one in path.split("/") if one]:
            item = self._child(item, name) if item is not None else None
        return _answer(self._document(item)) if item is not None else _error(404)

    def _create(self, request: web.BaseRequest, parent: str, query: dict[str, str], body: bytes) -> web.Response:
        _json_wanted(request)
        _only(query, {"Type", "Name", "Tags", "CreatedAt", "Executable", "MetadataID"})
        if query.get("Type") not in ("file", "directory") or not query.get("Name") or "/" in query["Name"]:
            return _error(422)
        if parent not in self.nodes or self.nodes[parent].content is not None:
            return _error(404)
        if self._child(parent, query["Name"]) is not None:
            return _error(409)
        node = Node(secrets.token_hex(16), query["Name"], parent)
        if query["Type"] == "file":
            if (fault := _checked(request, body)) is not None:
                return fault
            node.content, node.mime = body, request.headers.get("Content-Type", "")
        elif body:
            raise Undocumented("a folder has no content")
        self.nodes[node.id] = node
        self._tell(node.id)
        return _answer(self._document(node.id), 201)

    def _overwrite(self, request: web.BaseRequest, item: str, body: bytes) -> web.Response:
        _json_wanted(request)
        node = self.nodes.get(item)
        if node is None or node.content is None:
            return _error(404)
        if not self._matches(request, node):
            return _error(412)
        if (fault := _checked(request, body)) is not None:
            return fault
        self._keep(node)
        node.content = body
        self._touch(item)
        return _answer(self._document(item))

    def _keep(self, node: Node) -> None:
        assert node.content is not None
        node.past[node.rev] = node.content

    def _revert(self, item: str, version: str) -> web.Response:
        node = self.nodes.get(item)
        if node is None or version not in node.past:
            return _error(404)
        self._keep(node)
        node.content = node.past.pop(version)
        self._touch(item)
        return _answer(self._document(item))

    def _one(self, item: str) -> web.Response:
        if item not in self.nodes:
            return _error(404)
        document, past = self._document(item), self.nodes[item].past
        if not past:
            return _answer(document)
        names = [{"type": "io.cozy.files.versions", "id": f"{item}/{rev}"} for rev in past]
        document["relationships"]["old_versions"] = {"data": names}
        included = [
            {**name, "meta": {"rev": "1-26a331"}, "attributes": {"md5sum": "", "size": len(content), "tags": []}}
            for name, content in zip(names, past.values(), strict=True)
        ]
        return web.json_response({"data": document, "included": included}, content_type=JSON_API)

    def _patch(self, request: web.BaseRequest, item: str, body: bytes) -> web.Response:
        _json_wanted(request)
        if request.headers.get("Content-Type") != JSON_API:
            raise Undocumented("a patch is JSON:API")
        asked = json.loads(body)
        if set(asked) != {"data"} or not {"type", "id", "attributes"} >= set(asked["data"]):
            raise Undocumented("not a document")
        wanted = asked["data"]["attributes"]
        _only(wanted, {"type", "name", "dir_id", "tags", "move_to_trash", "permanent_delete"})
        node = self.nodes.get(item)
        if node is None:
            return _error(404)
        if not self._matches(request, node):
            return _error(412)
        parent, name = wanted.get("dir_id", node.parent), wanted.get("name", node.name)
        if parent not in self.nodes:
            return _error(422)
        above: str = parent
        while above and above != ROOT:
            if above == item:
                return _error(400)
            above = self.nodes[above].parent
        if self._child(parent, name) not in (None, item):
            return _error(409)
        node.parent, node.name = parent, name
        self._touch(item)
        self._move_below(item)
        return _answer(self._document(item))

    def _delete(self, request: web.BaseRequest, item: str) -> web.Response:
        node = self.nodes.get(item)
        if node is None or item in (ROOT, TRASH):
            return _error(404)
        if not self._matches(request, node):
            return _error(412)
        while self._child(TRASH, node.name) is not None:
            node.name = f"{node.name} (__cozy__: {secrets.token_hex(4)})"
        self.before[item] = node.parent
        node.parent = TRASH
        self._touch(item)
        self._move_below(item)
        return _answer(self._document(item))

    def _trash(self, query: dict[str, str]) -> web.Response:
        _only(query, {"page[cursor]"})
        inside = [node.id for node in self.nodes.values() if node.parent == TRASH]
        start = int(query.get("page[cursor]", "0"))
        links = {"next": f"/files/trash?page[cursor]={start + 1}"} if start + 1 < len(inside) else {}
        page = {"data": [self._document(item) for item in inside[start : start + 1]], "links": links}
        return web.json_response(page, content_type=JSON_API)

    def _restore(self, item: str) -> web.Response:
        node = self.nodes.get(item)
        if node is None or node.parent != TRASH:
            return _error(404)
        node.parent = self.before.get(item, ROOT)
        self._touch(item)
        self._move_below(item)
        return _answer(self._document(item))

    def _purge(self, item: str) -> web.Response:
        node = self.nodes.get(item)
        if node is None or node.parent != TRASH:
            return _error(404)
        del self.nodes[item]
        return web.Response(status=204)

    def _move_below(self, item: str) -> None:
        """Folders keep their path, and files whether they are in the trash: both change with what is above."""
        for one in [node for node in self.nodes.values() if node.parent == item]:
            if one.content is None or self.trashed(one.id):
                self._touch(one.id)
            self._move_below(one.id)

    def _matches(self, request: web.BaseRequest, node: Node) -> bool:
        return request.headers.get("If-Match", node.rev) == node.rev

    async def _realtime(self, request: web.BaseRequest) -> web.StreamResponse:
        if "io.cozy.websocket" not in request.headers.get("Sec-WebSocket-Protocol", ""):
            raise Undocumented("the sub-protocol is missing")
        socket = web.WebSocketResponse(protocols=("io.cozy.websocket",))
        await socket.prepare(request)
        proven = False
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            said = json.loads(message.data)
            if said["method"] == "AUTH":
                proven = said["payload"] == self.token
                if not proven:
                    await socket.send_json({"event": "error", "payload": {"title": "unauthorized"}})
            elif said["method"] == "SUBSCRIBE" and proven:
                assert said["payload"] == {"type": "io.cozy.files"}
                self.subscribed.append(socket)
        return socket

    # --- signing in

    def _auth(self, method: str, parts: list[str], query: dict[str, str], body: bytes) -> web.Response:
        match method, parts:
            case "POST", ["register"]:
                asked = json.loads(body)
                optional = {"client_kind", "client_uri", "logo_uri", "policy_uri", "software_version"}
                _only(asked, {"redirect_uris", "client_name", "software_id"} | optional)
                if not {"redirect_uris", "client_name", "software_id"} <= set(asked):
                    return web.json_response({"error": "invalid_client_metadata"}, status=400)
                made = {"client_id": secrets.token_hex(8), "client_secret": secrets.token_hex(16), **asked}
                self.clients[made["client_id"]] = made
                registration = {"registration_access_token": secrets.token_hex(8), "client_secret_expires_at": 0}
                return web.json_response({**made, **registration}, status=201)
            case "GET", ["authorize"]:
                _only(
                    query,
                    {
                        "client_id",
                        "redirect_uri",
                        "state",
                        "response_type",
                        "scope",
                        "code_challenge",
                        "code_challenge_method",
                    },
                )
                client = self.clients[query["client_id"]]
                if query["redirect_uri"] not in client["redirect_uris"] or query["response_type"] != "code":
                    return web.Response(status=400)
                code = secrets.token_hex(8)
                self.codes[code] = query["client_id"], query.get("code_challenge", "")
                target = f"{query['redirect_uri']}?state={query['state']}&code={code}"
                return web.Response(status=302, headers={"Location": target})
            case "POST", ["access_token"]:
                return self._token(dict(parse_qsl(body.decode())))
        raise Undocumented("no such endpoint")

    def _token(self, asked: dict[str, str]) -> web.Response:
        rfc = {"redirect_uri"}  # RFC 6749 §4.1.3 asks for it where the documentation does not name it
        _only(asked, {"grant_type", "code", "refresh_token", "client_id", "client_secret", "code_verifier"} | rfc)
        client = self.clients.get(asked.get("client_id", ""))
        if client is None or client["client_secret"] != asked.get("client_secret"):
            return web.json_response({"error": "invalid_client"}, status=400)
        if asked["grant_type"] == "authorization_code":
            owner, challenge = self.codes.pop(asked["code"], ("", ""))
            digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
            proven = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
            if owner != client["client_id"] or (challenge and not proven):
                return web.json_response({"error": "invalid_grant"}, status=400)
        answer = {
            "access_token": self.token,
            "token_type": "bearer",
            "refresh_token": "encore",
            "scope": "io.cozy.files",
        }
        return web.json_response(answer)


def _only(found: Any, known: set[str]) -> None:
    if not set(found) <= known:
        raise Undocumented(f"unknown: {sorted(set(found) - known)}")


def _json_wanted(request: web.BaseRequest) -> None:
    if request.headers.get("Accept") != JSON_API:
        raise Undocumented("JSON:API is asked for by name")


def _checked(request: web.BaseRequest, body: bytes) -> web.Response | None:
    if request.headers.get("Content-Length") is None:
        raise Undocumented("the size is not told")
    md5 = base64.b64encode(hashlib.md5(body).digest()).decode()
    return _error(412) if request.headers.get("Content-MD5", md5) != md5 else None


def _answer(document: dict[str, Any], status: int = 200) -> web.Response:
    return web.json_response({"data": document}, status=status, content_type=JSON_API)


def _error(status: int) -> web.Response:
    return web.json_response({"errors": [{"status": str(status), "title": "no"}]}, status=status, content_type=JSON_API)


@contextlib.asynccontextmanager
async def running_cozy(authority: Authority, **wishes: Any) -> AsyncIterator[Cozy]:
    """Run a Cozy for the block; whatever was undocumented fails at its end."""
    cozy = Cozy(**wishes)
    runner = web.ServerRunner(web.Server(cozy.answer), shutdown_timeout=0.1)  # type: ignore[arg-type]
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0, ssl_context=authority.good().context())
    await site.start()
    cozy.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    try:
        yield cozy
    finally:
        for socket in cozy.subscribed:
            await socket.close()
        await runner.cleanup()
    assert cozy.wrong == []
