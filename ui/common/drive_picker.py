"""Choosing on a drive: files that are there, or a folder and a name for a new one. For every area that attaches or saves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sync.model.accounts import Service
from sync.model.file_names import trouble
from sync.model.files import Permission
from sync.model.ids import ItemId
from sync.store.item_rows import CollectionRow, FileRow
from sync.store.read import collections as read_collections
from sync.store.read import files as read_files
from ui import theme
from ui.common import dates
from ui.common.forms import Field, button, buttons_row, tool
from ui.common.kinds import icon_of
from ui.common.labels import ElidedLabel
from ui.link import Link

PAGE = 200
_ROW = int(Qt.ItemDataRole.UserRole) + 1


def drives_of(link: Link, *, writable: bool = False) -> list[CollectionRow]:
    """Return the drives that there are, those alone that can be written to where that is wanted."""
    rows = read_collections.collections(link.reader(), Service.FILES)
    return [row for row in rows if row.writable or not writable]


class DrivePicker(QDialog):
    """Lists a folder of a drive. With `name`, asks where something of that name is to go; without, which files are meant."""

    files_chosen = Signal(object)
    """A list of `FileRow`s."""
    place_chosen = Signal(int, object, str)
    """The drive, the folder (`ItemId`, None for the top) and the name."""

    def __init__(self, link: Link, title: str, action: str, parent: QWidget, *, name: str = "") -> None:
        super().__init__(parent)
        self._link = link
        self._saving = bool(name)
        self._path: list[FileRow] = []
        self._drives = drives_of(link, writable=self._saving)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(theme.px(560), theme.px(480))
        self.drive = QComboBox(self)
        self.drive.setAccessibleName(self.tr("Drive"))
        for row in self._drives:
            self.drive.addItem(theme.icon("hard-drive"), row.name)
        self._up = tool("arrow-up", self.tr("Folder above"), self.go_up, self)
        self._where = ElidedLabel("", self, role="soft", mode=Qt.TextElideMode.ElideLeft)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Files and folders"))
        self.list.setIconSize(QSize(theme.px(20), theme.px(20)))
        several = QAbstractItemView.SelectionMode.ExtendedSelection
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection if self._saving else several)
        self.list.itemActivated.connect(self._activate)
        self.list.itemSelectionChanged.connect(self._offer)
        self.list.verticalScrollBar().valueChanged.connect(self._more)
        self.name = QLineEdit(name, self)
        self.name.textChanged.connect(self._offer)
        self._field = Field(self.tr("Name"), self.name, " ", self)
        self._field.setVisible(self._saving)
        self._accept = button(action, self._choose, kind="primary", parent=self)
        head = QHBoxLayout()
        head.addWidget(self.drive)
        head.addWidget(self._up)
        head.addWidget(self._where, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self._field)
        column.addLayout(buttons_row(None, button(self.tr("Cancel"), self.reject, parent=self), self._accept))
        self.drive.currentIndexChanged.connect(self._turn)
        self._turn()

    @property
    def _chosen_drive(self) -> CollectionRow | None:
        place = self.drive.currentIndex()
        return self._drives[place] if 0 <= place < len(self._drives) else None

    @property
    def _folder(self) -> ItemId | None:
        return self._path[-1].id if self._path else None

    @Slot()
    def _turn(self) -> None:
        self._path = []
        self._list()

    def _list(self) -> None:
        self.list.clear()
        self._last: FileRow | None = None
        self._where.set_whole_text(" / ".join(row.name for row in self._path))
        self._up.setEnabled(bool(self._path))
        self._more()
        self._offer()

    @Slot()
    def _more(self) -> None:
        """Read the next page when the end comes into sight."""
        drive, bar = self._chosen_drive, self.list.verticalScrollBar()
        if drive is None or (self._last is not None and bar.value() < bar.maximum()):
            return
        after = read_files.key_of(self._last) if self._last is not None else None
        rows = read_files.listing(self._link.reader(), drive.id, self._folder, after=after, limit=PAGE)
        if rows:
            self._last = rows[-1]
        for row in rows:
            icon = "folder" if row.is_folder else icon_of(row.media_type, row.name)
            item = QListWidgetItem(theme.icon(icon, "accent_ink" if row.is_folder else "text_soft"), row.name, self.list)
            item.setData(_ROW, row)
            if self._saving and not row.is_folder:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            elif not row.is_folder:
                item.setToolTip(dates.size(row.size))

    def _rows(self) -> list[FileRow]:
        return [item.data(_ROW) for item in self.list.selectedItems()]

    @Slot()
    def go_up(self) -> None:
        """List the folder above."""
        if self._path:
            self._path.pop()
            self._list()

    def open_folder(self, row: FileRow) -> None:
        """List a folder."""
        self._path.append(row)
        self._list()

    @Slot(QListWidgetItem)
    def _activate(self, item: QListWidgetItem) -> None:
        row: FileRow = item.data(_ROW)
        if row.is_folder:
            self.open_folder(row)
        elif not self._saving:
            self._choose()

    @Slot()
    def _offer(self) -> None:
        if not self._saving:
            self._accept.setEnabled(any(not row.is_folder for row in self._rows()))
            return
        drive, name = self._chosen_drive, self.name.text()
        wrong = ""
        if name and trouble(name):
            wrong = self.tr("This name cannot be used on every computer.")
        elif self._path and not self._path[-1].permissions & Permission.CREATE:
            wrong = self.tr("You may read here, not write.")
        elif drive is not None and name and read_files.named(self._link.reader(), drive.id, self._folder, name) is not None:
            wrong = self.tr("There is already something of this name here.")
        self._field.say(wrong or " ", "danger" if wrong else "faint")
        self._accept.setEnabled(bool(name) and not wrong and drive is not None)

    @Slot()
    def _choose(self) -> None:
        rows: Sequence[FileRow] = [row for row in self._rows() if not row.is_folder]
        drive = self._chosen_drive
        if self._saving and drive is not None:
            into = next(iter(self._rows()), None)
            self.place_chosen.emit(drive.id, into.id if into is not None else self._folder, self.name.text())
        elif rows:
            self.files_chosen.emit(list(rows))
        self.accept()
