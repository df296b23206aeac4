"""The files area over a real store: what is listed, how it stands, and what becomes of what one does."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QModelIndex, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sync.model.conflicts import Resolution
from sync.model.faults import Fault, Gone, Offline, Rejected, Transient
from sync.model.files import LinkWish, PublicLink, Share, SharedWith, Sharee, ShareWish, Trashed, Version
from sync.model.ids import CollectionId
from sync.model.operations import CreateFolder, DeleteItems, MoveFile
from sync.rpc import messages as m
from sync.serial import from_json, to_json
from sync.store.item_rows import FileRow
from sync.store.write import items as write_items
from tests.qt import files_store as drives
from tests.qt.engine import FakeEngine
from tests.qt.stores import FilledStore
from ui.common.toasts import ToastStack
from ui.files.area import FilesArea
from ui.files.beside import LinksDialog, TrashDialog, VersionsDialog
from ui.files.intents import Target
from ui.files.model import FILES_MIME, FileModel
from ui.files.naming import NameDialog
from ui.files.people import PeopleDialog
from ui.files.places import PlaceRole
from ui.files.putting import Putting
from ui.files.transfers import TransferLine
from ui.link import Link
from ui.live import Live
from ui.shell.window import MainWindow


def png() -> bytes:
    """A small picture."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    raw = QBuffer()
    image.save(raw, "PNG")  # type: ignore[call-overload] # Qt takes a device as well
    return bytes(raw.data().data())


@pytest.fixture
def drive(store: FilledStore) -> CollectionId:
    return drives.fill_drives(store, many=2_500)


@pytest.fixture
def area(drive: CollectionId, open_link: Link, live: Live, engine: FakeEngine, qtbot: QtBot) -> FilesArea:
    engine.answers[m.PreviewFile] = m.PreviewAnswer("", b"")
    made = FilesArea(open_link, live)
    qtbot.addWidget(made)
    made.resize(1240, 760)
    made.show()
    return made


def names(area: FilesArea) -> list[str]:
    return [str(area.model.index(row, 0).data()) for row in range(area.model.rowCount())]


def choose(area: FilesArea, name: str) -> FileRow:
    """Choose an entry by its name."""
    area.list.choose(names(area).index(name))
    (row,) = area.list.chosen()
    return row


def changed(engine: FakeEngine, table: str = "item") -> None:
    engine.tell(m.RowsChanged(table, [], []))


def toast(area: FilesArea) -> str:
    stack = ToastStack.of(area)
    return stack.toasts[-1].text if stack.toasts else ""


def test_folders_stand_first_and_numbers_sort_by_their_value(area: FilesArea) -> None:
    assert names(area)[:4] == ["Inspections", "Marchés publics", "Partagé avec la mairie", "Budget 2027.ods"]
    spoken = area.model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Budget 2027.ods, Tableur, 47\u202fKo") or "Tableur" in spoken
    assert "Sur le serveur" in spoken
    assert area.quota.words == "3,2\u00a0Go utilisés sur 9,3\u00a0Go"


