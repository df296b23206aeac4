"""An account at work: its protocols, opened when needed, its turn, and its condition as the window shows it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from enum import Enum
from functools import partial

from sync.engine.keeper import StoreKeeper
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.sovereignty import Sovereignty
from sync.model.accounts import Account, AccountCondition, Endpoint, Service, SignIn
from sync.model.faults import AuthNeeded, Fault, Offline, Transient, Unsupported
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.rpc.messages import AccountChanged
from sync.serial import fault_to_json
from sync.store.read import accounts as read_accounts
from sync.store.read import collections as read_collections
from sync.store.write import accounts as write_accounts

_log = logging.getLogger(__name__)

MakeProtocol = Callable[[str], Callable[[Surroundings], Protocol]]
"""Protocol class by name: `sync.providers.registry.protocol_class`."""


Token = Callable[[Account, Endpoint, bool], Awaitable[str]]
"""An access token that is valid at an endpoint; True after it refused the last one (`sync.engine.signing_in`)."""


class Lane(Enum):
    """What a connection is for, so that a long download holds nothing else up."""

    ORDER = "order"
    """Changes and operations, one at a time."""
    CONTENT = "content"
    """Contents in bulk."""
    UPLOAD = "upload"
    """Large contents on their way to the server."""
    READING = "reading"
    """What the person waits for."""


class Turn:
    """A lock that tells whether somebody waits for it, so that whoever holds it for long may let others pass."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0

    @property
    def wanted(self) -> bool:
        """Whether somebody waits."""
        return self._waiting > 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Hold the turn for the block."""
        self._waiting += 1
        try:
            await self._lock.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._lock.release()


class Session:
    """One account's protocols. A service's `turn` orders what changes its truth; each other lane has a lock of its own."""

    def __init__(
        self,
        account: Account,
        store: OpenStore,
        notices: Notices,
        sovereignty: Sovereignty,
        make: MakeProtocol,
        token: Token,
    ) -> None:
        self.account = account
        self._turns: dict[Service, Turn] = {}
        self.condition = AccountCondition.OFFLINE
        self._store = store
        self._notices = notices
        self._sovereignty = sovereignty
        self._make = make
        self._token = token
        self._protocols: dict[tuple[Service, Lane], Protocol] = {}
        self._locks: dict[tuple[Service, Lane], asyncio.Lock] = {}

    def turn(self, service: Service) -> Turn:
        """Return what orders everything that changes the truth of a service."""
        return self._turns.setdefault(service, Turn())

    def offers(self, service: Service) -> bool:
        """Whether the account has an endpoint for `service`."""
        return self.account.endpoint(service) is not None

    def protocol(self, service: Service, lane: Lane = Lane.ORDER) -> Protocol:
        """Return the protocol of a service for a lane. Raises `Unsupported("service")`."""
        known = self._protocols.get((service, lane))
        if known is None:
            endpoint = self.account.endpoint(service)
            if endpoint is None:
                raise Unsupported("service", service=service)
            surroundings = Surroundings(
                account=self.account,
                endpoint=endpoint,
                secret=partial(self._token_secret, endpoint) if endpoint.sign_in is SignIn.OAUTH2 else self._password,
                trust=self._sovereignty.trust_of(endpoint),
                gate=self._sovereignty.gate,
                kept=partial(self._store.read, read_collections.kept, self.account.id, service),
                keeper=StoreKeeper(self._store, self.account.id),
            )
            known = self._protocols[service, lane] = self._make(endpoint.protocol)(surroundings)
        return known

    @asynccontextmanager
    async def alone(self, service: Service, lane: Lane) -> AsyncIterator[Protocol]:
        """Use a lane's protocol for the block, nobody else at the same time."""
        async with self._locks.setdefault((service, lane), asyncio.Lock()):
            yield self.protocol(service, lane)

    async def show(self, condition: AccountCondition, fault: Fault | None = None) -> None:
        """Say how the account is doing."""
        self.condition = condition
        if await self._store.write(write_accounts.set_condition, self.account.id, condition, fault):
            kind, code, parameters = fault_to_json(fault) if fault is not None else ("", "", "{}")
            self._notices.tell(AccountChanged(self.account.id, condition, kind, code, parameters))

    async def failed(self, fault: Fault) -> None:
        """Show what a fault means for the account, and drop connections that may be broken."""
        _log.info("account %d: %s:%s", self.account.id, fault.kind, fault.code)
        match fault:
            case AuthNeeded():
                await self.show(AccountCondition.AUTH_NEEDED, fault)
            case Offline() | Transient():
                await self.show(AccountCondition.OFFLINE, fault)
            case _:
                await self.show(AccountCondition.FAULT, fault)

    async def close(self) -> None:
        """Leave all servers."""
        protocols, self._protocols = self._protocols, {}
        await asyncio.gather(*(protocol.close() for protocol in protocols.values()))

    async def _token_secret(self, endpoint: Endpoint, renew: bool) -> Secret:
        return Secret("token", await self._token(self.account, endpoint, renew))

    async def _password(self, renew: bool) -> Secret:
        value = self._store.read(read_accounts.secret, self.account.id, "password")
        if value is None:
            raise AuthNeeded("no_password")
        return Secret("password", value)
