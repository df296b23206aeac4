"""Mail truth: pages of changes and contents, as the servers and the parser give them."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sync.model.accounts import KeepPolicy
from sync.model.changes import Change
from sync.model.faults import Bug
from sync.model.ids import AccountId, BlobName, CollectionId, ItemId, RemoteId, dated_item_id
from sync.model.mail import Address, ContentState, Envelope, Flag, FlagsTruth, MessageTruth, Summary
from sync.store.columns import DETAIL, PREVIEW_CHARACTERS, attachments_text, envelope_values, ids_text, words_text
from sync.store.connection import Connection
from sync.store.write.outbox import new_item_id
from sync.store.write.overlay import refold
from sync.store.write.stored import StoredPage
from sync.store.write.threads import Strand, weave
from sync.store.write.touched import Touched

_NO_ENVELOPE = Envelope(subject="", sender=Address("", ""))
_LISTED = (
    "id, collection_id, remote_id, revision, flags, keywords, received, size, has_attachment, content, preview, sender_name, "
    "sender_address, recipients, subject, thread"
)
_INSERT = f"INSERT INTO message ({_LISTED}) VALUES ({', '.join('?' * 16)})"  # noqa: S608
_INSERT_DETAIL = f"INSERT INTO message_detail (id, {DETAIL}) VALUES ({', '.join('?' * 9)})"  # noqa: S608
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message that enters truth, with all that is known of it."""

    id: ItemId
    collection: CollectionId
    remote_id: RemoteId
    revision: str
    flags: Flag
    keywords: frozenset[str]
    received: int
    size: int
    has_attachment: bool
    envelope: Envelope
    content: ContentState = ContentState.HEADERS
    preview: str = ""
    blob: bytes = b""
    attachments: str = "[]"
    final: bool = True
    """False for a message of our own of which the server's date is not known yet, and for drafts."""


def insert(connection: Connection, messages: Sequence[NewMessage]) -> Touched:
    """Put new messages into truth, each into its thread. Returns what that changed of other messages."""
    listed, details = [], []
    threads, touched = weave(connection, [Strand(one.id, one.envelope, one.final) for one in messages])
    for one, thread in zip(messages, threads, strict=True):
        name, address, recipients, subject, *rest, people = envelope_values(one.envelope)
        listed.append(
            (
                one.id, one.collection, one.remote_id, one.revision, int(one.flags), words_text(one.keywords), one.received,
                one.size, one.has_attachment, one.content, one.preview, name, address, recipients, subject, thread,
            )
        )  # fmt: skip
        details.append((one.id, one.blob, *rest, people, one.attachments))
    connection.executemany(_INSERT, listed)
    connection.executemany(_INSERT_DETAIL, details)
    return touched


def store_page(
    connection: Connection,
    collection: CollectionId,
    changes: Sequence[tuple[Change, Envelope | None]],
    removed: Iterable[RemoteId] = (),
    *,
    cursor: bytes | None = None,
    snapshot: AbstractSet[RemoteId] | None = None,
    complete: bool | None = None,
    expected: int | None = None,
) -> StoredPage:
    """Write a page of changes (or a slice of one) into truth, and the cursor that comes after it.

    Each change comes with the envelope that the parser made of its header (None: unreadable, or only flags). `cursor` None
    leaves the bookmark where it is: give it with the last slice. With `snapshot`, rows that are not in it go. `complete`
    says whether the mailbox is now known as a whole; `expected` is how many messages it holds.
    """
    known = _known(connection, collection, [change.item for change, _ in changes])
    new: list[NewMessage] = []
    changed: list[ItemId] = []
    unknown: list[RemoteId] = []
    taken = _taken(connection, [_first_id(change.item, mail_truth(change), envelope) for change, envelope in changes])
    for change, envelope in changes:
        row, truth = known.get(change.item), mail_truth(change)
        if row is not None:
            if _update(connection, row, change, truth):
                changed.append(row[0])
        elif isinstance(truth, FlagsTruth):
            unknown.append(change.item)
        else:
            item = _first_id(change.item, truth, envelope)
            if item in taken:
                item = new_item_id(connection, truth.received)
            taken.add(item)
            known[change.item] = (item, -1, "", "", 0, 0)
            new.append(_new(item, collection, change, truth, envelope or _NO_ENVELOPE))
    woven = insert(connection, new)
    gone = _remove(
        connection, collection, removed if snapshot is None else _missing(connection, collection, snapshot, removed)
    )
    if cursor is not None or complete is not None or expected is not None:
        connection.execute(
            "UPDATE collection SET cursor = coalesce(?, cursor), complete = coalesce(?, complete), "
            "server_total = coalesce(?, server_total) WHERE id = ?",
            (cursor, complete, expected, collection),
        )
    added = tuple(one.id for one in new)
    touched = Touched(
        (*added, *changed, *gone), frozenset((collection,)) if new or changed or gone else frozenset(), tuple(gone)
    )
    return StoredPage(
        added, tuple(changed), tuple(gone), tuple(unknown), touched | woven | refold(connection, [*changed, *gone])
    )


