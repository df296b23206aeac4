"""The contacts' questions: a page of the list, a search, completion together with the people that were written to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec

from sync.model.contacts import Labelled
from sync.model.ids import CollectionId, ItemId, OperationId
from sync.model.pending import Pending
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.item_rows import ContactRow, GroupOfPeople
from sync.store.names import sort_text
from sync.store.read.people import folded_words
from sync.store.rows import PersonRow

_labelled = msgspec.json.Decoder(tuple[Labelled, ...]).decode
_CONTACT = (
    "SELECT c.id, c.collection_id, c.uid, c.name, c.sort, c.organization, c.title, c.emails, c.phones, c.categories, "
    "c.has_photo, c.is_group, c.members, c.pending, c.operation_id FROM contact c "
)
MOST_PEOPLE = 200
_MOST_CATEGORIES = 500
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which contacts a list shows: those of these address books; with every word of `text` at the beginning of one of theirs; in
    a category; with one of these UIDs (None: any)."""

    collections: tuple[CollectionId, ...]
    text: str = ""
    category: str = ""
    uids: tuple[str, ...] | None = None
    groups: bool | None = False


@dataclass(frozen=True, slots=True)
class Overview:
    """What address books hold: how many contacts each, the groups, and the categories with how many are in each."""

    counts: dict[CollectionId, int]
    groups: list[ContactRow]
    categories: list[tuple[str, int]]


class ContactKey(NamedTuple):
    """Where a contact stands in its list: the next page begins after it."""

    sort: str
    id: ItemId


def contacts(
    connection: Connection,
    collections: Sequence[CollectionId],
    *,
    text: str = "",
    groups: bool | None = None,
    after: ContactKey | None = None,
    limit: int = 100,
) -> list[ContactRow]:
    """Return at most `limit` contacts of these address books by name, those after `after`.

    With `text`, those with every typed word at the beginning of a word of theirs. `groups` limits to groups or to persons.
    """
    key = after or ContactKey("", ItemId(0))
    condition, values = _matching(text, "c.id")
    rows = connection.execute(
        f"{_CONTACT} WHERE c.collection_id IN (SELECT value FROM json_each(?)) AND (c.sort, c.id) > (?, ?) "  # noqa: S608
        f"AND (? IS NULL OR c.is_group = ?) {condition} ORDER BY c.sort, c.id LIMIT ?",
        (ids_text(collections), key.sort, key.id, groups, groups, *values, limit),
    ).fetchall()
    return [_contact(row) for row in rows]


def index(connection: Connection, chosen: Chosen) -> list[tuple[ItemId, str]]:
    """Return all ids of a list, by name, each with the letter under which it stands (`#`: none)."""
    condition, values = _matching(chosen.text, "c.id")
    if chosen.category:
        condition += " AND EXISTS (SELECT 1 FROM json_each(c.categories) WHERE value = ?)"
        values.append(chosen.category)
    if chosen.uids is not None:
        condition += " AND c.uid IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(chosen.uids))
    rows = connection.execute(
        "SELECT c.id, substr(c.sort, 1, 1) FROM contact c WHERE c.collection_id IN (SELECT value FROM json_each(?)) "  # noqa: S608
        f"AND (? IS NULL OR c.is_group = ?) {condition} ORDER BY c.sort, c.id",
        (ids_text(chosen.collections), chosen.groups, chosen.groups, *values),
    ).fetchall()
    return [(ItemId(row[0]), row[1].upper() if row[1].isalpha() else "#") for row in rows]


def rows(connection: Connection, items: Sequence[ItemId]) -> dict[ItemId, ContactRow]:
    """Return these contacts by id; those that are not shown any more are missing."""
    found = connection.execute(
        f"{_CONTACT} WHERE c.id IN (SELECT value FROM json_each(?))", (ids_text(items),)  # noqa: S608
    ).fetchall()
    return {made.id: made for made in map(_contact, found)}


