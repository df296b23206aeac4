"""Chat into truth: pages of the stream, pages of history, and what the server said of the user's own posts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sync.model.changes import Change
from sync.model.chat import (
    EditTruth,
    GapTruth,
    MemberTruth,
    PostKind,
    PostToRoom,
    PostTruth,
    ReactionTruth,
    ReceiptTruth,
    RedactionTruth,
    RoomTruth,
)
from sync.model.ids import AccountId, CollectionId, ItemId, RemoteId, RoomId, dated_post_id
from sync.model.operations import Operation, RemoteItem
from sync.model.polls import PollEndTruth, VoteTruth
from sync.model.trust import Trust, TrustTruth
from sync.serial import to_json
from sync.store.connection import Connection

_BLOCK = 1 << 32
"""How far apart two blocks of a timeline are: more posts than a gap will ever hold."""
_START = 1 << 40

_Other = EditTruth | RedactionTruth | ReactionTruth | VoteTruth | PollEndTruth
"""What is said about another post."""
_Timeline = PostTruth | GapTruth | _Other


@dataclass(slots=True)
class StoredChat:
    """What a page did: the rooms and posts that look different, those to index, and new posts to tell the user of."""

    rooms: set[RoomId] = field(default_factory=set)
    posts: set[ItemId] = field(default_factory=set)
    new: list[ItemId] = field(default_factory=list)


def store_stream(
    connection: Connection,
    account: AccountId,
    changes: Sequence[Change],
    collection: CollectionId | None = None,
    cursor: bytes | None = None,
) -> StoredChat:
    """Write changes of the stream, and with the last of them the cursor that comes after."""
    done = StoredChat()
    blocks: dict[RemoteId, _Block] = {}
    timelines: dict[RemoteId, list[Change]] = {}
    for change in changes:
        if isinstance(change.truth, _Timeline):
            timelines.setdefault(change.truth.room, []).append(change)
    for change in changes:
        truth = change.truth
        match truth:
            case RoomTruth():
                done.rooms.add(_put_room(connection, account, change.item, truth))
            case MemberTruth() | ReceiptTruth():
                done.rooms.add(_put_person(connection, _room(connection, account, truth.room), truth))
            case TrustTruth():
                _judge(connection, _room(connection, account, truth.room), truth, done)
            case _ if isinstance(truth, _Timeline):
                block = blocks.get(truth.room)
                if block is None:
                    room = _room(connection, account, truth.room)
                    block = blocks[truth.room] = _Block(connection, room, timelines[truth.room])
                block.take(change, done)
    if collection is not None:
        connection.execute(
            "UPDATE collection SET cursor = coalesce(?, cursor), complete = 1 WHERE id = ?", (cursor, collection)
        )
    return done


class _Block:
    """The end of a room's timeline, growing. A gap is real only where nothing of the block is here already."""

    def __init__(self, connection: Connection, room: RoomId, timeline: Iterable[Change]) -> None:
        self._connection = connection
        self._room = room
        posts = [change.item for change in timeline if isinstance(change.truth, PostTruth)]
        self._joins = any(_placed(connection, room, item) is not None for item in posts)
        row = connection.execute("SELECT max(position) FROM post WHERE room_id = ?", (room,)).fetchone()
        self._next = _START if row[0] is None else int(row[0]) + 1
        self._gap = ""

    def take(self, change: Change, done: StoredChat) -> None:
        """Write one change of the timeline."""
        truth = change.truth
        if isinstance(truth, GapTruth):
            if not self._joins:
                self._next += _BLOCK
                self._gap = truth.token
        elif isinstance(truth, PostTruth):
            _put_post(self._connection, self._room, change.item, truth, self._next, done)
            if self._gap:
                self._connection.execute(
                    "INSERT OR REPLACE INTO room_gap (room_id, post, position, token) VALUES (?, ?, ?, ?)",
                    (self._room, change.item, self._next, self._gap),
                )
                self._gap = ""
            self._next += 1
        elif isinstance(truth, _Other):
            _put_other(self._connection, self._room, change.item, truth, done)


