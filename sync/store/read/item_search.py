"""Finding events, tasks, contacts and files: every typed word begins a word of theirs, accents and case folded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sync.model.ids import CollectionId, ItemId
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.read.people import folded_words
from sync.store.shown import CONTACT, FILE

EVENT, TASK = "event", "task"
KINDS = (EVENT, TASK, CONTACT, FILE)
_LAST = "\U0010ffff"
_FOUND = {
    EVENT: "SELECT id, collection_id, summary, location, starts FROM entry WHERE component = 'event'",
    TASK: "SELECT id, collection_id, summary, location, ends FROM entry WHERE component = 'task'",
    CONTACT: "SELECT id, collection_id, name, organization, 0 FROM contact WHERE 1",
    FILE: "SELECT id, collection_id, name, media_type, modified FROM file WHERE 1",
}
_ORDER = {EVENT: "starts DESC", TASK: "completed, ends", CONTACT: "sort", FILE: "is_folder DESC, modified DESC"}


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item that the words found. `at` is in seconds since 1970: when an event begins, a task is due, a file was changed."""

    id: ItemId
    collection: CollectionId
    kind: str
    title: str
    detail: str
    at: int


def search(
    connection: Connection,
    text: str,
    *,
    kinds: Collection[str] = KINDS,
    collections: Sequence[CollectionId] | None = None,
    limit: int = 20,
) -> list[FoundItem]:
    """Return at most `limit` items of each kind that the words find: late events and fresh files first, people by name."""
    typed = folded_words(text)
    if not typed:
        return []
    words = "".join(" AND id IN (SELECT item_id FROM item_word WHERE word >= ? AND word < ?)" for _ in typed)
    bounds = [bound for word in typed for bound in (word, word + _LAST)]
    within = "" if collections is None else " AND collection_id IN (SELECT value FROM json_each(?))"
    scope = [] if collections is None else [ids_text(collections)]
    found: list[FoundItem] = []
    for kind in (one for one in KINDS if one in kinds):
        rows = connection.execute(
            f"{_FOUND[kind]}{words}{within} ORDER BY {_ORDER[kind]}, id LIMIT ?", (*bounds, *scope, limit)
        ).fetchall()
        found += [FoundItem(ItemId(row[0]), CollectionId(row[1]), kind, *row[2:]) for row in rows]
    return found
