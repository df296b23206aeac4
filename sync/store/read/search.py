"""Full-text search: what the user typed becomes a query that cannot fail, answered newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date

from sync.model.collections import Role
from sync.model.ids import CollectionId, ItemId, dated_item_id
from sync.model.mail import Flag
from sync.store.connection import Connection
from sync.store.read.mailboxes import mailboxes
from sync.store.read.message_ids import ids
from sync.store.read.messages import Key, Only, by_ids, count, page
from sync.store.read.query import Query, folded, understand
from sync.store.rows import MailboxRow, MessageRow

_BATCH = 400
_NEWER_THAN_ALL = ItemId(2**63 - 1)
_FEW = 30_000
"""A filter that so few messages pass is read as a set of ids first; above that, hits are looked at one by one."""
_KEYWORDS = {
    "important": ("label1",), "travail": ("label2",), "work": ("label2",), "personnel": ("label3",),
    "personal": ("label3",), "afaire": ("label4",), "plustard": ("label5",), "later": ("label5",),
}  # fmt: skip
"""The five tags that mail programs share, by the names that they have before anybody changes them."""
_ROLES = {
    Role.INBOX: ("inbox", "reception", "boitedereception", "arrivee"), Role.DRAFTS: ("drafts", "brouillons"),
    Role.SENT: ("sent", "envoyes"), Role.ARCHIVE: ("archives",), Role.JUNK: ("junk", "spam", "indesirables", "pourriels"),
    Role.TRASH: ("trash", "bin", "corbeille"), Role.FLAGGED: ("flagged", "suivis"), Role.ALL: ("all", "tous"),
}  # fmt: skip


def match_expression(query: str) -> str:
    """Return the FTS5 expression for what the user typed; empty where there is no word in it."""
    return understand(query).match


def search(
    search_connection: Connection,
    store_connection: Connection,
    query: str,
    *,
    collections: Sequence[CollectionId] | None = None,
    limit: int = 100,
    before: ItemId | None = None,
    today: date | None = None,
) -> list[MessageRow]:
    """Return at most `limit` messages that answer the query (`sync.store.read.query`), newest first; those older than
    `before` where it is given.

    `collections` limits the search to what these mailboxes show (None: everywhere); `dans:` takes their place.
    """
    asked = understand(query, today)
    if asked.empty:
        return []
    scope = collections
    if asked.places:
        scope = _named(mailboxes(store_connection), asked.places)
        if not scope:
            return []
    tagged = _tagged(store_connection, asked.tags) if asked.tags else None
    newest = _NEWER_THAN_ALL if before is None else before
    until = min(newest, dated_item_id(asked.until, 0)) if asked.until else newest
    bounds = ItemId(dated_item_id(asked.since, 0) - 1), ItemId(until)
    if tagged is not None and not asked.match and not asked.without:
        hits = _by_ids(store_connection, sorted((one for one in tagged if bounds[0] < one < bounds[1]), reverse=True))
    elif asked.match:
        hits = _by_words(search_connection, store_connection, asked, scope, bounds, limit)
    else:
        hits = _by_date(search_connection, store_connection, asked, scope, bounds)
    found: list[MessageRow] = []
    for rows in hits:
        found += [row for row in rows if _fits(row, asked, scope) and (tagged is None or row.id in tagged)]
        if len(found) >= limit:
            break
    return found[:limit]


def _by_words(
    index: Connection,
    store: Connection,
    asked: Query,
    scope: Sequence[CollectionId] | None,
    bounds: tuple[ItemId, ItemId],
    limit: int,
) -> Iterator[list[MessageRow]]:
    allowed = _allowed(store, asked, scope)
    size = limit if allowed is None and scope is None else _BATCH
    with closing(index.cursor()) as cursor:
        cursor.execute(
            "SELECT rowid FROM message_text WHERE message_text MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid DESC",
            (asked.match, *bounds),
        )
        while batch := cursor.fetchmany(size):
            items = [ItemId(row[0]) for row in batch if allowed is None or row[0] in allowed]
            if items:
                yield by_ids(store, items)


def _by_ids(store: Connection, items: Sequence[int]) -> Iterator[list[MessageRow]]:
    for start in range(0, len(items), _BATCH):
        yield by_ids(store, [ItemId(item) for item in items[start : start + _BATCH]])


def _tagged(store: Connection, wanted: Sequence[str]) -> set[int]:
    """Return the messages that bear all these tags: by keyword, or by the name that the person gave it."""
    keywords = [{name, *_KEYWORDS.get(name, ())} for name in wanted]
    row = store.execute("SELECT value FROM setting WHERE name = 'mail.tags'").fetchone()
    named = json.loads(row[0]) if row else []
    for entry in named if isinstance(named, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("name"), str) and isinstance(entry.get("keyword"), str):
            for known, name in zip(keywords, wanted, strict=True):
                known |= {folded(entry["keyword"])} if folded(entry["name"]).startswith(name) else set()
    rows = store.execute(
        "SELECT m.id, coalesce(o.keywords, m.keywords) FROM message m LEFT JOIN message_overlay o ON o.id = m.id "
        "WHERE coalesce(o.keywords, m.keywords) <> '' UNION ALL SELECT id, keywords FROM message_pending WHERE keywords <> ''"
    ).fetchall()
    borne = {text: {folded(keyword) for keyword in text.split(" ")} for _, text in rows}
    fitting = {text for text, those in borne.items() if all(known & those for known in keywords)}
    return {item for item, text in rows if text in fitting}


def _by_date(
    index: Connection, store: Connection, asked: Query, scope: Sequence[CollectionId] | None, bounds: tuple[ItemId, ItemId]
) -> Iterator[list[MessageRow]]:
    """Walk all messages, newest first: for a query without a word that must be there."""
    unwanted: set[int] = set()
    if asked.without:
        unwanted = {
            row[0] for row in index.execute("SELECT rowid FROM message_text WHERE message_text MATCH ?", (asked.without,))
        }
    places = [box.id for box in mailboxes(store)] if scope is None else list(scope)
    after = Key(False, bounds[1])
    while rows := page(store, places, only=_only(asked), after=after, limit=_BATCH):
        yield [row for row in rows if row.id > bounds[0] and row.id not in unwanted]
        after = Key(False, rows[-1].id)
        if rows[-1].id <= bounds[0] or len(rows) < _BATCH:
            return


def _allowed(store: Connection, asked: Query, scope: Sequence[CollectionId] | None) -> set[int] | None:
    """Return the messages that pass the filters, where they are few; None: not known, look at each."""
    only = _only(asked)
    if scope is None and only is Only.ALL:
        return None
    places = [box.id for box in mailboxes(store)] if scope is None else scope
    if count(store, places, only & Only.UNREAD) > _FEW:
        return None
    return set(ids(store, places, only=only))


def _only(asked: Query) -> Only:
    only = Only.UNREAD if asked.no_flags & Flag.SEEN else Only.ALL
    only |= Only.FLAGGED if asked.flags & Flag.FLAGGED else Only.ALL
    return only | (Only.ATTACHMENT if asked.attachment else Only.ALL)


def _fits(row: MessageRow, asked: Query, scope: Sequence[CollectionId] | None) -> bool:
    return (
        (scope is None or row.collection in scope)
        and row.flags & asked.flags == asked.flags
        and not row.flags & asked.no_flags
        and (asked.attachment is None or row.has_attachment == asked.attachment)
    )


def _named(boxes: Sequence[MailboxRow], places: Sequence[str]) -> list[CollectionId]:
    """Return the mailboxes that are meant: by what they are for, or by the beginning of their name."""
    return [
        box.id
        for box in boxes
        if any(
            folded(box.name).startswith(place) or any(name.startswith(place) for name in _ROLES.get(box.role, ()))
            for place in places
        )
    ]
