"""Sign-in by browser, once for a person at an authorization server: tokens in the encrypted store, fresh ones from then on.

Whoever signed in for one account does not for the next one that asks at the same server for no more than was granted
([decision 27](../../docs/decisions/0027-one-sign-in-per-person.md)).
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import string
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import msgspec

from sync.engine.clock import Clock
from sync.engine.opened import OpenStore
from sync.engine.sovereignty import Sovereignty
from sync.engine.wishes import DEVICE, Asked, asked_by, issuer_of, of_device
from sync.model.accounts import Account, Endpoint
from sync.model.faults import AuthNeeded, Fault, StoreFault, Unsupported
from sync.model.ids import AccountId
from sync.store.connection import Connection
from sync.store.read import accounts as read_accounts
from sync.store.read import sign_ins as read_sign_ins
from sync.store.rows import SignInRow
from sync.store.write import sign_ins as write_sign_ins
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
PAGE = "https://ecritoire.example"
"""The program's page, as its packages name it."""
_REVOKE_SECONDS = 5.0


class Kept(msgspec.Struct, frozen=True):
    """A sign-in as the store keeps it."""

    server: Server
    client: Client
    tokens: Tokens


@dataclass(slots=True)
class _Opened:
    """Who keeps a sign-in fresh, and for which account's gate it was opened."""

    keeper: TokenKeeper
    http: Http
    account: AccountId


@dataclass(frozen=True, slots=True)
class _Visit:
    """A person who is in their browser, and for what."""

    task: asyncio.Task[None]
    page: str
    issuer: str
    person: str
    scopes: tuple[str, ...]


