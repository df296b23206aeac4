"""What the DAV protocols share to reach their server: one HTTP session through the gate, signed in by password or token."""

from __future__ import annotations

import base64
from urllib.parse import urlsplit

from sync.protocols.base import Surroundings
from sync.transport.dav.client import Dav
from sync.transport.gate import Gate
from sync.transport.http import Http


class DavSession:
    """The connection of one DAV protocol: opened by the first request, opened anew after `close`."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._http: Http | None = None
        self._dav: Dav | None = None

    @property
    def http(self) -> Http:
        """The session that everything goes through."""
        if self._http is None:
            endpoint, account = self._surroundings.endpoint, self._surroundings.account
            gate = self._surroundings.gate
            if gate is None:
                gate = Gate()
                gate.allow(account.id, [endpoint.host])
            self._http = Http(gate, account.id, trust=self._surroundings.trust, within=self._surroundings.timeout)
        return self._http

    @property
    def dav(self) -> Dav:
        """The client of the server."""
        if self._dav is None:
            self._dav = Dav(self.http, self.origin, self.authorization)
        return self._dav

    @property
    def origin(self) -> str:
        """Scheme, host and port of the server."""
        return f"https://{self._surroundings.endpoint.host}:{self._surroundings.endpoint.port}"

    @property
    def start(self) -> str:
        """Where discovery begins, as the endpoint says; empty: it does not say."""
        return urlsplit(self._surroundings.endpoint.parameters.get("path", "")).path

    async def close(self) -> None:
        """Drop the connections."""
        http, self._http, self._dav = self._http, None, None
        if http is not None:
            await http.close()

    async def authorization(self, renew: bool) -> str:
        """Return the Authorization field: Basic for a password, Bearer for a token."""
        secret = await self._surroundings.secret(renew)
        if secret.kind != "password":
            return f"Bearer {secret.value}"
        pair = f"{self._surroundings.endpoint.user or self._surroundings.account.address}:{secret.value}"
        return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"
