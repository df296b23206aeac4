"""What a write changed, for the notices that follow it."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.ids import CollectionId, ItemId


@dataclass(frozen=True, slots=True)
class Touched:
    """Local ids of the rows that look different after a transaction."""

    items: tuple[ItemId, ...] = ()
    """Messages whose row changed, appeared or went."""
    collections: frozenset[CollectionId] = frozenset()
    """Mailboxes whose list or counts changed."""
    removed: tuple[ItemId, ...] = ()
    """Messages that are gone for good: to be taken out of the search index."""

    def __or__(self, other: Touched) -> Touched:
        return Touched(
            tuple(dict.fromkeys((*self.items, *other.items))),
            self.collections | other.collections,
            tuple(dict.fromkeys((*self.removed, *other.removed))),
        )