class SigningIn:
    """The sign-ins by browser of all accounts. `done` is called with each account that can work once the person has signed
    in, `failed` with the fault that a sign-in ended in."""

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
        self._keepers: dict[int, _Opened] = {}
        self._expired: set[int] = set()
        self._waiting: dict[AccountId, _Visit] = {}

    async def begin(self, account: Account) -> str:
        """Start a sign-in and return the page to open in the person's browser; a former one that still waits ends.

        Empty where none is needed: what the person signed in to before serves this account too, which works from now on.
        Raises `Unsupported("sign_in_by_browser")` where no authorization server is known for the account, and the faults of
        `metadata` and `register`.
        """
        everything = asked_by(account)
        missing = [asked for asked in everything if self._used(account.id, asked) is None]
        if missing:
            missing = [asked for asked in missing if not await self._shared(account, asked)]
            if not missing:
                await self._done(account)
                return ""
        asked = next(iter(missing), None) or next(
            (one for one in everything if self._ended(account.id, one)), everything[0]
        )
        under_way = self._under_way(account, asked)
        if under_way:
            return under_way
        await self._stop_waiting(account.id)
        http = self._http(account, asked.endpoint)
        try:
            if asked.endpoint.parameters.get("issuer"):
                server, sign_in = await self._by_metadata(account, asked, http)
            else:
                server, sign_in = await self._at_known_addresses(asked, http)
        except BaseException:
            await http.close()
            raise
        address, scopes = sign_in.address, sign_in.client.scopes
        finishing = asyncio.create_task(self._finish(account, asked, http, sign_in, server))
        self._waiting[account.id] = _Visit(finishing, address, asked.issuer, _person(account), scopes)
        return address

    def _under_way(self, account: Account, asked: Asked) -> str:
        """Return the page on which the person is about to sign in for another account that serves this one too."""
        for other, visit in self._waiting.items():
            serves = (visit.issuer, visit.person) == (asked.issuer, _person(account)) and set(asked.scopes) <= set(
                visit.scopes
            )
            if serves and other != account.id and not asked.alone:
                return visit.page
        return ""

    async def _by_metadata(self, account: Account, asked: Asked, http: Http) -> tuple[Server, BrowserSignIn]:
        """Begin at a server that describes itself. What was granted before is asked for again: one sign-in serves all."""
        server = await metadata(http, asked.issuer)
        row = self._mine_or_shareable(account, asked)
        before = _kept(row).client if row is not None else Client("")
        # the same device: its keys are here, and worth something to that one alone
        device = next((scope.rpartition(":")[2] for scope in before.scopes if of_device(scope)), "") or _new_device()
        others = () if asked.alone else [scope for _, one in self._without(account, asked) for scope in one.scopes]
        wanted = [scope.replace(DEVICE, device) for scope in (*asked.scopes, *others)]
        scopes = tuple(dict.fromkeys((*before.scopes, *wanted)))
        if asked.alone and before.id and scopes == before.scopes:
            client = before
        else:
            client = (
                Client(asked.client, scopes) if asked.client else await register(http, server, PROGRAM, scopes, PAGE)
            )
        user = asked.endpoint.user or account.address
        sign_in = BrowserSignIn(http, server, client, user=user, clock=self._now)
        return server, await sign_in.__aenter__()

    async def _at_known_addresses(self, asked: Asked, http: Http) -> tuple[Server, BrowserSignIn]:
        """Begin at a server whose addresses the manifest knows; it is told where the browser will come back to."""
        server = described(asked.issuer, asked.endpoint.parameters)
        sign_in = BrowserSignIn(http, server, Client(""), clock=self._now)
        await sign_in.__aenter__()
        try:
            sign_in.client = await register_installation(
                http, server, PROGRAM, SOFTWARE, sign_in.redirect, asked.scopes
            )
        except BaseException:
            await sign_in.__aexit__(None, None, None)
            raise
        return server, sign_in

    async def access(self, account: Account, endpoint: Endpoint, renew: bool) -> str:
        """Return an access token that is valid at an endpoint; `renew` after it refused the last one.

        Raises `AuthNeeded("sign_in_needed" | "sign_in_expired")`, and the faults of the network.
        """
        everything = asked_by(account)
        issuer = issuer_of(endpoint)
        asked = next((one for one in everything if one.issuer == issuer), everything[0])
        row = self._used(account.id, asked)
        if row is None:
            raise AuthNeeded("sign_in_needed")
        opened = self._keepers.get(row.id)
        if opened is None:
            http = self._http(account, asked.endpoint)
            opened = self._keepers[row.id] = _Opened(self._keeper(row, http), http, account.id)
        try:
            return await opened.keeper.access(renew)
        except AuthNeeded:
            self._expired.add(row.id)
            raise

    def only_of(self, account: AccountId) -> list[SignInRow]:
        """Return the sign-ins that no other account uses."""
        rows = self._store.read(read_sign_ins.used, account)
        return [row for row in rows if len(self._store.read(read_sign_ins.users, row.id)) == 1]

    async def end(self, account: Account, ended: Sequence[SignInRow]) -> None:
        """Leave the servers for an account that is gone, and tell them to forget what `ended` with it, as far as they can be
        reached."""
        await self._stop_waiting(account.id)
        for item in [item for item, opened in self._keepers.items() if opened.account == account.id]:
            await self._drop_keeper(item)
        if not ended:
            return
        try:
            async with asyncio.timeout(_REVOKE_SECONDS), self._http(account, asked_by(account)[0].endpoint) as http:
                for row in ended:
                    kept = _kept(row)
                    await revoke(http, kept.server, kept.client, kept.tokens)
        except (Fault, TimeoutError) as fault:
            _log.info("sign-in of account %d not revoked: %s", account.id, getattr(fault, "code", "timeout"))

    async def close(self) -> None:
        """Stop waiting for persons, and leave all servers."""
        for account in tuple(self._waiting):
            await self._stop_waiting(account)
        for item in tuple(self._keepers):
            await self._drop_keeper(item)

    async def _finish(self, account: Account, asked: Asked, http: Http, sign_in: BrowserSignIn, server: Server) -> None:
        """Wait for the person, keep what the sign-in brought, and let every account work that it serves."""
        try:
            kept = Kept(server, sign_in.client, await sign_in.finish())
            for user in await self._put(account, asked, kept):
                await self._done(user)
        except Fault as fault:
            _log.info("sign-in of account %d: %s:%s", account.id, fault.kind, fault.code)
            await self._failed(account, fault)
        finally:
            await sign_in.__aexit__(None, None, None)
            await http.close()
            visit = self._waiting.get(account.id)
            if visit is not None and visit.task is asyncio.current_task():
                del self._waiting[account.id]

    async def _put(self, account: Account, asked: Asked, kept: Kept) -> list[Account]:
        """Keep a sign-in in the place of the one it renews, or as a new one; return the accounts that use it."""
        value = msgspec.json.encode(kept).decode()
        row = self._mine_or_shareable(account, asked)
        others = (
            [] if asked.alone else [one.id for one, wanted in self._without(account, asked) if _enough(kept, wanted)]
        )

        def write(connection: Connection) -> int:
            if row is None:
                item = write_sign_ins.add(connection, account.id, asked.issuer, _person(account), value)
            else:
                item = row.id
                write_sign_ins.keep(connection, item, value)
            for user in others if row is None else (account.id, *others):
                write_sign_ins.use(connection, user, item)
            return item

        item = await self._store.write_durably(write)
        self._expired.discard(item)
        await self._drop_keeper(item)
        users = self._store.read(read_sign_ins.users, item)
        return [self._store.read(read_accounts.account, user) for user in users]

    def _without(self, account: Account, asked: Asked) -> list[tuple[Account, Asked]]:
        """Return the person's other accounts that wait for a sign-in at the same server, with what they want of it."""
        found = []
        for other in self._store.read(read_accounts.all_accounts):
            if other.id == account.id or not other.enabled or _person(other) != _person(account):
                continue
            try:
                wanted = [one for one in asked_by(other) if one.issuer == asked.issuer and one.client == asked.client]
            except Unsupported:
                continue
            found += [(other, one) for one in wanted if not one.alone and self._used(other.id, one) is None]
        return found

    def _used(self, account: AccountId, asked: Asked) -> SignInRow | None:
        """Return the sign-in that an account uses at a server, None where it has none that is enough."""
        rows = self._store.read(read_sign_ins.used, account)
        row = next((row for row in rows if row.issuer == asked.issuer), None)
        return row if row is not None and (asked.alone or _enough(_kept(row), asked)) else None

    async def _shared(self, account: Account, asked: Asked) -> bool:
        """Let an account use a sign-in of the same person that grants what it wants; return whether there was one."""
        row = self._shareable(account, asked)
        if row is None or not _enough(_kept(row), asked):
            return False
        await self._store.write_durably(write_sign_ins.use, account.id, row.id)
        return True

    def _shareable(self, account: Account, asked: Asked) -> SignInRow | None:
        """Return the person's sign-in at a server that is no device's or installation's."""
        if asked.alone:
            return None
        rows = self._store.read(read_sign_ins.of_person, asked.issuer, _person(account))
        for row in rows:
            kept = _kept(row)
            mine = not asked.client or kept.client.id == asked.client
            if (
                mine
                and row.id not in self._expired
                and not kept.client.secret
                and not any(map(of_device, kept.client.scopes))
            ):
                return row
        return None

    def _mine_or_shareable(self, account: Account, asked: Asked) -> SignInRow | None:
        rows = self._store.read(read_sign_ins.used, account.id)
        mine = next((row for row in rows if row.issuer == asked.issuer), None)
        return mine if mine is not None else self._shareable(account, asked)

    def _ended(self, account: AccountId, asked: Asked) -> bool:
        row = self._used(account, asked)
        return row is not None and row.id in self._expired

    def _keeper(self, row: SignInRow, http: Http) -> TokenKeeper:
        kept = _kept(row)

        async def keep(tokens: Tokens) -> None:
            value = msgspec.json.encode(Kept(kept.server, kept.client, tokens)).decode()
            await self._store.write_durably(write_sign_ins.keep, row.id, value)

        return TokenKeeper(http, kept.server, kept.client, kept.tokens, keep, clock=self._now)

    def _http(self, account: Account, endpoint: Endpoint) -> Http:
        return Http(self._sovereignty.gate, account.id, trust=self._sovereignty.trust_of(endpoint))

    def _now(self) -> float:
        return self._clock.now_ms() / 1000

    async def _stop_waiting(self, account: AccountId) -> None:
        visit = self._waiting.pop(account, None)
        if visit is not None and visit.task is not asyncio.current_task():
            visit.task.cancel()
            await asyncio.gather(visit.task, return_exceptions=True)

    async def _drop_keeper(self, item: int) -> None:
        """Leave a server, once no refresh is under way: what it brings would be lost."""
        opened = self._keepers.pop(item, None)
        if opened is not None:
            await opened.keeper.rest()
            await opened.http.close()


def _new_device() -> str:
    """Return a name for a device that no other has."""
    return "".join(secrets.choice(string.ascii_uppercase) for _ in range(10))


def _person(account: Account) -> str:
    """Return who signs in, as the store compares it."""
    return account.address.casefold()


def _kept(row: SignInRow) -> Kept:
    """Return what is kept of a sign-in. Raises `StoreFault("damaged")`."""
    try:
        return msgspec.json.decode(row.value, type=Kept)
    except msgspec.MsgspecError as error:
        raise StoreFault("damaged") from error


def _enough(kept: Kept, asked: Asked) -> bool:
    return set(asked.scopes) <= set(kept.client.scopes)