def test_a_folder_of_thousands_is_listed_page_by_page(area: FilesArea, qtbot: QtBot) -> None:
    QAbstractItemModelTester(area.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    area.open_row(choose(area, "Marchés publics"))
    assert area.model.rowCount() == 100
    qtbot.waitUntil(lambda: area.model.rowCount() == 2_500)
    assert names(area)[-1] == "Marché 2499.pdf"
    assert [step.text() for step in area.bar.path.steps] == ["Espace de Camille", "Marchés publics"]
    area.bar.filter.setText("marche 124")
    qtbot.waitUntil(lambda: area.model.rowCount() == 11)
    assert names(area)[0] == "Marché 124.pdf"
    qtbot.keyClick(area.list, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "Inspections" in names(area))
    assert [row.name for row in area.list.chosen()] == ["Marchés publics"]


def test_names_are_looked_for_in_all_drives(area: FilesArea, qtbot: QtBot, tmp_path: Path) -> None:
    area.open_row(choose(area, "Inspections"))
    assert area.bar.everywhere.isHidden()
    area.bar.filter.setText("lettre")
    qtbot.waitUntil(lambda: area.model.rowCount() == 0)
    qtbot.waitUntil(lambda: not area.bar.everywhere.isHidden())
    qtbot.keyClick(area.bar.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(area) == ["Lettre type.odt"])
    assert [step.text() for step in area.bar.path.steps] == ["«\u00a0lettre\u00a0» dans tous les espaces"]
    assert area.model.index(0, 0).data(FileModel.PlaceRole) == "Modèles de la préfecture"
    area.bar.filter.setText("rappor")
    qtbot.waitUntil(lambda: names(area) == ["Rapport.odt"])
    spoken = area.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Rapport.odt, Espace de Camille / Inspections / Vezin")
    area.grab().save(str(tmp_path / "everywhere.png"))
    choose(area, "Rapport.odt")
    assert area.commands.reveal.isVisible()
    area.commands.reveal.trigger()
    qtbot.waitUntil(lambda: [row.name for row in area.list.chosen()] == ["Rapport.odt"])
    assert [step.text() for step in area.bar.path.steps] == ["Espace de Camille", "Inspections", "Vezin"]
    area.bar.filter.setText("xylophone")
    qtbot.keyClick(area.bar.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: area._stack.currentWidget() is area._nothing)
    area._fill()  # back to where one was
    qtbot.waitUntil(lambda: names(area) == ["Rapport.odt"])


def test_folders_are_sorted_by_size_and_by_date(area: FilesArea, qtbot: QtBot) -> None:
    header = area.list.horizontalHeader()
    header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: names(area)[3] == "Vidéo de l’inspection.mp4")
    header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: names(area)[3] == "Plan d’évacuation.pdf")


def test_every_state_is_said_in_words(area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine,
                                      qtbot: QtBot) -> None:  # fmt: skip
    drives.bring(store, drives.item(store, drive, "Budget 2027.ods"))
    pinned = drives.item(store, drive, "Note de service.odt")
    drives.bring(store, pinned)
    store.change(write_items.pin, pinned, wanted=True)
    drives.upload(store, drive, "Compte rendu.odt")
    drives.refuse(store, drives.upload(store, drive, "a:b.txt"), Rejected("bad_name", name="a:b.txt"))
    drives.contradict(store, drive, "Convention métropole.docx")
    changed(engine)

    def states() -> dict[str, str]:
        found = range(area.model.rowCount())
        return {str(area.model.index(row, 0).data()): str(area.model.index(row, 3).data()) for row in found}

    qtbot.waitUntil(lambda: "Compte rendu.odt" in states())
    shown = states()
    assert shown["Budget 2027.ods"] == "Ici et synchronisé"
    assert shown["Note de service.odt"] == "Disponible hors ligne"
    assert shown["Compte rendu.odt"] == "En attente d’envoi"
    assert shown["a:b.txt"] == "Refusé par le serveur"
    assert shown["Convention métropole.docx"] == "Modifié des deux côtés"
    assert shown["Vidéo de l’inspection.mp4"] == "Sur le serveur"
    choose(area, "a:b.txt")
    assert "ne convient pas comme nom" in area.preview.trouble.sentence
    assert "Convention métropole.docx" in area.conflicts.text


def test_a_kept_pair_is_no_transfer_that_could_be_given_up(area: FilesArea, drive: CollectionId, store: FilledStore,
                                                         engine: FakeEngine, qtbot: QtBot) -> None:  # fmt: skip
    drives.contradict(store, drive, "Note de service.odt")
    drives.upload(store, drive, "Compte rendu.odt")
    changed(engine, "operation")
    qtbot.waitUntil(lambda: [line.row.name for line in area.transfers.lines] == ["Compte rendu.odt"])


