"""A spreadsheet to look at: its sheets in tabs, values as people of the locale write them. It is edited in another program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QTableView, QTabWidget, QVBoxLayout, QWidget

from editors.document.sheets import Sheet, Value, decode
from sync.rpc import messages as m
from ui import i18n, theme
from ui.common.blobs import keep_file, read_blob
from ui.common.forms import button
from ui.common.labels import label
from ui.common.slots import slot_async
from ui.link import Link

SUFFIXES = (".xlsx", ".ods")
LARGEST = 64 * 1024 * 1024
_LETTERS = 26
_Index = QModelIndex | QPersistentModelIndex


class SheetsWindow(QDialog):
    """One spreadsheet."""

    shown = Signal()
    """The sheets are on the screen."""

    def __init__(self, link: Link, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._path = link, path
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(path.name)
        self.resize(theme.px(900), theme.px(620))
        self.tabs = QTabWidget(self)
        self.tabs.setTabPosition(QTabWidget.TabPosition.South)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Sheets of {name}").format(name=path.name))
        self.note = label(self.tr("To look at: values without their formatting, charts and formulas."), "faint", self, wrap=True)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        head.addWidget(self.note, 1)
        self.elsewhere = button(self.tr("Open with another program"), self._open_elsewhere, parent=self)
        head.addWidget(self.elsewhere)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)

    @slot_async
    async def load(self) -> None:
        """Read the file through the engine and show it."""
        kept = await keep_file(self._link, self._path, LARGEST)
        answer = await self._link.ask_for(m.OpenSheets(kept.blob), m.Kept, 60)
        book = decode(await read_blob(self._link, answer.blob))
        for sheet in book.sheets:
            table = _Table(sheet, self.tabs)
            self.tabs.addTab(table, sheet.name)
        if any(sheet.is_cut for sheet in book.sheets):
            self.note.setText(self.tr("To look at: the first rows and columns. The whole is in the file."))
        self.shown.emit()

    @Slot()
    def _open_elsewhere(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))


class _Table(QTableView):
    """One sheet. Ctrl+C copies what is marked, as other programs take it."""

    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(_Model(sheet, self))
        self.setAccessibleName(sheet.name)
        self.setCornerButtonEnabled(True)
        self.verticalHeader().setDefaultSectionSize(theme.px(24))
        self.horizontalHeader().setDefaultSectionSize(theme.px(112))
        self.horizontalHeader().setResizeContentsPrecision(50)
        for column in range(min(self.model().columnCount(), 60)):
            self.setColumnWidth(column, max(theme.px(56), min(self.sizeHintForColumn(column) + theme.px(12), theme.px(320))))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy, context=Qt.ShortcutContext.WidgetShortcut)

    @Slot()
    def copy(self) -> None:
        """Copy the marked cells as lines with tabs."""
        chosen = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        if not chosen:
            return
        rows: dict[int, list[str]] = {}
        for row, column in chosen:
            rows.setdefault(row, []).append(str(self.model().index(row, column).data() or ""))
        QApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))


class _Model(QAbstractTableModel):
    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = sheet.rows
        self._columns = max((len(row) for row in sheet.rows), default=0)

    def cell(self, row: int, column: int) -> Value:
        """Return what a cell holds."""
        cells = self._rows[row]
        return cells[column] if column < len(cells) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return written(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters(section) if orientation is Qt.Orientation.Horizontal else str(section + 1)


def letters(column: int) -> str:
    """Return the name of a column: A, B… Z, AA…"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def written(value: Value) -> str:
    """Return a value as people of the locale write it."""
    match value:
        case None:
            return ""
        case bool():
            return QCoreApplication.translate("Sheets", "TRUE") if value else QCoreApplication.translate("Sheets", "FALSE")
        case int():
            return str(value)
        case float():
            locale = i18n.locale()
            locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
            return locale.toString(value, "g", 12)
        case _:
            return value
