"""Slots that await: how long what they start lives, and what becomes of it."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from ui.common.slots import slot_async, slot_latest, slot_owed


class Clerk(QObject):
    """Works when it is asked to."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_end = asyncio.Event()
        self.done: list[str] = []

    @slot_async
    async def work(self) -> None:
        """Work for as long as this lives."""
        done = self.done
        done.append("begun")
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            done.append("broken off")
            raise
        done.append("done")

    @slot_owed
    async def send(self) -> None:
        """Work to the end."""
        done = self.done
        await self.may_end.wait()
        done.append("sent")


    @slot_latest
    async def look_up(self, question: str, answered: asyncio.Event) -> None:
        """Show the answer to a question."""
        await answered.wait()
        self.done.append(question)


@pytest.fixture
def clerk(loop: asyncio.AbstractEventLoop) -> Clerk:
    return Clerk()


def test_work_that_has_ended_is_not_kept_by_its_owner(clerk: Clerk, qtbot: QtBot) -> None:
    task = weakref.ref(clerk.work())
    clerk.may_end.set()
    qtbot.waitUntil(lambda: clerk.done == ["begun", "done"])
    qtbot.waitUntil(lambda: gc.collect() >= 0 and task() is None)


def test_work_ends_with_its_owner_and_what_is_owed_does_not(clerk: Clerk, qtbot: QtBot) -> None:
    done, may_end = clerk.done, clerk.may_end
    clerk.work()
    clerk.send()
    qtbot.waitUntil(lambda: done == ["begun"])
    clerk.deleteLater()
    qtbot.waitUntil(lambda: done == ["begun", "broken off"])
    may_end.set()
    qtbot.waitUntil(lambda: done == ["begun", "broken off", "sent"])


def test_a_timer_that_comes_when_the_loop_has_gone_starts_nothing(clerk: Clerk, loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(None)
    asyncio.events._set_running_loop(None)
    assert clerk.work() is None
    asyncio.set_event_loop(loop)
    assert clerk.done == []


def test_the_answer_to_an_older_question_is_never_shown_over_the_newer_one(clerk: Clerk, qtbot: QtBot) -> None:
    slow, quick = asyncio.Event(), asyncio.Event()
    older = clerk.look_up("older", slow)
    clerk.look_up("newer", quick)
    quick.set()
    qtbot.waitUntil(lambda: clerk.done == ["newer"])
    slow.set()
    qtbot.waitUntil(older.done)
    assert older.cancelled()
    assert clerk.done == ["newer"]
