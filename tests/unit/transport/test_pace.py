"""Pace: a burst is let through, then the budget's mean; a server that wants to be left alone is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from sync.model.faults import Transient
from sync.model.ids import AccountId
from sync.transport.gate import Gate
from sync.transport.pace import BURST_SECONDS, Pace


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def pace(time: Time, per_hour: int = 3600, at_once: int = 4) -> Pace:
    return Pace(per_hour, at_once, now=lambda: time.now, sleep=time.sleep)


async def test_a_burst_passes_at_once_and_then_the_mean_holds() -> None:
    time = Time()
    asked = pace(time)
    for _ in range(int(BURST_SECONDS)):
        async with asked.turn("h"):
            pass
    assert time.slept == []
    for _ in range(20):
        async with asked.turn("h"):
            pass
    assert sum(time.slept) == pytest.approx(20, abs=1)


async def test_what_would_wait_long_is_put_off_and_told_for_how_long() -> None:
    asked = pace(Time(), per_hour=60)
    for _ in range(5):
        async with asked.turn("h"):
            pass
    with pytest.raises(Transient) as spent:
        async with asked.turn("h"):
            pass
    assert spent.value.code == "budget_spent"
    assert spent.value.retry_after == pytest.approx(60)


async def test_no_more_at_once_than_allowed() -> None:
    asked = pace(Time(), at_once=2)
    inside, most = 0, 0

    @asynccontextmanager
    async def counted() -> AsyncIterator[None]:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        yield
        inside -= 1

    async def one() -> None:
        async with asked.turn("h"), counted():
            await asyncio.sleep(0)

    await asyncio.gather(*(one() for _ in range(10)))
    assert most == 2


async def test_a_server_that_said_when_to_come_back_is_not_asked_before() -> None:
    time = Time()
    asked = pace(time)
    asked.hold(17)
    with pytest.raises(Transient) as busy:
        async with asked.turn("h"):
            pass
    assert (busy.value.code, busy.value.retry_after) == ("server_busy", 17)
    time.now += 17
    async with asked.turn("h"):
        pass


def test_the_gate_keeps_one_pace_for_all_connections_of_an_account() -> None:
    gate = Gate()
    assert gate.pace(AccountId(1)) is gate.pace(AccountId(1))
    assert gate.pace(AccountId(1)) is not gate.pace(AccountId(2))
    before = gate.pace(AccountId(1))
    gate.set_pace(AccountId(1), 60, 1)
    assert gate.pace(AccountId(1)) is not before
