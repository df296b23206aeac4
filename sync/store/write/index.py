"""The search index: documents in and out of `search.db`, in transactions of its own writer.

The index holds nothing of its own: after a crash, `compare` finds what is missing in it and what is too much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sync.model.ids import ItemId
from sync.model.mail import Address, ContentState, Envelope, Summary
from sync.store.columns import ids_text
from sync.store.connection import Connection
from sync.store.stems import with_stems, written_out

_INSERT = "INSERT OR REPLACE INTO message_text (rowid, sender, recipients, subject, body, attachments) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Document:
    """A message as it is searched. `summary` None: only its headers are here."""

    id: ItemId
    envelope: Envelope
    summary: Summary | None = None


def index(connection: Connection, documents: Sequence[Document]) -> None:
    """Put documents into the index, in place of what it had of the same messages. A few hundred at a time are fastest.

    They go in by ascending id whatever their order: FTS5 writes a segment whenever an id is below the one before it
    (measured: 14,600 documents/s ascending, 4,600 otherwise).
    """
    connection.executemany(_INSERT, sorted(_values(document) for document in documents))
    shallow = [(document.id,) for document in documents if document.summary is None]
    deep = [document.id for document in documents if document.summary is not None]
    connection.executemany("INSERT OR IGNORE INTO shallow (id) VALUES (?)", shallow)
    connection.execute("DELETE FROM shallow WHERE id IN (SELECT value FROM json_each(?))", (ids_text(deep),))
    closed = {document.id for document in documents if document.summary is not None and _has_unread(document.summary)}
    connection.executemany("INSERT OR IGNORE INTO unread_attachment (id) VALUES (?)", [(item,) for item in closed])
    opened = ids_text(item for item in deep if item not in closed)
    connection.execute("DELETE FROM unread_attachment WHERE id IN (SELECT value FROM json_each(?))", (opened,))


def with_unread_attachments(connection: Connection, limit: int) -> list[ItemId]:
    """Return the newest messages whose attachments hold words that are not in the index yet."""
    rows = connection.execute("SELECT id FROM unread_attachment ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [ItemId(row[0]) for row in rows]


def leave_attachments(connection: Connection, items: Iterable[ItemId]) -> None:
    """Give up reading the attachments of these messages: they cannot be read."""
    connection.executemany("DELETE FROM unread_attachment WHERE id = ?", [(item,) for item in items])


def remove(connection: Connection, items: Iterable[ItemId]) -> None:
    """Take messages out of the index; unknown ones are passed over."""
    gone = [(item,) for item in items]
    connection.executemany("DELETE FROM message_text WHERE rowid = ?", gone)
    connection.executemany("DELETE FROM shallow WHERE id = ?", gone)
    connection.executemany("DELETE FROM unread_attachment WHERE id = ?", gone)


def compare(search: Connection, store: Connection) -> tuple[list[ItemId], list[ItemId]]:
    """Return the messages that are not in the index as far as they are here (newest first), and those in it that are gone."""
    shallow = {row[0] for row in search.execute("SELECT id FROM shallow")}
    deep = (ContentState.TEXT, ContentState.WHOLE)
    missing: list[ItemId] = []
    surplus: list[ItemId] = []
    indexed = (row[0] for row in search.execute("SELECT id FROM message_text_docsize ORDER BY id"))
    there = next(indexed, None)
    for item, content in store.execute("SELECT id, content FROM message ORDER BY id"):  # side by side: memory stays flat
        while there is not None and there < item:
            surplus.append(ItemId(there))
            there = next(indexed, None)
        if there != item or (content in deep and item in shallow):
            missing.append(ItemId(item))
        if there == item:
            there = next(indexed, None)
    if there is not None:
        surplus += [ItemId(there), *map(ItemId, indexed)]
    return missing[::-1], surplus


def tidy(connection: Connection, pages: int = 500) -> bool:
    """Merge at most about `pages` pages of segments; return whether there is more to merge. For idle times."""
    before = connection.total_changes
    connection.execute("INSERT INTO message_text (message_text, rank) VALUES ('merge', ?)", (pages,))
    return bool(connection.total_changes - before >= 2)


def _values(document: Document) -> tuple[int, str, str, str, str, str]:
    envelope, summary = document.envelope, document.summary
    return (
        document.id,
        written_out(_people((envelope.sender,))),
        written_out(_people((*envelope.to, *envelope.cc, *envelope.bcc))),
        with_stems(envelope.subject),
        with_stems(summary.text) if summary else "",
        with_stems(_attached(summary)) if summary else "",
    )


def _attached(summary: Summary) -> str:
    names = " ".join(attachment.name for attachment in summary.attachments)
    return f"{names}\n{summary.attached_text}" if summary.attached_text else names


def _has_unread(summary: Summary) -> bool:
    return summary.attached_text is None and any(attachment.has_words for attachment in summary.attachments)


def _people(addresses: Iterable[Address]) -> str:
    return " ".join(f"{person.name} {person.address}" for person in addresses)
