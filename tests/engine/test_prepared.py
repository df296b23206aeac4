"""What an administrator prepared, at the engine: accounts that need no search, backends that are refused, limits that hold."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Endpoint, KeepPolicy, Service
from sync.model.faults import Forbidden
from sync.model.sovereignty import Organisation, PreparedAccount
from sync.rpc import messages as m
from sync.store.read import accounts as read_accounts
from tests.engine.test_sovereignty import NoKeyring

ADDRESS = "amartin@exemple.gouv.fr"
PLACE = Endpoint(Service.MAIL, "imap", "imap.exemple.gouv.fr", 993, user=ADDRESS)


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    """An engine under an organisation that prepared one account, allows one backend and keeps 90 days."""
    said = Organisation(
        backends=("generic",),
        keep=KeepPolicy(90, False, 1024 * 1024),
        accounts=(
            PreparedAccount(ADDRESS, "Alice Martin", "generic", "Exemple", (PLACE,)),
            PreparedAccount(ADDRESS, "Alice Martin", "open_dav", "Refusé", (PLACE,)),
            PreparedAccount(ADDRESS, "Alice Martin", "generic", "Second", (PLACE,)),
        ),
    )
    made = Engine(
        tmp_path, parsing=InProcess(), credentials=NoKeyring(), argon_memory_kib=64, organisation=said, automatic=False
    )
    await made.start()
    await made.answer(m.CreateStore("quatre mots choisis au hasard", False))
    yield made
    await made.stop()


def account(backend: str = "generic", **more: int) -> m.AddAccount:
    """The command that adds the account without signing in."""
    place = m.EndpointSpec("mail", "imap", PLACE.host, PLACE.port, user=ADDRESS)
    return m.AddAccount(ADDRESS, "Alice", "", backend, [place], "secret", check=False, **more)


async def test_a_prepared_account_is_found_without_asking_anybody(engine: Engine) -> None:
    found = await engine.answer(m.Discover(ADDRESS.upper()))
    assert isinstance(found, m.Discovered)
    assert (found.backend, found.label, [one.host for one in found.endpoints]) == ("generic", "Exemple", [PLACE.host])
    assert [(one.backend, one.label) for one in found.beside] == [("generic", "Second")]


async def test_a_backend_that_is_not_listed_is_refused(engine: Engine) -> None:
    with pytest.raises(Forbidden, match="backend_not_listed"):
        await engine.answer(account("demo"))


async def test_an_account_keeps_no_more_than_the_organisation_allows(engine: Engine) -> None:
    added = await engine.answer(account(keep_days=0))
    assert isinstance(added, m.Added)
    await engine.answer(m.UpdateAccount(added.account, keep_days=365, keep_attachments=True))
    kept = engine.desk.store.read(read_accounts.account, added.account).keep
    assert kept == KeepPolicy(90, False, 1024 * 1024)
