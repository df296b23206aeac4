"""The chat area over a real store: rooms, posts, what one writes, and what is said of who wrote it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from sync.model.changes import Change
from sync.model.chat import (
    EditPost,
    GapTruth,
    PostToRoom,
    React,
)
from sync.model.ids import RemoteId
from sync.model.operations import Operation
from sync.rpc import messages as m
from sync.store.write import chat as write_chat
from sync.store.write import outbox as write_outbox
from sync.store.write import talk as write_talk
from tests.qt.chat_store import NOW, ROOM, TALK, YANN, fill_chat, post
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.chat.area import ChatArea
from ui.link import Link
from ui.live import Live
from ui.shell.window import MainWindow


@pytest.fixture
def area(store: FilledStore, open_link: Link, live: Live, qtbot: QtBot) -> ChatArea:
    fill_chat(store)
    made = ChatArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def texts(area: ChatArea) -> list[str]:
    return [area.timeline.index(place).data() for place in range(area.timeline.rowCount())]


def _row_of(area: ChatArea, text: str) -> int:
    return texts(area).index(text)


def show(area: ChatArea, name: str = "Équipe ICPE Bretagne") -> None:
    area.show_room(next(row.id for row in area.rooms.rows if row.name == name))


def test_invitations_stand_first_then_favourites_then_what_happened_last(area: ChatArea) -> None:
    names = [row.name for row in area.rooms.rows]
    assert names == ["Cellule de crise", "Équipe ICPE Bretagne", "Yann Le Goff", "Forum des agents"]
    spoken = area.rooms.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Équipe ICPE Bretagne, 2 non lus, 1 mention, chiffré"
    area.column.filter.setText("yann")
    assert [row.name for row in area.rooms.rows] == ["Yann Le Goff"]


def test_a_room_shows_its_posts_with_what_is_known_of_who_wrote_them(area: ChatArea) -> None:
    QAbstractItemModelTester(area.timeline, QAbstractItemModelTester.FailureReportingMode.Fatal)
    show(area)
    said = texts(area)
    assert said[0] == "Yann Le Goff a rejoint le salon"
    assert "Claire Morvan" in said[1]
    assert "vérifiée" in said[1]
    assert "n’est pas encore là" in said[5]
    assert "que son propriétaire n’a pas signé" in said[6]
    rows = area.timeline.rows
    assert [shown.head for shown in rows[1:4]] == [True, False, True]
    assert rows[3].quoted.startswith("Claire Morvan")
    assert rows[1].reactions == (("👍", (YANN,)),)
    assert not area.conversation.composer.isHidden()


def test_what_one_writes_becomes_an_operation_and_is_shown_while_it_waits(
    area: ChatArea, engine: FakeEngine, store: FilledStore, qtbot: QtBot
) -> None:
    show(area)
    field = area.conversation.composer.field
    qtbot.keyClicks(field, "Bonjour")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "Claire")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(engine.intended(object)))
    [said] = engine.intended(object)
    assert isinstance(said, PostToRoom)
    assert said.body == "Bonjour\nClaire"
    assert field.toPlainText() == ""
    intend = next(one for one in engine.asked if isinstance(one, m.Intend))
    store.change(write_outbox.add, Operation(intend.id, store.account, said, created=NOW))
    engine.tell(m.RowsChanged("operation", [], []))
    qtbot.waitUntil(lambda: "Bonjour" in texts(area)[-1])
    assert "En attente d’envoi" in texts(area)[-1]


def test_answers_edits_and_reactions_name_their_post(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    show(area)
    theirs, own = area.timeline.rows[3].row, area.timeline.rows[4].row
    area.conversation.composer.answer(theirs)
    qtbot.keyClicks(area.conversation.composer.field, "Parfait")
    area.conversation.composer.send()
    area.conversation.composer.field.setFocus()
    qtbot.keyClick(area.conversation.composer.field, Qt.Key.Key_Up)
    assert area.conversation.composer.field.toPlainText() == own.body
    area.conversation.composer.field.setPlainText("Corrigé")
    area.conversation.composer.send()
    room = area.shown_room()
    assert room is not None
    actions = {action.text() for action in area.menu.of(theirs, room, own=False).actions()}
    assert "Modifier" not in actions
    area.menu.reaction_wanted.emit(theirs, "🎉")
    qtbot.waitUntil(lambda: len(engine.intended(object)) == 3)
    answer, edit, reaction = engine.intended(object)
    assert isinstance(answer, PostToRoom)
    assert answer.reply_to == theirs.id
    assert isinstance(edit, EditPost)
    assert (edit.post, edit.body) == (own.id, "Corrigé")
    assert isinstance(reaction, React)
    assert (reaction.post, reaction.key) == (theirs.id, "🎉")


def test_an_invitation_is_accepted_or_declined_and_a_closed_room_says_so(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot
) -> None:
    show(area, "Cellule de crise")
    assert area.conversation.composer.isHidden()
    assert not area.conversation._invitation.isHidden()
    area.conversation.joining_wanted.emit()
    qtbot.waitUntil(lambda: bool(engine.intended(object)))
    assert engine.intended(object)[0].kind == "join_room"
    show(area, "Forum des agents")
    assert area.conversation.composer.isHidden()
    assert not area.conversation._closed.isHidden()


def test_what_was_begun_in_a_room_is_kept_and_there_when_one_comes_back(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    room = next(row.id for row in area.rooms.rows if row.name == "Équipe ICPE Bretagne")
    show(area)
    qtbot.keyClicks(area.conversation.composer.field, "À finir")
    show(area, "Yann Le Goff")
    assert area.conversation.composer.field.toPlainText() == ""
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.KeepRoomDraft)))
    assert engine.asked_for(m.KeepRoomDraft) == [m.KeepRoomDraft(room, "À finir", {})]
    store.change(write_talk.keep_draft, room, "À finir", {}, NOW)
    engine.tell(m.RowsChanged("room_draft", [room], []))
    qtbot.waitUntil(lambda: room in area.rooms.drafted)
    show(area)
    assert area.conversation.composer.field.toPlainText() == "À finir"


def test_older_posts_come_from_the_store_then_from_the_server_and_nothing_jumps(
    store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot
) -> None:
    many = [(f"$m{number}", post(YANN, f"Message {number}", 3000 - number)) for number in range(250)]
    gap = Change(RemoteId("gap"), "", GapTruth(ROOM, RemoteId("$m0"), "jeton"))
    fill_chat(store, [])
    store.change(
        write_chat.store_stream, store.account, [gap, *(Change(RemoteId(item), "1", truth) for item, truth in many)]
    )
    area = ChatArea(open_link, live)
    qtbot.addWidget(area)
    area.resize(1000, 600)
    area.show()
    show(area)
    view = area.conversation.view
    qtbot.waitUntil(lambda: view.at_end and view.verticalScrollBar().maximum() > 0)
    assert area.timeline.rowCount() == 100
    for wanted in (150, 200, 250):
        view.verticalScrollBar().setValue(10)
        seen = view.indexAt(view.rect().center()).data()
        qtbot.waitUntil(lambda wanted=wanted: area.timeline.rowCount() == wanted)
        assert view.verticalScrollBar().value() > 100
        assert abs(_row_of(area, seen) - view.indexAt(view.rect().center()).row()) <= 1
    view.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: any(isinstance(one, m.BringHistory) for one in engine.asked))


def test_the_area_is_offered_only_where_there_is_chat(
    main_window: MainWindow, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert main_window.workspace is not None
    assert "chat" not in main_window.workspace.area_keys()
    fill_chat(store)
    engine.tell(m.RowsChanged("room", [], []))
    qtbot.waitUntil(lambda: "chat" in main_window.workspace.area_keys())  # type: ignore[union-attr]
    main_window.show_area("chat")
    assert main_window.workspace.shown == "chat"


def test_an_own_post_that_is_told_again_is_the_same_row(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    show(area)
    before = area.timeline.rows[4].row.id
    again = replace(TALK[4][1], edited=NOW, body="Merci Yann, vraiment.")
    store.change(write_chat.store_stream, store.account, [Change(RemoteId("$4"), "2", again)])
    engine.tell(m.RowsChanged("post", [before], []))
    qtbot.waitUntil(lambda: "vraiment" in texts(area)[4])
    assert area.timeline.rows[4].row.id == before
    assert area.timeline.rowCount() == len(TALK)
