"""The five verbs over SMTP: a submission service has no collections; it only takes messages."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

import aiosmtplib

from sync.model.accounts import Service
from sync.model.changes import ChangePage, Chunk, Nudge, Range, Want
from sync.model.collections import Collection
from sync.model.faults import Unsupported
from sync.model.ids import RemoteId
from sync.model.onward import SendReceipt
from sync.model.operations import Applied, RemoteOperation, Submission, whole
from sync.protocols.base import Protocol
from sync.protocols.reaching import gate_of
from sync.protocols.smtp.connection import connect, drop
from sync.protocols.smtp.envelope import prepare
from sync.protocols.smtp.transaction import submit

_PATIENCE_WITH_QUIT = 2.0


class SmtpSubmission(Protocol):
    """Message submission (RFC 6409) over TLS (RFC 8314). One connection per message: none is kept waiting in between."""

    name: ClassVar[str] = "smtp"
    services: ClassVar[frozenset[Service]] = frozenset({Service.SUBMISSION})

    async def collections(self) -> Sequence[Collection]:
        """Return nothing: a submission service holds no messages."""
        return ()

    async def changes(self, collection: RemoteId, cursor: bytes | None) -> ChangePage:
        """Raise `Unsupported`: there is nothing to follow."""
        raise Unsupported("changes")

    def fetch(self, collection: RemoteId, items: Sequence[RemoteId], want: Want | Range) -> AsyncIterator[Chunk]:
        """Raise `Unsupported`: there is nothing to fetch."""
        raise Unsupported("fetch")

    async def apply(self, operation: RemoteOperation) -> Applied:
        """Submit the message to all of its recipients, or to none; a receipt without a return path.

        Raises the faults of `connect`, `prepare` and `submit`; only `Uncertain("answer_lost")` leaves open whether the
        message went out, and then only because the final dot had been written.
        """
        intention = operation.intention
        if not isinstance(intention, Submission):
            raise Unsupported("intention", intention=intention.kind)
        smtp = await connect(self.surroundings)
        try:
            message = await whole(operation.payload)
            sender = "" if isinstance(intention, SendReceipt) else intention.sender
            submission = prepare(sender, intention.recipients, message, smtp.esmtp_extensions)
            await submit(smtp, submission, self.surroundings.timeout)
            account, endpoint = self.surroundings.account, self.surroundings.endpoint
            gate_of(self.surroundings).traffic(account.id, endpoint.host).sent += len(submission.wire)
        finally:
            await _leave(smtp)
        return Applied()

    async def watch(self) -> AsyncIterator[Nudge]:
        """End at once: nothing ever changes here."""
        nothing: tuple[Nudge, ...] = ()
        for nudge in nothing:
            yield nudge

    async def check(self) -> None:
        """Sign in and leave. Raises the faults of `connect`."""
        await _leave(await connect(self.surroundings))

    async def close(self) -> None:
        """Do nothing: no connection outlives the message that it was opened for."""


async def _leave(smtp: aiosmtplib.SMTP) -> None:
    """Say goodbye. The message is settled by now, so whatever goes wrong here is of no meaning.

    QUIT also ends an envelope that was refused: nothing of it goes out (RFC 5321 §4.1.1.10). The library forgets its
    transport while TLS still waits for the server's farewell, which a lost one never says: so the transport is held here.
    """
    transport = smtp.transport
    try:
        with contextlib.suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            await smtp.quit(timeout=_PATIENCE_WITH_QUIT)
    finally:
        drop(smtp, transport)
