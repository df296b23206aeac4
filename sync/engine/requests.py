"""From an operation to what its protocol is asked: local ids become the names that the server knows now."""

from __future__ import annotations

from dataclasses import dataclass

from sync.engine.opened import OpenStore
from sync.model.collections import Role
from sync.model.faults import Gone, StoreFault, Unsupported
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId
from sync.model.operations import (
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    MoveItems,
    Octets,
    Operation,
    RemoteItem,
    RemoteOperation,
    RenameCollection,
    SaveDraft,
    SendMessage,
)
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages

OnItems = ChangeFlags | MoveItems | CopyItems | DeleteItems | EmptyCollection


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask a protocol next for an operation. `items` are the local ids that it settles; `last`: nothing is left then."""

    remote: RemoteOperation
    items: tuple[ItemId, ...] = ()
    last: bool = True


class NotYet(Exception):
    """The operation needs what an earlier one has still to bring about."""


async def next_request(store: OpenStore, operation: Operation) -> Request | None:
    """Return the next request of an operation, None where there is nothing left to ask.

    Raises `NotYet`, `Gone` where the mailbox it needs is no more, `StoreFault` where its message cannot be read.
    """
    match operation.intention:
        case ChangeFlags() | MoveItems() | CopyItems() | DeleteItems() | EmptyCollection() as intention:
            return _on_items(store, operation, intention)
        case SaveDraft() as intention:
            payload = await _payload(store, intention.message)
            replaced = _replaced(store, intention.replaces)
            return Request(_append(store, operation, Role.DRAFTS, payload, intention.draft.message_id, replaced))
        case SendMessage() as intention:
            payload = await _payload(store, intention.message)
            return Request(_append(store, operation, Role.SENT, payload, intention.draft.message_id, ()))
        case CreateCollection(parent=parent):
            above = RemoteId("") if parent is None else _collection(store, parent, operation)
            return Request(RemoteOperation(operation.id, operation.intention, target=above))
        case RenameCollection(collection=collection) | DeleteCollection(collection=collection):
            return Request(RemoteOperation(operation.id, operation.intention, target=_collection(store, collection, operation)))
        case other:
            raise Unsupported("intention", intention=other.kind)


def _on_items(store: OpenStore, operation: Operation, intention: OnItems) -> Request | None:
    """Take the items of one mailbox: the one that holds the first of them."""
    places = store.read(read_messages.remote_items, intention.items)
    missing = [item for item in intention.items if item not in places]
    if any(row.pending for row in store.read(read_messages.by_ids, missing)):
        raise NotYet
    if not places:
        return None
    target = RemoteId("")
    if isinstance(intention, MoveItems | CopyItems):
        target = _collection(store, intention.target, operation)
    source = next(places[item][0] for item in intention.items if item in places)
    here = [item for item in intention.items if item in places and places[item][0] == source]
    remote = RemoteOperation(operation.id, intention, tuple(places[item][1] for item in here), target=target)
    return Request(remote, (*here, *missing), last=len(here) == len(places))


def _append(
    store: OpenStore, operation: Operation, role: Role, payload: bytes, message_id: str, replaced: tuple[RemoteItem, ...]
) -> RemoteOperation:
    target = store.read(read_mailboxes.by_role, operation.account, role)
    name = store.read(read_mailboxes.remote_id, target) if target is not None else None
    return RemoteOperation(
        operation.id,
        operation.intention,
        replaced,
        target=name or RemoteId(""),
        target_role=role,
        payload=Octets(payload),
        message_id=message_id,
    )


def _replaced(store: OpenStore, item: ItemId | None) -> tuple[RemoteItem, ...]:
    if item is None:
        return ()
    return tuple(place for _, place in store.read(read_messages.remote_items, (item,)).values())


def _collection(store: OpenStore, collection: CollectionId, operation: Operation) -> RemoteId:
    """Return the server's name of a mailbox. Raises `NotYet` for one that is still to be created, `Gone`."""
    name = store.read(read_mailboxes.remote_id, collection)
    if name is not None:
        return name
    boxes = store.read(read_mailboxes.mailboxes, operation.account)
    if any(box.id == collection for box in boxes):
        raise NotYet
    raise Gone("collection", collection=collection)


async def _payload(store: OpenStore, name: BlobName) -> bytes:
    try:
        return await store.blob(name)
    except StoreFault as fault:
        raise Gone("message_lost", reason=fault.code) from fault
