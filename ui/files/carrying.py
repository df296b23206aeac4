"""Carrying files in and out: chosen, dropped or pasted into a folder; saved or copied elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from sync.model.ids import ItemId
from sync.store.item_rows import FileRow
from sync.store.read import files as read_files
from ui.common import toasts
from ui.common.filenames import free_path
from ui.common.slots import slot_async
from ui.files.dragging import export, export_over
from ui.files.intents import FileIntents, Put, Target
from ui.files.model import FILES_MIME, dragged_ids
from ui.files.putting import paths_of, put_all
from ui.link import Link


class Carrying(QObject):
    """What goes into drives, between them, and out of them."""

    def __init__(self, link: Link, intents: FileIntents, parent: QWidget) -> None:
        super().__init__(parent)
        self._link, self._intents, self._widget = link, intents, parent
        self._taken: tuple[ItemId, ...] = ()
        self._names = ""
        self._cut = False
        self._saved_to = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)

    # --- in

    def ask_files(self, target: Target | None) -> None:
        """Ask for files of this computer and take them in."""
        chosen, _ = QFileDialog.getOpenFileNames(self._widget, self.tr("Upload files"))
        self.put([Path(path) for path in chosen], target)

    def ask_folder(self, target: Target | None) -> None:
        """Ask for a folder of this computer and take it in with everything in it."""
        chosen = QFileDialog.getExistingDirectory(self._widget, self.tr("Upload a folder"))
        self.put([Path(chosen)] if chosen else [], target)

    def put(self, paths: Sequence[Path], target: Target | None) -> None:
        """Take files and folders in; asks where a name is taken."""
        if not paths or target is None:
            return

        def begin(puts: list[Put]) -> None:
            self._intents.upload(puts, target)

        put_all(self._link.reader(), paths, target, begin, self._widget)

    def drop(self, data: QMimeData, target: Target | None, *, copied: bool) -> None:
        """Move or copy what comes from a drive, take in what comes from this computer."""
        if target is None:
            return
        if data.hasFormat(FILES_MIME):
            rows = read_files.by_ids(self._link.reader(), dragged_ids(data))
            (self._intents.copy if copied else self._intents.move)(rows, target)
        else:
            self.put(paths_of(data), target)

    # --- the clipboard

    def take(self, rows: Sequence[FileRow], *, cut: bool) -> None:
        """Take entries up, to be copied or moved where they are pasted; other programs are given their names."""
        if rows:
            self._taken, self._cut = tuple(row.id for row in rows), cut
            self._names = "\n".join(row.name for row in rows)
            QGuiApplication.clipboard().setText(self._names)

    def paste(self, target: Target | None) -> None:
        """Put what was taken up, or what the clipboard holds, into a folder."""
        clipboard = QGuiApplication.clipboard()
        if target is None:
            return
        if self._taken and clipboard.text() == self._names:
            rows = read_files.by_ids(self._link.reader(), self._taken)
            (self._intents.move if self._cut else self._intents.copy)(rows, target)
            if self._cut:
                self._taken = ()
        else:
            self.put(paths_of(clipboard.mimeData()), target)

    # --- out

    def save_as(self, rows: Sequence[FileRow]) -> None:
        """Ask where, then write entries there: folders with everything in them."""
        if len(rows) == 1 and not rows[0].is_folder:
            start = str(Path(self._saved_to) / rows[0].name)
            chosen, _ = QFileDialog.getSaveFileName(self._widget, self.tr("Save as"), start)
            if chosen:
                self._saved_to = str(Path(chosen).parent)
                self._save(rows[0], Path(chosen))
        elif rows:
            chosen = QFileDialog.getExistingDirectory(self._widget, self.tr("Save into"), self._saved_to)
            if chosen:
                self._saved_to = chosen
                self._save_all(rows, Path(chosen))

    @slot_async
    async def _save(self, row: FileRow, path: Path) -> None:
        await export_over(self._link, row, path)
        toasts.say(self, self.tr("Saved: {name}").format(name=path.name))

    @slot_async
    async def _save_all(self, rows: Sequence[FileRow], folder: Path) -> None:
        for row in rows:
            await export(self._link, row, free_path(folder, row.name))
        toasts.say(self, self.tr("%n saved", "", len(rows)))
