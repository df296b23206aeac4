"""The quick filter under the search field: what alone is listed, one press each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from sync.store.read.messages import Only
from ui import theme


class QuickFilter(QWidget):
    """Several may be on together; all must hold then."""

    only_wanted = Signal(object)
    """Another `Only`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[Only, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for only, icon, name, meaning in (
            (Only.UNREAD, "mail", self.tr("Unread"), self.tr("Unread messages only")),
            (Only.FLAGGED, "flag", self.tr("Flagged"), self.tr("Flagged messages only")),
            (Only.ATTACHMENT, "paperclip", self.tr("Files"), self.tr("Messages with attachments only")),
            (Only.KNOWN, "users", self.tr("People"), self.tr("Messages of people you have written to only")),
        ):
            chip = QToolButton(self)
            chip.setText(name)
            chip.setCheckable(True)
            chip.setToolTip(meaning)
            chip.setAccessibleName(meaning)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setIconSize(QSize(theme.px(14), theme.px(14)))
            theme.set_icon(chip, icon)
            chip.toggled.connect(self._toggled)
            row.addWidget(chip)
            self._chips[only] = chip
        row.addStretch(1)

    @property
    def only(self) -> Only:
        """What alone is listed."""
        wanted = Only.ALL
        for only, chip in self._chips.items():
            wanted |= only if chip.isChecked() else Only.ALL
        return wanted

    def clear(self) -> None:
        """List everything again."""
        for chip in self._chips.values():
            chip.setChecked(False)

    def resizeEvent(self, event: object) -> None:
        """Leave the words out where there is no room for them."""
        narrow = self.width() < theme.px(340)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for chip in self._chips.values():
            chip.setToolButtonStyle(style)

    @Slot()
    def _toggled(self) -> None:
        self.only_wanted.emit(self.only)