def store_history(
    connection: Connection, room: RoomId, gap: RemoteId, changes: Sequence[Change], token: str
) -> StoredChat:
    """Write a page that fills a gap from above (newest first); `token` goes on, empty: there is nothing before it."""
    done = StoredChat(rooms={room})
    position = _position(connection, room, gap)
    if position is None:
        return done
    oldest, closed = gap, not token
    for change in changes:
        truth = change.truth
        match truth:
            case PostTruth():
                known = _placed(connection, room, change.item)
                if known is not None and known < position:
                    closed = True
                if known is None:
                    position -= 1
                    _put_post(connection, room, change.item, truth, position, done)
                    oldest = change.item
            case MemberTruth():
                connection.execute(
                    "INSERT OR IGNORE INTO room_member (room_id, person, name, membership, avatar) VALUES (?, ?, ?, ?, ?)",
                    (room, truth.person, truth.name, truth.membership, truth.avatar),
                )
            case _ if isinstance(truth, _Other):
                _put_other(connection, room, change.item, truth, done)
    connection.execute("DELETE FROM room_gap WHERE room_id = ? AND post = ?", (room, gap))
    if not closed:
        connection.execute(
            "INSERT OR REPLACE INTO room_gap (room_id, post, position, token) VALUES (?, ?, ?, ?)",
            (room, oldest, position, token),
        )
    done.new.clear()
    return done


def settle_post(connection: Connection, operation: Operation, made: RemoteItem | None) -> list[ItemId]:
    """The server took a post: it stands at the end of the timeline at once, until the stream says where its place is."""
    said = operation.intention
    if made is None or not made.item or not isinstance(said, PostToRoom) or said.upload is not None:
        return []
    row = connection.execute("SELECT remote_id, encrypted FROM room WHERE id = ?", (said.room,)).fetchone()
    if row is None or _position(connection, said.room, made.item) is not None:
        return []
    name = connection.execute(
        "SELECT c.remote_id FROM collection c WHERE c.account_id = ? AND c.service = 'chat' LIMIT 1",
        (operation.account,),
    ).fetchone()
    top = connection.execute(
        "SELECT coalesce(max(position) + 1, ?) FROM post WHERE room_id = ?", (_START, said.room)
    ).fetchone()
    reply = connection.execute("SELECT remote_id FROM post WHERE id = ?", (said.reply_to or 0,)).fetchone()
    thread = connection.execute("SELECT remote_id FROM post WHERE id = ?", (said.thread or 0,)).fetchone()
    truth = PostTruth(
        RemoteId(row[0]),
        str(name[0]) if name else "",
        operation.created,
        PostKind.TEXT,
        said.body,
        said.html,
        reply_to=RemoteId(reply[0]) if reply else RemoteId(""),
        thread=RemoteId(thread[0]) if thread else RemoteId(""),
        mentions=said.mentions,
        operation=operation.id,
    )
    if row[1]:
        truth = replace(truth, trust=Trust.VERIFIED)
    done = StoredChat()
    _put_post(connection, said.room, made.item, truth, int(top[0]), done)
    connection.executemany("UPDATE post SET settled = 1 WHERE id = ?", [(post,) for post in done.posts])
    return sorted(done.posts)


# --- rows ---


def _room(connection: Connection, account: AccountId, name: RemoteId) -> RoomId:
    connection.execute("INSERT OR IGNORE INTO room (account_id, remote_id) VALUES (?, ?)", (account, name))
    row = connection.execute("SELECT id FROM room WHERE account_id = ? AND remote_id = ?", (account, name)).fetchone()
    return RoomId(row[0])


def _put_room(connection: Connection, account: AccountId, name: RemoteId, truth: RoomTruth) -> RoomId:
    room = _room(connection, account, name)
    connection.execute(
        "UPDATE room SET name = ?, kind = ?, membership = ?, topic = ?, avatar = ?, favourite = ?, low_priority = ?, muted = ?, "
        "encrypted = ?, unread = ?, mentions = ?, people = ?, active_ms = ?, inviter = ?, spaces = ?, pinned = ?, permitted = ?, "
        "read_up_to = ? WHERE id = ?",
        (
            truth.name, truth.kind, truth.membership, truth.topic, truth.avatar, truth.favourite, truth.low_priority, truth.muted,
            truth.encrypted, truth.unread, truth.mentions, truth.people, truth.active, truth.inviter, to_json(truth.spaces),
            to_json(truth.pinned), to_json(sorted(truth.permitted)), truth.read_up_to, room,
        ),
    )  # fmt: skip
    return room


