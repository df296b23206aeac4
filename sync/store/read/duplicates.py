"""Contacts that may be the same person: found by address, number or name, for a person to decide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sync.model.ids import CollectionId, ItemId
from sync.store.connection import Connection
from sync.store.item_rows import ContactRow
from sync.store.read import contacts
from sync.store.read.people import folded_words

_DIGITS = re.compile(r"\D")
_NUMBER = 9
"""Last digits of a number that are compared: `06 12…` and `+33 6 12…` are the same."""
_MOST_SHARED = 6
"""More contacts than this with the same number or address are an office with one switchboard, not one person."""
_PAGE = 500


def duplicates(connection: Connection, collections: Sequence[CollectionId]) -> list[tuple[ContactRow, ...]]:
    """Return groups of contacts that share an address, a number or all words of a name; each contact is in one group at most."""
    rows = {row.id: row for row in _everybody(connection, collections)}
    shared: dict[str, list[ItemId]] = defaultdict(list)
    for row in rows.values():
        for sign in _signs(row):
            shared[sign].append(row.id)
    leader = {item: item for item in rows}

    def head(item: ItemId) -> ItemId:
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for items in shared.values():
        if 1 < len(items) <= _MOST_SHARED:
            for item in items[1:]:
                leader[head(item)] = head(items[0])
    groups: dict[ItemId, list[ContactRow]] = defaultdict(list)
    for item, row in rows.items():
        groups[head(item)].append(row)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _everybody(connection: Connection, collections: Sequence[CollectionId]) -> Iterator[ContactRow]:
    key = None
    while True:
        page = contacts.contacts(connection, collections, groups=False, after=key, limit=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        key = contacts.key_of(page[-1])


def _signs(row: ContactRow) -> set[str]:
    """Return what only the same person should have in common."""
    signs = {f"mail {one.value.strip().casefold()}" for one in row.emails}
    numbers = (_DIGITS.sub("", one.value) for one in row.phones)
    signs |= {f"number {number[-_NUMBER:]}" for number in numbers if len(number) >= _NUMBER}
    words = sorted(folded_words(row.name))
    if len(words) > 1:
        signs.add(f"name {' '.join(words)}")
    return signs
