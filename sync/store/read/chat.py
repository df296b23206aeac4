"""Chat as it is read: the list of rooms, timelines by pages, and search over all posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sync.model.chat import MediaTruth, Membership, Permission, PostKind, PostToRoom, RoomKind
from sync.model.ids import AccountId, ItemId, RemoteId, RoomId
from sync.model.operations import OperationState
from sync.model.pending import Pending
from sync.model.polls import Answer, Poll, StartPoll
from sync.model.trust import Trust
from sync.serial import from_json, intention_from_json
from sync.store.chat_rows import PostRow, RoomRow
from sync.store.columns import ids_text
from sync.store.connection import Connection

_ROOM = (
    "SELECT id, account_id, remote_id, name, kind, membership, topic, favourite, low_priority, muted, encrypted, unread, "
    "mentions, people, active_ms, inviter, permitted, read_up_to, CASE WHEN avatar <> '' OR kind <> 'people' OR people > 2 "
    "THEN avatar ELSE coalesce((SELECT p.avatar FROM room_member p WHERE p.room_id = room.id AND p.avatar <> '' AND p.person <> "
    "coalesce((SELECT c.remote_id FROM collection c WHERE c.account_id = room.account_id AND c.service = 'chat' LIMIT 1), '') "
    "LIMIT 1), '') END, spaces, pinned FROM room"
)
POST = (
    "SELECT p.id, p.room_id, p.remote_id, p.position, p.sender, coalesce(m.name, ''), p.sent_ms, p.kind, p.body, p.html, "
    "p.trust, p.why, p.about, p.reply_to, p.thread, p.edited_ms, p.media, p.operation_id, g.post IS NOT NULL, p.poll, "
    "coalesce(m.avatar, '') "
    "FROM post p "
    "LEFT JOIN room_member m ON m.room_id = p.room_id AND m.person = p.sender "
    "LEFT JOIN room_gap g ON g.room_id = p.room_id AND g.post = p.remote_id"
)
"""Posts with what a row of them needs, for `post_row`."""
_WAITING = {
    OperationState.QUEUED: Pending.QUEUED, OperationState.RUNNING: Pending.SENDING, OperationState.UNCERTAIN: Pending.UNCERTAIN,
    OperationState.REFUSED: Pending.REFUSED, OperationState.CONFLICT: Pending.REFUSED,
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_LAST = 2**62
_SEARCHED = 20_000
"""Hits of all rooms among which those of one are looked for."""


def rooms(connection: Connection, account: AccountId | None = None) -> list[RoomRow]:
    """Return the rooms that the user is in or invited to: invitations, favourites, then by what happened last."""
    rows = connection.execute(
        f"{_ROOM} WHERE (?1 IS NULL OR account_id = ?1) AND membership IN ('joined', 'invited', 'knocking') "
        "ORDER BY membership <> 'invited', favourite DESC, low_priority, active_ms DESC, id",
        (account,),
    ).fetchall()
    return [_room(row) for row in rows]


def offered(connection: Connection) -> bool:
    """Tell whether an account has chat at all."""
    return connection.execute("SELECT 1 FROM collection WHERE service = 'chat' LIMIT 1").fetchone() is not None


def unread_total(connection: Connection) -> int:
    """Return how many posts wait in the rooms that are not muted."""
    row = connection.execute(
        "SELECT coalesce(sum(unread), 0) FROM room WHERE membership IN ('joined', 'invited', 'knocking') AND NOT muted"
    ).fetchone()
    return int(row[0])


def accounts(connection: Connection) -> list[AccountId]:
    """Return the accounts that have chat."""
    rows = connection.execute("SELECT DISTINCT account_id FROM collection WHERE service = 'chat' ORDER BY 1").fetchall()
    return [AccountId(row[0]) for row in rows]


def own_name(connection: Connection, account: AccountId) -> str:
    """Return the user's own id in the chat of an account, empty before the first synchronisation."""
    row = connection.execute(
        "SELECT remote_id FROM collection WHERE account_id = ? AND service = 'chat' LIMIT 1", (account,)
    ).fetchone()
    return str(row[0]) if row else ""


def room(connection: Connection, item: RoomId) -> RoomRow | None:
    """Return one room."""
    row = connection.execute(f"{_ROOM} WHERE id = ?", (item,)).fetchone()
    return _room(row) if row else None