def store_contents(
    connection: Connection, contents: Sequence[tuple[ItemId, BlobName | None, Summary | None, ContentState]]
) -> Touched:
    """Write what the parser made of messages' bytes, and in which blob the bytes are. Messages that have gone are passed over."""
    connection.executemany(
        "UPDATE message SET content = ? WHERE id = ?",
        [(state, item) for item, _, made, state in contents if made is None],
    )
    connection.executemany(
        "UPDATE message SET content = ?, preview = ?, has_attachment = ? WHERE id = ?",
        [
            (state, made.preview[:PREVIEW_CHARACTERS], made.has_attachment, item)
            for item, _, made, state in contents
            if made is not None
        ],
    )
    connection.executemany(
        "UPDATE message_detail SET blob = ?, attachments = coalesce(?, attachments) WHERE id = ?",
        [
            (blob or b"", None if made is None else attachments_text(made.attachments), item)
            for item, blob, made, _ in contents
        ],
    )
    rows = connection.execute(
        "SELECT m.id, m.collection_id, EXISTS (SELECT 1 FROM operation_item i WHERE i.item = m.id) FROM message m "
        "WHERE m.id IN (SELECT value FROM json_each(?))",
        (ids_text(item for item, *_ in contents),),
    ).fetchall()
    touched = Touched(tuple(ItemId(row[0]) for row in rows), frozenset(CollectionId(row[1]) for row in rows))
    laid = [ItemId(row[0]) for row in rows if row[2]]
    return touched | refold(connection, laid) if laid else touched


