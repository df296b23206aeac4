"""Ending a conflict as the user chose: nothing of either version is dropped before."""

from __future__ import annotations

from sync.engine.notices import Notices
from sync.engine.opened import OpenStore
from sync.model.conflicts import Conflict, Resolution
from sync.model.faults import Gone, Rejected, Unsupported
from sync.store.connection import Connection
from sync.store.read import outbox as read_outbox
from sync.store.write import conflicts as write_conflicts
from sync.store.write import outbox as write_outbox
from sync.store.write.touched import Touched


async def resolve(store: OpenStore, notices: Notices, item: int, wanted: str) -> Conflict:
    """Carry a resolution out: mine is tried again over theirs, or given up for theirs; return the conflict that ended.

    Raises `Gone("conflict")`, `Rejected("bad_resolution")`, `Unsupported` for what only documents can do.
    """
    conflict = next((one for one in store.read(read_outbox.conflicts) if one.id == item), None)
    if conflict is None:
        raise Gone("conflict", conflict=item)
    try:
        resolution = Resolution(wanted)
    except ValueError as error:
        raise Rejected("bad_resolution") from error
    if resolution in (Resolution.MERGE, Resolution.KEEP_BOTH):
        raise Unsupported("resolution", resolution=resolution)
    operation = conflict.operation

    def write(connection: Connection) -> Touched:
        write_conflicts.remove(connection, item)
        if read_outbox.operation(connection, operation) is None:
            return Touched()
        if resolution is Resolution.KEEP_MINE:
            return write_outbox.retry(connection, operation)
        return write_outbox.discard(connection, operation)[1]

    notices.touched(await store.write_durably(write))
    for table in ("conflict", "operation"):
        notices.rows(table)
    return conflict
