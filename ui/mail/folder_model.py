"""The folder column's tree: accounts with their mailboxes by role, the rest as a tree, one inbox for all accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from sync.model.collections import Role
from sync.model.ids import AccountId, CollectionId
from sync.store.rows import AccountRow, MailboxRow
from ui.mail.model import MESSAGES_MIME, dragged_ids
from ui.mail.saved_searches import SavedSearch

Index = QModelIndex | QPersistentModelIndex
ICONS = {
    Role.INBOX: "inbox", Role.DRAFTS: "file-text", Role.SENT: "send", Role.ARCHIVE: "archive", Role.JUNK: "ban",
    Role.TRASH: "trash-2", Role.FLAGGED: "flag", Role.ALL: "mail",
}  # fmt: skip
_RANKS = {
    role: rank
    for rank, role in enumerate((Role.INBOX, Role.DRAFTS, Role.SENT, Role.ARCHIVE, Role.JUNK, Role.TRASH, Role.FLAGGED, Role.ALL))
}


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry of the column stands for: an account, a mailbox, the inboxes of all accounts, or a saved search."""

    account: AccountId | None = None
    mailbox: MailboxRow | None = None
    inboxes: tuple[CollectionId, ...] = ()
    search: SavedSearch | None = None
    favourite: bool = False
    """Whether it is the entry on top of the column, or its head."""
    put_off: bool = False
    """Whether it is the list of what is put off."""

    @property
    def key(self) -> str:
        """A name for this place that stays the same when the tree is built again."""
        if self.mailbox is not None:
            return f"{'favourite' if self.favourite else 'mailbox'}:{self.mailbox.id}"
        if self.search is not None:
            return f"search:{self.search.key}"
        if self.account is not None:
            return f"account:{self.account}"
        if self.favourite or self.put_off:
            return "favourites" if self.favourite else "put_off"
        return "inboxes" if self.inboxes else "searches"

    @property
    def listed(self) -> bool:
        """Whether messages are listed here; otherwise it is the head of a group."""
        return bool(self.collections) or self.search is not None or self.put_off

    @property
    def collections(self) -> tuple[CollectionId, ...]:
        """The mailboxes whose messages are listed here."""
        return (self.mailbox.id,) if self.mailbox is not None else self.inboxes


