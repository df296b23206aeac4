"""Calendars and files: reading DAV answers and resources, a first synchronisation of many small files, and finding no change."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sync.model.accounts import Account, Endpoint, Identity, Service
from sync.model.calendar import Window
from sync.model.changes import Want
from sync.model.faults import Offline
from sync.model.files import FileTruth
from sync.model.ids import AccountId, RemoteId
from sync.parse import ical, vcard
from sync.protocols.base import Secret, Surroundings
from sync.protocols.nextcloud.drive import Nextcloud
from sync.protocols.webdav.drive import WebDav
from sync.transport.dav.xml import Multistatus
from sync.transport.gate import Gate
from tests.bench.measures import Ground, Measure, seconds
from tests.bench.peer_nextcloud import Peer, peer
from tests.servers.dav import ALICE, PASSWORD, DavServer, rclone, wsgidav
from tests.servers.nextcloud import LOGIN as NEXTCLOUD_LOGIN
from tests.servers.nextcloud import PASSWORD as NEXTCLOUD_PASSWORD

SMALL, MANY = 10_000, 100_000
MODIFIED = 1_790_000_000
MOST_LOST = 10
_ROOM = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""In memory where that can be: what is measured is the clients, not this machine's disk."""
_ENTRY = (
    '<d:response><d:href>/dav/files/dossier/fichier-{0}.txt</d:href><d:propstat><d:prop><d:getetag>"{0:x}"</d:getetag>'
    "<d:resourcetype/><d:getcontentlength>{0}</d:getcontentlength><d:getcontenttype>text/plain</d:getcontenttype>"
    "<d:getlastmodified>Wed, 25 Nov 2026 08:50:00 GMT</d:getlastmodified></d:prop><d:status>HTTP/1.1 200 OK</d:status>"
    "</d:propstat></d:response>"
)
_EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:{0}\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;TZID=Europe/Paris:20260302T100000\r\nDTEND;TZID=Europe/Paris:20260302T110000\r\n"
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\nSUMMARY:Point {0}\r\nLOCATION:Salle B\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{0}\r\nFN:Alice Martin\r\nN:Martin;Alice;;;\r\nEMAIL;TYPE=WORK:a@x.fr\r\nTEL:01\r\n"
    "END:VCARD\r\n"
)
_MONTH = Window(1_772_323_200, 1_775_001_600)


def measure(ground: Ground) -> Iterator[Measure]:
    """Measure parsing on one core, then files beside rclone on the same servers."""
    document = '<d:multistatus xmlns:d="DAV:">' + "".join(_ENTRY.format(number) for number in range(10_000)) + "</d:multistatus>"
    taken = min(seconds(lambda: _read(document.encode())) for _ in range(ground.rounds))
    yield Measure("entries of a multistatus read", 10_000 / taken, "a second of one core")
    events = [_EVENT.format(number).encode() for number in range(1000)]
    taken = min(seconds(lambda: [ical.entry(raw, _MONTH) for raw in events]) for _ in range(ground.rounds))
    yield Measure("weekly events read and expanded over a month", 1000 / taken, "a second of one core")
    cards = [_CARD.format(number).encode() for number in range(2000)]
    taken = min(seconds(lambda: [vcard.card(raw) for raw in cards]) for _ in range(ground.rounds))
    yield Measure("vCards read", 2000 / taken, "a second of one core")
    with tempfile.TemporaryDirectory(dir=_ROOM) as held:
        yield from _beside_peers(Path(held))
    with rclone() as server:
        yield from _files(server, SMALL, f"first synchronisation of {SMALL:,} small files (rclone's server)", first=True)
    with wsgidav() as server:
        yield from _files(server, MANY, f"finding no change in {MANY:,} files (WsgiDAV)", first=False)


