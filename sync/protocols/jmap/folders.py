"""Mailboxes by JMAP (RFC 8621 §2): listed, created, renamed, deleted. Each may be repeated: what is already so counts as done."""

from __future__ import annotations

from sync.model.collections import Collection, Role
from sync.model.faults import Gone, Rejected, Unreadable
from sync.model.ids import RemoteId
from sync.model.operations import Applied
from sync.protocols.jmap import items, wire
from sync.protocols.jmap.client import Client

_NAMES = {Role.DRAFTS: "Drafts", Role.SENT: "Sent", Role.ARCHIVE: "Archive", Role.JUNK: "Junk", Role.TRASH: "Trash"}


async def listed(client: Client) -> list[Collection]:
    """Return every mailbox, parents first."""
    session = await client.session()
    answer = await client.call("Mailbox/get", ids=None, properties=list(items.MAILBOX))
    found = answer.get("list")
    if not isinstance(found, list):
        raise Unreadable("not_jmap")
    return items.parents_first([items.collection(one, read_only=session.read_only) for one in found])


async def described(client: Client, mailbox: RemoteId) -> Collection:
    """Return one mailbox. Raises `Gone("collection")`."""
    found = next((one for one in await listed(client) if one.remote_id == mailbox), None)
    if found is None:
        raise Gone("collection")
    return found


async def of_role(client: Client, role: Role) -> RemoteId:
    """Return the mailbox of a role, made where there is none."""
    known = await listed(client)
    found = next((one.remote_id for one in known if one.role is role), None)
    if found is not None:
        return found
    name = _NAMES.get(role)
    if name is None:
        raise Gone("collection")
    return await _create(client, {"name": name, "parentId": None, "role": items.ROLE_NAMES[role]})


async def create_under(client: Client, parent: RemoteId, name: str) -> Applied:
    """Create a mailbox; one of that name that is there already will do."""
    _check_name(name)
    for one in await listed(client):
        if one.name == name and one.parent == parent:
            return Applied(collection=one)
    made = await _create(client, {"name": name, "parentId": parent or None})
    return Applied(collection=await described(client, made))


async def rename(client: Client, mailbox: RemoteId, name: str) -> Applied:
    """Give a mailbox another name."""
    _check_name(name)
    answer = await client.call("Mailbox/set", update={mailbox: {"name": name}})
    refused = (answer.get("notUpdated") or {}).get(mailbox)
    if refused is not None:
        fault = wire.set_fault(refused)
        raise Gone("collection") if isinstance(fault, Gone) else fault
    return Applied(collection=await described(client, mailbox))


async def delete(client: Client, mailbox: RemoteId) -> Applied:
    """Delete a mailbox, those under it and all messages that are nowhere else. Raises `Rejected("cannot_delete_inbox")`."""
    known = await listed(client)
    doomed = [one for one in known if one.remote_id == mailbox]
    if doomed and doomed[0].role is Role.INBOX:
        raise Rejected("cannot_delete_inbox")
    for one in known:
        if one.parent in {above.remote_id for above in doomed}:
            doomed.append(one)
    for one in reversed(doomed):
        answer = await client.call("Mailbox/set", destroy=[one.remote_id], onDestroyRemoveEmails=True)
        refused = (answer.get("notDestroyed") or {}).get(one.remote_id)
        if refused is not None and not isinstance(fault := wire.set_fault(refused), Gone):
            raise fault
    return Applied()


async def _create(client: Client, wanted: dict[str, object]) -> RemoteId:
    answer = await client.call("Mailbox/set", create={"new": wanted})
    refused = (answer.get("notCreated") or {}).get("new")
    if refused is not None:
        raise wire.set_fault(refused)
    made = (answer.get("created") or {}).get("new")
    if not isinstance(made, dict) or "id" not in made:
        raise Unreadable("not_jmap")
    return RemoteId(str(made["id"]))


def _check_name(name: str) -> None:
    if not name.strip() or any(not letter.isprintable() for letter in name):
        raise Rejected("bad_name", name=name)
