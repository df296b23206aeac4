"""The inside of a room as it is read: pages of its timeline up to the next gap, threads, people, receipts, drafts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sync.model.chat import Membership
from sync.model.ids import AccountId, ItemId, RemoteId, RoomId
from sync.store.chat_rows import PersonRow, PostRow
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.read.chat import POST, post_row

LAST = 2**62
"""Above every position."""


@dataclass(frozen=True, slots=True)
class Page:
    """Posts of a stretch of a timeline, oldest first. `low` is the position from which on everything that is here is in it."""

    rows: list[PostRow]
    low: int
    gap: bool
    """Posts before `low` are on the server and not here."""
    more: bool
    """Posts before `low` are here."""


def page_before(connection: Connection, room: RoomId, position: int, limit: int) -> Page:
    """Return posts before a position (of the room itself, not of its threads), as far as nothing is missing between them."""
    found = connection.execute(
        "SELECT max(position) FROM room_gap WHERE room_id = ? AND position <= ?", (room, position)
    ).fetchone()
    floor = int(found[0]) if found[0] is not None else 0
    rows = connection.execute(
        f"{POST} WHERE p.room_id = ? AND p.position < ? AND p.position >= ? AND p.thread = '' "
        "ORDER BY p.position DESC LIMIT ?",
        (room, position, floor, limit + 1),
    ).fetchall()
    more = len(rows) > limit
    kept = [post_row(row) for row in reversed(rows[:limit])]
    return Page(kept, kept[0].position if more else floor, not more and floor > 0, more)


def page_after(connection: Connection, room: RoomId, position: int, limit: int) -> list[PostRow]:
    """Return posts after a position, oldest first."""
    rows = connection.execute(
        f"{POST} WHERE p.room_id = ? AND p.position > ? AND p.thread = '' ORDER BY p.position LIMIT ?", (room, position, limit)
    ).fetchall()
    return [post_row(row) for row in rows]


def between(connection: Connection, room: RoomId, low: int, high: int) -> list[PostRow]:
    """Return all posts from one position to another, both included."""
    rows = connection.execute(
        f"{POST} WHERE p.room_id = ? AND p.position >= ? AND p.position <= ? AND p.thread = '' ORDER BY p.position",
        (room, low, high),
    ).fetchall()
    return [post_row(row) for row in rows]


def thread(connection: Connection, room: RoomId, root: RemoteId, limit: int = 500) -> list[PostRow]:
    """Return the post that began a thread, where it is here, and the newest answers in it."""
    rows = connection.execute(
        f"{POST} WHERE p.room_id = ? AND p.thread = ? ORDER BY p.position DESC LIMIT ?", (room, root, limit)
    ).fetchall()
    first = connection.execute(f"{POST} WHERE p.room_id = ? AND p.remote_id = ?", (room, root)).fetchall()
    return [post_row(row) for row in [*first, *reversed(rows)]]


def replies(connection: Connection, room: RoomId, shown: Sequence[RemoteId]) -> dict[RemoteId, int]:
    """Return how many answers the threads have that posts began."""
    rows = connection.execute(
        "SELECT thread, count(*) FROM post WHERE room_id = ? AND thread <> '' AND thread IN (SELECT value FROM json_each(?)) "
        "AND kind <> 'redacted' GROUP BY thread",
        (room, json.dumps(list(shown))),
    ).fetchall()
    return {RemoteId(row[0]): int(row[1]) for row in rows}


def reactions(
    connection: Connection, room: RoomId, shown: Sequence[RemoteId]
) -> dict[RemoteId, dict[str, tuple[str, ...]]]:
    """Return post → emoji → people, for posts of a room."""
    rows = connection.execute(
        "SELECT post, key, sender FROM reaction WHERE room_id = ? AND post IN (SELECT value FROM json_each(?)) "
        "ORDER BY post, remote_id",
        (room, json.dumps(list(shown))),
    ).fetchall()
    found: dict[RemoteId, dict[str, tuple[str, ...]]] = {}
    for post, key, sender in rows:
        keys = found.setdefault(RemoteId(post), {})
        keys[key] = (*keys.get(key, ()), sender)
    return found


def readers(connection: Connection, room: RoomId) -> dict[RemoteId, list[PersonRow]]:
    """Return post → people who have read up to it."""
    rows = connection.execute(
        "SELECT r.post, r.person, coalesce(m.name, ''), coalesce(m.membership, 'joined'), coalesce(m.avatar, '') FROM receipt r "
        "LEFT JOIN room_member m ON m.room_id = r.room_id AND m.person = r.person WHERE r.room_id = ? ORDER BY r.read_ms DESC",
        (room,),
    ).fetchall()
    found: dict[RemoteId, list[PersonRow]] = {}
    for row in rows:
        found.setdefault(RemoteId(row[0]), []).append(PersonRow(row[1], row[2], Membership(row[3]), row[4]))
    return found


def people(connection: Connection, room: RoomId, beginning: str = "", limit: int = 2000) -> list[PersonRow]:
    """Return who is in a room or invited to it, by name; with `beginning`, those whose name or id has it in it."""
    wanted = f"%{beginning.casefold()}%"
    rows = connection.execute(
        "SELECT person, name, membership, avatar FROM room_member WHERE room_id = ? AND membership IN ('joined', 'invited') "
        "AND (? = '%%' OR lower(name) LIKE ? OR lower(person) LIKE ?) "
        "ORDER BY membership <> 'joined', name = '', lower(name), person LIMIT ?",
        (room, wanted, wanted, wanted, limit),
    ).fetchall()
    return [PersonRow(row[0], row[1], Membership(row[2]), row[3]) for row in rows]


def draft(connection: Connection, room: RoomId) -> tuple[str, dict[str, str]]:
    """Return what was begun in a room and not sent, with whom it calls by which words."""
    row = connection.execute("SELECT body, called FROM room_draft WHERE room_id = ?", (room,)).fetchone()
    return (str(row[0]), dict(json.loads(row[1]))) if row else ("", {})


def drafted(connection: Connection) -> frozenset[RoomId]:
    """Return the rooms in which something was begun."""
    return frozenset(RoomId(row[0]) for row in connection.execute("SELECT room_id FROM room_draft").fetchall())


def position_at(connection: Connection, room: RoomId, moment: int) -> int | None:
    """Return the position of the first post at or after a moment (milliseconds since 1970), None where there is none."""
    row = connection.execute(
        "SELECT min(position) FROM post WHERE room_id = ? AND sent_ms >= ? AND thread = ''", (room, moment)
    ).fetchone()
    return int(row[0]) if row[0] is not None else None


def oldest(connection: Connection, room: RoomId) -> int:
    """Return when the oldest post that is here was sent (milliseconds since 1970), 0 where there is none."""
    row = connection.execute("SELECT min(sent_ms) FROM post WHERE room_id = ? AND sent_ms > 0", (room,)).fetchone()
    return int(row[0] or 0)


def place_of(connection: Connection, post: ItemId) -> tuple[RoomId, int, RemoteId] | None:
    """Return a post's room, its position (of a post in a thread: of the one that began it) and its thread."""
    row = connection.execute(
        "SELECT p.room_id, coalesce(r.position, p.position), p.thread FROM post p LEFT JOIN post r ON r.room_id = p.room_id "
        "AND r.remote_id = p.thread AND p.thread <> '' WHERE p.id = ?",
        (post,),
    ).fetchone()
    return (RoomId(row[0]), int(row[1]), RemoteId(row[2])) if row else None


