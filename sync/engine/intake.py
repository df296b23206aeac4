"""Incoming changes, per service: raw truth of a page goes through the parser and becomes rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TypeVar

from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.model.accounts import Service
from sync.model.changes import ChangePage
from sync.model.ids import CollectionId
from sync.model.mail import MessageTruth
from sync.store.write import mail as write_mail
from sync.store.write.stored import StoredPage

T = TypeVar("T")
Intake = Callable[[OpenStore, Parsing, CollectionId, ChangePage], Awaitable[list[StoredPage]]]

SLICE = 50
"""Rows of one transaction: a user's intention never waits for longer than that."""


async def mail(store: OpenStore, parsing: Parsing, collection: CollectionId, page: ChangePage) -> list[StoredPage]:
    """Store a page of a mailbox: newest rows first, cursor last."""
    blocks = [change.truth.header for change in page.upserts if isinstance(change.truth, MessageTruth)]
    envelopes = iter(await parsing.headers(blocks))
    rows = [(change, next(envelopes) if isinstance(change.truth, MessageTruth) else None) for change in page.upserts]
    slices = list(sliced(rows, SLICE)) or [[]]
    stored = [await store.write(write_mail.store_page, collection, one) for one in slices[:-1]]
    last = await store.write(
        write_mail.store_page,
        collection,
        slices[-1],
        page.removed,
        cursor=page.cursor,
        snapshot=page.snapshot,
        complete=None if page.more else True,
        expected=page.expected,
    )
    return [*stored, last]


def sliced(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces of at most `size`."""
    return (items[start : start + size] for start in range(0, len(items), size))


INTAKES: dict[Service, Intake] = {Service.MAIL: mail}
"""How changes of each service enter the store."""
