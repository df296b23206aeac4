"""The demo's calendars, address book and drive, talked to as any client would."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.demo import address_book, agenda, drive
from app.demo.backend import DemoBackend
from sync.model.accounts import Account, Identity, Service
from sync.model.calendar import CalendarTruth, Entry, Window
from sync.model.changes import Want
from sync.model.contacts import Card, CardDraft, ContactTruth
from sync.model.faults import AuthNeeded
from sync.model.ids import AccountId, CollectionId, RemoteId, new_operation_id
from sync.model.operations import Octets, RemoteOperation, SaveContact
from sync.parse import resources, vcard
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.caldav.calendars import CalDav
from sync.protocols.carddav.books import CardDav
from sync.protocols.webdav.drive import WebDav

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[3]
PROTOCOLS = {Service.CALENDAR: CalDav, Service.CONTACTS: CardDav, Service.FILES: WebDav}
WEDNESDAY = datetime(2026, 11, 25, 10, 15, tzinfo=UTC)
WEEK = Window(int((WEDNESDAY - timedelta(days=3)).timestamp()), int((WEDNESDAY + timedelta(days=4)).timestamp()))


@pytest.fixture
async def backend(tmp_path: Path) -> AsyncIterator[DemoBackend]:
    running = DemoBackend(tmp_path / "demo")
    await running.start()
    yield running
    await running.stop()


@asynccontextmanager
async def client(backend: DemoBackend, service: Service, password: str = "") -> AsyncIterator[Protocol]:
    endpoint = next(one for one in backend.endpoints if one.service is service)
    account = Account(AccountId(1), backend.address, "Démo", "demo", (endpoint,), Identity(backend.address))

    async def secret(renew: bool) -> Secret:
        return Secret("password", password or backend.password)

    protocol = PROTOCOLS[service](Surroundings(account, endpoint, secret, backend.trust))
    try:
        yield protocol
    finally:
        await protocol.close()


async def found(protocol: Protocol) -> dict[str, dict[RemoteId, object]]:
    """Everything that is there, by the collection's name."""
    everything: dict[str, dict[RemoteId, object]] = {}
    for collection in await protocol.collections():
        here = everything.setdefault(collection.name, {})
        cursor = None
        while True:
            page = await protocol.changes(collection.remote_id, cursor)
            here |= {one.item: one.truth for one in page.upserts}
            cursor = page.cursor
            if not page.more:
                break
    return everything


async def test_calendars_with_a_work_week_and_tasks_are_there(backend: DemoBackend) -> None:
    async with client(backend, Service.CALENDAR) as protocol:
        calendars = await found(protocol)
    assert set(calendars) == {"Agenda", "Équipe environnement", "Personnel", "À faire"}
    assert min(len(items) for items in calendars.values()) >= 3
    assert all(isinstance(one, CalendarTruth) for items in calendars.values() for one in items.values())


async def test_the_address_book_is_there_and_what_is_written_stays(tmp_path: Path) -> None:
    first = DemoBackend(tmp_path)
    await first.start()
    raw = resources.edited(Service.CONTACTS, b"", CardDraft(name="Nadia Roux"), uid="nouveau", now=0)[0]
    card = resources.listed(Service.CONTACTS, raw, WEEK)
    assert isinstance(card, Card)
    async with client(first, Service.CONTACTS) as protocol:
        (book,) = await protocol.collections()
        made = SaveContact(CollectionId(1), raw, card)
        await protocol.apply(RemoteOperation(new_operation_id(), made, target=book.remote_id, payload=Octets(raw)))
    await first.stop()
    second = DemoBackend(tmp_path)
    await second.start()
    async with client(second, Service.CONTACTS) as protocol:
        (cards,) = (await found(protocol)).values()
    await second.stop()
    names = [vcard.card(one.raw).name for one in cards.values() if isinstance(one, ContactTruth)]
    assert names.count("Nadia Roux") == 1
    assert len(cards) > 40


