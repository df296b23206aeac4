"""The search index of chat: the words of posts, put in as posts come and go, and whole again after a crash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sync.model.ids import ItemId
from sync.store.connection import Connection


def index_posts(search: Connection, texts: Sequence[tuple[ItemId, str]]) -> None:
    """Put texts into the index, in place of what it had of the same posts; empty ones are taken out."""
    search.executemany("DELETE FROM post_text WHERE rowid = ?", [(item,) for item, text in texts if not text])
    search.executemany(
        "INSERT OR REPLACE INTO post_text (rowid, body) VALUES (?, ?)",
        sorted((item, text) for item, text in texts if text),
    )


def texts_of(connection: Connection, items: Iterable[ItemId]) -> list[tuple[ItemId, str]]:
    """Return what is searched of posts: their words, the names of their files, the answers of their polls."""
    found = []
    for item in items:
        row = connection.execute(
            "SELECT CASE WHEN kind IN ('change', 'redacted', 'sealed') THEN '' ELSE body || ' ' || "
            "coalesce(json_extract(nullif(media, ''), '$.name'), '') || coalesce((SELECT group_concat(' ' || "
            "json_extract(a.value, '$.text'), '') FROM json_each(nullif(poll, ''), '$.answers') a), '') END "
            "FROM post WHERE id = ?",
            (item,),
        ).fetchone()
        found.append((item, str(row[0]).strip() if row else ""))
    return found


def not_indexed(search: Connection, store: Connection) -> tuple[list[ItemId], list[ItemId]]:
    """Return posts that the index lacks, and those in it that are no more: what a crash between two files may leave."""
    rows = store.execute(
        "SELECT id FROM post WHERE kind NOT IN ('change', 'redacted', 'sealed') AND (body <> '' OR media <> '')"
    )
    wanted = {ItemId(row[0]) for row in rows.fetchall()}
    indexed = {ItemId(row[0]) for row in search.execute("SELECT id FROM post_text_docsize").fetchall()}
    return sorted(wanted - indexed, reverse=True), sorted(indexed - wanted)
