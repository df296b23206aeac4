"""Mailboxes: LIST, SPECIAL-USE, namespaces, rights and counts → collections, parents before children."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.model.accounts import Service
from sync.model.collections import Collection, Role
from sync.model.faults import Fault
from sync.model.ids import RemoteId
from sync.transport.imap.client import ImapClient
from sync.transport.imap.commands import InFlight
from sync.transport.imap.response import Response
from sync.transport.imap.splitter import Malformed
from sync.transport.imap.syntax import Value, items, number, octets

_ROLE_BY_ATTRIBUTE = {
    b"\\drafts": Role.DRAFTS,
    b"\\sent": Role.SENT,
    b"\\archive": Role.ARCHIVE,
    b"\\junk": Role.JUNK,
    b"\\trash": Role.TRASH,
    b"\\all": Role.ALL,
    b"\\flagged": Role.FLAGGED,
}
_ROLE_BY_NAME = {
    name: role
    for role, known in {
        Role.DRAFTS: ("drafts", "draft", "brouillons", "brouillon"),
        Role.SENT: (
            "sent", "sent items", "sent messages", "sent mail", "envoyés", "messages envoyés", "éléments envoyés",
            "courrier envoyé",
        ),
        Role.ARCHIVE: ("archive", "archives"),
        Role.JUNK: (
            "junk", "spam", "junk e-mail", "junk email", "bulk mail", "indésirables", "courrier indésirable", "pourriel",
            "pourriels", "courriers indésirables",
        ),
        Role.TRASH: (
            "trash", "deleted items", "deleted messages", "bin", "corbeille", "éléments supprimés", "poubelle",
            "messages supprimés",
        ),
    }.items()
    for name in known
}  # fmt: skip
DEFAULT_NAMES = {
    Role.DRAFTS: "Drafts",
    Role.SENT: "Sent",
    Role.ARCHIVE: "Archive",
    Role.JUNK: "Junk",
    Role.TRASH: "Trash",
}
"""What a missing mailbox is called when an operation needs it."""


@dataclass(slots=True)
class _Found:
    """A mailbox as LIST, STATUS and MYRIGHTS describe it."""

    name: str
    separator: str
    attributes: frozenset[bytes]
    total: int | None = None
    unread: int | None = None
    rights: str | None = None
    subscribed: bool = True


@dataclass(slots=True)
class _Listing:
    """Answers to LIST, LSUB, STATUS and MYRIGHTS, gathered by mailbox."""

    client: ImapClient
    found: dict[str, _Found] = field(default_factory=dict)
    quota: tuple[int, int] | None = None
    """Octets that the user's mail takes, and may take (RFC 9208)."""
    subscribed: set[str] = field(default_factory=set)

    def take(self, response: Response) -> bool:
        """Note one untagged response."""
        if response.kind not in {b"LIST", b"LSUB", b"STATUS", b"MYRIGHTS", b"QUOTA", b"QUOTAROOT"}:
            return False
        values = response.values
        match response.kind, values:
            case b"LIST" | b"LSUB", [attributes, separator, wire, *_]:
                name = self.client.name_of(_name(wire))
                known = frozenset(octets(value).lower() for value in items(attributes))
                if response.kind == b"LSUB" or b"\\subscribed" in known:
                    self.subscribed.add(name)
                if response.kind == b"LIST" and name:
                    between = separator.decode("ascii", "replace") if isinstance(separator, bytes) else ""
                    self.found.setdefault(name, _Found(name, between, known))
            case b"STATUS", [wire, counts]:
                mailbox = self.found.get(self.client.name_of(_name(wire)))
                if mailbox is not None:
                    numbers = items(counts)
                    by_name = {octets(numbers[i]).upper(): numbers[i + 1] for i in range(0, len(numbers) - 1, 2)}
                    mailbox.total = number(by_name[b"MESSAGES"]) if b"MESSAGES" in by_name else None
                    mailbox.unread = number(by_name[b"UNSEEN"]) if b"UNSEEN" in by_name else None
            case b"MYRIGHTS", [wire, rights]:
                mailbox = self.found.get(self.client.name_of(_name(wire)))
                if mailbox is not None:
                    mailbox.rights = octets(rights).decode("ascii", "replace")
            case b"QUOTA", [_, resources]:
                said = items(resources)
                for resource, used, limit in zip(said[0::3], said[1::3], said[2::3], strict=False):
                    if octets(resource).upper() == b"STORAGE" and self.quota is None:
                        self.quota = number(used) * 1024, number(limit) * 1024
            case b"QUOTAROOT" | b"QUOTA", _:
                pass
            case _:
                raise Malformed("bad_list")
        return True