def test_a_kept_pair_is_settled_beside_the_list(area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine,
                                                qtbot: QtBot) -> None:  # fmt: skip
    drives.contradict(store, drive, "Note de service.odt")
    side = to_json(drives.truth("Note de service.odt", 51_000)).encode()
    engine.answers[m.OpenConflict] = m.ConflictAnswer(b"", side, side)
    changed(engine)
    qtbot.waitUntil(lambda: bool(area.conflicts.text))
    choose(area, "Note de service.odt")
    trouble = area.preview.trouble
    assert "Les deux versions sont gardées" in trouble.sentence
    qtbot.waitUntil(lambda: "50\u00a0Ko" in trouble._mine.text())
    trouble._both.click()
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.Resolve)))
    (resolve,) = engine.asked_for(m.Resolve)
    assert isinstance(resolve, m.Resolve)
    assert resolve.resolution == Resolution.KEEP_BOTH


def test_a_move_to_another_drive_waits_for_being_taken_back(area: FilesArea, drive: CollectionId, store: FilledStore,
                                                            engine: FakeEngine, qtbot: QtBot) -> None:  # fmt: skip
    row = choose(area, "Note de service.odt")
    elsewhere = next(one for one in area._drives if one != drive)
    area.intents.move([row], Target(elsewhere))
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.MoveToDrive)))
    (asked_,) = engine.asked_for(m.MoveToDrive)
    assert isinstance(asked_, m.MoveToDrive)
    assert (asked_.item, asked_.collection, asked_.folder) == (row.id, elsewhere, 0)
    assert asked_.not_before > 0
    qtbot.waitUntil(lambda: "en route vers un autre espace" in toast(area))
    ToastStack.of(area).toasts[-1].findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: engine.asked_for(m.CancelOperation) == [m.CancelOperation(asked_.id)])


def test_names_that_a_computer_cannot_hold_are_explained_while_they_are_typed(area: FilesArea, engine: FakeEngine,
                                                                              qtbot: QtBot) -> None:  # fmt: skip
    area.commands.folder.trigger()
    dialog = area.findChild(NameDialog)
    assert dialog is not None
    for wrong, words in (
        ("a/b", "ne peuvent pas servir sur tous les ordinateurs"), ("CON.txt", "Windows garde ce nom"),
        ("fin.", "Windows supprime"), ("é" * 200, "trop long"), ("inspections", "déjà quelque chose de ce nom"),
    ):  # fmt: skip
        dialog.edit.setText(wrong)
        assert words in dialog.field.hint.text()
        assert not dialog._accept.isEnabled()
    dialog.edit.setText("Réunions")
    dialog._accept.click()
    qtbot.waitUntil(lambda: bool(engine.intended(object)))
    (made,) = engine.intended(object)
    assert isinstance(made, CreateFolder)
    assert (made.name, made.folder) == ("Réunions", None)


def test_renaming_and_moving_can_be_taken_back(area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine,
                                               qtbot: QtBot) -> None:  # fmt: skip
    row = choose(area, "Note de service.odt")
    area.intents.rename(row, "Note signée.odt")
    qtbot.waitUntil(lambda: len(engine.intended(object)) == 1)
    folder = drives.item(store, drive, "Inspections")
    dragged = area.model.mimeData([area.model.index(names(area).index("Budget 2027.ods"), 0)])
    onto = area.model.index(names(area).index("Inspections"), 0)
    assert area.model.canDropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, onto)
    assert not area.model.canDropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    area.model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, onto)
    qtbot.waitUntil(lambda: len(engine.intended(object)) == 2)
    renamed, moved = engine.intended(object)
    assert isinstance(renamed, MoveFile)
    assert renamed.name == "Note signée.odt"
    assert isinstance(moved, MoveFile)
    assert (moved.folder, moved.name) == (folder, "Budget 2027.ods")
    qtbot.waitUntil(lambda: "déplacé" in toast(area))
    ToastStack.of(area).toasts[-1]._act()
    qtbot.waitUntil(lambda: len(engine.intended(object)) == 3)
    back = engine.intended(object)[2]
    assert isinstance(back, MoveFile)
    assert (back.folder, back.name) == (None, "Budget 2027.ods")


