"""An account at a Nextcloud: signed in on the instance's own page in the browser, which gives this program its own password."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Service
from sync.model.faults import Unreadable, Unsupported
from sync.model.ids import AccountId
from sync.providers.manifest import manifests
from sync.rpc import messages as m
from sync.store.read import accounts as read_accounts
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from tests.engine.ground import PASSPHRASE, Ground, NoKeyring, until
from tests.servers.authority import Authority
from tests.servers.nextcloud import LOGIN, PASSWORD, FakeNextcloud, Node, running_nextcloud

pytestmark = pytest.mark.server

ALICE = "alice@exemple.fr"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
async def server(authority: Authority) -> AsyncIterator[FakeNextcloud]:
    async with running_nextcloud(authority.good().context()) as made:
        assert made.root.children is not None
        made.root.children["avis.txt"] = Node(content=b"Bonjour")
        yield made
        assert made.unknown == []


@pytest.fixture
async def ground(server: FakeNextcloud, authority: Authority, tmp_path: Path) -> AsyncIterator[Ground]:
    engine = Engine(
        tmp_path / "profile", parsing=InProcess(), credentials=NoKeyring(), trust=authority.trust, argon_memory_kib=64
    )
    await engine.start()
    try:
        await engine.answer(m.CreateStore(PASSPHRASE, False))
        found = manifests()["nextcloud"].endpoints_for(ALICE, "localhost") or ()
        specs = [
            m.EndpointSpec(
                one.service, one.protocol, one.host, server.port, user=one.user, sign_in=one.sign_in, parameters=one.parameters
            )
            for one in found
            if one.service is Service.FILES
        ]
        added = await engine.answer(m.AddAccount(ALICE, "Alice", "Nuage", "nextcloud", specs, "", check=False))
        assert isinstance(added, m.Added)
        yield Ground(None, engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]
    finally:
        await engine.stop()


async def page(ground: Ground) -> str:
    answer = await ground.engine.answer(m.SignInByBrowser(ground.account))
    assert isinstance(answer, m.BrowserAddress)
    return answer.address


async def test_the_account_works_once_the_person_said_yes_on_the_page(ground: Ground, server: FakeNextcloud) -> None:
    await until(lambda: ground.worker.session.condition == "auth_needed", 30)
    address = await page(ground)
    assert address.startswith(f"https://localhost:{server.port}/")
    assert ground.read(read_accounts.secret, ground.account, "password") is None
    server.accept(address)
    await until(lambda: bool(ground.read(read_collections.collections, Service.FILES)), 30)
    drive = ground.read(read_collections.collections, Service.FILES)[0].id
    await until(lambda: [row.name for row in ground.read(read_files.listing, drive)] == ["avis.txt"], 30)
    account = ground.read(read_accounts.account, ground.account)
    assert [one.user for one in account.endpoints] == [LOGIN]
    assert ground.read(read_accounts.secret, ground.account, "password") == PASSWORD


async def test_the_password_is_given_back_when_the_account_goes(ground: Ground, server: FakeNextcloud) -> None:
    server.accept(await page(ground))
    await until(lambda: bool(ground.read(read_collections.collections, Service.FILES)), 30)
    await ground.engine.answer(m.RemoveAccount(ground.account))
    assert server.given_back
    assert ground.read(read_accounts.accounts) == []


async def test_an_account_goes_although_its_server_cannot_be_reached(ground: Ground, server: FakeNextcloud) -> None:
    server.accept(await page(ground))
    await until(lambda: bool(ground.read(read_collections.collections, Service.FILES)), 30)
    server.off = True
    await ground.engine.answer(m.RemoveAccount(ground.account))
    assert not server.given_back
    assert ground.read(read_accounts.accounts) == []


async def test_a_second_try_replaces_the_first(ground: Ground, server: FakeNextcloud) -> None:
    first, second = await page(ground), await page(ground)
    assert first != second
    server.accept(second)
    await until(lambda: ground.read(read_accounts.secret, ground.account, "password") == PASSWORD, 30)


async def test_a_server_without_such_a_page_is_said_to_have_none(ground: Ground, server: FakeNextcloud) -> None:
    account = ground.read(read_accounts.account, ground.account)
    account.endpoints[0].parameters["page"] = "/nulle-part"
    await ground.desk.accounts.change(account)
    with pytest.raises((Unsupported, Unreadable)):
        await page(ground)
    server.unknown.clear()
