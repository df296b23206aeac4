"""The body of an open letter: the sheet that suits it (web, plain), its banners, and the strip that shows true targets."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from sync.model.mail import Content
from ui import theme
from ui.mail.link_opener import LinkOpener
from ui.mail.links import judge
from ui.mail.sheet import letter_page
from ui.mail.text_sheet import TextSheet

if TYPE_CHECKING:
    from ui.mail.web import WebSheet

_log = logging.getLogger(__name__)


class LetterBody(QWidget):
    """Shows a `Content`. `web_allowed=False` keeps to Qt's own rich text."""

    compose_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, web_allowed: bool = True) -> None:
        super().__init__(parent)
        self._web_allowed = web_allowed
        self.web: WebSheet | None = None
        self._paper: TextSheet | None = None
        self.text = TextSheet(self)
        self.links = LinkOpener(self)
        self.links.compose_wanted.connect(self.compose_wanted)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.text)
        self._target = QLabel(self)
        self._target.setTextFormat(Qt.TextFormat.PlainText)
        self._target.setProperty("strip", "true")
        self._target.setAutoFillBackground(True)
        self._target.setContentsMargins(theme.px(8), theme.px(3), theme.px(8), theme.px(3))
        self._target.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._join(self.text)

    def _join(self, sheet: TextSheet | WebSheet) -> None:
        sheet.link_clicked.connect(self.links.follow)
        sheet.link_hovered.connect(self._show_target)

    def show_content(
        self, content: Content, pictures: Mapping[str, tuple[str, bytes]], *, plain: bool = False, dark: bool = False
    ) -> None:
        """Show a letter: its HTML, or its text where it has none or `plain` is wished. `dark`: on a dark ground."""
        self._show_target("")
        self.links.html = content.html
        if plain or not content.html:
            self.text.show_text(content.text)
            self._stack.setCurrentWidget(self.text)
            return
        face = theme.font("body")
        web = self._web_sheet()
        dark = dark and web is not None
        page = letter_page(content, pictures, family=f"'{face.family()}', sans-serif", size=theme.px(15), dark=dark)
        if web is not None:
            web.set_ground(theme.colour("surface") if dark else QColor("#ffffff"))
            web.show_page(page)
            self._stack.setCurrentWidget(web)
            return
        if self._paper is None:
            self._paper = TextSheet(self, paper=True)
            self._stack.addWidget(self._paper)
            self._join(self._paper)
        self._paper.show_html(page)
        self._stack.setCurrentWidget(self._paper)

    def clear(self) -> None:
        """Forget the letter."""
        self.links.html = ""
        self._show_target("")
        self.text.clear_letter()
        if self._paper is not None:
            self._paper.clear_letter()
        if self.web is not None:
            self.web.clear()
        self._stack.setCurrentWidget(self.text)

    def _web_sheet(self) -> WebSheet | None:
        if self.web is None and self._web_allowed:
            try:
                from ui.mail.web import WebSheet
            except ImportError:
                _log.info("QtWebEngine is absent: letters are shown in rich text")
                self._web_allowed = False
                return None
            self.web = WebSheet(self)
            self.web.set_zoom(1.0)
            self._stack.addWidget(self.web)
            self._join(self.web)
        return self.web

    def focus_sheet(self) -> None:
        """Put the focus into the sheet on top, to scroll it by keyboard."""
        sheet = self._stack.currentWidget()
        if sheet is not None:
            sheet.setFocus()

    def selected_text(self) -> str:
        """Return the marked text, for quoting only that."""
        sheet = self._stack.currentWidget()
        if self.web is not None and sheet is self.web:
            return self.web.selected_text()
        return sheet.textCursor().selectedText().replace("\u2029", "\n") if isinstance(sheet, TextSheet) else ""

    @Slot(str)
    def _show_target(self, target: str) -> None:
        if not target:
            self._target.hide()
            return
        verdict = judge(target)
        shown = target if len(target) <= 160 else f"{target[:160]}…"
        self._target.setText(shown if not verdict.host else f"{verdict.host}  ·  {shown}")
        self._target.adjustSize()
        self._target.setMaximumWidth(self.width())
        self._target.move(0, self.height() - self._target.height())
        self._target.raise_()
        self._target.show()
