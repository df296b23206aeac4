"""Talking in the window: formatting, calls of people, emoji, threads, people, search, files, rooms to find and to make."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sync.model.changes import Change
from sync.model.chat import (
    ChangeRoom,
    CreateRoom,
    GapTruth,
    InvitePerson,
    JoinRoom,
    MediaTruth,
    PostKind,
    PostToRoom,
    React,
    ReceiptTruth,
    RemovePerson,
    RoomKind,
    SortRoom,
)
from sync.model.ids import ItemId, RemoteId
from sync.rpc import messages as m
from sync.store.connection import open_search_writer
from sync.store.write import chat as write_chat
from sync.store.write import chat_index
from tests.qt.chat_store import CLAIRE, ME, NOW, ROOM, YANN, fill_chat, post, room
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.chat import emoji, markup
from ui.chat.area import ChatArea
from ui.chat.timeline_model import MOST
from ui.link import Link
from ui.live import Live

ROOT, ANSWER = "$root", "$answer"
RICH = "Le rapport est <strong>prêt</strong>, <a href=\"mention:@camille.perrin:exemple.fr\">Camille</a>"
PICTURE = MediaTruth("mxc://exemple.fr/photo", "vezin.png", "image/png", 2048, 64, 48)
MORE = [
    ("$rich", post(CLAIRE, "Le rapport est prêt, Camille", 12, html=RICH)),
    ("$link", post(YANN, "Voir https://www.exemple.fr/page.html pour la suite", 11)),
    (ROOT, post(YANN, "Qui vient jeudi ?", 10)),
    (ANSWER, post(CLAIRE, "Moi", 9, thread=RemoteId(ROOT))),
    ("$pic", post(CLAIRE, "vezin.png", 8, kind=PostKind.IMAGE, media=PICTURE)),
    ("$end", post(CLAIRE, "À jeudi.", 7)),
]


@pytest.fixture
def area(store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> ChatArea:
    receipt = Change(RemoteId("receipt"), "1", ReceiptTruth(ROOM, YANN, RemoteId("$end"), NOW))
    space = Change(RemoteId("!espace:x"), "1", room("Préfecture", kind=RoomKind.SPACE))
    inside = Change(RemoteId("!dedans:x"), "1", room("Cabinet", spaces=(RemoteId("!espace:x"),)))
    fill_chat(store, MORE, receipt, space, inside)
    made = ChatArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.show_room(next(row.id for row in made.rooms.rows if row.name == "Équipe ICPE Bretagne"))
    return made


def press(area: ChatArea, key: Qt.Key) -> None:
    area.conversation.composer.field.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def type_text(area: ChatArea, text: str) -> None:
    field = area.conversation.composer.field
    field.hasFocus = lambda: True  # type: ignore[method-assign]
    field.insertPlainText(text)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Bonjour à tous", ""),
        ("2 * 3 = 6", ""),
        ("C’est **urgent**", "C’est <strong>urgent</strong>"),
        ("*vite* et ~~tard~~", "<em>vite</em> et <s>tard</s>"),
        ("`code <b>`", "<code>code &lt;b&gt;</code>"),
        ("<script>alert(1)</script> **a**", "&lt;script&gt;alert(1)&lt;/script&gt; <strong>a</strong>"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>"),
    ],
)
def test_marks_become_formatting_and_nothing_else_does(typed: str, html: str) -> None:
    assert markup.formatted(typed, {}) == (html, frozenset())


def test_a_person_is_called_by_a_name_chosen_while_typing(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    type_text(area, "Merci @clai")
    completion = area.conversation.composer.field.completion
    assert completion is not None
    assert [one.person for one in completion.offers] == [CLAIRE]
    press(area, Qt.Key.Key_Return)
    assert area.conversation.composer.field.toPlainText() == "Merci @Claire Morvan "
    press(area, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(engine.intended(PostToRoom)))
    [said] = engine.intended(PostToRoom)
    assert said.mentions == {CLAIRE}
    assert said.html == f'Merci <a href="mention:{CLAIRE}">@Claire Morvan</a>'


def test_everybody_is_called_in_a_room(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    type_text(area, "@sal")
    completion = area.conversation.composer.field.completion
    assert completion is not None
    assert [one.person for one in completion.offers] == ["@room"]
    completion.take(0)
    area.conversation.composer.send()
    qtbot.waitUntil(lambda: bool(engine.intended(PostToRoom)))
    assert engine.intended(PostToRoom)[0].mentions == {"@room"}


def test_emoji_are_found_by_french_and_english_names(area: ChatArea) -> None:
    assert any("👍" in one.sign for one in emoji.search("pouce"))
    assert "🎂" in [one.sign for one in emoji.search("gateau")]
    assert "🎂" in [one.sign for one in emoji.search("cake")]
    type_text(area, "Bravo :pouc")
    completion = area.conversation.composer.field.completion
    assert completion is not None
    completion.take(next(place for place, one in enumerate(completion.offers) if "👍" in one.text))
    assert area.conversation.composer.field.toPlainText().startswith("Bravo 👍")


def test_links_calls_and_reactions_are_where_they_are_seen(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    view, model = area.conversation.view, area.timeline
    rich = next(shown for shown in model.rows if shown.row.remote_id == "$rich")
    places = view.delegate.layout.places(rich)
    across = range(0, 400, 3)
    middle = places.words.top() + 8
    found = {view.delegate.under(rich, QPoint(places.words.left() + x, middle)) for x in across}
    assert ("link", f"mention:{ME}") in found
    plain = next(shown for shown in model.rows if shown.row.remote_id == "$link")
    spot = view.delegate.layout.places(plain).words
    found = {view.delegate.under(plain, QPoint(spot.left() + x, spot.top() + 8)) for x in across}
    assert ("link", "https://www.exemple.fr/page.html") in found
    assert not any(part == "link" and "suite" in which for part, which in found)


def test_a_thread_stands_beside_the_timeline_and_is_answered_there(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot
) -> None:
    names = [shown.row.remote_id for shown in area.timeline.rows]
    assert ANSWER not in names
    root = next(shown for shown in area.timeline.rows if shown.row.remote_id == ROOT)
    assert root.replies == 1
    area._take_part(root, "thread", "")
    aside = area.conversation.aside
    assert aside.isVisible()
    assert [shown.row.remote_id for shown in aside.model.rows] == [ROOT, ANSWER]
    aside.composer.field.setPlainText("Moi aussi")
    aside.composer.send()
    qtbot.waitUntil(lambda: bool(engine.intended(PostToRoom)))
    [said] = engine.intended(PostToRoom)
    assert (said.body, said.thread) == ("Moi aussi", root.row.id)


def test_who_has_read_is_shown_and_the_mark_stands_before_what_is_new(
    store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot
) -> None:
    fill_chat(store, MORE, Change(RemoteId("receipt"), "1", ReceiptTruth(ROOM, YANN, RemoteId("$end"), NOW)))
    store.change(lambda connection: connection.execute("UPDATE room SET read_up_to = ? WHERE remote_id = ?", (ROOT, ROOM)))
    area = ChatArea(open_link, live)
    qtbot.addWidget(area)
    area.show_room(next(row.id for row in area.rooms.rows if row.name == "Équipe ICPE Bretagne"))
    assert [shown.row.remote_id for shown in area.timeline.rows if shown.fresh] == ["$pic"]
    last = area.timeline.rows[-1]
    assert [one.person for one in last.readers] == [YANN]


def test_an_own_reaction_is_taken_back(area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot) -> None:
    from sync.model.chat import ReactionTruth

    own = Change(RemoteId("$own"), "1", ReactionTruth(ROOM, RemoteId("$end"), ME, "👍"))
    store.change(write_chat.store_stream, store.account, [own])
    engine.tell(m.RowsChanged("post", [], []))
    qtbot.waitUntil(lambda: bool(area.timeline.rows[-1].reactions))
    area.deeds.react(area.timeline.rows[-1].row, "👍")
    area.deeds.react(area.timeline.rows[-1].row, "🎉")
    qtbot.waitUntil(lambda: len(engine.intended(React)) == 2)
    assert [(one.key, one.wanted) for one in engine.intended(React)] == [("👍", False), ("🎉", True)]


def test_people_are_listed_with_what_is_known_of_them_and_removed(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answers[m.TrustIn] = m.TrustAnswer({CLAIRE: "verified", YANN: "changed"})
    area.conversation.turn_side("people")
    panel = area.conversation.people
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.TrustIn)) and panel._trust != {})
    spoken = [panel.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(panel.list.count())]
    assert any("Claire Morvan" in text and "Vérifié" in text for text in spoken)
    assert any("Yann" in text and "changé" in text for text in spoken)
    yann = next(one for one in panel._people() if one.person == YANN)
    texts = [action.text() for action in panel.menu_of(yann).actions()]
    assert "Accepter la nouvelle identité" in texts
    panel.removal_wanted.emit(YANN, True)
    qtbot.waitUntil(lambda: bool(engine.intended(RemovePerson)))
    assert engine.intended(RemovePerson)[0].banned
    engine.answers[m.Verify] = m.Verifying("f")
    panel.verify_wanted.emit(YANN)
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.Verify)))


def test_what_was_said_is_searched_and_found_where_it_was_said(
    area: ChatArea, store: FilledStore, qtbot: QtBot
) -> None:
    with closing(open_search_writer(store.profile, store.keys)) as index:
        texts = [(row.id, row.body) for row in _rows(area, store)] + [(_answer(area), "Moi")]
        chat_index.index_posts(index, texts)
    area.conversation.turn_side("search")
    search = area.conversation.search
    search.field.setText("moi")
    qtbot.waitUntil(lambda: search.found.count() == 1)
    search.found._take(search.found.item(0))
    assert area.conversation.aside.model.root == ROOT
    assert area.conversation.view.chosen().remote_id == ROOT  # type: ignore[union-attr]


def test_a_post_is_pinned_and_becomes_a_letter(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    row = area.timeline.rows[-1].row
    area.deeds.pin(row)
    qtbot.waitUntil(lambda: bool(engine.intended(ChangeRoom)))
    assert engine.intended(ChangeRoom)[0].pinned == (row.id,)
    with qtbot.waitSignal(area.letter_wanted) as told:
        area.deeds.write_letter(row)
    assert told.args[0].startswith("mailto:?subject=%C3%89quipe")
    assert "%C3%80%20jeudi" in told.args[0]


def test_files_are_copied_first_and_a_pasted_picture_is_sent_too(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    path = tmp_path / "plan.png"
    image.save(str(path))
    engine.answers[m.KeepPath] = m.Kept(b"b" * 32, 99)
    engine.answers[m.KeepFile] = m.Kept(b"c" * 32, 77)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    area.conversation.composer._choose_files()
    area.conversation.composer.field.picture_given.emit(image)
    qtbot.waitUntil(lambda: len(engine.intended(PostToRoom)) == 2)
    uploads = sorted((one.upload for one in engine.intended(PostToRoom)), key=lambda one: one.size)
    assert [(one.media_type, one.width, one.height) for one in uploads] == [("image/png", 30, 20)] * 2
    assert engine.asked_for(m.KeepPath) == [m.KeepPath(str(path))]


def test_a_picture_is_brought_drawn_and_opened(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    path = tmp_path / "photo.png"
    image.save(str(path))
    blob = store.put(path.read_bytes())
    engine.answers[m.OpenPostFile] = m.Kept(blob, path.stat().st_size)
    shown = next(one for one in area.timeline.rows if one.row.remote_id == "$pic")
    area.conversation.pictures.look_again()
    qtbot.waitUntil(lambda: area.conversation.pictures.of(shown.row) is not None)
    area.files.open(shown.row)
    qtbot.waitUntil(lambda: area.files.viewer is not None)
    assert area.files.viewer is not None
    assert area.files.viewer.windowTitle() == "vezin.png"
    area.files.viewer.close()


def test_others_are_told_that_one_writes_and_one_is_told_of_them(
    area: ChatArea, engine: FakeEngine, qtbot: QtBot
) -> None:
    shown = area.shown_room()
    assert shown is not None
    area.conversation.composer.field.setPlainText("B")
    qtbot.waitUntil(lambda: engine.asked_for(m.SayTyping) == [m.SayTyping(shown.id, True)])
    area.conversation.composer.field.setPlainText("")
    qtbot.waitUntil(lambda: engine.asked_for(m.SayTyping)[-1] == m.SayTyping(shown.id, False))
    engine.tell(m.TypingNow(shown.id, ["Claire Morvan"]))
    qtbot.waitUntil(lambda: "Claire Morvan" in area.conversation._typing.text())


def test_rooms_are_shown_by_kind_and_by_space_and_sorted(area: ChatArea, engine: FakeEngine, qtbot: QtBot) -> None:
    column = area.column
    keys = [column.which.itemData(place) for place in range(column.which.count())]
    assert keys == ["all", "unread", "people", "rooms", "!espace:x"]
    for key, names in (("people", ["Yann Le Goff"]), ("!espace:x", ["Cabinet"])):
        column.which.setCurrentIndex(keys.index(key))
        column._arrange()
        assert [row.name for row in column.rooms.rows] == names
    [_, _, muted] = column.menu_of(column.rooms.rows[0]).actions()
    muted.trigger()
    qtbot.waitUntil(lambda: bool(engine.intended(SortRoom)))
    assert engine.intended(SortRoom)[0].muted is True


def test_a_room_is_made_found_joined_named_and_people_invited(
    area: ChatArea, store: FilledStore, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answers[m.FindPeople] = m.PeopleFound([("@ines:exemple.fr", "Inès")])
    engine.answers[m.FindRooms] = m.RoomsFound([m.FoundRoom("#forum:exemple.fr", "Forum", "Entraide", 12)])
    new = area.column.make_room(store.account)
    assert not new.go.isEnabled()
    new.people.field.setText("inè")
    qtbot.waitUntil(lambda: new.people.found.count() == 1)
    new.people._take(new.people.found.item(0))
    new.go.click()
    find = area.column.find_room(store.account)
    qtbot.waitUntil(lambda: find.found.count() == 1)
    find.found.setCurrentRow(0)
    find.go.click()
    area.conversation.invitation_wanted.emit()
    from ui.chat.name_dialog import NameDialog
    from ui.chat.room_dialogs import InviteDialog

    invite = area.findChildren(InviteDialog)[-1]
    invite.people.choose("@ines:exemple.fr")
    invite.go.click()
    area.conversation.naming_wanted.emit()
    naming = area.findChildren(NameDialog)[-1]
    naming.topic.setText("Autre sujet")
    naming.go.click()
    qtbot.waitUntil(lambda: bool(engine.intended(ChangeRoom)))
    [made] = engine.intended(CreateRoom)
    assert (made.direct, made.people, made.encrypted) == (True, ("@ines:exemple.fr",), True)
    assert engine.intended(JoinRoom)[0].address == "#forum:exemple.fr"
    assert engine.intended(InvitePerson)[0].person == "@ines:exemple.fr"
    assert (engine.intended(ChangeRoom)[0].name, engine.intended(ChangeRoom)[0].topic) == (None, "Autre sujet")


def test_a_long_timeline_shows_a_stretch_that_moves_and_goes_back_to_the_end(
    store: FilledStore, open_link: Link, live: Live, qtbot: QtBot
) -> None:
    fill_chat(store, [])
    many = [Change(RemoteId(f"$m{n}"), "1", post(YANN, f"Message {n}", 5000 - n)) for n in range(1500)]
    store.change(write_chat.store_stream, store.account, many)
    area = ChatArea(open_link, live)
    qtbot.addWidget(area)
    area.resize(1000, 600)
    area.show()
    area.show_room(next(row.id for row in area.rooms.rows if row.name == "Équipe ICPE Bretagne"))
    view, model = area.conversation.view, area.timeline
    qtbot.waitUntil(lambda: view.at_end and view.verticalScrollBar().maximum() > 0)
    while not model.complete:
        oldest = model.rows[0].row.id
        view.verticalScrollBar().setValue(20)
        qtbot.waitUntil(lambda oldest=oldest: model.rows[0].row.id != oldest or model.complete)
        assert model.rowCount() <= MOST
    assert model.rows[0].row.body == "Message 0"
    assert not model.live
    assert area.conversation._end.isVisible()
    area.conversation._end.click()
    assert model.rows[-1].row.body == "Message 1499"
    area.show_post(next(row.id for row in _rows(area, store) if row.body == "Message 700"))
    assert view.chosen().body == "Message 700"  # type: ignore[union-attr]
    while not model.live:
        newest = model.rows[-1].row.id
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() - 20)
        qtbot.waitUntil(lambda newest=newest: model.rows[-1].row.id != newest or model.live)
    assert model.rows[-1].row.body == "Message 1499"


def test_where_messages_are_missing_it_is_said_and_they_are_brought(
    store: FilledStore, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot
) -> None:
    fill_chat(store, [("$a", post(YANN, "Avant", 900))])
    gap = Change(RemoteId("gap"), "", GapTruth(ROOM, RemoteId("$b"), "jeton"))
    store.change(
        write_chat.store_stream, store.account, [gap, Change(RemoteId("$b"), "1", post(YANN, "Après", 10))]
    )
    area = ChatArea(open_link, live)
    qtbot.addWidget(area)
    area.show()
    area.show_room(next(row.id for row in area.rooms.rows if row.name == "Équipe ICPE Bretagne"))
    assert [shown.row.body for shown in area.timeline.rows] == ["Après"]
    [shown] = area.timeline.rows
    assert not area.conversation.view.delegate.layout.places(shown).gap.isNull()
    area._take_part(shown, "gap", "")
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.BringHistory)))
    assert engine.asked_for(m.BringHistory)[0].before == shown.row.position  # type: ignore[attr-defined]


def _answer(area: ChatArea) -> ItemId:
    from sync.store.read import chat_room

    return chat_room.thread(area._link.reader(), area.timeline.room, RemoteId(ROOT))[-1].id  # type: ignore[arg-type]


def _rows(area: ChatArea, store: FilledStore) -> list[Any]:
    from sync.store.read import chat_room

    return chat_room.between(area._link.reader(), area.timeline.room, 0, chat_room.LAST)  # type: ignore[arg-type]
