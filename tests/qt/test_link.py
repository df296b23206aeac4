"""The link: what becomes of commands when the engine goes away, and of the store when it is locked."""

from __future__ import annotations

import asyncio

import pytest
from pytestqt.qtbot import QtBot

from sync.model.faults import Offline, StoreFault
from sync.rpc import messages as m
from sync.store.read import accounts as read_accounts
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.link import Link, Session
from ui.live import Live

KEEP = m.KeepDraft("d1", 1, b"{}")


def test_an_unanswered_intention_is_sent_again_with_the_same_id(
    open_link: Link, engine: FakeEngine, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    intend = m.Intend("0" * 32, 1, "change_flags", b"{}")
    engine.silent.add(m.Intend)
    asked = loop.create_task(open_link.ask(intend))
    qtbot.waitUntil(lambda: engine.asked_for(m.Intend) == [intend])
    with qtbot.waitSignal(open_link.engine_lost):
        engine.die()
    engine.silent.clear()
    engine.up = True
    qtbot.waitUntil(asked.done)
    assert asked.result() == m.Done()
    assert engine.asked_for(m.Intend) == [intend, intend]


def test_what_cannot_be_asked_twice_fails_instead(
    open_link: Link, engine: FakeEngine, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    engine.silent.add(m.BackUp)
    asked = loop.create_task(open_link.ask(m.BackUp("/tmp/x")))
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.BackUp)))
    engine.die()
    qtbot.waitUntil(asked.done)
    with pytest.raises(Offline):
        asked.result()
    assert len(engine.asked_for(m.BackUp)) == 1


def test_commands_wait_for_an_engine_that_is_still_away(
    open_link: Link, engine: FakeEngine, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(open_link.engine_lost):
        engine.die()
    asked = loop.create_task(open_link.ask(KEEP))
    qtbot.wait(20)
    assert not asked.done()
    engine.up = True
    qtbot.waitUntil(asked.done)
    assert engine.asked_for(m.KeepDraft) == [KEEP]


def test_waiting_for_the_engine_ends(
    open_link: Link, engine: FakeEngine, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    engine.die()
    asked = loop.create_task(open_link.ask(KEEP, timeout=0.05))
    qtbot.waitUntil(asked.done)
    with pytest.raises(Offline):
        asked.result()


def test_reading_goes_on_while_the_engine_is_away(
    store: FilledStore, open_link: Link, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(open_link.engine_lost):
        engine.die()
    assert [row.label for row in read_accounts.accounts(open_link.reader())] == ["Préfecture 35"]


def test_a_store_that_the_person_locked_is_not_opened_by_the_keyring(
    open_link: Link, engine: FakeEngine, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    locking = loop.create_task(open_link.lock())
    qtbot.waitUntil(locking.done)
    with qtbot.waitSignal(open_link.engine_back):
        engine.die()
        engine.up = True
    assert open_link.session is Session.LOCKED
    assert engine.asked_for(m.Unlock) == []
    with pytest.raises(StoreFault):
        open_link.reader()
    refused = loop.create_task(open_link.ask(KEEP))
    qtbot.waitUntil(refused.done)
    assert isinstance(refused.exception(), StoreFault)
    unlocking = loop.create_task(open_link.unlock("ardoise craie"))
    qtbot.waitUntil(unlocking.done)
    assert open_link.session is Session.OPEN


def test_a_restarted_engine_is_unlocked_by_the_keyring(open_link: Link, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.state = m.StoreStateAnswer(True, False, True, False, True)
    with qtbot.waitSignal(open_link.engine_back):
        engine.die()
        engine.up = True
    qtbot.waitUntil(lambda: open_link.session is Session.OPEN)
    assert engine.asked_for(m.Unlock) == [m.Unlock()]


def test_long_reads_run_beside_the_window(
    store: FilledStore, open_link: Link, loop: asyncio.AbstractEventLoop, qtbot: QtBot
) -> None:
    reading = loop.create_task(open_link.read_in_background(read_accounts.accounts))
    qtbot.waitUntil(reading.done)
    assert len(reading.result()) == 1


def test_a_burst_of_notices_is_one_signal(open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> None:
    told: list[tuple[frozenset[int], frozenset[int]]] = []
    qtbot.wait(60)
    live.messages_changed.connect(lambda collections, ids: told.append((collections, ids)))
    for number in range(50):
        engine.tell(m.RowsChanged("message", ids=[number], collections=[number % 2]))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(frozenset({0, 1}), frozenset(range(50)))]
    engine.tell(m.RowsChanged("message", collections=[3]))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == (frozenset({3}), frozenset())


def test_contents_are_told_apart_from_lists(open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> None:
    lists: list[object] = []
    contents: list[tuple[frozenset[int], frozenset[int]]] = []
    qtbot.wait(60)
    live.messages_changed.connect(lambda *which: lists.append(which))
    live.contents_changed.connect(lambda collections, ids: contents.append((collections, ids)))
    engine.tell(m.RowsChanged("content", ids=[1, 2], collections=[5]))
    engine.tell(m.RowsChanged("content", ids=[3], collections=[5]))
    qtbot.waitUntil(lambda: bool(contents))
    assert contents == [(frozenset({5}), frozenset({1, 2, 3}))]
    assert not lists