async def test_the_drive_is_there_and_its_files_can_be_taken(backend: DemoBackend) -> None:
    async with client(backend, Service.FILES) as protocol:
        ((name, items),) = (await found(protocol)).items()
        assert name == "Fichiers de la préfecture"
        place = next(one for one in items if one.endswith(".odt"))
        (root,) = await protocol.collections()
        async with aclosing(protocol.fetch(root.remote_id, [place], Want.WHOLE)) as chunks:
            taken = b"".join([chunk.data or b"" async for chunk in chunks])
    with zipfile.ZipFile(io.BytesIO(taken)) as package:
        assert package.read("mimetype") == b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("service", sorted(PROTOCOLS))
async def test_without_the_password_there_is_no_way_in(backend: DemoBackend, service: Service) -> None:
    async with client(backend, service, "faux") as protocol:
        with pytest.raises(AuthNeeded):
            await protocol.collections()


async def test_mail_does_not_wait_for_servers_that_nobody_asked(tmp_path: Path) -> None:
    start = (
        "import asyncio, sys; from pathlib import Path; from app.demo.backend import DemoBackend;"
        "backend = DemoBackend(Path(sys.argv[1])); loop = asyncio.new_event_loop(); loop.run_until_complete(backend.start());"
        "print(sorted({'radicale', 'wsgidav', 'cheroot'} & set(sys.modules)), len(backend.endpoints));"
        "loop.run_until_complete(backend.stop()); loop.close()"
    )
    command = [sys.executable, "-c", start, str(tmp_path / "demo")]
    said = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert said.stdout.decode().split() == ["[]", "5"]


def test_every_calendar_resource_is_understood() -> None:
    entries = [
        resources.listed(Service.CALENDAR, text.encode(), WEEK)
        for calendar in agenda.CALENDARS
        for text in agenda.resources(calendar, WEDNESDAY).values()
    ]
    assert all(isinstance(one, Entry) and one.summary for one in entries)
    shown = [one for entry in entries if isinstance(entry, Entry) for one in entry.occurrences]
    assert len(shown) > 20
    assert sum(bool(entry.recurring) for entry in entries if isinstance(entry, Entry)) >= 5


@pytest.mark.parametrize("days", range(7))
def test_the_week_that_is_shown_is_a_work_week(days: int) -> None:
    now = WEDNESDAY + timedelta(days=days)
    texts = agenda.resources(agenda.WORK, now)
    entry = resources.listed(Service.CALENDAR, texts["visite.ics"].encode(), Window(0, 2**40))
    assert isinstance(entry, Entry)
    begins = datetime.fromtimestamp(entry.occurrences[0].start, UTC)
    assert begins.weekday() == 1
    assert abs(begins - now) < timedelta(days=7)


def test_every_card_is_understood_and_groups_name_people_of_the_book() -> None:
    cards = [
        resources.listed(Service.CONTACTS, text.encode(), WEEK) for text in address_book.cards(WEDNESDAY).values()
    ]
    people = {one.uid: one for one in cards if isinstance(one, Card) and not one.is_group}
    groups = [one for one in cards if isinstance(one, Card) and one.is_group]
    assert len(people) >= 40
    assert len(groups) == 2
    assert all(len(group.members) > 3 and set(group.members) <= set(people) for group in groups)
    twice = Counter(mail.value for one in people.values() for mail in one.emails)
    assert max(twice.values()) == 2


def test_photos_are_pictures() -> None:
    texts = address_book.cards(WEDNESDAY).values()
    photos = [found for text in texts if (found := resources.photo(text.encode())) is not None]
    assert len(photos) >= 12
    assert all(kind == "image/png" and octets.startswith(b"\x89PNG") for kind, octets in photos)
    assert len({octets for _, octets in photos}) == len(photos)


def test_files_of_every_kind_are_in_the_drive() -> None:
    there = {path: content for path, content, _ in drive.files(WEDNESDAY)}
    assert {path.rpartition(".")[2] for path in there} == {"odt", "docx", "pdf", "png", "csv"}
    assert len(there) >= 30
    with zipfile.ZipFile(io.BytesIO(there["Modèles/Note au préfet.docx"])) as package:
        assert "word/document.xml" in package.namelist()


async def test_where_those_servers_are_not_installed_the_demo_is_mail_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.demo.backend.find_spec", lambda name: None)
    running = DemoBackend(tmp_path / "demo")
    await running.start()
    try:
        assert [one.service for one in running.endpoints] == [Service.MAIL, Service.SUBMISSION]
    finally:
        await running.stop()
