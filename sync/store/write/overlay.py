"""The overlay: what waiting operations make of the truth, folded into rows by one function.

`refold` brings the rows of some messages up to date, `fresh_fold` all of them; both go through `_fold`, so that the
overlay is always what a fresh fold would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

from sync.model.accounts import Service
from sync.model.collections import Role
from sync.model.ids import CollectionId, ItemId, item_timestamp
from sync.model.mail import Envelope, Flag, Pending
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import (
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Intention,
    MoveItems,
    OperationState,
    RenameCollection,
    SaveDraft,
    SendMessage,
)
from sync.serial import intention_from_json
from sync.store.columns import ENVELOPE, PREVIEW_CHARACTERS, envelope_values, ids_text, words, words_text
from sync.store.connection import Connection
from sync.store.write.threads import Strand, weave
from sync.store.write.touched import Touched

HIDDEN = CollectionId(0)
_COPIED = f"received, size, has_attachment, content, preview, blob, attachments, {ENVELOPE}, thread"
_LAID = "(o.state NOT IN ('refused', 'conflict') OR o.kind IN ('save_draft', 'send_message', 'redirect_message'))"
"""A refused or conflicting wish is no longer shown as if it came true; what the user wrote stays visible."""
_OPERATION = "o.position, o.id, o.account_id, o.kind, o.intention, o.state, o.draft_key"
_PENDING_OF_STATE = {
    OperationState.QUEUED: Pending.QUEUED,
    OperationState.RUNNING: Pending.SENDING,
    OperationState.UNCERTAIN: Pending.UNCERTAIN,
    OperationState.REFUSED: Pending.REFUSED,
    OperationState.CONFLICT: Pending.CONFLICT,
}
_BATCH = 500

Written: TypeAlias = SaveDraft | SendMessage | RedirectMessage
"""What makes a row of its own, in Drafts or in Sent."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Where and how a message is shown."""

    collection: CollectionId
    flags: Flag
    keywords: frozenset[str]


@dataclass(frozen=True)
class _Laid:
    """An operation of the outbox as the fold needs it."""

    position: int
    id: str
    account: int
    kind: str
    text: str
    state: OperationState
    draft_key: str

    @cached_property
    def intention(self) -> Intention:
        return intention_from_json(self.kind, self.text)


def lay(shown: Shown, item: ItemId, intention: Intention) -> Shown:
    """Return how `item` is shown once `intention` is laid over `shown`. The heart of the overlay; a pure function."""
    match intention:
        case ChangeFlags():
            return replace(
                shown,
                flags=(shown.flags & ~intention.remove) | intention.add,
                keywords=(shown.keywords - intention.remove_keywords) | intention.add_keywords,
            )
        case MoveItems():
            return replace(shown, collection=intention.target)
        case DeleteItems() | EmptyCollection():
            return replace(shown, collection=HIDDEN)
        case SaveDraft() if item == intention.replaces:
            return replace(shown, collection=HIDDEN)
        case SendMessage() if item == intention.replaces:
            return replace(shown, collection=HIDDEN)
        case RedirectMessage():
            return replace(shown, flags=shown.flags | Flag.FORWARDED)
        case SendReceipt():
            return replace(shown, flags=shown.flags | Flag.RECEIPT_SENT)
        case SendMessage() if item == intention.draft.answers:
            return replace(shown, flags=shown.flags | (Flag.FORWARDED if intention.draft.forwards else Flag.ANSWERED))
        case _:
            return shown


def refold(connection: Connection, items: Iterable[ItemId]) -> Touched:
    """Fold the overlay of these messages (and of copies made of them) again, after their truth or operations changed."""
    touched = Touched()
    wanted = _with_copies(connection, items)
    for start in range(0, len(wanted), _BATCH):
        touched |= _fold(connection, wanted[start : start + _BATCH])
    return touched


def items_of(connection: Connection, position: int, draft_key: str = "") -> list[ItemId]:
    """Return the messages that the operation at `position` touches or makes, and the rows made for the same draft."""
    rows = connection.execute("SELECT item, creates FROM operation_item WHERE position = ?", (position,)).fetchall()
    if draft_key:
        rows += connection.execute(
            "SELECT i.item, i.creates FROM operation o JOIN operation_item i ON i.position = o.position WHERE o.draft_key = ?",
            (draft_key,),
        ).fetchall()
    return [ItemId(value) for value in dict.fromkeys(value for row in rows for value in row) if value]


