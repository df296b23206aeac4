"""Events, tasks and contacts moved to another account: copied there, and deleted here only once the server there has the copy.

A move is one operation of the source's account (`MoveAway`). Its copy is an operation of the target's account, put into the
outbox in the same transaction. What becomes of the copy decides: with it, the original goes in the revision that was copied;
without it (it was given up), the original is shown again.
"""

from __future__ import annotations

from sync.engine.saving import following
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.calendar import Component, Entry
from sync.model.contacts import Card
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId
from sync.model.operations import Applied, DeleteItems, MoveAway, Operation, OperationState, SaveContact, SaveEntry
from sync.store.connection import Connection
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from sync.store.read import outbox as read_outbox
from sync.store.write import outbox as write_outbox
from sync.store.write.settle import settle
from sync.store.write.touched import Touched


class Carrying:
    """Moves between accounts of what is written as a whole."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def begin(self, operation: OperationId, item: ItemId, target: CollectionId) -> ItemId:
        """Put a move into the outbox; return the copy, which is shown from now on.

        Raises `Gone`, `Rejected` `read_only`, `not_synchronised` (the server does not have the original yet), `has_people` (they
        would be told that an event is called off), `wrong_kind` (the target takes none of the kind).
        """
        name = following(operation, 1)
        if self._shop.store.read(read_outbox.is_known, operation):
            return next(iter(self._shop.store.read(read_items.of_operation, name)), item)
        known = self._shop.store.read(read_items.opened, item)
        if known is None:
            raise Gone("item", item=item)
        shown = known.shown
        if not isinstance(shown, Entry | Card):
            raise Gone("item", item=item)
        service = Service.CALENDAR if isinstance(shown, Entry) else Service.CONTACTS
        self._writable(known.collection, service)
        account = self._writable(target, service, shown.component if isinstance(shown, Entry) else None)
        if self._shop.store.read(read_items.truth, item) is None:
            raise Rejected("not_synchronised")
        if isinstance(shown, Entry) and shown.attendees:
            raise Rejected("has_people")
        copy = SaveEntry(target, known.raw, shown) if isinstance(shown, Entry) else SaveContact(target, known.raw, shown)
        now = self._shop.clock.now_ms()
        away = MoveAway((item,), target, None, shown.uid, service)

        def write(connection: Connection) -> tuple[Touched, list[ItemId]]:
            touched = write_outbox.add(connection, Operation(name, account, copy, created=now))
            touched |= write_outbox.add(connection, Operation(operation, known.account, away, created=now))
            return touched, read_items.of_operation(connection, name)

        touched, made = await self._shop.store.write_durably(write)
        self._shop.notices.touched(touched)
        self._shop.notices.rows("operation")
        return made[0] if made else item

    async def go_on(self, operation: Operation, intention: MoveAway) -> None:
        """Take a move a step further. Raises `Rejected("not_moved")` where the original was changed meanwhile."""
        (item,) = intention.items

        def write(connection: Connection) -> Touched | None:
            if _copy_waits(connection, intention):
                return None
            if not _copy_is_there(connection, intention):
                return write_outbox.discard(connection, operation.id)[1]
            known, copied = read_items.truth(connection, item), _copied(connection, operation.id)
            if known is not None and copied and known[0] != copied:
                raise Rejected("not_moved", reason="changed_there")
            deletion = Operation(
                following(operation.id, 0),
                operation.account,
                DeleteItems((item,), intention.service),
                created=self._shop.clock.now_ms(),
            )
            return settle(connection, operation, Applied(), follow_up=(deletion,))

        touched = await self._shop.store.write_durably(write)
        if touched is not None:
            self._shop.notices.touched(touched)
            self._shop.notices.rows("operation")
            self._shop.worker_of(operation.account).wake_outbox()

    def _writable(self, collection: CollectionId, service: Service, component: Component | None = None) -> AccountId:
        rows = self._shop.store.read(read_collections.collections, service)
        row = next((one for one in rows if one.id == collection), None)
        if row is None:
            raise Gone("collection", collection=collection)
        if not row.writable:
            raise Rejected("read_only", name=row.name)
        if component is not None and row.components and component not in row.components:
            raise Rejected("wrong_kind", name=row.name)
        return row.account


def _copy_waits(connection: Connection, intention: MoveAway) -> bool:
    """Whether an operation that makes the copy is in the outbox still: the first one, or one that took its place."""
    return any(
        isinstance(one.intention, SaveEntry | SaveContact)
        and one.intention.collection == intention.target
        and _uid(one.intention) == intention.name
        and one.state is not OperationState.CONFLICT
        for one in read_outbox.saves(connection)
    )


def _uid(intention: SaveEntry | SaveContact) -> str:
    return intention.entry.uid if isinstance(intention, SaveEntry) else intention.card.uid


def _copy_is_there(connection: Connection, intention: MoveAway) -> bool:
    """Whether the target's server has the copy."""
    table = "entry" if intention.service is Service.CALENDAR else "contact"
    row = connection.execute(
        f"SELECT 1 FROM {table} e JOIN item i ON i.id = e.id WHERE i.collection_id = ? AND e.uid = ?",  # noqa: S608
        (intention.target, intention.name),
    ).fetchone()
    return row is not None


def _copied(connection: Connection, operation: OperationId) -> str:
    """Return the revision of the original that was copied."""
    row = connection.execute(
        "SELECT i.base FROM operation o JOIN operation_item i ON i.position = o.position WHERE o.id = ?", (operation,)
    ).fetchone()
    return str(row[0]) if row else ""
