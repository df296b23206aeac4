"""Settling: the server carried an operation out, so truth takes over from the overlay, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sync.model.accounts import Service
from sync.model.collections import Collection
from sync.model.ids import CollectionId, ItemId, RemoteId, item_timestamp
from sync.model.mail import ContentState, Flag
from sync.model.onward import RedirectMessage
from sync.model.operations import (
    Applied,
    ChangeFlags,
    CopyItems,
    CreateCollection,
    DeleteCollection,
    DeleteItems,
    EmptyCollection,
    Intention,
    Landed,
    MoveItems,
    Operation,
    RemoteItem,
    RenameCollection,
    SaveDraft,
    SaveScript,
    SendMessage,
)
from sync.serial import intention_from_json, intention_to_json
from sync.store.columns import DETAIL, words, words_text
from sync.store.connection import Connection
from sync.store.read.outbox import operation as read_operation
from sync.store.read.rules import ScriptRow
from sync.store.write.chat import settle_post
from sync.store.write.collections import put_collection
from sync.store.write.fold import refold
from sync.store.write.mail import NewMessage, insert
from sync.store.write.outbox import add, on_collections, remove_operation
from sync.store.write.overlay import Written, has_attachment, preview_of, refold_collections, size_of, written_envelope
from sync.store.write.rules import settle_script
from sync.store.write.settle_items import ItemTruth
from sync.store.write.touched import Touched

_LISTED = (
    "flags, keywords, received, size, has_attachment, content, preview, sender_name, sender_address, recipients, subject, "
    "thread"
)

_OnItems = ChangeFlags | MoveItems | CopyItems | DeleteItems | EmptyCollection


def settle(
    connection: Connection, operation: Operation, applied: Applied, *, follow_up: Sequence[Operation] = ()
) -> Touched:
    """Write into truth what the server says it did, take the operation out of the outbox and fold its messages again.

    Rows keep their local id wherever the server told the new remote id; where a synchronisation was faster and the target
    already holds it, the two rows become one. `follow_up` operations enter the outbox in the same transaction. An operation
    that is no longer in the outbox settles nothing.
    """
    kept = read_operation(connection, operation.id)
    if kept is None:
        return Touched()
    if kept.intention.service is Service.CHAT:
        made_posts = settle_post(connection, kept, applied.landed[0].now if applied.landed else None)
        remove_operation(connection, kept.id)
        return Touched(items=tuple(made_posts))
    if isinstance(kept.intention, SaveScript):
        revision = applied.landed[0].now.base if applied.landed and applied.landed[0].now else kept.intention.base
        saved = kept.intention
        settle_script(connection, kept.account, ScriptRow(saved.name, saved.active, saved.content, revision))
        remove_operation(connection, kept.id)
        return Touched()
    made = dict(
        connection.execute(
            "SELECT i.item, i.creates FROM operation o JOIN operation_item i ON i.position = o.position "
            "WHERE o.id = ? AND i.creates <> 0",
            (kept.id,),
        ).fetchall()
    )
    truth = _truth(connection, kept)
    truth.write(kept.intention, applied, made)
    items = remove_operation(connection, kept.id)
    touched = truth.touched | refold(connection, [*items, *truth.touched.items])
    if on_collections(kept.intention):
        touched |= Touched(collections=refold_collections(connection))
    for one in follow_up:
        touched |= add(connection, one)
    return touched


def settle_part(connection: Connection, operation: Operation, done: Sequence[ItemId], applied: Applied) -> Touched:
    """Write into truth what became of the messages `done`, and leave the operation in the outbox for its other ones.

    For operations over several mailboxes: what one server answer said is kept before the next request is made, so that
    nothing of it is asked for twice.
    """
    row = connection.execute("SELECT position FROM operation WHERE id = ?", (operation.id,)).fetchone()
    if row is None or not isinstance(operation.intention, _OnItems):
        return Touched()
    position = row[0]
    made = dict(
        connection.execute(
            "SELECT item, creates FROM operation_item WHERE position = ? AND creates <> 0", row
        ).fetchall()
    )
    truth = _truth(connection, operation)
    truth.write(replace(operation.intention, items=tuple(done)), applied, made)
    rest = replace(operation.intention, items=tuple(item for item in operation.intention.items if item not in done))
    _, text = intention_to_json(rest)
    connection.execute("UPDATE operation SET intention = ? WHERE position = ?", (text, position))
    connection.executemany(
        "DELETE FROM operation_item WHERE position = ? AND item = ?", [(position, item) for item in done]
    )
    copies = [ItemId(made[item]) for item in done if item in made]
    return truth.touched | refold(connection, [*done, *copies, *truth.touched.items])


def _truth(connection: Connection, operation: Operation) -> _MailTruth | ItemTruth:
    intention = operation.intention
    if on_collections(intention) or intention.service in (Service.MAIL, Service.SUBMISSION):
        return _MailTruth(connection, operation)
    return ItemTruth(connection, operation, intention.service)


class _MailTruth:
    """The truth of one account's mail and of all its collections, as far as an operation changes it."""

    def __init__(self, connection: Connection, operation: Operation) -> None:
        self._connection = connection
        self._account = operation.account
        self.touched = Touched()

    def write(self, intention: Intention, applied: Applied, made: dict[int, int]) -> None:
        """Carry `applied` into truth; `made` is the row laid over for each new item (key 0 where it copies nothing)."""
        landed = {self._local(one.was): one for one in applied.landed if one.was is not None}
        landed.pop(None, None)
        match intention:
            case ChangeFlags():
                self._follow(landed.values())
                self._change_flags(intention)
            case MoveItems(items=items) | DeleteItems(items=items) | EmptyCollection(items=items):
                self._follow(landed.values())
                self._remove([item for item in items if item not in landed])
            case CopyItems():
                for item, one in landed.items():
                    if one.now is not None and item in made:
                        self._copy(ItemId(item or 0), ItemId(made[item]), one.now)
            case SaveDraft() | SendMessage() | RedirectMessage():
                self._follow(landed.values())
                for one in applied.landed:
                    if one.was is None and one.now is not None and 0 in made:
                        self._keep_written(intention, ItemId(made[0]), one.now)
            case CreateCollection() | RenameCollection() | DeleteCollection():
                self._change_collection(intention, applied.collection)

    def _follow(self, landed: Iterable[Landed]) -> None:
        for one in landed:
            item = self._local(one.was)
            if item is None:
                continue
            if one.now is None:
                self._remove([item])
            else:
                self._move(item, one.now)

    def _move(self, item: ItemId, now: RemoteItem) -> None:
        """Let a row be where the server says; a row that a synchronisation put there meanwhile becomes one with it."""
        target = self._collection(now.collection)
        if target is None:
            self._remove([item])
            return
        other = self._connection.execute(
            "SELECT id FROM message WHERE collection_id = ? AND remote_id = ?", (target, now.item)
        ).fetchone()
        if other is not None and other[0] != item:
            self._take_content(item, ItemId(other[0]))
            self._remove([ItemId(other[0])])
        before = self._connection.execute("SELECT collection_id FROM message WHERE id = ?", (item,)).fetchone()
        self._connection.execute(
            "UPDATE message SET collection_id = ?, remote_id = ?, revision = CASE WHEN ? <> '' THEN ? ELSE revision END "
            "WHERE id = ?",
            (target, now.item, now.base, now.base, item),
        )
        self.touched |= Touched((item,), frozenset((target, CollectionId(before[0]))))

    def _take_content(self, item: ItemId, other: ItemId) -> None:
        """Give a row that has no content yet what another row of the same message has."""
        taken = self._connection.execute(
            "UPDATE message SET (content, preview, has_attachment) = "
            "(SELECT content, preview, has_attachment FROM message WHERE id = ?) WHERE id = ? AND content IN (0, 4)",
            (other, item),
        ).rowcount
        if taken:
            self._connection.execute(
                "UPDATE message_detail SET (blob, attachments) = (SELECT blob, attachments FROM message_detail WHERE id = ?) "
                "WHERE id = ?",
                (other, item),
            )

    def _change_flags(self, intention: ChangeFlags) -> None:
        for item in intention.items:
            row = self._connection.execute(
                "SELECT flags, keywords, collection_id FROM message WHERE id = ?", (item,)
            ).fetchone()
            if row is None:
                continue
            flags = (Flag(row[0]) & ~intention.remove) | intention.add
            keywords = (words(row[1]) - intention.remove_keywords) | intention.add_keywords
            self._connection.execute(
                "UPDATE message SET flags = ?, keywords = ? WHERE id = ?", (int(flags), words_text(keywords), item)
            )
            self.touched |= Touched((item,), frozenset((CollectionId(row[2]),)))

    def _copy(self, source: ItemId, made: ItemId, now: RemoteItem) -> None:
        target = self._collection(now.collection)
        if target is None or self._holds(target, now.item):
            return
        self._connection.execute(
            f"INSERT INTO message (id, collection_id, remote_id, revision, {_LISTED}) "  # noqa: S608
            f"SELECT ?, ?, ?, ?, {_LISTED} FROM message WHERE id = ?",
            (made, target, now.item, now.base, source),
        )
        self._connection.execute(
            f"INSERT INTO message_detail (id, {DETAIL}) SELECT ?, {DETAIL} FROM message_detail WHERE id = ?",  # noqa: S608
            (made, source),
        )
        self.touched |= Touched((made,), frozenset((target,)))

    def _keep_written(self, intention: Written, made: ItemId, now: RemoteItem) -> None:
        target = self._collection(now.collection)
        if target is None:
            return
        if isinstance(intention, SaveDraft):
            self._replace_later(intention, made)
        if self._holds(target, now.item):
            return
        when = item_timestamp(made)
        woven = insert(
            self._connection,
            [
                NewMessage(
                    id=made,
                    collection=target,
                    remote_id=now.item,
                    revision=now.base,
                    flags=Flag.SEEN | Flag.DRAFT if isinstance(intention, SaveDraft) else Flag.SEEN,
                    keywords=frozenset(),
                    received=when,
                    size=size_of(self._connection, intention),
                    has_attachment=has_attachment(intention),
                    envelope=written_envelope(intention, when),
                    content=ContentState.WHOLE,
                    preview=preview_of(intention),
                    blob=intention.message,
                    final=False,
                )
            ],
        )
        self.touched |= Touched((made,), frozenset((target,))) | woven

    def _replace_later(self, saved: SaveDraft, made: ItemId) -> None:
        """Tell the operations that wait on the same draft which copy in Drafts they take the place of."""
        rows = self._connection.execute(
            "SELECT position, kind, intention FROM operation WHERE draft_key = ? AND draft_key <> ''",
            (saved.draft_key,),
        ).fetchall()
        for position, kind, text in rows:
            intention = intention_from_json(kind, text)
            if intention != saved and isinstance(intention, SaveDraft | SendMessage):
                _, renewed = intention_to_json(replace(intention, replaces=made))
                self._connection.execute("UPDATE operation SET intention = ? WHERE position = ?", (renewed, position))
                self._connection.execute(
                    "INSERT OR IGNORE INTO operation_item (position, item) VALUES (?, ?)", (position, made)
                )

    def _remove(self, items: Sequence[ItemId]) -> None:
        for item in items:
            row = self._connection.execute("SELECT collection_id FROM message WHERE id = ?", (item,)).fetchone()
            if row is not None:
                self._connection.execute("DELETE FROM message WHERE id = ?", (item,))
                self.touched |= Touched((item,), frozenset((CollectionId(row[0]),)), (item,))

    def _change_collection(
        self, intention: CreateCollection | RenameCollection | DeleteCollection, collection: Collection | None
    ) -> None:
        match intention:
            case DeleteCollection():
                self._connection.execute("DELETE FROM collection WHERE id = ?", (intention.collection,))
            case CreateCollection() if collection is not None:
                put_collection(self._connection, self._account, collection, intention.placeholder)
            case RenameCollection() if collection is not None:
                put_collection(self._connection, self._account, collection, intention.collection)
            case RenameCollection():
                self._connection.execute(
                    "UPDATE collection SET name = ? WHERE id = ?", (intention.name, intention.collection)
                )

    def _local(self, remote: RemoteItem | None) -> ItemId | None:
        if remote is None:
            return None
        row = self._connection.execute(
            "SELECT m.id FROM collection c JOIN message m ON m.collection_id = c.id "
            "WHERE c.account_id = ? AND c.service = ? AND c.remote_id = ? AND m.remote_id = ?",
            (self._account, Service.MAIL, remote.collection, remote.item),
        ).fetchone()
        return ItemId(row[0]) if row else None

    def _collection(self, name: RemoteId) -> CollectionId | None:
        row = self._connection.execute(
            "SELECT id FROM collection WHERE account_id = ? AND service = ? AND remote_id = ?",
            (self._account, Service.MAIL, name),
        ).fetchone()
        return CollectionId(row[0]) if row else None

    def _holds(self, collection: CollectionId, name: RemoteId) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM message WHERE collection_id = ? AND remote_id = ?", (collection, name)
        ).fetchone()
        return row is not None
