"""Two profiles of one account on real DAV servers: both write offline, then meet; nothing is lost, and both end up the same."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.calendar import EntryDraft, Moment, Window
from sync.model.contacts import CardDraft, Labelled
from sync.model.ids import AccountId, CollectionId, ItemId, new_operation_id
from sync.model.operations import CreateCollection, CreateFolder, DeleteItems, MoveFile
from sync.model.pending import Pending
from sync.providers.registry import protocol_class
from sync.rpc import messages as m
from sync.serial import intention_to_json, to_json
from sync.store.read import calendar as read_calendar
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from sync.store.read import files as read_files
from sync.store.read import outbox as read_outbox
from tests.engine.ground import PASSPHRASE, Ground, make_engine
from tests.servers.dav import ALICE, PASSWORD, RUNNING, DavServer, installed

pytestmark = pytest.mark.server

NINE = 1_795_424_400
DAY = Window(NINE - 9 * 3600, NINE + 15 * 3600)


@pytest.fixture
def servers(request: pytest.FixtureRequest) -> Iterator[tuple[DavServer, DavServer]]:
    """Radicale, and a server of files: WsgiDAV, or the one that a test names."""
    files = getattr(request, "param", "wsgidav")
    if not installed(files):
        pytest.skip(f"{files} is not installed")
    with ExitStack() as stack:
        yield stack.enter_context(RUNNING["radicale"]()), stack.enter_context(RUNNING[files]())


def spec(service: str, protocol: str, server: DavServer) -> m.EndpointSpec:
    parameters = {"trust": str(server.authority.trust), **({"path": server.path} if server.path else {})}
    return m.EndpointSpec(service, protocol, "localhost", server.port, user=ALICE, parameters=parameters)


class Profile(Ground):
    """One machine of Alice's."""

    def box(self, service: Service) -> CollectionId:  # type: ignore[override]
        return self.read(read_collections.collections, service)[0].id

    async def save(self, draft: EntryDraft | CardDraft, item: ItemId | None = None) -> ItemId:
        service = Service.CALENDAR if isinstance(draft, EntryDraft) else Service.CONTACTS
        make = m.SaveEntry if isinstance(draft, EntryDraft) else m.SaveContact
        reply = await self.engine.answer(make(new_operation_id(), self.box(service), to_json(draft).encode(), item or 0))
        assert isinstance(reply, m.Saved)
        return ItemId(reply.items[0])

    async def upload(self, path: Path, folder: ItemId | None = None, item: ItemId | None = None) -> ItemId:
        command = m.Upload(new_operation_id(), self.box(Service.FILES), str(path), folder or 0, item=item or 0)
        reply = await self.engine.answer(command)
        assert isinstance(reply, m.Saved)
        return ItemId(reply.items[0])

    def agenda(self) -> list[str]:
        boxes = [row.id for row in self.read(read_collections.collections, Service.CALENDAR)]
        return sorted(row.summary for row in self.read(read_calendar.occurrences, boxes, DAY, DAY))

    def event(self) -> ItemId:
        boxes = [row.id for row in self.read(read_collections.collections, Service.CALENDAR)]
        return self.read(read_calendar.occurrences, boxes, DAY, DAY)[0].entry

    def people(self) -> list[str]:
        boxes = [row.id for row in self.read(read_collections.collections, Service.CONTACTS)]
        return [row.name for row in self.read(read_contacts.contacts, boxes)]

    def names(self, folder: ItemId | None = None) -> dict[str, ItemId]:
        return {row.name: row.id for row in self.read(read_files.listing, self.box(Service.FILES), folder)}

    async def content(self, item: ItemId) -> bytes:
        kept = await self.engine.answer(m.OpenFile(item))
        assert isinstance(kept, m.Kept)
        return await self.desk.store.blob(kept.blob)  # type: ignore[arg-type]

    async def end_conflicts(self, ending: str) -> int:
        waiting = self.read(read_outbox.conflicts)
        for conflict in waiting:
            await self.engine.answer(m.Resolve(conflict.id, ending))
        return len(waiting)


async def profile(folder: Path, servers: tuple[DavServer, DavServer]) -> Profile:
    engine = make_engine(folder, make=protocol_class)
    await engine.answer(m.CreateStore(PASSPHRASE, False))
    calendars, files = servers
    specs = [
        spec("calendar", "caldav", calendars),
        spec("contacts", "carddav", calendars),
        spec("files", "webdav", files),
    ]
    added = await engine.answer(m.AddAccount(ALICE, "Alice", "", "generic", specs, PASSWORD))
    assert isinstance(added, m.Added)
    return Profile(None, engine, AccountId(added.account), ALICE)  # type: ignore[arg-type]


@pytest.fixture
async def both(servers: tuple[DavServer, DavServer], tmp_path: Path) -> AsyncIterator[tuple[Profile, Profile]]:
    """A desk and a laptop that know the same calendar, address book and drive."""
    desk, laptop = [await profile(tmp_path / name, servers) for name in ("desk", "laptop")]
    try:
        for service, name in ((Service.CALENDAR, "Agenda"), (Service.CONTACTS, "Carnet")):
            if not any(row.name == name for row in desk.read(read_collections.collections, service)):
                kind, text = intention_to_json(CreateCollection(name, None, service=service))
                await desk.engine.answer(m.Intend(new_operation_id(), desk.account, kind, text.encode()))
        for one in (desk, laptop, desk):
            await one.sync()
        yield desk, laptop
    finally:
        for one in (desk, laptop):
            await one.engine.stop()


