"""A Cozy as the verbs use it: requests with a fresh token, JSON:API in and out, and what each status means."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote, urlencode

from sync.model.faults import AuthNeeded, Fault, Gone, Rejected, Stale, Transient, Unreadable
from sync.model.operations import Payload
from sync.protocols.base import Surroundings
from sync.protocols.reaching import HttpSession
from sync.transport.http import Stream, WebSocket

JSON_API = "application/vnd.api+json"
_LARGEST = 32 * 1024 * 1024
_BUSY_SECONDS = 30.0


class Conflict(Exception):
    """409: the name is taken."""


class Stack:
    """One person's Cozy. Connections are opened when needed and again after a loss."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        endpoint = surroundings.endpoint
        self._base = f"https://{endpoint.host}" + ("" if endpoint.port == 443 else f":{endpoint.port}")
        self._connections = HttpSession(surroundings)

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        """Return a JSON answer. Raises `Gone("item")` for 404."""
        return await self.send("GET", path, query=query)

    async def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        content: Payload | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Send a request and return its JSON answer, empty where there is none.

        Raises `Conflict` for 409, `Stale` for 412, `Gone("item")`, `AuthNeeded`, `Rejected`, `Transient`, `Offline`.
        """
        for renew in (False, True):
            async with self._exchange(method, path, query, body, content, headers, renew) as answer:
                if answer.status == 401 and not renew:
                    continue
                raw = await answer.body(_LARGEST)
                if not 200 <= answer.status < 300:
                    raise _fault(answer, raw)
                return _json(raw) if raw else {}
        raise AuthNeeded("token_refused")

    @asynccontextmanager
    async def download(self, item: str, version: str = "") -> AsyncIterator[Stream]:
        """Open the content of a file, or an earlier one."""
        path = "/".join(quote(one, safe="") for one in (item, version) if one)
        async with self._exchange("GET", f"/files/download/{path}", None, None, None, None, False) as answer:
            if not 200 <= answer.status < 300:
                raise _fault(answer, b"")
            yield answer

    @asynccontextmanager
    async def realtime(self) -> AsyncIterator[tuple[WebSocket, str]]:
        """Open the event socket; the second value is the token to say in its first frame."""
        secret = await self._surroundings.secret(False)
        url = f"{self._base}/realtime/".replace("https://", "wss://", 1)
        async with self._connections.http.websocket(url, protocol="io.cozy.websocket") as opened:
            yield opened, secret.value

    async def close(self) -> None:
        """Drop every connection."""
        await self._connections.close()

    @asynccontextmanager
    async def _exchange(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None,
        body: Mapping[str, Any] | None,
        content: Payload | None,
        headers: Mapping[str, str] | None,
        renew: bool,
    ) -> AsyncIterator[Stream]:
        secret = await self._surroundings.secret(renew)
        url = f"{self._base}{path}" + (f"?{urlencode(query, quote_via=quote)}" if query else "")
        sent = {"Authorization": f"Bearer {secret.value}", "Accept": JSON_API, **(headers or {})}
        if body is not None:
            sent["Content-Type"] = JSON_API
            raw = json.dumps(body, ensure_ascii=False).encode()
            opening = self._connections.http.exchange(method, url, headers=sent, content=raw)
        elif content is not None:
            opening = self._connections.http.exchange(
                method, url, headers=sent, content=content.pieces(), length=content.size
            )
        else:
            opening = self._connections.http.exchange(method, url, headers=sent)
        async with opening as answer:
            yield answer


def path_of(item: str) -> str:
    """Return the path of a file or folder."""
    return f"/files/{quote(item, safe='')}"


def _json(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError as error:
        raise Unreadable("not_json") from error
    if not isinstance(found, dict):
        raise Unreadable("not_json")
    return found


def _fault(answer: Stream, raw: bytes) -> Fault | Conflict:
    match answer.status:
        case 401:
            return AuthNeeded("token_refused")
        case 403:
            return Rejected("not_permitted", _words(raw))
        case 404:
            return Gone("item")
        case 409:
            return Conflict()
        case 412:
            return Stale("changed_there")
        case 413:
            return Rejected("over_quota", _words(raw))
        case 429 | 503:
            after = answer.headers.get("retry-after", "")
            return Transient("server_busy", float(after) if after.isdecimal() else _BUSY_SECONDS)
        case status if status >= 500:
            return Transient("server_busy", _BUSY_SECONDS, reason=str(status))
    return Rejected("drive_refused", _words(raw) or str(answer.status))


def _words(raw: bytes) -> str:
    """Return the details of the first error (JSON:API 1.0, error objects), made fit for a window."""
    try:
        errors = json.loads(raw).get("errors") or [{}]
        text = str(errors[0].get("detail") or errors[0].get("title") or "")
    except (ValueError, AttributeError, TypeError, IndexError, KeyError):
        return ""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:300].strip()
