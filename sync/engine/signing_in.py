"""Sign-in by browser: from an account's endpoint to tokens in the encrypted store, and fresh access tokens from then on."""

from __future__ import annotations

import asyncio
import logging
import secrets
import string
from collections.abc import Awaitable, Callable

import msgspec

from sync.engine.clock import Clock
from sync.engine.opened import OpenStore
from sync.engine.sovereignty import Sovereignty
from sync.model.accounts import Account, Endpoint, SignIn
from sync.model.faults import AuthNeeded, Fault, StoreFault, Unsupported
from sync.model.ids import AccountId
from sync.store.read import accounts as read_accounts
from sync.store.write import accounts as write_accounts
from sync.transport.http import Http
from sync.transport.oauth import (
    BrowserSignIn,
    Client,
    Server,
    TokenKeeper,
    Tokens,
    described,
    metadata,
    register,
    register_installation,
    revoke,
)

_log = logging.getLogger(__name__)

PROGRAM = "Écritoire"
SOFTWARE = "ecritoire"
"""What this program is called where it registers each installation."""
SECRET = "oauth"
"""Under which name the store keeps a sign-in."""
PAGE = "https://ecritoire.example"
"""The program's page, as its packages name it."""
_DEVICE = "{device}"
"""Stands in a scope for the device that signs in."""
_REVOKE_SECONDS = 5.0


class Kept(msgspec.Struct, frozen=True):
    """A sign-in as the store keeps it."""

    server: Server
    client: Client
    tokens: Tokens


