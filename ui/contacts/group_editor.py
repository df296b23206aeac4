"""The editor of a group: its name, and who is in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from sync.model.contacts import Card, CardDraft
from sync.model.ids import CollectionId, ItemId
from sync.store.item_rows import CollectionRow, ContactRow
from ui import theme
from ui.common.avatars import Avatar
from ui.common.forms import Card as Frame
from ui.common.forms import Field, Page, button, tool
from ui.common.labels import ElidedLabel, label
from ui.common.toasts import say

Find = Callable[[str], Sequence[ContactRow]]
Named = Callable[[Sequence[str]], Sequence[ContactRow]]


class GroupEditor(Page):
    """Edits a group. `find` brings people by what is typed, `named` those of UIDs."""

    saved = Signal(object, int, object, str)
    """As `CardEditor.saved`."""
    ended = Signal()

    def __init__(self, find: Find, named: Named, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=560)
        self._find, self._named = find, named
        self._item: ItemId | None = None
        self._base = ""
        self._card = Card("", "")
        self._members: list[str] = []
        self._found: list[ContactRow] = []
        self._title = label("", "headline", self)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(button(self.tr("Cancel"), self.ended, parent=self))
        head.addWidget(button(self.tr("Save"), self.save, kind="primary", parent=self))
        self.column.addLayout(head)
        self.name = QLineEdit(self)
        self.column.addWidget(Field(self.tr("Name of the group"), self.name, parent=self))
        self._book = QComboBox(self)
        self._book.setAccessibleName(self.tr("Address book"))
        self._book_words = QLabel(self.tr("Address book"), self)
        self.column.addWidget(self._book_words)
        self.column.addWidget(self._book, 0, Qt.AlignmentFlag.AlignLeft)
        self.adding = QLineEdit(self)
        self.adding.setPlaceholderText(self.tr("Name or address"))
        self.adding.textEdited.connect(self._suggest)
        self._lines = QStringListModel(self)
        completer = QCompleter(self._lines, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._take)
        self.adding.setCompleter(completer)
        self.column.addWidget(Field(self.tr("Add somebody"), self.adding, parent=self))
        self._frame = Frame(self)
        self._list = QVBoxLayout()
        self._frame.box.addLayout(self._list)
        self.column.addWidget(self._frame)
        self.column.addStretch(1)
        for keys, done in (("Ctrl+S", self.save), ("Escape", self.ended.emit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(done)

    def show_group(self, card: Card, item: ItemId, base: str) -> None:
        """Edit a group."""
        self._title.setText(self.tr("Edit {name}").format(name=card.name))
        self._load(card, item, base)
        self._book.hide()
        self._book_words.hide()

    def show_new(self, books: Sequence[CollectionRow], book: CollectionId, members: Sequence[str]) -> None:
        """Make a new group of these people."""
        self._title.setText(self.tr("New group"))
        self._load(Card("", "", is_group=True, members=tuple(members)), None, "")
        self._book.clear()
        for one in books:
            self._book.addItem(one.name, one.id)
        self._book.setCurrentIndex(max(self._book.findData(book), 0))
        self._book.setVisible(len(books) > 1)
        self._book_words.setVisible(len(books) > 1)

    def _load(self, card: Card, item: ItemId | None, base: str) -> None:
        self._card, self._item, self._base = card, item, base
        self.name.setText(card.name)
        self._members = list(card.members)
        self._show_members()
        self.name.setFocus()

    @Slot()
    def save(self) -> None:
        """Hand over what was changed."""
        name = self.name.text().strip()
        if not name:
            say(self, self.tr("A group needs a name."))
            self.name.setFocus()
            return
        members = tuple(self._members)
        draft = CardDraft(name=name, family=name if self._item is None else None, is_group=True, members=members)
        self.saved.emit(draft, int(self._book.currentData() or 0), self._item, self._base)

    @Slot(str)
    def _suggest(self, text: str) -> None:
        self._found = [row for row in self._find(text) if row.uid not in self._members] if text.strip() else []
        self._lines.setStringList([_line(row) for row in self._found])

    @Slot(str)
    def _take(self, text: str) -> None:
        row = next((one for one in self._found if _line(one) == text), None)
        if row is not None:
            self._members.append(row.uid)
            self._show_members()
        self.adding.clear()

    def _remove(self, uid: str) -> None:
        self._members.remove(uid)
        self._show_members()
        self.adding.setFocus()

    def _show_members(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        known = {row.uid: row for row in self._named(self._members)}
        for uid in self._members:
            row = known.get(uid)
            name = row.name if row is not None else self.tr("Somebody who is not in your address books")
            line = QWidget(self._frame)
            shelf = QHBoxLayout(line)
            shelf.setContentsMargins(0, 0, 0, 0)
            shelf.setSpacing(theme.px(10))
            disc = Avatar(26, line)
            disc.set_person(name, row.emails[0].value if row is not None and row.emails else name)
            shelf.addWidget(disc)
            shelf.addWidget(ElidedLabel(name, line), 1)
            removed = self.tr("Remove {name}").format(name=name)
            shelf.addWidget(tool("x", removed, lambda _=False, uid=uid: self._remove(uid), line))
            self._list.addWidget(line)
        self._frame.setVisible(bool(self._members))


def _line(row: ContactRow) -> str:
    return f"{row.name} <{row.emails[0].value}>" if row.emails else row.name
