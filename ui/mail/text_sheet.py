"""Letters in Qt's own rich text: plain text always, and HTML where QtWebEngine is absent. Loads nothing, goes nowhere."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui import theme
from ui.mail.export import fragments
from ui.mail.sheet import text_page


class TextSheet(QTextBrowser):
    """Shows one letter. On the `paper` ground it is light under every theme, for HTML that brings its own colours."""

    link_clicked = Signal(str)
    link_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, paper: bool = False) -> None:
        super().__init__(parent)
        self._text = ""
        self._unfolded = False
        self._paper = paper
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setProperty("frameless", "true")
        self.document().setDocumentMargin(theme.px(24))
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(lambda url: self.link_hovered.emit("" if url.scheme() == "fold" else url.toString()))
        self._dress()
        theme.changes().theme_changed.connect(self._dress)

    def _dress(self) -> None:
        if self._text:
            self._draw()

    def show_text(self, text: str) -> None:
        """Show plain text, the quotation at its end folded."""
        self._text, self._unfolded = text, False
        self._draw()
        self.verticalScrollBar().setValue(0)

    def show_html(self, html: str) -> None:
        """Show cleaned HTML."""
        self._text = ""
        self.setHtml(html)
        if self._paper:
            ground = self.document().rootFrame().frameFormat()
            ground.setBackground(QBrush(QColor("#ffffff")))
            self.document().rootFrame().setFrameFormat(ground)
            self._ink(QColor("#1b1f27"))

    def clear_letter(self) -> None:
        """Forget the letter."""
        self._text = ""
        self.clear()

    def _ink(self, ink: QColor) -> None:
        """Give a colour to every run that brings none: the theme's own is made for the theme's ground."""
        self.document().setUndoRedoEnabled(False)
        block = self.document().begin()
        while block.isValid():
            for run in fragments(block):
                if not run.charFormat().hasProperty(int(QTextFormat.Property.ForegroundBrush)):
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(run.position())
                    cursor.setPosition(run.position() + run.length(), QTextCursor.MoveMode.KeepAnchor)
                    style = QTextCharFormat()
                    style.setForeground(QBrush(ink))
                    cursor.mergeCharFormat(style)
            block = block.next()

    def _draw(self) -> None:
        colours = theme.tokens()
        self.document().setDefaultFont(theme.font("body"))
        self.document().setDefaultStyleSheet(f"a {{ color: {colours.accent_ink}; }}")
        unfold = "··· " + self.tr("Show the quoted text")
        self.setHtml(text_page(self._text, unfold, unfolded=self._unfolded, quote_colour=colours.text_soft))

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == "fold":
            place = self.verticalScrollBar().value()
            self._unfolded = True
            self._draw()
            self.verticalScrollBar().setValue(place)
        else:
            self.link_clicked.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """Load only what the letter itself carries; for anything else give a dot.

        Qt falls back to the file system (and on Windows to network shares) when it gets nothing or empty bytes: a picture
        of one pixel stops it.
        """
        address = url if isinstance(url, QUrl) else QUrl(url)
        if address.scheme() == "data":
            head, _, body = address.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition(",")
            if head.startswith("data:image/") and head.endswith(";base64"):
                picture = QImage.fromData(_decoded(body))
                if not picture.isNull():
                    return picture
        dot = QImage(1, 1, QImage.Format.Format_ARGB32)
        dot.fill(0)
        return dot


def _decoded(body: str) -> bytes:
    try:
        return base64.b64decode(unquote(body), validate=True)
    except (binascii.Error, ValueError):
        return b""
