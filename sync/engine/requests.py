"""From an operation to what its protocol is asked: local ids become the names that the server knows now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sync.engine.chat_requests import chat_request
from sync.engine.opened import OpenStore
from sync.engine.payloads import BlobPayload
from sync.engine.workplace import Workplace
from sync.model.collections import Role
from sync.model.faults import Gone, Stale, StoreFault
from sync.model.ids import BlobName, CollectionId, ItemId, RemoteId, is_message
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import (
    NOTHING,
    AddMessage,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    CreateFolder,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    MoveAway,
    MoveFile,
    MoveItems,
    Octets,
    Operation,
    Payload,
    RemoteItem,
    RemoteOperation,
    RenameCollection,
    SaveContact,
    SaveDraft,
    SaveEntry,
    SaveScript,
    SendMessage,
    UploadFile,
)
from sync.store.read import collections as read_collections
from sync.store.read import items as read_items
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


async def next_request(place: Workplace, operation: Operation) -> Request | None:
    """Return the next request of an operation, None where there is nothing left to ask.

    Raises `NotYet`, `Gone` where the collection it needs is no more, `Stale` where what it would write over is no more,
    `StoreFault` where its bytes cannot be read.
    """
    store = place.store
    match operation.intention:
        case ChangeFlags() | MoveItems() | CopyItems() | DeleteItems() | EmptyCollection() as intention:
            return _on_items(store, operation, intention)
        case SaveDraft() as intention:
            payload = await _payload(store, intention.message)
            replaced = _replaced(store, intention.replaces)
            return Request(_append(store, operation, Role.DRAFTS, payload, intention.draft.message_id, replaced))
        case AddMessage(collection=collection) as intention:
            where, octets = _collection(store, collection), Octets(await _payload(store, intention.message))
            return Request(
                RemoteOperation(operation.id, intention, target=where, payload=octets, message_id=intention.message_id)
            )
        case SendMessage() | RedirectMessage() | SendReceipt() as intention:
            payload = await _payload(store, intention.message)
            request = _append(store, operation, Role.SENT, payload, intention.message_id, ())
            return Request(replace(request, known_by=intention.known_by))
        case SaveEntry(collection=collection, item=item, raw=raw) | SaveContact(collection=collection, item=item, raw=raw):
            return Request(_written(store, operation, collection, item, Octets(raw)))
        case UploadFile(collection=collection, item=item, folder=folder) as intention:
            content = BlobPayload(place, operation.id, intention.content, intention.size)
            return Request(_written(store, operation, collection, item, content, None if item else folder))
        case CreateFolder(collection=collection, folder=folder):
            return Request(_written(store, operation, collection, None, NOTHING, folder))
        case MoveFile() as intention:
            return _moved(store, operation, intention)
        case MoveAway():
            raise NotYet  # `sync.engine.moving` takes it from step to step
        case SaveScript():
            return Request(RemoteOperation(operation.id, operation.intention))
        case CreateCollection(parent=parent):
            above = RemoteId("") if parent is None else _collection(store, parent)
            return Request(RemoteOperation(operation.id, operation.intention, target=above))
        case RenameCollection(collection=collection) | DeleteCollection(collection=collection):
            return Request(RemoteOperation(operation.id, operation.intention, target=_collection(store, collection)))
        case _:
            return Request(chat_request(place, operation))


def _on_items(store: OpenStore, operation: Operation, intention: OnItems) -> Request | None:
    """Take the items of one collection: the one that holds the first of them. Items with a base go one by one, so that a
    conflict is about one alone."""
    places = _places(store, operation, intention.items)
    missing = [item for item in intention.items if item not in places]
    if _waited_for(store, missing):
        raise NotYet
    if not places:
        return None
    target = RemoteId("")
    if isinstance(intention, MoveItems | CopyItems):
        target = _collection(store, intention.target)
    first = next(item for item in intention.items if item in places)
    here = [item for item in intention.items if item in places and places[item][0] == places[first][0]]
    if not is_message(first):
        here = [first]
    remote = RemoteOperation(operation.id, intention, tuple(places[item][1] for item in here), target=target)
    return Request(remote, (*here, *missing), last=len(here) == len(places))


def _places(
    store: OpenStore, operation: Operation, items: Sequence[ItemId]
) -> dict[ItemId, tuple[CollectionId, RemoteItem]]:
    """Return where a server has the items; those written as a whole with the revision that the user saw."""
    if all(is_message(item) for item in items):
        return store.read(read_messages.remote_items, items)
    bases = store.read(read_items.bases, operation.id)
    found = store.read(read_items.remote_items, items)
    if any(not bases.get(item) and not place.base for item, (_, place) in found.items()):
        raise NotYet
    return {item: (box, replace(place, base=bases.get(item) or place.base)) for item, (box, place) in found.items()}


def _waited_for(store: OpenStore, items: Sequence[ItemId]) -> bool:
    """Tell whether an earlier operation has still to make one of these items."""
    messages = [item for item in items if is_message(item)]
    if any(row.pending for row in store.read(read_messages.by_ids, messages)):
        return True
    return store.read(read_items.waited_for, [item for item in items if not is_message(item)])


def _written(
    store: OpenStore,
    operation: Operation,
    collection: CollectionId,
    item: ItemId | None,
    payload: Payload,
    folder: ItemId | None = None,
) -> RemoteOperation:
    """Write a whole item: over the one that is there, in the collection where it is, or a new one."""
    if item is None:
        target, within = _collection(store, collection), _folder(store, folder)
        return RemoteOperation(operation.id, operation.intention, target=target, payload=payload, folder=within)
    places = _places(store, operation, (item,))
    if item not in places:
        if _waited_for(store, (item,)):
            raise NotYet
        raise Stale("deleted_there")
    remote = places[item][1]
    return RemoteOperation(operation.id, operation.intention, (remote,), target=remote.collection, payload=payload)


def _moved(store: OpenStore, operation: Operation, intention: MoveFile) -> Request | None:
    places = _places(store, operation, intention.items)
    if not places:
        if _waited_for(store, intention.items):
            raise NotYet
        return None
    item, (_, remote) = next(iter(places.items()))
    return Request(
        RemoteOperation(
            operation.id,
            intention,
            (remote,),
            target=remote.collection,
            folder=_folder(store, intention.folder),
            beneath=tuple(store.read(read_items.beneath, item)),
        )
    )


def _folder(store: OpenStore, folder: ItemId | None) -> RemoteId:
    """Return the server's name of a folder (None: the top). Raises `NotYet` for one that is still to be made, `Gone`."""
    if folder is None:
        return RemoteId("")
    place = store.read(read_items.remote_items, (folder,)).get(folder)
    if place is not None:
        return place[1].item
    if _waited_for(store, (folder,)):
        raise NotYet
    raise Gone("folder", folder=folder)


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


def _collection(store: OpenStore, collection: CollectionId) -> RemoteId:
    """Return the server's name of a collection. Raises `NotYet` for one that is still to be created, `Gone`."""
    name = store.read(read_mailboxes.remote_id, collection)
    if name is not None:
        return name
    if store.read(read_collections.is_made, collection):
        raise NotYet
    raise Gone("collection", collection=collection)


async def _payload(store: OpenStore, name: BlobName) -> bytes:
    try:
        return await store.blob(name)
    except StoreFault as fault:
        raise Gone("message_lost", reason=fault.code) from fault
