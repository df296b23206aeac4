"""Address books made, renamed and removed, and contacts moved from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from sync.model.accounts import Service
from sync.model.ids import AccountId, ItemId
from sync.model.operations import CreateCollection, DeleteCollection, RenameCollection
from sync.store.item_rows import CollectionRow, ContactRow
from sync.store.read import collections as read_collections
from ui import theme
from ui.contacts.deeds import Deeds
from ui.link import Link

translate = QCoreApplication.translate


def ask_new(deeds: Deeds, account: AccountId, parent: QWidget) -> None:
    """Ask for the name of a new address book, and make it."""
    name = _name(parent, translate("Books", "New address book"), "")
    if name:
        made = CreateCollection(name, None, service=Service.CONTACTS)
        deeds.intend(account, made, translate("Books", "Address book “{name}” created").format(name=name))


def book_menu(deeds: Deeds, book: CollectionRow, parent: QWidget) -> QMenu:
    """Return what can be done with an address book."""
    menu = QMenu(parent)
    menu.addAction(
        theme.icon("plus"), translate("Books", "New address book…"), partial(ask_new, deeds, book.account, parent)
    )
    if book.writable and not book.shared:
        menu.addAction(theme.icon("pencil"), translate("Books", "Rename…"), partial(_ask_rename, deeds, book, parent))
        menu.addAction(
            theme.icon("trash-2", "danger"), translate("Books", "Delete with its contacts"), partial(delete, deeds, book)
        )
    return menu


def delete(deeds: Deeds, book: CollectionRow) -> None:
    """Delete an address book with what is in it, after the time for taking it back."""
    said = translate("Books", "Address book “{name}” deleted").format(name=book.name)
    deeds.intend(book.account, DeleteCollection(book.id, Service.CONTACTS), said, True)


def move_menu(link: Link, deeds: Deeds, rows: Sequence[ContactRow], parent: QWidget) -> QMenu:
    """Return the menu of the other address books that contacts can go to."""
    menu = QMenu(translate("Books", "Move to"), parent)
    menu.setIcon(theme.icon("book-open"))
    here = {row.collection for row in rows}
    items = [ItemId(row.id) for row in rows]
    for book in read_collections.collections(link.reader(), Service.CONTACTS):
        if book.writable and here != {book.id}:
            menu.addAction(book.name, partial(deeds.move, items, book.id))
    menu.setEnabled(bool(menu.actions()))
    return menu


def _ask_rename(deeds: Deeds, book: CollectionRow, parent: QWidget) -> None:
    name = _name(parent, translate("Books", "Rename the address book"), book.name)
    if name and name != book.name:
        rename(deeds, book, name)


def rename(deeds: Deeds, book: CollectionRow, name: str) -> None:
    """Give an address book another name."""
    said = translate("Books", "Address book renamed “{name}”").format(name=name)
    deeds.intend(book.account, RenameCollection(book.id, name, Service.CONTACTS), said)


def _name(parent: QWidget, title: str, before: str) -> str:
    name, given = QInputDialog.getText(parent, title, translate("Books", "Name of the address book"), text=before)
    return name.strip() if given else ""
