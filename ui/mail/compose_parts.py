"""Two parts of the composer: the strip of attached files, and the quotation folded under the letter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from sync.model.mail import DraftAttachment
from ui import theme
from ui.common import dates
from ui.common.kinds import icon_of
from ui.common.labels import ElidedLabel, label
from ui.mail.flow import FlowLayout, empty_layout
from ui.mail.text_sheet import TextSheet


class AttachedFiles(QWidget):
    """The files that go with a letter; pictures shown in its text are not among them."""

    files_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: list[DraftAttachment] = []
        self._flow = FlowLayout(gap=theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        column.addLayout(self._flow)
        self.hide()

    def total(self) -> int:
        """Return the size of all files together, in bytes."""
        return sum(file.size for file in self.files)

    def add(self, *files: DraftAttachment) -> None:
        """Attach files."""
        self.files += files
        self._draw()
        self.files_changed.emit()

    def remove(self, file: DraftAttachment) -> None:
        """Take a file off the letter."""
        self.files.remove(file)
        self._draw()
        self.files_changed.emit()

    def _draw(self) -> None:
        empty_layout(self._flow)
        for file in self.files:
            self._flow.addWidget(self._card(file))
        self.setVisible(bool(self.files))

    def _card(self, file: DraftAttachment) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", "true")
        card.setFixedWidth(theme.px(220))
        card.setAccessibleName(f"{file.name}, {dates.size(file.size)}")
        picture = QLabel(card)
        picture.setPixmap(theme.pixmap(icon_of(file.media_type), "accent_ink", theme.px(18)))
        remove = QToolButton(card)
        remove.setToolTip(self.tr("Remove {name}").format(name=file.name))
        remove.setAccessibleName(self.tr("Remove {name}").format(name=file.name))
        theme.set_icon(remove, "x", "text_faint")
        remove.clicked.connect(lambda: self.remove(file))
        row = QHBoxLayout(card)
        row.setContentsMargins(theme.px(8), theme.px(4), theme.px(4), theme.px(4))
        row.setSpacing(theme.px(6))
        row.addWidget(picture)
        row.addWidget(ElidedLabel(file.name, card, mode=Qt.TextElideMode.ElideMiddle), 1)
        row.addWidget(label(dates.size(file.size), "faint", card))
        row.addWidget(remove)
        card.show()
        return card


class QuotePane(QFrame):
    """What is answered or forwarded: sent along exactly as it came, shown when unfolded, removable."""

    quote_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.html = self.text = ""
        self._fold = QToolButton(self)
        self._fold.setCheckable(True)
        self._fold.setText("···")
        self._fold.setToolTip(self.tr("Show the quoted message"))
        self._fold.setAccessibleName(self.tr("Show the quoted message"))
        self._fold.toggled.connect(self._unfold)
        self._words = label("", "faint", self)
        remove = QPushButton(self.tr("Remove"), self)
        remove.setProperty("kind", "link")
        remove.setAccessibleName(self.tr("Remove the quoted message"))
        remove.clicked.connect(lambda: self.show_quote("", ""))
        self._sheet = TextSheet(self, paper=True)
        self._sheet.setMinimumHeight(theme.px(140))
        self._sheet.setMaximumHeight(theme.px(260))
        self._sheet.setAccessibleName(self.tr("Quoted message"))
        self._sheet.hide()
        head = QHBoxLayout()
        head.addWidget(self._fold)
        head.addWidget(self._words, 1)
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(6))
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self._sheet)
        self.hide()

    def show_quote(self, html: str, text: str) -> None:
        """Take this quotation; empty: none."""
        self.html, self.text = html, text
        self._words.setText(self.tr("The original message is quoted below yours."))
        self._fold.setChecked(False)
        self.setVisible(bool(html or text))
        self.quote_changed.emit()

    @Slot(bool)
    def _unfold(self, unfolded: bool) -> None:
        if unfolded:
            self._sheet.show_html(self.html)
        self._sheet.setVisible(unfolded)
