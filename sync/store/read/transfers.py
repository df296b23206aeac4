"""What travels between this machine and drives: uploads in the outbox, downloads that have been begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sync.model.ids import AccountId, ItemId, OperationId
from sync.model.operations import PAUSED, OperationState, UploadFile
from sync.store.connection import Connection


@dataclass(frozen=True, slots=True)
class UploadRow:
    """A file on its way to a server."""

    operation: OperationId
    account: AccountId
    name: str
    size: int
    state: OperationState
    paused: bool
    fault_kind: str
    fault_code: str
    fault_parameters: str


@dataclass(frozen=True, slots=True)
class DownloadRow:
    """A content on its way here."""

    item: ItemId
    account: AccountId
    name: str
    size: int
    paused: bool


class Begun(NamedTuple):
    """What is known of a download that was begun."""

    revision: str
    salt: bytes
    opened: bool
    paused: bool


def uploads(connection: Connection, limit: int = 50) -> list[UploadRow]:
    """Return the first uploads of the outbox, in the order in which they leave. Kept pairs do not travel: the person settles
    them beside both versions, and never by giving one up here."""
    rows = connection.execute(
        "SELECT id, account_id, json_extract(intention, '$.name'), json_extract(intention, '$.size'), state, not_before_ms, "
        "fault_kind, fault_code, fault_parameters FROM operation WHERE kind = ? AND state <> 'conflict' "
        "ORDER BY state <> 'running', position LIMIT ?",
        (UploadFile.kind, limit),
    ).fetchall()
    return [
        UploadRow(OperationId(row[0]), AccountId(row[1]), row[2], row[3], OperationState(row[4]), row[5] >= PAUSED, *row[6:])
        for row in rows
    ]


def upload_count(connection: Connection) -> int:
    """Return how many uploads wait or travel."""
    asked = "SELECT count(*) FROM operation WHERE kind = ? AND state <> 'conflict'"
    return int(connection.execute(asked, (UploadFile.kind,)).fetchone()[0])


def downloads(connection: Connection, limit: int = 50) -> list[DownloadRow]:
    """Return the downloads that have been begun."""
    rows = connection.execute(
        "SELECT d.id, c.account_id, f.name, f.size, d.paused FROM download d JOIN file f USING (id) "
        "JOIN collection c ON c.id = f.collection_id ORDER BY d.id LIMIT ?",
        (limit,),
    ).fetchall()
    return [DownloadRow(ItemId(row[0]), AccountId(row[1]), row[2], row[3], row[4] == 1) for row in rows]


def begun(connection: Connection, item: ItemId) -> Begun | None:
    """Return what is known of a download, None where none was begun."""
    row = connection.execute("SELECT revision, salt, opened, paused FROM download WHERE id = ?", (item,)).fetchone()
    return Begun(row[0], bytes(row[1]), row[2] == 1, row[3] == 1) if row else None
