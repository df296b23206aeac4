"""Full-text search: what the user typed becomes a query that cannot fail, answered newest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import closing

from sync.model.ids import CollectionId, ItemId
from sync.store.connection import Connection
from sync.store.read.messages import by_ids
from sync.store.rows import MessageRow

_FIELDS = {
    "de": "sender", "from": "sender",
    "à": "recipients", "a": "recipients", "to": "recipients",
    "objet": "subject", "sujet": "subject", "subject": "subject",
    "pj": "attachments", "attachment": "attachments",
}  # fmt: skip
_TOKEN = re.compile(r'(?:(?P<field>[^\W\d_]+)\s?:\s*)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+")
_BATCH = 400
_NEWER_THAN_ALL = ItemId(2**63 - 1)


def match_expression(query: str) -> str:
    """Return the FTS5 expression for what the user typed; empty where there is no word in it.

    Words must all occur, the last one as a beginning; "phrases" as they stand; `de:`, `à:`, `objet:`, `pj:` (or `from:`,
    `to:`, `subject:`, `attachment:`) look in one field. Anything else is taken as words.
    """
    terms: list[str] = []
    query = unicodedata.normalize("NFC", query)
    matches = list(_TOKEN.finditer(query))
    for place, match in enumerate(matches):
        typed, phrase, word = match["field"] or "", match["phrase"], match["word"]
        column = _FIELDS.get(typed.casefold())
        if typed and column is None:
            terms += _terms(typed, "", beginning=False)
        last = place == len(matches) - 1 and phrase is None and not query[-1:].isspace()
        scope = f"{column} : " if column else ""
        if phrase is not None:
            inside = " ".join(_WORD.findall(phrase))
            terms += [f'{scope}"{inside}"'] if inside else []
        else:
            terms += _terms(word, scope, beginning=last)
    return " AND ".join(terms)


def search(
    search_connection: Connection,
    store_connection: Connection,
    query: str,
    *,
    collections: Sequence[CollectionId] | None = None,
    limit: int = 100,
    before: ItemId | None = None,
) -> list[MessageRow]:
    """Return at most `limit` messages that hold all the words, newest first; those older than `before` where it is given.

    `collections` limits the search to what these mailboxes show (None: everywhere).
    """
    expression = match_expression(query)
    if not expression:
        return []
    wanted = None if collections is None else set(collections)
    found: list[MessageRow] = []
    with closing(search_connection.cursor()) as cursor:
        cursor.execute(
            "SELECT rowid FROM message_text WHERE message_text MATCH ? AND rowid < ? ORDER BY rowid DESC",
            (expression, _NEWER_THAN_ALL if before is None else before),
        )
        while len(found) < limit:
            ids = [ItemId(row[0]) for row in cursor.fetchmany(limit if wanted is None else _BATCH)]
            if not ids:
                break
            rows = by_ids(store_connection, ids)
            found += rows if wanted is None else [row for row in rows if row.collection in wanted]
    return found[:limit]


def _terms(text: str, scope: str, *, beginning: bool) -> list[str]:
    """Return one term per word; the parts of an address or a hyphenated word stay side by side."""
    inside = _WORD.findall(text)
    if not inside:
        return []
    return [f'{scope}"{" ".join(inside)}"{" *" if beginning else ""}']
