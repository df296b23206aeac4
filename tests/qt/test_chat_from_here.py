"""From a discussion to the rest of the house: files of a drive sent into a room, a post that becomes an event."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from sync.model.accounts import Service
from sync.model.chat import PostToRoom
from sync.model.collections import Collection
from sync.model.ids import BlobName, RemoteId
from sync.rpc import messages as m
from sync.store.write import collections as write_collections
from tests.qt import files_store as drives
from tests.qt.chat_store import TALK, fill_chat
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.calendar.editor import EntryEditor
from ui.chat.area import ChatArea
from ui.common.drive_picker import DrivePicker
from ui.link import Link
from ui.live import Live
from ui.shell.window import MainWindow


@pytest.fixture
def area(store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> ChatArea:
    fill_chat(store, TALK)
    made = ChatArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_room(next(row.id for row in made.rooms.rows if row.name == "Équipe ICPE Bretagne"))
    return made


def test_a_file_of_a_drive_is_sent_into_the_room(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    composer = area.conversation.composer
    assert not composer.has_drives()
    drive = drives.fill_drives(store)
    assert composer.has_drives()
    menu = composer.source_menu()
    qtbot.addWidget(menu)
    assert [one.text() for one in menu.actions()] == ["Depuis cet ordinateur…", "Depuis un espace de fichiers…"]
    menu.actions()[1].trigger()
    picker = area.findChild(DrivePicker)
    assert picker is not None
    engine.answers[m.OpenFile] = m.Kept(BlobName(b"f" * 32), 4096)
    name = next(picker.list.item(row).text() for row in range(picker.list.count()) if "." in picker.list.item(row).text())
    picker.list.setCurrentRow([picker.list.item(row).text() for row in range(picker.list.count())].index(name))
    picker._accept.click()
    qtbot.waitUntil(lambda: bool(engine.intended(PostToRoom)))
    [said] = engine.intended(PostToRoom)
    assert (said.body, said.upload.name, said.upload.size, said.upload.blob) == (name, name, 4096, BlobName(b"f" * 32))
    assert engine.asked_for(m.OpenFile) == [m.OpenFile(drives.item(store, drive, name))]


def test_a_post_becomes_an_event_with_who_said_it_where(area: ChatArea, qtbot: QtBot) -> None:
    row = next(one.row for one in area.timeline.rows if "Vezin" in one.row.body)
    room = area.shown_room()
    assert room is not None
    menu: QMenu = area.menu.of(row, room, own=False)
    qtbot.addWidget(menu)
    with qtbot.waitSignal(area.event_wanted) as told:
        next(one for one in menu.actions() if one.text() == "En faire un événement…").trigger()
    summary, text = told.args
    assert summary.startswith("Bonjour à tous, le rapport d’inspection de Vezin est prêt.")
    assert text.startswith("Claire Morvan a écrit dans Équipe ICPE Bretagne")
    assert text.endswith("Qui relit avant jeudi ?")


def test_the_agenda_opens_with_the_words_of_the_post(main_window: MainWindow, store: FilledStore, qtbot: QtBot) -> None:
    agenda = Collection(RemoteId("/agenda/"), Service.CALENDAR, "Agenda")
    store.change(write_collections.store_collections, store.account, Service.CALENDAR, [agenda])
    fill_chat(store, TALK)
    assert main_window.areas is not None
    main_window.areas.chat.event_wanted.emit("Relire le rapport", "Claire a écrit : qui relit ?")
    editor = main_window.findChild(EntryEditor)
    assert isinstance(editor, EntryEditor)
    assert (editor.title.text(), editor.text.toPlainText()) == ("Relire le rapport", "Claire a écrit : qui relit ?")
    editor.close()
