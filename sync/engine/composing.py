"""Writing: drafts kept while they are written, built and put into the outbox, taken back, opened again."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import replace

from sync.engine.clock import Clock
from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.reading import Reading
from sync.engine.seals.sealing import Sealing
from sync.model.collections import Role
from sync.model.faults import Gone, Rejected
from sync.model.ids import AccountId, BlobName, ItemId, OperationId, new_operation_id
from sync.model.mail import Draft
from sync.model.operations import DeleteItems, Operation, OperationState, SaveDraft, SendMessage
from sync.store.connection import Connection
from sync.store.read import drafts as read_drafts
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.read import outbox as read_outbox
from sync.store.write import drafts as write_drafts
from sync.store.write import outbox as write_outbox
from sync.store.write import people as write_people
from sync.store.write.touched import Touched

FILE_LIMIT = 150 * 1024 * 1024
_OF_MESSAGE = "message-"


class Composing:
    """Drafts and sending, for all accounts."""

    def __init__(
        self, store: OpenStore, parsing: Parsing, notices: Notices, reading: Reading, sealing: Sealing, clock: Clock
    ) -> None:
        self._store = store
        self._parsing = parsing
        self._notices = notices
        self._reading = reading
        self._sealing = sealing
        self._clock = clock
        self._files: dict[str, list[bytes]] = {}

    async def keep(self, key: str, account: AccountId, draft: Draft) -> None:
        """Autosave a draft on this machine."""
        await self._store.write_durably(write_drafts.keep, key, account, draft)
        self._notices.rows("draft")

    async def drop(self, key: str) -> None:
        """Throw a draft away: what is kept here, a save that waits, and the copy in Drafts."""
        kept = self._store.read(read_drafts.draft, key)
        if kept is None:
            return
        account, draft = kept
        copy = self._copy_in_drafts(key, account, draft)

        def write(connection: Connection) -> Touched:
            write_drafts.drop(connection, key)
            touched = _discard_saves(connection, account, key)
            if copy is not None:
                touched |= write_outbox.add(connection, self._operation(new_operation_id(), account, DeleteItems((copy,))))
            return touched

        self._told(await self._store.write_durably(write))

    async def send(self, item: OperationId, key: str, account: AccountId, draft: Draft, undo_seconds: int) -> int:
        """Build a message and put it into the outbox; return until when it can be taken back (milliseconds since 1970).

        Raises `Rejected("no_recipients")`, `Unreadable("bad_address")`, and what keeps it from being sealed.
        """
        known = self._store.read(read_outbox.operation, item)
        if known is not None:
            return known.not_before
        people = (*draft.to, *draft.cc, *draft.bcc)
        recipients = tuple(dict.fromkeys(person.address.strip() for person in people if person.address.strip()))
        if not recipients:
            raise Rejected("no_recipients")
        draft = _named(draft)
        message = await self._sealing.sealed(await self._built(draft, keep_bcc=False), draft, recipients)
        not_before = self._clock.now_ms() + max(undo_seconds, 0) * 1000
        replaces = self._copy_in_drafts(key, account, draft)

        def write(connection: Connection) -> Touched:
            name = self._store.put_blob(connection, message)
            intention = SendMessage(key, draft, name, recipients, (draft.submitter or draft.sender).address, replaces)
            write_drafts.drop(connection, key)
            write_people.used(connection, people)
            touched = _discard_saves(connection, account, key)
            operation = replace(self._operation(item, account, intention), not_before=not_before)
            return touched | write_outbox.add(connection, operation)

        self._told(await self._store.write_durably(write))
        return not_before

    async def store_draft(self, item: OperationId, key: str, account: AccountId, draft: Draft) -> None:
        """Build a draft's message and let it be kept in Drafts."""
        if self._store.read(read_outbox.operation, item) is not None:
            return
        draft = _named(draft)
        message = await self._sealing.kept_draft(await self._built(draft, keep_bcc=True), draft)
        replaces = self._copy_in_drafts(key, account, draft)

        def write(connection: Connection) -> Touched:
            name = self._store.put_blob(connection, message)
            write_drafts.drop(connection, key)
            intention = SaveDraft(key, draft, name, replaces)
            return write_outbox.add(connection, self._operation(item, account, intention))

        self._told(await self._store.write_durably(write))

    async def take_back(self, item: OperationId) -> None:
        """Undo: take a queued operation back; what was to be sent is a draft again."""

        def write(connection: Connection) -> Touched:
            taken, touched = write_outbox.cancel(connection, item)
            if isinstance(taken.intention, SendMessage | SaveDraft):
                write_drafts.keep(connection, taken.intention.draft_key, taken.account, taken.intention.draft)
            return touched

        self._told(await self._store.write_durably(write))

    async def open_operation(self, item: OperationId) -> tuple[str, AccountId, Draft]:
        """Turn a message that waits, was refused or is uncertain into a draft again. Raises `Rejected("already_running")`."""
        operation = self.existing(item)
        intention = operation.intention
        if not isinstance(intention, SendMessage | SaveDraft):
            raise Rejected("not_a_message")

        def write(connection: Connection) -> Touched:
            _, touched = write_outbox.discard(connection, item)
            write_drafts.keep(connection, intention.draft_key, operation.account, intention.draft)
            return touched

        self._told(await self._store.write_durably(write))
        return intention.draft_key, operation.account, intention.draft

    async def open_message(self, item: ItemId) -> tuple[str, AccountId, Draft]:
        """Turn a message of Drafts into a draft. Its answered message is found again by its Message-ID."""
        row = self._store.read(read_messages.message, item)
        if row is None:
            raise Gone("message", message=item)
        if row.operation is not None:
            return await self.open_operation(row.operation)
        draft, files = await self._parsing.draft_of(await self._reading.readable(item))
        answers = None
        if draft.in_reply_to:
            answers = next(iter(self._store.read(read_messages.with_message_id, row.account, draft.in_reply_to)), None)
        key = f"{_OF_MESSAGE}{item}"
        return key, row.account, await self._keep_opened(key, row.account, replace(draft, answers=answers), files)

    async def open_as_new(self, item: ItemId, message_id: str) -> tuple[str, AccountId, Draft]:
        """Make a new draft of what any message holds, with its recipients and attachments; it answers nothing."""
        row = self._store.read(read_messages.message, item)
        if row is None:
            raise Gone("message", message=item)
        draft, files = await self._parsing.draft_of(await self._reading.readable(item))
        key = new_operation_id()
        draft = replace(draft, message_id=message_id, in_reply_to="", references=())
        return key, row.account, await self._keep_opened(key, row.account, draft, files)

    async def _keep_opened(self, key: str, account: AccountId, draft: Draft, files: Sequence[bytes]) -> Draft:
        """Keep the files of a draft as blobs and the draft, and return it with their names."""

        def write(connection: Connection) -> Draft:
            names = [self._store.put_blob(connection, content) for content in files]
            attachments = tuple(
                replace(one, blob=name, size=len(content))
                for one, name, content in zip(draft.attachments, names, files, strict=True)
            )
            opened = replace(draft, attachments=attachments)
            write_drafts.keep(connection, key, account, opened)
            return opened

        opened = await self._store.write_durably(write)
        self._notices.rows("draft")
        return opened

    async def keep_file(self, ticket: str, piece: bytes, last: bool) -> tuple[BlobName, int]:
        """Gather a file in pieces; the last one makes a blob of it. Raises `Rejected("file_too_large")`."""
        pieces = self._files.setdefault(ticket, [])
        pieces.append(piece)
        size = sum(map(len, pieces))
        if size > FILE_LIMIT:
            del self._files[ticket]
            raise Rejected("file_too_large", limit=FILE_LIMIT)
        if not last:
            return BlobName(b""), size
        content = await asyncio.to_thread(b"".join, self._files.pop(ticket))
        return await self._store.write_durably(self._store.put_blob, content), size

    async def _built(self, draft: Draft, *, keep_bcc: bool) -> bytes:
        files = await self._store.blobs([attachment.blob for attachment in draft.attachments])
        return await self._parsing.build(draft, files, self._clock.now_ms() // 1000, keep_bcc=keep_bcc)

    def _copy_in_drafts(self, key: str, account: AccountId, draft: Draft) -> ItemId | None:
        """Return the copy in Drafts that a draft takes the place of: the one it was opened from, or the one of its name."""
        number = key.removeprefix(_OF_MESSAGE)
        if key.startswith(_OF_MESSAGE) and number.isdigit():
            item = ItemId(int(number))
            if self._store.read(read_messages.remote_items, (item,)):
                return item
        box = self._store.read(read_mailboxes.by_role, account, Role.DRAFTS)
        same = self._store.read(read_messages.with_message_id, account, draft.message_id) if draft.message_id else []
        places = self._store.read(read_messages.remote_items, same)
        return next((item for item in same if item in places and places[item][0] == box), None)

    def existing(self, item: OperationId) -> Operation:
        """Return an operation of the outbox. Raises `Gone("operation")`."""
        operation = self._store.read(read_outbox.operation, item)
        if operation is None:
            raise Gone("operation", operation=item)
        return operation

    def _operation(self, item: OperationId, account: AccountId, intention: SaveDraft | SendMessage | DeleteItems) -> Operation:
        return Operation(item, account, intention, created=self._clock.now_ms())

    def _told(self, touched: Touched) -> None:
        self._notices.touched(touched)
        for table in ("operation", "draft"):
            self._notices.rows(table)


def _discard_saves(connection: Connection, account: AccountId, key: str) -> Touched:
    """Give up the saves of a draft that have not begun."""
    touched = Touched()
    for one in read_outbox.operations_of(connection, account):
        saves = isinstance(one.intention, SaveDraft) and one.intention.draft_key == key
        if saves and one.state is not OperationState.RUNNING:
            touched |= write_outbox.discard(connection, one.id)[1]
    return touched


def _named(draft: Draft) -> Draft:
    """Fix the Message-ID of a draft that has none yet: by it its copies are recognised everywhere."""
    if draft.message_id:
        return draft
    domain = draft.sender.address.rpartition("@")[2] or "localhost"
    return replace(draft, message_id=f"<{secrets.token_hex(16)}@{domain}>")
