"""Notifications of posts: what they say, which ones there are, and a quick answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from sync.model.chat import MarkRead, PostToRoom
from sync.rpc import messages as m
from sync.serial import intention_from_json
from sync.store.read import chat as read_chat
from tests.qt.chat_store import YANN, fill_chat, post
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.link import Link
from ui.live import Live
from ui.preferences import Preferences
from ui.shell.tray import Tray
from ui.shell.window import MainWindow

CALLED = post(YANN, "Camille, tu viens ?", 2, mentions=frozenset({"@camille.perrin:exemple.fr"}))


@pytest.fixture
def tray(
    store: FilledStore, open_link: Link, live: Live, preferences: Preferences, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Tray:
    from PySide6.QtWidgets import QWidget

    fill_chat(store, [("$1", post(YANN, "Bonjour à tous", 3)), ("$2", CALLED)])
    monkeypatch.setattr(Tray, "showMessage", lambda self, title, text, *_: self.said.append((title, text)))
    window = QWidget()
    qtbot.addWidget(window)
    made = Tray(open_link, live, preferences, QIcon(), window)
    made.said = []  # type: ignore[attr-defined]
    made.window = window  # type: ignore[attr-defined]
    return made


def posts(link: Link) -> list[int]:
    room = next(row.id for row in read_chat.rooms(link.reader()) if row.name == "Équipe ICPE Bretagne")
    return [row.id for row in read_chat.timeline(link.reader(), room)]


def test_what_others_say_is_told_as_the_person_wants(
    tray: Tray, open_link: Link, engine: FakeEngine, preferences: Preferences, qtbot: QtBot
) -> None:
    said: list[tuple[str, str]] = tray.said  # type: ignore[attr-defined]
    first, called = posts(open_link)
    engine.tell(m.NewPosts(1, [first]))
    qtbot.waitUntil(lambda: said == [("Yann Le Goff · Équipe ICPE Bretagne", "Bonjour à tous")])
    preferences.set_value("notify_chat", "mentions")
    engine.tell(m.NewPosts(1, [first, called]))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1] == ("Yann Le Goff · Équipe ICPE Bretagne", "Camille, tu viens ?")
    preferences.set_value("notify_details", False)
    engine.tell(m.NewPosts(1, [called]))
    qtbot.waitUntil(lambda: said[2:] == [("1 nouveau message de discussion", "")])
    preferences.set_value("notify_chat", "none")
    engine.tell(m.NewPosts(1, [called]))
    tray.looked_at = lambda: read_chat.rooms(open_link.reader())[1].id
    preferences.set_value("notify_chat", "all")
    engine.tell(m.NewPosts(1, [called]))
    assert len(said) == 3


def test_a_notification_is_answered_without_opening_the_conversation(
    main_window: MainWindow, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    fill_chat(store, [("$1", post(YANN, "Bonjour à tous", 3))])
    engine.tell(m.RowsChanged("room", [], []))
    qtbot.waitUntil(lambda: main_window.workspace is not None and "chat" in main_window.workspace.area_keys())
    assert main_window.areas is not None
    room = next(row.id for row in read_chat.rooms(main_window._link.reader()) if row.name == "Équipe ICPE Bretagne")
    reply = main_window.areas.chat.answer_quickly(room)
    assert reply is not None
    qtbot.keyClicks(reply.field, "Bonjour Yann")
    qtbot.keyClick(reply.field, Qt.Key.Key_Return)

    def intended() -> list[str]:
        return [one.kind for one in engine.asked if isinstance(one, m.Intend)]

    qtbot.waitUntil(lambda: {PostToRoom.kind, MarkRead.kind} <= set(intended()))
    said = next(one for one in engine.asked if isinstance(one, m.Intend) and one.kind == PostToRoom.kind)
    assert intention_from_json(said.kind, said.intention).body == "Bonjour Yann"  # type: ignore[union-attr]
    again = main_window.areas.chat.answer_quickly(room)
    assert again is not None
    again._open()
    assert main_window.workspace is not None
    assert main_window.workspace.shown == "chat"
    assert main_window.areas.chat.timeline.room == room
