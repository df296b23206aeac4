"""Incoming mail: raw headers go through the parser and become rows; what is new is announced and can be found."""

from __future__ import annotations

import time
from typing import Any

from sync.engine import rules_here
from sync.engine.slices import sliced
from sync.engine.workplace import Workplace
from sync.model.changes import ChangePage
from sync.model.collections import Role
from sync.model.ids import CollectionId
from sync.model.mail import Flag, MessageTruth
from sync.rpc.messages import NewMail
from sync.store.connection import Connection
from sync.store.read import mailboxes as read_mailboxes
from sync.store.read import messages as read_messages
from sync.store.write import mail as write_mail
from sync.store.write import rules as write_rules
from sync.store.write.index import Document
from sync.store.write.stored import StoredPage

SLICE = 200
"""Rows of one transaction: a user's intention never waits for longer than that."""
_DAY = 24 * 3600


async def take(place: Workplace, collection: CollectionId, page: ChangePage) -> list[StoredPage]:
    """Store a page of a mailbox: newest rows first, cursor last."""
    store = place.store
    blocks = [change.truth.header for change in page.upserts if isinstance(change.truth, MessageTruth)]
    envelopes = iter(await place.parsing.headers(blocks))
    rows = [(change, next(envelopes) if isinstance(change.truth, MessageTruth) else None) for change in page.upserts]
    slices = list(sliced(rows, SLICE)) or [[]]
    inbox = collection == store.read(read_mailboxes.by_role, place.session.account.id, Role.INBOX)
    ruled = inbox and store.read(read_mailboxes.cursor, collection) is not None and rules_here.wanted(place)
    write_page = _store_and_note if ruled else write_mail.store_page
    stored = [await store.write(write_page, collection, one) for one in slices[:-1]]
    last = await store.write(
        write_page,
        collection,
        slices[-1],
        page.removed,
        cursor=page.cursor,
        snapshot=page.snapshot,
        complete=None if page.more else True,
        expected=page.expected,
    )
    return [*stored, last]


def _store_and_note(connection: Connection, *args: Any, **named: Any) -> StoredPage:
    """Store a page, and note in the same transaction what rules have to look at."""
    stored = write_mail.store_page(connection, *args, **named)
    write_rules.note_due(connection, stored.new)
    return stored


async def afterwards(
    place: Workplace, collection: CollectionId, page: ChangePage, stored: list[StoredPage], first_time: bool
) -> None:
    """Announce what has just arrived in the inbox, and let be found what is not fetched."""
    account = place.session.account.id
    new = [item for one in stored for item in one.new]
    if new and not first_time and collection == place.store.read(read_mailboxes.by_role, account, Role.INBOX):
        rows = place.store.read(read_messages.by_ids, new)
        unread = [int(row.id) for row in rows if not row.flags & Flag.SEEN]
        if unread:
            place.notices.tell(NewMail(account, unread))
    await rules_here.run(place)
    await _index_headers(place, page, stored)


async def _index_headers(place: Workplace, page: ChangePage, stored: list[StoredPage]) -> None:
    """Let messages whose content the policy leaves on the server be found by what their headers say."""
    keep = place.session.account.keep
    sizes = [change.truth.size for change in page.upserts if isinstance(change.truth, MessageTruth)]
    if not keep.days and max(sizes, default=0) <= keep.largest:
        return
    oldest = int(time.time()) - keep.days * _DAY if keep.days else 0
    rows = place.store.read(read_messages.by_ids, [item for one in stored for item in one.new])
    left = [row.id for row in rows if row.size > keep.largest or row.date < oldest]
    envelopes = ((item, place.store.read(read_messages.envelope, item)) for item in left)
    await place.indexer.add(Document(item, envelope) for item, envelope in envelopes if envelope is not None)
