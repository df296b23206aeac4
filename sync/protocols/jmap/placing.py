"""Operations on messages that are there: flags, move, copy, delete. Each may be repeated without harm.

A message of JMAP may be in several mailboxes at once (RFC 8621 §4.1.1): copying within an account adds a mailbox, deleting
from one takes it away, and only from the last one the message itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sync.model.faults import Fault, Gone
from sync.model.ids import RemoteId
from sync.model.mail import Flag
from sync.model.operations import Applied, ChangeFlags, Landed, RemoteItem, RemoteOperation
from sync.protocols.jmap import items, wire
from sync.protocols.jmap.client import Client

_AT_ONCE = 100


async def change_flags(client: Client, operation: RemoteOperation, intention: ChangeFlags) -> Applied:
    """Add and remove keywords."""
    patch: dict[str, Any] = {
        f"keywords/{_escaped(name)}": None
        for name in items.keywords_of(intention.remove & ~Flag.DELETED, intention.remove_keywords)
    }
    patch |= {
        f"keywords/{_escaped(name)}": True
        for name in items.keywords_of(intention.add & ~Flag.DELETED, intention.add_keywords)
    }
    patches = {one.item: patch for one in operation.items}
    gone = await _update(client, patches) if patch else await _missing(client, operation.items)
    return Applied(tuple(Landed(one, None if one.item in gone else one) for one in operation.items))


async def move(client: Client, operation: RemoteOperation) -> Applied:
    """Take messages out of their mailbox and put them into the target. One that is no more where it was is left alone."""
    places = await _places(client, operation.items)
    patches: dict[RemoteId, dict[str, Any]] = {}
    landed: dict[RemoteId, bool] = {}
    for one in operation.items:
        here = places.get(one.item, frozenset())
        if one.collection in here:
            patches[one.item] = {
                f"mailboxIds/{_escaped(one.collection)}": None,
                f"mailboxIds/{_escaped(operation.target)}": True,
            }
            if one.collection == operation.target:
                patches.pop(one.item)
        landed[one.item] = one.collection in here or operation.target in here
    gone = await _update(client, patches)
    return Applied(
        tuple(_landed(one, operation.target, landed[one.item] and one.item not in gone) for one in operation.items)
    )


async def copy(client: Client, operation: RemoteOperation) -> Applied:
    """Put messages into the target as well."""
    patch: dict[str, Any] = {f"mailboxIds/{_escaped(operation.target)}": True}
    gone = await _update(client, {one.item: patch for one in operation.items})
    return Applied(tuple(_landed(one, operation.target, one.item not in gone) for one in operation.items))


async def delete(client: Client, doomed: Sequence[RemoteItem]) -> Applied:
    """Take messages out of their mailbox, for good where it was their last."""
    places = await _places(client, doomed)
    patches: dict[RemoteId, dict[str, Any]] = {}
    last: list[RemoteId] = []
    for one in doomed:
        here = places.get(one.item, frozenset())
        if here == {one.collection}:
            last.append(one.item)
        elif one.collection in here:
            patches[one.item] = {f"mailboxIds/{_escaped(one.collection)}": None}
    await _update(client, patches)
    for some in _some(last):
        answer = await client.call("Email/set", destroy=list(some))
        for error in (answer.get("notDestroyed") or {}).values():
            if not isinstance(fault := wire.set_fault(error), Gone):
                raise fault
    return Applied(tuple(Landed(one, None) for one in doomed))


async def _places(client: Client, wanted: Sequence[RemoteItem]) -> dict[RemoteId, frozenset[str]]:
    """Return the mailboxes that each message is in; one that is no more is absent."""
    found: dict[RemoteId, frozenset[str]] = {}
    for some in _some([one.item for one in wanted]):
        answer = await client.call("Email/get", ids=list(some), properties=["id", "mailboxIds"])
        for one in answer.get("list") or []:
            found[RemoteId(str(one["id"]))] = frozenset(one.get("mailboxIds") or {})
    return found


async def _missing(client: Client, wanted: Sequence[RemoteItem]) -> set[RemoteId]:
    places = await _places(client, wanted)
    return {one.item for one in wanted if one.item not in places}


async def _update(client: Client, patches: dict[RemoteId, dict[str, Any]]) -> set[RemoteId]:
    """Patch messages and return those that are no more. Raises the first other refusal."""
    gone: set[RemoteId] = set()
    for some in _some(list(patches)):
        answer = await client.call("Email/set", update={one: patches[one] for one in some})
        worst: Fault | None = None
        for name, error in (answer.get("notUpdated") or {}).items():
            fault = wire.set_fault(error)
            if isinstance(fault, Gone):
                gone.add(RemoteId(str(name)))
            else:
                worst = worst or fault
        if worst is not None:
            raise worst
    return gone


def _landed(one: RemoteItem, target: RemoteId, there: bool) -> Landed:
    return Landed(one, RemoteItem(target, one.item) if there else None)


def _escaped(name: str) -> str:
    """Return a part of a JSON pointer (RFC 6901 §3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _some(everything: Sequence[RemoteId]) -> Iterator[tuple[RemoteId, ...]]:
    rest = iter(everything)
    while some := tuple(islice(rest, _AT_ONCE)):
        yield some
