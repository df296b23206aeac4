"""Putting files of this machine into a folder: what has a name that is taken is asked about, once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from sync.model.file_names import numbered
from sync.store.connection import Connection
from sync.store.item_rows import FileRow
from sync.store.read import files as read_files
from ui.files.intents import Put, Target


def paths_of(data: QMimeData) -> list[Path]:
    """Return the files and folders of this machine that a drag or the clipboard carries."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Putting(QMessageBox):
    """Asks what to do with names that are taken; `put_all` does not ask where none is."""

    def __init__(self, count: int, first: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("A name is taken"))
        if count == 1:
            self.setText(self.tr("There is already “{name}” in this folder.").format(name=first))
        else:
            self.setText(self.tr("%n names are taken in this folder.", "", count))
        self.setInformativeText(self.tr("Replaced files keep their earlier versions where the drive keeps versions."))
        self.both = self.addButton(self.tr("Keep both"), QMessageBox.ButtonRole.AcceptRole)
        self.replace = self.addButton(self.tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        self.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.both)


def put_all(
    store: Connection, paths: Sequence[Path], target: Target, put: Callable[[list[Put]], object], parent: QWidget
) -> Putting | None:
    """Call `put` with what is to be taken in, now or once the person said what becomes of taken names."""
    there = {path: read_files.named(store, target.drive, target.folder, path.name) for path in paths}
    taken = [path for path, row in there.items() if row is not None]
    if not taken:
        put([Put(path, path.name) for path in paths])
        return None
    box = Putting(len(taken), taken[0].name, parent)

    def chosen(button: object) -> None:
        if button is box.both:
            put([Put(path, _free(store, target, path.name)) for path in paths])
        elif button is box.replace:
            put([_over(path, there[path]) for path in paths])

    box.buttonClicked.connect(chosen)
    box.open()
    return box


def _over(path: Path, row: FileRow | None) -> Put:
    """A folder is laid over the one that is there: what is in both of the same name is kept twice."""
    same = row is not None and not row.is_folder and not path.is_dir()
    return Put(path, row.name if row is not None else path.name, row if same else None)


def _free(store: Connection, target: Target, name: str) -> str:
    number, wanted = 1, name
    while read_files.named(store, target.drive, target.folder, wanted) is not None:
        number += 1
        wanted = numbered(name, number)
    return wanted
