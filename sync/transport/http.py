"""HTTP: the one aiohttp session; TLS only, through the gate's list of hosts, with limits of size, time and redirects."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from sync.model.faults import Fault, Forbidden, Offline, Rejected, Transient, Unreadable
from sync.model.ids import AccountId
from sync.transport import tls
from sync.transport.gate import Gate, Traffic

logger = logging.getLogger(__name__)

LARGEST = 1024 * 1024
"""Octets of an answer that are read, unless told otherwise."""
_REDIRECTS = 5
_BUSY = frozenset({429, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})
_PIECE = 64 * 1024
_RETRY_LATER = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: status, header fields in lower case, body, and the address that answered in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def good(self) -> bool:
        """Whether the status says success."""
        return 200 <= self.status < 300

    def json(self) -> dict[str, Any]:
        """Return the body as a JSON object. Raises `Unreadable("not_json")`."""
        try:
            found = json.loads(self.body)
        except ValueError as error:
            raise Unreadable("not_json", host=urlsplit(self.url).hostname) from error
        if not isinstance(found, dict):
            raise Unreadable("not_json", host=urlsplit(self.url).hostname)
        return found


class Stream:
    """An answer that is being read: its status, header fields and address, then its pieces, once."""

    def __init__(self, response: aiohttp.ClientResponse, traffic: Traffic) -> None:
        self.status = response.status
        names = dict.fromkeys(name.lower() for name in response.headers)
        self.headers: Mapping[str, str] = {name: ", ".join(response.headers.getall(name)) for name in names}
        self.cookies: Mapping[str, str] = {name: morsel.value for name, morsel in response.cookies.items()}
        """What it sets (RFC 6265); nothing is kept of them here."""
        self.url = str(response.url)
        self._response = response
        self._traffic = traffic

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the body in pieces of at most 64 KiB."""
        async for piece in self._response.content.iter_chunked(_PIECE):
            self._traffic.received += len(piece)
            yield piece

    async def body(self, largest: int = LARGEST) -> bytes:
        """Return the rest of the body. Raises `Rejected("answer_too_large")`."""
        body = bytearray()
        async for piece in self.pieces():
            body += piece
            if len(body) > largest:
                raise Rejected("answer_too_large", limit=largest, host=urlsplit(self.url).hostname)
        return bytes(body)


class WebSocket:
    """An open WebSocket that carries text."""

    def __init__(self, opened: aiohttp.ClientWebSocketResponse, traffic: Traffic, host: str) -> None:
        self._opened = opened
        self._traffic = traffic
        self._host = host

    async def send(self, text: str) -> None:
        """Send a message."""
        self._traffic.sent += len(text)
        await self._opened.send_str(text)

    async def messages(self) -> AsyncIterator[str]:
        """Yield the messages until the other side closes. Raises `Offline("connection_lost")` where it breaks."""
        async for message in self._opened:
            if message.type is aiohttp.WSMsgType.TEXT:
                self._traffic.received += len(message.data)
                yield message.data
        if self._opened.exception() is not None:
            raise Offline("connection_lost", host=self._host)


