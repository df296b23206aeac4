"""Four backends in one engine: what is done offline across all of them lands at each once the network is back."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import urllib.request
from base64 import b64encode
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from sync.engine.engine import Engine
from sync.engine.parsing import InProcess
from sync.model.accounts import Service
from sync.model.calendar import EntryDraft, Moment
from sync.model.collections import Role
from sync.model.ids import AccountId, BlobName, CollectionId, new_operation_id
from sync.model.mail import Address, Content, Draft
from sync.providers.manifest import manifests
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.read import collections as read_collections
from tests.engine.ground import PASSPHRASE, Ground, NoKeyring, until
from tests.servers.authority import Authority
from tests.servers.cozy import ROOT, Cozy, running_cozy
from tests.servers.cyrus import Cyrus
from tests.servers.dav import PASSWORD, DavServer, radicale
from tests.servers.dovecot import PASSWORDS, Dovecot

pytestmark = pytest.mark.server

ALICE, BOB = list(PASSWORDS)[:2]
NOTICE = b"%PDF-1.4 avis de marche"


def with_a_file() -> bytes:
    """A letter with an attachment."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = BOB, ALICE, "Avis"
    made["Message-ID"] = "<avis@exemple.fr>"
    made.set_content("Bonjour.")
    made.add_attachment(NOTICE, maintype="application", subtype="pdf", filename="avis.pdf")
    return made.as_bytes()


ADDRESS_BOOK = (
    b'<mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype><collection/><c:addressbook/>'
    b"</resourcetype></prop></set></mkcol>"
)


def make_calendar(server: DavServer) -> None:
    """Alice's calendar and address book, as her administrator made them."""
    signed = b64encode(f"{ALICE}:{PASSWORD}".encode()).decode()
    trust = ssl.create_default_context(cafile=str(server.authority.trust))
    for method, path, body in (
        ("PROPFIND", f"/{ALICE}/", None),
        ("MKCALENDAR", f"/{ALICE}/agenda/", None),
        ("MKCOL", f"/{ALICE}/carnet/", ADDRESS_BOOK),
    ):
        asked = urllib.request.Request(
            f"https://localhost:{server.port}{path}", body, {"Authorization": f"Basic {signed}"}, method=method
        )
        urllib.request.urlopen(asked, timeout=20, context=trust).close()


class Everything:
    """An engine with four accounts, and the servers behind them."""

    def __init__(self, engine: Engine, dovecot: Dovecot, cyrus: Cyrus, calendars: DavServer, cozy: Cozy) -> None:
        self.engine = engine
        self.dovecot, self.cyrus, self.calendars, self.cozy = dovecot, cyrus, calendars, cozy

    async def add(self, address: str, backend: str, password: str, *specs: m.EndpointSpec) -> Ground:
        """Add an account."""
        command = m.AddAccount(address, address, backend, backend, list(specs), password, check=bool(password))
        added = await self.engine.answer(command)
        assert isinstance(added, m.Added)
        return Ground(None, self.engine, AccountId(added.account), address)  # type: ignore[arg-type]

    async def accounts(self) -> tuple[Ground, Ground, Ground, Ground]:
        """Mail by IMAP, mail by JMAP, a calendar by CalDAV, a drive at a Cozy."""
        imap = m.EndpointSpec("mail", "imap", "localhost", self.dovecot.imaps, user=ALICE)
        post = await self.add(ALICE, "generic", PASSWORDS[ALICE], imap)
        jmap = [m.EndpointSpec(each, "jmap", "localhost", self.cyrus.https, user=BOB) for each in ("mail", "submission")]
        sending = await self.add(BOB, "open_jmap", PASSWORDS[BOB], *jmap)
        caldav = m.EndpointSpec("calendar", "caldav", "localhost", self.calendars.port, user=ALICE)
        agenda = await self.add(f"agenda-{ALICE}", "open_dav", PASSWORD, caldav)
        (one,) = manifests()["cozy"].endpoints_for(ALICE, "localhost") or ()
        parameters = {"user": one.user, "sign_in": one.sign_in, "parameters": one.parameters}
        files = m.EndpointSpec("files", one.protocol, one.host, self.cozy.port, **parameters)  # type: ignore[arg-type]
        drive = await self.add(f"drive-{ALICE}", "cozy", "", files)
        await until(lambda: drive.worker.session.condition == "auth_needed", 30)
        page = await self.engine.answer(m.SignInByBrowser(drive.account))
        assert isinstance(page, m.BrowserAddress)
        await self.cozy.accept(page.address)
        return post, sending, agenda, drive