def counts(connection: Connection, collections: Sequence[CollectionId]) -> dict[CollectionId, int]:
    """Return how many contacts, groups not counted, each address book has; empty ones are missing."""
    found = connection.execute(
        "SELECT collection_id, count(*) FROM contact WHERE is_group = 0 "
        "AND collection_id IN (SELECT value FROM json_each(?)) GROUP BY collection_id",
        (ids_text(collections),),
    ).fetchall()
    return {CollectionId(row[0]): row[1] for row in found}


def categories(connection: Connection, collections: Sequence[CollectionId]) -> list[tuple[str, int]]:
    """Return the categories in these address books, by name, each with how many contacts are in it."""
    found = connection.execute(
        "SELECT e.value, count(*) FROM contact c, json_each(c.categories) e WHERE c.is_group = 0 AND c.categories <> '[]' "
        "AND c.collection_id IN (SELECT value FROM json_each(?)) GROUP BY e.value",
        (ids_text(collections),),
    ).fetchall()
    return sorted(((row[0], row[1]) for row in found), key=lambda one: sort_text(one[0]))


def overview(connection: Connection, collections: Sequence[CollectionId], *, most: int = 500) -> Overview:
    """Return what these address books hold; `most` groups."""
    return Overview(
        counts(connection, collections),
        contacts(connection, collections, groups=True, limit=most),
        categories(connection, collections),
    )


def groups_of(connection: Connection, uid: str) -> list[ContactRow]:
    """Return the groups that a contact is in."""
    found = connection.execute(
        f"{_CONTACT} WHERE c.is_group = 1 AND EXISTS (SELECT 1 FROM json_each(c.members) WHERE value = ?) ORDER BY c.sort, c.id",  # noqa: S608
        (uid,),
    ).fetchall()
    return [_contact(row) for row in found]


def key_of(row: ContactRow) -> ContactKey:
    """Return where a contact stands in its list."""
    return ContactKey(row.sort, row.id)


def contact(connection: Connection, item: ItemId) -> ContactRow | None:
    """Return one contact, None where it is not shown."""
    row = connection.execute(f"{_CONTACT} WHERE c.id = ?", (item,)).fetchone()
    return _contact(row) if row else None


def with_address(connection: Connection, address: str) -> list[ContactRow]:
    """Return the contacts that have a mail address: whose photo and name belong to a message."""
    rows = connection.execute(
        f"{_CONTACT} JOIN contact_address a ON a.contact_id = c.id WHERE a.address = lower(?) ORDER BY c.id", (address.strip(),)
    ).fetchall()
    return [_contact(row) for row in rows]


def with_uids(connection: Connection, uids: Sequence[str]) -> list[ContactRow]:
    """Return the contacts of these UIDs: the members of a group."""
    rows = connection.execute(
        f"{_CONTACT} WHERE c.uid IN (SELECT value FROM json_each(?)) ORDER BY c.sort, c.id",  # noqa: S608
        (json.dumps(list(uids)),),
    ).fetchall()
    return [_contact(row) for row in rows]


def complete(connection: Connection, prefix: str, limit: int = 8) -> list[PersonRow]:
    """Return whom the typed words may mean, among contacts, people that were written to and people that directories told of:
    most used first, each address once, under the name that the contact has."""
    if not folded_words(prefix):
        return []
    in_contacts, contact_values = _matching(prefix, "c.id")
    in_people, people_values = _matching(prefix, "p.id", "person_word", "person_id")
    in_directory, directory_values = _matching(prefix, "d.id", "directory_word", "person_id")
    rows = connection.execute(
        "SELECT name, address FROM ("  # noqa: S608
        "SELECT c.name, a.address, coalesce(p.uses, 0) AS uses, coalesce(p.last_used_ms, 0) AS used, 0 AS place, c.sort "
        "FROM contact c JOIN contact_address a ON a.contact_id = c.id LEFT JOIN person p ON p.address = a.address "
        f"WHERE 1 {in_contacts} "
        "UNION ALL SELECT p.name, p.address, p.uses, p.last_used_ms, 1, p.name FROM person p "
        f"WHERE NOT EXISTS (SELECT 1 FROM contact_address a WHERE a.address = p.address) {in_people} "
        "UNION ALL SELECT d.name, d.address, coalesce(p.uses, 0), coalesce(p.last_used_ms, 0), 2, d.name FROM directory_person d "
        "LEFT JOIN person p ON p.address = lower(d.address) "
        "WHERE d.address <> '' AND NOT EXISTS (SELECT 1 FROM contact_address a WHERE a.address = lower(d.address)) "
        f"{in_directory}"
        ") GROUP BY lower(address) ORDER BY max(uses) DESC, max(used) DESC, place, sort LIMIT ?",
        (*contact_values, *people_values, *directory_values, limit),
    ).fetchall()
    return [PersonRow(row[0], row[1]) for row in rows]