class Http:
    """HTTPS requests for one account. Closes with `close`, or at the end of `async with`.

    Hosts must be allowed by the gate, at every step of a redirect. `within` is in seconds, for a whole request. `resolver`
    replaces the system's look-up of names (tests).
    """

    def __init__(
        self,
        gate: Gate,
        account: AccountId,
        *,
        trust: Path | None = None,
        within: float = 30.0,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._gate = gate
        self._account = account
        self._trust = trust
        self._within = within
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def get(self, url: str, *, headers: Mapping[str, str] | None = None, largest: int = LARGEST) -> Answer:
        """Return the answer to a GET, whatever its status; redirects are followed within the allowed hosts.

        Raises `Forbidden("host_not_allowed" | "no_tls" | "certificate" | "tls_too_old")`, `Offline`, `Transient` (429 and
        503), `Rejected("too_many_redirects")`, `Rejected("answer_too_large", limit=…)`.
        """
        for _ in range(_REDIRECTS + 1):
            answer = await self._ask("GET", url, headers or {}, None, largest)
            if answer.status not in _MOVED or "location" not in answer.headers:
                return answer
            url = urljoin(url, answer.headers["location"])
        raise Rejected("too_many_redirects", host=urlsplit(url).hostname)

    async def post(
        self,
        url: str,
        *,
        fields: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        largest: int = LARGEST,
    ) -> Answer:
        """Return the answer to a POST of form `fields` or of a JSON `body`. Never follows a redirect: what is posted may be
        secret. Faults as for `get`."""
        content = aiohttp.FormData(dict(fields)) if fields is not None else aiohttp.JsonPayload(body)
        return await self._ask("POST", url, headers or {}, content, largest)

    async def ask(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None = None,
        media_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
        largest: int = LARGEST,
        within: float | None = None,
    ) -> Answer:
        """Return the answer to any request, whatever its status. Never follows a redirect. `within` is in seconds, for servers
        that are asked to wait before they answer. Faults as for `get`."""
        payload = aiohttp.BytesIOPayload(io.BytesIO(content), content_type=media_type) if content is not None else None
        return await self._ask(method, url, headers or {}, payload, largest, within)

    @asynccontextmanager
    async def exchange(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | AsyncIterable[bytes] | None = None,
        length: int | None = None,
        silence: float | None = None,
    ) -> AsyncIterator[Stream]:
        """Send any request and open its answer to read it piece by piece, whatever its status. Never follows a redirect.

        A `content` that comes in pieces has a known `length`; neither it nor the answer is ever whole in memory. The time limit
        is for `silence` (seconds), not for the whole. Faults as for `get`, also while reading.
        """
        host = self._allowed(url)
        pace = self._gate.pace(self._account)
        async with pace.turn(host):
            traffic = self._gate.enter(self._account, host)
        sent = dict(headers or {})
        traffic.sent += len(url) + _size(sent)
        quiet = silence or self._within
        timeout = aiohttp.ClientTimeout(total=None, connect=self._within, sock_read=quiet)
        try:
            async with asyncio.timeout(None) as patience:
                payload: bytes | AsyncIterable[bytes] | None = content
                if isinstance(content, bytes):
                    traffic.sent += len(content)
                elif content is not None:
                    sent["Content-Length"] = str(length or 0)
                    payload = _watched(content, patience, quiet, traffic)
                async with self._open().request(
                    method,
                    URL(url, encoded="%" in url),
                    headers=sent,
                    data=payload,
                    allow_redirects=False,
                    proxy=self._gate.web_proxy(self._account, host),
                    timeout=timeout,
                ) as response:
                    patience.reschedule(None)
                    logger.debug("http_exchange %s %s %d", method, host, response.status)
                    if response.status in _BUSY:
                        pace.hold(_seconds(response.headers.get("retry-after", "")))
                    yield Stream(response, traffic)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _fault(error, host) from error

    def stream(
        self, url: str, *, headers: Mapping[str, str] | None = None, silence: float | None = None
    ) -> AbstractAsyncContextManager[Stream]:
        """Open the answer to a GET to read it piece by piece; there is no limit but the reader's. As `exchange`."""
        return self.exchange("GET", url, headers=headers, silence=silence)

    @asynccontextmanager
    async def websocket(
        self, url: str, *, headers: Mapping[str, str] | None = None, protocol: str = "", silence: float = 120.0
    ) -> AsyncIterator[WebSocket]:
        """Open a WebSocket (RFC 6455) to a `wss` address. `silence` is after how many seconds without any frame the other side
        counts as gone: it is pinged before. Faults as for `get`, also while reading."""
        host = self._allowed(url.replace("wss://", "https://", 1))
        traffic = self._gate.enter(self._account, host)
        traffic.sent += len(url) + _size(headers or {})
        try:
            async with self._open().ws_connect(
                url, headers=headers, protocols=(protocol,) if protocol else (), heartbeat=silence, max_msg_size=LARGEST,
                proxy=self._gate.web_proxy(self._account, host),
            ) as opened:  # fmt: skip
                yield WebSocket(opened, traffic, host)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _fault(error, host) from error

    async def close(self) -> None:
        """Close the session and its connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: aiohttp.FormData | aiohttp.Payload | None,
        largest: int,
        within: float | None = None,
    ) -> Answer:
        """Ask when it is the account's turn; a server that asks for patience gets it from all of the account's connections."""
        pace = self._gate.pace(self._account)
        try:
            async with pace.turn(urlsplit(url).hostname or ""):
                return await self._once(method, url, headers, content, largest, within)
        except Transient as busy:
            if busy.code == "server_busy":
                pace.hold(busy.retry_after)
            raise

    async def _once(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: aiohttp.FormData | aiohttp.Payload | None,
        largest: int,
        within: float | None = None,
    ) -> Answer:
        host = self._allowed(url)
        timeout = aiohttp.ClientTimeout(total=self._within if within is None else within)
        traffic = self._gate.enter(self._account, host)
        traffic.sent += len(url) + _size(headers) + (content.size or 0 if isinstance(content, aiohttp.Payload) else 0)
        try:
            async with self._open().request(
                method, url, headers=headers, data=content, allow_redirects=False, timeout=timeout,
                proxy=self._gate.web_proxy(self._account, host),
            ) as response:  # fmt: skip
                body = await self._read(response, host, largest)
                answer = Answer(
                    response.status, {name.lower(): value for name, value in response.headers.items()}, body, url
                )
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _fault(error, host) from error
        traffic.received += len(body) + _size(answer.headers)
        logger.debug("http_answer %s %s %d", method, host, answer.status)
        if answer.status in _BUSY:
            raise Transient("server_busy", _seconds(answer.headers.get("retry-after", "")), host=host)
        return answer

    def _allowed(self, url: str) -> str:
        """Return the host of an address that may be asked at all."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme != "https" or parts.username is not None:
            raise Forbidden("no_tls", host=host)
        return host

    async def _read(self, response: aiohttp.ClientResponse, host: str, largest: int) -> bytes:
        """Return the body. The limit holds for what comes out of decompression too."""
        body = bytearray()
        async for piece in response.content.iter_chunked(_PIECE):
            body += piece
            if len(body) > largest:
                raise Rejected("answer_too_large", limit=largest, host=host)
        return bytes(body)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(ssl=tls.context(self._trust), resolver=self._resolver, limit=8),
                timeout=aiohttp.ClientTimeout(total=self._within),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "Ecritoire"},
                # trust_env would also read passwords from ~/.netrc: proxies are looked up by ourselves.
                trust_env=False,
            )
        return self._session


