"""From what the user wants in a room to what its protocol is asked."""

from __future__ import annotations

from sync.engine.opened import OpenStore
from sync.engine.payloads import BlobPayload
from sync.engine.workplace import Workplace
from sync.model.chat import ChangeRoom, PostToRoom, React, upload_of
from sync.model.faults import Gone
from sync.model.ids import ItemId, RemoteId
from sync.model.operations import NOTHING, Operation, Payload, RemoteItem, RemoteOperation
from sync.store.read import chat as read_chat


def chat_request(place: Workplace, operation: Operation) -> RemoteOperation:
    """Return the one request of a chat operation. Raises `Gone` where its room or post is no more."""
    store, intention = place.store, operation.intention
    room = getattr(intention, "room", None)
    target = RemoteId("")
    if room is not None:
        found = store.read(read_chat.room, room)
        if found is None:
            raise Gone("room", room=room)
        target = found.remote_id
    items: list[ItemId] = []
    thread = RemoteId("")
    payload: Payload = NOTHING
    if isinstance(intention, PostToRoom):
        items = [intention.reply_to] if intention.reply_to else []
        if intention.thread:
            [thread] = _names(store, [intention.thread])
    elif isinstance(intention, ChangeRoom):
        items = list(intention.pinned or ())
    elif isinstance(intention, React) and not intention.wanted:
        own = store.read(read_chat.own_reaction, operation.account, intention.post, intention.key)
        if own is None:
            raise Gone("post")
        return RemoteOperation(operation.id, intention, (RemoteItem(target, own),), target)
    elif hasattr(intention, "post"):
        items = [intention.post]
    upload = upload_of(intention)
    if upload is not None:
        payload = BlobPayload(place, operation.id, upload.blob, upload.size)
    places = tuple(RemoteItem(target, name) for name in _names(store, items))
    return RemoteOperation(operation.id, intention, places, target, payload=payload, folder=thread)


def _names(store: OpenStore, items: list[ItemId]) -> list[RemoteId]:
    """Return how the server names posts. Raises `Gone("post")` where one is no more."""
    names = store.read(read_chat.post_names, items)
    if len(names) != len(items):
        raise Gone("post")
    return names
