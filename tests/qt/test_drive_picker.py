"""Drives from other areas: files attached from one, attachments saved to one, documents opened from and saved to one."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sync.model.files import PublicLink
from sync.model.ids import BlobName, CollectionId
from sync.model.mail import Attachment, DraftAttachment
from sync.rpc import messages as m
from sync.serial import to_json
from tests.qt import files_store as drives
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.common.drive_picker import DrivePicker
from ui.common.toasts import ToastStack
from ui.link import Link
from ui.mail.attachments import AttachmentFiles
from ui.shell.window import MainWindow


@pytest.fixture
def drive(store: FilledStore) -> CollectionId:
    return drives.fill_drives(store, many=450)


def names(picker: DrivePicker) -> list[str]:
    return [picker.list.item(row).text() for row in range(picker.list.count())]


def enter(picker: DrivePicker, name: str) -> None:
    picker.list.itemActivated.emit(picker.list.item(names(picker).index(name)))


def the(window: QWidget) -> DrivePicker:
    found = window.findChild(DrivePicker)
    assert found is not None
    return found


def test_a_place_is_chosen_only_where_one_may_write_and_under_a_good_name(
    drive: CollectionId, store: FilledStore, open_link: Link, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    picker = DrivePicker(open_link, "Enregistrer", "Enregistrer", window, name="Budget 2027.ods")
    picker.show()
    assert [picker.drive.itemText(place) for place in range(picker.drive.count())] == ["Espace de Camille"]
    assert not picker._accept.isEnabled()
    enter(picker, "Inspections")
    assert picker._accept.isEnabled()
    picker.name.setText("CON")
    assert not picker._accept.isEnabled()
    picker.name.setText("Budget.ods")
    with qtbot.waitSignal(picker.place_chosen) as chosen:
        picker._accept.click()
    assert chosen.args == [drive, drives.item(store, drive, "Inspections"), "Budget.ods"]


def test_a_large_folder_is_listed_as_one_scrolls(drive: CollectionId, open_link: Link, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    picker = DrivePicker(open_link, "Joindre", "Joindre", window)
    picker.show()
    enter(picker, "Marchés publics")
    assert picker.list.count() == 200
    picker.list.scrollToBottom()
    qtbot.waitUntil(lambda: picker.list.count() == 400)
    picker.list.scrollToBottom()
    qtbot.waitUntil(lambda: picker.list.count() == 450)
    qtbot.keyClick(picker, Qt.Key.Key_Escape)


def test_files_of_a_drive_are_attached_to_a_letter(
    drive: CollectionId, store: FilledStore, main_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    blob = store.put(b"content")
    engine.answers[m.OpenFile] = m.Kept(blob, 7, "1")
    main_window.compose()
    assert main_window.areas is not None
    composer = main_window.areas.mail.desk.composers[-1]
    composer.drive_button.click()
    picker = the(composer)
    picker.list.setCurrentRow(names(picker).index("Note de service.odt"))
    picker._accept.click()
    qtbot.waitUntil(lambda: [file.name for file in composer.files.files] == ["Note de service.odt"])
    (attached,) = composer.files.files
    assert (attached.media_type, attached.blob, attached.size) == ("application/vnd.oasis.opendocument.text", blob, 7)
    composer.editor.document().setModified(False)


def test_an_attachment_is_saved_to_a_drive(
    drive: CollectionId, store: FilledStore, open_link: Link, engine: FakeEngine, qtbot: QtBot
) -> None:
    blob = store.put(b"content")
    engine.answers[m.ExtractPart] = m.Kept(blob, 7)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    files = AttachmentFiles(open_link, window)
    files.save_to_drive(store.letters[0], Attachment("2", "plan.pdf", "application/pdf", 7))
    picker = the(window)
    enter(picker, "Inspections")
    picker._accept.click()
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.Upload)))
    (upload,) = engine.asked_for(m.Upload)
    assert isinstance(upload, m.Upload)
    assert (upload.blob, upload.name, upload.folder) == (blob, "plan.pdf", drives.item(store, drive, "Inspections"))
    qtbot.waitUntil(lambda: any("plan.pdf" in toast.text for toast in ToastStack.of(window).toasts))


def test_the_editor_asks_a_drive_for_documents(drive: CollectionId, main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_area("documents")
    assert main_window.areas is not None
    documents = main_window.areas.documents
    assert not documents._start.drive.isHidden()
    documents._start.drive.click()
    opened: list[Any] = []
    picker = the(documents)
    picker.files_chosen.disconnect()
    picker.files_chosen.connect(opened.extend)
    picker.list.setCurrentRow(names(picker).index("Note de service.odt"))
    picker._accept.click()
    assert [row.name for row in opened] == ["Note de service.odt"]


def test_what_is_too_heavy_for_a_letter_goes_by_a_link_of_a_drive_that_can_share(
    drive: CollectionId, store: FilledStore, main_window: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    main_window.compose()
    assert main_window.areas is not None
    composer = main_window.areas.mail.desk.composers[-1]
    engine.answers[m.DriveAbilities] = m.BesideAnswer(to_json(["links"]).encode())
    engine.answers[m.Upload] = m.Saved(["o"], [77])
    link = PublicLink("1", "https://nuage.exemple/s/abc")
    engine.answers[m.MakeLink] = m.BesideAnswer(to_json([link]).encode())
    heavy = DraftAttachment("Vidéo.mp4", "video/mp4", BlobName(b"v" * 32), 90_000_000)
    light = DraftAttachment("Note.odt", "text/plain", BlobName(b"n" * 32), 900)
    composer.files.add(heavy, light)
    qtbot.waitUntil(lambda: composer.drive_links.drive == drive)
    assert composer.fault._button.text() == "Les partager plutôt par un lien"
    composer.fault._button.click()
    qtbot.waitUntil(lambda: composer.files.files == [light])
    assert "https://nuage.exemple/s/abc" in composer.editor.toPlainText()
    assert composer.fault.isHidden()
    (upload,) = engine.asked_for(m.Upload)
    assert isinstance(upload, m.Upload)
    assert (upload.collection, upload.name, upload.blob) == (drive, "Vidéo.mp4", heavy.blob)
    composer.editor.document().setModified(False)
