"""Creating, renaming and deleting mailboxes. Each may be repeated: what is already so counts as done."""

from __future__ import annotations

from dataclasses import replace

from sync.model.collections import Collection, Role
from sync.model.faults import Fault, Gone, Rejected
from sync.model.ids import RemoteId
from sync.model.operations import Applied
from sync.protocols.imap.mailboxes import DEFAULT_NAMES, listed
from sync.protocols.imap.session import Session
from sync.transport.imap.client import ImapClient
from sync.transport.imap.commands import Command


async def create_under(session: Session, parent: RemoteId, name: str) -> Applied:
    """Create and subscribe `name` under `parent` (empty: top level)."""
    client = await session.client()
    separator = _separator(client, parent)
    _check_name(name, separator)
    mailbox = f"{parent}{separator}{name}" if parent else f"{_own_prefix(client)}{name}"
    await create(client, mailbox)
    return Applied(collection=await _described(client, mailbox))


async def rename(session: Session, mailbox: RemoteId, name: str) -> Applied:
    """Give `mailbox` another last name; its subscription goes with it."""
    client = await session.client()
    separator = _separator(client, mailbox)
    _check_name(name, separator)
    above, between, _ = mailbox.rpartition(separator)
    renamed = f"{above}{between}{name}"
    if renamed != mailbox:
        await client.deselect()
        try:
            await client.connection.run([b"RENAME ", *client.mailbox(mailbox), b" ", *client.mailbox(renamed)])
        except (Gone, Rejected) as fault:
            if await _find(client, mailbox) is not None or await _find(client, renamed) is None:
                raise client.missing(fault) from fault
        await _follow(client, mailbox, renamed)
    return Applied(collection=await _described(client, renamed))


async def delete(session: Session, mailbox: RemoteId) -> Applied:
    """Delete `mailbox` and those under it, the deepest first. Raises `Rejected` for the inbox."""
    if mailbox == "INBOX":
        raise Rejected("cannot_delete_inbox")
    client = await session.client()
    await client.deselect()
    everything = await listed(client)
    separator = _separator(client, mailbox)
    doomed = [
        each for each in everything if each.remote_id == mailbox or each.remote_id.startswith(mailbox + separator)
    ]
    for each in sorted(doomed, key=lambda one: one.remote_id.count(separator), reverse=True):
        await _delete_one(client, each)
    return Applied()


async def of_role(session: Session, role: Role) -> RemoteId:
    """Return the mailbox of `role`, made under its usual name where there is none."""
    client = await session.client()
    for each in await listed(client):
        if each.role is role:
            return each.remote_id
    if role not in DEFAULT_NAMES:
        raise Gone("collection", role=role.value)
    mailbox = RemoteId(_own_prefix(client) + DEFAULT_NAMES[role])
    await create(client, mailbox)
    return mailbox


async def create(client: ImapClient, mailbox: str) -> None:
    """CREATE and SUBSCRIBE; a mailbox that exists is fine."""
    try:
        await client.connection.run([b"CREATE ", *client.mailbox(mailbox)])
    except Rejected as fault:
        if await _find(client, mailbox) is None:
            raise fault
    await client.connection.run([b"SUBSCRIBE ", *client.mailbox(mailbox)])


async def _delete_one(client: ImapClient, collection: Collection) -> None:
    if not collection.selectable:
        return  # a name between others: it goes with the last of them
    try:
        await client.connection.run([b"DELETE ", *client.mailbox(collection.remote_id)])
    except (Gone, Rejected) as fault:
        if await _find(client, collection.remote_id) is not None:
            raise fault
    await _quietly(client, [b"UNSUBSCRIBE ", *client.mailbox(collection.remote_id)])


async def _follow(client: ImapClient, mailbox: str, renamed: str) -> None:
    """Move the subscription to the new name."""
    await _quietly(client, [b"UNSUBSCRIBE ", *client.mailbox(mailbox)])
    await _quietly(client, [b"SUBSCRIBE ", *client.mailbox(renamed)])


async def _quietly(client: ImapClient, command: Command) -> None:
    """Run a command whose refusal means nothing; a lost connection still counts."""
    try:
        await client.connection.run(command)
    except Fault:
        if not client.connection.alive:
            raise


async def _find(client: ImapClient, mailbox: str) -> Collection | None:
    found = next((each for each in await listed(client) if each.remote_id == mailbox), None)
    return found if found is None or found.selectable else None


async def _described(client: ImapClient, mailbox: str) -> Collection:
    found = next((each for each in await listed(client) if each.remote_id == mailbox), None)
    if found is None:
        raise Gone("collection")
    return replace(found, total=found.total or 0, unread=found.unread or 0)


def _separator(client: ImapClient, mailbox: str) -> str:
    matching = [space for space in client.namespaces if mailbox.startswith(space.prefix)]
    return max(matching, key=lambda space: len(space.prefix)).separator if matching else client.namespaces[0].separator


def _own_prefix(client: ImapClient) -> str:
    return next((space.prefix for space in client.namespaces if space.whose == "mine"), "")


def _check_name(name: str, separator: str) -> None:
    if not name.strip() or (separator and separator in name) or any(not letter.isprintable() for letter in name):
        raise Rejected("bad_name", name=name)