def refold_drafts(connection: Connection, account: int) -> Touched:
    """Fold the rows of outgoing messages and drafts of an account again, after its mailboxes got other roles."""
    rows = connection.execute(
        "SELECT i.creates FROM operation o JOIN operation_item i ON i.position = o.position "
        "WHERE o.account_id = ? AND (o.draft_key <> '' OR o.kind = 'redirect_message') AND i.creates <> 0",
        (account,),
    ).fetchall()
    return refold(connection, [ItemId(row[0]) for row in rows])


def refold_collections(connection: Connection) -> frozenset[CollectionId]:
    """Fold the overlay of all collections again (operations on them are few); return those concerned."""
    before = connection.execute("SELECT id, created FROM collection_overlay").fetchall()
    connection.execute("DELETE FROM collection_overlay")
    rows = connection.execute(
        f"SELECT {_OPERATION} FROM operation o WHERE o.kind IN (?, ?, ?) AND {_LAID} ORDER BY o.position",  # noqa: S608
        (CreateCollection.kind, RenameCollection.kind, DeleteCollection.kind),
    ).fetchall()
    concerned = {CollectionId(row[0]) for row in before}
    for row in rows:
        laid = _laid(row)
        concerned.add(_lay_collection(connection, laid))
    connection.execute(
        "DELETE FROM collection_count WHERE collection_id NOT IN (SELECT id FROM collection) "
        "AND collection_id NOT IN (SELECT id FROM collection_overlay)"
    )
    return frozenset(concerned - {HIDDEN})


def fresh_fold(connection: Connection) -> None:
    """Forget the whole overlay and fold it anew."""
    connection.execute("DELETE FROM message_overlay")
    connection.execute("DELETE FROM message_pending")
    refold_collections(connection)
    rows = connection.execute(
        "SELECT DISTINCT item FROM operation_item UNION SELECT creates FROM operation_item"
    ).fetchall()
    refold(connection, [ItemId(row[0]) for row in rows if row[0]])


def _lay_collection(connection: Connection, laid: _Laid) -> CollectionId:
    match laid.intention:
        case CreateCollection(placeholder=placeholder) as made if placeholder is not None:
            connection.execute(
                "INSERT INTO collection_overlay (id, operation_id, account_id, created, name, parent_id, service, colour, "
                "components) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)",
                (placeholder, laid.id, laid.account, made.name, made.parent or 0, made.service, made.colour,
                 words_text(made.components)),
            )  # fmt: skip
            connection.execute("INSERT OR IGNORE INTO collection_count (collection_id) VALUES (?)", (placeholder,))
            return placeholder
        case RenameCollection(collection=collection, name=name) as renamed:
            connection.execute(
                "INSERT INTO collection_overlay (id, operation_id, account_id, name, service, colour) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET name = excluded.name, colour = coalesce(nullif(excluded.colour, ''), colour)",
                (collection, laid.id, laid.account, name, renamed.service, renamed.colour),
            )
            return collection
        case DeleteCollection(collection=collection):
            connection.execute(
                "INSERT INTO collection_overlay (id, operation_id, account_id, hidden) VALUES (?, ?, ?, 1) "
                "ON CONFLICT (id) DO UPDATE SET hidden = 1",
                (collection, laid.id, laid.account),
            )
            return collection
        case _:
            return HIDDEN


def _with_copies(connection: Connection, items: Iterable[ItemId]) -> list[ItemId]:
    """Return the ids and those of copies of them, originals before copies."""
    found = dict.fromkeys(items)
    new = list(found)
    while new:
        rows = connection.execute(
            "SELECT i.creates FROM json_each(?) j CROSS JOIN operation_item i ON i.item = j.value WHERE i.creates <> 0",
            (ids_text(new),),
        ).fetchall()
        new = [ItemId(row[0]) for row in rows if row[0] not in found]
        found.update(dict.fromkeys(new))
    return list(found)


