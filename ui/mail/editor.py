"""The field in which a letter is written: rich text, cleaned paste, pasted pictures, nothing ever loaded from outside."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QImageWriter,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import theme
from ui.mail.export import QUOTE_PROPERTY, quote_depth, to_html, to_text
from ui.mail.links import judge
from ui.mail.pasted import clean_paste

LARGEST_PICTURE = 1600
"""Pictures are shown, and pasted ones made, no larger than this on their longer side, in pixels."""


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
"""The beginning of an address with a scheme; `serveur.example:8080` has none."""


class LetterEditor(QTextEdit):
    """Formatting acts on the selection, as everywhere."""

    picture_pasted = Signal(bytes, object)
    """PNG bytes of a pasted picture, and the `QImage` to show."""
    files_dropped = Signal(list)
    """Paths of dropped or pasted files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setProperty("frameless", "true")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAccessibleName(self.tr("Message text"))
        self.setPlaceholderText(self.tr("Write your message"))
        self.document().setDocumentMargin(theme.px(16))
        self.document().setDefaultFont(theme.font("body"))

    def html(self) -> str:
        """Return what is written, as clean HTML."""
        return to_html(self.document())

    def text(self) -> str:
        """Return what is written, as plain text."""
        return to_text(self.document())

    def set_letter(self, html: str) -> None:
        """Replace everything by this HTML (our own, or cleaned by the parser role)."""
        self.document().setDefaultStyleSheet(f"p {{ margin: 0 }} a {{ color: {theme.tokens().accent_ink} }}")
        self.setHtml(html)

    # --- formatting

    def merge(self, style: QTextCharFormat) -> None:
        """Give the selection, or what is typed next, this style."""
        self.textCursor().mergeCharFormat(style)
        self.mergeCurrentCharFormat(style)

    def set_bold(self, wanted: bool) -> None:
        """Bold or not."""
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold if wanted else QFont.Weight.Normal)
        self.merge(style)

    def set_italic(self, wanted: bool) -> None:
        """Italic or not."""
        style = QTextCharFormat()
        style.setFontItalic(wanted)
        self.merge(style)

    def set_underline(self, wanted: bool) -> None:
        """Underlined or not."""
        style = QTextCharFormat()
        style.setFontUnderline(wanted)
        self.merge(style)

    def set_colour(self, colour: QColor) -> None:
        """Write in this colour; an invalid one: the usual."""
        style = self.textCursor().charFormat()
        if colour.isValid():
            style.setForeground(QBrush(colour))
        else:
            style.clearProperty(int(QTextFormat.Property.ForegroundBrush))
        self.textCursor().setCharFormat(style)
        self.setCurrentCharFormat(style)

    def set_size(self, points: float) -> None:
        """Write in this size; 0: the usual."""
        style = self.textCursor().charFormat()
        if points:
            style.setFontPointSize(points)
        else:
            style.clearProperty(int(QTextFormat.Property.FontPointSize))
        self.textCursor().setCharFormat(style)
        self.setCurrentCharFormat(style)

    def toggle_list(self, kind: QTextListFormat.Style) -> None:
        """Make the paragraphs a list of this kind, or end it."""
        cursor = self.textCursor()
        current: QTextList | None = cursor.currentList()
        cursor.beginEditBlock()
        if current is not None and current.format().style() == kind:
            block = QTextBlockFormat()
            block.setObjectIndex(-1)
            cursor.mergeBlockFormat(block)
        else:
            cursor.createList(kind)
        cursor.endEditBlock()

    def shift_quote(self, by: int) -> None:
        """Quote the paragraphs one level deeper (1) or less deep (-1)."""
        cursor = self.textCursor()
        first, last = self.document().findBlock(cursor.selectionStart()), self.document().findBlock(cursor.selectionEnd())
        cursor.beginEditBlock()
        block = first
        while block.isValid():
            depth = max(0, quote_depth(block) + by)
            style = QTextBlockFormat()
            style.setProperty(QUOTE_PROPERTY, depth)
            style.setLeftMargin(depth * theme.px(16))
            style.setBackground(QBrush(theme.colour("sunken")) if depth else QBrush())
            QTextCursor(block).mergeBlockFormat(style)
            if block == last:
                break
            block = block.next()
        cursor.endEditBlock()

    def link_at_cursor(self) -> str:
        """Return the target of the link under the cursor."""
        return self.textCursor().charFormat().anchorHref()

    def set_link(self, target: str, text: str = "") -> bool:
        """Make the selection a link (or insert one). Returns False for a target that is neither web nor mail."""
        if not _SCHEME.match(target):
            target = f"mailto:{target}" if "@" in target else f"https://{target}"
        if not judge(target).allowed:
            return False
        cursor = self.textCursor()
        style = QTextCharFormat()
        style.setAnchor(True)
        style.setAnchorHref(target)
        style.setForeground(theme.colour("accent_ink"))
        style.setFontUnderline(True)
        if cursor.hasSelection():
            cursor.mergeCharFormat(style)
        else:
            plain = cursor.charFormat()
            cursor.insertText(text or target, style)
            cursor.setCharFormat(plain)
        return True

    def clear_format(self) -> None:
        """Take all styles off the selection."""
        self.textCursor().setCharFormat(QTextCharFormat())
        self.setCurrentCharFormat(QTextCharFormat())

    # --- pasting

    def show_picture(self, content_id: str, picture: QImage) -> None:
        """Insert a picture of the letter at the cursor."""
        self.add_picture(content_id, picture)
        self.textCursor().insertImage(f"cid:{content_id}")

    def add_picture(self, content_id: str, picture: QImage) -> None:
        """Make a picture known that the HTML names."""
        self.document().addResource(int(QTextDocument.ResourceType.ImageResource), QUrl(f"cid:{content_id}"), picture)

    def show_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """Show pictures that the letter already names."""
        for content_id, picture in pictures.items():
            self.add_picture(content_id, _fitting(picture))
        self.document().markContentsDirty(0, self.document().characterCount())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept text, HTML, pictures and files."""
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: files are attached, pictures shown in the letter, HTML is cleaned first."""
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)
        elif source.hasImage() and not source.hasHtml():
            picture = _fitting(QImage(source.imageData()))
            self.picture_pasted.emit(png(picture), picture)
        elif source.hasHtml():
            self.textCursor().insertHtml(clean_paste(source.html()))
        else:
            self.textCursor().insertText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter belongs to the window: it sends."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Called only for what the document does not hold: give a dot, so that Qt looks for no file and no network share."""
        dot = QImage(1, 1, QImage.Format.Format_ARGB32)
        dot.fill(0)
        return dot


def _fitting(picture: QImage) -> QImage:
    """Return a picture no larger than `LARGEST_PICTURE`."""
    if max(picture.width(), picture.height()) <= LARGEST_PICTURE:
        return picture
    return picture.scaled(
        LARGEST_PICTURE, LARGEST_PICTURE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def png(picture: QImage) -> bytes:
    """Return a picture as PNG bytes."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(content.data())