def room_with(connection: Connection, account: AccountId, person: str) -> RoomId | None:
    """Return the conversation with a person alone, the one where something happened last."""
    row = connection.execute(
        "SELECT r.id FROM room r JOIN room_member p ON p.room_id = r.id AND p.person = ? "
        "WHERE r.account_id = ? AND r.kind = 'people' AND r.membership = 'joined' AND p.membership IN ('joined', 'invited') "
        "AND r.people <= 2 ORDER BY r.active_ms DESC LIMIT 1",
        (person, account),
    ).fetchone()
    return RoomId(row[0]) if row else None


def room_named(connection: Connection, account: AccountId, name: RemoteId) -> RoomId | None:
    """Return the local id of a room that the server names so."""
    row = connection.execute("SELECT id FROM room WHERE account_id = ? AND remote_id = ?", (account, name)).fetchone()
    return RoomId(row[0]) if row else None


def timeline(connection: Connection, item: RoomId, *, before: int = _LAST, limit: int = 100) -> list[PostRow]:
    """Return the posts of a room before a position, oldest first, at most `limit`."""
    rows = connection.execute(
        f"{POST} WHERE p.room_id = ? AND p.position < ? ORDER BY p.position DESC LIMIT ?", (item, before, limit)
    ).fetchall()
    return [post_row(row) for row in reversed(rows)]


def waiting(connection: Connection, item: RoomId) -> list[PostRow]:
    """Return what the user said in a room that the outbox still holds, in order: to be shown after the timeline."""
    found = []
    rows = connection.execute(
        "SELECT position, id, kind, intention, state, created_ms FROM operation WHERE kind IN (?, ?) AND account_id = "
        "(SELECT account_id FROM room WHERE id = ?) ORDER BY position",
        (PostToRoom.kind, StartPoll.kind, item),
    ).fetchall()
    for position, operation, kind, text, state, created in rows:
        said = intention_from_json(kind, text)
        if isinstance(said, StartPoll) and said.room == item:
            poll = Poll(tuple(Answer("", text) for text in said.answers), said.most, said.open)
            found.append(
                PostRow(
                    ItemId(0), item, RemoteId(""), _LAST + position, "", "", created, PostKind.POLL, said.question, "",
                    Trust.CLEAR, "", "", RemoteId(""), RemoteId(""), 0, None, operation, _WAITING[OperationState(state)],
                    poll=poll,
                )
            )  # fmt: skip
        elif isinstance(said, PostToRoom) and said.room == item:
            media = MediaTruth("", said.upload.name, said.upload.media_type, said.upload.size) if said.upload else None
            found.append(
                PostRow(
                    ItemId(0), item, RemoteId(""), _LAST + position, "", "", created,
                    PostKind.FILE if media else PostKind.TEXT, said.body, said.html, Trust.CLEAR, "", "",
                    _named(connection, said.reply_to), _named(connection, said.thread), 0, media, operation,
                    _WAITING[OperationState(state)],
                )
            )  # fmt: skip
    return found


def _named(connection: Connection, post: ItemId | None) -> RemoteId:
    row = connection.execute("SELECT remote_id FROM post WHERE id = ?", (post,)).fetchone() if post else None
    return RemoteId(row[0]) if row else RemoteId("")


def posts(connection: Connection, items: Sequence[ItemId]) -> list[PostRow]:
    """Return posts by their ids, in the order asked for; those that are no more are left out."""
    chosen = f"{POST} WHERE p.id IN (SELECT value FROM json_each(?))"  # noqa: S608
    rows = connection.execute(chosen, (ids_text(items),)).fetchall()
    found = {row[0]: post_row(row) for row in rows}
    return [found[item] for item in items if item in found]


def post_names(connection: Connection, items: Sequence[ItemId]) -> list[RemoteId]:
    """Return how the server names posts, in the order asked for; those that are no more are left out."""
    return [row.remote_id for row in posts(connection, items)]


def gap(connection: Connection, item: RoomId, up_to: int = _LAST) -> tuple[RemoteId, str] | None:
    """Return the newest gap of a room at or before a position: the post after it and the token that fills it."""
    row = connection.execute(
        "SELECT post, token FROM room_gap WHERE room_id = ? AND position <= ? ORDER BY position DESC LIMIT 1", (item, up_to)
    ).fetchone()
    return (RemoteId(row[0]), str(row[1])) if row else None


