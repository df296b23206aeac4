"""What is different in a mailbox: newest first in pages, then by Email/changes, asked once for all mailboxes of a round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from sync.model.changes import Change, ChangePage
from sync.model.faults import CursorExpired, Gone
from sync.model.ids import RemoteId
from sync.protocols.jmap import items
from sync.protocols.jmap.client import Client
from sync.protocols.jmap.wire import Arguments, reference

FIRST_PAGE = 100
LATER_PAGE = 500
IDS_AT_ONCE = 10_000
CHANGES_AT_ONCE = 500


class _Cursor(msgspec.Struct, forbid_unknown_fields=True):
    """`state` is that of all messages (RFC 8620 §5.2); `after`, while listing, the last message that was told."""

    state: str
    after: str = ""
    listing: bool = False


@dataclass(slots=True)
class _Round:
    """One turn over all mailboxes: what changed since a state is asked once, and told to each of them once."""

    told: dict[str, tuple[Arguments, list[Arguments]]] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)


class Changes:
    """Pages of one account's mailboxes."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._round = _Round()
        self._listed: dict[str, list[str]] = {}

    def begin_round(self) -> None:
        """Forget what was told: a new turn over all mailboxes begins."""
        self._round = _Round()
        self._listed.clear()

    async def page(self, mailbox: RemoteId, cursor: bytes | None) -> ChangePage:
        """Return the next page. Raises `CursorExpired`, `Gone("collection")`."""
        if cursor is None:
            return await self._begin(mailbox)
        try:
            known = msgspec.json.decode(cursor, type=_Cursor)
        except msgspec.MsgspecError as error:
            raise CursorExpired("state_forgotten") from error
        return await self._listing(mailbox, known) if known.listing else await self._since(mailbox, known)

    async def _begin(self, mailbox: RemoteId) -> ChangePage:
        """Note the state first, so that what happens during the listing is among the changes that follow it."""
        answer = await self._client.call("Email/get", ids=[], properties=["id"])
        self._listed.pop(mailbox, None)
        return await self._listing(mailbox, _Cursor(str(answer["state"]), listing=True))

    async def _listing(self, mailbox: RemoteId, known: _Cursor) -> ChangePage:
        ids = self._listed.get(mailbox)
        fresh = ids is None or (known.after and known.after not in ids)
        if ids is None or fresh:
            ids = self._listed[mailbox] = await self._ids(mailbox)
        start = ids.index(known.after) + 1 if known.after in ids else 0
        size = LATER_PAGE if start else FIRST_PAGE
        session = await self._client.session()
        wanted = ids[start : start + min(size, session.limits.get)]
        upserts = await self._described(mailbox, wanted)
        more = start + len(wanted) < len(ids)
        if more:
            after = _Cursor(known.state, wanted[-1], listing=True)
            return ChangePage(upserts, (), msgspec.json.encode(after), True, expected=len(ids))
        # The ids may have been asked for long ago: the list that rows are compared with has to be of now.
        now = await self._ids(mailbox) if start or not fresh else ids
        self._listed.pop(mailbox, None)
        done = msgspec.json.encode(_Cursor(known.state))
        return ChangePage(upserts, (), done, False, snapshot=frozenset(map(RemoteId, now)), expected=len(now))

    async def _ids(self, mailbox: RemoteId) -> list[str]:
        """Return the ids of a mailbox, newest first. Raises `Gone("collection")`."""
        found: dict[str, None] = {}
        last = ""
        while True:
            batch = await self._client.batch()
            there = batch.add("Mailbox/get", ids=[mailbox], properties=["id"])
            after = {"anchor": last, "anchorOffset": 1} if last else {}
            asked = batch.add(
                "Email/query",
                filter={"inMailbox": mailbox},
                sort=[{"property": "receivedAt", "isAscending": False}],
                collapseThreads=False,
                limit=IDS_AT_ONCE,
                **after,
            )
            results = await self._client.send(batch)
            if not results.list_of(there):
                raise Gone("collection")
            ids = results.ids_of(asked)
            found.update(dict.fromkeys(ids))
            if len(ids) < min(IDS_AT_ONCE, int(results.of(asked).get("limit") or IDS_AT_ONCE)) or ids[-1] == last:
                return list(found)
            last = ids[-1]

    async def _described(self, mailbox: RemoteId, wanted: Sequence[str]) -> tuple[Change, ...]:
        if not wanted:
            return ()
        batch = await self._client.batch()
        asked = batch.add("Email/get", ids=list(wanted), properties=list(items.EMAIL))
        found = {str(one["id"]): one for one in (await self._client.send(batch)).list_of(asked)}
        here = (found[one] for one in wanted if one in found and mailbox in found[one].get("mailboxIds", {}))
        return tuple(items.change(one) for one in here)

    async def _since(self, mailbox: RemoteId, known: _Cursor) -> ChangePage:
        told, described = await self._told(mailbox, known.state)
        upserts, removed = [], [RemoteId(str(one)) for one in told.get("destroyed") or []]
        for one in described:
            if mailbox in (one.get("mailboxIds") or {}):
                upserts.append(items.change(one))
            else:
                removed.append(RemoteId(str(one["id"])))
        after = msgspec.json.encode(_Cursor(str(told["newState"])))
        return ChangePage(tuple(upserts), tuple(removed), after, bool(told.get("hasMoreChanges")))

    async def _told(self, mailbox: RemoteId, state: str) -> tuple[Arguments, list[Arguments]]:
        """Return Email/changes since a state and the messages it names; what this round was told before is not asked again."""
        known = self._round.told.get(state)
        if known is not None and (mailbox, state) not in self._round.asked:
            self._round.asked.add((mailbox, state))
            return known
        batch = await self._client.batch()
        there = batch.add("Mailbox/get", ids=[mailbox], properties=["id"])
        asked = batch.add("Email/changes", sinceState=state, maxChanges=CHANGES_AT_ONCE)
        got = [
            batch.add("Email/get", properties=list(items.EMAIL), **{"#ids": reference(asked, "Email/changes", path)})
            for path in ("/created", "/updated")
        ]
        results = await self._client.send(batch)
        if not results.list_of(there):
            raise Gone("collection")
        told: Arguments = results.of(asked)
        described: list[Any] = [one for name in got for one in results.list_of(name)]
        self._round.told[state] = told, described
        self._round.asked.add((mailbox, state))
        return told, described