async def _watched(
    content: AsyncIterable[bytes], patience: asyncio.Timeout, within: float, traffic: Traffic
) -> AsyncIterator[bytes]:
    """Yield what is sent; each piece gives the other side `within` seconds to take it."""
    loop = asyncio.get_running_loop()
    async for piece in content:
        traffic.sent += len(piece)
        patience.reschedule(loop.time() + within)
        yield piece
    patience.reschedule(None)


def _size(headers: Mapping[str, str]) -> int:
    """Return the octets of header fields on the wire, near enough for the ledger."""
    return sum(len(name) + len(value) + 4 for name, value in headers.items())


def _seconds(retry_after: str) -> float:
    """Return the seconds of a Retry-After field (RFC 9110 §10.2.3); a date counts as a minute."""
    return float(retry_after) if retry_after.isdecimal() else _RETRY_LATER


def _fault(error: Exception, host: str) -> Fault:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        inner = error.certificate_error
        if isinstance(inner, ssl.SSLCertVerificationError):
            return tls.certificate_fault(host, inner, None)
    if isinstance(error, aiohttp.ClientSSLError) and isinstance(error.os_error, ssl.SSLError):
        return tls.handshake_fault(host, error.os_error)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Offline("name_not_found", host=host)
    if isinstance(error, TimeoutError):
        return Offline("timeout", host=host)
    if isinstance(error, aiohttp.ClientConnectorError):
        refused = isinstance(error.os_error, ConnectionRefusedError)
        return Offline("refused" if refused else "unreachable", host=host)
    return Offline("connection_lost", host=host)
