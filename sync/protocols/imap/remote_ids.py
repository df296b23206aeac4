"""Remote ids of messages: `uidvalidity:uid`, so that a mailbox made anew never lends its UIDs to old rows."""

from __future__ import annotations

from sync.model.faults import Bug
from sync.model.ids import RemoteId


def of(validity: int, uid: int) -> RemoteId:
    """Return the remote id of a message."""
    return RemoteId(f"{validity}:{uid}")


def parts(item: RemoteId) -> tuple[int, int]:
    """Return UIDVALIDITY and UID. Raises `Bug("bad_remote_id")` for what `of` never made."""
    validity, _, uid = item.partition(":")
    try:
        return int(validity), int(uid)
    except ValueError as error:
        raise Bug("bad_remote_id") from error


def uid_of(item: RemoteId, validity: int) -> int | None:
    """Return the UID where `item` belongs to the mailbox as it is now (this UIDVALIDITY), else None."""
    of_item, uid = parts(item)
    return uid if of_item == validity else None
