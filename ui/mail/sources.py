"""Where the list's messages come from: mailboxes, or a search. Each knows how to read its ids from the store."""

from __future__ import annotations

from array import array
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Protocol

from sync.model.ids import CollectionId, ItemId
from sync.store.connection import Connection
from sync.store.read import messages, threads
from sync.store.read.message_ids import ids
from sync.store.read.messages import Only, Order
from sync.store.read.people import addresses
from sync.store.read.search import search
from sync.store.read.standing import arranged, put_off, standing
from sync.store.rows import MessageRow
from ui.link import Link

FIRST_PAGE = 100
_OPERATORS = {Only.UNREAD: "is:unread", Only.FLAGGED: "is:flagged", Only.ATTACHMENT: "has:attachment"}
"""The quick filter as a search says it."""
FOUND_AT_MOST = 1_000
"""How many hits a local search lists; whoever gets more adds a word."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The ids of all rows of a list, in order; where it is one of conversations, the thread of each."""

    ids: array[int]
    threads: array[int] = field(default_factory=lambda: array("q"))
    above: tuple[int, int] = (0, 0)
    """How many of its first rows came back after they were put off, and how many are pinned."""


class Source(Protocol):
    """A list of messages: its first page quickly, and all its ids in the background."""

    @property
    def order(self) -> Order:
        """How the list is sorted."""

    @property
    def collections(self) -> tuple[CollectionId, ...]:
        """The mailboxes that it lists; empty: any."""

    @property
    def threaded(self) -> bool:
        """Whether a row stands for a conversation."""

    def concerns(self, collections: Set[int]) -> bool:
        """Return whether a change in one of `collections` (none named: anywhere) may change this list."""

    def first_page(self, store: Connection) -> list[MessageRow]:
        """Return the first rows, in well under 5 ms; empty where that is not possible."""

    async def listing(self, link: Link) -> Listing:
        """Return the ids of all rows."""


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """The messages of one mailbox, or of several as one list."""

    collections: tuple[CollectionId, ...]
    order: Order = Order.DATE
    only: Only = Only.ALL
    threaded: bool = False

    def concerns(self, collections: Set[int]) -> bool:
        """Return whether one of its mailboxes changed."""
        return not collections or not collections.isdisjoint(self.collections)

    def first_page(self, store: Connection) -> list[MessageRow]:
        """Return the first rows by keyset, without those that are put off, below those that stand on top."""
        first = threads.heads if self.threaded else messages.page
        rows = first(store, self.collections, order=self.order, only=self.only, limit=FIRST_PAGE)
        apart = standing(store, self.collections)
        top = (*apart.returned, *apart.pinned) if self.order is Order.DATE and self.only is Only.ALL else ()
        above = {one.id: one.thread for one in top}
        below = [
            row for row in rows if row.id not in apart.hidden and (row.thread if self.threaded else row.id) not in (
                above.values() if self.threaded else above
            )
        ]  # fmt: skip
        return [*messages.by_ids(store, above), *below]

    async def listing(self, link: Link) -> Listing:
        """Return all ids by one query for each mailbox."""
        return await link.read_in_background(self._read)

    def _read(self, store: Connection) -> Listing:
        if self.threaded:
            found, numbers = threads.listing(store, self.collections, order=self.order, only=self.only)
        else:
            found, numbers = ids(store, self.collections, order=self.order, only=self.only), array("q")
        apart = standing(store, self.collections)
        return Listing(*arranged(found, numbers, apart, by_date=self.order is Order.DATE))


@dataclass(frozen=True, slots=True)
class PutOff:
    """The messages of all mailboxes that are put off until a time."""

    collections: tuple[CollectionId, ...] = ()
    order: Order = Order.DATE
    threaded: bool = False

    def concerns(self, collections: Set[int]) -> bool:
        """Any change may put one off."""
        return True

    def first_page(self, store: Connection) -> list[MessageRow]:
        """Return the newest ones."""
        return messages.by_ids(store, [one.id for one in put_off(store)[:FIRST_PAGE]])

    async def listing(self, link: Link) -> Listing:
        """Return all ids."""
        return await link.read_in_background(lambda store: Listing(array("q", (one.id for one in put_off(store)))))


@dataclass(frozen=True, slots=True)
class Hits:
    """The messages that a local search finds, newest first."""

    query: str
    collections: tuple[CollectionId, ...] = ()
    """Empty: everywhere."""
    order: Order = Order.DATE
    threaded: bool = False
    only: Only = Only.ALL
    served: frozenset[ItemId] = frozenset()
    """What the server found in `collections`; it may know words that are not kept here."""

    def concerns(self, collections: Set[int]) -> bool:
        """Any change may be a hit."""
        return True

    def first_page(self, store: Connection) -> list[MessageRow]:
        """Nothing: a search always runs in the background."""
        return []

    async def listing(self, link: Link) -> Listing:
        """Return the ids of the newest hits."""
        return await link.search_in_background(self._read)

    def _read(self, index: Connection, store: Connection) -> Listing:
        filters = [operator for only, operator in _OPERATORS.items() if only in self.only]
        query = " ".join([*filters, self.query])  # the query last: its last word may be a beginning
        found = search(index, store, query, collections=self.collections or None, limit=FOUND_AT_MOST)
        if Only.KNOWN in self.only:
            known = addresses(store)
            found = [row for row in found if row.sender_address.lower() in known]
        items = {row.id for row in found}
        if self.served:
            items |= self.served.intersection(ids(store, self.collections, only=self.only))
        return Listing(array("q", sorted(items, reverse=True)))
