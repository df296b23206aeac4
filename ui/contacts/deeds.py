"""What the person does to contacts, as commands; and how to take the last of it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from time import time

from PySide6.QtCore import QObject, Signal

from sync.model.accounts import Service
from sync.model.contacts import Card, CardDraft
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId, new_operation_id
from sync.model.operations import DeleteItems, Intention, MoveItems
from sync.rpc import messages as m
from sync.serial import intention_to_json, to_json
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from sync.store.read.items import OpenedItem
from ui.common.slots import slot_owed
from ui.link import Link

UNDO_SECONDS = 10
"""How long a deletion waits in the outbox, so that it can be taken back."""
_KEPT_UNDOS = 20
_Undo = tuple[tuple[OperationId, ...], tuple[tuple[ItemId, CardDraft], ...], tuple[ItemId, ...]]
"""Operations to cancel; contacts to write as they were, and new ones to delete, where it is too late for that."""


def draft_of(card: Card, *, without: Iterable[str] = ()) -> CardDraft:
    """Return the draft that makes a contact what a card says; its photo is left as it is."""
    names = {field.name for field in fields(CardDraft)} - {"photo", *without}
    return CardDraft(**{name: getattr(card, name) for name in names})


class Deeds(QObject):
    """Saves, deletes, joins, and takes back."""

    done = Signal(str, bool)
    """What was done, in words, and whether it can be taken back."""
    saved = Signal(object)
    """The id of a contact that was made or changed."""

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._undos: list[_Undo] = []

    def opened(self, item: ItemId) -> OpenedItem | None:
        """Return a contact with everything it says, None where it is gone."""
        return read_items.opened(self._link.reader(), item)

    @slot_owed
    async def save(self, draft: CardDraft, collection: CollectionId, item: ItemId | None = None, base: str = "") -> None:
        """Save a contact, a new one where `item` is None."""
        before = self._before(item)
        name = new_operation_id()
        text = to_json(draft).encode()
        saved = await self._link.ask_for(m.SaveContact(name, collection, text, item or 0, base), m.Saved)
        made = tuple(ItemId(one) for one in saved.items)
        self._remember((tuple(map(OperationId, saved.operations)), before, made if item is None else ()))
        self.done.emit(self.tr("Contact saved") if item else self.tr("Contact created"), True)
        if made:
            self.saved.emit(made[0])

    @slot_owed
    async def change(self, items: Sequence[tuple[ItemId, CardDraft]], said: str) -> None:
        """Change several contacts at once: `said` says what was done."""
        operations: list[OperationId] = []
        before: list[tuple[ItemId, CardDraft]] = []
        for item, draft in items:
            known = self.opened(item)
            if known is None or not isinstance(known.shown, Card):
                continue
            before.append((item, draft_of(known.shown)))
            asked = m.SaveContact(new_operation_id(), known.collection, to_json(draft).encode(), item, known.revision)
            saved = await self._link.ask_for(asked, m.Saved)
            operations += map(OperationId, saved.operations)
        self._remember((tuple(operations), tuple(before), ()))
        self.done.emit(said, True)

    @slot_owed
    async def delete(self, items: Sequence[ItemId]) -> None:
        """Delete contacts, after the time for taking it back."""
        accounts: dict[AccountId, list[ItemId]] = {}
        writable = {row.id for row in read_collections.collections(self._link.reader(), Service.CONTACTS) if row.writable}
        for item in items:
            known = self.opened(item)
            if known is not None:
                if known.collection not in writable:
                    raise Rejected("read_only", name="")
                accounts.setdefault(known.account, []).append(item)
        operations = []
        for account, chosen in accounts.items():
            operation = new_operation_id()
            kind, text = intention_to_json(DeleteItems(tuple(chosen), Service.CONTACTS))
            await self._link.ask(m.Intend(operation, account, kind, text.encode(), _later()))
            operations.append(operation)
        self._remember((tuple(operations), (), ()))
        self.done.emit(self.tr("%n contact(s) deleted", "", len(items)), True)

    @slot_owed
    async def intend(self, account: AccountId, intention: Intention, said: str, waits: bool = False) -> None:
        """Put something into the outbox: `said` says what was done, and with `waits` it can be taken back for a while."""
        operation = new_operation_id()
        kind, text = intention_to_json(intention)
        await self._link.ask(m.Intend(operation, account, kind, text.encode(), _later() if waits else 0))
        if waits:
            self._remember(((operation,), (), ()))
        self.done.emit(said, waits)

    @slot_owed
    async def move(self, items: Sequence[ItemId], target: CollectionId) -> None:
        """Move contacts to another address book, of another account too."""
        place = read_collections.place(self._link.reader(), target)
        if place is None:
            raise Gone("collection", collection=target)
        together: dict[AccountId, list[ItemId]] = {}
        moved = 0
        for item in items:
            known = self.opened(item)
            if known is None or known.collection == target:
                continue
            moved += 1
            if known.account == place[0]:
                together.setdefault(known.account, []).append(item)
            else:
                await self._link.ask_for(m.CarryItem(new_operation_id(), item, target), m.Saved)
        for account, chosen in together.items():
            kind, text = intention_to_json(MoveItems(tuple(chosen), target, Service.CONTACTS))
            await self._link.ask(m.Intend(new_operation_id(), account, kind, text.encode()))
        self.done.emit(self.tr("%n contact(s) moved", "", moved), False)

    @slot_owed
    async def join(self, item: ItemId, draft: CardDraft, others: Sequence[ItemId]) -> None:
        """Make one contact of several, after the time for taking it back."""
        known = self.opened(item)
        if known is None:
            raise Gone("item", item=item)
        asked = m.SaveContact(
            new_operation_id(), known.collection, to_json(draft).encode(), item, known.revision, list(others), _later()
        )
        saved = await self._link.ask_for(asked, m.Saved)
        self._remember((tuple(map(OperationId, saved.operations)), (), ()))
        self.done.emit(self.tr("%n contact(s) brought together", "", len(others) + 1), True)
        self.saved.emit(item)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undos)

    @slot_owed
    async def undo(self) -> None:
        """Take the last deed back: cancelled where it waits, written as it was where it has already run."""
        if not self._undos:
            return
        operations, before, made = self._undos.pop()
        late = False
        for operation in reversed(operations):
            try:
                await self._link.ask(m.CancelOperation(operation))
            except (Gone, Rejected):
                late = True
        if late and before:
            for item, draft in before:
                known = self.opened(item)
                if known is not None:
                    text = to_json(draft).encode()
                    await self._link.ask(m.SaveContact(new_operation_id(), known.collection, text, item, known.revision))
        elif late and made:
            await self.delete(made)
            return
        elif late:
            self.done.emit(self.tr("Too late to undo"), False)
            return
        self.done.emit(self.tr("Undone"), False)

    def _before(self, item: ItemId | None) -> tuple[tuple[ItemId, CardDraft], ...]:
        known = self.opened(item) if item is not None else None
        if item is None or known is None or not isinstance(known.shown, Card):
            return ()
        return ((item, draft_of(known.shown)),)

    def _remember(self, undo: _Undo) -> None:
        self._undos = [*self._undos[1 - _KEPT_UNDOS :], undo]


def _later() -> int:
    return int((time() + UNDO_SECONDS) * 1000)