class SigningIn:
    """The sign-ins by browser of all accounts. `done` is called with an account once the person has signed in, `failed`
    with the fault that a sign-in ended in."""

    def __init__(
        self,
        store: OpenStore,
        sovereignty: Sovereignty,
        clock: Clock,
        *,
        done: Callable[[Account], Awaitable[None]],
        failed: Callable[[Account, Fault], Awaitable[None]],
    ) -> None:
        self._store = store
        self._sovereignty = sovereignty
        self._clock = clock
        self._done = done
        self._failed = failed
        self._keepers: dict[AccountId, tuple[TokenKeeper, Http]] = {}
        self._waiting: dict[AccountId, asyncio.Task[None]] = {}

    async def begin(self, account: Account) -> str:
        """Start a sign-in and return the page to open in the person's browser; a former one that still waits ends.

        Raises `Unsupported("sign_in_by_browser")` where no authorization server is known for the account, and the faults of
        `metadata` and `register`.
        """
        endpoint = _by_browser(account)
        await self._stop_waiting(account.id)
        http = self._http(account, endpoint)
        try:
            if endpoint.parameters.get("issuer"):
                server, sign_in = await self._by_metadata(account, endpoint, http)
            else:
                server, sign_in = await self._at_known_addresses(endpoint, http)
        except BaseException:
            await http.close()
            raise
        client = sign_in.client
        address = sign_in.address
        self._waiting[account.id] = asyncio.create_task(self._finish(account, http, sign_in, server, client))
        return address

    async def _by_metadata(self, account: Account, endpoint: Endpoint, http: Http) -> tuple[Server, BrowserSignIn]:
        """Begin at a server that describes itself."""
        server = await metadata(http, endpoint.parameters["issuer"])
        before = self.kept(account.id)
        if before is not None and before.server.issuer == server.issuer and _DEVICE in endpoint.parameters.get("scope", ""):
            client = before.client  # the same device: its keys are here, and worth something to that one alone
        else:
            scopes = tuple(endpoint.parameters.get("scope", "").replace(_DEVICE, _new_device()).split())
            known = endpoint.parameters.get("client_id", "")
            client = Client(known, scopes) if known else await register(http, server, PROGRAM, scopes, PAGE)
        sign_in = BrowserSignIn(http, server, client, user=endpoint.user or account.address, clock=self._now)
        return server, await sign_in.__aenter__()

    async def _at_known_addresses(self, endpoint: Endpoint, http: Http) -> tuple[Server, BrowserSignIn]:
        """Begin at a server whose addresses the manifest knows; it is told where the browser will come back to."""
        port = "" if endpoint.port == 443 else f":{endpoint.port}"
        server = described(f"https://{endpoint.host}{port}", endpoint.parameters)
        scopes = endpoint.parameters.get("scope", "").split()
        sign_in = BrowserSignIn(http, server, Client(""), clock=self._now)
        await sign_in.__aenter__()
        try:
            sign_in.client = await register_installation(http, server, PROGRAM, SOFTWARE, sign_in.redirect, scopes)
        except BaseException:
            await sign_in.__aexit__(None, None, None)
            raise
        return server, sign_in

    async def access(self, account: Account, renew: bool) -> str:
        """Return a valid access token; `renew` after a server refused the last one.

        Raises `AuthNeeded("sign_in_needed" | "sign_in_expired")`, and the faults of the network.
        """
        keeper = self._keepers.get(account.id)
        if keeper is None:
            kept = self.kept(account.id)
            if kept is None:
                raise AuthNeeded("sign_in_needed")
            http = self._http(account, _by_browser(account))
            keeper = self._keepers[account.id] = self._keeper(account.id, kept, http), http
        return await keeper[0].access(renew)

    async def end(self, account: Account, kept: Kept | None) -> None:
        """Forget an account's sign-in, and tell the authorization server so, as far as it can be reached."""
        await self._stop_waiting(account.id)
        await self._drop_keeper(account.id)
        if kept is None:
            return
        try:
            async with asyncio.timeout(_REVOKE_SECONDS), self._http(account, _by_browser(account)) as http:
                await revoke(http, kept.server, kept.client, kept.tokens)
        except (Fault, TimeoutError) as fault:
            _log.info("sign-in of account %d not revoked: %s", account.id, getattr(fault, "code", "timeout"))

    async def close(self) -> None:
        """Stop waiting for persons, and leave all servers."""
        for account in tuple(self._waiting):
            await self._stop_waiting(account)
        for account in tuple(self._keepers):
            await self._drop_keeper(account)

    async def _finish(
        self, account: Account, http: Http, sign_in: BrowserSignIn, server: Server, client: Client
    ) -> None:
        """Wait for the person, keep what the sign-in brought, and let the account work."""
        try:
            tokens = await sign_in.finish()
            await self._keep(account.id, Kept(server, client, tokens))
            await self._drop_keeper(account.id)
            await self._done(account)
        except Fault as fault:
            _log.info("sign-in of account %d: %s:%s", account.id, fault.kind, fault.code)
            await self._failed(account, fault)
        finally:
            await sign_in.__aexit__(None, None, None)
            await http.close()
            if self._waiting.get(account.id) is asyncio.current_task():
                del self._waiting[account.id]

    def _keeper(self, account: AccountId, kept: Kept, http: Http) -> TokenKeeper:
        async def keep(tokens: Tokens) -> None:
            await self._keep(account, Kept(kept.server, kept.client, tokens))

        return TokenKeeper(http, kept.server, kept.client, kept.tokens, keep, clock=self._now)

    async def _keep(self, account: AccountId, kept: Kept) -> None:
        text = msgspec.json.encode(kept).decode()
        await self._store.write_durably(write_accounts.set_secret, account, SECRET, text)

    def kept(self, account: AccountId) -> Kept | None:
        """Return the sign-in of an account, None where there is none. Raises `StoreFault("damaged")`."""
        text = self._store.read(read_accounts.secret, account, SECRET)
        if text is None:
            return None
        try:
            return msgspec.json.decode(text, type=Kept)
        except msgspec.MsgspecError as error:
            raise StoreFault("damaged") from error

    def _http(self, account: Account, endpoint: Endpoint) -> Http:
        return Http(self._sovereignty.gate, account.id, trust=self._sovereignty.trust_of(endpoint))

    def _now(self) -> float:
        return self._clock.now_ms() / 1000

    async def _stop_waiting(self, account: AccountId) -> None:
        task = self._waiting.pop(account, None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _drop_keeper(self, account: AccountId) -> None:
        keeper = self._keepers.pop(account, None)
        if keeper is not None:
            await keeper[1].close()


def _new_device() -> str:
    """Return a name for a device that no other has."""
    return "".join(secrets.choice(string.ascii_uppercase) for _ in range(10))


def _by_browser(account: Account) -> Endpoint:
    for endpoint in account.endpoints:
        known = endpoint.parameters.get("issuer") or endpoint.parameters.get("authorize")
        if endpoint.sign_in is SignIn.OAUTH2 and known:
            return endpoint
    raise Unsupported("sign_in_by_browser", backend=account.backend)
