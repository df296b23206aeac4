"""The rows that lists of events, tasks, contacts and files read: made of what is shown of each item, and of nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from sync.model.calendar import Component, Entry, Moment
from sync.model.contacts import Card
from sync.model.files import FileTruth
from sync.model.ids import CollectionId, ItemId, OperationId
from sync.model.pending import Pending
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.item_rows import DONE
from sync.store.names import sort_text
from sync.store.read.people import folded_words
from sync.store.shown import Shown

_encode = msgspec.json.Encoder().encode
_DESCRIPTION = 4000
"""Characters of an event's description whose words are found."""
_ENTRY = (
    "id, collection_id, pending, operation_id, component, uid, summary, location, starts, ends, has_start, has_end, zone, "
    "whole_day, recurring, status, transparent, private, organizer, attendees, url, priority, percent, completed, parent_uid, "
    "categories, alarms, colour, beyond"
)
_OCCURRENCE = "entry_id, recurrence, collection_id, starts, ends, floating, summary, location, status"
_CONTACT = (
    "id, collection_id, pending, operation_id, uid, name, sort, organization, title, emails, phones, categories, has_photo, "
    "is_group, members"
)
_FILE = (
    "id, collection_id, pending, operation_id, folder_id, name, sort, is_folder, size, modified, media_type, permissions, shared"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One item as it is to be shown. `folder` 0: the top of the drive."""

    id: ItemId
    collection: CollectionId
    shown: Shown | None
    folder: int = 0
    pending: Pending = Pending.NONE
    operation: OperationId | str = ""


def withdraw(connection: Connection, items: Iterable[ItemId]) -> None:
    """Take items out of the lists."""
    ids = (ids_text(items),)
    for table in ("entry", "contact", "file"):
        connection.execute(f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", ids)  # noqa: S608
    connection.execute("DELETE FROM item_word WHERE item_id IN (SELECT value FROM json_each(?))", ids)


def show(connection: Connection, rows: Sequence[Row]) -> None:
    """Put items into the lists; they must not be there (`withdraw`)."""
    entries = [(row, row.shown) for row in rows if isinstance(row.shown, Entry)]
    contacts = [(row, row.shown) for row in rows if isinstance(row.shown, Card)]
    files = [(row, row.shown) for row in rows if isinstance(row.shown, FileTruth)]
    _insert(connection, "entry", _ENTRY, [_entry(row, entry) for row, entry in entries])
    _insert(connection, "occurrence", _OCCURRENCE, [one for row, entry in entries for one in _occurrences(row, entry)])
    _insert(connection, "contact", _CONTACT, [_contact(row, card) for row, card in contacts])
    addresses = [(row.id, one) for row, card in contacts for one in {email.value.strip().lower() for email in card.emails}]
    _insert(connection, "contact_address", "contact_id, address", addresses)
    _insert(connection, "file", _FILE, [_file(row, truth) for row, truth in files])
    _insert(connection, "item_word", "word, item_id", sorted((word, row.id) for row in rows for word in _words(row.shown)))


def _insert(connection: Connection, table: str, columns: str, values: Sequence[tuple[Any, ...]]) -> None:
    if values:
        marks = ", ".join("?" * len(values[0]))
        connection.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608


def _head(row: Row) -> tuple[Any, ...]:
    return row.id, row.collection, row.pending, row.operation


def _entry(row: Row, entry: Entry) -> tuple[Any, ...]:
    start, end = entry.start, entry.end
    first = start or end
    status, completed = entry.status, entry.completed
    if entry.component is Component.TASK and entry.recurring:
        start, end, status, completed = _next_due(entry)
    return (
        *_head(row), entry.component, entry.uid, entry.summary, entry.location, start.at if start else 0,
        end.at if end else 0, start is not None, end is not None, first.zone if first else "",
        bool(first and first.whole_day), entry.recurring, status, entry.transparent, entry.private,
        entry.organizer.address if entry.organizer else "", len(entry.attendees), entry.url, entry.priority, entry.percent,
        completed, entry.parent, json.dumps(entry.categories), _encode(entry.alarms).decode(), entry.colour, entry.beyond,
    )  # fmt: skip


def _next_due(entry: Entry) -> tuple[Moment | None, Moment | None, str, int]:
    """Return start, end, status and completion of a task that recurs: those of its first open occurrence."""
    open_ones = (one for one in entry.occurrences if (one.status or entry.status) not in DONE)
    following = next(open_ones, None)
    if following is None:
        done = bool(entry.occurrences) and not entry.beyond
        return entry.start, entry.end, "completed" if done else entry.status, entry.completed
    start = replace(entry.start, at=following.start) if entry.start is not None else None
    end = replace(entry.end, at=following.end) if entry.end is not None else None
    return start, end, entry.status, 0


def _occurrences(row: Row, entry: Entry) -> list[tuple[Any, ...]]:
    first = entry.start or entry.end
    floats = first is not None and first.floats
    return [
        (
            row.id, one.recurrence, row.collection, one.start, one.end, floats, one.summary or entry.summary,
            one.location or entry.location, one.status or entry.status,
        )
        for one in entry.occurrences
    ]  # fmt: skip


def _contact(row: Row, card: Card) -> tuple[Any, ...]:
    return (
        *_head(row), card.uid, card.name, sort_text(" ".join((card.family, card.given)).strip() or card.name),
        card.organization, card.title, _encode(card.emails).decode(), _encode(card.phones).decode(),
        json.dumps(card.categories), card.has_photo, card.is_group, json.dumps(card.members),
    )  # fmt: skip


def _words(shown: Shown | None) -> set[str]:
    """Return the words by which an item is found."""
    told: tuple[str, ...] = ()
    match shown:
        case Entry():
            people = (shown.organizer, *shown.attendees) if shown.organizer else shown.attendees
            told = (
                shown.summary, shown.location, shown.description[:_DESCRIPTION], *shown.categories,
                *(f"{one.name} {one.address}" for one in people),
            )  # fmt: skip
        case Card():
            told = (
                shown.name, shown.family, shown.given, shown.nickname, shown.organization, shown.department, shown.title,
                *shown.categories, *(email.value for email in shown.emails), *(phone.value for phone in shown.phones),
            )  # fmt: skip
        case FileTruth():
            told = (shown.name,)
    return set(folded_words(" ".join(told)))


def _file(row: Row, truth: FileTruth) -> tuple[Any, ...]:
    return (
        *_head(row), row.folder, truth.name, sort_text(truth.name), truth.is_folder, truth.size, truth.modified,
        truth.media_type, int(truth.permissions), truth.shared,
    )  # fmt: skip
