"""Commands about letters that are read, and about when their servers are asked: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sync.engine.desk import Desk
from sync.model.faults import Gone
from sync.model.ids import AccountId, CollectionId, ItemId
from sync.rpc import messages as m
from sync.serial import to_json
from sync.store.read import collections as read_collections
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages

_REST_LOOK_SECONDS = 0.05


async def _open_message(desk: Desk, asked: m.Open) -> m.Reply:
    content, state = await desk.reading.open(ItemId(asked.message))
    return m.ContentAnswer(to_json(content).encode(), state)


async def _fetch_whole(desk: Desk, asked: m.FetchWhole) -> m.Reply:
    await desk.reading.whole(ItemId(asked.message))
    return m.Done()


async def _extract_part(desk: Desk, asked: m.ExtractPart) -> m.Reply:
    return m.Kept(*await desk.reading.part(ItemId(asked.message), asked.path))


async def _raw_message(desk: Desk, asked: m.RawMessage) -> m.Reply:
    name, raw = await desk.reading.whole(ItemId(asked.message))
    return m.Kept(name, len(raw))


async def _sync_now(desk: Desk, asked: m.SyncNow) -> m.Reply:
    if asked.collection:
        collection = CollectionId(asked.collection)
        place = desk.store.read(read_collections.place, collection)
        if place is None:
            raise Gone("collection", collection=collection)
        desk.accounts.worker(place[0]).wake_collection(collection)
    else:
        desk.accounts.wake(AccountId(asked.account) if asked.account else None)
    return m.Done()


async def _rest(desk: Desk, _: m.Rest) -> m.Reply:
    while desk.busy:
        await desk.shop.clock.sleep(_REST_LOOK_SECONDS)
    return m.Done()


async def _watching(desk: Desk, asked: m.Watching) -> m.Reply:
    desk.watched = CollectionId(asked.collection) if asked.collection else None
    if desk.watched is not None and not desk.offline:
        place = desk.store.read(read_collections.place, desk.watched)
        if place is not None:
            desk.accounts.worker(place[0]).wake_collection(desk.watched)
    return m.Done()


async def _search_server(desk: Desk, asked: m.SearchServer) -> m.Reply:
    collection = CollectionId(asked.collection)
    place = desk.store.read(read_collections.place, collection)
    name = desk.store.read(read_mailboxes.remote_id, collection)
    if place is None or name is None:
        raise Gone("collection", collection=collection)
    worker, service = desk.accounts.worker(place[0]), place[1]
    async with worker.session.turn(service).taken():
        found = await worker.session.protocol(service).search(name, asked.text)
    local = desk.store.read(read_messages.local_items, collection, found)
    if len(local) < len(found):
        await worker.cycle.collection(service, collection)
        local = desk.store.read(read_messages.local_items, collection, found)
    return m.Found(sorted(local.values(), reverse=True))


READING_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.Open: _open_message, m.FetchWhole: _fetch_whole, m.ExtractPart: _extract_part, m.RawMessage: _raw_message,
    m.SyncNow: _sync_now, m.Rest: _rest, m.Watching: _watching, m.SearchServer: _search_server,
}  # fmt: skip
"""Command → answer."""