def test_copying_goes_through_the_engine_and_to_any_drive(area: FilesArea, engine: FakeEngine, qtbot: QtBot) -> None:
    row = choose(area, "Note de service.odt")
    area.commands.copy.trigger()
    area.open_row(next(one for one in [area.model.file(0)] if one is not None))
    area.commands.paste.trigger()
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.CopyFile)))
    (copy,) = engine.asked_for(m.CopyFile)
    assert isinstance(copy, m.CopyFile)
    assert copy.item == row.id
    assert copy.folder != 0


def test_a_deletion_waits_and_is_taken_back(area: FilesArea, engine: FakeEngine, qtbot: QtBot) -> None:
    row = choose(area, "Budget 2027.ods")
    qtbot.keyClick(area.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "supprimé" in toast(area))
    (deleted,) = engine.intended(object)
    assert isinstance(deleted, DeleteItems)
    assert deleted.items == (row.id,)
    intend = next(one for one in engine.asked if isinstance(one, m.Intend))
    assert intend.not_before > 0
    ToastStack.of(area).toasts[-1]._act()
    qtbot.waitUntil(lambda: engine.asked_for(m.CancelOperation) == [m.CancelOperation(intend.id)])


def test_what_comes_from_the_desktop_is_taken_in_and_a_taken_name_is_asked_about(
    area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    new, taken = tmp_path / "Photos", tmp_path / "Budget 2027.ods"
    new.mkdir()
    taken.write_bytes(b"1")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(new))])
    area.model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, QModelIndex())
    qtbot.waitUntil(lambda: len(engine.asked_for(m.Upload)) == 1)
    data.setUrls([QUrl.fromLocalFile(str(taken))])
    area.model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, QModelIndex())
    box = area.findChild(Putting)
    assert box is not None
    assert "déjà" in box.text()
    box.replace.click()
    qtbot.waitUntil(lambda: len(engine.asked_for(m.Upload)) == 2)
    folder, over = engine.asked_for(m.Upload)
    assert isinstance(folder, m.Upload)
    assert isinstance(over, m.Upload)
    assert (folder.path, folder.item) == (str(new), 0)
    assert over.item == drives.item(store, drive, "Budget 2027.ods")


def test_what_is_dragged_out_is_written_only_when_somebody_takes_it(area: FilesArea, engine: FakeEngine) -> None:
    def write(command: m.Command) -> m.Reply:
        assert isinstance(command, m.ExportFile)
        Path(command.path).write_bytes(b"content")
        return m.Done()

    engine.answers[m.ExportFile] = write
    row = choose(area, "Note de service.odt")
    dragged = area.model.mimeData([area.list.currentIndex()])
    assert dragged.hasUrls()
    assert array("q", bytes(dragged.data(FILES_MIME).data())).tolist() == [row.id]
    assert not engine.asked_for(m.ExportFile)
    (url,) = dragged.urls()
    assert Path(url.toLocalFile()).name == "Note de service.odt"
    assert Path(url.toLocalFile()).read_bytes() == b"content"