async def listed(client: ImapClient, *, counting: bool = False) -> list[Collection]:
    """Return every mailbox the account can see: its own, then those of others and shared ones; with `counting`, how many
    messages each holds."""
    listing = _Listing(client)
    elsewhere = [space for space in client.namespaces if space.whose != "mine" and space.prefix]
    with_status = counting and client.has(b"LIST-STATUS")
    extended = client.has(b"LIST-EXTENDED")
    wanted = [b"SUBSCRIBED"] * extended
    wanted += [b"SPECIAL-USE"] * client.has(b"SPECIAL-USE")
    wanted += [b"STATUS (MESSAGES UNSEEN)"] * with_status
    returned = b" RETURN (" + b" ".join(wanted) + b")" if extended or with_status else b""
    flights = [
        await client.connection.start([b'LIST "" ', *client.mailbox(pattern), returned], take=listing.take)
        for pattern in ("*", *(space.prefix + "*" for space in elsewhere))
    ]
    if not extended:
        flights.append(await client.connection.start([b'LSUB "" "*"'], take=listing.take))
    for flight in flights:
        await client.connection.finish(flight)
    await _ask_each(client, listing, counting and not with_status, tuple(space.prefix for space in elsewhere))
    return _collections(client, listing, tuple(space.prefix for space in elsewhere))


async def _ask_each(client: ImapClient, listing: _Listing, counting: bool, elsewhere: tuple[str, ...]) -> None:
    """Ask for counts where LIST was to bring them and did not, and for rights on what is not the user's own."""
    flights: list[InFlight] = []
    if client.has(b"QUOTA") and "INBOX" in listing.found:
        command = [b"GETQUOTAROOT ", *client.mailbox("INBOX")]
        flights.append(await client.connection.start(command, take=listing.take))
    for mailbox in tuple(listing.found.values()):
        if not _selectable(mailbox):
            continue
        if counting:
            command = [b"STATUS ", *client.mailbox(mailbox.name), b" (MESSAGES UNSEEN)"]
            flights.append(await client.connection.start(command, take=listing.take))
        if client.has(b"ACL") and elsewhere and mailbox.name.startswith(elsewhere):
            command = [b"MYRIGHTS ", *client.mailbox(mailbox.name)]
            flights.append(await client.connection.start(command, take=listing.take))
    for flight in flights:
        try:
            await client.connection.finish(flight)
        except Fault:
            if not client.connection.alive:
                raise  # one mailbox may refuse; only a lost connection ends the listing


def _collections(client: ImapClient, listing: _Listing, elsewhere: tuple[str, ...]) -> list[Collection]:
    own_prefix = next((space.prefix for space in client.namespaces if space.whose == "mine"), "")
    roles = _roles(list(listing.found.values()), own_prefix, elsewhere)
    made: dict[str, Collection] = {}
    for mailbox in listing.found.values():
        parent, name = _parent_and_name(mailbox, own_prefix)
        rights = mailbox.rights
        made[mailbox.name] = Collection(
            remote_id=RemoteId(mailbox.name),
            service=Service.MAIL,
            name=name,
            role=roles.get(mailbox.name, Role.NONE),
            parent=RemoteId(parent),
            selectable=_selectable(mailbox) and (rights is None or "r" in rights),
            writable=_selectable(mailbox) and (rights is None or {"i", "w"} <= set(rights)),
            shared=bool(elsewhere) and (mailbox.name + mailbox.separator).startswith(elsewhere),
            owner=_owner(client, mailbox),
            subscribed=mailbox.name in listing.subscribed or mailbox.name == "INBOX",
            total=mailbox.total,
            unread=mailbox.unread,
            quota_used=listing.quota[0] if listing.quota and mailbox.name == "INBOX" else None,
            quota_total=listing.quota[1] if listing.quota and mailbox.name == "INBOX" else None,
        )
    _add_missing_parents(made, listing, elsewhere)
    return _parents_first(made)


