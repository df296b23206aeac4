"""A JMAP server as the verbs use it: signs in, finds the session, sends calls batched, moves blobs up and down."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sync.model.faults import AuthNeeded, Fault, Gone, Rejected, Unreadable
from sync.protocols.base import Secret, Surroundings
from sync.protocols.jmap import wire
from sync.protocols.jmap.wire import Arguments, Session
from sync.protocols.reaching import HttpSession, authorization
from sync.transport.http import Answer, Stream, WebSocket

_ANSWER_LARGEST = 64 * 1024 * 1024
_SESSION_LARGEST = 1024 * 1024


class Batch:
    """Calls of one request; each may refer to the results of those before it (RFC 8620 §3.7)."""

    def __init__(self, account: str) -> None:
        self._account = account
        self.calls: list[tuple[str, Arguments, str]] = []

    def add(self, method: str, **arguments: Any) -> str:
        """Add a call and return its id, for `result` and for references."""
        name = f"c{len(self.calls)}"
        self.calls.append((method, {"accountId": self._account, **arguments}, name))
        return name


class Results:
    """What the calls of a request brought."""

    def __init__(self, responses: Sequence[Any]) -> None:
        self._found: dict[str, tuple[str, Arguments]] = {}
        try:
            for method, arguments, name in responses:
                if name not in self._found:  # an implicit call (RFC 8621 §7.5) answers under the same id
                    self._found[str(name)] = str(method), dict(arguments)
        except (TypeError, ValueError) as error:
            raise Unreadable("not_jmap") from error

    def of(self, name: str) -> Arguments:
        """Return what a call brought. Raises the fault of its error, `Unreadable("not_jmap")` where it has no answer."""
        if name not in self._found:
            raise Unreadable("not_jmap")
        method, arguments = self._found[name]
        if method == "error":
            raise wire.method_fault(arguments)
        return arguments

    def list_of(self, name: str) -> list[Arguments]:
        """Return the `list` of a /get."""
        found = self.of(name).get("list")
        if not isinstance(found, list):
            raise Unreadable("not_jmap")
        return [dict(one) for one in found]

    def ids_of(self, name: str, key: str = "ids") -> list[str]:
        """Return a list of ids of a call's answer."""
        found = self.of(name).get(key) or []
        if not isinstance(found, list):
            raise Unreadable("not_jmap")
        return [str(one) for one in found]


class Client:
    """One account at a server. Connections are opened when needed and again after a loss.

    Endpoint parameters: `path` (where the session object is; otherwise `/.well-known/jmap`, RFC 8620 §2.2).
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._connections = HttpSession(surroundings)
        self._session: Session | None = None
        self._secret: Secret | None = None

    async def session(self) -> Session:
        """Return the session, asked for once. Raises `AuthNeeded`, `Offline`, `Forbidden`, `Unreadable`, `Unsupported`."""
        if self._session is None:
            endpoint = self._surroundings.endpoint
            port = "" if endpoint.port == 443 else f":{endpoint.port}"
            path = endpoint.parameters.get("path", "/.well-known/jmap")
            answer = await self._signed("GET", f"https://{endpoint.host}{port}{path}", largest=_SESSION_LARGEST)
            self._session = wire.read_session(answer.json(), answer.url)
        return self._session

    async def batch(self) -> Batch:
        """Begin a request."""
        return Batch((await self.session()).account)

    async def send(self, batch: Batch, *more: str) -> Results:
        """Send a request and return its results. `more` are capabilities beside those of mail.

        Raises the faults of `session`, `Transient` where the server is busy, `Rejected("jmap_refused")`.
        """
        session = await self.session()
        body = json.dumps(
            {"using": [wire.CORE, wire.MAIL, *more], "methodCalls": [list(call) for call in batch.calls]},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        answer = await self._signed("POST", session.api, body, largest=_ANSWER_LARGEST)
        found = answer.json().get("methodResponses")
        if not isinstance(found, list):
            raise Unreadable("not_jmap")
        return Results(found)

    async def call(self, method: str, *more: str, **arguments: Any) -> Arguments:
        """Send one call and return its answer."""
        batch = await self.batch()
        name = batch.add(method, **arguments)
        return (await self.send(batch, *more)).of(name)

    async def upload(self, payload: bytes, media_type: str = "message/rfc822") -> str:
        """Keep bytes on the server and return the blob's id. Raises `Rejected("too_big")`."""
        session = await self.session()
        if len(payload) > session.limits.upload:
            raise Rejected("too_big", limit=session.limits.upload)
        answer = await self._signed("POST", session.upload_url(), payload, media_type)
        blob = answer.json().get("blobId")
        if not isinstance(blob, str) or not blob:
            raise Unreadable("not_jmap")
        return blob

    @asynccontextmanager
    async def download(self, blob: str) -> AsyncIterator[Stream]:
        """Open the bytes of a blob. Raises `Gone("item")` where there are none."""
        session = await self.session()
        async with self._connections.http.stream(session.download_url(blob), headers=await self._headers()) as stream:
            if stream.status == 404:
                raise Gone("item")
            if not 200 <= stream.status < 300:
                raise wire.request_fault(stream.status, {})
            yield stream

    @asynccontextmanager
    async def events(self, types: str, ping: int) -> AsyncIterator[Stream]:
        """Open the event source (RFC 8620 §7.3). It counts as lost when even the pings stay away."""
        session = await self.session()
        headers = {**await self._headers(), "Accept": "text/event-stream"}
        opening = self._connections.http.stream(session.events_url(types, ping), headers=headers, silence=ping * 3.0)
        async with opening as stream:
            if stream.status not in (200,):
                raise wire.request_fault(stream.status, {})
            yield stream

    @asynccontextmanager
    async def socket(self) -> AsyncIterator[WebSocket]:
        """Open the WebSocket (RFC 8887 §4)."""
        session = await self.session()
        async with self._connections.http.websocket(
            session.socket, headers=await self._headers(), protocol="jmap"
        ) as opened:
            yield opened

    async def close(self) -> None:
        """Drop every connection."""
        await self._connections.close()
        self._session = None


    async def _headers(self, *, renew: bool = False) -> dict[str, str]:
        if self._secret is None or renew:
            self._secret = await self._surroundings.secret(renew)
        return {"Authorization": authorization(self._surroundings, self._secret)}

    async def _signed(
        self,
        method: str,
        url: str,
        content: bytes | None = None,
        media_type: str = "application/json",
        *,
        largest: int = _SESSION_LARGEST,
    ) -> Answer:
        """Ask with the current secret, once more with a renewed one where that was refused."""
        before = self._secret
        answer = await self._once(method, url, content, media_type, largest, await self._headers())
        if answer.status == 401:
            used = self._secret
            renewed = await self._headers(renew=True)
            if self._secret == used:
                self._secret = before if before != used else None
                raise AuthNeeded("wrong_password")
            answer = await self._once(method, url, content, media_type, largest, renewed)
        if not answer.good:
            self._session = None  # it may have moved; the next verb asks again
            raise _refused(answer)
        return answer

    async def _once(
        self, method: str, url: str, content: bytes | None, media_type: str, largest: int, headers: dict[str, str]
    ) -> Answer:
        if method == "GET":
            return await self._connections.http.get(url, headers=headers, largest=largest)
        return await self._connections.http.ask(
            method, url, content=content, media_type=media_type, headers=headers, largest=largest
        )


def _refused(answer: Answer) -> Fault:
    try:
        body = answer.json()
    except Unreadable:
        body = {}
    return wire.request_fault(answer.status, body)
