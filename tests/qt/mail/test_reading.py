"""Stories of reading: folders, list, letters, offline states, actions and taking them back."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from sync.model.collections import Role
from sync.model.faults import Offline, Unreadable
from sync.model.mail import Address, Attachment, Flag
from sync.model.operations import ChangeFlags, DeleteItems, MoveItems
from sync.rpc import messages as m
from sync.serial import intention_from_json
from sync.store.read.messages import Only, Order
from tests.qt.mail.stage import Stage, until
from ui import theme

Play = Callable[[Any], Any]


def intentions(stage: Stage) -> list[Any]:
    return [intention_from_json(command.kind, command.intention) for command in stage.engine.of(m.Intend)]


async def opened(stage: Stage, area: Any, row: int = 0) -> None:
    area.list.view.choose(row)
    await until(lambda: area.reader.content is not None)


def test_a_letter_is_opened_and_read(stage: Stage, play: Play) -> None:
    stage.add_letter("Ancien", flags=Flag.SEEN)
    stage.add_letter("Rapport", when=int(time.time()), text="Bonjour Alice", to=[Address("Alice", "alice@prefecture.example")])

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        await opened(stage, area)
        assert area.reader.body.text.toPlainText() == "Bonjour Alice"
        assert area.reader.header._subject.text() == "Rapport"
        assert "claire.morvan@dreal.example" in area.reader.header._address.whole_text
        area.activateWindow()
        area.seeing.mark()
        await until(lambda: intentions(stage))
        assert intentions(stage) == [ChangeFlags((area.reader.row.id,), Flag.SEEN)]
        await until(lambda: area.list.model.message(0).flags & Flag.SEEN)
        assert area.list.view.chosen_rows() == [0]
        await stage.end()

    play(story())


def test_archiving_moves_on_and_can_be_undone(stage: Stage, play: Play) -> None:
    first = stage.add_letter("Un")
    second = stage.add_letter("Deux")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        await opened(stage, area)
        area.activateWindow()
        area.list.view.setFocus()
        await until(area.isActiveWindow)
        QTest.keyClick(area.list.view, Qt.Key.Key_E)
        await until(lambda: area.list.model.rowCount() == 1)
        assert intentions(stage) == [MoveItems((first,), stage.boxes[Role.ARCHIVE])]
        await until(lambda: area.reader.message_id() == second)
        area.intents.undo()
        await until(lambda: area.list.model.rowCount() == 2)
        assert not area.intents.can_undo
        await stage.end()

    play(story())


def test_an_operation_that_has_run_is_reversed(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Un")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        await opened(stage, area)
        area.commands["delete"].trigger()
        await until(lambda: area.list.model.rowCount() == 0)
        stage.store.execute("UPDATE operation SET state = 'running'")
        area.intents.undo()
        await until(lambda: len(intentions(stage)) == 2)
        assert intentions(stage)[1] == MoveItems((item,), stage.boxes[Role.INBOX])
        await stage.end()

    play(story())


def test_deleting_in_the_bin_waits_for_undo(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Un", box=stage.boxes[Role.TRASH])

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.folder_view.choose(f"mailbox:{stage.boxes[Role.TRASH]}")
        await until(lambda: area.list.model.complete and area.list.model.rowCount() == 1)
        await opened(stage, area)
        area.commands["delete"].trigger()
        await until(lambda: intentions(stage))
        assert intentions(stage) == [DeleteItems((item,))]
        assert stage.engine.of(m.Intend)[0].not_before > time.time() * 1000 + 5000
        await stage.end()

    play(story())


@pytest.mark.parametrize(
    ("fault", "words"),
    [(partial(Offline, "not_kept"), "not kept on this computer"), (Unreadable, "cannot be shown")],
    ids=["not kept", "unreadable"],
)
def test_what_hinders_reading_is_said(stage: Stage, play: Play, fault: Any, words: str) -> None:
    item = stage.add_letter("Un")
    content, stage.engine.contents[item] = stage.engine.contents[item], fault()

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.view.choose(0)
        await until(lambda: words in area.reader.hindrance.accessibleName())
        stage.engine.contents[item] = content
        area.reader.load_again()
        await until(lambda: area.reader.content is not None)
        assert area.reader._place.currentWidget() is area.reader.body
        await stage.end()

    play(story())


def test_new_mail_leaves_the_reading_place_alone(stage: Stage, play: Play) -> None:
    stage.add_many(500)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        await until(lambda: area.list.model.rowCount() == 500)
        view = area.list.view
        view.choose(300)
        top = area.list.model.id_at(view.rowAt(0))
        resets: list[int] = []
        area.list.model.modelReset.connect(lambda: resets.append(1))
        stage.add_letter("Nouveau", when=int(time.time()))
        stage.engine.changed()
        await until(lambda: area.list.model.rowCount() == 501)
        assert view.chosen_rows() == [301]
        assert area.list.model.id_at(view.rowAt(0)) == top
        assert not resets
        await stage.end()

    play(story())


def test_the_list_keeps_few_rows_of_many(stage: Stage, play: Play, qtmodeltester: Any) -> None:
    stage.add_many(30_000)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        model = area.list.model
        await until(lambda: model.rowCount() == 30_000)
        for row in range(0, 30_000, 900):
            assert model.message(row) is not None
        assert len(model._cache._rows) <= 2_000
        await stage.end()

    play(story())


def test_the_model_is_well_behaved(stage: Stage, play: Play, qtmodeltester: Any) -> None:
    for number in range(12):
        stage.add_letter(f"Lettre {number}")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        qtmodeltester.check(area.list.model)
        qtmodeltester.check(area.folders)
        area.list.view.selectAll()
        area.commands["archive"].trigger()
        await until(lambda: area.list.model.rowCount() == 0)
        await until(lambda: "empty" in area.list.empty.accessibleName())
        await stage.end()

    play(story())


def test_sorting_and_filters(stage: Stage, play: Play) -> None:
    stage.add_letter("Lu", flags=Flag.SEEN)
    stage.add_letter("Non lu")
    stage.add_letter("Suivi", flags=Flag.SEEN | Flag.FLAGGED)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        bar, model = area.list.bar, area.list.model
        for action in bar._sort.menu().actions():
            if action.data() == Order.FLAG:
                action.trigger()
        await until(lambda: model.complete)
        assert [model.message(row).subject for row in range(3)] == ["Suivi", "Lu", "Non lu"]
        bar.filter._chips[Only.UNREAD].click()
        await until(lambda: model.complete and model.rowCount() == 1)
        assert model.message(0).subject == "Non lu"
        bar.clear_filters()
        await until(lambda: model.rowCount() == 3)
        await stage.end()

    play(story())


def test_searching_finds_by_word_and_ends(stage: Stage, play: Play) -> None:
    stage.add_letter("Rapport", text="les annexes du site")
    stage.add_letter("Réunion", text="jeudi à quatorze heures")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        area.list.bar.search.setText("réunion")
        await until(lambda: area.list.model.complete and area.list.model.rowCount() == 1)
        assert area.list.model.message(0).subject == "Réunion"
        area.list.bar.search.setText("introuvable")
        await until(lambda: area.list.empty.accessibleName() == "Nothing found")
        area.list.empty.action_triggered.emit()
        await until(lambda: area.list.model.rowCount() == 2)
        await stage.end()

    play(story())


def test_folders_tell_what_is_unread_and_take_dropped_messages(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Un")
    project = stage.add_box(stage.account, "Projets")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        index = area.folders.index_of(f"mailbox:{stage.boxes[Role.INBOX]}")
        assert "1 unread" in index.data(Qt.ItemDataRole.AccessibleTextRole)
        dragged = area.list.model.mimeData([area.list.model.index(0)])
        target = area.folders.index_of(f"mailbox:{project}")
        assert area.folders.canDropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, target)
        area.folders.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, target)
        await until(lambda: area.list.model.rowCount() == 0)
        assert intentions(stage) == [MoveItems((item,), project)]
        await until(lambda: "unread" not in str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        await stage.end()

    play(story())


def test_every_kind_of_row_is_painted(stage: Stage, play: Play) -> None:
    stage.add_letter("Un", flags=Flag.FLAGGED, attachments=(Attachment("2", "a.pdf", "application/pdf", 10),))
    stage.add_letter("", flags=Flag.SEEN | Flag.ANSWERED, sender=Address("", ""))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        painter_of_rows = area.list.view.painter_of_rows()
        pictures = set()
        for row in (0, 1):
            for state in (QStyle.StateFlag.State_None, QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver):
                option = QStyleOptionViewItem()
                option.rect = QRect(0, 0, 360, 56)
                option.state = state
                painter_of_rows.pointer = QPoint(300, 40)
                image = QImage(360, 56, QImage.Format.Format_RGB32)
                image.fill(0)
                painter = QPainter(image)
                painter_of_rows.paint(painter, option, area.list.model.index(row))
                painter.end()
                pictures.add(bytes(image.constBits()))
        assert len(pictures) == 6
        assert painter_of_rows.quick_at(QRect(0, 0, 360, 56), 9, QPoint(340, 28)) == "flag"
        await stage.end()

    play(story())


def test_groups_by_date_stand_over_their_first_message(stage: Stage, play: Play) -> None:
    stage.add_letter("Ce matin", when=int(time.time()))
    stage.add_letter("Longtemps", when=int(time.time()) - 200 * 86400)
    stage.add_letter("Plus longtemps", when=int(time.time()) - 201 * 86400 - 40 * 86400)

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        view = area.list.view
        assert list(view.painter_of_rows().headings) == [0, 1, 2]
        assert view.painter_of_rows().headings[0] == "Today"
        assert view.verticalHeader().sectionSize(1) > theme.row_height()
        await stage.end()

    play(story())


def test_attachments_are_saved_with_safe_names(stage: Stage, play: Play, tmp_path: Any, monkeypatch: Any) -> None:
    item = stage.add_letter("Un", attachments=(
        Attachment("2", "../rapport.odt", "application/octet-stream", 3),
        Attachment("3", "rapport.odt", "application/octet-stream", 3),
    ))  # fmt: skip
    stage.engine.parts = {(item, "2"): b"un", (item, "3"): b"deux"}
    target = tmp_path / "ici"
    target.mkdir()
    monkeypatch.setattr("ui.mail.attachments.QFileDialog.getExistingDirectory", lambda *_: str(target))

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        await opened(stage, area)
        area.reader.attachments.save_all_wanted.emit()
        await until(lambda: len(list(target.iterdir())) == 2)
        await until(lambda: (target / "rapport (2).odt").exists())
        assert (target / "rapport.odt").read_bytes() == b"un"
        await stage.end()

    play(story())


def test_without_an_account_the_area_says_what_to_do(stage: Stage, play: Play) -> None:
    stage.store.execute("DELETE FROM account")

    async def story() -> None:
        from ui.mail.area import MailArea

        link, live = await stage.open_link()
        area = MailArea(link, live, web_allowed=False)
        wanted: list[int] = []
        area.account_wanted.connect(lambda: wanted.append(1))
        area._no_account.action_triggered.emit()
        assert wanted == [1]
        assert area._pages.currentWidget() is area._no_account
        area.deleteLater()
        await stage.end()

    play(story())


def test_contents_that_arrive_are_shown_and_nothing_is_listed_anew(stage: Stage, play: Play) -> None:
    item = stage.add_letter("Un")

    async def story() -> None:
        area = await stage.open_area(web_allowed=False)
        await until(lambda: area.list.model.complete)
        listed: list[bool] = []
        area.list.model.ids_applied.connect(lambda: listed.append(True))
        stage.store.execute("UPDATE message SET preview = 'Le rapport est là' WHERE id = ?", (item,))
        stage.engine.tell(m.RowsChanged("content", [item], [stage.boxes[Role.INBOX]]))
        await until(lambda: area.list.model.message(0).preview == "Le rapport est là")
        assert not listed
        await stage.end()

    play(story())
