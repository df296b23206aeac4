"""The editor of a contact: what a card says, in fields; only what was changed is written."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPainterPath, QPaintEvent, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sync.model.contacts import Card, CardDraft
from sync.model.ids import CollectionId, ItemId
from sync.store.item_rows import CollectionRow
from ui import theme
from ui.common.avatars import paint_avatar
from ui.common.forms import Field, Page, button
from ui.common.labels import label
from ui.common.pictures import as_jpeg, square
from ui.common.slots import slot_async
from ui.common.toasts import say
from ui.contacts.editor_rows import AddressRows, ValueRows
from ui.contacts.words import day_read, day_typed

LARGEST_PICTURE = 20 * 1024 * 1024
_SIDE = 320
_PATTERNS = "*.jpg *.jpeg *.png *.webp *.gif"


class _Picture(QWidget):
    """The photo as it will be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QPixmap()
        self.name = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            if self.picture.isNull():
                paint_avatar(painter, rect, self.name, self.name)
            else:
                painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
                disc = QPainterPath()
                disc.addEllipse(rect)
                painter.setClipPath(disc)
                painter.drawPixmap(rect, self.picture, QRectF(self.picture.rect()))


class CardEditor(Page):
    """Edits one contact, or a new one."""

    saved = Signal(object, int, object, str)
    """The draft, the address book, the contact's id (None: a new one), the revision that was looked at."""
    ended = Signal()
    """Nothing is to be changed any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680)
        self._card = Card("", "")
        self._item: ItemId | None = None
        self._base = ""
        self._photo: bytes | None = None
        self._loading = False
        self.dirty = False
        self._title = label("", "headline", self)
        self._save = button(self.tr("Save"), self.save, kind="primary", parent=self)
        self._cancel = button(self.tr("Cancel"), self.leave, parent=self)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel)
        head.addWidget(self._save)
        self.column.addLayout(head)
        self.column.addLayout(self._picture_row())
        self._texts: dict[str, QLineEdit] = {}
        self.column.addLayout(self._names())
        self.emails = ValueRows(self.tr("E-mail"), self.tr("Add an e-mail address"), self)
        self.phones = ValueRows(self.tr("Phone"), self.tr("Add a number"), self)
        self.chats = ValueRows(self.tr("Chat"), self.tr("Add a chat address"), self)
        self.urls = ValueRows(self.tr("Web page"), self.tr("Add a web page"), self)
        self.addresses = AddressRows(self)
        for rows in (self.emails, self.phones, self.addresses, self.chats, self.urls):
            rows.edited.connect(self._touch)
            self.column.addWidget(rows)
        self.column.addLayout(self._dates())
        self.note = QPlainTextEdit(self)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(96))
        self.note.textChanged.connect(self._touch)
        self.column.addWidget(Field(self.tr("Notes"), self.note, parent=self))
        self.column.addStretch(1)
        for keys, done in (("Ctrl+S", self.save), ("Ctrl+Return", self.save), ("Escape", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(done)

    # --- its parts

    def _picture_row(self) -> QHBoxLayout:
        self._picture = _Picture(self)
        self._choose = button(self.tr("Choose a photo…"), self.choose_photo, icon="image", parent=self)
        self._remove = button(self.tr("Remove the photo"), self.remove_photo, kind="link", parent=self)
        self._book = QComboBox(self)
        self._book.setAccessibleName(self.tr("Address book"))
        self._book_words = QLabel(self.tr("Address book"), self)
        self._book_words.setBuddy(self._book)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self._picture)
        column = QVBoxLayout()
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._choose)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        column.addLayout(buttons)
        books = QHBoxLayout()
        books.addWidget(self._book_words)
        books.addWidget(self._book)
        books.addStretch(1)
        column.addLayout(books)
        column.addStretch(1)
        row.addLayout(column, 1)
        return row

    def _names(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for field, words, row, column, span in (
            ("prefix", self.tr("Title before the name"), 0, 0, 1), ("given", self.tr("First name"), 0, 1, 2),
            ("family", self.tr("Last name"), 0, 3, 2), ("middle", self.tr("Other first names"), 1, 0, 2),
            ("nickname", self.tr("Nickname"), 1, 2, 1), ("name", self.tr("Shown as"), 1, 3, 2),
            ("organization", self.tr("Organisation"), 2, 0, 2), ("department", self.tr("Department"), 2, 2, 1),
            ("title", self.tr("Position"), 2, 3, 2),
        ):  # fmt: skip
            grid.addWidget(self._text(field, words), row, column, 1, span)
        for column in range(5):
            grid.setColumnStretch(column, 1)
        self._texts["given"].textEdited.connect(self._compose_name)
        self._texts["family"].textEdited.connect(self._compose_name)
        return grid

    def _dates(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        self._birthday = self._text("birthday", self.tr("Birthday"), self.tr("Day/month/year, or day/month"))
        self._anniversary = self._text("anniversary", self.tr("Anniversary"), self.tr("Day/month/year, or day/month"))
        grid.addWidget(self._birthday, 0, 0)
        grid.addWidget(self._anniversary, 0, 1)
        grid.addWidget(self._text("categories", self.tr("Categories"), self.tr("Separated by commas")), 0, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        return grid

    def _text(self, field: str, words: str, hint: str = "") -> Field:
        edit = QLineEdit(self)
        edit.textEdited.connect(self._touch)
        self._texts[field] = edit
        return Field(words, edit, hint, self)

    # --- what is edited

    def show_card(self, card: Card, item: ItemId, base: str, photo: QPixmap | None) -> None:
        """Edit a contact; `base` is the revision that is looked at."""
        self._load(card, item, base, photo)
        self._title.setText(self.tr("Edit {name}").format(name=card.name))
        for widget in (self._book, self._book_words):
            widget.hide()

    def show_new(self, books: Sequence[CollectionRow], book: CollectionId, categories: tuple[str, ...] = ()) -> None:
        """Write a new contact into one of these address books."""
        self._load(Card("", ""), None, "", None)
        self._texts["categories"].setText(", ".join(categories))
        self._title.setText(self.tr("New contact"))
        self._book.clear()
        for one in books:
            self._book.addItem(one.name, one.id)
        self._book.setCurrentIndex(max(self._book.findData(book), 0))
        for widget in (self._book, self._book_words):
            widget.setVisible(len(books) > 1)
        self.emails.show_values(())
        self.emails._add_empty()
        self.phones._add_empty()
        self.dirty = False
        self._texts["given"].setFocus()

    def _load(self, card: Card, item: ItemId | None, base: str, photo: QPixmap | None) -> None:
        self._loading = True
        self._card, self._item, self._base, self._photo = card, item, base, None
        for field, edit in self._texts.items():
            if field == "categories":
                edit.setText(", ".join(card.categories))
            elif field in ("birthday", "anniversary"):
                edit.setText(day_typed(getattr(card, field)))
            else:
                edit.setText(getattr(card, field))
            edit.setCursorPosition(0)
        self.emails.show_values(card.emails)
        self.phones.show_values(card.phones)
        self.chats.show_values(card.chats)
        self.urls.show_values(card.urls)
        self.addresses.show_addresses(card.addresses)
        self.note.setPlainText(card.note)
        self._picture.name = card.name
        self._picture.picture = photo or QPixmap()
        self._picture.update()
        self._remove.setVisible(card.has_photo)
        for shown in (self._birthday, self._anniversary):
            shown.say(self.tr("Day/month/year, or day/month"))
        self._loading = False
        self.dirty = False
        self.verticalScrollBar().setValue(0)

    def draft(self) -> CardDraft | None:
        """Return what was changed, None where a date cannot be read."""
        wanted: dict[str, object] = {}
        for field, edit in self._texts.items():
            text = edit.text().strip()
            if field == "categories" and text == ", ".join(self._card.categories):
                wanted[field] = self._card.categories
            elif field == "categories":
                wanted[field] = tuple(one.strip() for one in text.split(",") if one.strip())
            elif field in ("birthday", "anniversary"):
                wanted[field] = day_read(text) if text != day_typed(getattr(self._card, field)) else getattr(self._card, field)
            else:
                wanted[field] = text
        wanted |= {
            "emails": self.emails.values(), "phones": self.phones.values(), "chats": self.chats.values(),
            "urls": self.urls.values(), "addresses": self.addresses.addresses(), "note": self.note.toPlainText(),
        }  # fmt: skip
        bad = [field for field in ("birthday", "anniversary") if wanted[field] is None]
        for name in ("birthday", "anniversary"):
            shown = self._birthday if name == "birthday" else self._anniversary
            if name in bad:
                shown.say(self.tr("This is no date: 2/12/1984, for instance."), "danger")
            else:
                shown.say(self.tr("Day/month/year, or day/month"))
        if bad:
            self._texts[bad[0]].setFocus()
            return None
        if not wanted["name"]:
            wanted["name"] = self._composed() or wanted["organization"] or self._first_value()
        changed = {name: value for name, value in wanted.items() if value != getattr(self._card, name)}
        names = {one.name for one in fields(CardDraft)}
        return CardDraft(**{name: value for name, value in changed.items() if name in names}, photo=self._photo)  # type: ignore[arg-type]

    @property
    def item(self) -> ItemId | None:
        """The contact that is edited."""
        return self._item

    @Slot()
    def save(self) -> None:
        """Hand over what was changed; a new contact needs at least a name, an address or a number."""
        draft = self.draft()
        if draft is None:
            return
        if self._item is None and not draft.name:
            say(self, self.tr("Give at least a name, an e-mail address or a number."))
            self._texts["given"].setFocus()
            return
        self.dirty = False
        if draft == CardDraft():
            self.ended.emit()
            return
        self.saved.emit(draft, int(self._book.currentData() or 0), self._item, self._base)

    @Slot()
    def leave(self) -> None:
        """End editing; what was changed can be taken up again for a moment."""
        if not self.dirty:
            self.ended.emit()
            return
        draft, book, item, base = self.draft(), int(self._book.currentData() or 0), self._item, self._base
        self.dirty = False
        self.ended.emit()
        if draft is not None:
            say(
                self, self.tr("Changes left aside"), action=self.tr("Save them after all"),
                on_action=lambda: self.saved.emit(draft, book, item, base),
            )  # fmt: skip

    # --- the photo

    @slot_async
    async def choose_photo(self) -> None:
        """Ask for a picture of this computer."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a photo"), "", self.tr("Pictures ({patterns})").format(patterns=_PATTERNS)
        )
        if chosen:
            await self.take_photo(Path(chosen))

    async def take_photo(self, path: Path) -> None:
        """Take a picture file as the photo, cut to a square and made small."""

        def read() -> tuple[QImage, bytes]:
            if path.stat().st_size > LARGEST_PICTURE:
                return QImage(), b""
            image = square(path.read_bytes(), _SIDE)
            return image, as_jpeg(image) if not image.isNull() else b""

        try:
            image, octets = await asyncio.to_thread(read)
        except OSError:
            image, octets = QImage(), b""
        if image.isNull() or not octets:
            say(self, self.tr("This file is no picture that can be shown."))
            return
        self._photo = octets
        self._picture.picture = QPixmap.fromImage(image)
        self._picture.update()
        self._remove.show()
        self._touch()

    @Slot()
    def remove_photo(self) -> None:
        """Have no photo any more."""
        self._photo = b""
        self._picture.picture = QPixmap()
        self._picture.update()
        self._remove.hide()
        self._touch()

    # --- names

    def _composed(self) -> str:
        given, family = (self._texts[name].text().strip() for name in ("given", "family"))
        return " ".join(filter(None, (given, family)))

    def _first_value(self) -> str:
        return next((one.value for one in (*self.emails.values(), *self.phones.values())), "")

    @Slot()
    def _compose_name(self) -> None:
        """Keep the shown name in step with first and last name, unless the person gave another."""
        shown = self._texts["name"]
        usual = self._card.name in ("", f"{self._card.given} {self._card.family}".strip())
        if usual and not shown.isModified():
            shown.setText(self._composed())
            shown.setModified(False)
        self._picture.name = shown.text()
        self._picture.update()

    @Slot()
    def _touch(self) -> None:
        if not self._loading:
            self.dirty = True
