"""Inviting from the calendar: people are told by mail where the server does not do it, and never twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Capability, Service
from sync.model.calendar import Attendee, EntryDraft, Moment, Participation
from sync.model.faults import Rejected
from sync.model.ids import ItemId, new_operation_id
from sync.protocols.memory.server import MemoryServer
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from tests.engine.ground import ALICE, BOB, MAIL, Ground, at_work, people

NINE = 1_795_424_400
ME = Attendee(ALICE, "Alice", Participation.ACCEPTED)
BOBBY = Attendee(BOB, "Bob", rsvp=True)


@pytest.fixture
def server() -> MemoryServer:
    return people()


@pytest.fixture
async def office(server: MemoryServer, tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", server, services=(*MAIL, "calendar")) as ground:
        await ground.sync()
        yield ground


async def event(office: Ground, organizer: Attendee, *people: Attendee) -> ItemId:
    """Save an event with people."""
    draft = EntryDraft(
        summary="Comité", start=Moment(NINE, "Europe/Paris"), end=Moment(NINE + 3600, "Europe/Paris"), organizer=organizer,
        attendees=people,
    )  # fmt: skip
    box = office.read(read_collections.collections, Service.CALENDAR)[0].id
    saved = await office.engine.answer(m.SaveEntry(new_operation_id(), box, to_json(draft).encode()))
    assert isinstance(saved, m.Saved)
    return ItemId(saved.items[0])


def telling(item: ItemId, method: str, **more: object) -> m.TellPeople:
    return m.TellPeople(new_operation_id(), item, method, "Comité", "Bonjour", **more)  # type: ignore[arg-type]


def letters(office: Ground) -> list[str]:
    """The letters that Bob has, without the folds of their lines."""
    box = office.server.mailbox(BOB, "INBOX")
    return [kept.raw.decode() for kept in box.messages.values()]


async def test_people_are_invited_by_mail_once_whatever_is_repeated(office: Ground) -> None:
    item = await event(office, ME, ME, BOBBY)
    asked = telling(item, "request")
    await office.engine.answer(asked)
    await office.engine.answer(asked)
    await office.sync()
    await office.engine.answer(asked)
    await office.sync()
    (letter,) = letters(office)
    assert "method=REQUEST" in letter
    assert f"To: Bob <{BOB}>" in letter.replace("\r\n ", " ")


async def test_a_server_that_schedules_is_left_to_it(office: Ground) -> None:
    office.worker.session.protocol(Service.CALENDAR).capabilities |= {Capability.SCHEDULING}
    await office.engine.answer(telling(await event(office, ME, ME, BOBBY), "request"))
    await office.sync()
    assert letters(office) == []


async def test_an_answer_from_the_calendar_is_noted_there_and_sent_to_the_organizer(office: Ground) -> None:
    item = await event(office, BOBBY, BOBBY, Attendee(ALICE, "Alice"))
    await office.engine.answer(telling(item, "reply", participation="declined", comment="Je suis en congé."))
    await office.sync()
    opened = office.read(read_items.opened, item)
    assert opened is not None
    assert {one.address: one.participation for one in opened.shown.attendees}[ALICE] is Participation.DECLINED  # type: ignore[union-attr]
    (letter,) = letters(office)
    assert "method=REPLY" in letter
    assert "Je suis en cong" in letter


async def test_another_time_is_proposed_even_where_the_server_schedules(office: Ground) -> None:
    office.worker.session.protocol(Service.CALENDAR).capabilities |= {Capability.SCHEDULING}
    item = await event(office, BOBBY, BOBBY, Attendee(ALICE, "Alice"))
    wish = EntryDraft(start=Moment(NINE + 7200, "Europe/Paris"), end=Moment(NINE + 10800, "Europe/Paris"))
    await office.engine.answer(telling(item, "counter", draft=to_json(wish).encode()))
    await office.sync()
    (letter,) = letters(office)
    assert "method=COUNTER" in letter
    opened = office.read(read_items.opened, item)
    assert opened is not None
    assert opened.shown.start == Moment(NINE, "Europe/Paris")  # type: ignore[union-attr]


async def test_without_an_account_that_mails_it_is_said(server: MemoryServer, tmp_path: Path) -> None:
    async with at_work(tmp_path / "agenda", server, services=("calendar",)) as ground:
        await ground.sync()
        item = await event(ground, ME, ME, BOBBY)
        with pytest.raises(Rejected, match="no_mail_account"):
            await ground.engine.answer(telling(item, "request"))


async def test_an_event_without_people_has_nobody_to_tell(office: Ground) -> None:
    draft = EntryDraft(summary="Seule", start=Moment(NINE, "UTC"), end=Moment(NINE + 3600, "UTC"))
    box = office.read(read_collections.collections, Service.CALENDAR)[0].id
    saved = await office.engine.answer(m.SaveEntry(new_operation_id(), box, to_json(draft).encode()))
    assert isinstance(saved, m.Saved)
    with pytest.raises(Rejected, match="no_organizer"):
        await office.engine.answer(telling(ItemId(saved.items[0]), "request"))