def test_text_documents_open_in_the_editor_and_programs_are_warned_of(
    area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drives.page(store, drive, [("x.exe", drives.truth("x.exe", 10))])
    changed(engine)
    qtbot.waitUntil(lambda: "x.exe" in names(area))
    row = choose(area, "Note de service.odt")
    with qtbot.waitSignal(area.document_wanted) as wanted:
        qtbot.keyClick(area.list, Qt.Key.Key_Return)
    assert wanted.args == [row.id]
    area.open_row(choose(area, "x.exe"))
    box = area.findChild(QMessageBox)
    assert box is not None
    assert "programme" in box.text()
    assert not engine.asked_for(m.CheckOut)
    box.close()
    opened: list[QUrl] = []
    monkeypatch.setattr("ui.files.area.QDesktopServices.openUrl", lambda url: opened.append(url))
    engine.answers[m.CheckOut] = m.CheckedOut("/nowhere/Budget 2027.ods")
    area.open_row(choose(area, "Budget 2027.ods"))
    qtbot.waitUntil(lambda: [url.toLocalFile() for url in opened] == ["/nowhere/Budget 2027.ods"])


def test_pictures_text_and_refusals_are_previewed(area: FilesArea, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.answers[m.PreviewFile] = m.PreviewAnswer("picture", png())
    choose(area, "Photo du site.png")
    qtbot.waitUntil(lambda: area.preview.shown == "picture")
    engine.answers[m.PreviewFile] = m.PreviewAnswer("text", "Réunion du 12".encode())
    choose(area, "Note de service.odt")
    qtbot.waitUntil(lambda: area.preview.shown == "text")
    choose(area, "Vidéo de l’inspection.mp4")
    assert area.preview.shown == ""
    assert "trop volumineux" in area.preview._why.text()


def test_transfers_are_paused_resumed_and_cancelled(area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine,
                                                    qtbot: QtBot) -> None:  # fmt: skip
    assert area.transfers.isHidden()
    up = drives.upload(store, drive, "Compte rendu.odt", size=4_000_000)
    video = drives.item(store, drive, "Vidéo de l’inspection.mp4")
    drives.begin_download(store, video)
    changed(engine, "operation")
    qtbot.waitUntil(lambda: len(area.transfers.lines) == 2)
    engine.tell(m.Progress(store.account, f"operation:{up}", 1_000_000, 4_000_000))
    line = area.transfers.lines[0]
    qtbot.waitUntil(lambda: line.bar.value() == 250)
    assert "977\u00a0Ko sur 3,8\u00a0Mo" in line.accessibleName()
    first, second = area.transfers.lines

    def press(line: TransferLine, name: str) -> None:
        button = next(one for one in line.findChildren(type(area.bar.pane)) if one.accessibleName().startswith(name))
        button.click()

    press(first, "Suspendre")
    press(second, "Annuler")
    qtbot.waitUntil(lambda: engine.asked_for(m.CancelDownload) == [m.CancelDownload(video)])
    assert engine.asked_for(m.PauseTransfer) == [m.PauseTransfer(up, 0)]


def test_what_is_pinned_has_a_place_of_its_own(area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine,
                                               qtbot: QtBot) -> None:  # fmt: skip
    row = choose(area, "Inspections")
    area.commands.pin.trigger()
    qtbot.waitUntil(lambda: engine.asked_for(m.Pin) == [m.Pin(row.id, True)])
    store.change(write_items.pin, row.id, wanted=True)
    area.tree.setCurrentIndex(area.places.index(0, 0))
    assert names(area) == ["Inspections"]
    assert area.target is None


def test_a_drive_that_may_only_be_read_takes_nothing(area: FilesArea) -> None:
    head = area.places.index(1, 0)
    reading = area.places.index(1, 0, head)
    assert reading.data() == "Modèles de la préfecture"
    area.tree.setCurrentIndex(reading)
    assert names(area) == ["Lettre type.odt"]
    assert area.target is None
    assert not area.commands.upload.isEnabled()
    choose(area, "Lettre type.odt")
    assert not area.commands.delete.isEnabled()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/x")])
    assert not area.model.canDropMimeData(data, Qt.DropAction.CopyAction, -1, -1, QModelIndex())


def test_the_tree_unfolds_and_follows(area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine,
                                      qtbot: QtBot) -> None:  # fmt: skip
    QAbstractItemModelTester(area.places, QAbstractItemModelTester.FailureReportingMode.Fatal)
    vezin = drives.item(store, drive, "Inspections/Vezin")
    area.show_folder(drive, vezin)
    assert names(area) == ["Rapport.odt"]
    assert area.tree.currentIndex().data() == "Vezin"
    drives.page(store, drive, [("Inspections/Vezin/Photos", drives.truth("Photos", parent="Inspections/Vezin", folder=True))])
    changed(engine)
    qtbot.waitUntil(lambda: names(area) == ["Photos", "Rapport.odt"])
    place = area.tree.currentIndex()
    qtbot.waitUntil(lambda: area.places.rowCount(place) == 1 or area.places.canFetchMore(place))
    assert place.data(PlaceRole).folder == vezin


def test_without_a_drive_the_area_says_what_it_is_for(store: FilledStore, open_link: Link, live: Live, qtbot: QtBot) -> None:
    made = FilesArea(open_link, live)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.account_wanted):
        made._nothing.action_triggered.emit()


def test_the_window_has_files_where_an_account_has_a_drive(drive: CollectionId, main_window: MainWindow, engine: FakeEngine,
                                                           qtbot: QtBot) -> None:  # fmt: skip
    engine.answers[m.PreviewFile] = m.PreviewAnswer("", b"")
    main_window.show_area("files")
    assert main_window.areas is not None
    files = main_window.areas.files
    assert isinstance(files.model, FileModel)
    qtbot.waitUntil(lambda: "Inspections" in names(files))


def beside(engine: FakeEngine, **answers: list[Any]) -> None:
    """Let the engine answer what lies beside the tree."""
    for command, rows in answers.items():
        engine.answers[getattr(m, command)] = m.BesideAnswer(to_json(rows).encode())


def pressed(dialog: QWidget, name: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.accessibleName() == name).click()


def test_a_drive_offers_what_it_can_do_and_nothing_else(area: FilesArea, engine: FakeEngine, qtbot: QtBot) -> None:
    choose(area, "Note de service.odt")
    assert not area.commands.versions.isVisible()
    beside(engine, DriveAbilities=["versions", "trash"])
    assert area.drive is not None
    area.besides._known.clear()
    area.besides.ask(area.drive.id)
    qtbot.waitUntil(area.commands.versions.isVisible)
    assert area.commands.trash.isVisible()
    assert not area.commands.share.isVisible()


def test_what_was_deleted_is_brought_back_from_the_trash(area: FilesArea, engine: FakeEngine, qtbot: QtBot) -> None:
    beside(engine, ListTrash=[Trashed("t1", "Note.odt", "Inspections/Note.odt", False, 1000, drives.NOW)])
    area.commands.trash.trigger()
    dialog = area.findChild(TrashDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.lines))
    assert "Inspections/Note.odt" in dialog.lines[0].accessibleName()
    beside(engine, ListTrash=[])
    pressed(dialog, "Rétablir Note.odt")
    qtbot.waitUntil(lambda: dialog.said == "La corbeille est vide.")
    (asked_,) = engine.asked_for(m.RestoreTrashed)
    assert isinstance(asked_, m.RestoreTrashed)
    assert asked_.trashed == "t1"
    engine.answers[m.ListTrash] = Offline("refused")
    dialog.read()
    qtbot.waitUntil(lambda: "La corbeille" not in dialog.said and bool(dialog.said))
    dialog.close()


