"""What chat keeps beyond rooms and posts: text begun in a room, files of posts, who is in a room."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sync.model.changes import Change
from sync.model.chat import MemberTruth
from sync.model.ids import AccountId, BlobName, RoomId
from sync.store.connection import Connection

FILES_KEPT_OCTETS = 1024 * 1024 * 1024
"""Files of posts that are kept for reading offline: those used last, up to so much."""


def keep_draft(connection: Connection, room: RoomId, body: str, called: Mapping[str, str], now: int) -> None:
    """Keep what was begun in a room; nothing in it: forget it."""
    if not body.strip():
        connection.execute("DELETE FROM room_draft WHERE room_id = ?", (room,))
        return
    connection.execute(
        "INSERT OR REPLACE INTO room_draft (room_id, body, called, kept_ms) SELECT id, ?, ?, ? FROM room WHERE id = ?",
        (body, json.dumps(dict(called)), now, room),
    )


def keep_file(connection: Connection, account: AccountId, address: str, blob: BlobName, now: int) -> None:
    """Note where a file of a post is kept, and forget those that were not used for longest."""
    connection.execute(
        "INSERT OR REPLACE INTO post_file (account_id, address, blob, used_ms) VALUES (?, ?, ?, ?)",
        (account, address, blob, now),
    )
    rows = connection.execute(
        "SELECT f.account_id, f.address, b.size FROM post_file f JOIN blob b ON b.name = f.blob ORDER BY f.used_ms DESC"
    ).fetchall()
    kept = 0
    for owner, name, size in rows:
        kept += size
        if kept > FILES_KEPT_OCTETS and name != address:
            connection.execute("DELETE FROM post_file WHERE account_id = ? AND address = ?", (owner, name))


def use_file(connection: Connection, account: AccountId, address: str, now: int) -> None:
    """Note that a file was looked at."""
    connection.execute("UPDATE post_file SET used_ms = ? WHERE account_id = ? AND address = ?", (now, account, address))


def store_members(connection: Connection, room: RoomId, changes: Sequence[Change]) -> None:
    """Write everybody who is in a room now; whoever was and is not told of has left."""
    present = [change.truth for change in changes if isinstance(change.truth, MemberTruth)]
    names = json.dumps([one.person for one in present])
    connection.execute(
        "UPDATE room_member SET membership = 'left' WHERE room_id = ? AND membership IN ('joined', 'invited') "
        "AND person NOT IN (SELECT value FROM json_each(?))",
        (room, names),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO room_member (room_id, person, name, membership, avatar) VALUES (?, ?, ?, ?, ?)",
        [(room, one.person, one.name, one.membership, one.avatar) for one in present],
    )
