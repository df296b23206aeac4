"""CalDAV and CardDAV keep the contract against Radicale (sync tokens) and Xandikos (comparison, no sign-in)."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from sync.model.accounts import Service
from sync.model.ids import RemoteId
from sync.protocols import dav_changes
from sync.protocols.base import Protocol
from sync.protocols.caldav.calendars import CalDav
from sync.protocols.carddav.books import CardDav
from tests.contract.dav import OnDav, Reached, reached
from tests.contract.items import CalendarContract, ContactsContract
from tests.servers.dav import RUNNING, DavServer

pytestmark = pytest.mark.server


@pytest.fixture(scope="module", params=["radicale", "xandikos"])
def running(request: pytest.FixtureRequest) -> Iterator[DavServer]:
    with RUNNING[request.param]() as server:
        yield server


@pytest.fixture
async def server(running: DavServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reached]:
    monkeypatch.setattr(dav_changes, "BATCH", 3)
    async with reached(running) as made:
        yield made


class OnTokens(OnDav):
    async def expire(self, server: Any, protocol: Protocol, collection: RemoteId) -> None:
        if server.server.name != "radicale":
            pytest.skip("this server keeps its cursors for ever")
        tokens = [one for one in server.server.folder.rglob("sync-token") if one.is_dir()]
        assert tokens
        for each in tokens:
            shutil.rmtree(each)


class TestCalDav(OnTokens, CalendarContract):
    service = Service.CALENDAR
    protocol_class = CalDav


class TestCardDav(OnTokens, ContactsContract):
    service = Service.CONTACTS
    protocol_class = CardDav