def complete_groups(connection: Connection, prefix: str, limit: int = 4) -> list[GroupOfPeople]:
    """Return the groups and categories that the typed words may mean, with the people in them that have an address; those of
    more than `MOST_PEOPLE` are left out, they are no matter of one letter."""
    typed = folded_words(prefix)
    if not typed:
        return []
    condition, values = _matching(prefix, "c.id")
    found = connection.execute(
        f"SELECT c.name, c.members FROM contact c WHERE c.is_group = 1 {condition} ORDER BY c.sort, c.id LIMIT ?",  # noqa: S608
        (*values, limit),
    ).fetchall()
    made = [GroupOfPeople(row[0], _people_of(connection, "c.uid IN (SELECT value FROM json_each(?))", row[1])) for row in found]
    named = connection.execute(
        "SELECT DISTINCT e.value FROM contact c, json_each(c.categories) e "  # noqa: S608
        f"WHERE c.is_group = 0 AND c.categories <> '[]' {condition} LIMIT ?",
        (*values, _MOST_CATEGORIES),
    ).fetchall()
    for name in sorted((row[0] for row in named), key=sort_text):
        words = folded_words(name)
        if len(made) < limit and all(any(word.startswith(one) for word in words) for one in typed):
            inside = f"EXISTS (SELECT 1 FROM json_each(c.categories) WHERE value = ?) {condition}"  # noqa: S608
            made.append(GroupOfPeople(name, _people_of(connection, inside, name, *values)))
    return [group for group in made if 0 < len(group.people) <= MOST_PEOPLE]


def _people_of(connection: Connection, condition: str, *values: str) -> tuple[PersonRow, ...]:
    """Return the contacts that fulfil a condition, each with the address that comes first."""
    found = connection.execute(
        f"SELECT c.name, c.emails FROM contact c WHERE {condition} AND c.emails <> '[]' ORDER BY c.sort, c.id LIMIT ?",  # noqa: S608
        (*values, MOST_PEOPLE + 1),
    ).fetchall()
    return tuple(PersonRow(row[0], _labelled(row[1])[0].value) for row in found)


def _matching(
    text: str, column: str, table: str = "item_word", owner: str = "item_id"
) -> tuple[str, list[str]]:
    """Return the condition that every typed word begins a word of a row, and its values."""
    typed = folded_words(text)
    condition = "".join(
        f" AND {column} IN (SELECT {owner} FROM {table} WHERE word >= ? AND word < ?)" for _ in typed  # noqa: S608
    )
    return condition, [bound for word in typed for bound in (word, word + _LAST)]


def _contact(row: tuple[Any, ...]) -> ContactRow:
    return ContactRow(
        ItemId(row[0]), CollectionId(row[1]), row[2], row[3], row[4], row[5], row[6], _labelled(row[7]), _labelled(row[8]),
        tuple(json.loads(row[9])), row[10] == 1, row[11] == 1, tuple(json.loads(row[12])), Pending(row[13]),
        OperationId(row[14]) if row[14] else None,
    )  # fmt: skip
