"""Saving events, tasks and contacts: the parser makes the new bytes, the outbox takes them as a whole."""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from collections.abc import Sequence
from pathlib import Path

from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.calendar import Entry, EntryDraft, Span, Window
from sync.model.contacts import Card, CardDraft
from sync.model.faults import Gone, Rejected, Unreadable
from sync.model.ids import AccountId, CollectionId, ItemId, OperationId
from sync.model.operations import DeleteItems, Intention, Operation, SaveContact, SaveEntry
from sync.store.connection import Connection
from sync.store.read import calendar as read_calendar
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
from sync.store.read import outbox as read_outbox
from sync.store.read.items import OpenedItem
from sync.store.write import outbox as write_outbox
from sync.store.write.touched import Touched

_PIECE = 2 * 1024 * 1024
"""How much the parser is given at once to put together."""


class Saving:
    """Events, tasks and contacts, for all accounts."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def save(
        self,
        operation: OperationId,
        collection: CollectionId,
        draft: EntryDraft | CardDraft,
        item: ItemId | None,
        base: str,
        span: Span = Span.ALL,
        recurrence: str = "",
        *,
        not_before: int = 0,
    ) -> tuple[list[OperationId], list[ItemId]]:
        """Save what the user wants of an item, or of a new one; return the operations and the items.

        Raises `Gone`, `Rejected("read_only")`, `Unreadable`.
        """
        service = Service.CALENDAR if isinstance(draft, EntryDraft) else Service.CONTACTS
        known = self._opened(item) if item is not None else None
        place = known.collection if known is not None else collection
        account = self._shop.writable(place, service)
        made = await self._shop.parsing.edited(
            service,
            known.raw if known is not None else b"",
            draft,
            uid=str(uuid.UUID(hex=operation)),
            now=self._shop.clock.now_ms() // 1000,
            span=span,
            recurrence=recurrence,
        )
        intentions = await self._intentions(service, place, made, item, base or (known.revision if known else ""))
        return await self._add(account, operation, intentions, not_before)

    async def join(
        self, operation: OperationId, draft: CardDraft, item: ItemId, base: str, absorbed: Sequence[ItemId], not_before: int
    ) -> tuple[list[OperationId], list[ItemId]]:
        """Make one contact of several: what the others alone have comes into `item`, then `draft` is done, and they go.

        Raises as `save`, and `Rejected("other_account")` where they are not all of one account.
        """
        if self._shop.store.read(read_outbox.is_known, operation):
            return [operation, following(operation, 1)], [item, *absorbed]
        known, others = self._opened(item), [self._opened(one) for one in absorbed]
        account = self._shop.writable(known.collection, Service.CONTACTS)
        if any(self._shop.writable(one.collection, Service.CONTACTS) != account for one in others):
            raise Rejected("other_account")
        whole = await self._shop.parsing.joined([known.raw, *(one.raw for one in others)])
        made = await self._shop.parsing.edited(
            Service.CONTACTS, whole, draft, uid="", now=self._shop.clock.now_ms() // 1000
        )
        save = await self._intentions(Service.CONTACTS, known.collection, made, item, base or known.revision)
        return await self._add(account, operation, [*save, DeleteItems(tuple(absorbed), Service.CONTACTS)], not_before)

    async def export(self, items: Sequence[ItemId], form: str, path: Path) -> None:
        """Write contacts into a file, which is replaced once everything is written. Raises `Rejected("not_writable_path")`."""
        raws = [one.raw for item in items if (one := self._shop.store.read(read_items.opened, item)) is not None]
        content = await self._shop.parsing.written([raw for raw in raws if raw], form)
        fresh = path.with_name(f"{path.name}.part")
        try:
            await asyncio.to_thread(fresh.write_bytes, content)
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise Rejected("not_writable_path", path=str(path)) from error

    async def keep(
        self, operation: OperationId, collection: CollectionId, raw: bytes, item: ItemId | None
    ) -> tuple[list[OperationId], list[ItemId]]:
        """Save the bytes of an entry as they are, new or over `item`; return as `save`."""
        account = self._shop.writable(collection, Service.CALENDAR)
        base = self._opened(item).revision if item is not None else ""
        intentions = await self._intentions(Service.CALENDAR, collection, [raw], item, base)
        return await self._add(account, operation, intentions)

    async def restore(
        self, operation: OperationId, collection: CollectionId, raw: bytes, item: ItemId | None
    ) -> tuple[list[OperationId], list[ItemId]]:
        """Put the bytes of an entry back as they were: over `item` as it is now, or as a new one. Raises as `save`."""
        if item is not None:
            over = self._opened(item).raw
            raw = await self._shop.parsing.restored(raw, over, self._shop.clock.now_ms() // 1000)
        return await self.keep(operation, collection, raw, item)

    async def delete_occurrences(
        self, operation: OperationId, item: ItemId, span: Span, recurrence: str, base: str
    ) -> tuple[list[OperationId], list[ItemId]]:
        """Take occurrences out of an entry; the entry goes with its last one. Raises as `save`."""
        known = self._opened(item)
        account = self._shop.writable(known.collection, Service.CALENDAR)
        left = await self._shop.parsing.without(
            known.raw, now=self._shop.clock.now_ms() // 1000, span=span, recurrence=recurrence
        )
        if left is None:
            return await self._add(account, operation, [DeleteItems((item,), Service.CALENDAR)])
        intentions = await self._intentions(Service.CALENDAR, known.collection, [left], item, base or known.revision)
        return await self._add(account, operation, intentions)

    async def bring_in(
        self, operation: OperationId, collection: CollectionId, raw: bytes
    ) -> tuple[list[OperationId], list[ItemId]]:
        """Put everything that an imported file holds into a collection; what is there under the same UID is left alone."""
        found = self._shop.store.read(read_collections.place, collection)
        if found is None or found[1] not in (Service.CALENDAR, Service.CONTACTS):
            raise Gone("collection", collection=collection)
        service = found[1]
        account = self._shop.writable(collection, service)
        made = await self._shop.parsing.cut(service, raw)
        intentions = await self._intentions(service, collection, made, None, "")
        there = self._shop.store.read(read_items.uids, collection)
        return await self._add(account, operation, [one for one in intentions if _uid(one) not in there])

    async def write_out(self, collection: CollectionId, path: Path) -> None:
        """Write what a calendar shows into a file: one calendar, or several one after the other where it is large (RFC 5545
        §3.4). The file is there as a whole or not at all. Raises `Gone("collection")`, `Rejected("file_not_written")`."""
        if self._shop.store.read(read_collections.place, collection) is None:
            raise Gone("collection", collection=collection)
        raws = self._shop.store.read(read_calendar.resources, collection)
        pieces: list[list[bytes]] = [[]]
        size = 0
        for raw in raws:
            if size + len(raw) > _PIECE and pieces[-1]:
                pieces.append([])
                size = 0
            pieces[-1].append(raw)
            size += len(raw)
        written = b"".join([await self._shop.parsing.together(piece) for piece in pieces])
        beside = path.with_name(f".{path.name}.part")
        try:
            await asyncio.to_thread(beside.write_bytes, written)
            await asyncio.to_thread(beside.replace, path)
        except OSError as error:
            await asyncio.to_thread(beside.unlink, missing_ok=True)
            raise Rejected("file_not_written", path=str(path)) from error

    def _opened(self, item: ItemId) -> OpenedItem:
        known = self._shop.store.read(read_items.opened, item)
        if known is None:
            raise Gone("item", item=item)
        return known

    async def _intentions(
        self, service: Service, collection: CollectionId, raws: Sequence[bytes], item: ItemId | None, base: str
    ) -> list[Intention]:
        """Return what saves these resources: the first over `item`, the others new."""
        window = await self._shop.window() if service is Service.CALENDAR else Window(0, 0)
        shown = await self._shop.parsing.resources(service, raws, window)
        made: list[Intention] = []
        for raw, one in zip(raws, shown, strict=True):
            first = item if not made else None
            match one:
                case Entry():
                    made.append(SaveEntry(collection, raw, one, first, base if first else ""))
                case Card():
                    made.append(SaveContact(collection, raw, one, first, base if first else ""))
                case None:
                    raise Unreadable("unreadable")
        return made

    async def _add(
        self, account: AccountId, operation: OperationId, intentions: Sequence[Intention], not_before: int = 0
    ) -> tuple[list[OperationId], list[ItemId]]:
        """Put operations into the outbox in one transaction; their ids follow from the first, so that a repeated command
        changes nothing."""
        names = [operation, *(following(operation, number) for number in range(1, len(intentions)))]

        def write(connection: Connection) -> tuple[Touched, list[ItemId]]:
            touched = Touched()
            for name, intention in zip(names, intentions, strict=False):
                touched |= write_outbox.add(
                    connection,
                    Operation(name, account, intention, created=self._shop.clock.now_ms(), not_before=not_before),
                )
            return touched, [one for name in names for one in read_items.of_operation(connection, name)]

        touched, items = await self._shop.store.write_durably(write)
        self._shop.notices.touched(touched)
        return names[: len(intentions)], items


def _uid(intention: Intention) -> str:
    match intention:
        case SaveEntry(entry=entry):
            return entry.uid
        case SaveContact(card=card):
            return card.uid
        case _:
            return ""


def following(operation: OperationId, number: int) -> OperationId:
    """Return the id of a further operation of the same command."""
    return OperationId(hashlib.blake2b(f"{operation} {number}".encode(), digest_size=16).hexdigest())