def test_versions_and_links_of_a_file(area: FilesArea, engine: FakeEngine, qtbot: QtBot) -> None:
    row = choose(area, "Note de service.odt")
    beside(engine, ListVersions=[Version("v1", drives.NOW - 3600, 900)], ListLinks=[])
    area.besides.show_versions(row)
    versions = area.findChild(VersionsDialog)
    assert versions is not None
    qtbot.waitUntil(lambda: bool(versions.lines))
    next(one for one in versions.findChildren(QPushButton) if one.text() == "Rétablir").click()
    qtbot.waitUntil(lambda: engine.asked_for(m.RestoreVersion) == [m.RestoreVersion(row.id, "v1")])
    versions.close()
    area.besides.show_links(row)
    links = area.findChild(LinksDialog)
    assert links is not None
    qtbot.waitUntil(lambda: "pas de lien" in links.said)
    links.until.setChecked(True)
    links.password.setText("un secret")
    beside(engine, MakeLink=[PublicLink("l1", "https://x.exemple/s/1")], ListLinks=[PublicLink("l1", "https://x.exemple/s/1")])
    pressed(links, "Créer un lien")
    qtbot.waitUntil(lambda: bool(links.lines))
    (asked_,) = engine.asked_for(m.MakeLink)
    assert isinstance(asked_, m.MakeLink)
    wish = from_json(asked_.wish, LinkWish)
    assert (wish.writable, wish.password, len(wish.expires)) == (False, "un secret", 10)
    assert QApplication.clipboard().text() == "https://x.exemple/s/1"
    assert links.password.text() == ""
    links.close()


