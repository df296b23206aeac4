"""Putting a message into a mailbox: a blob uploaded, then imported (RFC 8621 §4.8). Looks first, so that it may be repeated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sync.model.collections import Role
from sync.model.faults import Gone, Uncertain, Unsupported
from sync.model.ids import RemoteId
from sync.model.operations import AddMessage, Applied, Intention, Landed, RemoteItem, RemoteOperation, whole
from sync.protocols.jmap import folders, placing, wire
from sync.protocols.jmap.client import Client
from sync.protocols.jmap.items import keywords_of

_BARE_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")
KEYWORDS = {Role.DRAFTS: {"$draft": True, "$seen": True}, Role.SENT: {"$seen": True}}
_LATEST = 50


async def append(client: Client, operation: RemoteOperation, role: Role) -> Applied:
    """Put the payload into the operation's target (else into the mailbox of `role`), then drop the copy it replaces."""
    target = operation.target or await folders.of_role(client, role)
    raw = _BARE_LINE_END.sub(b"\r\n", await whole(operation.payload))
    there = await already_there(client, target, operation, role, raw)
    if there is None:
        there = await import_message(client, target, raw, *_marks(operation.intention, role))
    replaced = [one for one in operation.items if one.item != there]
    gone = (await placing.delete(client, replaced)).landed if replaced else ()
    kept = tuple(Landed(one, one) for one in operation.items if one.item == there)
    return Applied((*gone, *kept, Landed(None, RemoteItem(target, there))))


def _marks(intention: Intention, role: Role) -> tuple[dict[str, bool], int]:
    """Return the keywords of a message that is put there, and its date (0: now)."""
    if isinstance(intention, AddMessage):
        return dict.fromkeys(keywords_of(intention.flags, frozenset(intention.keywords)), True), intention.received
    return KEYWORDS[role], 0


async def already_there(
    client: Client, target: RemoteId, operation: RemoteOperation, role: Role, raw: bytes
) -> RemoteId | None:
    """Return the copy that an earlier attempt, or the server itself, has put there.

    A sent message is known by its Message-ID. A draft keeps its Message-ID over many versions: its bytes must be the same.
    """
    if not operation.message_id:
        return None
    found = await with_message_id(client, target, operation.message_id, operation.known_by)
    if role is Role.SENT:
        return RemoteId(str(found[0]["id"])) if found else None
    for one in found:
        if one.get("size") == len(raw) and await _bytes(client, str(one["blobId"])) == raw:
            return RemoteId(str(one["id"]))
    return None


async def with_message_id(
    client: Client, mailbox: RemoteId, message_id: str, field: str = "Message-ID"
) -> list[dict[str, Any]]:
    """Return the messages of a mailbox with that Message-ID or other `field` (id, blobId, size, mailboxIds), newest first.

    Servers that cannot filter by header (RFC 8621 §4.4.1 lets them refuse) have their latest messages looked through.
    """
    plain = message_id.strip().removeprefix("<").removesuffix(">")
    try:
        ids = await _query(client, {"inMailbox": mailbox, "header": [field, plain]}, _LATEST)
    except Unsupported:
        ids = await _query(client, {"inMailbox": mailbox}, _LATEST)
    if not ids:
        return []
    ids_of = f"header:{field}:asMessageIds:all"
    answer = await client.call("Email/get", ids=ids, properties=["id", "blobId", "size", "mailboxIds", ids_of])
    found = [dict(one) for one in answer.get("list") or []]
    order = {one: place for place, one in enumerate(ids)}
    same = [one for one in found if any(plain in (ids or []) for ids in one.get(ids_of) or [])]
    return sorted(same, key=lambda one: order.get(str(one["id"]), 0))


async def import_message(client: Client, target: RemoteId, raw: bytes, keywords: dict[str, bool], received: int = 0) -> RemoteId:
    """Import a message and return its id; one that is there already, byte for byte, is put into `target` as well.

    Raises `Gone("collection")` where the target is no more.
    """
    blob = await client.upload(raw)
    wanted = {"blobId": blob, "mailboxIds": {target: True}, "keywords": keywords}
    if received > 0:
        wanted["receivedAt"] = datetime.fromtimestamp(received, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = await client.call("Email/import", emails={"new": wanted})
    refused = (answer.get("notCreated") or {}).get("new")
    if refused is None:
        return RemoteId(str(answer["created"]["new"]["id"]))
    if refused.get("type") == "alreadyExists" and refused.get("existingId"):
        known = RemoteId(str(refused["existingId"]))
        await client.call("Email/set", update={known: {f"mailboxIds/{target}": True}})
        return known
    if refused.get("type") in ("invalidProperties", "notFound", "invalidMailboxId") and await _is_gone(client, target):
        raise Gone("collection")
    raise wire.set_fault(refused)


async def settled(client: Client, operation: RemoteOperation, role: Role) -> Applied | None:
    """Look whether an append of which the answer was lost took place. Raises `Uncertain("cannot_tell")` without a Message-ID."""
    if not operation.message_id:
        raise Uncertain("cannot_tell", operation=operation.id)
    target = operation.target or await folders.of_role(client, role)
    raw = _BARE_LINE_END.sub(b"\r\n", await whole(operation.payload))
    there = await already_there(client, target, operation, role, raw)
    return None if there is None else Applied((Landed(None, RemoteItem(target, there)),))


async def _query(client: Client, wanted: dict[str, Any], limit: int) -> Sequence[str]:
    newest = [{"property": "receivedAt", "isAscending": False}]
    answer = await client.call("Email/query", filter=wanted, sort=newest, limit=limit)
    return [str(one) for one in answer.get("ids") or []]


async def _bytes(client: Client, blob: str) -> bytes:
    async with client.download(blob) as stream:
        return b"".join([piece async for piece in stream.pieces()])


async def _is_gone(client: Client, mailbox: RemoteId) -> bool:
    answer = await client.call("Mailbox/get", ids=[mailbox], properties=["id"])
    return not answer.get("list")
