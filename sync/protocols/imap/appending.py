"""Putting a message into a mailbox: drafts, and the copy of what was sent. Looks first, so that it may be repeated."""

from __future__ import annotations

import re

from sync.model.collections import Role
from sync.model.faults import Gone, Rejected
from sync.model.ids import RemoteId
from sync.model.operations import AddMessage, Applied, Landed, RemoteItem, RemoteOperation, whole
from sync.protocols.imap import flags, remote_ids
from sync.protocols.imap.folders import create, of_role
from sync.protocols.imap.letters import same_bytes, with_message_id
from sync.protocols.imap.placing import expunge
from sync.protocols.imap.session import Session
from sync.transport.imap import sets
from sync.transport.imap.client import ImapClient
from sync.transport.imap.commands import Literal
from sync.transport.imap.syntax import date_time, number, octets

_BARE_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_FLAGS = {Role.DRAFTS: b"(\\Draft \\Seen)", Role.SENT: b"(\\Seen)"}


async def append(session: Session, operation: RemoteOperation, role: Role) -> Applied:
    """Append the payload to the operation's target (else to the mailbox of `role`), then drop the copy it replaces.

    Raises `Uncertain("answer_lost")` where the connection was lost after the message had left.
    """
    target = operation.target or await of_role(session, role)
    raw = _BARE_LINE_END.sub(b"\r\n", await whole(operation.payload))
    landed_at = await already_there(session, target, operation, role, raw)
    if landed_at is None:
        landed_at = await _append(session, target, role, raw, operation)
    gone = await _drop_replaced(session, operation, keep=landed_at)
    now = RemoteItem(target, landed_at) if landed_at else None
    return Applied((*gone, Landed(None, now)) if now is not None else gone)


async def already_there(
    session: Session, target: RemoteId, operation: RemoteOperation, role: Role, raw: bytes
) -> RemoteId | None:
    """Return the copy that an earlier attempt, or the server itself, has put there.

    A sent message is known by its Message-ID, one sent on by its Resent-Message-ID. A draft
    keeps its Message-ID over many versions: its bytes must be the same.
    """
    if not operation.message_id:
        return None
    try:
        client = await session.client()
        selected = await client.select(target)
    except Gone:
        return None
    found = await with_message_id(client, operation.message_id, operation.known_by)
    replaced = {item.item for item in operation.items if item.collection == target}
    found = [uid for uid in found if remote_ids.of(selected.uid_validity, uid) not in replaced]
    if not found:
        return None
    uid = found[-1] if role is Role.SENT else await same_bytes(client, found, raw)
    return remote_ids.of(selected.uid_validity, uid) if uid is not None else None


async def settled(session: Session, operation: RemoteOperation, role: Role) -> Applied | None:
    """Look whether an append of which the answer was lost took place."""
    target = operation.target or await of_role(session, role)
    raw = _BARE_LINE_END.sub(b"\r\n", await whole(operation.payload))
    landed_at = await already_there(session, target, operation, role, raw)
    if landed_at is None:
        return None
    gone = await _drop_replaced(session, operation, keep=landed_at)
    return Applied((*gone, Landed(None, RemoteItem(target, landed_at))))


async def _append(session: Session, target: RemoteId, role: Role, raw: bytes, operation: RemoteOperation) -> RemoteId:
    """APPEND (once more where the mailbox had to be made first) and return where the message is, empty: not told."""
    client = await session.client()
    try:
        return await _append_once(client, target, operation, role, raw) or await _newest(session, target, operation)
    except Gone:
        await create(client, target)
    return await _append_once(client, target, operation, role, raw) or await _newest(session, target, operation)


async def _append_once(client: ImapClient, target: RemoteId, operation: RemoteOperation, role: Role, raw: bytes) -> RemoteId:
    names, when = _FLAGS.get(role, b"()"), b""
    if isinstance(operation.intention, AddMessage):
        names = b"(" + b" ".join(flags.write(operation.intention.flags, operation.intention.keywords)) + b")"
        when = date_time(operation.intention.received)
    command = [b"APPEND ", *client.mailbox(target), b" ", names, b" ", when, Literal(raw)]
    try:
        done = await client.connection.run_once(command)
    except Rejected as fault:
        raise client.missing(fault) from fault
    if done.code == b"APPENDUID" and len(done.arguments) == 2:
        return remote_ids.of(number(done.arguments[0]), sets.from_text(octets(done.arguments[1]))[0])
    return RemoteId("")


async def _newest(session: Session, target: RemoteId, operation: RemoteOperation) -> RemoteId:
    """Return the newest message with this Message-ID, for servers without UIDPLUS."""
    if not operation.message_id:
        return RemoteId("")
    client = await session.client()
    selected = await client.select(target)
    found = await with_message_id(client, operation.message_id, operation.known_by)
    return remote_ids.of(selected.uid_validity, found[-1]) if found else RemoteId("")


async def _drop_replaced(session: Session, operation: RemoteOperation, keep: RemoteId) -> tuple[Landed, ...]:
    """Expunge the copies that the new one takes the place of."""
    replaced = [item for item in operation.items if item.item != keep]
    if not replaced:
        return ()
    try:
        client, selected = await session.select(replaced[0].collection)
    except Gone:
        return tuple(Landed(item, None) for item in replaced)
    uids = [remote_ids.uid_of(item.item, selected.uid_validity) for item in replaced]
    named = [uid for uid in uids if uid is not None]
    if named and not selected.read_only:
        await expunge(client, named)
    return tuple(Landed(item, None) for item in replaced)
