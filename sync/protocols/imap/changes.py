"""What is different in a mailbox: newest first in pages, then by QRESYNC, CONDSTORE, or by comparing flags.

The cursor remembers up to which UID everything was listed (`top`), and the gap still to be listed below it
(`floor` < UID < `low`). A first listing is one big gap; many arrivals at once make another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from sync.model.changes import Change, ChangePage
from sync.model.faults import CursorExpired
from sync.model.ids import RemoteId
from sync.protocols.imap import remote_ids
from sync.protocols.imap.rows import flag_row, flag_rows, newest, rows, rows_from
from sync.protocols.imap.session import Session
from sync.transport.imap.client import ImapClient
from sync.transport.imap.selected import Selected
from sync.transport.imap.syntax import number

FIRST_PAGE = 500
LATER_PAGE = 2000


class Cursor(msgspec.Struct, array_like=True, frozen=True):
    """The bookmark. `modseq` 0: the server kept none; `digest` is then of all flags. `exists` counts messages."""

    validity: int
    modseq: int
    top: int
    floor: int
    low: int
    exists: int
    digest: bytes = b""

    @property
    def has_gap(self) -> bool:
        """Whether messages below `top` are still to be listed."""
        return self.low - 1 > self.floor


@dataclass(slots=True)
class Changes:
    """The verb `changes`. Keeps, per mailbox, what saves asking again: UIDs left to list, flags seen last."""

    session: Session
    _left: dict[str, tuple[Cursor, list[int]]] = field(default_factory=dict)
    _seen: dict[str, tuple[bytes, dict[RemoteId, str]]] = field(default_factory=dict)

    async def page(self, mailbox: str, bookmark: bytes | None) -> ChangePage:
        """Return the next page. Raises `CursorExpired("uid_validity")`, `Gone("collection")`."""
        if bookmark is None:
            return await self._begin(mailbox)
        try:
            cursor = msgspec.msgpack.decode(bookmark, type=Cursor)
        except msgspec.MsgspecError as error:
            raise CursorExpired("unknown_cursor") from error
        if cursor.has_gap:
            return await self._continue(mailbox, cursor)
        return await self._increment(mailbox, cursor)

    async def _begin(self, mailbox: str) -> ChangePage:
        client = await self.session.client()
        selected = await client.select(mailbox)
        top = selected.uid_next
        if not top:
            everything = await client.search([b"ALL"])
            top = everything[-1] + 1 if everything else 1
        cursor = Cursor(selected.uid_validity, selected.modseq, top, 0, top, selected.exists)
        if selected.exists > FIRST_PAGE:  # the first rows do not wait for the server to look through all the others
            first = await newest(client, cursor.validity, selected.exists, FIRST_PAGE, modseq=bool(cursor.modseq))
            low = min((remote_ids.parts(row.item)[1] for row in first), default=0)
            if low > 1:
                return _page(first, (), msgspec.structs.replace(cursor, low=low), None)
        return await self._list_gap(client, mailbox, cursor, [])

    async def _continue(self, mailbox: str, cursor: Cursor) -> ChangePage:
        client, selected = await self.session.select(mailbox)
        _same_mailbox(selected, cursor)
        new = await rows_from(client, cursor.validity, cursor.top, modseq=bool(selected.modseq))
        return await self._list_gap(client, mailbox, _above(cursor, new), new)

    async def _list_gap(self, client: ImapClient, mailbox: str, cursor: Cursor, new: list[Change]) -> ChangePage:
        """List the newest messages of the gap. The page that closes a first listing carries the snapshot."""
        left = await self._left_of(client, mailbox, cursor)
        size = FIRST_PAGE if cursor.low >= cursor.top else LATER_PAGE
        wanted, left = left[-size:], left[:-size]
        low = wanted[0] if left else cursor.floor + 1
        listed = await rows(client, cursor.validity, wanted, modseq=bool(cursor.modseq))
        cursor = msgspec.structs.replace(cursor, low=low)
        snapshot = None
        if cursor.has_gap:
            self._left[mailbox] = cursor, left
        else:
            self._left.pop(mailbox, None)
            if not cursor.floor:
                here = await client.search([b"ALL"])
                snapshot = _ids(cursor.validity, here)
                cursor = msgspec.structs.replace(cursor, exists=sum(1 for uid in here if uid < cursor.top))
        return _page([*new, *listed], (), cursor, snapshot)

    async def _left_of(self, client: ImapClient, mailbox: str, cursor: Cursor) -> list[int]:
        known, left = self._left.get(mailbox, (None, []))
        if known is not None and (known.validity, known.floor, known.low) == (
            cursor.validity,
            cursor.floor,
            cursor.low,
        ):
            return left
        if not cursor.has_gap:
            return []
        text = b"UID %d:%d" % (cursor.floor + 1, cursor.low - 1)
        return await client.search([text], below=cursor.low)

    async def _increment(self, mailbox: str, cursor: Cursor) -> ChangePage:
        client = await self.session.client()
        since = (cursor.validity, cursor.modseq) if cursor.modseq else None
        selected = await client.select(mailbox, since=since)
        _same_mailbox(selected, cursor)
        if selected.modseq < cursor.modseq and selected.modseq:
            raise CursorExpired("modseq_went_back")
        if cursor.modseq and selected.modseq:
            if b"QRESYNC" in client.enabled:
                return await self._by_qresync(client, mailbox, cursor, selected)
            return await self._by_condstore(client, mailbox, cursor, selected)
        return await self._by_comparing(client, mailbox, cursor, selected)

    async def _by_qresync(self, client: ImapClient, mailbox: str, cursor: Cursor, selected: Selected) -> ChangePage:
        uids = {number(fetched[b"UID"]): fetched for fetched in selected.changed if b"UID" in fetched}
        changed = [
            flag_row(cursor.validity, uids[uid]) for uid in sorted(uids) if uid < cursor.top and b"FLAGS" in uids[uid]
        ]
        removed = [remote_ids.of(cursor.validity, uid) for uid in selected.vanished if uid < cursor.top]
        new = sorted(uid for uid in uids if uid >= cursor.top)
        if selected.uid_next > cursor.top and not new:
            new = await client.search([b"UID %d:*" % cursor.top])
            new = [uid for uid in new if uid >= cursor.top]
        return await self._with_new(client, mailbox, cursor, selected, new, changed, removed)

    async def _by_condstore(self, client: ImapClient, mailbox: str, cursor: Cursor, selected: Selected) -> ChangePage:
        changed: list[Change] = []
        if selected.modseq != cursor.modseq and cursor.top > 1:
            found = await flag_rows(client, cursor.validity, b"1:%d" % (cursor.top - 1), cursor.modseq)
            changed = [found[uid] for uid in sorted(found)]
        here = await self._all_uids(client, cursor, selected)
        new = [uid for uid in here or () if uid >= cursor.top]
        snapshot = None if here is None or cursor.exists + len(new) == len(here) else _ids(cursor.validity, here)
        selected.exists = selected.exists if here is None else len(here)
        return await self._with_new(client, mailbox, cursor, selected, new, changed, (), snapshot)

    async def _by_comparing(self, client: ImapClient, mailbox: str, cursor: Cursor, selected: Selected) -> ChangePage:
        """Compare all flags: with those seen last where they are the cursor's, else everything is said again."""
        found = await flag_rows(client, cursor.validity, b"1:*") if selected.exists else {}
        flags = {found[uid].item: found[uid].revision for uid in sorted(found)}
        digest = _digest(flags)
        new = [uid for uid in sorted(found) if uid >= cursor.top]
        seen_digest, seen = self._seen.get(mailbox, (b"", {}))
        if seen_digest != cursor.digest:
            seen = {}
        self._seen[mailbox] = digest, flags
        old = (change for uid, change in sorted(found.items()) if uid < cursor.top)
        changed = [] if digest == cursor.digest else [row for row in old if seen.get(row.item) != row.revision]
        cursor = msgspec.structs.replace(cursor, digest=digest)
        snapshot = None if cursor.exists + len(new) == len(found) else frozenset(flags)
        selected.exists = len(found)
        return await self._with_new(client, mailbox, cursor, selected, new, changed, (), snapshot)

    async def _all_uids(self, client: ImapClient, cursor: Cursor, selected: Selected) -> list[int] | None:
        """Return every UID, None where nothing came or went."""
        if selected.exists == cursor.exists and selected.uid_next == cursor.top:
            return None
        return await client.search([b"ALL"])

    async def _with_new(
        self,
        client: ImapClient,
        mailbox: str,
        cursor: Cursor,
        selected: Selected,
        new: Sequence[int],
        changed: Iterable[Change],
        removed: Iterable[RemoteId],
        snapshot: frozenset[RemoteId] | None = None,
    ) -> ChangePage:
        """Add what arrived; more than a page of it becomes a gap to be listed newest first."""
        newest, left = list(new[-LATER_PAGE:]), list(new[:-LATER_PAGE])
        listed = await rows(client, cursor.validity, newest, modseq=bool(selected.modseq)) if newest else []
        top = max(selected.uid_next, cursor.top, newest[-1] + 1 if newest else 0)
        after = Cursor(
            cursor.validity,
            selected.modseq,
            top,
            cursor.top - 1 if left else top - 1,
            newest[0] if left else top,
            selected.exists,
            cursor.digest,
        )
        if left:
            self._left[mailbox] = after, left
        return _page([*listed, *changed], removed, after, snapshot)


