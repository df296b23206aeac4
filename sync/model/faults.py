"""Faults: every way in which a thing can fail, as one exception class each, carrying a code and parameters.

A fault never carries a sentence: the window and the command line find the sentence by its code, in the user's language
(`resources/i18n/faults.*.toml`). `reason` parameters quote a server's own words.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias

Parameter: TypeAlias = str | int | float | bool | None


class Fault(Exception):
    """A classified failure. `code` chooses the sentence; `parameters` fill it in."""

    kind: ClassVar[str] = "bug"

    def __init__(self, code: str = "", **parameters: Parameter) -> None:
        self.code = code or self.kind
        self.parameters: dict[str, Parameter] = parameters
        super().__init__(self.code, parameters)

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.kind}:{self.code}({shown})"


class Offline(Fault):
    """There is no way to the server now: no network, name not found, connection refused or lost. Tried again by itself."""

    kind = "offline"


class Transient(Fault):
    """The server asks for patience (busy, rate limit, try later). `retry_after` is in seconds, 0 where unknown."""

    kind = "transient"

    def __init__(self, code: str = "", retry_after: float = 0.0, **parameters: Parameter) -> None:
        super().__init__(code, **parameters)
        self.retry_after = retry_after


class AuthNeeded(Fault):
    """The server wants the user to sign in (again)."""

    kind = "auth_needed"


class Rejected(Fault):
    """The server understood and refuses for good; `reason` holds its words."""

    kind = "rejected"

    def __init__(self, code: str = "", reason: str = "", **parameters: Parameter) -> None:
        super().__init__(code, reason=reason, **parameters)
        self.reason = reason


class Stale(Fault):
    """The item changed on the server since the base revision; `theirs` is the revision it has now (empty: unknown)."""

    kind = "stale"

    def __init__(self, code: str = "", theirs: str = "", **parameters: Parameter) -> None:
        super().__init__(code, theirs=theirs, **parameters)
        self.theirs = theirs


class Gone(Fault):
    """The item or collection is no longer on the server."""

    kind = "gone"


class CursorExpired(Fault):
    """The server no longer knows the cursor: compare again from the start, never delete first."""

    kind = "cursor_expired"


class Unsupported(Fault):
    """The server or the protocol cannot do this at all."""

    kind = "unsupported"


class Uncertain(Fault):
    """The request may or may not have taken effect (answer lost). Never repeated without looking first."""

    kind = "uncertain"


class Unreadable(Fault):
    """Bytes that cannot be understood. The raw bytes stay available."""

    kind = "unreadable"


class Forbidden(Fault):
    """The sovereignty policy or a TLS rule does not allow it."""

    kind = "forbidden"


class StoreFault(Fault):
    """The encrypted store on this machine cannot do it: wrong secret, damage, newer schema, full disk, network home, locked."""

    kind = "store"


class Bug(Fault):
    """An error of our own."""

    kind = "bug"


KINDS: dict[str, type[Fault]] = {
    cls.kind: cls
    for cls in (
        Offline, Transient, AuthNeeded, Rejected, Stale, Gone, CursorExpired, Unsupported, Uncertain, Unreadable,
        Forbidden, StoreFault, Bug,
    )
}  # fmt: skip
"""Fault class by kind, to rebuild a fault that crossed a process boundary or was kept in the outbox."""


def rebuild(kind: str, code: str, parameters: dict[str, Parameter]) -> Fault:
    """Return the fault that `kind`, `code` and `parameters` describe (an unknown kind becomes `Bug`)."""
    fault = KINDS.get(kind, Bug)(code)
    fault.parameters.update(parameters)
    if isinstance(fault, Transient):
        fault.retry_after = float(parameters.get("retry_after") or 0.0)
    if isinstance(fault, Rejected):
        fault.reason = str(parameters.get("reason") or "")
    if isinstance(fault, Stale):
        fault.theirs = str(parameters.get("theirs") or "")
    fault.args = (fault.code, fault.parameters)
    return fault
