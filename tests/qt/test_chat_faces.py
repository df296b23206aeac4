"""Pictures and presence of people and rooms in the window, and how the person shows themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from sync.model.changes import Change
from sync.model.chat import ChangeRoom, Membership, MemberTruth, Permission, RoomKind
from sync.model.ids import RemoteId, RoomId
from sync.model.profile import ChangeProfile
from sync.rpc import messages as m
from sync.store.write import chat as write_chat
from tests.qt.chat_store import ALL, CLAIRE, ME, ROOM, TALK, YANN, fill_chat, room
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.chat.area import ChatArea
from ui.chat.name_dialog import NameDialog
from ui.link import Link
from ui.live import Live

FACE = "mxc://exemple.fr/claire"
TWO = RemoteId("!deux:x")


def picture(colour: str) -> bytes:
    image = QImage(96, 96, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # stub
    return bytes(buffer.data().data())


@pytest.fixture
def area(store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> ChatArea:
    claire = MemberTruth(ROOM, CLAIRE, "Claire Morvan", Membership.JOINED, FACE)
    two = [
        Change(TWO, "1", room("Claire Morvan", kind=RoomKind.PEOPLE, people=2)),
        Change(RemoteId(f"{TWO}|{ME}"), "1", MemberTruth(TWO, ME, "Camille Perrin", Membership.JOINED)),
        Change(RemoteId(f"{TWO}|{CLAIRE}"), "1", MemberTruth(TWO, CLAIRE, "Claire Morvan", Membership.JOINED, FACE)),
    ]
    fill_chat(store, TALK, Change(RemoteId(f"{ROOM}|{CLAIRE}"), "1", claire), *two)
    blob = store.put(picture("#0a7d4f"))
    engine.answers[m.BringFace] = m.Kept(blob, 500)
    engine.answers[m.PresenceOf] = m.PresenceAnswer({CLAIRE: "here", YANN: "away"})
    engine.answers[m.TrustIn] = m.TrustAnswer({CLAIRE: "verified"})
    made = ChatArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1300, 760)
    made.show()
    made.show_room(named(made, "Équipe ICPE Bretagne"))
    return made


def named(area: ChatArea, name: str) -> RoomId:
    return next(row.id for row in area.rooms.rows if row.name == name)


def test_a_face_is_brought_once_and_drawn_wherever_the_person_is_seen(
    area: ChatArea, engine: FakeEngine, store: FilledStore, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: area.faces.picture((store.account, FACE)) is not None)
    area.conversation.turn_side("people")
    area.grab()
    assert {one.address for one in engine.asked_for(m.BringFace)} == {FACE}
    assert len(engine.asked_for(m.BringFace)) == 1
    known = {row.name: row.avatar for row in area.rooms.rows}
    assert known["Claire Morvan"] == FACE  # a conversation between two looks like the other one
    assert known["Yann Le Goff"] == ""


def test_who_is_there_is_said_in_the_head_and_in_the_list(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    talk = area.conversation
    talk.turn_side("people")
    qtbot.waitUntil(lambda: any("En ligne" in talk.people.list.item(at).toolTip() for at in range(talk.people.list.count())))
    tips = {talk.people.list.item(at).text(): talk.people.list.item(at).toolTip() for at in range(talk.people.list.count())}
    assert "Absent" in tips["Yann Le Goff"]
    area.show_room(named(area, "Claire Morvan"))
    qtbot.waitUntil(lambda: "En ligne" in talk._about.whole_text)
    talk.close_side()
    asked_before = len(engine.asked_for(m.PresenceOf))
    talk.presence._look()
    qtbot.waitUntil(lambda: len(engine.asked_for(m.PresenceOf)) > asked_before)
    assert engine.asked_for(m.PresenceOf)[-1].people == [CLAIRE]


def test_ones_own_name_and_picture_are_changed(
    area: ChatArea, engine: FakeEngine, store: FilledStore, qtbot: QtBot, tmp_path: Path
) -> None:
    engine.answers[m.KeepFile] = m.Kept(b"c" * 32, 900)
    engine.answers[m.OwnChatProfile] = m.ChatProfileAnswer("Camille Perrin", "")
    dialog = area.column.show_profile(store.account)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: dialog.name.text() == "Camille Perrin")
    assert not dialog.go.isEnabled()
    path = tmp_path / "moi.png"
    path.write_bytes(picture("navy"))
    dialog.picture.take(str(path))
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    dialog.name.setText("Camille Perrin [DREAL]")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(engine.intended(ChangeProfile)))
    [changed] = engine.intended(ChangeProfile)
    assert changed.name == "Camille Perrin [DREAL]"
    assert (changed.picture.media_type, changed.picture.width, changed.bare) == ("image/jpeg", 96, False)


def test_a_file_that_is_no_picture_is_refused(area: ChatArea, store: FilledStore, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "faux.png"
    path.write_text("rien")
    dialog = area.column.show_profile(store.account)  # type: ignore[arg-type]
    task = dialog.picture.take(str(path))
    qtbot.waitUntil(task.done)
    assert dialog.picture.picture is None
    dialog.close()


def test_a_room_is_given_a_picture_where_one_may(
    area: ChatArea, engine: FakeEngine, store: FilledStore, qtbot: QtBot
) -> None:
    area.conversation.naming_wanted.emit()
    dialog = area.findChildren(NameDialog)[-1]
    assert not dialog.picture.isHidden()
    dialog.picture.take_away()
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(engine.intended(ChangeRoom)))
    assert engine.intended(ChangeRoom)[0].bare
    may_not = room("Équipe ICPE Bretagne", permitted=ALL - {Permission.SET_PICTURE})
    store.change(write_chat.store_stream, store.account, [Change(ROOM, "2", may_not)])
    area.read_rooms()
    area.conversation.naming_wanted.emit()
    assert area.findChildren(NameDialog)[-1].picture.isHidden()
