"""Incoming chat: pages of the stream become rooms and posts, and posts become searchable."""

from __future__ import annotations

from collections.abc import Iterable

from sync.engine.opened import OpenStore
from sync.engine.slices import sliced
from sync.engine.workplace import Workplace
from sync.model.changes import ChangePage
from sync.model.chat import TypingTruth
from sync.model.ids import CollectionId, ItemId
from sync.rpc.messages import NewPosts, TypingNow
from sync.store.read import chat as read_chat
from sync.store.read import chat_room as read_room
from sync.store.write import chat as write_chat
from sync.store.write import chat_index
from sync.store.write.chat import StoredChat
from sync.store.write.stored import StoredPage
from sync.store.write.touched import Touched

_INDEXED_AT_ONCE = 2000
_NEWS_MILLISECONDS = 10 * 60 * 1000
"""What was said longer ago than this is no news: it came late, or with a first synchronisation."""


async def take(place: Workplace, collection: CollectionId, page: ChangePage) -> list[StoredPage]:
    """Store an answer of the stream in one transaction with its cursor, so that neither is ever without the other."""
    account = place.session.account.id
    done = await place.store.write(write_chat.store_stream, account, page.upserts, collection, page.cursor)
    tell(place, done)
    _tell_typing(place, page)
    await index(place.store, done.posts)
    new = place.store.read(read_chat.worth_telling, done.new, place.clock.now_ms() - _NEWS_MILLISECONDS) if done.new else []
    if new:
        place.notices.tell(NewPosts(account, list(new)))
    return [StoredPage(new=tuple(done.new), touched=Touched(items=tuple(sorted(done.posts))))]


def _tell_typing(place: Workplace, page: ChangePage) -> None:
    """Say who is writing: nothing of it is kept."""
    for truth in (change.truth for change in page.upserts):
        if isinstance(truth, TypingTruth):
            room = place.store.read(read_chat.room_named, place.session.account.id, truth.room)
            if room is not None:
                known = {one.person: one.shown for one in place.store.read(read_room.people, room)} if truth.people else {}
                place.notices.tell(TypingNow(room, [known.get(person, person) for person in truth.people]))


def tell(place: Workplace, done: StoredChat) -> None:
    """Say which rooms look different."""
    if done.rooms:
        place.notices.rows("room", sorted(done.rooms))


async def told(place: Workplace, done: StoredChat) -> None:
    """Say which rooms and posts look different, and make them searchable."""
    tell(place, done)
    place.notices.rows("post", sorted(done.posts))
    await index(place.store, done.posts)


async def index(store: OpenStore, posts: Iterable[ItemId]) -> None:
    """Put posts into the search index."""
    for part in sliced(sorted(posts), _INDEXED_AT_ONCE):
        texts = store.read(chat_index.texts_of, part)
        await store.index_writer.run(chat_index.index_posts, texts, durable=False)


async def catch_up(store: OpenStore) -> None:
    """Index what a crash left out."""
    missing, surplus = await store.read_long(chat_index.not_indexed)
    if surplus:
        await store.index_writer.run(chat_index.index_posts, [(item, "") for item in surplus], durable=False)
    await index(store, missing)
