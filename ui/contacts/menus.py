"""The menus of the contacts area: of the whole, of what is chosen in the list, and of groups for the card that is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget

from sync.model.accounts import Service
from sync.model.contacts import CardDraft
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from sync.store.read import directory as read_directory
from ui import theme
from ui.common.toasts import say
from ui.contacts.books import ask_new, book_menu, move_menu
from ui.contacts.directory import DirectoryDialog
from ui.contacts.membership import membership_menu
from ui.contacts.sources import Source
from ui.link import Link

if TYPE_CHECKING:
    from ui.contacts.area import ContactsArea


class ContactMenus(QObject):
    """Offers what the area can do."""

    def __init__(self, link: Link, area: ContactsArea) -> None:
        super().__init__(area)
        self._link = link
        self._area = area

    @Slot()
    def for_area(self) -> None:
        """Offer what concerns the whole."""
        area = self._area
        menu = QMenu(area)
        writable = area.book() is not None
        export = partial(area.exchange.choose_export, list(area.model.ids), area.accessibleName())
        for icon, text, done, possible in (
            ("users", self.tr("New group…"), area.new_group, writable),
            ("book-open", self.tr("New address book…"), self.new_book, writable),
            ("merge", self.tr("Find duplicates"), area.find_duplicates, writable),
            ("search", self.tr("Look up in the directory…"), self.look_up, read_directory.is_there(self._link.reader())),
            ("upload", self.tr("Import…"), area.choose_import, writable),
            ("download", self.tr("Export the list…"), export, area.model.rowCount() > 0),
        ):
            menu.addAction(theme.icon(icon), text, done).setEnabled(possible)
        self._open(menu, area.more, area.more.rect().bottomLeft())

    @Slot()
    def new_book(self) -> None:
        """Make an address book, in the account of the one for what is new."""
        books = read_collections.collections(self._link.reader(), Service.CONTACTS)
        book = next((one for one in books if one.id == self._area.book()), None)
        if book is not None:
            ask_new(self._area.deeds, book.account, self._area)

    @Slot()
    def look_up(self) -> DirectoryDialog:
        """Look somebody up in the directories."""
        dialog = DirectoryDialog(self._link, self._area.window())
        dialog.write_wanted.connect(self._area.write_wanted)
        dialog.contact_wanted.connect(self._keep)
        dialog.open()
        return dialog

    @Slot(object)
    def _keep(self, draft: CardDraft) -> None:
        book = self._area.book()
        if book is None:
            say(self._area, self.tr("None of your address books can be written to."))
        else:
            self._area.deeds.save(draft, book)

    @Slot(QPoint)
    def for_list(self, at: QPoint) -> None:
        """Offer what can be done with what is chosen."""
        area = self._area
        rows = list(read_contacts.rows(self._link.reader(), area.list.chosen()).values())
        if not rows:
            return
        menu = QMenu(area)
        people = tuple((row.name, row.emails[0].value) for row in rows if row.emails)
        menu.addAction(theme.icon("mail"), self.tr("Write"), partial(area.write_wanted.emit, people)).setEnabled(bool(people))
        planned = menu.addAction(theme.icon("calendar-plus"), self.tr("Plan an event"))
        planned.triggered.connect(lambda: area.event_wanted.emit(people))
        planned.setEnabled(bool(people))
        menu.addSeparator()
        if len(rows) == 1:
            menu.addAction(theme.icon("pencil"), self.tr("Edit"), area.edit)
        menu.addMenu(membership_menu(self._link, area.deeds, rows, menu))
        menu.addMenu(move_menu(self._link, area.deeds, rows, menu))
        menu.addAction(theme.icon("users"), self.tr("New group…"), area.new_group)
        menu.addAction(theme.icon("download"), self.tr("Export…"), area.export_chosen)
        menu.addAction(theme.icon("trash-2", "danger"), self.tr("Delete"), area.delete)
        self._open(menu, area.list.viewport(), at)

    @Slot(QPoint)
    def for_source(self, at: QPoint) -> None:
        """Offer what can be done with the address book under the pointer."""
        sources = self._area.sources
        item = sources.itemAt(at)
        source = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        books = read_collections.collections(self._link.reader(), Service.CONTACTS)
        chosen = source.book if isinstance(source, Source) and source.kind == "book" else self._area.book()
        book = next((one for one in books if one.id == chosen), None)
        if book is not None and (not isinstance(source, Source) or source.kind in ("book", "all")):
            self._open(book_menu(self._area.deeds, book, self._area), sources.viewport(), at)

    @Slot(object)
    def for_card(self, under: QWidget) -> None:
        """Offer groups and categories for the contact that is shown."""
        area = self._area
        row = read_contacts.contact(self._link.reader(), area.shown) if area.shown is not None else None
        if row is not None:
            self._open(membership_menu(self._link, area.deeds, [row], area), under, under.rect().bottomLeft())

    def _open(self, menu: QMenu, widget: QWidget, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(widget.mapToGlobal(at))
