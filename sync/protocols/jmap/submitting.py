"""Submission (RFC 8621 §7): the message is put into Drafts and submitted in one request; once taken, the server moves it to Sent.

So a lost answer can be looked into: a message that is in Sent went out, one that is still in Drafts did not.
"""

from __future__ import annotations

import re

from sync.model.collections import Role
from sync.model.faults import Fault, Offline, Rejected, Uncertain
from sync.model.ids import RemoteId
from sync.model.onward import SendReceipt
from sync.model.operations import Applied, RemoteOperation, Submission, whole
from sync.protocols.jmap import appending, folders, wire
from sync.protocols.jmap.client import Client, Results

_BARE_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")


async def submit(client: Client, operation: RemoteOperation, intention: Submission) -> Applied:
    """Submit a message once.

    Raises `Rejected` (`no_identity`, `recipient_refused`, `sender_refused`, `message_refused`, `too_big`), and
    `Uncertain("answer_lost")` where the request had left and no answer came.
    """
    identity = await _identity(client, intention.sender)
    return_path = "" if isinstance(intention, SendReceipt) else intention.sender
    drafts, sent = await folders.of_role(client, Role.DRAFTS), await folders.of_role(client, Role.SENT)
    raw = _BARE_LINE_END.sub(b"\r\n", await whole(operation.payload))
    known = await appending.already_there(client, drafts, operation, Role.DRAFTS, raw)
    batch = await client.batch()
    imported = ""
    if known is None:
        new = {
            "blobId": await client.upload(raw),
            "mailboxIds": {drafts: True},
            "keywords": appending.KEYWORDS[Role.DRAFTS],
        }
        imported = batch.add("Email/import", emails={"m": new})
    asked = batch.add(
        "EmailSubmission/set",
        create={
            "s": {
                "emailId": known or "#m",
                "identityId": identity,
                "envelope": {
                    "mailFrom": {"email": return_path, "parameters": None},
                    "rcptTo": [{"email": one, "parameters": None} for one in intention.recipients],
                },
            }
        },
        onSuccessUpdateEmail={
            "#s": {
                f"mailboxIds/{drafts}": None,
                f"mailboxIds/{sent}": True,
                "keywords/$draft": None,
                "keywords/$seen": True,
            }
        },
    )
    try:
        results = await client.send(batch, wire.SUBMISSION)
    except Offline as lost:
        raise Uncertain("answer_lost", host=lost.parameters.get("host")) from lost
    if imported:
        answer = results.of(imported)
        if refused := (answer.get("notCreated") or {}).get("m"):
            raise wire.set_fault(refused)
        known = RemoteId(str(answer["created"]["m"]["id"]))
    fault = _refusal(results, asked)
    if fault is not None:
        await client.call("Email/set", destroy=[known])
        raise fault
    return Applied()


async def submitted(client: Client, operation: RemoteOperation) -> Applied | None:
    """Look whether a submission of which the answer was lost took place. Raises `Uncertain("cannot_tell")`."""
    if not operation.message_id:
        raise Uncertain("cannot_tell", operation=operation.id)
    sent = await folders.of_role(client, Role.SENT)
    if await appending.with_message_id(client, sent, operation.message_id, operation.known_by):
        return Applied()
    drafts = await folders.of_role(client, Role.DRAFTS)
    raw = _BARE_LINE_END.sub(b"\r\n", await whole(operation.payload))
    waiting = await appending.already_there(client, drafts, operation, Role.DRAFTS, raw)
    if waiting is None:
        raise Uncertain("cannot_tell", operation=operation.id)
    answer = await client.call("EmailSubmission/query", wire.SUBMISSION, filter={"emailIds": [waiting]})
    return Applied() if answer.get("ids") else None


def _refusal(results: Results, asked: str) -> Fault | None:
    try:
        error = (results.of(asked).get("notCreated") or {}).get("s")
    except Fault as fault:
        return fault
    return wire.set_fault(error) if error is not None else None


async def _identity(client: Client, sender: str) -> RemoteId:
    """Return the identity to write as (RFC 8621 §6): the sender's own, else one for the whole domain."""
    answer = await client.call("Identity/get", wire.SUBMISSION, ids=None)
    known = {str(one.get("email") or "").casefold(): str(one["id"]) for one in answer.get("list") or []}
    address = sender.casefold()
    found = known.get(address) or known.get(f"*@{address.rpartition('@')[2]}")
    if found is None:
        raise Rejected("no_identity", address=sender)
    return RemoteId(found)