class FolderModel(QStandardItemModel):
    """Rebuilt only when the tree itself changed; otherwise names and counts are updated in place."""

    dropped = Signal(object, object, bool)
    """Message ids, the target `MailboxRow`, and whether they are to be copied."""

    PlaceRole = int(Qt.ItemDataRole.UserRole) + 1
    NameRole = int(Qt.ItemDataRole.UserRole) + 2
    UnreadRole = int(Qt.ItemDataRole.UserRole) + 3

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shape: list[object] = []
        self._items: dict[str, QStandardItem] = {}

    def role_name(self, box: MailboxRow) -> str:
        """Return a mailbox's name in the user's language where its role gives it one."""
        return {
            Role.INBOX: self.tr("Inbox"),
            Role.DRAFTS: self.tr("Drafts"),
            Role.SENT: self.tr("Sent"),
            Role.ARCHIVE: self.tr("Archive"),
            Role.JUNK: self.tr("Junk"),
            Role.TRASH: self.tr("Bin"),
            Role.FLAGGED: self.tr("Flagged"),
            Role.ALL: self.tr("All mail"),
        }.get(box.role, box.name)

    def show(
        self,
        accounts: Sequence[AccountRow],
        boxes: Sequence[MailboxRow],
        searches: Sequence[SavedSearch] = (),
        favourites: Sequence[CollectionId] = (),
        put_off: int = 0,
    ) -> bool:
        """Show these, and the list of what is put off where anything is. Returns whether the tree was built anew."""
        liked = [box for item in favourites for box in boxes if box.id == item]
        shown = [account for account in accounts if account.enabled]
        shape: list[object] = [account.id for account in shown]
        shape += [(box.id, box.account, box.parent, box.role, box.name) for box in boxes]
        shape += [*searches, [box.id for box in liked], bool(put_off)]
        rebuilt = shape != self._shape
        if rebuilt:
            self._shape = shape
            self._build(shown, boxes, liked)
            if put_off:
                self._add(self.invisibleRootItem(), Place(put_off=True)).setData(self.tr("Put off"), self.NameRole)
            self._add_searches(searches)
        for account in shown:
            self._items[f"account:{account.id}"].setData(account.label or account.address, self.NameRole)
        inboxes = tuple(box.id for box in boxes if box.role is Role.INBOX)
        everything = self._items.get("inboxes")
        if everything is not None:
            everything.setData(Place(inboxes=inboxes), self.PlaceRole)
            everything.setData(self.tr("All inboxes"), self.NameRole)
            everything.setData(sum(max(0, box.unread) for box in boxes if box.role is Role.INBOX), self.UnreadRole)
        labels = {account.id: account.label or account.address for account in shown} if len(shown) > 1 else {}
        for box, favourite in [*((box, False) for box in boxes), *((box, True) for box in liked)]:
            item = self._items.get(Place(box.account, box, favourite=favourite).key)
            if item is not None:
                item.setData(Place(box.account, box, favourite=favourite), self.PlaceRole)
                name, label = self.role_name(box), labels.get(box.account, "")
                item.setData(f"{name} · {label}" if favourite and label else name, self.NameRole)
                # Drafts and what waits to be sent count as a whole; junk and bin do not ask to be read.
                count = box.total if box.role is Role.DRAFTS else box.unread
                item.setData(0 if box.role in (Role.TRASH, Role.SENT) else max(0, count), self.UnreadRole)
                item.setData(self.spoken(item), Qt.ItemDataRole.AccessibleTextRole)
        return rebuilt

    def spoken(self, item: QStandardItem) -> str:
        """Return what assistive technology says of an entry."""
        unread = int(item.data(self.UnreadRole) or 0)
        name = str(item.data(self.NameRole))
        count = self.tr("%n unread", "", unread)
        return f"{name}, {count}" if unread else name

    def _build(
        self, accounts: Sequence[AccountRow], boxes: Sequence[MailboxRow], favourites: Sequence[MailboxRow]
    ) -> None:
        self._items = {}
        self.clear()
        if favourites:
            top = self._add(self.invisibleRootItem(), Place(favourite=True))
            top.setData(self.tr("Favourites"), self.NameRole)
            for box in favourites:
                self._add(top, Place(box.account, box, favourite=True))
        if len([box for box in boxes if box.role is Role.INBOX]) > 1:
            self._add(self.invisibleRootItem(), Place(inboxes=(CollectionId(0),)))
        for account in accounts:
            top = self._add(self.invisibleRootItem(), Place(account.id))
            mine = [box for box in boxes if box.account == account.id]
            known = {box.id for box in mine}
            children: dict[CollectionId | None, list[MailboxRow]] = {}
            for box in mine:
                # Mailboxes with a role stand at the top, wherever the server keeps them.
                parent = box.parent if box.parent in known and box.role is Role.NONE else None
                children.setdefault(parent, []).append(box)
            self._add_boxes(top, None, children)

    def _add_searches(self, searches: Sequence[SavedSearch]) -> None:
        if not searches:
            return
        top = self._add(self.invisibleRootItem(), Place())
        top.setData(self.tr("Saved searches"), self.NameRole)
        for search in searches:
            item = self._add(top, Place(search=search))
            item.setData(search.name, self.NameRole)

    def _add_boxes(
        self, above: QStandardItem, parent: CollectionId | None, children: dict[CollectionId | None, list[MailboxRow]]
    ) -> None:
        for box in sorted(children.get(parent, ()), key=lambda box: (_RANKS.get(box.role, 99), box.name.casefold())):
            item = self._add(above, Place(box.account, box))
            self._add_boxes(item, box.id, children)

    def _add(self, above: QStandardItem, place: Place) -> QStandardItem:
        item = QStandardItem()
        item.setData(place, self.PlaceRole)
        item.setEditable(False)
        item.setSelectable(place.mailbox is not None or place.listed)
        item.setDropEnabled(place.mailbox is not None and place.mailbox.writable and place.mailbox.selectable)
        item.setDragEnabled(False)
        above.appendRow(item)
        self._items[place.key] = item
        return item

    def place(self, index: Index) -> Place | None:
        """Return what an entry stands for."""
        found = index.data(self.PlaceRole)
        return found if isinstance(found, Place) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return where the place of this key is; invalid where it is not."""
        item = self._items.get(key)
        return item.index() if item is not None else QModelIndex()

    def mailboxes(self, account: AccountId) -> list[MailboxRow]:
        """Return the account's mailboxes in the order of the column."""
        places = [self.place(item.index()) for item in self._items.values()]
        return [
            place.mailbox
            for place in places
            if place and place.mailbox and place.account == account and not place.favourite
        ]

    def keys(self) -> list[str]:
        """Return the keys of all places, top down."""
        return list(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name for display; everything else as kept."""
        return super().data(index, self.NameRole if role == Qt.ItemDataRole.DisplayRole else role)

    def mimeTypes(self) -> list[str]:
        """Accept dragged messages only."""
        return [MESSAGES_MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        """Messages are moved, with Ctrl copied."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Accept messages onto a mailbox that can be written to."""
        place = self.place(parent)
        box = place.mailbox if place is not None else None
        return data.hasFormat(MESSAGES_MIME) and box is not None and box.writable and box.selectable

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell that messages were dropped; nothing is removed here, the operation does that."""
        place = self.place(parent)
        if place is None or place.mailbox is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.dropped.emit(dragged_ids(data), place.mailbox, action == Qt.DropAction.CopyAction)
        return False
