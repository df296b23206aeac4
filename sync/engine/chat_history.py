"""History of rooms: brought page by page when somebody looks, and by itself as far back as the account keeps things."""

from __future__ import annotations

from sync.engine import intake_chat
from sync.engine.workplace import Workplace
from sync.model.accounts import Service
from sync.model.ids import RoomId
from sync.store.read import chat as read_chat
from sync.store.read import chat_room as read_room
from sync.store.write import chat as write_chat

MOST = 300
"""Posts of a room that are brought without anybody having looked: a screenful of days, and a load that servers can bear."""
_ROUNDS = 6
_DAY = 24 * 60 * 60 * 1000


async def bring_page(place: Workplace, room: RoomId, before: int = 0) -> None:
    """Bring a page of what came before the newest gap of a room (at or before a position); nothing where there is none."""
    store, session = place.store, place.session
    async with session.turn(Service.CHAT).taken():
        known = store.read(read_chat.room, room)
        gap = store.read(read_chat.gap, room, before) if before else store.read(read_chat.gap, room)
        if gap is None or known is None:
            return
        page = await session.protocol(Service.CHAT).changes(known.remote_id, gap[1].encode())
        token = page.cursor.decode() if page.more else ""
        done = await store.write(write_chat.store_history, room, gap[0], page.upserts, token)
    await intake_chat.told(place, done)


class History:
    """For one account."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    async def run(self) -> None:
        """Bring what the policy wants to be here, one page of each room in turn, the liveliest first."""
        place, account = self._place, self._place.session.account
        since = place.clock.now_ms() - account.keep.days * _DAY if account.keep.days else 0
        for _ in range(_ROUNDS):
            rooms = place.store.read(read_room.wanting_history, account.id, since, MOST)
            if not rooms:
                return
            for room in rooms:
                await bring_page(place, room)
