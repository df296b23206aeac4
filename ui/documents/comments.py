"""The comments beside the text: threads, the words of the chosen one to write in, answers, what is settled."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from editors.document import comments
from editors.document.places import Place, paragraphs
from editors.document.tree import Comment, Document, Mark, length
from editors.widgets.writer import Writer
from ui import theme
from ui.common import dates
from ui.common.forms import button, tool

_ID = Qt.ItemDataRole.UserRole


class CommentsPanel(QWidget):
    """Threads of comments. What is written in the box is the chosen comment's text, as it is typed."""

    def __init__(self, writer: Writer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._filling = False
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Comments"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.words = QPlainTextEdit(self)
        self.words.setAccessibleName(self.tr("Text of the comment"))
        self.words.setPlaceholderText(self.tr("Write the comment…"))
        self.words.setTabChangesFocus(True)
        self.words.setMaximumHeight(theme.px(110))
        self.words.textChanged.connect(self._write)
        self.words.installEventFilter(self)
        self.answer = button(self.tr("Answer"), self._answer, icon="reply", parent=self)
        self.done = tool("check", self.tr("Settled"), self._settle, self)
        self.done.setCheckable(True)
        self.remove = tool("trash-2", self.tr("Delete comment"), self._remove, self)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        for one in (self.answer, self.done, self.remove):
            row.addWidget(one)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        column.addLayout(row)
        self._follow()

    @property
    def chosen(self) -> str:
        """The id of the chosen comment, "" where there is none."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(_ID)) if row >= 0 else ""

    def refresh(self) -> None:
        """List the comments again."""
        chosen = self.chosen
        self._filling = True
        self.list.clear()
        document = self._writer.document_shown
        for first, answers in comments.threads(document):
            self._add(first, document, "")
            for answer in answers:
                self._add(answer, document, "    ")
        self._filling = False
        self.choose(chosen)

    def _add(self, comment: Comment, document: Document, indent: str) -> None:
        when = _when(comment.date)
        head = " · ".join(one for one in (comment.author, when, self.tr("settled") if comment.done else "") if one)
        lines = [head, *comments.words(document, comment.id).split("\n")]
        item = QListWidgetItem("\n".join(indent + line for line in lines), self.list)
        item.setData(_ID, comment.id)
        if comment.done:
            item.setForeground(self.palette().placeholderText())

    def choose(self, identity: str, *, write: bool = False) -> None:
        """Choose a comment, to write in it where `write`."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == identity:
                self.list.setCurrentRow(row)
                break
        self._follow()
        if write:
            self.words.setFocus()

    @Slot()
    def _choose(self) -> None:
        if not self._filling:
            self._follow()

    def _follow(self) -> None:
        """Show the words of the chosen comment."""
        identity = self.chosen
        found = next((one for one in self._comments() if one.id == identity), None)
        for one in (self.words, self.answer, self.done, self.remove):
            one.setVisible(found is not None)
        if found is None:
            return
        self.done.setChecked(found.done)
        said = comments.words(self._writer.document_shown, identity)
        if self.words.toPlainText() != said:
            self._filling = True
            self.words.setPlainText(said)
            self._filling = False

    def _comments(self) -> tuple[Comment, ...]:
        return () if self._writer.session is None else self._writer.document_shown.comments

    @Slot()
    def _write(self) -> None:
        if self._filling or not self.chosen:
            return
        made = comments.with_words(self._writer.document_shown, self.chosen, self.words.toPlainText())
        self._writer.keep_selection(made, f"comment:{self.chosen}")

    def _answer(self) -> None:
        identity = self._writer.answer(self.chosen)
        self.refresh()
        self.choose(identity, write=True)

    def _settle(self) -> None:
        done = self.done.isChecked()
        self._writer.keep_selection(comments.settled(self._writer.document_shown, self.chosen, done=done))
        self.refresh()

    def _remove(self) -> None:
        self._writer.keep_selection(comments.remove_comment(self._writer.document_shown, self.chosen))
        self.refresh()

    def _drop_empty(self) -> None:
        """Take away an own comment in which nothing was written."""
        identity = self.chosen
        new = any(one.id == identity for one in self._comments()) and not self.words.toPlainText().strip()
        if new and not comments.words(self._writer.document_shown, identity).strip():
            self._writer.keep_selection(comments.remove_comment(self._writer.document_shown, identity))
            self.refresh()

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        found = place_of(self._writer.document_shown, str(item.data(_ID)))
        if found is not None:
            self._writer.select(*found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.words and event.type() is QEvent.Type.FocusOut:
            self._drop_empty()
        return super().eventFilter(watched, event)


def _when(date: str) -> str:
    """Return a date of ISO 8601 as people read it, "" for one that is none."""
    try:
        return dates.brief(int(datetime.fromisoformat(date).timestamp()))
    except (ValueError, OverflowError, OSError):
        return ""


def place_of(document: Document, identity: str) -> tuple[Place, Place] | None:
    """Return the stretch that a comment is about, None where the file does not say."""
    start: Place | None = None
    for name, story in document.stories.items():
        if name.startswith("comment:"):
            continue
        for path, paragraph in paragraphs(story.blocks):
            offset = 0
            for piece in paragraph.content:
                if isinstance(piece, Mark) and piece.name == identity and piece.kind.startswith("comment"):
                    here = Place(name, path, offset)
                    if piece.kind == "comment_end" and start is not None:
                        return start, here
                    start = start or here
                offset += length(piece)
    return None if start is None else (start, start)