def _above(cursor: Cursor, new: list[Change]) -> Cursor:
    """Return the cursor with arrivals counted as listed."""
    if not new:
        return cursor
    top = max(remote_ids.parts(row.item)[1] for row in new) + 1
    return msgspec.structs.replace(cursor, top=max(top, cursor.top), exists=cursor.exists + len(new))


def _same_mailbox(selected: Selected, cursor: Cursor) -> None:
    if selected.uid_validity != cursor.validity:
        raise CursorExpired("uid_validity")


def _page(
    upserts: list[Change], removed: Iterable[RemoteId], cursor: Cursor, snapshot: frozenset[RemoteId] | None
) -> ChangePage:
    return ChangePage(
        upserts=tuple(upserts),
        removed=tuple(removed),
        cursor=msgspec.msgpack.encode(cursor),
        more=cursor.has_gap,
        snapshot=snapshot,
        expected=cursor.exists,
    )


def _ids(validity: int, uids: Iterable[int]) -> frozenset[RemoteId]:
    return frozenset([remote_ids.of(validity, uid) for uid in uids])


def _digest(flags: dict[RemoteId, str]) -> bytes:
    summed = hashlib.blake2b(digest_size=8)
    for item, revision in flags.items():
        summed.update(f"{item} {revision}\n".encode())
    return summed.digest()
