"""The search over the message list: its field with the operators at hand, and where it searches."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.common.labels import label

TYPING_MILLISECONDS = 120


class SearchBar(QWidget):
    """Tells what is searched for; knows nothing of messages."""

    search_wanted = Signal(str)
    """Search for this; empty: end the search."""
    scope_wanted = Signal(bool)
    """Search everywhere, or in the mailboxes that were listed."""
    save_wanted = Signal(str)
    """Keep this search under a name."""
    server_wanted = Signal()
    """Ask the server for what is not kept here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(self.tr("Search this list (/)"))
        self.field.setAccessibleName(self.tr("Search messages"))
        icon = QAction(self.tr("Operators"), self)
        icon.setToolTip(self.tr("Operators: sender, dates, attachments…"))
        theme.set_icon(icon, "search", "text_faint")
        icon.triggered.connect(self.offer_operators)
        self.field.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MILLISECONDS)
        self._typing.timeout.connect(self._search_now)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._search_now)
        self._scope = self._build_scope()
        self.server = QPushButton(self)
        self.server.setProperty("kind", "link")
        theme.set_icon(self.server, "cloud", "accent_ink")
        self.server.clicked.connect(self.server_wanted)
        self.server_words = label("", "faint", self)
        self.server_words.setWordWrap(True)
        self.offer_server(offered=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.field)
        column.addWidget(self._scope)
        column.addWidget(self.server, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.server_words)
        self.setFocusProxy(self.field)

    def _build_scope(self) -> QWidget:
        row = QWidget(self)
        self._here = self._choice(self.tr("This folder"), row)
        self._everywhere = self._choice(self.tr("All mail"), row)
        group = QButtonGroup(row)
        for button in (self._here, self._everywhere):
            group.addButton(button)
        self._here.setChecked(True)
        self._everywhere.toggled.connect(self.scope_wanted)
        operators = self._plain(self.tr("Operators"), "funnel", row)
        operators.clicked.connect(self.offer_operators)
        self._save = self._plain(self.tr("Save this search"), "bookmark", row)
        self._save.clicked.connect(lambda: self.save_wanted.emit(self.text()))
        shelf = QHBoxLayout(row)
        shelf.setContentsMargins(0, 0, 0, 0)
        shelf.setSpacing(theme.px(4))
        shelf.addWidget(self._here)
        shelf.addWidget(self._everywhere)
        shelf.addStretch(1)
        shelf.addWidget(operators)
        shelf.addWidget(self._save)
        row.hide()
        return row

    def _choice(self, text: str, parent: QWidget) -> QToolButton:
        button = QToolButton(parent)
        button.setText(text)
        button.setCheckable(True)
        button.setAccessibleName(self.tr("Search in: {place}").format(place=text))
        return button

    def _plain(self, name: str, icon: str, parent: QWidget) -> QToolButton:
        button = QToolButton(parent)
        button.setToolTip(name)
        button.setAccessibleName(name)
        theme.set_icon(button, icon)
        return button

    def text(self) -> str:
        """Return what is searched for."""
        return self.field.text().strip()

    def operators(self) -> list[tuple[str, str]]:
        """Return the operators with what each is for."""
        return [
            (self.tr("from:"), self.tr("who wrote it")),
            (self.tr("to:"), self.tr("who received it")),
            (self.tr("subject:"), self.tr("words of the subject")),
            (self.tr("file:"), self.tr("name or contents of an attachment")),
            (self.tr("has:attachment"), self.tr("with an attachment")),
            (self.tr("after:"), self.tr("a date, a month, a year, or 7d")),
            (self.tr("before:"), self.tr("the same")),
            (self.tr("in:"), self.tr("a folder")),
            (self.tr("tag:"), self.tr("a tag")),
            (self.tr("is:unread"), self.tr("not read yet")),
            (self.tr("is:flagged"), self.tr("flagged")),
            (self.tr("is:answered"), self.tr("answered")),
        ]

    @Slot()
    def offer_operators(self) -> None:
        """Show the operators; the chosen one goes into the field."""
        menu = self.operator_menu()
        menu.popup(self.field.mapToGlobal(self.field.rect().bottomLeft()))

    def operator_menu(self) -> QMenu:
        """Return the operators as a menu."""
        menu = QMenu(self)
        for operator, meaning in self.operators():
            action = menu.addAction(f"{operator}\t{meaning}")
            action.triggered.connect(lambda _checked=False, operator=operator: self._insert(operator))
        return menu

    def _insert(self, operator: str) -> None:
        text = self.field.text()
        gap = "" if not text or text.endswith(" ") else " "
        self.field.setText(f"{text}{gap}{operator}{'' if operator.endswith(':') else ' '}")
        self.field.setFocus()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._scope.setVisible(bool(text.strip()))
        if text.strip():
            self._typing.start()
        else:
            self._search_now()

    @Slot()
    def _search_now(self) -> None:
        self._typing.stop()
        self.search_wanted.emit(self.text())

    def show_search(self, text: str, *, everywhere: bool) -> None:
        """Show what is searched for, without telling."""
        self._typing.stop()
        for quiet in (self.field, self._everywhere, self._here):
            quiet.blockSignals(True)
        self.field.setText(text)
        (self._everywhere if everywhere else self._here).setChecked(True)
        for quiet in (self.field, self._everywhere, self._here):
            quiet.blockSignals(False)
        self._scope.setVisible(bool(text))

    def offer_server(self, *, offered: bool) -> None:
        """Offer to ask the server, or nothing of it."""
        self.server.setText(self.tr("Search on the server"))
        self.server.setToolTip(self.tr("Also find what is not kept on this computer (Ctrl+Shift+E)"))
        self.server.setEnabled(True)
        self.server.setVisible(offered)
        self.server_words.hide()

    def say_asking(self) -> None:
        """Say that the server is being asked."""
        self.server.setText(self.tr("Asking the server…"))
        self.server.setEnabled(False)

    def say_served(self, more: int) -> None:
        """Say how many messages the server found beyond those that were listed."""
        words = self.tr("%n more message(s) found on the server.", "", more)
        self.server_words.setText(words if more else self.tr("The server found nothing more."))
        self.server.hide()
        self.server_words.show()

    def show_places(self, *, choice: bool) -> None:
        """Say whether there is a place to search in, besides everywhere."""
        self._here.setEnabled(choice)
