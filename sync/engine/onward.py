"""Sending on: a message redirected as it was received, and the receipt for one; both wait in the outbox like anything written."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from sync.engine.reading import Reading
from sync.engine.workshop import Workshop
from sync.model.faults import Gone, Rejected
from sync.model.ids import ItemId, OperationId
from sync.model.mail import Address, Flag
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import Operation
from sync.store.connection import Connection
from sync.store.read import messages as read_messages
from sync.store.read import outbox as read_outbox
from sync.store.rows import MessageRow
from sync.store.write import outbox as write_outbox
from sync.store.write import people as write_people
from sync.store.write.touched import Touched


class Onward:
    """Redirects and receipts, for all accounts."""

    def __init__(self, shop: Workshop, reading: Reading) -> None:
        self._shop = shop
        self._reading = reading

    async def redirect(
        self, operation: OperationId, item: ItemId, sender: Address, people: Sequence[Address], undo_seconds: int
    ) -> int:
        """Put a message into the outbox for others; return until when it can be taken back (milliseconds since 1970).

        Raises `Gone("message")`, `Rejected("no_recipients")`, `Unreadable("bad_address")`, and what keeps the whole message
        from being read.
        """
        known = self._shop.store.read(read_outbox.operation, operation)
        if known is not None:
            return known.not_before
        recipients = tuple(dict.fromkeys(one.address.strip() for one in people if one.address.strip()))
        if not recipients:
            raise Rejected("no_recipients")
        row = self._row(item)
        _, raw = await self._reading.whole(item)
        envelope = self._shop.store.read(read_messages.envelope, item)
        if envelope is None:
            raise Gone("message", message=item)
        now = self._shop.clock.now_ms()
        name = f"<{secrets.token_hex(16)}@{_domain(sender)}>"
        message = await self._shop.parsing.redirected(raw, sender, people, name, now // 1000)
        not_before = now + max(undo_seconds, 0) * 1000

        def write(connection: Connection) -> Touched:
            blob = self._shop.store.put_blob(connection, message)
            intention = RedirectMessage(
                (item,), blob, name, recipients, sender.address, envelope, row.preview, row.has_attachment
            )
            write_people.used(connection, people)
            return write_outbox.add(connection, Operation(operation, row.account, intention, created=now, not_before=not_before))

        self._told(await self._shop.store.write_durably(write))
        return not_before

    async def answer_receipt(self, item: ItemId, sender: Address, subject: str, text: str, *, automatic: bool) -> None:
        """Put the receipt for a message into the outbox; nothing where it was given already.

        The operation's name comes from the message, so that no second one ever leaves from here. Raises `Gone("message")`,
        `Unreadable("no_receipt_wanted")`.
        """
        row = self._row(item)
        envelope = self._shop.store.read(read_messages.envelope, item)
        if row.flags & Flag.RECEIPT_SENT or envelope is None:
            return
        named = f"receipt {row.account} {envelope.message_id or item}".encode()
        operation = OperationId(hashlib.blake2b(named, digest_size=16).hexdigest())
        if self._shop.store.read(read_outbox.is_known, operation):
            return
        _, raw = await self._reading.whole(item)
        now = self._shop.clock.now_ms()
        name = f"<{secrets.token_hex(16)}@{_domain(sender)}>"
        message, recipients = await self._shop.parsing.receipt(
            raw, sender, subject, text, name, date=now // 1000, automatic=automatic
        )

        def write(connection: Connection) -> Touched:
            blob = self._shop.store.put_blob(connection, message)
            intention = SendReceipt((item,), blob, name, recipients, sender.address, subject)
            return write_outbox.add(connection, Operation(operation, row.account, intention, created=now))

        self._told(await self._shop.store.write_durably(write))

    def _row(self, item: ItemId) -> MessageRow:
        row = self._shop.store.read(read_messages.message, item)
        if row is None:
            raise Gone("message", message=item)
        return row

    def _told(self, touched: Touched) -> None:
        self._shop.notices.touched(touched)
        self._shop.notices.rows("operation")


def _domain(sender: Address) -> str:
    return sender.address.rpartition("@")[2] or "localhost"