def _put_person(connection: Connection, room: RoomId, truth: MemberTruth | ReceiptTruth) -> RoomId:
    if isinstance(truth, MemberTruth):
        connection.execute(
            "INSERT OR REPLACE INTO room_member (room_id, person, name, membership, avatar) VALUES (?, ?, ?, ?, ?)",
            (room, truth.person, truth.name, truth.membership, truth.avatar),
        )
    else:
        connection.execute(
            "INSERT OR REPLACE INTO receipt (room_id, person, post, read_ms) VALUES (?, ?, ?, ?)",
            (room, truth.person, truth.post, truth.read),
        )
    return room


def _position(connection: Connection, room: RoomId, item: RemoteId) -> int | None:
    row = connection.execute("SELECT position FROM post WHERE room_id = ? AND remote_id = ?", (room, item)).fetchone()
    return int(row[0]) if row else None


def _placed(connection: Connection, room: RoomId, item: RemoteId) -> int | None:
    """Return the position of a post as the server told it; None also for one that only the answer to its sending told of."""
    row = connection.execute(
        "SELECT position FROM post WHERE room_id = ? AND remote_id = ? AND settled = 0", (room, item)
    ).fetchone()
    return int(row[0]) if row else None


def _put_post(
    connection: Connection, room: RoomId, item: RemoteId, truth: PostTruth, position: int, done: StoredChat
) -> None:
    """Write a post, or what is known of it now: a post that was opened is never sealed again, a redacted one stays so."""
    known = connection.execute(
        "SELECT id, kind, settled FROM post WHERE room_id = ? AND remote_id = ?", (room, item)
    ).fetchone()
    taken = connection.execute("SELECT 1 FROM post_redaction WHERE room_id = ? AND target = ?", (room, item)).fetchone()
    if taken is not None:
        truth = PostTruth(truth.room, truth.sender, truth.sent, PostKind.REDACTED, operation=truth.operation)
    if known is not None and truth.kind is PostKind.SEALED and known[1] != PostKind.SEALED:
        return
    values = (
        truth.sender, truth.sent, truth.kind, truth.body, truth.html, truth.trust, truth.why, truth.about, truth.reply_to,
        truth.thread, truth.edited, to_json(truth.media) if truth.media else "", to_json(sorted(truth.mentions)),
        to_json(truth.poll) if truth.poll else "", truth.session,
    )  # fmt: skip
    if known is not None:
        post = ItemId(known[0])
        connection.execute(
            "UPDATE post SET sender = ?, sent_ms = ?, kind = ?, body = ?, html = ?, trust = ?, why = ?, about = ?, reply_to = ?, "
            "thread = ?, edited_ms = ?, media = ?, mentions = ?, poll = ?, session = ?, "
            "operation_id = coalesce(nullif(?, ''), operation_id) WHERE id = ?",
            (*values, truth.operation, post),
        )
        if known[2]:
            connection.execute("UPDATE post SET position = ?, settled = 0 WHERE id = ?", (position, post))
    else:
        post = _new_id(connection, truth.sent)
        connection.execute(
            "INSERT INTO post (sender, sent_ms, kind, body, html, trust, why, about, reply_to, thread, edited_ms, media, "
            "mentions, poll, session, operation_id, id, room_id, remote_id, position) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, truth.operation, post, room, item, position),
        )
        done.new.append(post)
    _apply_edits(connection, room, item)
    done.posts.add(post)
    done.rooms.add(room)


