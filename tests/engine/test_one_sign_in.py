"""One sign-in per person: a certified OpenID provider, and a Dovecot, a Radicale and a WsgiDAV that believe its tokens alone."""

from __future__ import annotations

import asyncio
import contextlib
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Service
from sync.model.ids import AccountId
from sync.rpc import messages as m
from sync.store.read import accounts as read_accounts
from sync.store.read import collections as read_collections
from sync.store.read import sign_ins as read_sign_ins
from tests.engine.ground import PASSPHRASE, Ground, NoKeyring, until
from tests.engine.test_several_backends import make_calendar
from tests.servers import openid
from tests.servers.authority import Authority
from tests.servers.dav import ALICE, PASSWORD, radicale, wsgidav
from tests.servers.dovecot import Dovecot, Introspection, running_dovecot
from tests.servers.openid import OpenId, Person, running_openid
from tests.servers.ports import open_folder
from tests.servers.relay import Relay

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not openid.installed(), reason="oidc-provider is not installed: ./run test puts it into build"),
]

WANTED = {"mail": "courrier", "calendar": "agenda", "contacts": "contacts", "files": "fichiers"}


def password_for_token(provider: OpenId) -> object:
    """What a gateway does that takes tokens before a server that knows passwords only."""

    async def signed_in(authorization: str) -> str:
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer" or await provider.person_of(token) != ALICE:
            return ""
        return f"Basic {b64encode(f'{ALICE}:{PASSWORD}'.encode()).decode()}"

    return signed_in


@dataclass
class Organisation:
    """Everything that Alice signs in to, and she."""

    engine: Engine
    provider: OpenId
    dovecot: Dovecot
    calendars: Relay
    files: Relay
    alice: Person

    def spec(self, service: str, scope: str = "") -> m.EndpointSpec:
        """One service, as the organisation's manifest names it."""
        places = {
            "mail": ("imap", self.dovecot.imaps, ""),
            "calendar": ("caldav", self.calendars.port, ""),
            "contacts": ("carddav", self.calendars.port, ""),
            "files": ("webdav", self.files.port, "/alice/"),
        }
        protocol, port, path = places[service]
        parameters = {"issuer": self.provider.issuer, "scope": f"openid offline_access {scope or WANTED[service]}"}
        if path:
            parameters["path"] = path
        return m.EndpointSpec(service, protocol, "localhost", port, user=ALICE, sign_in="oauth2", parameters=parameters)

    async def add(self, backend: str, *specs: m.EndpointSpec) -> Ground:
        added = await self.engine.answer(m.AddAccount(ALICE, "Alice", backend, backend, list(specs), "", check=False))
        assert isinstance(added, m.Added)
        return Ground(None, self.engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]

    async def sign_in(self, account: AccountId) -> bool:
        """Sign in as the window does; return whether a browser had to be opened."""
        page = await self.engine.answer(m.SignInByBrowser(account))
        assert isinstance(page, m.BrowserAddress)
        if page.address:
            await self.alice.visit(page.address)
        return bool(page.address)


@pytest.fixture
async def organisation(tmp_path: Path) -> AsyncIterator[Organisation]:
    with contextlib.ExitStack() as stack:
        authority = Authority(stack.enter_context(open_folder("openid")))
        provider = stack.enter_context(running_openid(authority))
        asked = Introspection(provider.introspection, authority.trust, "sub")
        dovecot = stack.enter_context(running_dovecot(introspection=asked))
        calendars = stack.enter_context(radicale())
        files = stack.enter_context(wsgidav())
        make_calendar(calendars)
        trust = tmp_path / "all.pem"
        authorities = (authority, dovecot.authority, calendars.authority, files.authority)
        trust.write_text("".join(one.trust.read_text() for one in authorities))
        async with (
            Relay(calendars.port, calendars.authority).running() as agenda,
            Relay(files.port, files.authority).running() as drive,
        ):
            agenda.signed_in = drive.signed_in = password_for_token(provider)  # type: ignore[assignment]
            engine = Engine(
                tmp_path / "profile", parsing=InProcess(), credentials=NoKeyring(), trust=trust, argon_memory_kib=64
            )
            await engine.start()
            try:
                await engine.answer(m.CreateStore(PASSPHRASE, False))
                yield Organisation(engine, provider, dovecot, agenda, drive, Person(ALICE, authority))
            finally:
                await engine.stop()


def listed(ground: Ground, *services: str) -> bool:
    """Whether each of these services has shown what it holds."""
    return all(
        any(row.account == ground.account for row in ground.read(read_collections.collections, Service(one)))
        for one in services
    )