def _beside_peers(held: Path) -> Iterator[Measure]:
    """The same server for us, rclone and nextcloudcmd: each brings everything, then finds nothing changed."""
    (held / "server").mkdir()
    with peer(held / "server", SMALL) as server:
        what = f"first synchronisation of {SMALL:,} small files (one server for all)"
        yield Measure(what, asyncio.run(_ours(server, held / "ours", first=True, make=Nextcloud)), "s", goal="ahead of both")
        yield Measure(what, _rclone(server, held / "rclone", NEXTCLOUD_LOGIN, NEXTCLOUD_PASSWORD), "s", "rclone")
        if shutil.which("nextcloudcmd"):
            yield Measure(what, _nextcloudcmd(server, held / "nextcloudcmd"), "s", "nextcloudcmd")
    (held / "large").mkdir()
    with peer(held / "large", MANY) as server:
        what = f"finding no change in {MANY:,} files (one server for all)"
        yield Measure(what, asyncio.run(_ours(server, held / "many", first=False, make=Nextcloud)), "s", goal="ahead of both")
        for number in range(MANY // 100):
            folder = held / "all" / f"dossier-{number:04d}"
            folder.mkdir(parents=True)
            for inside in range(100):
                path = folder / f"fichier-{inside:03d}.txt"
                path.write_bytes(b"x" * 1000)
                os.utime(path, (MODIFIED, MODIFIED))
        yield Measure(what, _rclone(server, held / "all", NEXTCLOUD_LOGIN, NEXTCLOUD_PASSWORD), "s", "rclone")
        if shutil.which("nextcloudcmd"):
            _nextcloudcmd(server, held / "all")  # it learns what is here; the second run finds nothing
            yield Measure(what, _nextcloudcmd(server, held / "all"), "s", "nextcloudcmd")


def _nextcloudcmd(server: Peer, local: Path) -> float:
    """Synchronise with Nextcloud's own client without a window."""
    local.mkdir(parents=True, exist_ok=True)
    address = f"https://localhost:{server.port}"
    command = ["nextcloudcmd", "--trust", "--silent", "--non-interactive", "-u", NEXTCLOUD_LOGIN, "-p", NEXTCLOUD_PASSWORD]
    began = time.perf_counter()
    home = {**os.environ, "HOME": str(local.parent)}
    subprocess.run([*command, str(local), address], check=True, env=home, capture_output=True)
    return time.perf_counter() - began


def _read(document: bytes) -> int:
    reader, found = Multistatus(), 0
    for start in range(0, len(document), 65536):
        found += len(reader.feed(document[start : start + 65536]))
    reader.close()
    return found


def _files(server: DavServer, count: int, what: str, *, first: bool) -> Iterator[Measure]:
    base = server.folder / "files"
    for number in range(count // 100):
        folder = base / f"dossier-{number:04d}"
        folder.mkdir()
        for inside in range(100):
            (folder / f"fichier-{inside:03d}.txt").write_bytes(b"x" * 1000)
    with tempfile.TemporaryDirectory(dir=server.folder) as held:
        local = Path(held)
        ours = asyncio.run(_ours(server, local / "ours", first=first))
        yield Measure(what, ours, "s", goal="ahead of rclone")
        if not first:
            shutil.copytree(base, local / "theirs", copy_function=shutil.copy2)
        yield Measure(what, _rclone(server, local / "theirs"), "s", "rclone")


async def _ours(
    server: DavServer | Peer, local: Path, *, first: bool, make: Callable[[Surroundings], WebDav] = WebDav
) -> float:
    """Follow the drive with every file's content, or a second time with nothing to bring."""
    kept: dict[RemoteId, str] = {}
    folders: dict[RemoteId, RemoteId] = {}

    def holding(_: RemoteId, folder: RemoteId | None) -> Mapping[RemoteId, str]:
        return kept if folder is None else {item: mark for item, mark in kept.items() if folders[item] == folder}

    user, known = (ALICE, PASSWORD) if isinstance(server, DavServer) else (NEXTCLOUD_LOGIN, NEXTCLOUD_PASSWORD)
    trust = server.authority.trust if isinstance(server, DavServer) else server.trust
    parameters = {"path": server.path} if isinstance(server, DavServer) else {}

    async def secret(renew: bool) -> Secret:
        return Secret("password", known)

    endpoint = Endpoint(Service.FILES, "webdav", "localhost", server.port, user=user, parameters=parameters)
    account = Account(AccountId(1), ALICE, "", "generic", (endpoint,), Identity(ALICE))
    gate = Gate()
    gate.allow(account.id, ["localhost"])
    gate.set_pace(account.id, 10**9, 8)  # the speed of the protocol: the usual budget is 10 requests a second
    protocol = make(Surroundings(account, endpoint, secret, trust, 120.0, gate, kept=holding))
    await protocol.collections()
    taken, lost = 0.0, 0
    for _ in range(1 if first else 2):
        began, cursor, more = time.perf_counter(), None, True
        while more:
            try:
                page = await protocol.changes(protocol.root, cursor)
            except Offline:  # a server that drops a connection is asked again, as the engine does; its time counts
                lost += 1
                if lost > MOST_LOST:
                    raise
                continue
            for change in page.upserts:
                assert isinstance(change.truth, FileTruth)
                kept[change.item], folders[change.item] = change.revision, change.truth.parent
                if change.truth.is_folder and first:
                    (local / change.item).mkdir(parents=True, exist_ok=True)
            if first:
                wanted = [one.item for one in page.upserts if isinstance(one.truth, FileTruth) and not one.truth.is_folder]
                async for chunk in protocol.fetch(protocol.root, wanted, Want.WHOLE):
                    with (local / chunk.item).open("ab") as file:
                        file.write(chunk.data or b"")
            cursor, more = page.cursor, page.more
        taken = time.perf_counter() - began
    await protocol.close()
    return taken


def _rclone(server: DavServer | Peer, local: Path, user: str = ALICE, password: str = PASSWORD) -> float:
    """Copy the drive with rclone as it comes: four transfers and eight checkers at a time."""
    program = str(Path(sys.executable).parent / "rclone")
    vendor = "other" if isinstance(server, DavServer) else "nextcloud"
    trust = server.authority.trust if isinstance(server, DavServer) else server.trust
    secret = subprocess.run([program, "obscure", password], capture_output=True, text=True, check=True).stdout.strip()
    remote = (
        f":webdav,url='https://localhost:{server.port}{server.path}',user='{user}',pass='{secret}',vendor={vendor}:"
    )
    command = [program, "copy", remote, str(local), "--config", "/dev/null", "--ca-cert", str(trust)]
    began = time.perf_counter()
    subprocess.run(command, check=True, env={**os.environ, "HOME": str(local.parent)}, capture_output=True)
    return time.perf_counter() - began
