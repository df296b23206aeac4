"""Accounts: checked, added, changed and forgotten; and the workers that keep each of them going."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from sync.engine.clock import Clock
from sync.engine.giving_back import give_back, kept_sign_ins
from sync.engine.keeper import StoreKeeper
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.search import Indexer
from sync.engine.session import MakeProtocol, Session
from sync.engine.sovereignty import Sovereignty
from sync.engine.throttle import Throttle
from sync.engine.worker import Worker
from sync.engine.workplace import Workplace
from sync.model.accounts import (
    Account,
    AccountCondition,
    Endpoint,
    Identity,
    KeepPolicy,
    Security,
    Service,
    SignIn,
)
from sync.model.faults import Fault, Forbidden, Gone, Rejected
from sync.model.ids import AccountId, CollectionId
from sync.model.sovereignty import Purpose
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.keeping import Keeper, MemoryKeeper
from sync.rpc import messages
from sync.serial import from_json
from sync.store.connection import Connection
from sync.store.read import accounts as read_accounts
from sync.store.write import accounts as write_accounts

if TYPE_CHECKING:
    from sync.engine.page_sign_in import PageSignIn
    from sync.engine.signing_in import SigningIn

T = TypeVar("T")

NOBODY = AccountId(0)


class Accounts:
    """All accounts of the open store."""

    def __init__(
        self,
        store: OpenStore,
        parsing: Parsing,
        notices: Notices,
        indexer: Indexer,
        sovereignty: Sovereignty,
        make: MakeProtocol,
        clock: Clock,
        watched: Callable[[], CollectionId | None],
    ) -> None:
        self._store = store
        self._parsing = parsing
        self._notices = notices
        self._indexer = indexer
        self._sovereignty = sovereignty
        self._make = make
        self._clock = clock
        self._watched = watched
        self._throttle = Throttle(store, clock)
        self._workers: dict[AccountId, Worker] = {}
        self._running = False
        self._readying: asyncio.Task[None] | None = None
        self._signing_in: SigningIn | None = None
        self._paging: PageSignIn | None = None

    @property
    def busy(self) -> bool:
        """Whether any account has something under way."""
        return any(worker.busy for worker in self._workers.values())

    def load(self) -> None:
        """Make a worker for every enabled account of the store."""
        for account in self._store.read(read_accounts.all_accounts):
            if account.enabled:
                self._add_worker(account)

    def start(self) -> None:
        """Let all work."""
        self._running = True
        for worker in self._workers.values():
            worker.start()

    async def stop(self) -> None:
        """Let all stop; they can be started again."""
        self._running = False
        await asyncio.gather(*(worker.stop() for worker in self._workers.values()))
        if self._signing_in is not None:
            await self._signing_in.close()
        if self._paging is not None:
            await self._paging.close()

    async def begin_again(self) -> None:
        """Let every account leave its servers and, where it works, come back: what it may reach has changed."""
        if self._running:
            await self.stop()
            self.start()

    async def go_offline(self) -> None:
        """Stop working, and say so."""
        await self.stop()
        for worker in self._workers.values():
            await worker.session.show(AccountCondition.OFFLINE)

    def wake(self, account: AccountId | None = None) -> None:
        """Let one account, or all, do everything now."""
        for item, worker in self._workers.items():
            if account in (None, item):
                worker.wake()

    def wake_outbox(self, account: AccountId | None = None) -> None:
        """Let the outbox of one account, or of all, run now."""
        for item, worker in self._workers.items():
            if account in (None, item):
                worker.wake_outbox()

    def worker(self, account: AccountId) -> Worker:
        """Return the worker of an account. Raises `Gone("account")` for one that is no more or not enabled."""
        if account not in self._workers:
            raise Gone("account", account=account)
        return self._workers[account]

    def find(self, account: AccountId) -> Worker | None:
        """Return the worker of an account, None where it has none: it is not enabled."""
        return self._workers.get(account)

    def session(self, account: AccountId) -> Session:
        """Return the session of an account. Raises `Gone("account")`."""
        return self.worker(account).session

    def _ready_parser(self) -> None:
        """Start the parser beside the signing in: the first rows wait for it."""
        self._readying = asyncio.create_task(self._parsing.prepare())

    async def check(self, address: str, spec: messages.EndpointSpec, password: str) -> None:
        """Sign in once at an endpoint. Raises the fault that says why it does not work."""
        self._ready_parser()
        endpoint = endpoint_of(spec, address)
        with self._sovereignty.passage((endpoint.host,), Purpose.CHECK) as stranger:
            account = Account(stranger, address, address, "generic", (endpoint,), Identity(address))
            protocol = self._stranger(account, endpoint, password)
            protocol.counting = False
            try:
                await protocol.check()
            finally:
                await protocol.close()

    async def add(self, asked: messages.AddAccount) -> AccountId:
        """Add an account, after signing in to each of its services where `check` asks for it."""
        if not asked.endpoints:
            raise Rejected("no_endpoints")
        listed = self._sovereignty.organisation.backends
        if listed and asked.backend not in listed:
            raise Forbidden("backend_not_listed", backend=asked.backend)
        self._ready_parser()
        rows = self._store.read(read_accounts.accounts)
        if any(row.address.casefold() == asked.address.casefold() and row.backend == asked.backend for row in rows):
            raise Rejected("account_exists", address=asked.address)
        if asked.check:
            for spec in asked.endpoints:
                await self.check(asked.address, spec, asked.password)
        account = Account(
            NOBODY,
            asked.address,
            asked.label or asked.address,
            asked.backend,
            tuple(endpoint_of(spec, asked.address) for spec in asked.endpoints),
            Identity(asked.address, asked.name),
            KeepPolicy(asked.keep_days, asked.keep_attachments).within(self._sovereignty.organisation.keep),
        )

        def write(connection: Connection) -> AccountId:
            new = write_accounts.add_account(connection, account)
            if asked.password:
                write_accounts.set_secret(connection, new, "password", asked.password)
            return new

        new = await self._store.write_durably(write)
        await self._restart(replace(account, id=new))
        self._notices.rows("account", (new,))
        return new

    async def update(self, asked: messages.UpdateAccount) -> None:
        """Change what the person may change of an account. Raises `Gone("account")`, `Rejected("bad_address")`."""
        account = self._store.read(read_accounts.account, AccountId(asked.account))
        keep = account.keep
        identity, *also = _identities(asked.identities) if asked.identities is not None else account.identities
        changed = replace(
            account,
            label=_or(asked.label, account.label),
            enabled=_or(asked.enabled, account.enabled),
            identity=identity,
            also=tuple(also),
            keep=KeepPolicy(
                _or(asked.keep_days, keep.days),
                _or(asked.keep_attachments, keep.attachments),
                _or(asked.keep_largest, keep.largest),
            ).within(self._sovereignty.organisation.keep),
        )
        await self._store.write_durably(write_accounts.update_account, changed)
        if (changed.enabled, changed.keep, changed.identities) != (account.enabled, account.keep, account.identities):
            await self._restart(changed)
        self._notices.rows("account", (account.id,))

    async def try_out(self, account: Account, service: Service) -> None:
        """Sign in once to a service that an account does not have yet, as it signs in to the others. Raises the fault."""
        session = Session(account, self._store, self._notices, self._sovereignty, self._make, self._access)
        try:
            await session.protocol(service).check()
        finally:
            await session.close()

    async def change(self, account: Account) -> None:
        """Keep an account as it is given, and let it work with that."""
        await self._store.write_durably(write_accounts.update_account, account)
        await self._restart(account)
        self._notices.rows("account", (account.id,))

    async def new_password(self, account: AccountId, password: str) -> None:
        """Replace a password and try again at once."""
        known = self._store.read(read_accounts.account, account)
        await self._store.write_durably(write_accounts.set_secret, account, "password", password)
        await self._restart(known)

    async def sign_in_by_browser(self, account: AccountId) -> str:
        """Start a sign-in and return the page to open, empty where none is needed; the account works by itself once the
        person has finished."""
        known = self._store.read(read_accounts.account, account)
        if any(one.sign_in is SignIn.PAGE for one in known.endpoints):
            return await self._on_page().begin(known)
        return await self._by_browser().begin(known)

    async def remove(self, account: AccountId, *, force: bool) -> None:
        """Forget an account and all that is kept of it. Raises `Rejected("operations_waiting")` unless `force`."""
        known = self._store.read(read_accounts.account, account)
        await self._drop_worker(account)
        signed_in = self._by_browser().only_of(account)
        password = self._store.read(read_accounts.secret, account, "password")
        signed = await kept_sign_ins(StoreKeeper(self._store, account))
        try:
            gone = await self._store.write_durably(write_accounts.remove_account, account, force=force)
        except Rejected:
            await self._restart(known)
            raise
        await self._by_browser().end(known, signed_in)
        stranger = partial(self._stranger, known, password=password or "", keeper=signed)
        await give_back(known, stranger, password=bool(password), signed=signed)
        self._sovereignty.forget(account)
        self._indexer.remove(gone)
        for table in ("account", "collection", "message", "operation", "draft"):
            self._notices.rows(table)

    def _stranger(self, account: Account, endpoint: Endpoint, password: str, keeper: Keeper | None = None) -> Protocol:
        """Return the protocol of an endpoint for an account that is not, or no longer, in the store."""

        async def secret(renew: bool) -> Secret:
            return Secret("password", password)

        surroundings = Surroundings(
            account,
            endpoint,
            secret,
            trust=self._sovereignty.trust_of(endpoint),
            gate=self._sovereignty.gate,
            keeper=keeper or MemoryKeeper(),
        )
        return self._make(endpoint.protocol)(surroundings)

    def _by_browser(self) -> SigningIn:
        """Return the sign-ins by browser, which bring HTTP with them: no start waits for that."""
        if self._signing_in is None:
            from sync.engine.signing_in import SigningIn

            self._signing_in = SigningIn(
                self._store, self._sovereignty, self._clock, done=self._signed_in, failed=self._not_signed_in
            )
        return self._signing_in

    def _on_page(self) -> PageSignIn:
        """Return the sign-ins by page, which bring HTTP with them as well."""
        if self._paging is None:
            from sync.engine.page_sign_in import PageSignIn

            self._paging = PageSignIn(
                self._store, self._sovereignty, self._clock, done=self._signed_in, failed=self._not_signed_in
            )
        return self._paging

    async def _access(self, account: Account, endpoint: Endpoint, renew: bool) -> str:
        return await self._by_browser().access(account, endpoint, renew)

    async def _signed_in(self, account: Account) -> None:
        await self._restart(self._store.read(read_accounts.account, account.id))
        self._notices.rows("account", (account.id,))

    async def _not_signed_in(self, account: Account, fault: Fault) -> None:
        await self.session(account.id).failed(fault)

    async def _restart(self, account: Account) -> None:
        """Let an account work with what it is now."""
        await self._drop_worker(account.id)
        if account.enabled:
            worker = self._add_worker(account)
            if self._running:
                worker.start()

    def _add_worker(self, account: Account) -> Worker:
        account = replace(account, keep=account.keep.within(self._sovereignty.organisation.keep))
        self._sovereignty.admit(account)
        session = Session(account, self._store, self._notices, self._sovereignty, self._make, self._access)
        place = Workplace(session, self._store, self._parsing, self._notices, self._indexer, self._clock, self._throttle)
        worker = Worker(place, self._watched)
        self._workers[account.id] = worker
        return worker

    async def _drop_worker(self, account: AccountId) -> None:
        worker = self._workers.pop(account, None)
        if worker is not None:
            await worker.stop()


def endpoint_of(spec: messages.EndpointSpec, address: str) -> Endpoint:
    """Return the endpoint that was typed or found. Raises `Rejected("bad_endpoint")`."""
    try:
        return Endpoint(
            Service(spec.service),
            spec.protocol,
            spec.host.strip(),
            spec.port,
            Security(spec.security),
            spec.user or address,
            SignIn(spec.sign_in),
            dict(spec.parameters),
        )
    except ValueError as error:
        raise Rejected("bad_endpoint") from error


def spec_of(endpoint: Endpoint) -> messages.EndpointSpec:
    """Return an endpoint as the link carries it."""
    return messages.EndpointSpec(
        endpoint.service,
        endpoint.protocol,
        endpoint.host,
        endpoint.port,
        endpoint.security,
        endpoint.user,
        endpoint.sign_in,
        dict(endpoint.parameters),
    )


def _identities(written: bytes) -> tuple[Identity, ...]:
    """Return the identities that were typed. Raises `Rejected("no_identity")`, `Rejected("bad_address")`."""
    found = from_json(written, tuple[Identity, ...])
    if not found:
        raise Rejected("no_identity", address="")
    for address in (one for identity in found for one in (identity.address, identity.reply_to or identity.address)):
        local, at, domain = address.partition("@")
        if not (local and at and domain) or not address.isprintable() or " " in address or "@" in domain:
            raise Rejected("bad_address", address=address)
    return found


def _or(new: T | None, old: T) -> T:
    return old if new is None else new
