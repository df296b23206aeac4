"""A connection that opens itself: signs in with the current secret, selects what is asked for, comes back after a loss."""

from __future__ import annotations

from sync.model.faults import AuthNeeded
from sync.protocols.base import Secret, Surroundings
from sync.protocols.reaching import gate_of
from sync.transport.imap.client import ImapClient, Server
from sync.transport.imap.selected import Selected


class Session:
    """At most one signed-in client. Not for two tasks at once."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._client: ImapClient | None = None
        self._gate = gate_of(surroundings)

    async def client(self) -> ImapClient:
        """Return a signed-in client. Raises `Offline`, `Transient`, `AuthNeeded`, `Forbidden`, `Unsupported`."""
        if self._client is None or not self._client.connection.alive:
            self._client = await self._open()
        await self._client.ease()
        return self._client

    async def select(self, mailbox: str) -> tuple[ImapClient, Selected]:
        """Return a client with `mailbox` selected, as it is if it already was. Raises `Gone("collection")`."""
        client = await self.client()
        if client.selected is not None and client.selected.name == mailbox:
            return client, client.selected
        return client, await client.select(mailbox)

    async def close(self) -> None:
        """Leave politely."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    def drop(self) -> None:
        """Leave at once."""
        if self._client is not None:
            self._client.drop()
            self._client = None

    async def _open(self) -> ImapClient:
        secret = await self._surroundings.secret(False)
        try:
            return await self._sign_in(secret)
        except AuthNeeded as refused:
            renewed = await self._surroundings.secret(True)
            if renewed == secret:
                raise refused
        return await self._sign_in(renewed)

    async def _sign_in(self, secret: Secret) -> ImapClient:
        surroundings, endpoint = self._surroundings, self._surroundings.endpoint
        server = Server(
            account=surroundings.account.id,
            host=endpoint.host,
            port=endpoint.port,
            security=endpoint.security,
            trust=surroundings.trust,
            timeout=surroundings.timeout,
            without=frozenset(endpoint.parameters.get("without", "").upper().encode().split()),
            compress={"yes": True, "no": False}.get(endpoint.parameters.get("compress", "")),
        )
        client = await ImapClient.connect(server, self._gate)
        user = endpoint.user or surroundings.account.address
        try:
            if secret.kind == "password":
                await client.sign_in(user, password=secret.value)
            else:
                await client.sign_in(user, token=secret.value)
        except BaseException:
            client.drop()
            raise
        return client
