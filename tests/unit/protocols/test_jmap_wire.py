"""What JMAP servers say, understood or refused: sessions, errors, messages, events; and a strict server for what Cyrus lacks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType, web

from sync.model.accounts import Account, Capability, Endpoint, Identity, Service
from sync.model.collections import Role
from sync.model.faults import (
    AuthNeeded,
    CursorExpired,
    Fault,
    Forbidden,
    Gone,
    Rejected,
    Transient,
    Unreadable,
    Unsupported,
)
from sync.model.ids import AccountId, RemoteId
from sync.model.mail import Flag
from sync.protocols.base import Secret, Surroundings
from sync.protocols.jmap import folders, items, watching, wire
from sync.protocols.jmap.changes import Changes
from sync.protocols.jmap.mail import JmapMail
from tests.servers.authority import Authority
from tests.servers.ports import HOST

USER, PASSWORD = "alice@exemple.fr", "secret"


def session(**more: Any) -> dict[str, Any]:
    """The example of RFC 8620 §2.1, shortened."""
    found: dict[str, Any] = {
        "capabilities": {wire.CORE: {"maxObjectsInGet": 2, "maxCallsInRequest": 16}, wire.MAIL: {}},
        "accounts": {"A1": {"name": USER, "isReadOnly": False, "accountCapabilities": {wire.MAIL: {}}}},
        "primaryAccounts": {wire.MAIL: "A1"},
        "apiUrl": "/jmap/api/",
        "uploadUrl": "/jmap/upload/{accountId}/",
        "downloadUrl": "/jmap/download/{accountId}/{blobId}/{name}?accept={type}",
        "eventSourceUrl": "/jmap/events?types={types}&closeafter={closeafter}&ping={ping}",
        "state": "s1",
    }
    return found | more


def test_relative_addresses_are_those_of_the_server_that_described_itself() -> None:
    known = wire.read_session(session(), "https://mail.exemple.fr/.well-known/jmap")
    assert known.api == "https://mail.exemple.fr/jmap/api/"
    assert known.upload_url() == "https://mail.exemple.fr/jmap/upload/A1/"
    assert known.download_url("G/1", "é.eml") == (
        "https://mail.exemple.fr/jmap/download/A1/G%2F1/%C3%A9.eml?accept=message%2Frfc822"
    )
    assert known.events_url("Email,Mailbox", 60).endswith("types=Email%2CMailbox&closeafter=no&ping=60")
    assert known.socket == ""


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"capabilities": {}}, Unreadable),
        ({"capabilities": {wire.CORE: {}}}, Unsupported),
        ({"accounts": {}, "primaryAccounts": {}}, Unsupported),
        ({"accounts": [1]}, Unreadable),
        ({"apiUrl": None, "accounts": None}, Unreadable),
    ],
)
def test_a_session_that_cannot_be_used_is_a_fault(more: dict[str, Any], fault: type[Fault]) -> None:
    with pytest.raises(fault):
        wire.read_session(session(**more), "https://mail.exemple.fr/")


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("cannotCalculateChanges", CursorExpired),
        ("serverUnavailable", Transient),
        ("accountReadOnly", Rejected),
        ("unknownMethod", Unsupported),
        ("neverHeardOf", Rejected),
    ],
)
def test_errors_of_methods_are_faults(kind: str, fault: type[Fault]) -> None:
    assert isinstance(wire.method_fault({"type": kind}), fault)


def test_the_servers_words_are_made_fit_for_a_window() -> None:
    fault = wire.set_fault({"type": "overQuota", "description": "plein\x1b[31m" + "x" * 1000})
    assert isinstance(fault, Rejected)
    assert "\x1b" not in fault.reason
    assert len(fault.reason) <= 300


def test_a_message_is_read_as_the_server_lists_it() -> None:
    change = items.change(
        {
            "id": "M1", "mailboxIds": {"B": True}, "receivedAt": "2026-11-25T10:00:00Z", "size": 12, "hasAttachment": True,
            "keywords": {"$seen": True, "$Forwarded": True, "urgent": True, "off": False},
            "headers": [{"name": "Subject", "value": " Un\r\n objet"}, {"name": "To", "value": " é@exemple.fr"}],
        }
    )  # fmt: skip
    truth: Any = change.truth
    assert truth.header == "Subject: Un\r\n objet\r\nTo: é@exemple.fr\r\n\r\n".encode()
    assert truth.flags == Flag.SEEN | Flag.FORWARDED
    assert truth.keywords == {"urgent"}
    assert truth.received == 1795600800
    with pytest.raises(Unreadable):
        items.change({"id": "M1"})


def test_a_mailbox_whose_parent_is_hidden_is_at_the_top() -> None:
    found = [
        items.collection({"id": name, "name": name, "parentId": above})
        for name, above in (("c", "b"), ("b", "x"), ("a", None))
    ]
    assert [one.remote_id for one in items.parents_first(found)] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("text", "mine"),
    [
        ('{"@type": "StateChange", "changed": {"A1": {"Email": "s2"}}}', True),
        ('{"@type": "StateChange", "changed": {"A1": {"CalendarEvent": "s2"}}}', False),
        ('{"@type": "StateChange", "changed": {"A2": {"Email": "s2"}}}', False),
        ('{"@type": "Response"}', False),
        ("[]", False),
        ("nonsense", False),
    ],
)
def test_only_changes_of_this_accounts_mail_nudge(text: str, mine: bool) -> None:
    assert watching.concerns(text, "A1") is mine


class StrictServer:
    """A server that knows what RFC 8620 says and refuses everything else; `answers` maps a method to what it returns."""

    def __init__(self, **more: Any) -> None:
        self.session = session(**more)
        self.answers: dict[str, Any] = {}
        self.requests: list[list[str]] = []
        self.busy = 0
        self.sockets: list[web.WebSocketResponse] = []
        self.heard: list[str] = []
        self.asked = asyncio.Event()

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.headers.get("Authorization") is None:
            return web.Response(status=401)
        if request.path == "/.well-known/jmap":
            return web.json_response(self.session)
        if request.path == "/jmap/ws":
            return await self._socket(request)
        assert (request.method, request.path) == ("POST", "/jmap/api/"), request.path
        assert request.headers["Content-Type"].startswith("application/json")
        if self.busy:
            self.busy -= 1
            return web.Response(status=429, headers={"Retry-After": "7"})
        asked = json.loads(await request.read())
        assert set(asked) <= {"using", "methodCalls", "createdIds"}
        assert set(asked["using"]) <= set(self.session["capabilities"]), "a capability that was never announced"
        self.requests.append([call[0] for call in asked["methodCalls"]])
        self.asked.set()
        said = []
        for method, arguments, name in asked["methodCalls"]:
            assert arguments["accountId"] == "A1"
            answer = self.answers[method]
            answer = answer(arguments) if callable(answer) else answer
            said.append(["error", answer, name] if "type" in answer else [method, {"accountId": "A1", **answer}, name])
        return web.json_response({"methodResponses": said, "sessionState": "s1"})

    async def _socket(self, request: web.BaseRequest) -> web.StreamResponse:
        assert "jmap" in request.headers["Sec-WebSocket-Protocol"]
        socket = web.WebSocketResponse(protocols=("jmap",))
        await socket.prepare(request)
        self.sockets.append(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self.heard.append(message.data)
                self.asked.set()
        return socket


@asynccontextmanager
async def speaking_to(server: StrictServer, folder: Path) -> AsyncIterator[JmapMail]:
    authority = Authority(folder)
    runner = web.ServerRunner(web.Server(server.answer), shutdown_timeout=0.1)  # type: ignore[arg-type]
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0, ssl_context=authority.good().context())
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    for name, value in server.session["capabilities"].items():
        if name == wire.WEBSOCKET:
            value["url"] = value["url"].replace("PORT", str(port))
    endpoint = Endpoint(Service.MAIL, "jmap", "localhost", port, user=USER)

    async def secret(renew: bool) -> Secret:
        return Secret("token", "fresh" if renew else "stale")

    account = Account(AccountId(1), USER, "", "generic", (endpoint,), Identity(USER))
    mail = JmapMail(Surroundings(account, endpoint, secret, authority.trust, 5.0))
    try:
        yield mail
    finally:
        await mail.close()
        await runner.cleanup()


@pytest.mark.server
async def test_changes_are_asked_once_for_all_mailboxes_of_a_round(tmp_path: Path) -> None:
    server = StrictServer()
    boxes = [{"id": name, "name": name} for name in ("B1", "B2", "B3")]
    changed = {"created": ["M1"], "updated": [], "destroyed": ["M2"]}
    server.answers = {
        "Mailbox/get": {"state": "1", "list": boxes, "notFound": []},
        "Email/changes": {"oldState": "e1", "newState": "e2", "hasMoreChanges": False, **changed},
        "Email/get": lambda asked: {"state": "e2", "list": [MESSAGE] if asked["#ids"]["path"] == "/created" else []},
    }
    async with speaking_to(server, tmp_path) as mail:
        listed = await mail.collections()
        cursor = b'{"state":"e1"}'
        pages = {one.remote_id: await mail.changes(one.remote_id, cursor) for one in listed}
        assert [change.item for change in pages[RemoteId("B1")].upserts] == ["M1"]
        assert pages[RemoteId("B2")].upserts == ()
        assert {page.removed for page in pages.values()} == {("M2",), ("M2", "M1")}
        assert len(server.requests) == 2, "one listing, one request for three mailboxes"
        again = await mail.changes(RemoteId("B1"), cursor)
        assert again == pages[RemoteId("B1")]
        assert len(server.requests) == 3, "a mailbox that is asked about twice is asked about again"


MESSAGE = {
    "id": "M1",
    "mailboxIds": {"B1": True},
    "keywords": {},
    "receivedAt": "2026-11-25T10:00:00Z",
    "size": 1,
    "headers": [],
}


@pytest.mark.server
async def test_a_busy_server_is_left_alone_for_as_long_as_it_says(tmp_path: Path) -> None:
    server = StrictServer()
    server.answers = {"Mailbox/get": {"state": "1", "list": [], "notFound": []}}
    async with speaking_to(server, tmp_path) as mail:
        server.busy = 1
        with pytest.raises(Transient) as busy:
            await mail.collections()
        assert busy.value.retry_after == 7
        with pytest.raises(Transient):
            await mail.collections()
        assert server.requests == [], "it was asked again before its time"
        mail._client._connections.gate.set_pace(AccountId(1), 3600, 1)  # as seven seconds later
        assert await mail.collections() == []


@pytest.mark.server
async def test_a_session_that_leads_to_another_host_is_refused(tmp_path: Path) -> None:
    server = StrictServer(apiUrl="https://ailleurs.example/jmap/")
    async with speaking_to(server, tmp_path) as mail:
        with pytest.raises(Forbidden) as refused:
            await mail.collections()
        assert refused.value.code == "host_not_allowed"
        assert server.requests == []


@pytest.mark.server
async def test_push_comes_by_websocket_where_the_server_has_it(tmp_path: Path) -> None:
    capabilities = session()["capabilities"] | {
        wire.WEBSOCKET: {"url": "wss://localhost:PORT/jmap/ws", "supportsPush": True}
    }
    server = StrictServer(capabilities=capabilities)
    server.answers = {"Mailbox/get": {"state": "1", "list": [], "notFound": []}}
    async with speaking_to(server, tmp_path) as mail:
        await mail.collections()
        assert Capability.PUSH in mail.capabilities
        server.asked.clear()
        nudges = mail.watch()
        async with asyncio.timeout(10):
            assert (await anext(nudges)).collection is None, "what changed before it listened"
            waiting = asyncio.ensure_future(anext(nudges))
            await server.asked.wait()
            enabled = json.loads(server.heard[0])
            assert enabled["@type"] == "WebSocketPushEnable"
            assert set(enabled["dataTypes"]) == {"Email", "Mailbox"}
            await server.sockets[0].send_str('{"@type": "StateChange", "changed": {"A2": {"Email": "x"}}}')
            await server.sockets[0].send_str('{"@type": "StateChange", "changed": {"A1": {"Email": "x"}}}')
            assert (await waiting).collection is None
        await server.sockets[0].close()
        assert [nudge async for nudge in nudges] == []


@pytest.mark.server
async def test_an_expired_state_and_a_lost_mailbox_are_told_apart(tmp_path: Path) -> None:
    server = StrictServer()
    server.answers = {
        "Mailbox/get": {"state": "1", "list": [{"id": "B1"}], "notFound": []},
        "Email/changes": {"type": "cannotCalculateChanges"},
        "Email/get": {"type": "invalidResultReference"},
    }
    async with speaking_to(server, tmp_path) as mail:
        changes = Changes(mail._client)
        with pytest.raises(CursorExpired):
            await changes.page(RemoteId("B1"), b'{"state":"e1"}')
        server.answers["Mailbox/get"] = {"state": "1", "list": [], "notFound": ["B1"]}
        with pytest.raises(Gone):
            await changes.page(RemoteId("B1"), b'{"state":"e1"}')


@pytest.mark.server
async def test_a_role_without_a_mailbox_gets_one(tmp_path: Path) -> None:
    made: list[Any] = []

    def create(asked: dict[str, Any]) -> dict[str, Any]:
        made.append(asked["create"]["new"])
        return {"created": {"new": {"id": "B9"}}, "notCreated": None}

    server = StrictServer()
    server.answers = {"Mailbox/get": {"state": "1", "list": [], "notFound": []}, "Mailbox/set": create}
    async with speaking_to(server, tmp_path) as mail:
        assert await folders.of_role(mail._client, Role.SENT) == "B9"
    assert made == [{"name": "Sent", "parentId": None, "role": "sent"}]


@pytest.mark.server
async def test_a_refused_token_is_renewed_once(tmp_path: Path) -> None:
    server = StrictServer()
    server.answers = {"Mailbox/get": {"state": "1", "list": [], "notFound": []}}
    plain = server.answer
    told: list[str] = []

    async def picky(request: web.BaseRequest) -> web.StreamResponse:
        told.append(request.headers["Authorization"])
        return await plain(request) if told[-1] == "Bearer fresh" else web.Response(status=401)

    server.answer = picky  # type: ignore[method-assign]
    async with speaking_to(server, tmp_path) as mail:
        assert await mail.collections() == []
    assert told == ["Bearer stale", "Bearer fresh", "Bearer fresh"]
    server.answer = lambda _: _unauthorized()  # type: ignore[method-assign]
    async with speaking_to(server, tmp_path) as mail:
        with pytest.raises(AuthNeeded):
            await mail.collections()


async def _unauthorized() -> web.StreamResponse:
    return web.Response(status=401)
