"""Above the list: where one is, folder by folder, the filter, and what one can put here. Below the places: the room left."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sync.store.item_rows import CollectionRow, FileRow
from ui import theme
from ui.common import dates
from ui.common.forms import button, tool, tool_for
from ui.common.labels import label

SHOWN = 4
"""Folders of the way that are shown; more are behind the first button."""


class Breadcrumb(QWidget):
    """The way down to the folder that is listed, each step a button."""

    step_chosen = Signal(object)
    """A `FileRow`, or None for the top of the drive."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Where you are"))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self.steps: list[QPushButton] = []

    def show_path(self, drive: str, path: Sequence[FileRow]) -> None:
        """Show the way from the top of a drive."""
        while (item := self._line.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.steps = []
        hidden = path[:-SHOWN] if len(path) > SHOWN else ()
        self._step(drive, None, last=not path)
        if hidden:
            self._more(hidden)
        for row in path[len(hidden) :]:
            self._arrow()
            self._step(row.name, row, last=row is path[-1])
        self._line.addStretch(1)

    def _step(self, name: str, row: FileRow | None, *, last: bool) -> None:
        made = QPushButton(name, self)
        made.setProperty("kind", "crumb")
        made.setProperty("last", "true" if last else "false")
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setMaximumWidth(theme.px(260))
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda: self.step_chosen.emit(row))
        self._line.addWidget(made)
        self.steps.append(made)

    def _more(self, rows: Sequence[FileRow]) -> None:
        self._arrow()
        made = QToolButton(self)
        made.setAccessibleName(self.tr("Folders in between"))
        made.setToolTip(self.tr("Folders in between"))
        theme.set_icon(made, "ellipsis")
        menu = QMenu(made)
        for row in rows:
            menu.addAction(row.name, partial(self.step_chosen.emit, row))
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._line.addWidget(made)

    def _arrow(self) -> None:
        made = label("›", "faint", self)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.addWidget(made)


class FileBar(QWidget):
    """Breadcrumb, filter and buttons."""

    def __init__(
        self, add: Sequence[QAction], up: QAction, upload: QAction, trash: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.up = QToolButton(self)
        self.up.setDefaultAction(up)
        self.up.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.up.setAccessibleName(up.text())
        self.path = Breadcrumb(self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter this folder"))
        self.filter.setAccessibleName(self.tr("Filter this folder"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(theme.px(200))
        self.filter.setMinimumWidth(theme.px(90))
        self.everywhere = button(self.tr("In all drives"), kind="link", parent=self)
        self.everywhere.setToolTip(self.tr("Look for these words in all drives (Enter)"))
        self.everywhere.hide()
        self.new = QPushButton(f" {self.tr('New')}", self)
        self.new.setAccessibleName(self.tr("New"))
        theme.set_icon(self.new, "plus", "text_soft")
        menu = QMenu(self.new)
        for action in add:
            menu.addAction(action)
        self.new.setMenu(menu)
        self.upload = QPushButton(f" {self.tr('Upload')}", self)
        self.upload.setAccessibleName(self.tr("Upload"))
        self.upload.setProperty("kind", "primary")
        theme.set_icon(self.upload, "upload", "accent_text")
        self.upload.clicked.connect(upload.trigger)
        self.trash = tool_for(trash, self)
        trash.changed.connect(lambda: self.trash.setVisible(trash.isVisible()))
        self.trash.setVisible(trash.isVisible())
        self.pane = tool("panel-left", self.tr("Show or hide the preview"), None, self)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        line.setSpacing(theme.px(8))
        line.addWidget(self.up)
        line.addWidget(self.path, 1)
        for widget in (self.filter, self.everywhere, self.new, self.upload, self.trash, self.pane):
            line.addWidget(widget)


class QuotaBar(QWidget):
    """How much of a drive's room is used; hidden where the server does not tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(6))
        self._words = label("", "faint", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(4))
        column.addWidget(self._bar)
        column.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text() if not self.isHidden() else ""

    def show_drive(self, drive: CollectionRow | None) -> None:
        """Show the room of a drive."""
        if drive is None or drive.quota_used < 0:
            self.hide()
            return
        used = dates.size(drive.quota_used)
        total = drive.quota_total
        self._bar.setVisible(total > 0)
        if total > 0:
            self._bar.setValue(min(1000, 1000 * drive.quota_used // total))
            self._words.setText(self.tr("{used} used of {total}").format(used=used, total=dates.size(total)))
        else:
            self._words.setText(self.tr("{used} used").format(used=used))
        self.setAccessibleName(self._words.text())
        self.show()