@pytest.fixture
async def everything(tmp_path: Path, dovecot_alone: Dovecot, cyrus: Cyrus) -> AsyncIterator[Everything]:
    authority = Authority(tmp_path)
    with contextlib.ExitStack() as stack:
        calendars = stack.enter_context(radicale())
        make_calendar(calendars)
        trust = tmp_path / "all.pem"
        authorities = (authority, dovecot_alone.authority, cyrus.authority, calendars.authority)
        trust.write_text("".join(one.trust.read_text() for one in authorities))
        async with running_cozy(authority) as cozy:
            engine = Engine(
                tmp_path / "profile", parsing=InProcess(), credentials=NoKeyring(), trust=trust, argon_memory_kib=64
            )
            await engine.start()
            try:
                await engine.answer(m.CreateStore(PASSPHRASE, False))
                yield Everything(engine, dovecot_alone, cyrus, calendars, cozy)
            finally:
                await engine.stop()


async def test_one_piece_of_work_across_four_backends_begun_offline(everything: Everything, tmp_path: Path) -> None:
    engine, cozy, taken = everything.engine, everything.cozy, everything.cyrus.post
    taken.taken.clear()
    everything.dovecot.deliver(ALICE, with_a_file())
    post, sending, agenda, drive = await everything.accounts()
    await until(lambda: "Avis" in post.subjects(), 30)
    (row,) = post.rows()
    await engine.answer(m.FetchWhole(row.id))

    def box(ground: Ground, service: Service) -> CollectionId | None:
        found = ground.read(read_collections.collections, service, ground.account)
        return found[0].id if found else None

    await until(lambda: None not in (box(agenda, Service.CALENDAR), box(drive, Service.FILES)), 30)
    await until(lambda: sending.worker.session.condition == "online", 30)
    await until(lambda: not engine.busy, 30)

    await engine.answer(m.SetOffline(True))
    opened = await engine.answer(m.Open(row.id))
    assert isinstance(opened, m.ContentAnswer)
    (attachment,) = from_json(opened.content, Content).attachments
    part = await engine.answer(m.ExtractPart(row.id, attachment.path))
    assert isinstance(part, m.Kept)
    kept = tmp_path / attachment.name
    kept.write_bytes((await engine.desk.store.blobs([BlobName(part.blob)]))[0])
    assert kept.read_bytes() == NOTICE
    await engine.answer(m.Upload(new_operation_id(), box(drive, Service.FILES) or 0, str(kept)))
    start = 1_795_424_400
    event = EntryDraft(summary="Ouverture des plis", start=Moment(start, "UTC"), end=Moment(start + 3600, "UTC"))
    await engine.answer(m.SaveEntry(new_operation_id(), box(agenda, Service.CALENDAR) or 0, to_json(event).encode()))
    identified = {"subject": "Ouverture", "text": "Lundi.", "message_id": "<ouverture@exemple.fr>"}
    await sending.send(Draft(Address("", BOB), (Address("", ALICE),), **identified))  # type: ignore[arg-type]
    await asyncio.sleep(0.3)
    assert not taken.to(ALICE)
    assert cozy._child(ROOT, "avis.pdf") is None

    await engine.answer(m.SetOffline(False))
    await until(lambda: not post.query("SELECT 1 FROM operation"), 60)
    assert len(taken.to(ALICE)) == 1
    there = cozy._child(ROOT, "avis.pdf")
    assert there is not None
    assert cozy.nodes[there].content == NOTICE
    (entry,) = (one for one in everything.calendars.folder.rglob("*.ics") if ".Radicale.cache" not in one.parts)
    assert "Ouverture des plis" in entry.read_text()
    await until(lambda: sending.subjects(Role.SENT).count("Ouverture") == 1, 30)
