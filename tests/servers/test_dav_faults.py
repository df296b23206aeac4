"""Faults ordered from real DAV servers in the middle of a synchronisation: each is told as what it is, and nothing is lost."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.calendar import Component, Entry
from sync.model.faults import (
    AuthNeeded,
    CursorExpired,
    Fault,
    Gone,
    Offline,
    Rejected,
    Stale,
    Transient,
    Unreadable,
)
from sync.model.files import FileTruth
from sync.model.ids import AccountId, BlobName, CollectionId, RemoteId, new_operation_id
from sync.model.operations import (
    CreateCollection,
    CreateFolder,
    Octets,
    RemoteItem,
    RemoteOperation,
    SaveEntry,
    UploadFile,
)
from sync.protocols import dav_changes
from sync.protocols.base import Protocol, Secret, Surroundings
from sync.protocols.caldav.calendars import CalDav
from sync.protocols.webdav import walking
from sync.protocols.webdav.drive import WebDav
from tests.servers.dav import ALICE, PASSWORD, DavServer, empty, radicale, wsgidav
from tests.servers.meddler import Meddler, Meddling, meddling

pytestmark = pytest.mark.server
TOP = RemoteId("")
_BOX = CollectionId(1)


@dataclass
class Store:
    """What a store would keep of a collection."""

    revisions: dict[RemoteId, str] = field(default_factory=dict)
    folders: dict[RemoteId, RemoteId] = field(default_factory=dict)
    cursor: bytes | None = None

    def kept(self, collection: RemoteId, folder: RemoteId | None) -> Mapping[RemoteId, str]:
        return {item: revision for item, revision in self.revisions.items() if folder is None or self.folders[item] == folder}

    async def follow(self, protocol: Protocol, collection: RemoteId) -> None:
        more = True
        while more:
            page = await protocol.changes(collection, self.cursor)
            for change in page.upserts:
                self.revisions[change.item] = change.revision
                self.folders[change.item] = change.truth.parent if isinstance(change.truth, FileTruth) else TOP
            gone = {*page.removed}
            if page.snapshot is not None:
                gone |= set(self.kept(collection, page.folder)) - page.snapshot
            for item in gone:
                self.revisions.pop(item, None)
            self.cursor, more = page.cursor, page.more


@dataclass
class Bench:
    """A protocol before a meddler before a real server, with a store behind it."""

    protocol: Protocol
    meddler: Meddler
    store: Store
    collection: RemoteId
    secrets: list[bool]


def surroundings(server: DavServer, port: int, service: Service, name: str, store: Store, secrets: list[bool]) -> Surroundings:
    endpoint = Endpoint(service, name, "localhost", port, user=ALICE, parameters={"path": server.path})
    account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))

    async def secret(renew: bool) -> Secret:
        secrets.append(renew)
        return Secret("password", PASSWORD)

    return Surroundings(account, endpoint, secret, server.authority.trust, 10.0, kept=store.kept)


@pytest.fixture(scope="module")
def calendar_server() -> Iterator[DavServer]:
    with radicale() as server:
        yield server


@pytest.fixture(scope="module")
def file_server() -> Iterator[DavServer]:
    with wsgidav() as server:
        yield server


def trusting(server: DavServer) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(server.authority.trust))


def saving(collection: RemoteId, uid: str, title: str, over: RemoteItem | None = None) -> RemoteOperation:
    raw = "\r\n".join(
        ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z",
         "DTSTART:20260330T080000Z", f"SUMMARY:{title}", "END:VEVENT", "END:VCALENDAR", "")
    ).encode()  # fmt: skip
    intention = SaveEntry(_BOX, raw, Entry(uid, Component.EVENT))
    return RemoteOperation(new_operation_id(), intention, (over,) if over else (), collection, payload=Octets(raw))


def uploading(collection: RemoteId, name: str, content: bytes, folder: RemoteId = TOP) -> RemoteOperation:
    intention = UploadFile(_BOX, None, name, BlobName(b""), len(content))
    return RemoteOperation(new_operation_id(), intention, (), collection, payload=Octets(content), folder=folder)


@pytest.fixture
async def calendar(calendar_server: DavServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    """A calendar of four events, of which pages bring two."""
    monkeypatch.setattr(dav_changes, "BATCH", 2)
    async with meddling(calendar_server.port, calendar_server.certified, trusting(calendar_server)) as meddler:
        store, secrets = Store(), list[bool]()
        protocol = CalDav(surroundings(calendar_server, meddler.port, Service.CALENDAR, "caldav", store, secrets))
        making = CreateCollection("Essai", None, service=Service.CALENDAR)
        made = await protocol.apply(RemoteOperation(new_operation_id(), making))
        assert made.collection is not None
        for number in range(4):
            await protocol.apply(saving(made.collection.remote_id, f"u{number}", f"N{number}"))
        yield Bench(protocol, meddler, store, made.collection.remote_id, secrets)
        await protocol.close()


@pytest.fixture
async def drive(file_server: DavServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bench]:
    """A drive of two folders with two files each, listed folder by folder."""
    monkeypatch.setattr(walking, "PAGE", 1)
    empty(file_server.folder / "files")
    async with meddling(file_server.port, file_server.certified, trusting(file_server)) as meddler:
        store, secrets = Store(), list[bool]()
        protocol = WebDav(surroundings(file_server, meddler.port, Service.FILES, "webdav", store, secrets))
        root = protocol.root
        for folder in ("a", "b"):
            await protocol.apply(RemoteOperation(new_operation_id(), CreateFolder(_BOX, None, folder), (), root))
            for name in ("1", "2"):
                await protocol.apply(uploading(root, f"{name}.txt", name.encode(), RemoteId(folder)))
        yield Bench(protocol, meddler, store, root, secrets)
        await protocol.close()


AT_ONCE = {"Retry-After": "0"}
"""A busy server may be asked again at once: else all of the account waits as long as it said."""
VALID_TOKEN = b'<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>'
BOMB = (
    b'<!DOCTYPE m [<!ENTITY a "aaaa">]><d:multistatus xmlns:d="DAV:"><d:response><d:href>&a;</d:href></d:response>'
    b"</d:multistatus>"
)


@pytest.mark.parametrize(
    ("meddled", "kind"),
    [
        (Meddling("REPORT", status=403), None),
        (Meddling("REPORT", status=401, times=2), AuthNeeded),
        (Meddling("PROPFIND", status=404), Gone),
        (Meddling("REPORT", status=429, headers=AT_ONCE), Transient),
        (Meddling("REPORT", status=503, headers=AT_ONCE), Transient),
        (Meddling("REPORT", cut=200), Offline),
        (Meddling("PROPFIND", cut=150), Offline),
        (Meddling("REPORT", status=207, body=BOMB), Unreadable),
        (Meddling("REPORT", status=207, body=b"<html/>"), Unreadable),
        (Meddling("PROPFIND", status=302, headers={"Location": "https://ailleurs.fr/"}), Fault),
    ],
    ids=lambda value: f"{value.method}-{value.status or 'cut'}-{len(value.body)}" if isinstance(value, Meddling) else "",
)
async def test_a_calendar_is_whole_after_a_fault_in_the_middle(
    calendar: Bench, meddled: Meddling, kind: type[Fault] | None
) -> None:
    calendar.meddler.plan(meddled)
    if kind is None:  # what the report refuses is fetched one by one
        await calendar.store.follow(calendar.protocol, calendar.collection)
    else:
        with pytest.raises(kind):
            await calendar.store.follow(calendar.protocol, calendar.collection)
    await calendar.store.follow(calendar.protocol, calendar.collection)
    assert len(calendar.store.revisions) == 4


async def test_a_token_that_is_refused_is_compared_anew(calendar: Bench) -> None:
    await calendar.store.follow(calendar.protocol, calendar.collection)
    calendar.meddler.plan(Meddling("REPORT", status=403, body=VALID_TOKEN))
    with pytest.raises(CursorExpired):
        await calendar.store.follow(calendar.protocol, calendar.collection)
    assert len(calendar.store.revisions) == 4
    calendar.store.cursor = None
    await calendar.store.follow(calendar.protocol, calendar.collection)
    assert len(calendar.store.revisions) == 4


async def test_a_sign_in_that_ran_out_is_renewed_in_the_middle(calendar: Bench) -> None:
    calendar.meddler.plan(Meddling("REPORT", status=401))
    await calendar.store.follow(calendar.protocol, calendar.collection)
    assert len(calendar.store.revisions) == 4
    assert calendar.secrets.count(True) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [(403, Rejected), (404, Gone), (409, Gone), (412, Stale), (423, Transient), (429, Transient), (507, Rejected)],
)
async def test_a_refused_write_can_be_tried_again(calendar: Bench, status: int, kind: type[Fault]) -> None:
    calendar.meddler.plan(Meddling("PUT", status=status, headers=AT_ONCE))
    asked = saving(calendar.collection, "neuf", "Neuf")
    with pytest.raises(kind):
        await calendar.protocol.apply(asked)
    await calendar.protocol.apply(asked)
    await calendar.store.follow(calendar.protocol, calendar.collection)
    assert len(calendar.store.revisions) == 5


async def test_a_clock_that_is_ten_minutes_off_changes_nothing(calendar: Bench) -> None:
    for date in ("Wed, 25 Nov 2026 08:50:00 GMT", "Wed, 25 Nov 2099 09:10:00 GMT"):
        calendar.meddler.plan(Meddling(headers={"Date": date}, times=5))
        await calendar.store.follow(calendar.protocol, calendar.collection)
    assert len(calendar.store.revisions) == 4


async def test_an_etag_that_lies_never_overwrites(calendar: Bench) -> None:
    """The answer to a PUT names another revision than the server keeps: the next write is a conflict, not a loss."""
    calendar.meddler.plan(Meddling("PUT", headers={"ETag": '"menteur"'}))
    landed = (await calendar.protocol.apply(saving(calendar.collection, "neuf", "Un"))).landed[0].now
    assert landed is not None
    with pytest.raises(Stale):
        await calendar.protocol.apply(saving(calendar.collection, "neuf", "Deux", landed))


@pytest.mark.parametrize(
    ("meddled", "kind"),
    [
        (Meddling("PROPFIND", status=401, times=2), AuthNeeded),
        (Meddling("PROPFIND", status=404), Gone),
        (Meddling("PROPFIND", status=429, headers=AT_ONCE), Transient),
        (Meddling("PROPFIND", cut=700), Offline),
        (Meddling("PROPFIND", status=207, body=BOMB), Unreadable),
        (Meddling("PROPFIND", status=403), None),
    ],
    ids=lambda value: f"{value.status or 'cut'}-{len(value.body)}" if isinstance(value, Meddling) else "",
)
async def test_a_drive_is_whole_after_a_fault_in_the_middle(
    drive: Bench, meddled: Meddling, kind: type[Fault] | None
) -> None:
    drive.meddler.plan(meddled)
    if kind is not None:
        with pytest.raises(kind):
            await drive.store.follow(drive.protocol, drive.collection)
    drive.store.cursor = None
    await drive.store.follow(drive.protocol, drive.collection)
    assert sorted(drive.store.revisions) == ["a", "a/1.txt", "a/2.txt", "b", "b/1.txt", "b/2.txt"]


async def test_paths_that_climb_out_are_not_there(drive: Bench) -> None:
    response = (
        '<d:response><d:href>{}</d:href><d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop>'
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
    paths = (
        "/alice/../etc/passwd", "/alice/%2e%2e/x", "/alice/a%2f..%2fb", "/autre/x", "https://ailleurs.fr/alice/x",
        "/alice/bon.txt",
    )  # fmt: skip
    body = f'<d:multistatus xmlns:d="DAV:">{"".join(response.format(path) for path in paths)}</d:multistatus>'
    drive.meddler.plan(Meddling("PROPFIND", status=207, body=body.encode()))
    await drive.store.follow(drive.protocol, drive.collection)
    assert list(drive.store.revisions) == ["bon.txt"]


@pytest.mark.parametrize(("status", "kind"), [(403, Rejected), (409, Gone), (423, Transient), (507, Rejected)])
async def test_a_refused_upload_can_be_tried_again(drive: Bench, status: int, kind: type[Fault]) -> None:
    drive.meddler.plan(Meddling("PUT", status=status, headers=AT_ONCE))
    asked = uploading(drive.collection, "neuf.txt", b"neuf")
    with pytest.raises(kind):
        await drive.protocol.apply(asked)
    landed = (await drive.protocol.apply(asked)).landed[0].now
    assert landed is not None
    assert landed.item == "neuf.txt"


async def test_an_upload_that_was_cut_off_is_finished_and_another_ones_file_is_left(drive: Bench, file_server: DavServer) -> None:
    part = file_server.folder / "files" / "grand.bin"
    part.write_bytes(b"0123456789" * 10)
    await drive.protocol.apply(uploading(drive.collection, "grand.bin", b"0123456789" * 100))
    assert part.stat().st_size == 1000
    part.write_bytes(b"de quelqu'un")
    with pytest.raises(Stale):
        await drive.protocol.apply(uploading(drive.collection, "grand.bin", b"0123456789" * 100))
    assert part.read_bytes() == b"de quelqu'un"


@pytest.mark.parametrize("name", ["con", "a:b", "fin.", "..", "x" * 300, "a/b", "nul.txt", "\x07"])
async def test_names_that_some_system_cannot_hold_are_refused(drive: Bench, name: str) -> None:
    with pytest.raises(Rejected, match="bad_name"):
        await drive.protocol.apply(uploading(drive.collection, name, b""))


async def test_accents_are_composed(drive: Bench, file_server: DavServer) -> None:
    await drive.protocol.apply(uploading(drive.collection, "e\u0301te\u0301.txt", b""))
    assert (file_server.folder / "files" / "été.txt").exists()
