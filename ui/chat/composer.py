"""The field in which posts are written: Enter sends, Shift+Enter begins another line; a reply or an edit stands over it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from sync.store.chat_rows import PostRow
from ui import theme
from ui.chat import words
from ui.common.labels import ElidedLabel

_MOST_LINES = 8


class PostField(QPlainTextEdit):
    """Grows with its text up to a few lines."""

    sent = Signal()
    given_up = Signal()
    last_wanted = Signal()
    """The arrow up in an empty field: the last own post is to be edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._grow)
        theme.changes().theme_changed.connect(self._grow)
        self._grow()

    @Slot()
    def _grow(self) -> None:
        whole = max(int(self.document().size().height()), 1)
        lines = min(whole, _MOST_LINES)
        needed = Qt.ScrollBarPolicy.ScrollBarAsNeeded if whole > lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(needed)
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * lines + theme.px(18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.last_wanted.emit()
        else:
            super().keyPressEvent(event)


class Composer(QWidget):
    """`post_written(text, about, edits)`: `about` is the post that is answered or edited, or None."""

    post_written = Signal(str, object, bool)
    last_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about: PostRow | None = None
        self._edits = False
        self.field = PostField(self)
        self.field.setPlaceholderText(self.tr("Write a message"))
        self.field.setAccessibleName(self.tr("Message to write"))
        self.field.sent.connect(self.send)
        self.field.given_up.connect(self.forget)
        self.field.last_wanted.connect(self.last_wanted)
        self._send = QToolButton(self)
        theme.set_icon(self._send, "send-horizontal", "accent_ink")
        self._send.setToolTip(self.tr("Send (Enter)"))
        self._send.setAccessibleName(self.tr("Send"))
        self._send.clicked.connect(self.send)
        self._strip = QWidget(self)
        self._says = ElidedLabel("", self._strip, role="soft")
        leave = QToolButton(self._strip)
        theme.set_icon(leave, "x")
        leave.setAccessibleName(self.tr("Do not answer or edit"))
        leave.setToolTip(self.tr("Cancel (Esc)"))
        leave.clicked.connect(self.forget)
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(theme.px(4), 0, 0, 0)
        strip.addWidget(self._says, 1)
        strip.addWidget(leave)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self.field, 1)
        row.addWidget(self._send, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(14))
        column.setSpacing(theme.px(4))
        column.addWidget(self._strip)
        column.addLayout(row)
        self._strip.hide()
        self.setFocusProxy(self.field)

    def answer(self, row: PostRow) -> None:
        """Answer a post."""
        self._stand(row, self.tr("Answering {who}: {text}"), edits=False)

    def edit(self, row: PostRow) -> None:
        """Write a post anew."""
        self.field.setPlainText(row.body)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self._stand(row, self.tr("Editing: {text}"), edits=True)

    def _stand(self, row: PostRow, text: str, *, edits: bool) -> None:
        self._about, self._edits = row, edits
        self._says.set_whole_text(text.format(who=words.person(row), text=words.body(row).partition("\n")[0]))
        self._strip.show()
        self.field.setFocus()

    @Slot()
    def forget(self) -> None:
        """Neither answer nor edit; what was being edited is dropped."""
        if self._edits:
            self.field.clear()
        self._about, self._edits = None, False
        self._strip.hide()

    @Slot()
    def send(self) -> None:
        """Hand the text over, if there is any."""
        text = self.field.toPlainText().strip()
        if not text:
            return
        about, edits = self._about, self._edits
        self.field.clear()
        self._edits = False
        self.forget()
        self.post_written.emit(text, about, edits)

    def take_text(self) -> str:
        """Return and clear what is written: another room comes."""
        text = "" if self._edits else self.field.toPlainText()
        self._edits = False
        self.forget()
        self.field.clear()
        return text
