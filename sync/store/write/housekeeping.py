"""Housekeeping: which blobs are still wanted, and winning back the space of the others."""

from __future__ import annotations

import json
import time

from sync.model.chat import ChangeRoom, PostToRoom, upload_of
from sync.model.ids import BlobName
from sync.model.mail import Draft
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import AddMessage, SaveDraft, SendMessage, UploadFile
from sync.model.profile import ChangeProfile
from sync.serial import from_json, intention_from_json
from sync.store.blobs import BlobWriter
from sync.store.connection import Connection
from sync.store.write import documents

GRACE_SECONDS = 24 * 3600
"""A blob that nothing speaks of yet is left alone this long: a composer may be about to use it."""


def used_blobs(connection: Connection) -> set[BlobName]:
    """Return the blobs that messages, files, posts, waiting operations, drafts and documents speak of."""
    rows = connection.execute("SELECT blob FROM message_detail WHERE blob <> x''").fetchall()
    used = {BlobName(bytes(row[0])) for row in rows}
    written: list[Draft] = []
    for kind, text in connection.execute("SELECT kind, intention FROM operation WHERE draft_key <> ''").fetchall():
        intention = intention_from_json(kind, text)
        if isinstance(intention, SaveDraft | SendMessage):
            used.add(intention.message)
            written.append(intention.draft)
    written += [from_json(row[0], Draft) for row in connection.execute("SELECT draft FROM draft").fetchall()]
    used |= documents.used_blobs(connection)
    kept = connection.execute("SELECT blob FROM file_content").fetchall()
    kept += connection.execute("SELECT blob FROM post_file").fetchall()
    used |= {BlobName(bytes(row[0])) for row in kept}
    bringing = (UploadFile, PostToRoom, ChangeRoom, ChangeProfile, AddMessage, RedirectMessage, SendReceipt)
    kinds = json.dumps([intention.kind for intention in bringing])
    rows = connection.execute(
        "SELECT kind, intention FROM operation WHERE kind IN (SELECT value FROM json_each(?))", (kinds,)
    ).fetchall()
    uploads = [intention_from_json(kind, text) for kind, text in rows]
    used |= {onward.message for onward in uploads if isinstance(onward, AddMessage | RedirectMessage | SendReceipt)}
    used |= {upload.content for upload in uploads if isinstance(upload, UploadFile)}
    used |= {brought.blob for brought in map(upload_of, uploads) if brought is not None}
    return used | {attachment.blob for draft in written for attachment in draft.attachments}


def collect(connection: Connection, blobs: BlobWriter, *, now: int | None = None) -> int:
    """Forget blobs that nothing speaks of, and return how many. Run `sweep` in a later transaction to delete their files.

    `now` is in seconds since 1970.
    """
    moment = int(time.time()) if now is None else now
    return blobs.collect(connection, used_blobs(connection), before=moment - GRACE_SECONDS)


def sweep(connection: Connection, blobs: BlobWriter) -> None:
    """Delete the files that no blob needs any more, after the transaction of `collect` is on disk."""
    blobs.sweep(connection)