def _put_other(connection: Connection, room: RoomId, item: RemoteId, truth: _Other, done: StoredChat) -> None:
    """Write what is said about a post, and what it does to it. Until it was opened it may have stood as a sealed post."""
    done.rooms.add(room)
    sealed = connection.execute(
        "DELETE FROM post WHERE room_id = ? AND remote_id = ? AND kind = ? RETURNING id", (room, item, PostKind.SEALED)
    ).fetchall()
    done.posts.update(ItemId(row[0]) for row in sealed)
    if not isinstance(truth, RedactionTruth) and _redacted(connection, room, item):
        return
    match truth:
        case EditTruth():
            connection.execute(
                "INSERT OR REPLACE INTO post_edit (room_id, remote_id, post, sender, sent_ms, body, html, trust, poll) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    room, item, truth.post, truth.sender, truth.sent, truth.body, truth.html, truth.trust,
                    to_json(truth.poll) if truth.poll else "",
                ),
            )  # fmt: skip
            _apply_edits(connection, room, truth.post)
            done.posts.update(_ids(connection, room, truth.post))
        case ReactionTruth():
            connection.execute(
                "INSERT OR REPLACE INTO reaction (room_id, post, remote_id, sender, key) VALUES (?, ?, ?, ?, ?)",
                (room, truth.post, item, truth.sender, truth.key),
            )
            done.posts.update(_ids(connection, room, truth.post))
        case VoteTruth():
            connection.execute(
                "INSERT OR REPLACE INTO poll_vote (room_id, post, remote_id, sender, sent_ms, answers) VALUES (?, ?, ?, ?, ?, ?)",
                (room, truth.poll, item, truth.sender, truth.sent, to_json(truth.answers)),
            )
            done.posts.update(_ids(connection, room, truth.poll))
        case PollEndTruth():
            connection.execute(
                "INSERT OR REPLACE INTO poll_end (room_id, post, remote_id, sender, sent_ms, may) VALUES (?, ?, ?, ?, ?, ?)",
                (room, truth.poll, item, truth.sender, truth.sent, truth.may),
            )
            done.posts.update(_ids(connection, room, truth.poll))
        case RedactionTruth():
            connection.execute(
                "INSERT OR REPLACE INTO post_redaction (room_id, target, sender, reason) VALUES (?, ?, ?, ?)",
                (room, truth.target, truth.sender, truth.reason),
            )
            connection.execute(
                "UPDATE post SET kind = ?, body = '', html = '', media = '', mentions = '[]', poll = '' "
                "WHERE room_id = ? AND remote_id = ?",
                (PostKind.REDACTED, room, truth.target),
            )
            for table in ("reaction", "post_edit", "poll_vote", "poll_end"):
                connection.execute(
                    f"DELETE FROM {table} WHERE room_id = ?1 AND (remote_id = ?2 OR post = ?2)",  # noqa: S608
                    (room, truth.target),
                )
            done.posts.update(_ids(connection, room, truth.target))


def _apply_edits(connection: Connection, room: RoomId, item: RemoteId) -> None:
    """Show a post as its own sender wrote it last; edits by others change nothing."""
    connection.execute(
        "UPDATE post SET (body, html, edited_ms, poll) = (SELECT e.body, e.html, e.sent_ms, "
        "coalesce(nullif(e.poll, ''), post.poll) FROM post_edit e WHERE e.room_id = ?1 "
        "AND e.post = ?2 AND e.sender = post.sender ORDER BY e.sent_ms DESC, e.remote_id DESC LIMIT 1) "
        "WHERE room_id = ?1 AND remote_id = ?2 AND kind NOT IN ('redacted', 'sealed') AND EXISTS "
        "(SELECT 1 FROM post_edit e WHERE e.room_id = ?1 AND e.post = ?2 AND e.sender = post.sender)",
        (room, item),
    )


def _judge(connection: Connection, room: RoomId, truth: TrustTruth, done: StoredChat) -> None:
    """Say of posts what is known of their sender by now."""
    rows = connection.execute(
        "UPDATE post SET trust = ? WHERE room_id = ? AND session = ? AND session <> '' AND trust <> ? RETURNING id",
        (truth.trust, room, truth.session, truth.trust),
    ).fetchall()
    done.posts.update(ItemId(row[0]) for row in rows)


def _redacted(connection: Connection, room: RoomId, item: RemoteId) -> bool:
    row = connection.execute("SELECT 1 FROM post_redaction WHERE room_id = ? AND target = ?", (room, item)).fetchone()
    return row is not None


def _ids(connection: Connection, room: RoomId, item: RemoteId) -> list[ItemId]:
    rows = connection.execute("SELECT id FROM post WHERE room_id = ? AND remote_id = ?", (room, item)).fetchall()
    return [ItemId(row[0]) for row in rows]


def _new_id(connection: Connection, sent: int) -> ItemId:
    while True:
        item = dated_post_id(sent, int.from_bytes(os.urandom(3), "big"))
        if connection.execute("SELECT 1 FROM post WHERE id = ?", (item,)).fetchone() is None:
            return item