def test_a_file_is_shared_with_people_found_by_name(area: FilesArea, engine: FakeEngine, qtbot: QtBot, tmp_path: Path) -> None:
    row = choose(area, "Note de service.odt")
    claire = Sharee(SharedWith.PERSON, "claire-3", "Claire Morvan")
    group = Sharee(SharedWith.GROUP, "icpe", "Équipe ICPE")
    outside = Sharee(SharedWith.MAIL, "yann@exemple.fr", "yann@exemple.fr")
    beside(engine, ListShares=[Share("s1", group, writable=True, expires="2027-01-31")], FindSharees=[claire, outside],
           ShareWith=[], ChangeShare=[])  # fmt: skip
    area.besides.show_people(row)
    dialog = area.findChild(PeopleDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.lines) == 1)
    assert dialog.lines[0].accessibleName() == "Équipe ICPE, Groupe · jusqu’au 31 janvier 2027"
    assert not dialog.add.isEnabled()
    qtbot.keyClicks(dialog.who, "cla")
    qtbot.waitUntil(lambda: bool(dialog._found))
    assert engine.asked_for(m.FindSharees) == [m.FindSharees(row.collection, "cla")]
    dialog._choose("yann@exemple.fr · Par un courriel")
    assert not dialog._secret.isHidden()
    dialog._choose("Claire Morvan")
    dialog.who.setText("Claire Morvan")
    dialog.rights.setCurrentIndex(2)
    dialog.grab().save(str(tmp_path / "people.png"))
    dialog.add.click()
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.ShareWith)))
    (asked_,) = engine.asked_for(m.ShareWith)
    assert isinstance(asked_, m.ShareWith)
    assert from_json(asked_.sharee, Sharee) == claire
    assert from_json(asked_.wish, ShareWish) == ShareWish(writable=True)
    qtbot.waitUntil(lambda: len(engine.asked_for(m.ListShares)) == 2)
    rights = dialog.lines[0].findChildren(QComboBox)[0]
    rights.setCurrentIndex(0)
    rights.activated.emit(0)
    qtbot.waitUntil(lambda: bool(engine.asked_for(m.ChangeShare)))
    (change,) = engine.asked_for(m.ChangeShare)
    assert isinstance(change, m.ChangeShare)
    assert from_json(change.wish, ShareWish) == ShareWish(expires="2027-01-31")
    qtbot.waitUntil(lambda: len(engine.asked_for(m.ListShares)) == 3)
    pressed(dialog, "Ne plus partager avec Équipe ICPE")
    qtbot.waitUntil(lambda: engine.asked_for(m.EndShare) == [m.EndShare(row.id, "s1")])
    dialog.close()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Rejected("quota", reason="507"), "Il n’y a plus de place sur le serveur"),
        (Transient("locked", 60), "Quelqu’un d’autre modifie ce fichier"),
        (Rejected("name_taken", name="Compte rendu.odt"), "Il y a déjà"),
        (Gone("folder"), "dossier"),
    ],
)
def test_what_the_server_refuses_is_said_where_the_file_is(
    area: FilesArea, drive: CollectionId, store: FilledStore, engine: FakeEngine, qtbot: QtBot, fault: Fault, said: str
) -> None:
    operation = drives.upload(store, drive, "Compte rendu.odt")
    drives.refuse(store, operation, fault)
    changed(engine)
    changed(engine, "operation")
    qtbot.waitUntil(lambda: "Compte rendu.odt" in names(area) and bool(area.transfers.lines))
    choose(area, "Compte rendu.odt")
    assert said in area.preview.trouble.sentence
    area.preview.trouble._retry.click()
    qtbot.waitUntil(lambda: engine.asked_for(m.RetryOperation) == [m.RetryOperation(operation)])
