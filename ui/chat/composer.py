"""The field in which posts are written: Enter sends, Shift+Enter begins another line; a reply or an edit stands over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from sync.store.chat_rows import PostRow
from ui import theme
from ui.chat import markup, words
from ui.chat.completion import Completion, Offer, People
from ui.chat.emoji import EmojiPicker
from ui.common.forms import tool
from ui.common.labels import ElidedLabel

_MOST_LINES = 8
_KEEP_MILLISECONDS = 1000
_TYPING_MILLISECONDS = 10_000
"""How often others are told that one goes on writing."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the person wants said: `about` is the post that is answered or edited."""

    text: str
    html: str = ""
    mentions: frozenset[str] = frozenset()
    about: PostRow | None = None
    edits: bool = False


@dataclass(slots=True)
class Begun:
    """What was begun: the text, and the names in it that call somebody."""

    text: str = ""
    called: dict[str, str] = field(default_factory=dict)


class PostField(QPlainTextEdit):
    """Grows with its text up to a few lines. Files and pictures that are pasted or dropped are told of."""

    sent = Signal()
    given_up = Signal()
    last_wanted = Signal()
    """The arrow up in an empty field: the last own post is to be edited."""
    files_given = Signal(list)
    picture_given = Signal(QImage)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.completion: Completion | None = None
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
        if self.completion is not None and self.completion.press(event):
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.last_wanted.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_given.emit(files)
        elif source.hasImage():
            self.picture_given.emit(QImage(source.imageData()))
        else:
            super().insertFromMimeData(source)


class Composer(QWidget):
    """`post_written(Written)`; `begun_changed()` a while after the last key; `typing_changed(bool)`."""

    post_written = Signal(object)
    last_wanted = Signal()
    begun_changed = Signal()
    typing_changed = Signal(bool)
    files_given = Signal(list)
    picture_given = Signal(QImage)
    poll_wanted = Signal()
    drive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about: PostRow | None = None
        self._edits = False
        self._called: dict[str, str] = {}
        self._types = False
        self.people: People = _nobody
        self.field = PostField(self)
        self.field.setPlaceholderText(self.tr("Write a message"))
        self.field.setAccessibleName(self.tr("Message to write"))
        self.field.sent.connect(self.send)
        self.field.given_up.connect(self.forget)
        self.field.last_wanted.connect(self.last_wanted)
        self.field.files_given.connect(self.files_given)
        self.field.picture_given.connect(self.picture_given)
        self.field.textChanged.connect(self._changed)
        self.field.completion = Completion(self.field, lambda beginning: self.people(beginning), self._called.__setitem__)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MILLISECONDS)
        self._keep.timeout.connect(self.begun_changed)
        self._still = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._still.timeout.connect(self._stop_typing)
        self.attach = tool("paperclip", self.tr("Send a file…"), self._choose_source, self)
        self.has_drives: Callable[[], bool] = lambda: False
        self.poll = tool("list-checks", self.tr("Ask everybody: a poll…"), self.poll_wanted, self)
        self._smile = tool("smile", self.tr("Insert an emoji"), self._pick, self)
        self._send = tool("send-horizontal", self.tr("Send"), self.send, self)
        self._send.setToolTip(self.tr("Send (Enter)"))
        theme.set_icon(self._send, "send-horizontal", "accent_ink")
        self._strip = QWidget(self)
        self._says = ElidedLabel("", self._strip, role="soft")
        leave = tool("x", self.tr("Do not answer or edit"), self.forget, self._strip)
        leave.setToolTip(self.tr("Cancel (Esc)"))
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(theme.px(4), 0, 0, 0)
        strip.addWidget(self._says, 1)
        strip.addWidget(leave)
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        row.addWidget(self.field, 1)
        row.addSpacing(theme.px(4))
        for part in (self._smile, self.poll, self.attach, self._send):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(6), theme.px(12), theme.px(14))
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

    def call(self, name: str, person: str) -> None:
        """Call somebody at the cursor."""
        self._called[f"@{name}"] = person
        self.field.insertPlainText(f"@{name} ")
        self.field.setFocus()

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
        html, mentions = markup.formatted(text, self._called)
        written = Written(text, html, mentions, self._about, self._edits)
        self.field.clear()
        self._called.clear()
        self._edits = False
        self.forget()
        self._stop_typing()
        self.post_written.emit(written)
        self.begun_changed.emit()

    def begun(self) -> Begun:
        """Return what is written and not sent; an edit is none of it."""
        return Begun() if self._edits else Begun(self.field.toPlainText(), dict(self._called))

    def show_begun(self, begun: Begun) -> None:
        """Show what was begun: another room comes."""
        self._edits = False
        self.forget()
        self._called.clear()
        self._called.update(begun.called)
        self.field.blockSignals(True)
        self.field.setPlainText(begun.text)
        self.field.blockSignals(False)
        self.field._grow()
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self._keep.stop()

    @Slot()
    def _changed(self) -> None:
        self._keep.start()
        if self.field.toPlainText() and not self._types:
            self._types = True
            self._still.start()
            self.typing_changed.emit(True)
        elif not self.field.toPlainText():
            self._stop_typing()

    @Slot()
    def _stop_typing(self) -> None:
        if self._types:
            self._types = False
            self._still.stop()
            self.typing_changed.emit(False)

    @Slot()
    def _pick(self) -> None:
        picker = EmojiPicker(self)
        picker.chosen.connect(self.field.insertPlainText)
        picker.open_at(self._smile.mapToGlobal(QPoint(self._smile.width(), -theme.px(4))))

    @Slot()
    def _choose_source(self) -> None:
        """Ask for files of this computer; where there are drives, first which of both is meant."""
        if not self.has_drives():
            self._choose_files()
            return
        menu = self.source_menu()
        menu.exec(self.attach.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.deleteLater()

    def source_menu(self) -> QMenu:
        """Return where a file may come from."""
        menu = QMenu(self)
        menu.addAction(theme.icon("monitor"), self.tr("From this computer…"), self._choose_files)
        menu.addAction(theme.icon("hard-drive"), self.tr("From a drive…"), self.drive_wanted.emit)
        return menu

    @Slot()
    def _choose_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Send a file…"))
        if files:
            self.files_given.emit(files)


def _nobody(_beginning: str) -> list[Offer]:
    return []
