"""The front interface of a Jamespot: POST `api-front/{o}/{f}` with the cookies of a session, and what its envelope means.

Success is `error == 0`, whatever the HTTP status. How an ended session is told is not published: a call that is refused by a
session from before is tried once more by a new one.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from sync.model.faults import AuthNeeded, Rejected, Transient, Unreadable
from sync.protocols.base import Surroundings
from sync.protocols.reaching import HttpSession

LITTLE, LIST, VIEW = "raw-little", "raw-list", "raw-view"
"""How much of an object an answer says."""
_LARGEST = 16 * 1024 * 1024
_TOO_MANY = 429
_BUSY_SECONDS = 60.0


class Front:
    """One person's session. `me` is their uri once they are signed in."""

    def __init__(self, surroundings: Surroundings) -> None:
        endpoint = surroundings.endpoint
        self._surroundings = surroundings
        self._base = f"https://{endpoint.host}" + ("" if endpoint.port == 443 else f":{endpoint.port}")
        self._connections = HttpSession(surroundings)
        self._cookies: dict[str, str] = {}
        self._signing = asyncio.Lock()
        self.me = ""

    async def call(self, o: str, f: str, parameters: Mapping[str, Any] | None = None, *, csrf: bool = False) -> Any:
        """Return the result of a call. `csrf` for those that want a token against forged requests.

        Raises `AuthNeeded("wrong_password")`, `Rejected("site_refused")` with the server's words, `Transient`, `Offline`.
        """
        for _ in range(2):
            before = bool(self._cookies)
            await self._sign_in()
            try:
                token = {"tokenCSRF": await self._post("misc", "tokenCSRF", {})} if csrf else {}
                return await self._post(o, f, {**(parameters or {}), **token})
            except Rejected:
                if not before:
                    raise
                self._cookies = {}
        raise AuthNeeded("sign_in_expired")

    async def token(self) -> str:
        """Return a token that ties what is written to what is attached to it."""
        return str(await self.call("misc", "token"))

    async def sign_in(self, *, anew: bool = False) -> None:
        """Sign in, unless there is a session. Raises `AuthNeeded("wrong_password")`."""
        if anew:
            self._cookies = {}
        await self._sign_in()

    async def close(self) -> None:
        """Drop every connection; the session stays until it ends by itself: the interface has no way to leave it."""
        self._cookies = {}
        await self._connections.close()

    async def _sign_in(self) -> None:
        async with self._signing:
            if self._cookies:
                return
            secret = await self._surroundings.secret(False)
            mail = self._surroundings.endpoint.user or self._surroundings.account.address
            try:
                said = await self._post("user", "signIn", {"mail": mail, "password": secret.value, "format": VIEW})
            except Rejected as fault:
                raise AuthNeeded("wrong_password", reason=str(fault.parameters.get("reason", ""))) from fault
            if not isinstance(said, dict) or not isinstance(said.get("uri"), str) or not self._cookies:
                raise Unreadable("bad_answer")
            self.me = said["uri"]

    async def _post(self, o: str, f: str, parameters: dict[str, Any]) -> Any:
        headers = {
            "Content-Type": "text/plain;charset=UTF-8",
            "Referer": f"{self._base}/ng/wall",
            "Accept": "application/json",
        }
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        url = f"{self._base}/api-front/{o}/{f}"
        body = json.dumps(parameters, ensure_ascii=False).encode()
        async with self._connections.http.exchange("POST", url, headers=headers, content=body) as answer:
            raw = await answer.body(_LARGEST)
            if answer.status == 429 or answer.status >= 500:
                after = answer.headers.get("retry-after", "")
                raise Transient("server_busy", float(after) if after.isdecimal() else _BUSY_SECONDS)
            self._cookies |= answer.cookies
        return _result(raw, o, f)


def _result(raw: bytes, o: str, f: str) -> Any:
    try:
        said = json.loads(raw)
        error = int(said["error"])
    except (ValueError, TypeError, KeyError) as fault:
        raise Unreadable("bad_answer", call=f"{o}/{f}") from fault
    if error == 0:
        return said.get("result")
    if error == _TOO_MANY:
        raise Transient("server_busy", _BUSY_SECONDS)
    words = str(said.get("errorMsg") or next((str(one.get("msg", "")) for one in said.get("messages") or []), ""))
    fit = "".join(letter if letter.isprintable() else " " for letter in words)[:300].strip()
    raise Rejected("site_refused", fit or str(error))
