"""Rooms that the command line names, and what is wanted in them."""

from __future__ import annotations

from app.terminal.session import Session
from app.terminal.words import word
from sync.model.faults import Gone, Rejected
from sync.model.ids import RoomId, new_operation_id
from sync.model.operations import Intention
from sync.rpc.messages import Done, Intend
from sync.serial import intention_to_json
from sync.store.chat_rows import RoomRow
from sync.store.read import chat as read_chat


def in_room(session: Session, wanted: str) -> RoomRow:
    """Return the room that an id or a name names. Raises `Gone("room")`, `Rejected("which_room")`."""
    with session.reader() as opened:
        if wanted.isdigit():
            known = read_chat.room(opened, RoomId(int(wanted)))
            found = [known] if known is not None else []
        else:
            found = [row for row in read_chat.rooms(opened) if wanted in (row.remote_id, row.name)]
    if not found:
        raise Gone("room", room=wanted)
    if len(found) > 1:
        raise Rejected("which_room", room=wanted)
    return found[0]


async def intend(session: Session, account: int, intention: Intention, item: str = "") -> None:
    """Put what the person wants into the outbox."""
    operation = item or new_operation_id()
    kind, text = intention_to_json(intention)
    await session.ask(Intend(operation, account, kind, text.encode()), Done)
    session.output.record({"operation": operation}, word("chat.queued", id=operation))