def _roles(found: list[_Found], own_prefix: str, elsewhere: tuple[str, ...]) -> dict[str, Role]:
    """Give each role to one mailbox: by attribute, else by a well-known name at the top."""
    roles: dict[str, Role] = {}
    own = [mailbox for mailbox in found if not (elsewhere and mailbox.name.startswith(elsewhere))]
    for mailbox in own:
        role = Role.INBOX if mailbox.name == "INBOX" else _role_by_attribute(mailbox)
        if role is not Role.NONE and role not in roles.values():
            roles[mailbox.name] = role
    for mailbox in sorted(own, key=lambda each: each.name.count(each.separator or "\0")):
        parent, name = _parent_and_name(mailbox, own_prefix)
        role = _ROLE_BY_NAME.get(name.casefold(), Role.NONE)
        if role is Role.NONE or role in roles.values() or mailbox.name in roles or not _selectable(mailbox):
            continue
        if parent in {"", "INBOX"}:
            roles[mailbox.name] = role
    return roles


def _role_by_attribute(mailbox: _Found) -> Role:
    return next((role for attribute, role in _ROLE_BY_ATTRIBUTE.items() if attribute in mailbox.attributes), Role.NONE)


def _parent_and_name(mailbox: _Found, own_prefix: str) -> tuple[str, str]:
    if not mailbox.separator:
        return "", mailbox.name
    parent, between, name = mailbox.name.rstrip(mailbox.separator).rpartition(mailbox.separator)
    return ("" if between and parent + between == own_prefix else parent), name


def _owner(client: ImapClient, mailbox: _Found) -> str:
    """Return whose mailbox it is, where it is below the other users' (RFC 2342 §4): the name that follows the prefix."""
    for space in client.namespaces:
        if space.whose == "others" and space.prefix and mailbox.name.startswith(space.prefix):
            rest = mailbox.name.removeprefix(space.prefix)
            return rest.partition(mailbox.separator)[0] if mailbox.separator else rest
    return ""


def _add_missing_parents(made: dict[str, Collection], listing: _Listing, elsewhere: tuple[str, ...]) -> None:
    """Make up the parents that a server does not list, as places that hold no messages."""
    for mailbox in tuple(listing.found.values()):
        parent = made[mailbox.name].parent
        while parent and parent not in made:
            above, _, name = parent.rpartition(mailbox.separator)
            shared = bool(elsewhere) and (parent + mailbox.separator).startswith(elsewhere)
            made[parent] = Collection(
                RemoteId(parent),
                Service.MAIL,
                name,
                parent=RemoteId(above),
                selectable=False,
                writable=False,
                shared=shared,
            )
            parent = RemoteId(above)


def _parents_first(made: dict[str, Collection]) -> list[Collection]:
    def path(collection: Collection) -> tuple[str, ...]:
        names: list[str] = []
        step: Collection | None = collection
        while step is not None:
            names.append("" if step.remote_id == "INBOX" else step.name.casefold() + step.name)
            step = made.get(step.parent)
        return tuple(reversed(names))

    return sorted(made.values(), key=path)


def _selectable(mailbox: _Found) -> bool:
    return not mailbox.attributes & {b"\\noselect", b"\\nonexistent"}


def _name(value: Value) -> bytes:
    return b"NIL" if value is None else octets(value)
