"""Another time that somebody proposes, settled by the organizer: taken into the calendar and told to all, or refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Capability, Service
from sync.model.calendar import Attendee, Participation
from sync.model.faults import Rejected, Unreadable
from sync.model.ids import ItemId, new_operation_id
from sync.model.mail import Flag
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.store.read import items as read_items
from tests.engine.ground import ALICE, BOB, MAIL, Ground, at_work, people
from tests.engine.test_inviting import BOBBY, ME, NINE, event, letters

ZOE = "zoe@memory.test"
ZOE_TOO = Attendee(ZOE, "Zoé", rsvp=True)


@pytest.fixture
def server() -> MemoryServer:
    made = people()
    made.add_user(ZOE, "secret")
    return made


@pytest.fixture
async def office(server: MemoryServer, tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, services=(*MAIL, "calendar")) as ground:
        await ground.sync()
        yield ground


async def proposal(office: Ground, item: ItemId, *, sender: str = BOB, speaker: str = BOB, place: str = "") -> tuple[ItemId, str]:
    """Somebody proposes the afternoon; return the letter and the UID."""
    opened = office.read(read_items.opened, item)
    assert opened is not None
    uid = opened.shown.uid  # type: ignore[union-attr]
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:COUNTER", "BEGIN:VEVENT", f"UID:{uid}", "SEQUENCE:0",
        "DTSTAMP:20261101T000000Z", "DTSTART:20261123T140000Z", "DTEND:20261123T150000Z", "SUMMARY:Comité",
        *((f"LOCATION:{place}",) if place else ()), f"ORGANIZER:mailto:{ALICE}",
        f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{speaker}", "COMMENT:Le matin je suis en inspection.", "END:VEVENT",
        "END:VCALENDAR", "",
    )  # fmt: skip
    body = "\r\n".join(lines)
    head = f"From: {sender}\r\nTo: {ALICE}\r\nSubject: Autre horaire\r\nMessage-ID: <c@x>\r\nMIME-Version: 1.0\r\n"
    raw = f"{head}Content-Type: text/calendar; method=COUNTER; charset=utf-8\r\n\r\n{body}".encode()
    office.server.mailbox(ALICE, "INBOX").add(raw, Flag.NONE, frozenset(), NINE)
    await office.sync()
    (row,) = office.rows()
    return row.id, uid


def settling(letter: ItemId, uid: str, *, accepted: bool) -> m.SettleProposal:
    return m.SettleProposal(new_operation_id(), letter, uid, accepted, "Comité", "Bonjour")


async def test_an_accepted_time_is_taken_and_everybody_is_told_once(office: Ground) -> None:
    item = await event(office, ME, ME, BOBBY, ZOE_TOO)
    letter, uid = await proposal(office, item, place="Salle 204")
    asked = settling(letter, uid, accepted=True)
    for _ in range(2):
        await office.engine.answer(asked)
        await office.sync()
    opened = office.read(read_items.opened, item)
    assert opened is not None
    entry = opened.shown
    assert entry.start.at == NINE + 5 * 3600 + 0 * 60  # type: ignore[union-attr]
    assert entry.location == "Salle 204"  # type: ignore[union-attr]
    assert entry.sequence > 0, "the others know that it is newer"  # type: ignore[union-attr]
    (bob,) = letters(office)
    (zoe,) = (kept.raw.decode() for kept in office.server.mailbox(ZOE, "INBOX").messages.values())
    assert "method=REQUEST" in bob
    assert "method=REQUEST" in zoe


async def test_a_declined_time_is_refused_to_who_proposed_it_alone(office: Ground) -> None:
    item = await event(office, ME, ME, BOBBY, ZOE_TOO)
    letter, uid = await proposal(office, item)
    await office.engine.answer(settling(letter, uid, accepted=False))
    await office.sync()
    (bob,) = letters(office)
    assert "method=DECLINECOUNTER" in bob
    assert not office.server.mailbox(ZOE, "INBOX").messages
    opened = office.read(read_items.opened, item)
    assert opened is not None
    assert opened.shown.start.at == NINE  # type: ignore[union-attr]


async def test_a_server_that_schedules_tells_of_the_new_time_but_a_refusal_is_mailed(office: Ground) -> None:
    office.worker.session.protocol(Service.CALENDAR).capabilities |= {Capability.SCHEDULING}
    item = await event(office, ME, ME, BOBBY)
    letter, uid = await proposal(office, item)
    await office.engine.answer(settling(letter, uid, accepted=False))
    await office.sync()
    assert len(letters(office)) == 1
    await office.engine.answer(settling(letter, uid, accepted=True))
    await office.sync()
    assert len(letters(office)) == 1, "the server writes to them"


@pytest.mark.parametrize(("sender", "speaker"), [(ZOE, BOB), (ZOE, ZOE)])
async def test_nobody_proposes_for_somebody_else_or_uninvited(office: Ground, sender: str, speaker: str) -> None:
    item = await event(office, ME, ME, BOBBY)
    letter, uid = await proposal(office, item, sender=sender, speaker=speaker)
    with pytest.raises(Unreadable, match="other_sender"):
        await office.engine.answer(settling(letter, uid, accepted=True))


async def test_only_the_organizer_settles(office: Ground) -> None:
    item = await event(office, BOBBY, BOBBY, Attendee(ALICE, "Alice", Participation.ACCEPTED))
    letter, uid = await proposal(office, item)
    with pytest.raises(Rejected, match="not_organizer"):
        await office.engine.answer(settling(letter, uid, accepted=True))


async def test_some_are_no_longer_invited_and_are_told_so(office: Ground) -> None:
    item = await event(office, ME, ME, BOBBY, ZOE_TOO)
    opened = office.read(read_items.opened, item)
    assert opened is not None
    asked = m.TellPeople(
        new_operation_id(), item, "cancel", "Comité", "Bonjour", off=(ZOE,), before=opened.raw
    )
    await office.engine.answer(asked)
    await office.engine.answer(asked)
    await office.sync()
    assert letters(office) == []
    (zoe,) = (kept.raw.decode().replace("\r\n ", "") for kept in office.server.mailbox(ZOE, "INBOX").messages.values())
    assert "method=CANCEL" in zoe
    import base64
    import re

    told = next(base64.b64decode(part) for part in re.findall(r"\r\n\r\n([A-Za-z0-9+/=\r\n]{60,})", zoe))
    assert ZOE.encode() in told
    assert BOB.encode() not in told
    assert b"STATUS:CANCELLED" not in told
