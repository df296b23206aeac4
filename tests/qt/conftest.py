"""What tests of the window stand on: an event loop that Qt drives, a real store, and an engine that answers from a table."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, QTranslator
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot
from shiboken6 import isValid, ownedByPython

from tests.qt import loops
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore, make_store
from ui import i18n, theme
from ui.collector import drop_last_fault
from ui.link import Link, Session
from ui.live import Live
from ui.preferences import Preferences
from ui.shell.window import MainWindow

KEPT = (QCoreApplication, QTranslator, QStyle, QTextDocument)
"""What lasts as long as the program, texts of posts that were laid out among it."""

_passed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Collect on this thread alone, as the window does, once nothing holds what the test made: a thread of a later test's
    server would destroy what is left of Qt there, and the program would fall. What was there before is not looked at again."""
    if not item.path.is_relative_to(Path(__file__).parent):  # pytest asks this of every test
        return (yield)
    gc.disable()
    gc.freeze()
    try:
        return (yield)
    finally:
        _collect()
        gc.unfreeze()
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[object]:
    """Note which tests passed: the traceback of the others still holds what they made."""
    outcome = yield
    item.stash[_passed] = True
    return outcome


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[object]:
    """Refuse what outlives its test: it would go on working beside tests of other things, and be destroyed where it may not."""
    outcome = yield
    if item.path.is_relative_to(Path(__file__).parent) and item.stash.get(_passed, False):
        assert isinstance(item, pytest.Function)
        item.funcargs.clear()
        _collect()
        left = [type(held).__name__ for held in gc.get_objects() if _is_of_the_test(held)]
        left += [f"{type(widget).__name__} {widget.accessibleName()}" for widget in QApplication.allWidgets()]
        for widget in QApplication.topLevelWidgets():
            widget.deleteLater()  # so that this test alone is named
        assert left == [], "what the test made outlives it"
    return outcome


def _is_of_the_test(held: object) -> bool:
    """Whether this is a part of Qt that Python alone holds. What was there before the test is frozen, and not asked about."""
    if not issubclass(type(held), QObject) or issubclass(type(held), KEPT) or held is theme.changes():
        return False
    return isValid(held) and ownedByPython(held) and cast("QObject", held).parent() is None


def _collect() -> None:
    drop_last_fault()
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()  # what threads had to say to a loop that is closed
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture(autouse=True)
def appearance(qapp: QApplication) -> None:
    """Begin each test in French and in the light theme."""
    i18n.install(qapp, "fr")
    theme.apply_if_changed(qapp, "light", zoom=1.0, density="comfortable")


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """An asyncio loop that runs whenever Qt does (`qtbot.waitUntil`…); what is still running is cancelled."""
    made = qasync.QEventLoop(qapp, already_running=True)
    asyncio.set_event_loop(made)
    yield made
    loops.end(made, qapp.processEvents)
    asyncio.events._set_running_loop(None)
    made._QEventLoop__is_running = False  # its own stop() would make Qt refuse every later loop
    made.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def empty_store(tmp_path: Path) -> FilledStore:
    """A store without an account."""
    return make_store(tmp_path / "profile")


@pytest.fixture
def store(empty_store: FilledStore) -> FilledStore:
    """A store with an account, mailboxes and letters."""
    empty_store.add_account()
    return empty_store


@pytest.fixture
def engine(empty_store: FilledStore) -> FakeEngine:
    """The engine that the link finds."""
    return FakeEngine(empty_store.keys.data_key)


@pytest.fixture
def link(loop: asyncio.AbstractEventLoop, engine: FakeEngine, empty_store: FilledStore, qtbot: QtBot) -> Iterator[Link]:
    """A link that has not looked for the engine yet: `start()`, or the `open_link` fixture."""
    made = Link(empty_store.profile, engine.connect)
    yield made
    closing = loop.create_task(made.close())
    qtbot.waitUntil(closing.done)


@pytest.fixture
def open_link(link: Link, qtbot: QtBot) -> Link:
    """A link with the store open."""
    link.start()
    qtbot.waitUntil(lambda: link.session is Session.OPEN)
    return link


@pytest.fixture
def live(link: Link) -> Live:
    """Signals of the link."""
    return Live(link)


@pytest.fixture
def preferences(link: Link, live: Live) -> Preferences:
    """Preferences over the link."""
    return Preferences(link, live)


@pytest.fixture
def main_window(store: FilledStore, link: Link, live: Live, preferences: Preferences, qtbot: QtBot) -> MainWindow:
    """The whole window over a filled store, unlocked."""
    made = MainWindow(link, live, preferences)
    qtbot.addWidget(made)
    made.show()
    link.start()
    qtbot.waitUntil(lambda: made.workspace is not None)
    return made
