"""What goes over the wire (RFC 8620): the session object (§2), references between calls (§3.7), what errors mean (§3.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import quote, urljoin

from sync.model.faults import AuthNeeded, CursorExpired, Fault, Gone, Rejected, Transient, Unreadable, Unsupported

Arguments: TypeAlias = dict[str, Any]

CORE = "urn:ietf:params:jmap:core"
MAIL = "urn:ietf:params:jmap:mail"
SUBMISSION = "urn:ietf:params:jmap:submission"
WEBSOCKET = "urn:ietf:params:jmap:websocket"
_REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server takes at once (RFC 8620 §2)."""

    calls: int = 16
    get: int = 500
    set: int = 500
    upload: int = 50_000_000
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class Session:
    """Where everything is. Addresses are absolute: some servers write them relative to the session's own."""

    account: str
    api: str
    upload: str
    download: str
    events: str
    socket: str
    limits: Limits
    capabilities: frozenset[str]
    read_only: bool

    def upload_url(self) -> str:
        """Return where bytes are sent (RFC 8620 §6.1)."""
        return fill(self.upload, accountId=self.account)

    def download_url(self, blob: str, name: str = "message.eml", media_type: str = "message/rfc822") -> str:
        """Return where bytes are fetched (RFC 8620 §6.2)."""
        return fill(self.download, accountId=self.account, blobId=blob, name=name, type=media_type)

    def events_url(self, types: str, ping: int) -> str:
        """Return where changes are told (RFC 8620 §7.3)."""
        return fill(self.events, types=types, closeafter="no", ping=str(ping))


def read_session(found: Mapping[str, Any], url: str) -> Session:
    """Return the session that a server described at `url`.

    Raises `Unreadable("bad_session")`, `Unsupported("jmap_mail")` where no account of it has mail.
    """
    try:
        capabilities = dict(found["capabilities"])
        core = dict(capabilities[CORE])
        account = str(dict(found.get("primaryAccounts") or {}).get(MAIL) or "")
        accounts = dict(found["accounts"])
        if not account:
            account = next((name for name, one in accounts.items() if MAIL in one.get("accountCapabilities", {})), "")
        if not account or MAIL not in capabilities:
            raise Unsupported("jmap_mail")
        own = dict(accounts.get(account) or {})
        socket = dict(capabilities.get(WEBSOCKET) or {})
        return Session(
            account=account,
            api=urljoin(url, str(found["apiUrl"])),
            upload=_absolute(url, str(found["uploadUrl"])),
            download=_absolute(url, str(found["downloadUrl"])),
            events=_absolute(url, str(found.get("eventSourceUrl") or "")),
            socket=str(socket.get("url") or "") if socket.get("supportsPush") else "",
            limits=Limits(
                calls=_limit(core, "maxCallsInRequest", 16),
                get=_limit(core, "maxObjectsInGet", 500),
                set=_limit(core, "maxObjectsInSet", 500),
                upload=_limit(core, "maxSizeUpload", 50_000_000),
                at_once=_limit(core, "maxConcurrentRequests", 4),
            ),
            capabilities=frozenset(capabilities) | frozenset(own.get("accountCapabilities") or {}),
            read_only=bool(own.get("isReadOnly")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable("bad_session") from error


def _absolute(base: str, template: str) -> str:
    """Resolve a URI template (RFC 6570, level 1) without touching its braces."""
    if not template or re.match(r"^[a-z]+://", template):
        return template
    marked = template.replace("{", "%7B").replace("}", "%7D")
    return urljoin(base, marked).replace("%7B", "{").replace("%7D", "}")


def _limit(core: Mapping[str, Any], name: str, default: int) -> int:
    value = core.get(name)
    return value if isinstance(value, int) and value > 0 else default


def fill(template: str, **values: str) -> str:
    """Return a level 1 URI template filled in."""
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(value, safe=""))
    return template


def reference(call: str, method: str, path: str) -> dict[str, str]:
    """Return a reference to the result of an earlier call of the same request (RFC 8620 §3.7)."""
    return {"resultOf": call, "name": method, "path": path}


def method_fault(error: Mapping[str, Any]) -> Fault:
    """Return the fault that a method-level error means (RFC 8620 §3.6.2)."""
    kind, reason = str(error.get("type") or ""), words(error)
    match kind:
        case "cannotCalculateChanges":
            return CursorExpired("state_forgotten")
        case "accountNotFound" | "accountNotSupportedByMethod":
            return Gone("account")
        case "accountReadOnly" | "forbidden":
            return Rejected("read_only", reason)
        case "unknownMethod" | "unsupportedFilter" | "unsupportedSort":
            return Unsupported(_snake(kind), reason=reason)
        case "serverUnavailable" | "serverPartialFail" | "serverFail" | "rateLimit" | "stateMismatch":
            return Transient("server_busy", reason=reason or kind)
        case "overQuota":
            return Rejected("over_quota", reason)
    return Rejected("jmap_refused", reason or kind)


def set_fault(error: Mapping[str, Any]) -> Fault:
    """Return the fault that a SetError means (RFC 8620 §5.3, RFC 8621 §7.5)."""
    kind, reason = str(error.get("type") or ""), words(error)
    match kind:
        case "notFound":
            return Gone("item")
        case "forbidden" | "mailboxHasChild" | "mailboxHasEmail":
            return Rejected("read_only" if kind == "forbidden" else _snake(kind), reason)
        case "overQuota":
            return Rejected("over_quota", reason)
        case "tooLarge":
            return Rejected("too_big", reason)
        case "rateLimit":
            return Transient("server_busy", reason=reason)
        case "invalidRecipients" | "noRecipients":
            named = error.get("invalidRecipients")
            listed = ", ".join(str(one) for one in named) if isinstance(named, list) else ""
            return Rejected("recipient_refused", reason or kind, recipients=listed)
        case "forbiddenFrom" | "forbiddenMailFrom":
            return Rejected("sender_refused", reason or kind)
        case "forbiddenToSend":
            return Rejected("message_refused", reason or kind)
    return Rejected("jmap_refused", reason or kind)


def request_fault(status: int, body: Mapping[str, Any]) -> Fault:
    """Return the fault of a request that was refused as a whole (RFC 8620 §3.6.1)."""
    kind = str(body.get("type") or "").rpartition(":")[2]
    if status in (401, 403):
        return AuthNeeded("wrong_password")
    if status == 413:
        return Rejected("too_big")
    if kind == "limit" or status >= 500:
        return Transient("server_busy", reason=words(body) or str(status))
    return Rejected("jmap_refused", words(body) or kind or str(status))


def words(error: Mapping[str, Any]) -> str:
    """Return the server's own words, made fit for a window."""
    text = str(error.get("description") or error.get("detail") or "")
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_REASON_LENGTH].strip()


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f"_{found[1].lower()}", name)
