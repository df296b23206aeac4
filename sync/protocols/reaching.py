"""How protocols reach their server: through the engine's gate, by one HTTP session, signed in by password or token."""

from __future__ import annotations

import base64

from sync.protocols.base import Secret, Surroundings
from sync.transport.gate import Gate
from sync.transport.http import Http


def gate_of(surroundings: Surroundings) -> Gate:
    """Return the engine's gate, or one that lets nothing through but this endpoint."""
    if surroundings.gate is not None:
        return surroundings.gate
    gate = Gate()
    gate.allow(surroundings.account.id, [surroundings.endpoint.host])
    return gate


def authorization(surroundings: Surroundings, secret: Secret) -> str:
    """Return the Authorization field: Basic for a password (RFC 7617), Bearer for a token (RFC 6750)."""
    if secret.kind != "password":
        return f"Bearer {secret.value}"
    user = surroundings.endpoint.user or surroundings.account.address
    return f"Basic {base64.b64encode(f'{user}:{secret.value}'.encode()).decode('ascii')}"


class HttpSession:
    """The connections of one protocol over HTTP: opened by the first request, and anew after `close`."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self.gate = gate_of(surroundings)
        """What lets connections out, and says at which pace."""
        self._open: Http | None = None

    @property
    def http(self) -> Http:
        """What everything goes through."""
        if self._open is None:
            known = self._surroundings
            self._open = Http(self.gate, known.account.id, trust=known.trust, within=known.timeout)
        return self._open

    async def close(self) -> None:
        """Drop every connection."""
        opened, self._open = self._open, None
        if opened is not None:
            await opened.close()
