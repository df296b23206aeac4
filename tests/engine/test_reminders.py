"""Reminders: offline, after a night asleep, once each, put off and done with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync.model.accounts import Service
from sync.model.calendar import Alarm, EntryDraft, Moment
from sync.model.ids import ItemId, new_operation_id
from sync.model.operations import DeleteItems
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import collections as read_collections
from sync.store.read import reminders as read_reminders
from tests.engine.clocks import HandClock
from tests.engine.ground import Ground, at_work, people

NINE = 1_795_424_400
"""Monday 23 November 2026, 09:00 UTC."""
MINUTE = 60


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NINE)


@pytest.fixture
async def desk(clock: HandClock, tmp_path: Path) -> AsyncIterator[Ground]:
    async with at_work(tmp_path / "profile", people(), services=("calendar",), clock=clock) as ground:
        await ground.sync()
        await ground.engine.answer(m.SetOffline(True))
        await ground.desk.reminding.look()
        yield ground


async def save(desk: Ground, start: int, *before: int, item: ItemId | None = None, **more: object) -> ItemId:
    """Save an event of half an hour that reminds of itself."""
    alarms = tuple(Alarm(seconds) for seconds in before)
    times = {"start": Moment(start, "UTC"), "end": Moment(start + 30 * MINUTE, "UTC"), "alarms": alarms}
    draft = EntryDraft(summary="Comité", **{**times, **more})  # type: ignore[arg-type]
    box = desk.read(read_collections.collections, Service.CALENDAR)[0].id
    saved = await desk.engine.answer(m.SaveEntry(new_operation_id(), box, to_json(draft).encode(), item or 0))
    assert isinstance(saved, m.Saved)
    return ItemId(saved.items[0])


async def at(desk: Ground, clock: HandClock, seconds: int) -> list[int]:
    """Let it be so late, and return when what is shown was due, in minutes after nine."""
    clock.seconds = seconds
    await desk.desk.reminding.look()
    return [(row.due - NINE) // MINUTE for row in desk.read(read_reminders.due, seconds)]


def told(desk: Ground) -> int:
    desk.engine.notices.flush()
    return sum(isinstance(one, m.RowsChanged) and one.table == "reminder" for one in desk.told)


async def test_a_reminder_comes_offline_when_its_time_has_come_and_once(desk: Ground, clock: HandClock) -> None:
    await save(desk, NINE + 60 * MINUTE, 15 * MINUTE)
    assert await at(desk, clock, NINE + 44 * MINUTE) == []
    assert await at(desk, clock, NINE + 45 * MINUTE) == [45]
    assert await at(desk, clock, NINE + 46 * MINUTE) == [45]
    assert told(desk) == 1


async def test_what_fell_due_while_the_machine_slept_is_shown_afterwards(desk: Ground, clock: HandClock) -> None:
    await save(desk, NINE + 60 * MINUTE, 15 * MINUTE)
    await save(desk, NINE + 90 * MINUTE, 30 * MINUTE)
    assert await at(desk, clock, NINE + 8 * 60 * MINUTE) == [45, 60]


async def test_what_is_long_over_is_not_reminded_of(desk: Ground, clock: HandClock) -> None:
    await save(desk, NINE + 60 * MINUTE, 15 * MINUTE)
    assert await at(desk, clock, NINE + 3 * 24 * 60 * MINUTE) == []


async def test_a_reminder_is_put_off_and_comes_again_then_it_is_done_with(desk: Ground, clock: HandClock) -> None:
    await save(desk, NINE + 60 * MINUTE, 15 * MINUTE)
    await at(desk, clock, NINE + 45 * MINUTE)
    (row,) = desk.read(read_reminders.due, clock.seconds)
    await desk.engine.answer(m.PutOffReminders([row.id], NINE + 55 * MINUTE))
    assert await at(desk, clock, NINE + 50 * MINUTE) == []
    before = told(desk)
    assert await at(desk, clock, NINE + 55 * MINUTE) == [45]
    assert told(desk) == before + 1
    await desk.engine.answer(m.DismissReminders([row.id]))
    assert await at(desk, clock, NINE + 56 * MINUTE) == []


async def test_each_occurrence_reminds_of_itself_and_a_moved_event_again(desk: Ground, clock: HandClock) -> None:
    item = await save(desk, NINE + 60 * MINUTE, 10 * MINUTE, rule="FREQ=DAILY;COUNT=3")
    assert await at(desk, clock, NINE + 55 * MINUTE) == [50]
    assert await at(desk, clock, NINE + 24 * 60 * MINUTE + 55 * MINUTE) == [50, 24 * 60 + 50]
    for row in desk.read(read_reminders.due, clock.seconds):
        await desk.engine.answer(m.DismissReminders([row.id]))
    await save(desk, NINE + 120 * MINUTE, 10 * MINUTE, item=item)
    assert await at(desk, clock, NINE + 24 * 60 * MINUTE + 111 * MINUTE) == [24 * 60 + 110]


async def test_a_deleted_event_reminds_of_nothing(desk: Ground, clock: HandClock) -> None:
    item = await save(desk, NINE + 60 * MINUTE, 15 * MINUTE)
    assert await at(desk, clock, NINE + 45 * MINUTE) == [45]
    await desk.intend(DeleteItems((item,), Service.CALENDAR))
    assert await at(desk, clock, NINE + 46 * MINUTE) == []


async def test_a_clock_that_was_wrong_for_a_while_silences_nothing(desk: Ground, clock: HandClock) -> None:
    await at(desk, clock, NINE + 400 * 24 * 60 * MINUTE)
    clock.seconds = NINE
    await save(desk, NINE + 60 * MINUTE, 15 * MINUTE)
    await at(desk, clock, NINE + 1 * MINUTE)
    assert await at(desk, clock, NINE + 45 * MINUTE) == [45]
