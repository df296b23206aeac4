"""One mail transaction: envelope, message, final dot. Knows exactly whether the final dot went out."""

from __future__ import annotations

import asyncio

import aiosmtplib
from aiosmtplib.protocol import SMTPProtocol

from sync.model.faults import Fault, Offline, Uncertain
from sync.protocols.smtp.connection import connection_fault, drop
from sync.protocols.smtp.envelope import Submission, size_limit
from sync.protocols.smtp.replies import Refusal, message_fault, recipients_fault, sender_fault

_PIECE = 64 * 1024
FINAL_REPLY_STEPS = 20
"""How many network steps the answer to the final dot may take: servers check the whole message first, and giving up early
makes doubles (RFC 5321 §4.5.3.2.6 asks for ten minutes, which is 20 steps of 30 seconds)."""


async def submit(smtp: aiosmtplib.SMTP, submission: Submission, within: float) -> None:
    """Send one message over a signed-in connection. Returns once the server has taken the responsibility for it.

    All recipients are taken, or nothing is sent. Raises `Rejected`, `Transient`, `Offline` where it certainly did not go
    out, and `Uncertain("answer_lost")` where the final dot was written and no answer came. `within` is in seconds, for
    one network step. After any fault the connection is of no more use.
    """
    try:
        await _envelope(smtp, submission)
        opening = await smtp.execute_command(b"DATA")
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        raise connection_fault(error, smtp.hostname or "") from error
    if opening.code != 354:
        raise message_fault(Refusal(opening.code, opening.message), size_limit(smtp.esmtp_extensions))
    await _hand_over(smtp, submission.wire, within)


async def _envelope(smtp: aiosmtplib.SMTP, submission: Submission) -> None:
    try:
        await smtp.mail(submission.sender, options=submission.options, encoding=submission.encoding)
    except aiosmtplib.SMTPSenderRefused as error:
        raise sender_fault(Refusal(error.code, error.message), size_limit(smtp.esmtp_extensions)) from error
    refusals = []
    for recipient in submission.recipients:
        try:
            await smtp.rcpt(recipient, encoding=submission.encoding)
        except aiosmtplib.SMTPRecipientRefused as error:
            refusals.append(Refusal(error.code, error.message, recipient))
    if refusals:
        raise recipients_fault(refusals)


async def _hand_over(smtp: aiosmtplib.SMTP, wire: bytes, within: float) -> None:
    """Write the message, then the dot. The reply is awaited from the start, so that one before the dot is not missed."""
    protocol = smtp.protocol
    if protocol is None:
        raise Offline("connection_lost", host=smtp.hostname or "")
    limit = size_limit(smtp.esmtp_extensions)
    reply = asyncio.create_task(protocol.read_response())
    dot_written = False
    try:
        await _write_body(protocol, reply, wire, within)
        if not reply.done():
            protocol.write(b".\r\n")
            dot_written = True
        response = await asyncio.wait_for(reply, within * FINAL_REPLY_STEPS)
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        drop(smtp)
        raise _lost(error, dot_written, smtp.hostname or "") from error
    except asyncio.CancelledError:
        drop(smtp)
        raise
    finally:
        reply.cancel()
    if response.code < 400 and not dot_written:
        raise Offline("bad_reply", host=smtp.hostname or "")
    if response.code // 100 != 2:
        raise message_fault(Refusal(response.code, response.message), limit)


async def _write_body(
    protocol: SMTPProtocol, reply: asyncio.Task[aiosmtplib.SMTPResponse], wire: bytes, within: float
) -> None:
    """Write the message in pieces, each in `within` seconds, until all of it has left or the server spoke before its turn."""
    view = memoryview(wire)
    for start in range(0, len(wire), _PIECE):
        if reply.done():
            return
        protocol.write(view[start : start + _PIECE].tobytes())
        # The library gives a public way to wait for room only together with the final dot.
        await asyncio.wait_for(protocol._drain_helper(), within)


def _lost(error: BaseException, dot_written: bool, host: str) -> Fault:
    if dot_written:
        return Uncertain("answer_lost", host=host)
    return connection_fault(error, host)
