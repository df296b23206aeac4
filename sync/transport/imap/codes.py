"""What a server's NO, BAD and BYE mean: response codes (RFC 5530 and others) → faults."""

from __future__ import annotations

from typing import Final

from sync.model.faults import AuthNeeded, Fault, Forbidden, Gone, Offline, Rejected, Transient, Unsupported
from sync.transport.imap.response import Response

REASON_LENGTH: Final = 300
"""Characters of a server's own words that are kept."""

_RETRY_SOON = 60.0


def reason(response: Response) -> str:
    """Return the server's words, made fit for a window."""
    words = response.words.decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else " " for letter in words)[:REASON_LENGTH].strip()


def fault_of(response: Response, *, signing_in: bool = False) -> Fault:
    """Return the fault that a tagged NO or BAD is. While `signing_in`, a NO without a code means a wrong secret."""
    code, words = response.code.decode("ascii", "replace"), reason(response)
    match code:
        case "AUTHENTICATIONFAILED":
            return AuthNeeded("wrong_password", reason=words)
        case "AUTHORIZATIONFAILED":
            return AuthNeeded("authorization_failed", reason=words)
        case "EXPIRED":
            return AuthNeeded("expired", reason=words)
        case "PRIVACYREQUIRED":
            return Forbidden("privacy_required", reason=words)
        case "UNAVAILABLE":
            return Transient("unavailable", _RETRY_SOON, reason=words)
        case "INUSE":
            return Transient("in_use", _RETRY_SOON, reason=words)
        case "SERVERBUG":
            return Transient("server_bug", _RETRY_SOON, reason=words)
        case "LIMIT" if signing_in:
            return Transient("limit", _RETRY_SOON, reason=words)
        case "LIMIT":
            return Rejected("limit", words)
        case "OVERQUOTA":
            return Rejected("over_quota", words)
        case "TOOBIG" | "APPENDLIMIT":
            return Rejected("too_big", words)
        case "NOPERM":
            return Rejected("no_permission", words)
        case "TRYCREATE" | "NONEXISTENT":
            return Gone("collection", reason=words)
        case "EXPUNGEISSUED":
            return Gone("item", reason=words)
        case "ALREADYEXISTS":
            return Rejected("already_exists", words)
        case "HASCHILDREN":
            return Rejected("has_children", words)
        case "CONTACTADMIN":
            return Rejected("contact_admin", words)
        case "CORRUPTION":
            return Rejected("server_damaged", words)
        case "CANNOT":
            return Rejected("cannot", words)
        case "UNKNOWN-CTE" | "BADCHARSET":
            return Unsupported(code.lower().replace("-", "_"), reason=words)
        case _ if signing_in and response.kind == b"NO":
            return AuthNeeded("wrong_password", reason=words)
        case _ if response.kind == b"BAD":
            return Rejected("command_refused", words)
        case _:
            return Rejected("refused", words)


def goodbye(response: Response) -> Fault:
    """Return the fault of a connection that ended with this BYE."""
    if response.code in {b"UNAVAILABLE", b"INUSE", b"LIMIT"}:
        return Transient(
            response.code.decode("ascii").lower().replace("inuse", "in_use"), _RETRY_SOON, reason=reason(response)
        )
    return Offline("server_closed", reason=reason(response))
