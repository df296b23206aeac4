"""The signature editor: a few lines with bold, italic and links."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.common.forms import tool
from ui.common.labels import label

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)


class SignatureEditor(QWidget):
    """`changed` once the person typed; `html()` is the fragment to keep."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        bar = QHBoxLayout()
        bar.addWidget(label(self.tr("Signature"), "strong", self))
        bar.addStretch(1)
        self._bold = tool("bold", self.tr("Bold"), self._turn_bold, self)
        self._italic = tool("italic", self.tr("Italic"), self._turn_italic, self)
        for button in (self._bold, self._italic):
            button.setCheckable(True)
            bar.addWidget(button)
        column.addLayout(bar)
        self.text = QTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Signature"))
        self.text.setPlaceholderText(self.tr("Your name, your post, your service…"))
        self.text.setFixedHeight(theme.px(120))
        self.text.textChanged.connect(self.changed)
        self.text.currentCharFormatChanged.connect(self._show_format)
        column.addWidget(self.text)
        for keys, slot in (
            (QKeySequence.StandardKey.Bold, self._turn_bold),
            (QKeySequence.StandardKey.Italic, self._turn_italic),
        ):
            QShortcut(QKeySequence(keys), self.text, slot)

    def html(self) -> str:
        """Return the signature as an HTML fragment; empty where there is none."""
        if not self.text.toPlainText().strip():
            return ""
        found = _BODY.search(self.text.toHtml())
        return found.group(1).strip() if found else ""

    def show_html(self, html: str) -> None:
        """Show a signature kept before."""
        self.text.blockSignals(True)
        self.text.setHtml(html)
        self.text.blockSignals(False)

    @Slot()
    def _turn_bold(self) -> None:
        bold = self.text.fontWeight() >= QFont.Weight.Bold
        self.text.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        self._show_format()

    @Slot()
    def _turn_italic(self) -> None:
        self.text.setFontItalic(not self.text.fontItalic())
        self._show_format()

    @Slot()
    def _show_format(self) -> None:
        self._bold.setChecked(self.text.fontWeight() >= QFont.Weight.Bold)
        self._italic.setChecked(self.text.fontItalic())
