"""What DAV status codes mean (RFC 9110, RFC 4918, RFC 4791 §1.3, RFC 6578): one fault for each."""

from __future__ import annotations

from collections.abc import Mapping

from sync.model.faults import (
    CursorExpired,
    Fault,
    Gone,
    Rejected,
    Stale,
    Transient,
    Unsupported,
)
from sync.transport.dav.xml import CALDAV, CARDDAV, D

_LOCKED_FOR = 30.0
_FAILED_FOR = 60.0
_CONDITIONS = {
    f"{CALDAV}no-uid-conflict": "uid_taken",
    f"{CARDDAV}no-uid-conflict": "uid_taken",
    f"{CALDAV}max-resource-size": "file_too_large",
    f"{CARDDAV}max-resource-size": "file_too_large",
    f"{CALDAV}valid-calendar-data": "not_accepted",
    f"{CALDAV}valid-calendar-object-resource": "not_accepted",
    f"{CALDAV}supported-calendar-data": "not_accepted",
    f"{CALDAV}supported-calendar-component": "not_accepted",
    f"{CALDAV}min-date-time": "not_accepted",
    f"{CALDAV}max-date-time": "not_accepted",
    f"{CALDAV}max-instances": "not_accepted",
    f"{CALDAV}max-attendees-per-instance": "not_accepted",
    f"{CARDDAV}valid-address-data": "not_accepted",
    f"{CARDDAV}supported-address-data": "not_accepted",
    f"{D}quota-not-exceeded": "quota",
    f"{D}sufficient-disk-space": "quota",
}


def fault_of(status: int, errors: frozenset[str], headers: Mapping[str, str]) -> Fault | None:
    """Return the fault that an answer stands for, None where it is a success. 401 is the caller's: it may sign in again.

    412 is `Stale`; a refused sync token (RFC 6578 §3.2: 403, 409, some 412 or 507 of it) is `CursorExpired`.
    """
    if 200 <= status < 300:
        return None
    words = f"{status} {', '.join(sorted(tag.rpartition(' ')[2] for tag in errors))}".strip()
    if f"{D}valid-sync-token" in errors:
        return CursorExpired("unknown_cursor")
    for condition, code in _CONDITIONS.items():
        if condition in errors:
            return Rejected(code, reason=words)
    if f"{D}lock-token-submitted" in errors or f"{D}no-conflicting-lock" in errors:
        return Transient("locked", _LOCKED_FOR)
    match status:
        case 403:
            return Rejected("not_permitted", reason=words)
        case 404 | 410:
            return Gone("item")
        case 405 | 501:
            return Unsupported("method", status=status)
        case 409:
            return Gone("folder", status=status)
        case 412:
            return Stale("changed_there", theirs=headers.get("etag", ""))
        case 413:
            return Rejected("file_too_large", reason=words)
        case 423:
            return Transient("locked", _LOCKED_FOR)
        case 408 | 425 | 429 | 500 | 502 | 503 | 504:
            after = headers.get("retry-after", "")
            return Transient("server_busy", float(after) if after.isdecimal() else _FAILED_FOR, status=status)
        case 507:
            return Rejected("quota", reason=words)
        case _:
            return Rejected("refused", reason=words)
