"""The menu of groups and categories: a tick for each that contacts are in, to be set and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from sync.model.accounts import Service
from sync.model.contacts import Card, CardDraft
from sync.store.item_rows import ContactRow
from sync.store.read import collections as read_collections
from sync.store.read import contacts as read_contacts
from ui import theme
from ui.contacts.deeds import Deeds
from ui.link import Link

translate = QCoreApplication.translate


def membership_menu(link: Link, deeds: Deeds, rows: Sequence[ContactRow], parent: QWidget) -> QMenu:
    """Return the menu for these contacts."""
    reader = link.reader()
    books = [book.id for book in read_collections.collections(reader, Service.CONTACTS) if book.writable]
    menu = QMenu(translate("Membership", "Groups and categories"), parent)
    menu.setIcon(theme.icon("users"))
    for group in read_contacts.contacts(reader, books, groups=True, limit=100):
        inside = all(row.uid in group.members for row in rows)
        action = menu.addAction(group.name, partial(_turn_group, deeds, group, rows, not inside))
        action.setCheckable(True)
        action.setChecked(inside)
    menu.addSeparator()
    for name, _ in read_contacts.categories(reader, books):
        inside = all(name in row.categories for row in rows)
        action = menu.addAction(name, partial(_turn_category, deeds, name, rows, not inside))
        action.setCheckable(True)
        action.setChecked(inside)
    menu.addSeparator()
    menu.addAction(theme.icon("plus"), translate("Membership", "New category…"), partial(_ask_category, deeds, rows, parent))
    return menu


def _turn_group(deeds: Deeds, group: ContactRow, rows: Sequence[ContactRow], inside: bool) -> None:
    uids = [row.uid for row in rows if not row.is_group]
    kept = [uid for uid in group.members if uid not in uids]
    members = (*group.members, *(uid for uid in uids if uid not in group.members)) if inside else tuple(kept)
    said = translate("Membership", "Put into “{group}”") if inside else translate("Membership", "Taken out of “{group}”")
    deeds.change([(group.id, CardDraft(members=members))], said.format(group=group.name))


def _turn_category(deeds: Deeds, name: str, rows: Sequence[ContactRow], inside: bool) -> None:
    changed = []
    for row in rows:
        known = deeds.opened(row.id)
        if known is not None and isinstance(known.shown, Card):
            others = tuple(one for one in known.shown.categories if one != name)
            changed.append((row.id, CardDraft(categories=(*others, name) if inside else others)))
    said = translate("Membership", "Put into “{group}”") if inside else translate("Membership", "Taken out of “{group}”")
    deeds.change(changed, said.format(group=name))


def _ask_category(deeds: Deeds, rows: Sequence[ContactRow], parent: QWidget) -> None:
    name, given = QInputDialog.getText(
        parent, translate("Membership", "New category"), translate("Membership", "Name of the category")
    )
    if given and name.strip():
        _turn_category(deeds, name.strip(), rows, True)
