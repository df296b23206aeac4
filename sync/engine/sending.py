"""Sending: submit once; once accepted, the rest (copy in Sent, answered flag, draft) is a row of harmless operations.

The acceptance and these operations enter the store in one transaction: whatever kills the program afterwards, the message
is never submitted again.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sync.engine.opened import OpenStore
from sync.engine.parsing import Parsing
from sync.engine.session import Lane
from sync.model.faults import Fault, Gone, StoreFault
from sync.model.ids import BlobName, OperationId
from sync.model.mail import Flag
from sync.model.onward import RedirectMessage, SendReceipt
from sync.model.operations import (
    Applied,
    ChangeFlags,
    DeleteItems,
    Intention,
    Octets,
    Operation,
    RemoteOperation,
    SendMessage,
    Submission,
)
from sync.store.connection import Connection
from sync.store.write.settle import settle
from sync.store.write.touched import Touched

LANE = Lane.ORDER


async def payload(store: OpenStore, intention: Submission) -> bytes:
    """Return the message as it goes out. Raises `Gone("message_lost")`."""
    try:
        return await store.blob(intention.message)
    except StoreFault as fault:
        raise Gone("message_lost", reason=fault.code) from fault


def submission(operation: Operation, intention: Submission, message: bytes) -> RemoteOperation:
    """Return what the submission protocol is asked."""
    return RemoteOperation(
        operation.id,
        intention,
        payload=Octets(message),
        message_id=intention.message_id,
        known_by=intention.known_by,
    )


async def accepted(
    store: OpenStore, parsing: Parsing, operation: Operation, intention: Submission, applied: Applied | None
) -> Touched:
    """Settle a message that is out. `applied` says where its copy in Sent is; None: it has still to be put there."""
    kept = await _kept_copy(store, parsing, operation, intention) if applied is None else None

    def write(connection: Connection) -> Touched:
        follow_up = _traces(operation, intention)
        if applied is None and not isinstance(intention, SendReceipt):
            name = store.put_blob(connection, kept) if kept is not None else intention.message
            follow_up = [_sent_copy(operation, intention, name), *follow_up]
        return settle(connection, operation, applied or Applied(), follow_up=follow_up)

    return await store.write_durably(write)


async def _kept_copy(store: OpenStore, parsing: Parsing, operation: Operation, intention: Submission) -> bytes | None:
    """Return the copy for Sent where it differs from what went out: it keeps the blind recipients.

    What was signed stays as it was signed.
    """
    if not isinstance(intention, SendMessage) or not intention.draft.bcc or intention.draft.sign:
        return None
    try:
        files = await store.blobs([attachment.blob for attachment in intention.draft.attachments])
        return await parsing.build(intention.draft, files, operation.created // 1000, keep_bcc=True)
    except Fault:
        return None


def _sent_copy(operation: Operation, intention: SendMessage | RedirectMessage, message: BlobName) -> Operation:
    """The same intention without recipients: nobody is left to submit to, only the copy in Sent is missing."""
    if isinstance(intention, RedirectMessage):
        return _after(operation, "copy", replace(intention, items=(), recipients=()))
    rest = replace(
        intention, message=message, recipients=(), replaces=None, draft=replace(intention.draft, answers=None)
    )
    return _after(operation, "copy", rest)


def _traces(operation: Operation, intention: Submission) -> list[Operation]:
    found: list[Operation] = []
    if isinstance(intention, RedirectMessage):
        return [_after(operation, "flag", ChangeFlags(intention.items, add=Flag.FORWARDED))]
    if isinstance(intention, SendReceipt):
        return [_after(operation, "flag", ChangeFlags(intention.items, add=Flag.RECEIPT_SENT))]
    if intention.draft.answers is not None:
        flag = Flag.FORWARDED if intention.draft.forwards else Flag.ANSWERED
        found.append(_after(operation, "flag", ChangeFlags((intention.draft.answers,), add=flag)))
    if intention.replaces is not None:
        found.append(_after(operation, "draft", DeleteItems((intention.replaces,))))
    return found


def _after(operation: Operation, step: str, intention: Intention) -> Operation:
    """Return a follow-up whose id comes from the operation's, so that it exists once."""
    digest = hashlib.blake2b(f"{operation.id} {step}".encode(), digest_size=10).hexdigest()
    return Operation(OperationId(operation.id[:12] + digest), operation.account, intention, created=operation.created)