async def meet(desk: Profile, laptop: Profile) -> None:
    for one in (desk, laptop, desk, laptop):
        await one.sync()


async def test_what_one_writes_the_other_reads(both: tuple[Profile, Profile], tmp_path: Path) -> None:
    desk, laptop = both
    start = Moment(NINE, "Europe/Paris")
    await desk.save(EntryDraft(summary="Réunion — « été »", start=start, end=Moment(NINE + 3600, "Europe/Paris")))
    await desk.save(CardDraft(name="Élodie Martin", emails=(Labelled("elodie@exemple.fr", "work"),)))
    (tmp_path / "Été & hiver #1.txt").write_bytes(b"bonjour")
    await desk.intend(CreateFolder(desk.box(Service.FILES), None, "Dossier partagé"))
    folder = desk.names()["Dossier partagé"]
    await desk.upload(tmp_path / "Été & hiver #1.txt", folder)
    await meet(desk, laptop)
    assert "Réunion — « été »" in laptop.agenda()
    assert "Élodie Martin" in laptop.people()
    theirs = laptop.names(laptop.names()["Dossier partagé"])
    assert await laptop.content(theirs["Été & hiver #1.txt"]) == b"bonjour"
    await laptop.intend(MoveFile((laptop.names()["Dossier partagé"],), None, "Dossier renommé"))
    await meet(laptop, desk)
    assert list(desk.names(desk.names()["Dossier renommé"])) == ["Été & hiver #1.txt"]
    await laptop.intend(DeleteItems((laptop.names()["Dossier renommé"],), Service.FILES))
    await laptop.intend(DeleteItems((laptop.event(),), Service.CALENDAR))
    await meet(laptop, desk)
    assert (desk.names(), desk.agenda()) == ({}, [])


async def test_an_event_and_a_contact_changed_on_both_sides_are_kept_twice(both: tuple[Profile, Profile]) -> None:
    desk, laptop = both
    await desk.save(EntryDraft(summary="Commun", start=Moment(NINE, "UTC"), end=Moment(NINE + 3600, "UTC")))
    await desk.save(CardDraft(name="Commune"))
    await meet(desk, laptop)
    for one, name in ((desk, "bureau"), (laptop, "portable")):
        await one.save(EntryDraft(summary=f"Du {name}"), one.event())
        boxes = [row.id for row in one.read(read_collections.collections, Service.CONTACTS)]
        (card,) = [row for row in one.read(read_contacts.contacts, boxes) if row.name == "Commune"]
        await one.save(CardDraft(name=f"Du {name}"), card.id)
    await desk.sync()
    await laptop.sync()
    assert laptop.agenda() == ["Du bureau"]
    pending = {row.pending for row in laptop.read(read_contacts.contacts, [laptop.box(Service.CONTACTS)])}
    assert Pending.CONFLICT in pending
    assert await laptop.end_conflicts("keep_both") == 2
    await meet(laptop, desk)
    for one in (desk, laptop):
        assert [name[:16] for name in one.agenda()] == ["Du bureau", "Du portable (con"]
        assert {"Du bureau"} <= set(one.people())
        assert any(name.startswith("Du portable (conflit, Alice, ") for name in one.people())
        assert one.read(read_outbox.operations) == []


@pytest.mark.parametrize("servers", ["wsgidav", "apache", "rclone"], indirect=True)
async def test_a_file_changed_on_both_sides_becomes_a_pair(both: tuple[Profile, Profile], tmp_path: Path) -> None:
    desk, laptop = both
    path = tmp_path / "Budget.ods"
    path.write_bytes(b"base")
    await desk.upload(path)
    await meet(desk, laptop)
    for one, content in ((desk, b"du bureau, plus long"), (laptop, b"du portable")):
        path.write_bytes(content)
        await one.upload(path, item=one.names()["Budget.ods"])
    await desk.sync()
    await laptop.sync()
    assert await laptop.end_conflicts("keep_both") == 1
    await meet(laptop, desk)
    for one in (desk, laptop):
        pair = {name: await one.content(item) for name, item in one.names().items() if name.startswith("Budget")}
        assert pair["Budget.ods"] == b"du bureau, plus long"
        ((name, content),) = [other for other in pair.items() if other[0] != "Budget.ods"]
        assert (name.startswith("Budget (conflit, Alice, 20"), name.endswith(").ods"), content) == (True, True, b"du portable")


async def test_a_deletion_meets_a_change(both: tuple[Profile, Profile]) -> None:
    desk, laptop = both
    await desk.save(EntryDraft(summary="À garder", start=Moment(NINE, "UTC"), end=Moment(NINE + 3600, "UTC")))
    await meet(desk, laptop)
    await desk.intend(DeleteItems((desk.event(),), Service.CALENDAR))
    await laptop.save(EntryDraft(location="Salle 2"), laptop.event())
    await desk.sync()
    await laptop.sync()
    assert await laptop.end_conflicts("keep_mine") == 1
    await meet(laptop, desk)
    assert desk.agenda() == ["À garder"]
