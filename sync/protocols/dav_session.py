"""What the DAV protocols share to reach their server: one HTTP session through the gate, signed in by password or token."""

from __future__ import annotations

from urllib.parse import urlsplit

from sync.protocols import reaching
from sync.protocols.base import Surroundings
from sync.transport.dav.client import Dav


class DavSession(reaching.HttpSession):
    """The connection of one DAV protocol."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._dav: Dav | None = None

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
        self._dav = None
        await super().close()

    async def authorization(self, renew: bool) -> str:
        """Return the Authorization field."""
        return reaching.authorization(self._surroundings, await self._surroundings.secret(renew))