def pinned(connection: Connection, room: RoomId) -> list[PostRow]:
    """Return the pinned posts of a room that are here, in their order."""
    rows = connection.execute(
        f"{POST} JOIN room r ON r.id = p.room_id JOIN json_each(r.pinned) j ON j.value = p.remote_id WHERE p.room_id = ? "
        "ORDER BY j.key",
        (room,),
    ).fetchall()
    return [post_row(row) for row in rows]


def named(connection: Connection, room: RoomId, names: Sequence[RemoteId]) -> dict[RemoteId, PostRow]:
    """Return posts by how the server names them."""
    rows = connection.execute(
        f"{POST} WHERE p.room_id = ? AND p.remote_id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (room, json.dumps(list(names))),
    ).fetchall()
    return {row.remote_id: row for row in map(post_row, rows)}


def kept_file(connection: Connection, account: int, address: str) -> bytes | None:
    """Return the blob of a file of a post that is kept here."""
    row = connection.execute(
        "SELECT blob FROM post_file WHERE account_id = ? AND address = ?", (account, address)
    ).fetchone()
    return bytes(row[0]) if row else None


def of_posts(connection: Connection, items: Sequence[ItemId]) -> list[RoomId]:
    """Return the rooms of posts."""
    rows = connection.execute(
        "SELECT DISTINCT room_id FROM post WHERE id IN (SELECT value FROM json_each(?))", (ids_text(items),)
    ).fetchall()
    return [RoomId(row[0]) for row in rows]


def wanting_history(connection: Connection, account: AccountId, since: int, most: int) -> list[RoomId]:
    """Return the rooms with a gap after a moment (milliseconds since 1970) of which fewer than `most` posts are here."""
    rows = connection.execute(
        "SELECT r.id FROM room r WHERE r.account_id = ? AND r.membership = 'joined' AND r.kind <> 'space' AND EXISTS "
        "(SELECT 1 FROM room_gap g JOIN post p ON p.room_id = g.room_id AND p.remote_id = g.post WHERE g.room_id = r.id "
        "AND p.sent_ms >= ?) AND (SELECT count(*) FROM (SELECT 1 FROM post p WHERE p.room_id = r.id LIMIT ?)) < ? "
        "ORDER BY r.muted, r.active_ms DESC, r.id",
        (account, since, most, most),
    ).fetchall()
    return [RoomId(row[0]) for row in rows]
