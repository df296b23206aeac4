"""What chat asks of the engine beyond operations: history before what is here."""

from __future__ import annotations

from sync.engine import intake_chat
from sync.engine.workshop import Workshop
from sync.model.accounts import Service
from sync.model.faults import Gone
from sync.model.ids import RoomId
from sync.store.read import chat as read_chat
from sync.store.write import chat as write_chat


class Chatting:
    """Chat of all accounts, for the windows."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    async def bring_history(self, room: RoomId) -> None:
        """Bring a page of what came before the newest gap of a room; nothing where there is none. Raises `Gone("room")`."""
        store = self._shop.store
        known = store.read(read_chat.room, room)
        if known is None:
            raise Gone("room", room=room)
        worker = self._shop.worker_of(known.account)
        async with worker.session.turn(Service.CHAT).taken():
            gap = store.read(read_chat.gap, room)
            if gap is None:
                return
            page = await worker.session.protocol(Service.CHAT).changes(known.remote_id, gap[1].encode())
            token = page.cursor.decode() if page.more else ""
            done = await store.write(write_chat.store_history, room, gap[0], page.upserts, token)
        intake_chat.tell(worker.place, done)
        self._shop.notices.rows("post", sorted(done.posts))
        await intake_chat.index(store, done.posts)