def forget_contents(connection: Connection, items: Iterable[ItemId]) -> None:
    """Let contents be fetched again, where their blobs turned out damaged."""
    ids = ids_text(items)
    connection.execute("UPDATE message SET content = 0 WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    connection.execute("UPDATE message_detail SET blob = x'' WHERE id IN (SELECT value FROM json_each(?))", (ids,))


def without_content(
    connection: Connection, account: AccountId, limit: int, policy: KeepPolicy, *, now: int | None = None
) -> list[tuple[ItemId, CollectionId, RemoteId, int]]:
    """Return the newest messages of an account whose content the policy wants here and that have none yet, with their size
    in octets. `now` is in seconds since 1970."""
    moment = int(time.time()) if now is None else now
    oldest = dated_item_id(moment - policy.days * _DAY, 0) if policy.days else 0
    collections = connection.execute(
        "SELECT id FROM collection WHERE account_id = ? AND selectable", (account,)
    ).fetchall()
    if not collections:
        return []
    walk = (
        "SELECT id, collection_id, remote_id, size FROM message INDEXED BY message_without_content "
        "WHERE collection_id = ? AND content = 0 AND id >= ? AND size <= ?"
    )
    rows = connection.execute(
        " UNION ALL ".join([walk] * len(collections)) + " ORDER BY 1 DESC LIMIT ?",
        (*(value for row in collections for value in (row[0], oldest, policy.largest)), limit),
    ).fetchall()
    return [(ItemId(row[0]), CollectionId(row[1]), RemoteId(row[2]), row[3]) for row in rows]


def mail_truth(change: Change) -> MessageTruth | FlagsTruth:
    """Return what a mailbox's change says. Raises `Bug("wrong_truth")` for that of another service."""
    if not isinstance(change.truth, MessageTruth | FlagsTruth):
        raise Bug("wrong_truth", truth=type(change.truth).__name__)
    return change.truth


def _known(
    connection: Connection, collection: CollectionId, names: Sequence[RemoteId]
) -> dict[RemoteId, tuple[Any, ...]]:
    text = "SELECT id, flags, keywords, revision, content, has_attachment FROM message WHERE collection_id = ? AND remote_id = ?"
    found = {}
    for name in names:
        row = connection.execute(text, (collection, name)).fetchone()
        if row is not None:
            found[name] = row
    return found


def _first_id(name: RemoteId, truth: MessageTruth | FlagsTruth, envelope: Envelope | None) -> ItemId:
    """Return the id to try first: by date, and inside one second by the server's numbering where it has one."""
    if isinstance(truth, FlagsTruth):
        return ItemId(0)
    number = name.rpartition(":")[2]
    spread = int(number) & 0xFFFFF if number.isascii() and number.isdigit() else hash_of(name)
    return dated_item_id(_received(truth, envelope), spread)


def hash_of(name: str) -> int:
    """Return 20 bits of a name, the same in every process."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=3).digest(), "big") & 0xFFFFF


def _received(truth: MessageTruth, envelope: Envelope | None) -> int:
    return truth.received or (envelope.date if envelope is not None else 0)


def _taken(connection: Connection, items: Sequence[ItemId]) -> set[ItemId]:
    ids = ids_text(items)
    rows = connection.execute(
        "SELECT id FROM message WHERE id IN (SELECT value FROM json_each(?)) "
        "UNION ALL SELECT creates FROM operation_item WHERE creates <> 0 AND creates IN (SELECT value FROM json_each(?))",
        (ids, ids),
    ).fetchall()
    return {ItemId(row[0]) for row in rows}


def _new(item: ItemId, collection: CollectionId, change: Change, truth: MessageTruth, envelope: Envelope) -> NewMessage:
    return NewMessage(
        id=item,
        collection=collection,
        remote_id=change.item,
        revision=change.revision,
        flags=truth.flags,
        keywords=truth.keywords,
        received=_received(truth, envelope),
        size=truth.size,
        has_attachment=bool(truth.has_attachment),
        envelope=envelope,
        final=not truth.flags & Flag.DRAFT,
    )


def _update(
    connection: Connection, row: tuple[Any, ...], change: Change, truth: MessageTruth | FlagsTruth
) -> bool:
    """Bring a known message up to date; return whether it looks different."""
    item, flags, keywords, revision, content, has_attachment = row
    new_flags, new_keywords = int(truth.flags), words_text(truth.keywords)
    attached = has_attachment
    if (
        isinstance(truth, MessageTruth)
        and truth.has_attachment is not None
        and content == ContentState.HEADERS
    ):
        attached = int(truth.has_attachment)
    different = (new_flags, new_keywords, attached) != (flags, keywords, has_attachment)
    if flags != -1 and (different or (change.revision and change.revision != revision)):
        connection.execute(
            "UPDATE message SET flags = ?, keywords = ?, revision = ?, has_attachment = ? WHERE id = ?",
            (new_flags, new_keywords, change.revision or revision, attached, item),
        )
    return different and flags != -1


def _missing(
    connection: Connection, collection: CollectionId, snapshot: AbstractSet[RemoteId], removed: Iterable[RemoteId]
) -> set[RemoteId]:
    rows = connection.execute("SELECT remote_id FROM message WHERE collection_id = ?", (collection,)).fetchall()
    return ({RemoteId(row[0]) for row in rows} - snapshot) | set(removed)


def _remove(connection: Connection, collection: CollectionId, names: Iterable[RemoteId]) -> list[ItemId]:
    gone = []
    for name in names:
        row = connection.execute(
            "DELETE FROM message WHERE collection_id = ? AND remote_id = ? RETURNING id", (collection, name)
        ).fetchone()
        if row is not None:
            gone.append(ItemId(row[0]))
    return gone
