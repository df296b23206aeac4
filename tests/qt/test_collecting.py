"""What Python forgets is collected on the window's thread, whatever other threads do and whatever is drawn anew."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui import theme
from ui.collector import Collector


class Secret(bytearray):
    """What only the fault remembers."""


def forgotten() -> weakref.ref[QLabel]:
    """Make a widget that only a circle of its own still holds."""
    widget = QLabel()
    widget.held = [widget]  # type: ignore[attr-defined]
    return weakref.ref(widget)


def work_elsewhere() -> None:
    """Make so much in another thread that Python would collect there."""

    def work() -> None:
        for _ in range(3):
            kept = [[] for _ in range(200_000)]
            del kept

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.fixture
def by_itself() -> None:
    """Let Python collect by itself, as it does before there is a window."""
    gc.enable()


def test_a_forgotten_widget_waits_for_the_thread_of_the_window(qapp: QApplication, by_itself: None) -> None:
    collector = Collector()
    widget = forgotten()
    work_elsewhere()
    assert widget() is not None
    collector.end()
    assert widget() is None
    assert gc.isenabled()


def test_drawing_anew_does_not_give_collecting_to_other_threads(qapp: QApplication, by_itself: None) -> None:
    collector = Collector()
    theme.apply(qapp, "dark")
    widget = forgotten()
    work_elsewhere()
    assert widget() is not None
    collector.end()
    theme.apply(qapp, "light")
    assert gc.isenabled()


def test_a_read_beside_the_window_ends_before_collecting_is_left_to_python(qapp: QApplication, by_itself: None) -> None:
    collector = Collector()
    begun, collecting = threading.Event(), list[bool]()

    def read() -> None:
        begun.set()
        work_elsewhere()
        collecting.append(gc.isenabled())

    QThreadPool.globalInstance().start(read)
    begun.wait(20)
    collector.end()
    assert collecting == [False]


def test_a_fault_met_by_qt_holds_nothing_for_long(qapp: QApplication, qtbot: QtBot) -> None:
    collector = Collector()
    held: list[weakref.ref[Secret]] = []

    class Broken(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            secret = Secret()
            held.append(weakref.ref(secret))
            raise LookupError("nothing to draw")

    with qtbot.capture_exceptions() as faults:
        widget = Broken()
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitUntil(lambda: bool(faults))
        widget.hide()
    faults.clear()
    assert held[-1]() is not None
    collector.look()
    assert all(secret() is None for secret in held)
    collector.end()
