"""Where the list's messages come from: mailboxes, or a search. Each knows how to read its ids from the store."""

from __future__ import annotations

from array import array
from collections.abc import Set
from dataclasses import dataclass
from typing import Protocol

from sync.model.ids import CollectionId
from sync.store.connection import Connection
from sync.store.read import messages
from sync.store.read.message_ids import ids
from sync.store.read.messages import Only, Order
from sync.store.read.search import search
from sync.store.rows import MessageRow
from ui.link import Link

FIRST_PAGE = 100
FOUND_AT_MOST = 1_000
"""How many hits a local search lists; whoever gets more adds a word."""


class Source(Protocol):
    """A list of messages: its first page quickly, and all its ids in the background."""

    @property
    def order(self) -> Order:
        """How the list is sorted."""

    def concerns(self, collections: Set[int]) -> bool:
        """Return whether a change in one of `collections` (none named: anywhere) may change this list."""

    def first_page(self, store: Connection) -> list[MessageRow]:
        """Return the first rows, in well under 5 ms; empty where that is not possible."""

    async def ids(self, link: Link) -> array[int]:
        """Return the ids of all rows, in order."""


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """The messages of one mailbox, or of several as one list."""

    collections: tuple[CollectionId, ...]
    order: Order = Order.DATE
    only: Only = Only.ALL

    def concerns(self, collections: Set[int]) -> bool:
        """Return whether one of its mailboxes changed."""
        return not collections or not collections.isdisjoint(self.collections)

    def first_page(self, store: Connection) -> list[MessageRow]:
        """Return the first rows by keyset."""
        return messages.page(store, self.collections, order=self.order, only=self.only, limit=FIRST_PAGE)

    async def ids(self, link: Link) -> array[int]:
        """Return all ids by one query."""
        return await link.read_in_background(self._read)

    def _read(self, store: Connection) -> array[int]:
        return ids(store, self.collections, order=self.order, only=self.only)


@dataclass(frozen=True, slots=True)
class Hits:
    """The messages that a local search finds, newest first."""

    query: str
    collections: tuple[CollectionId, ...] = ()
    """Empty: everywhere."""
    order: Order = Order.DATE

    def concerns(self, collections: Set[int]) -> bool:
        """Any change may be a hit."""
        return True

    def first_page(self, store: Connection) -> list[MessageRow]:
        """Nothing: a search always runs in the background."""
        return []

    async def ids(self, link: Link) -> array[int]:
        """Return the ids of the newest hits."""
        return await link.search_in_background(self._read)

    def _read(self, index: Connection, store: Connection) -> array[int]:
        found = search(index, store, self.query, collections=self.collections or None, limit=FOUND_AT_MOST)
        return array("q", (row.id for row in found))
