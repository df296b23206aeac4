"""Accessibility: every control of every screen has a name, can be reached by keyboard, and shows where the focus is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sync.rpc import messages as m
from tests.qt.engine import FakeEngine
from tests.qt.screens import fill_outbox, screens
from tests.qt.stores import FilledStore
from ui.common.forms import SecretEdit
from ui.link import Link
from ui.shell.window import MainWindow

INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit,
)  # fmt: skip


def is_inside_another(widget: QWidget) -> bool:
    """Return whether a widget is a part of a Qt control that speaks for it (the line of a spin box, a popup's list…)."""
    parent = widget.parentWidget()
    name = widget.objectName()
    return (
        name.startswith("qt_")
        or isinstance(parent, QAbstractSpinBox | QComboBox)
        or (
            isinstance(parent, QLineEdit) and not isinstance(parent, SecretEdit)
        )  # Qt's own clear button, and decoration
        or type(parent).__name__ in ("QComboBoxPrivateContainer", "QCalendarWidget", "QMenuBar")
    )


def controls(root: QWidget) -> list[QWidget]:
    return [
        widget
        for kind in INTERACTIVE
        for widget in root.findChildren(kind)
        if widget.isVisible() and not isinstance(widget, QScrollArea | QScrollBar) and not is_inside_another(widget)
    ]


def spoken_name(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name).strip() if face is not None else ""


def test_every_control_of_every_screen_has_a_name(
    store: FilledStore, engine: FakeEngine, link: Link, main_window: MainWindow, qtbot: QtBot
) -> None:
    fill_outbox(store)
    engine.tell(m.RowsChanged("operation"))
    assert main_window.areas is not None
    outbox = main_window.areas.outbox
    qtbot.waitUntil(lambda: len(outbox.cards) == 2)
    nameless: set[str] = set()
    seen = 0
    for name, screen in screens(main_window, link, store, engine):
        QApplication.processEvents()
        for widget in controls(screen):
            seen += 1
            if not spoken_name(widget):
                nameless.add(f"{name}: {type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    assert seen > 100
    assert nameless == set()


def test_every_button_can_be_reached_by_keyboard(
    store: FilledStore, engine: FakeEngine, link: Link, main_window: MainWindow
) -> None:
    unreachable: set[str] = set()
    for name, screen in screens(main_window, link, store, engine):
        for widget in screen.findChildren(QAbstractButton):
            if (
                widget.isVisible()
                and not is_inside_another(widget)
                and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            ):
                unreachable.add(f"{name}: {widget.accessibleName() or widget.text()}")
    assert unreachable == set()


def test_text_areas_are_no_trap_for_the_tab_key(
    store: FilledStore, engine: FakeEngine, link: Link, main_window: MainWindow
) -> None:
    assert main_window.areas is not None
    main_window.areas.accounts.show_account(store.account)
    traps = [
        widget.accessibleName()
        for widget in (*main_window.findChildren(QTextEdit), *main_window.findChildren(QPlainTextEdit))
        if not widget.tabChangesFocus() and not widget.isReadOnly()
    ]
    assert traps == []


def test_the_window_is_whole_at_twice_its_size(main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.preferences.set_value("zoom", 200)
    main_window.resize(1280, 800)
    for key in ("home", "mail", "outbox"):
        main_window.show_area(key)
        QApplication.processEvents()
        assert main_window.width() <= 1280, key
