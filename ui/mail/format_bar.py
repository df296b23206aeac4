"""The composer's row of formatting buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QKeySequence, QPixmap, QTextCharFormat, QTextListFormat
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QToolButton, QWidget

from ui import theme
from ui.common import toasts
from ui.common.labels import line
from ui.mail.editor import LetterEditor

COLOURS = ("#1B1F27", "#A8231C", "#7A4F00", "#1B6638", "#2142A0", "#6B2D8F", "#626978")
SIZES = (9.0, 0.0, 13.0, 17.0)


class FormatBar(QWidget):
    """Buttons that follow the style at the cursor."""

    def __init__(self, editor: LetterEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        row.setSpacing(theme.px(2))
        self._row = row
        self._bold = self._toggle("bold", self.tr("Bold"), "Ctrl+B", editor.set_bold)
        self._italic = self._toggle("italic", self.tr("Italic"), "Ctrl+I", editor.set_italic)
        self._underline = self._toggle("underline", self.tr("Underline"), "Ctrl+U", editor.set_underline)
        self._menu("type", self.tr("Size"), self._size_menu())
        self._menu("baseline", self.tr("Colour"), self._colour_menu())
        row.addWidget(line(self, upright=True))
        self._push("list", self.tr("List"), "Ctrl+Shift+8", lambda: editor.toggle_list(QTextListFormat.Style.ListDisc))
        numbers = QTextListFormat.Style.ListDecimal
        self._push("list-ordered", self.tr("Numbered list"), "Ctrl+Shift+7", lambda: editor.toggle_list(numbers))
        self._push("quote", self.tr("Quote"), "Ctrl+Shift+9", lambda: editor.shift_quote(1))
        self._push("indent-decrease", self.tr("Quote less"), "Ctrl+Shift+0", lambda: editor.shift_quote(-1))
        row.addWidget(line(self, upright=True))
        self._push("link", self.tr("Link…"), "Ctrl+K", self._ask_link)
        self._push("remove-formatting", self.tr("Remove formatting"), "Ctrl+Space", editor.clear_format)
        row.addStretch(1)
        editor.currentCharFormatChanged.connect(self._follow)

    def add_widget(self, widget: QWidget) -> None:
        """Put another widget at the end of the row."""
        self._row.addWidget(widget)

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(theme.px(18), theme.px(18)))
        button.setAccessibleName(name)
        theme.set_icon(button, icon)
        self._row.addWidget(button)
        return button

    def _action(self, button: QToolButton, name: str, keys: str) -> QAction:
        action = QAction(name, self._editor)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._editor.addAction(action)
        button.setToolTip(f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        return action

    def _toggle(self, icon: str, name: str, keys: str, chosen: Callable[[bool], None]) -> QToolButton:
        button = self._button(icon, name)
        button.setCheckable(True)
        button.clicked.connect(chosen)
        self._action(button, name, keys).triggered.connect(button.click)
        return button

    def _push(self, icon: str, name: str, keys: str, chosen: Callable[[], object]) -> None:
        button = self._button(icon, name)
        button.clicked.connect(lambda: chosen())
        self._action(button, name, keys).triggered.connect(button.click)

    def _menu(self, icon: str, name: str, menu: QMenu) -> None:
        button = self._button(icon, name)
        button.setToolTip(name)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _size_menu(self) -> QMenu:
        menu = QMenu(self)
        names = (self.tr("Small"), self.tr("Normal"), self.tr("Large"), self.tr("Huge"))
        for name, points in zip(names, SIZES, strict=True):
            menu.addAction(name, partial(self._editor.set_size, points))
        return menu

    def _colour_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Automatic"), lambda: self._editor.set_colour(QColor()))
        names = (
            self.tr("Black"), self.tr("Red"), self.tr("Brown"), self.tr("Green"), self.tr("Blue"), self.tr("Purple"),
            self.tr("Grey"),
        )  # fmt: skip
        for name, colour in zip(names, COLOURS, strict=True):
            action = menu.addAction(name, partial(self._editor.set_colour, QColor(colour)))
            action.setIcon(_swatch(colour))
        return menu

    def _ask_link(self) -> None:
        target, accepted = QInputDialog.getText(
            self.window(), self.tr("Link"), self.tr("Web or mail address"), text=self._editor.link_at_cursor()
        )
        if accepted and target.strip() and not self._editor.set_link(target.strip()):
            toasts.say(self, self.tr("This is neither a web nor a mail address."))

    def _follow(self, style: QTextCharFormat) -> None:
        self._bold.setChecked(style.fontWeight() >= QFont.Weight.DemiBold)
        self._italic.setChecked(style.fontItalic())
        self._underline.setChecked(style.fontUnderline() and not style.isAnchor())


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(16, 16)
    picture.fill(QColor(colour))
    return QIcon(picture)
