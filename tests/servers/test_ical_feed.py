"""Published calendars: read where they changed, never written, whatever the publisher does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from aiohttp import web

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.calendar import CalendarTruth, Window
from sync.model.faults import AuthNeeded, Fault, Forbidden, Gone, Rejected, Transient, Unreadable
from sync.model.ids import AccountId, ItemId, RemoteId, new_operation_id
from sync.model.operations import DeleteItems, RemoteItem, RemoteOperation
from sync.parse import ical
from sync.protocols.base import Secret, Surroundings
from sync.protocols.ical_feed import feed as feed_module
from sync.protocols.ical_feed import pieces
from sync.protocols.ical_feed.feed import IcalFeed
from tests.servers.authority import Authority

pytestmark = pytest.mark.server

ZONE = "\r\n".join(
    ("BEGIN:VTIMEZONE", "TZID:Amt", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0300", "TZOFFSETTO:+0300",
     "END:STANDARD", "END:VTIMEZONE", "")
)  # fmt: skip


def entry(uid: str, title: str, extra: str = "") -> str:
    lines = ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", "DTSTART;TZID=Amt:20260330T100000")
    return "\r\n".join((*lines, f"{extra}SUMMARY:{title}", "END:VEVENT", ""))


def published(*entries: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nX-WR-CALNAME:Agenda de l'équipe\r\n{ZONE}{''.join(entries)}END:VCALENDAR\r\n".encode()


class Publisher:
    """Publishes a file at one secret address, with an ETag or a date."""

    def __init__(self) -> None:
        self.content = published(entry("1", "Un"), entry("2", "Deux"))
        self.status = 200
        self.etag: str | None = '"1"'
        self.location = ""
        self.served = 0

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.location and request.path != "/moved":
            return web.Response(status=302, headers={"Location": self.location})
        if request.query_string != "secret=1" and request.path != "/moved":
            return web.Response(status=404)
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        self.served += 1
        return web.Response(status=self.status, body=self.content, headers={"ETag": self.etag} if self.etag else {})


class Reader:
    """Follows a feed as the store would."""

    def __init__(self) -> None:
        self.revisions: dict[RemoteId, str] = {}
        self.titles: dict[RemoteId, str] = {}
        self.cursor: bytes | None = None

    def kept(self, collection: RemoteId, folder: RemoteId | None) -> Mapping[RemoteId, str]:
        return dict(self.revisions)

    async def follow(self, protocol: IcalFeed) -> int:
        told, more = 0, True
        while more:
            page = await protocol.changes(RemoteId("feed"), self.cursor)
            for change in page.upserts:
                assert isinstance(change.truth, CalendarTruth)
                self.revisions[change.item] = change.revision
                self.titles[change.item] = ical.entry(change.truth.raw, Window(0, 1)).summary
            for item in {*page.removed, *(set(self.revisions) - page.snapshot if page.snapshot is not None else ())}:
                self.revisions.pop(item, None)
                self.titles.pop(item, None)
            told += len(page.upserts)
            self.cursor, more = page.cursor, page.more
        return told


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
async def protocol(tmp_path: Path, publisher: Publisher, reader: Reader) -> AsyncIterator[IcalFeed]:
    authority = Authority(tmp_path)
    runner = web.ServerRunner(web.Server(publisher))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=authority.good().context()).start()
    port = runner.addresses[0][1]
    endpoint = Endpoint(Service.CALENDAR, "ical_feed", "localhost", port, parameters={"path": "/a.ics?secret=1"})
    account = Account(AccountId(1), "", "Équipe", "generic", (endpoint,), Identity(""))

    async def secret(renew: bool) -> Secret:
        raise AssertionError("a feed without a user asks for no secret")

    made = IcalFeed(Surroundings(account, endpoint, secret, authority.trust, 5.0, kept=reader.kept))
    yield made
    await made.close()
    await runner.cleanup()


async def test_entries_are_told_one_by_one_with_their_zones(protocol: IcalFeed, reader: Reader) -> None:
    (calendar,) = await protocol.collections()
    assert (calendar.name, calendar.writable, calendar.total) == ("Agenda de l'équipe", False, 2)
    await reader.follow(protocol)
    assert sorted(reader.titles.values()) == ["Deux", "Un"]
    chunks = [chunk async for chunk in protocol.fetch(RemoteId("feed"), [next(iter(reader.titles))], feed_module.Want.WHOLE)]
    assert chunks[0].data is not None
    assert ical.entry(chunks[0].data, Window(0, 1)).occurrences[0].start == 1774854000


async def test_what_is_the_same_is_not_fetched_again(protocol: IcalFeed, publisher: Publisher, reader: Reader) -> None:
    await reader.follow(protocol)
    assert await reader.follow(protocol) == 0
    assert publisher.served == 1


@pytest.mark.parametrize("etag", ['"2"', None])
async def test_only_what_differs_is_told(
    protocol: IcalFeed, publisher: Publisher, reader: Reader, etag: str | None
) -> None:
    await reader.follow(protocol)
    publisher.etag = etag
    changed = entry("1", "Un").replace("DTSTAMP:2026", "DTSTAMP:2027")
    publisher.content = published(changed, entry("3", "Trois"))
    assert await reader.follow(protocol) == 1
    assert sorted(reader.titles.values()) == ["Trois", "Un"]


async def test_a_large_feed_comes_in_pages(
    protocol: IcalFeed, publisher: Publisher, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "PAGE", 3)
    publisher.content = published(*(entry(str(number), f"N{number}") for number in range(10)))
    assert await reader.follow(protocol) == 10
    assert len(reader.titles) == 10


async def test_overrides_stay_with_their_series(protocol: IcalFeed, publisher: Publisher, reader: Reader) -> None:
    series = entry("1", "Un", "RRULE:FREQ=DAILY;COUNT=2\r\n")
    publisher.content = published(series, entry("1", "Bis", "RECURRENCE-ID:20260331T070000Z\r\n"))
    await reader.follow(protocol)
    assert list(reader.titles.values()) == ["Un"]


@pytest.mark.parametrize(
    ("status", "kind"), [(401, AuthNeeded), (403, Rejected), (404, Gone), (410, Gone), (429, Transient), (500, Transient)]
)
async def test_refusals(protocol: IcalFeed, publisher: Publisher, reader: Reader, status: int, kind: type[Fault]) -> None:
    await reader.follow(protocol)
    publisher.status, publisher.etag = status, None
    with pytest.raises(kind):
        await reader.follow(protocol)
    assert len(reader.titles) == 2


async def test_a_web_page_instead_of_a_calendar_loses_nothing(protocol: IcalFeed, publisher: Publisher, reader: Reader) -> None:
    await reader.follow(protocol)
    publisher.content, publisher.etag = b"<html>Connexion</html>", None
    with pytest.raises(Unreadable):
        await reader.follow(protocol)
    assert len(reader.titles) == 2


async def test_it_follows_to_allowed_hosts_only(protocol: IcalFeed, publisher: Publisher, reader: Reader) -> None:
    publisher.location = "/moved"
    await reader.follow(protocol)
    assert len(reader.titles) == 2
    publisher.location, publisher.etag = "https://ailleurs.fr/a.ics", '"3"'
    with pytest.raises(Forbidden):
        await reader.follow(protocol)


async def test_nothing_is_ever_written(protocol: IcalFeed) -> None:
    item = RemoteItem(RemoteId("feed"), RemoteId("x"))
    with pytest.raises(Rejected, match="not_permitted"):
        await protocol.apply(RemoteOperation(new_operation_id(), DeleteItems((ItemId(1),), Service.CALENDAR), (item,)))


BROKEN = [b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", b"BEGIN:VCALENDAR\nEND:VEVENT\nBEGIN:VEVENT\nEND:VEVENT"]


@pytest.mark.parametrize("feed", BROKEN)
def test_broken_feeds_are_cut_as_far_as_they_go(feed: bytes) -> None:
    assert len(pieces.resources(feed)) <= 1
