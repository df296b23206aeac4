"""Incoming chat: pages of the stream become rooms and posts, and posts become searchable."""

from __future__ import annotations

from collections.abc import Iterable

from sync.engine.opened import OpenStore
from sync.engine.slices import sliced
from sync.engine.workplace import Workplace
from sync.model.changes import ChangePage
from sync.model.ids import CollectionId, ItemId
from sync.store.write import chat as write_chat
from sync.store.write.chat import StoredChat
from sync.store.write.stored import StoredPage
from sync.store.write.touched import Touched

_INDEXED_AT_ONCE = 2000


async def take(place: Workplace, collection: CollectionId, page: ChangePage) -> list[StoredPage]:
    """Store an answer of the stream in one transaction with its cursor, so that neither is ever without the other."""
    account = place.session.account.id
    done = await place.store.write(write_chat.store_stream, account, page.upserts, collection, page.cursor)
    tell(place, done)
    await index(place.store, done.posts)
    return [StoredPage(new=tuple(done.new), touched=Touched(items=tuple(sorted(done.posts))))]


def tell(place: Workplace, done: StoredChat) -> None:
    """Say which rooms look different."""
    if done.rooms:
        place.notices.rows("room", sorted(done.rooms))


async def index(store: OpenStore, posts: Iterable[ItemId]) -> None:
    """Put posts into the search index."""
    for part in sliced(sorted(posts), _INDEXED_AT_ONCE):
        texts = store.read(write_chat.texts_of, part)
        await store.index_writer.run(write_chat.index_posts, texts, durable=False)


async def catch_up(store: OpenStore) -> None:
    """Index what a crash left out."""
    missing, surplus = await store.read_long(write_chat.not_indexed)
    if surplus:
        await store.index_writer.run(write_chat.index_posts, [(item, "") for item in surplus], durable=False)
    await index(store, missing)
