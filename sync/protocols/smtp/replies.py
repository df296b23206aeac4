"""SMTP replies turned into faults: which number (RFC 5321 §4.2) and which enhanced code (RFC 3463) mean what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sync.model.faults import AuthNeeded, Fault, Offline, Rejected, Transient

_ENHANCED = re.compile(r"^[245]\.(\d{1,3}\.\d{1,3})\b")
_QUOTA = frozenset({"2.2"})
_TOO_LARGE = frozenset({"2.3", "3.4"})
_SENDER = frozenset({"1.7", "1.8"})
_LOWEST, _HIGHEST = 200, 599
_REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Refusal:
    """A negative reply. `recipient` names whom it concerns, where it concerns one."""

    code: int
    text: str
    recipient: str = ""

    @property
    def valid(self) -> bool:
        """Whether the reply is SMTP at all; the library marks garbage with a number outside of the range."""
        return _LOWEST <= self.code <= _HIGHEST

    @property
    def reason(self) -> str:
        """The server's words, made fit for a window."""
        return "".join(letter if letter.isprintable() else " " for letter in self.text)[:_REASON_LENGTH].strip()

    @property
    def for_now(self) -> bool:
        """Whether the server asks to try again later (RFC 5321 §4.2.1: first digit 4)."""
        return self.code // 100 == 4

    @property
    def detail(self) -> str:
        """The enhanced code without its class ("1.1"), empty where there is none."""
        found = _ENHANCED.match(self.text)
        return found.group(1) if found else ""

    @property
    def over_quota(self) -> bool:
        """A mailbox or the sender's allowance is full (RFC 3463 X.2.2; RFC 5321 552 without a code that says otherwise)."""
        return self.detail in _QUOTA or (self.code == 552 and self.detail not in _TOO_LARGE)

    @property
    def of_sender(self) -> bool:
        """The sender is what the server does not like, even where it says so to RCPT (Postfix delays its sender checks)."""
        return self.detail in _SENDER or "sender address rejected" in self.text.lower()


def _common(refusal: Refusal) -> Fault | None:
    """Return the fault for replies that mean the same after every command; None where it depends on the command."""
    if not refusal.valid:
        return Offline("bad_reply")
    if refusal.for_now:
        return Transient("server_busy", reason=refusal.reason)
    return None


def greeting_fault(refusal: Refusal) -> Fault:
    """Return the fault for a server that does not greet (RFC 5321 §3.1), or refuses EHLO or STARTTLS."""
    return _common(refusal) or Rejected("server_refused", refusal.reason)


def sign_in_fault(refusal: Refusal) -> Fault:
    """Return the fault for a refused AUTH (RFC 4954 §6)."""
    return _common(refusal) or AuthNeeded("wrong_password", reason=refusal.reason)


def sender_fault(refusal: Refusal, limit: int) -> Fault:
    """Return the fault for a refused MAIL; `limit` is the size in octets that the server allows, 0 unknown."""
    common = _common(refusal)
    if common:
        return common
    if refusal.detail in _TOO_LARGE or (refusal.code == 552 and not refusal.detail):
        return Rejected("message_too_large", refusal.reason, limit=limit)
    if refusal.over_quota:
        return Rejected("quota_exceeded", refusal.reason)
    return Rejected("sender_refused", refusal.reason)


def recipients_fault(refusals: Sequence[Refusal]) -> Fault:
    """Return one fault for all refused recipients: the permanent refusals decide, if there are any."""
    for refusal in refusals:
        if not refusal.valid:
            return Offline("bad_reply")
    permanent = [refusal for refusal in refusals if not refusal.for_now]
    decisive = permanent or list(refusals)
    who = ", ".join(refusal.recipient for refusal in decisive)
    reason = decisive[0].reason
    if not permanent:
        return Transient("recipient_deferred", reason=reason, recipients=who)
    if all(refusal.of_sender for refusal in permanent):
        return Rejected("sender_refused", reason)
    if all(refusal.over_quota for refusal in permanent):
        return Rejected("quota_exceeded", reason, recipients=who)
    return Rejected("recipient_refused", reason, recipients=who)


def message_fault(refusal: Refusal, limit: int) -> Fault:
    """Return the fault for a refused DATA or message; `limit` as in `sender_fault`."""
    common = _common(refusal)
    if common:
        return common
    if refusal.detail in _TOO_LARGE:
        return Rejected("message_too_large", refusal.reason, limit=limit)
    if refusal.over_quota:
        return Rejected("quota_exceeded", refusal.reason)
    return Rejected("message_refused", refusal.reason)
