"""The DAV client: requests to one server, signed in, redirected only among allowed hosts, with one fault for each refusal."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from sync.model.faults import AuthNeeded, Gone, Rejected, Unreadable
from sync.transport.dav import bodies, hrefs, replies
from sync.transport.dav.xml import Multistatus, Response, errors
from sync.transport.http import Http, Stream

_XML = 'application/xml; charset="utf-8"'
_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_ERROR_LIMIT = 64 * 1024
_TRIES_SIGNING_IN = 2

Authorization = Callable[[bool], Awaitable[str]]
"""Brings the Authorization field; asked with True after the server refused the last one."""


@dataclass(slots=True)
class Listing:
    """The responses of a multistatus as they come, and its sync token, which is known at the end."""

    url: str
    responses: AsyncIterator[Response]
    _reader: Multistatus = field(repr=False, default_factory=Multistatus)

    @property
    def sync_token(self) -> str:
        """The token to ask from next time, empty where the server gave none."""
        return self._reader.sync_token


@dataclass(frozen=True, slots=True)
class Done:
    """A request that was answered well: status, header fields in lower case, body, and the address that answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Dav:
    """One server. `origin` is `https://host:port`; paths are absolute and canonical (`sync.transport.dav.hrefs`)."""

    def __init__(self, http: Http, origin: str, authorization: Authorization) -> None:
        self._http = http
        self._authorization = authorization
        self.origin = origin

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return urljoin(self.origin, path)

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | AsyncIterable[bytes] | None = None,
        length: int | None = None,
        largest: int = 1024 * 1024,
    ) -> Done:
        """Send a request and return its answer. Raises the fault of a refusal (`sync.transport.dav.replies`)."""
        async with self.open(method, path, headers=headers, content=content, length=length) as stream:
            return Done(stream.status, stream.headers, await stream.body(largest), stream.url)

    @asynccontextmanager
    async def open(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | AsyncIterable[bytes] | None = None,
        length: int | None = None,
    ) -> AsyncIterator[Stream]:
        """Send a request and open its answer, a success, to be read in pieces.

        Follows redirects of requests whose content can be sent again, and signs in again once where the server asks for it.
        Raises `AuthNeeded("wrong_password")`, `Rejected("too_many_redirects")`, and the fault of a refusal.
        """
        url, renewed = self.url(path), False
        for _ in range(_REDIRECTS + _TRIES_SIGNING_IN):
            sent = {**(headers or {}), "Authorization": await self._authorization(renewed)}
            async with self._http.exchange(method, url, headers=sent, content=content, length=length) as stream:
                again = content is None or isinstance(content, bytes)
                if stream.status == 401 and not renewed and again:
                    renewed = True
                    continue
                if stream.status == 401:
                    raise AuthNeeded("wrong_password", reason="401")
                if stream.status in _MOVED and "location" in stream.headers and again:
                    url = urljoin(url, stream.headers["location"])
                    continue
                if stream.status >= 300:
                    body = await _beginning(stream)
                    refusal = replies.fault_of(stream.status, errors(body), stream.headers)
                    raise refusal or Rejected("refused", reason=str(stream.status))
                yield stream
                return
        raise Rejected("too_many_redirects", host=urlsplit(url).hostname)

    @asynccontextmanager
    async def multistatus(
        self, method: str, path: str, body: bytes, *, depth: str = "0", headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[Listing]:
        """Send a request that a multistatus answers, and read it as it comes. Raises `Unreadable("bad_xml")` and refusals."""
        sent = {"Depth": depth, "Content-Type": _XML, **(headers or {})}
        async with self.open(method, path, headers=sent, content=body) as stream:
            if stream.status != 207:
                raise Unreadable("bad_xml", status=stream.status)
            reader = Multistatus()
            yield Listing(stream.url, _responses(stream, reader), reader)

    async def responses(
        self, method: str, path: str, body: bytes, *, depth: str = "0", headers: Mapping[str, str] | None = None
    ) -> tuple[str, list[Response], str]:
        """Return the address that answered, all responses, and the sync token: for short answers."""
        async with self.multistatus(method, path, body, depth=depth, headers=headers) as listing:
            found = [response async for response in listing.responses]
            return listing.url, found, listing.sync_token

    async def properties(self, path: str, tags: Iterable[str]) -> tuple[str, Response]:
        """Return the path that answered in the end and the properties of one resource (PROPFIND, depth 0).

        Raises `Gone("item")`, which some servers say inside a multistatus, and `Unreadable("bad_xml")` where the answer is about
        nothing.
        """
        url, found, _ = await self.responses("PROPFIND", path, bodies.propfind(tags))
        if not found:
            raise Unreadable("bad_xml")
        if found[0].status in (404, 410):
            raise Gone("item")
        self._follow(url)
        return hrefs.canonical(urlsplit(url).path or "/"), found[0]

    def _follow(self, url: str) -> None:
        """Stay where a redirect led to: another allowed host, or another port."""
        parts = urlsplit(url)
        self.origin = f"{parts.scheme}://{parts.netloc}"


async def _responses(stream: Stream, reader: Multistatus) -> AsyncIterator[Response]:
    async for piece in stream.pieces():
        for response in reader.feed(piece):
            yield response
    reader.close()


async def _beginning(stream: Stream) -> bytes:
    body = b""
    async for piece in stream.pieces():
        body += piece
        if len(body) > _ERROR_LIMIT:
            break
    return body[:_ERROR_LIMIT]

