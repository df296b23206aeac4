"""Contacts: address books, groups and categories beside the list, and the card of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sync.model.accounts import Service
from sync.model.contacts import Card, CardDraft
from sync.model.faults import StoreFault
from sync.model.ids import CollectionId, ItemId
from sync.store.item_rows import CollectionRow, ContactRow
from sync.store.read import chat as read_chat
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from ui import theme
from ui.common.empty import EmptyState
from ui.common.forms import button, tool
from ui.common.slots import slot_latest
from ui.common.toasts import say
from ui.contacts.deeds import Deeds
from ui.contacts.exchange import SUFFIXES, Exchange
from ui.contacts.list_model import ContactModel
from ui.contacts.list_view import ContactView
from ui.contacts.menus import ContactMenus
from ui.contacts.pane import Pane
from ui.contacts.photos import Photos
from ui.contacts.sources import Source, SourceColumn
from ui.link import Link, Session
from ui.live import Live


class ContactsArea(QWidget):
    """The contacts area."""

    write_wanted = Signal(object)
    """People to write to: a tuple of (name, address)."""
    event_wanted = Signal(object)
    """People to plan an event with: a tuple of (name, address)."""
    chat_wanted = Signal(str)
    """Somebody's name on their chat server."""
    account_wanted = Signal()
    outbox_wanted = Signal()

    def __init__(self, link: Link, live: Live, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._books: list[CollectionRow] = []
        self._group: ContactRow | None = None
        self.shown: ItemId | None = None
        """The contact whose card is shown."""
        self._wanted: ItemId | None = None
        """To be shown as soon as it is in the list."""
        self._begun = False
        self.setAccessibleName(self.tr("Contacts"))
        self.setAcceptDrops(True)
        self.photos = Photos(link, self)
        self.deeds = Deeds(link, self)
        self.exchange = Exchange(link, self)
        self.model = ContactModel(lambda ids: read_contacts.rows(self._link.reader(), ids), self)
        self.sources = SourceColumn(self)
        self.list = ContactView(self.model, self.photos, self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter contacts"))
        self.filter.setAccessibleName(self.tr("Filter contacts"))
        self.filter.setClearButtonEnabled(True)
        self.pane = Pane(link, self.photos, self._people, self._named, self)
        self.card, self.editor = self.pane.card, self.pane.editor
        self.group_editor, self.duplicates = self.pane.group_editor, self.pane.duplicates
        self._empty = EmptyState("contact", "", "", "", self)
        self.menus = ContactMenus(link, self)
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self._read_index)
        self._lay_out()
        self._connect(live)
        self.read()

    # --- its parts

    def _lay_out(self) -> None:
        column = QWidget(self)
        shelf = QVBoxLayout(column)
        shelf.setContentsMargins(theme.px(8), theme.px(8), theme.px(4), theme.px(8))
        shelf.setSpacing(theme.px(8))
        self._new = button(self.tr("New contact"), self.new_contact, kind="primary", icon="user-plus", parent=self)
        shelf.addWidget(self._new)
        shelf.addWidget(self.sources, 1)
        column.setMinimumWidth(theme.px(170))
        middle = QWidget(self)
        shelf = QVBoxLayout(middle)
        shelf.setContentsMargins(0, theme.px(8), 0, 0)
        shelf.setSpacing(theme.px(6))
        above = QHBoxLayout()
        above.setContentsMargins(theme.px(10), 0, theme.px(8), 0)
        above.addWidget(self.filter, 1)
        self.more = tool("ellipsis", self.tr("Import, export, groups, duplicates"), self.menus.for_area, self)
        above.addWidget(self.more)
        shelf.addLayout(above)
        shelf.addWidget(self.list, 1)
        middle.setMinimumWidth(theme.px(240))
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for part in (column, middle, self.pane):
            splitter.addWidget(part)
        splitter.setStretchFactor(2, 1)
        splitter.setSizes([theme.px(220), theme.px(330), theme.px(760)])
        self._whole = QStackedWidget(self)
        self._whole.addWidget(splitter)
        self._whole.addWidget(self._empty)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._whole)
        self.setFocusProxy(self.list)

    def _connect(self, live: Live) -> None:
        live.items_changed.connect(self.read)
        for signal in (live.operations_changed, live.conflicts_changed, live.mailboxes_changed, live.accounts_changed):
            signal.connect(self.read)
        self.sources.source_chosen.connect(self._choose_source)
        self.sources.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sources.customContextMenuRequested.connect(self.menus.for_source)
        self.filter.textChanged.connect(self._soon.start)
        self.list.chosen_changed.connect(self._show_chosen)
        self.list.opened.connect(self.edit)
        self.list.deletion_wanted.connect(self.delete)
        self.list.customContextMenuRequested.connect(self.menus.for_list)
        self.card.write_wanted.connect(self.write_wanted)
        self.card.event_wanted.connect(self.event_wanted)
        self.card.chat_wanted.connect(self.chat_wanted)
        self.card.outbox_wanted.connect(self.outbox_wanted)
        self.card.edit_wanted.connect(self.edit)
        self.card.deletion_wanted.connect(self.delete)
        self.card.export_wanted.connect(self.export_chosen)
        self.card.contact_chosen.connect(self.show_contact)
        self.card.membership_wanted.connect(self.menus.for_card)
        self.card.conflict.resolved.connect(self.read)
        for editor in (self.editor, self.group_editor):
            editor.saved.connect(self._save)
            editor.ended.connect(self._end_editing)
        self.duplicates.joined.connect(self.deeds.join)
        self.duplicates.opened.connect(self.show_contact)
        self.duplicates.ended.connect(self._show_chosen)
        self.deeds.done.connect(self._tell)
        self.deeds.saved.connect(self.show_contact)
        self.exchange.done.connect(partial(say, self))
        self._empty.action_triggered.connect(lambda: self.new_contact() if self._books else self.account_wanted.emit())
        self.pane.write_wanted.connect(self.write_to_chosen)
        for keys, done in (
            ("Ctrl+Shift+N", self.new_contact), ("F2", self.edit), ("Ctrl+Z", self.deeds.undo), ("Ctrl+F", self.filter.setFocus),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(done)

    # --- reading

    @Slot()
    def read(self) -> None:
        """Read books, groups, categories and the list again."""
        if self._link.session is not Session.OPEN:
            return
        try:
            reader = self._link.reader()
            self._books = read_collections.collections(reader, Service.CONTACTS)
            self.card.chats = bool(read_chat.accounts(reader))
        except StoreFault:
            return  # locked meanwhile
        self._new.setEnabled(self.book() is not None)
        self.photos.look_again()
        self._read_sources()
        self._read_index()

    @slot_latest
    async def _read_sources(self) -> None:
        """Read what the column shows; where there is nothing at all, say what the place is for."""
        books = self._books
        try:
            found = await self._link.read_in_background(read_contacts.overview, [book.id for book in books])
        except StoreFault:
            return
        counts, groups = found.counts, found.groups
        shown = [(book, counts.get(book.id, 0)) for book in books]
        self.sources.show_sources(sum(counts.values()), shown, groups, found.categories)
        if not self._books:
            said = self.tr("People, groups and places of the address books of your accounts (CardDAV), kept for offline use.")
            self._empty.show_state("contact", self.tr("Your contacts will be here"), said, self.tr("Add an account"))
        elif not counts and not groups:
            said = self.tr("Write the first one, or import a file from Outlook, Google or another program.")
            action = self.tr("New contact") if self.book() is not None else ""
            self._empty.show_state("contact", self.tr("No contacts yet"), said, action)
        full = bool(counts or groups) or (bool(self._books) and self.pane.is_editing)
        self._whole.setCurrentIndex(0 if full else 1)

    @slot_latest
    async def _read_index(self) -> None:
        source = self.sources.source
        reader = self._link.reader()
        books = (source.book,) if source.kind == "book" else tuple(book.id for book in self._books)
        self._group = read_contacts.contact(reader, source.group) if source.kind == "group" else None
        chosen = read_contacts.Chosen(
            books, self.filter.text(), source.category, self._group.members if self._group is not None else None,
            groups=None if source.kind in ("all", "book") and self.filter.text().strip() else False,
        )  # fmt: skip
        try:
            index = await self._link.read_in_background(read_contacts.index, chosen)
        except StoreFault:
            return
        before, place = self.list.chosen(), self.list.verticalScrollBar().value()
        self.model.show_index(index)
        self.list.verticalScrollBar().setValue(place)
        wanted = self._wanted if self._wanted is not None else (before[0] if before else self.shown)
        row = self.model.place(wanted) if wanted is not None else None
        if row is not None and row.isValid():
            self._wanted = None
            if self.list.chosen() != [wanted] and len(before) < 2:
                self.list.setCurrentIndex(row)
        elif self.model.rowCount() and self._group is None and not self._begun:
            self.list.setCurrentIndex(self.model.index(0))
        self._begun = True
        if self.pane.is_idle:
            self._show_chosen()

    @Slot(object)
    def _choose_source(self, source: Source) -> None:
        if source.kind == "group":
            self.list.clearSelection()
            self.shown = source.group
        self._soon.start(0)

    @Slot()
    def _show_chosen(self) -> None:
        """Show the card of what is chosen: a contact, else the group whose members are listed."""
        chosen = self.list.chosen()
        if len(chosen) > 1:
            self.pane.show_many(len(chosen))
            return
        item = chosen[0] if chosen else self._group.id if self._group is not None else self.shown
        if item is None or not self._show_card(item):
            self.shown = None
            self.pane.show_nothing()

    def _show_card(self, item: ItemId) -> bool:
        reader = self._link.reader()
        row, known = read_contacts.contact(reader, item), self.deeds.opened(item)
        if row is None or known is None:
            return False
        self.shown = item
        members = self._named(row.members) if row.is_group else ()
        groups = () if row.is_group else read_contacts.groups_of(reader, row.uid)
        book = next((one for one in self._books if one.id == row.collection), None)
        self.card.show_contact(
            row, known, book.name if book is not None else "", members, groups, writable=book is not None and book.writable
        )
        self.pane.setCurrentWidget(self.card)
        return True

    def _named(self, uids: Sequence[str]) -> list[ContactRow]:
        return read_contacts.with_uids(self._link.reader(), uids)

    def _people(self, text: str) -> list[ContactRow]:
        ids = [book.id for book in self._books]
        return read_contacts.contacts(self._link.reader(), ids, text=text, groups=False, limit=8)

    # --- what can be done

    @Slot(object)
    def show_contact(self, item: ItemId) -> None:
        """Show a contact, wherever it is in the list."""
        self.pane.setCurrentWidget(self.card)
        place = self.model.place(item)
        if place.isValid():
            self.list.setCurrentIndex(place)
            self._show_card(item)
        else:
            self._wanted = item
            self.filter.clear()
            self.list.clearSelection()
            self._show_card(item)
            self.sources.choose(Source())
            self._soon.start(0)

    @Slot()
    def new_contact(self) -> None:
        """Write a new contact, into the book and category that are shown."""
        book = self.book()
        if book is not None:
            self._whole.setCurrentIndex(0)
            category = self.sources.source.category
            self.editor.show_new(self.writable(), book, (category,) if category else ())
            self.pane.setCurrentWidget(self.editor)

    @Slot()
    def new_group(self) -> None:
        """Make a group, of the chosen contacts where several are."""
        book = self.book()
        if book is not None:
            rows = read_contacts.rows(self._link.reader(), self.list.chosen())
            chosen = [row.uid for row in rows.values() if not row.is_group] if len(rows) > 1 else []
            self.group_editor.show_new(self.writable(), book, chosen)
            self.pane.setCurrentWidget(self.group_editor)

    @Slot()
    def edit(self) -> None:
        """Edit the contact that is shown."""
        known = self.deeds.opened(self.shown) if self.shown is not None else None
        if known is None or not isinstance(known.shown, Card) or known.collection not in {one.id for one in self.writable()}:
            return
        if known.shown.is_group:
            self.group_editor.show_group(known.shown, known.id, known.revision)
            self.pane.setCurrentWidget(self.group_editor)
        else:
            photo = self.photos.picture(known.id) if known.shown.has_photo else None
            self.editor.show_card(known.shown, known.id, known.revision, photo)
            self.pane.setCurrentWidget(self.editor)
            self.editor.setFocus()

    @Slot()
    def delete(self) -> None:
        """Delete what is chosen."""
        items = self.list.chosen() or ([self.shown] if self.shown is not None else [])
        if items:
            places = [self.model.place(item).row() for item in items]
            rest = [item for item in self.model.ids if item not in set(items)]
            after = min(max(min(places), 0), len(rest) - 1)
            self._wanted = rest[after] if rest else None
            self.shown = None
            self.deeds.delete(items)

    @Slot()
    def write_to_chosen(self) -> None:
        """Write to everybody who is chosen and has an address."""
        rows = read_contacts.rows(self._link.reader(), self.list.chosen())
        people = tuple((row.name, row.emails[0].value) for row in rows.values() if row.emails)
        if people:
            self.write_wanted.emit(people)

    @Slot()
    def find_duplicates(self) -> None:
        """Look for contacts that may be the same person."""
        self.pane.setCurrentWidget(self.duplicates)
        self.duplicates.look([book.id for book in self.writable()])

    @Slot()
    def choose_import(self) -> None:
        """Take a file in, into the book that is shown."""
        book = self.book()
        if book is not None:
            self.exchange.choose_import(book)

    @Slot()
    def export_chosen(self) -> None:
        """Write what is chosen into a file, the whole list where nothing is."""
        chosen = self.list.chosen() or ([self.shown] if self.shown is not None else [])
        self.exchange.choose_export(chosen or list(self.model.ids), self.tr("Contacts"))

    def keep_all(self) -> None:
        """Save what is being written: the window goes away."""
        if self.pane.currentWidget() is self.editor and self.editor.dirty:
            self.editor.save()

    def book(self) -> CollectionId | None:
        """Return the address book for what is new, None where none can be written."""
        writable = self.writable()
        chosen = self.sources.source.book
        return next((one.id for one in writable if one.id == chosen), writable[0].id if writable else None)

    def writable(self) -> list[CollectionRow]:
        """Return the address books that can be written."""
        return [one for one in self._books if one.writable]

    @Slot(object, int, object, str)
    def _save(self, draft: CardDraft, book: int, item: ItemId | None, base: str) -> None:
        self.deeds.save(draft, CollectionId(book), item, base)
        self._end_editing()

    @Slot()
    def _end_editing(self) -> None:
        self.pane.setCurrentWidget(self.card)
        self._show_chosen()
        self.read()
        self.list.setFocus()

    @Slot(str, bool)
    def _tell(self, text: str, can_undo: bool) -> None:
        if can_undo:
            say(self, text, action=self.tr("Undo"), on_action=self.deeds.undo)
        else:
            say(self, text)
        self.read()
        if self.pane.currentWidget() is self.duplicates:
            self.find_duplicates()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and all(path.suffix.lower() in SUFFIXES for path in paths) and self.book() is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        book = self.book()
        if book is not None:
            self.exchange.take_in([Path(url.toLocalFile()) for url in event.mimeData().urls()], book)
            event.acceptProposedAction()