def own_reaction(connection: Connection, account: AccountId, post: ItemId, key: str) -> RemoteId | None:
    """Return how the server names the user's own reaction to a post."""
    row = connection.execute(
        "SELECT r.remote_id FROM reaction r JOIN post p ON p.room_id = r.room_id AND p.remote_id = r.post "
        "WHERE p.id = ? AND r.key = ? AND r.sender = ?",
        (post, key, own_name(connection, account)),
    ).fetchone()
    return RemoteId(row[0]) if row else None


def worth_telling(connection: Connection, items: Sequence[ItemId], since: int) -> list[ItemId]:
    """Return the posts among some that ask for attention: said by others since a moment, unread, in a room that is not muted."""
    rows = connection.execute(
        "SELECT p.id FROM post p JOIN room r ON r.id = p.room_id WHERE p.id IN (SELECT value FROM json_each(?)) "
        "AND p.sent_ms >= ? AND NOT r.muted AND r.unread > 0 AND p.operation_id = '' "
        "AND p.kind NOT IN ('change', 'redacted', 'notice') AND p.sender <> coalesce((SELECT c.remote_id FROM collection c "
        "WHERE c.account_id = r.account_id AND c.service = 'chat' LIMIT 1), '') ORDER BY p.id",
        (ids_text(items), since),
    ).fetchall()
    return [ItemId(row[0]) for row in rows]


def calling(connection: Connection, items: Sequence[ItemId]) -> frozenset[ItemId]:
    """Return the posts among some that were said to the user: in a conversation with people, or calling them."""
    rows = connection.execute(
        "SELECT p.id FROM post p JOIN room r ON r.id = p.room_id WHERE p.id IN (SELECT value FROM json_each(?)) "
        "AND (r.kind = 'people' OR EXISTS (SELECT 1 FROM json_each(p.mentions) j WHERE j.value = '@room' OR j.value = "
        "(SELECT c.remote_id FROM collection c WHERE c.account_id = r.account_id AND c.service = 'chat' LIMIT 1)))",
        (ids_text(items),),
    ).fetchall()
    return frozenset(ItemId(row[0]) for row in rows)


def search_posts(
    search: Connection, store: Connection, query: str, room: RoomId | None = None, *, limit: int = 100
) -> list[PostRow]:
    """Return posts with all the words of a query, whatever their accents, newest first; the last word may be a beginning.

    With `room`, those of one room, as far as they are among the newest of all rooms.
    """
    words = _WORD.findall(query)
    if not words:
        return []
    match = " ".join(f'"{word}"' for word in words) + ("*" if query[-1:].isalnum() else "")
    rows = search.execute(
        "SELECT rowid FROM post_text WHERE post_text MATCH ? ORDER BY rowid DESC LIMIT ?",
        (match, limit if room is None else _SEARCHED),
    ).fetchall()
    found = [ItemId(row[0]) for row in rows]
    if room is not None:
        inside = store.execute(
            "SELECT id FROM post WHERE room_id = ? AND id IN (SELECT value FROM json_each(?))", (room, ids_text(found))
        ).fetchall()
        chosen = {row[0] for row in inside}
        found = [item for item in found if item in chosen][:limit]
    return posts(store, found)


def _room(row: Any) -> RoomRow:
    return RoomRow(
        RoomId(row[0]), AccountId(row[1]), RemoteId(row[2]), row[3], RoomKind(row[4]), Membership(row[5]), row[6], row[7] == 1,
        row[8] == 1, row[9] == 1, row[10] == 1, row[11], row[12], row[13], row[14], row[15],
        from_json(row[16], frozenset[Permission]), RemoteId(row[17]), row[18], from_json(row[19], tuple[RemoteId, ...]),
        from_json(row[20], tuple[RemoteId, ...]),
    )  # fmt: skip


def post_row(row: Any) -> PostRow:
    """Return a row of `POST`."""
    return PostRow(
        ItemId(row[0]), RoomId(row[1]), RemoteId(row[2]), row[3], row[4], row[5], row[6], PostKind(row[7]), row[8], row[9],
        Trust(row[10]), row[11], row[12], RemoteId(row[13]), RemoteId(row[14]), row[15],
        from_json(row[16], MediaTruth) if row[16] else None, row[17], Pending.NONE, row[18] == 1,
        from_json(row[19], Poll) if row[19] else None, row[20],
    )  # fmt: skip
