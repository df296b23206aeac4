"""The people of a SCIM service, listed and compared, beside scim2-server: an independent implementation of RFC 7643 and 7644."""

from __future__ import annotations

import ssl
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import aiohttp
import pytest
from scim2_models import ScimProvider
from scim2_server.memory import InMemoryStorage
from scim2_server.testserver.application import BearerTokenApplication
from scim2_server.utils import (
    load_default_resource_types,
    load_default_schemas,
    load_default_service_provider_config,
)

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.changes import Want
from sync.model.faults import AuthNeeded, CursorExpired, Offline, Rejected
from sync.model.ids import AccountId, RemoteId
from sync.model.operations import DeleteItems
from sync.parse import vcard
from sync.protocols.base import Secret, Surroundings
from sync.protocols.scim import cards, directory
from sync.protocols.scim.directory import BOOK, ScimDirectory
from tests.contract.chat_suite import operation
from tests.contract.items import Mirror
from tests.servers.authority import Authority
from tests.servers.ports import HOST

pytestmark = pytest.mark.server

TOKEN = "jeton-de-l-assistance"
ZOE = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", cards.ENTERPRISE],
    "userName": "zoe.petit",
    "name": {"givenName": "Zoé", "familyName": "Petit"},
    "displayName": "Zoé Petit, « la cheffe »",
    "title": "Cheffe de service",
    "emails": [{"value": "z@perso.example", "type": "home"}, {"value": "zoe@exemple.fr", "type": "work", "primary": True}],
    "phoneNumbers": [{"value": "tel:+33-1-23-45-67-89", "type": "mobile"}],
    cards.ENTERPRISE: {"organization": "Ville", "department": "Achats; marchés"},
}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class Scim:
    """A running service."""

    def __init__(self, port: int, authority: Authority) -> None:
        self.port, self.authority = port, authority

    async def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Do what an administrator does there."""
        trust = ssl.create_default_context(cafile=str(self.authority.trust))
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/scim+json"}
        url = f"https://localhost:{self.port}/v2{path}"
        async with (
            aiohttp.ClientSession() as asking,
            asking.request(method, url, json=body, headers=headers, ssl=trust) as answer,
        ):
            assert answer.status < 300, await answer.text()
            return dict(await answer.json()) if answer.status != 204 else {}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Scim]:
    authority = Authority(tmp_path)
    schemas, kinds = load_default_schemas().values(), load_default_resource_types().values()
    provider = ScimProvider.from_discovery(schemas, kinds, load_default_service_provider_config())
    application = BearerTokenApplication(InMemoryStorage(), provider, bearer_tokens=[TOKEN])
    server = make_server(HOST, 0, application, server_class=_Server, handler_class=_Quiet)
    server.socket = authority.good().context().wrap_socket(server.socket, server_side=True)
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    running.start()
    yield Scim(server.server_port, authority)
    server.shutdown()
    server.server_close()
    running.join(10)


class Reading:
    """Somebody who follows the address book, and the protocol under test."""

    def __init__(self, service: Scim, token: str = TOKEN) -> None:
        self.mirror = Mirror()
        endpoint = Endpoint(Service.CONTACTS, "scim", "localhost", service.port, parameters={"path": "/v2"})
        account = Account(AccountId(1), "a@exemple.fr", "Ville", "talkspirit", (endpoint,), Identity("a@exemple.fr"))

        async def secret(_renew: bool) -> Secret:
            return Secret("password", token)

        kept = self.mirror.kept
        self.book = ScimDirectory(
            Surroundings(account, endpoint, secret, service.authority.trust, 5.0, kept=lambda _, folder: kept(folder))
        )

    async def names(self) -> list[str]:
        await self.mirror.follow(self.book, BOOK)
        return sorted(vcard.card(truth.raw).name for truth in self.mirror.truths.values())


@pytest.fixture
async def reading(service: Scim, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reading]:
    monkeypatch.setattr(directory, "PAGE", 2)
    monkeypatch.setattr(directory, "EVERY_SECONDS", 0.0)
    made = Reading(service)
    yield made
    await made.book.close()


async def test_people_come_with_what_is_known_of_them(service: Scim, reading: Reading) -> None:
    await service.ask("POST", "/Users", ZOE)
    (book,) = await reading.book.collections()
    assert (book.name, book.writable) == ("Ville", False)
    assert await reading.names() == ["Zoé Petit, « la cheffe »"]
    (truth,) = reading.mirror.truths.values()
    card = vcard.card(truth.raw)
    assert (card.given, card.family, card.title) == ("Zoé", "Petit", "Cheffe de service")
    assert (card.organization, card.department) == ("Ville", "Achats; marchés")
    assert [one.value for one in card.emails] == ["zoe@exemple.fr", "z@perso.example"]
    (item,) = reading.mirror.truths
    chunks = [chunk async for chunk in reading.book.fetch(BOOK, [item, RemoteId("personne")], Want.WHOLE)]
    assert [chunk.data for chunk in chunks] == [truth.raw, None]


async def test_who_comes_changes_and_goes_is_noticed_over_pages(service: Scim, reading: Reading) -> None:
    made = [await service.ask("POST", "/Users", {**ZOE, "userName": f"u{n}", "displayName": f"Agent {n}"}) for n in range(5)]
    assert await reading.names() == [f"Agent {n}" for n in range(5)]
    await service.ask("DELETE", f"/Users/{made[0]['id']}")
    await service.ask("PUT", f"/Users/{made[1]['id']}", {**ZOE, "userName": "u1", "displayName": "Agent 1 bis"})
    await service.ask("PUT", f"/Users/{made[2]['id']}", {**ZOE, "userName": "u2", "displayName": "Parti", "active": False})
    assert await reading.names() == ["Agent 1 bis", "Agent 3", "Agent 4"]
    page = await reading.book.changes(BOOK, reading.mirror.cursor)
    assert page.upserts == ()


async def test_a_list_that_grows_while_it_is_read_is_read_again(service: Scim, reading: Reading) -> None:
    for n in range(4):
        await service.ask("POST", "/Users", {**ZOE, "userName": f"u{n}", "displayName": f"Agent {n}"})
    first = await reading.book.changes(BOOK, None)
    reading.mirror.take(first)
    await service.ask("POST", "/Users", {**ZOE, "userName": "u4", "displayName": "Agent 4"})
    assert await reading.names() == [f"Agent {n}" for n in range(5)]


async def test_a_listing_is_good_for_hours(service: Scim, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await reading.names() == []
    monkeypatch.setattr(directory, "EVERY_SECONDS", 3600.0)
    await service.ask("POST", "/Users", ZOE)
    assert await reading.names() == []
    reading.mirror.cursor = None
    assert len(await reading.names()) == 1


async def test_a_wrong_token_a_wrong_cursor_and_a_wish_to_write_are_told(service: Scim, reading: Reading) -> None:
    stranger = Reading(service, "faux")
    with pytest.raises(AuthNeeded):
        await stranger.book.check()
    await stranger.book.close()
    with pytest.raises(CursorExpired):
        await reading.book.changes(BOOK, b"rien")
    with pytest.raises(Rejected):
        await reading.book.apply(operation(DeleteItems(()), BOOK))
    service.port = 1
    away = Reading(service)
    with pytest.raises(Offline):
        await away.book.check()
    await away.book.close()


def test_long_and_odd_names_make_a_card_that_is_read_back() -> None:
    emails = [{"value": 5}, {"value": "a@b.fr"}]
    person = {"id": "7", "displayName": "É" * 90 + ", le; grand \\", "emails": emails, "name": "rien"}
    raw = cards.card(person)
    assert max(len(line) for line in raw.splitlines()) <= 75
    assert vcard.card(raw).name == person["displayName"]
    assert [one.value for one in vcard.card(raw).emails] == ["a@b.fr"]
