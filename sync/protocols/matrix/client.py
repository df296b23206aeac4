"""Requests to a homeserver: signed in, kept signed in, and every failure a fault (client-server API, "API Standards")."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from urllib.parse import quote, urlencode

from sync.model.faults import (
    AuthNeeded,
    CursorExpired,
    Fault,
    Gone,
    Offline,
    Rejected,
    Transient,
    Unreadable,
    Unsupported,
)
from sync.protocols.matrix.crypto.encoding import Json, text
from sync.protocols.matrix.sign_in import Access, SignIn
from sync.transport.http import Answer, Http, Stream

_log = logging.getLogger(__name__)

V3 = "/_matrix/client/v3"
_NOT_IN_THIS_CONTEXT = "This event is not allowed in this context"
"""What a server says whose rules are stricter than the room's own (spam-checker and third-party rules of Synapse)."""
LARGEST = 64 * 1024 * 1024
"""Octets of an answer: the first sync of a large account has tens of megabytes."""


def path(*parts: str) -> str:
    """Return a path of the v3 API, its parts escaped."""
    return "/".join((V3, *(quote(part, safe="") for part in parts)))


class Demanded(AuthNeeded):
    """The server wants renewed proof of identity for this one request ("User-Interactive Authentication")."""

    def __init__(self, content: Json) -> None:
        super().__init__("proof_demanded")
        self.content = content


class Homeserver:
    """One account's homeserver. Only this class sees the access token."""

    def __init__(self, http: Http, base: str, sign_in: SignIn) -> None:
        self._http = http
        self._base = base.rstrip("/")
        self._sign_in = sign_in
        self._renewing = asyncio.Lock()

    async def access(self) -> Access:
        """Sign in where that was not done yet; return who and which device this is."""
        async with self._renewing:
            return await self._sign_in.access()

    async def ask(
        self,
        method: str,
        where: str,
        body: Any = None,
        *,
        query: Mapping[str, str | list[str]] | None = None,
        within: float | None = None,
    ) -> Json:
        """Make a request and return the answer's object. The token is renewed once where the server no longer takes it.

        Raises `AuthNeeded`, `Rejected`, `Gone`, `CursorExpired`, `Unsupported`, `Transient`, `Offline`, `Unreadable`.
        """
        url = self._base + where + (f"?{urlencode(query, doseq=True)}" if query else "")
        content = json.dumps(body).encode() if body is not None else None
        answer = await self._signed(method, url, content, "application/json", within)
        return answer.json() if answer.body else {}

    async def demand(self, method: str, where: str, body: Json) -> Json | None:
        """Make a request for which the server may want renewed proof of identity; return its demand, None: it was done."""
        content = json.dumps(body).encode()
        try:
            await self._signed(method, self._base + where, content, "application/json", None)
        except Demanded as demanded:
            return demanded.content
        return None

    async def upload(self, content: bytes, media_type: str, name: str = "") -> str:
        """Put bytes into the media store; return their mxc address."""
        query = f"?{urlencode({'filename': name})}" if name else ""
        answer = await self._signed("POST", f"{self._base}/_matrix/media/v3/upload{query}", content, media_type, 600.0)
        return text(answer.json(), "content_uri")

    @asynccontextmanager
    async def download(self, where: str, body: Json | None = None) -> AsyncIterator[Stream]:
        """Open a file of the server to read it piece by piece; with `body` it is asked for by POST. Faults as for `ask`."""
        for attempt in (0, 1):
            access = await self.access()
            async with self._file(where, access, body) as stream:
                if stream.status == 401 and attempt == 0:
                    content = b"".join([piece async for piece in stream.pieces()])
                    answer = Answer(stream.status, stream.headers, content[:65536], where)
                elif not 200 <= stream.status < 300:
                    content = b"".join([piece async for piece in stream.pieces()])
                    raise fault_of(Answer(stream.status, stream.headers, content[:65536], where))
                else:
                    yield stream
                    return
            await self._renew(access, answer)

    def _file(self, where: str, access: Access, body: Json | None) -> AbstractAsyncContextManager[Stream]:
        if body is None:
            return self._http.stream(self._base + where, headers=_bearer(access))
        headers = {**_bearer(access), "Content-Type": "application/json"}
        return self._http.exchange("POST", self._base + where, headers=headers, content=json.dumps(body).encode())

    async def _signed(
        self, method: str, url: str, content: bytes | None, media_type: str, within: float | None
    ) -> Answer:
        for attempt in (0, 1):
            access = await self.access()
            answer = await self._http.ask(
                method,
                url,
                content=content,
                media_type=media_type,
                headers=_bearer(access),
                largest=LARGEST,
                within=within,
            )
            if answer.good:
                return answer
            if answer.status == 401 and isinstance(_content(answer).get("flows"), list):
                raise Demanded(_content(answer))
            if answer.status != 401 or attempt or _errcode(answer) not in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
                raise fault_of(answer)
            await self._renew(access, answer)
        raise AuthNeeded("token_refused")

    async def _renew(self, refused: Access, answer: Answer) -> None:
        """Get another token after the server refused one; whoever comes second finds it renewed."""
        async with self._renewing:
            if (await self._sign_in.access()).token == refused.token:
                soft = _content(answer).get("soft_logout") is True
                await self._sign_in.renew(refused, soft=soft)

    async def sign_out(self) -> None:
        """Let the server forget this device and its token, and forget them here. A server that cannot be reached keeps them."""
        access = await self.access()
        try:
            await self._http.ask("POST", f"{self._base}{V3}/logout", content=b"{}", headers=_bearer(access))
        except (Offline, Transient) as fault:
            _log.info("signing out met %s", fault.code)
        await self._sign_in.forget()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()


def _bearer(access: Access) -> dict[str, str]:
    return {"Authorization": f"Bearer {access.token}"}


def _content(answer: Answer) -> Json:
    try:
        return answer.json()
    except Unreadable:
        return {}


def _errcode(answer: Answer) -> str:
    return text(_content(answer), "errcode")


def fault_of(answer: Answer) -> Fault:
    """Return what an answer that is not good means."""
    content = _content(answer)
    errcode, reason = text(content, "errcode"), text(content, "error")[:500]
    match answer.status, errcode:
        case _, "ORG_MATRIX_EXPIRED_ACCOUNT":
            return Rejected("account_expired", reason)
        case _, "M_USER_DEACTIVATED":
            return AuthNeeded("account_deactivated")
        case _, "MCS_MEDIA_NOT_CLEAN":
            return Rejected("media_not_clean", reason)
        case _, "MCS_BAD_DECRYPTION":
            return Rejected("media_scanner_key", reason)
        case _, ("MCS_MEDIA_REQUEST_FAILED" | "MCS_MEDIA_FAILED_TO_DECRYPT" | "MCS_MALFORMED_JSON"):
            return Rejected("media_not_scanned", reason, errcode=errcode)
        case _, "M_FORBIDDEN" if reason == _NOT_IN_THIS_CONTEXT:
            return Rejected("room_rules", reason)
        case _, "M_UNKNOWN_POS":
            return CursorExpired("unknown_position")
        case 401, _:
            return AuthNeeded("token_refused")
        case ((404 | 405), ("M_UNRECOGNIZED" | "")):
            return Unsupported("endpoint")
        case 404, _:
            return Gone("not_found", reason=reason)
        case 413, _:
            return Rejected("too_large", reason)
        case status, _ if status >= 500:
            return Transient("server_error", status=status)
        case 403, _:
            return Rejected("forbidden", reason, errcode=errcode)
        case status, _:
            return Rejected("refused", reason, errcode=errcode, status=status)