def _fold(connection: Connection, items: list[ItemId]) -> Touched:
    ids = ids_text(items)
    before = connection.execute(
        "SELECT id, collection_id, base_collection_id FROM message_overlay WHERE id IN (SELECT value FROM json_each(?)) "
        "UNION ALL SELECT id, collection_id, 0 FROM message_pending WHERE id IN (SELECT value FROM json_each(?))",
        (ids, ids),
    ).fetchall()
    connection.execute("DELETE FROM message_overlay WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    connection.execute("DELETE FROM message_pending WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    after = [*_fold_truth(connection, ids), *_fold_made(connection, ids)]
    rows = [*before, *after]
    return Touched(
        tuple(dict.fromkeys(ItemId(row[0]) for row in rows)),
        frozenset(CollectionId(collection) for row in rows for collection in row[1:] if collection),
    )


def _fold_truth(connection: Connection, ids: str) -> list[tuple[int, int, int]]:
    """Write the overlay rows of messages that a server holds; return (id, shown collection, collection in truth) of each."""
    operations = _operations_on(connection, ids)
    if not operations:
        return []
    truths = connection.execute(
        "SELECT id, collection_id, flags, keywords, has_attachment FROM message WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    ).fetchall()
    rows = []
    for item, collection, flags, keywords, has_attachment in truths:
        truth = shown = Shown(CollectionId(collection), Flag(flags), words(keywords))
        for laid in operations.get(item, ()):
            shown = lay(shown, item, laid.intention)
        if shown != truth:
            unread = not truth.flags & Flag.SEEN
            place = shown.collection, int(shown.flags), words_text(shown.keywords)
            rows.append((item, collection, unread, *place, has_attachment))
    connection.executemany(
        "INSERT INTO message_overlay (id, base_collection_id, base_unread, collection_id, flags, keywords, has_attachment) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return [(row[0], row[3], row[1]) for row in rows]


def _fold_made(connection: Connection, ids: str) -> list[tuple[int, int, int]]:
    """Write the rows that no server holds yet; return (id, shown collection, 0) of each."""
    makers = connection.execute(
        f"SELECT i.creates, i.item, {_OPERATION} "  # noqa: S608
        "FROM operation_item i JOIN operation o ON o.position = i.position "
        f"WHERE i.creates IN (SELECT value FROM json_each(?)) AND i.creates <> 0 AND {_LAID} ORDER BY o.position",
        (ids,),
    ).fetchall()
    if not makers:
        return []
    operations = _operations_on(connection, ids)
    made: list[tuple[int, int, int]] = []
    for creates, source, *row in makers:
        laid = _laid(tuple(row))
        match laid.intention:
            case CopyItems(target=target):
                shown = _copy(connection, laid, creates, source, target)
            case SaveDraft() | SendMessage() | RedirectMessage():
                shown = _write(connection, laid, creates, laid.intention)
            case _:
                shown = None
        if shown is None:
            continue
        for later in operations.get(creates, ()):
            shown = lay(shown, creates, later.intention)
        if shown.collection == HIDDEN:
            connection.execute("DELETE FROM message_pending WHERE id = ?", (creates,))
            continue
        connection.execute(
            "UPDATE message_pending SET collection_id = ?, flags = ?, keywords = ? WHERE id = ?",
            (shown.collection, int(shown.flags), words_text(shown.keywords), creates),
        )
        made.append((creates, shown.collection, 0))
    return made


def _copy(connection: Connection, laid: _Laid, creates: int, source: int, target: CollectionId) -> Shown | None:
    """Put a row for the copy of a message, hidden for now; None where the original is gone."""
    for table in ("message_whole", "message_pending"):
        row = connection.execute(
            f"SELECT flags, keywords, collection_id FROM {table} WHERE id = ?",  # noqa: S608
            (source,),  # noqa: RUF100, S608
        ).fetchone()
        if row is not None:
            connection.execute(
                f"INSERT INTO message_pending (id, operation_id, collection_id, pending, {_COPIED}) "  # noqa: S608
                f"SELECT ?, ?, 0, ?, {_COPIED} FROM {table} WHERE id = ?",
                (creates, laid.id, _PENDING_OF_STATE[laid.state], source),
            )
            shown = Shown(CollectionId(row[2]), Flag(row[0]), words(row[1]))
            if table == "message_whole":
                for earlier in _operations_on(connection, ids_text((source,))).get(source, ()):
                    if earlier.position < laid.position:
                        shown = lay(shown, ItemId(source), earlier.intention)
            return replace(shown, collection=target)
    return None


def _write(connection: Connection, laid: _Laid, creates: int, intention: Written) -> Shown | None:
    """Put a row for a message that the user wrote, hidden for now; None where a later operation replaces it."""
    replaced = connection.execute(
        f"SELECT 1 FROM operation o WHERE o.draft_key = ? AND o.draft_key <> '' AND o.position > ? AND {_LAID}",  # noqa: S608
        (laid.draft_key, laid.position),
    ).fetchone()
    sending = not isinstance(intention, SaveDraft)
    place = connection.execute(
        "SELECT id FROM collection WHERE account_id = ? AND service = ? AND role = ? ORDER BY id LIMIT 1",
        (laid.account, Service.MAIL, Role.SENT if sending else Role.DRAFTS),
    ).fetchone()
    if replaced or place is None:
        return None
    pending = _PENDING_OF_STATE[laid.state] if sending else Pending.DRAFT
    values = written_values(connection, ItemId(creates), intention)
    connection.execute(
        f"INSERT INTO message_pending (id, operation_id, collection_id, pending, {_COPIED}) "  # noqa: S608
        f"VALUES (?, ?, 0, ?, {', '.join('?' * len(values))})",
        (creates, laid.id, pending, *values),
    )
    return Shown(CollectionId(place[0]), Flag.SEEN if sending else Flag.SEEN | Flag.DRAFT, frozenset())


def written_values(connection: Connection, creates: ItemId, intention: Written) -> tuple[Any, ...]:
    """Return the columns (in the order of `_COPIED`) of a message that the user wrote."""
    when = item_timestamp(creates)
    envelope = written_envelope(intention, when)
    threads, _ = weave(connection, [Strand(creates, envelope, final=False)])
    values = (*envelope_values(envelope), threads[0])
    attached, size = has_attachment(intention), size_of(connection, intention)
    return (when, size, attached, 2, preview_of(intention), intention.message, "[]", *values)


def size_of(connection: Connection, intention: Written) -> int:
    """Return the size in octets of the built message."""
    row = connection.execute("SELECT size FROM blob WHERE name = ?", (intention.message,)).fetchone()
    return int(row[0]) if row else 0


def has_attachment(intention: Written) -> bool:
    """Tell whether a reader would see a paper clip."""
    if isinstance(intention, RedirectMessage):
        return intention.has_attachment
    return any(not attachment.content_id for attachment in intention.draft.attachments)


def preview_of(intention: Written) -> str:
    """Return the first words of what goes out."""
    if isinstance(intention, RedirectMessage):
        return intention.preview
    draft = intention.draft
    return " ".join(draft.text.split())[:PREVIEW_CHARACTERS]


def written_envelope(intention: Written, when: int) -> Envelope:
    """Return the envelope of a message that the user wrote at `when` (seconds since 1970), or of one that is sent on."""
    if isinstance(intention, RedirectMessage):
        return intention.envelope
    draft = intention.draft
    return Envelope(
        subject=draft.subject,
        sender=draft.sender,
        to=draft.to,
        cc=draft.cc,
        bcc=draft.bcc,
        date=when,
        message_id=draft.message_id,
        in_reply_to=draft.in_reply_to,
        references=draft.references,
    )


def _operations_on(connection: Connection, ids: str) -> dict[int, list[_Laid]]:
    """Return, for each message, the operations laid over it, in the order in which the user acted."""
    pairs = connection.execute(
        "SELECT i.item, i.position FROM json_each(?) j CROSS JOIN operation_item i ON i.item = j.value ORDER BY i.position",
        (ids,),
    ).fetchall()
    if not pairs:
        return {}
    rows = connection.execute(
        f"SELECT {_OPERATION} FROM operation o WHERE o.position IN (SELECT value FROM json_each(?)) AND {_LAID}",  # noqa: S608
        (ids_text({position for _, position in pairs}),),
    ).fetchall()
    known = {row[0]: _laid(row) for row in rows}
    found: dict[int, list[_Laid]] = defaultdict(list)
    for item, position in pairs:
        if position in known:
            found[item].append(known[position])
    return found


def _laid(row: tuple[Any, ...]) -> _Laid:
    position, name, account, kind, text, state, draft_key = row
    return _Laid(position, name, account, kind, text, OperationState(state), draft_key)