def condition(ground: Ground) -> str:
    """How an account is doing, as the window reads it."""
    return next(row.condition for row in ground.read(read_accounts.accounts) if row.id == ground.account)


async def test_one_visit_serves_mail_calendar_contacts_and_files(organisation: Organisation) -> None:
    everything = await organisation.add("twake", *(organisation.spec(service) for service in WANTED))
    await until(lambda: condition(everything) == "auth_needed", 30)
    assert await organisation.sign_in(everything.account)
    await until(lambda: listed(everything, *WANTED), 30)
    await until(lambda: condition(everything) == "online", 30)
    assert organisation.alice.typed == 1
    assert organisation.alice.scopes == [{"openid", "offline_access", *WANTED.values()}]


async def test_an_account_at_another_backend_needs_no_visit_of_its_own(organisation: Organisation) -> None:
    everything = await organisation.add("twake", *(organisation.spec(service) for service in WANTED))
    await organisation.sign_in(everything.account)
    await until(lambda: listed(everything, "mail"), 30)
    also = await organisation.add("open_dav", organisation.spec("files"))
    assert not await organisation.sign_in(also.account)
    await until(lambda: listed(also, "files"), 30)
    (row,) = also.read(read_sign_ins.used, also.account)
    assert also.read(read_sign_ins.users, row.id) == [everything.account, also.account]


async def test_accounts_added_together_are_signed_in_to_together(organisation: Organisation) -> None:
    mail = await organisation.add("generic", organisation.spec("mail"))
    agenda = await organisation.add("open_dav", organisation.spec("calendar"))
    pages = [await organisation.engine.answer(m.SignInByBrowser(one.account)) for one in (mail, agenda)]
    assert isinstance(pages[0], m.BrowserAddress)
    assert pages[0] == pages[1], "the same page, opened once"
    await organisation.alice.visit(pages[0].address)
    await until(lambda: listed(mail, "mail") and listed(agenda, "calendar"), 30)
    assert organisation.alice.scopes == [{"openid", "offline_access", "courrier", "agenda"}]


async def test_more_is_granted_by_a_visit_that_asks_for_all_of_it_and_for_no_name(organisation: Organisation) -> None:
    mail = await organisation.add("generic", organisation.spec("mail"))
    await organisation.sign_in(mail.account)
    await until(lambda: listed(mail, "mail"), 30)
    agenda = await organisation.add("open_dav", organisation.spec("calendar"))
    assert await organisation.sign_in(agenda.account)
    await until(lambda: listed(agenda, "calendar"), 30)
    assert organisation.alice.typed == 1, "the provider knew her"
    assert organisation.alice.scopes[1] == {"openid", "offline_access", "courrier", "agenda"}
    mail.worker.wake()
    await until(lambda: condition(mail) == "online", 30)


async def test_a_sign_in_ends_with_the_last_account_that_used_it(organisation: Organisation) -> None:
    first = await organisation.add("twake", *(organisation.spec(service) for service in WANTED))
    await organisation.sign_in(first.account)
    await until(lambda: condition(first) == "online", 30)
    second = await organisation.add("open_dav", organisation.spec("calendar"))
    await organisation.sign_in(second.account)
    await until(lambda: listed(second, "calendar"), 30)
    signing_in = organisation.engine.desk.accounts._by_browser()
    endpoint = second.read(read_accounts.account, second.account).endpoints[0]
    await organisation.engine.answer(m.RemoveAccount(first.account, True))
    token = await signing_in.access(second.worker.session.account, endpoint, True)
    assert await organisation.provider.person_of(token) == ALICE
    await organisation.engine.answer(m.RemoveAccount(second.account, True))
    assert await organisation.provider.person_of(token) == ""


async def test_tokens_that_ran_out_are_renewed_once_for_everybody(organisation: Organisation) -> None:
    accounts = [
        await organisation.add(backend, organisation.spec(service, "courrier agenda contacts fichiers"))
        for backend, service in (("generic", "mail"), ("open_dav", "calendar"), ("nextcloud", "files"))
    ]
    assert await organisation.sign_in(accounts[0].account)
    await until(lambda: all(condition(one) == "online" for one in accounts), 30)
    signing_in = organisation.engine.desk.accounts._by_browser()
    sessions = [one.worker.session.account for one in accounts]
    old = await signing_in.access(sessions[0], sessions[0].endpoints[0], False)
    first = await signing_in.access(sessions[0], sessions[0].endpoints[0], True)
    others = await asyncio.gather(*(signing_in.access(one, one.endpoints[0], False) for one in sessions[1:]))
    assert old != first
    assert set(others) == {first}
