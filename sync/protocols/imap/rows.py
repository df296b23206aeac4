"""FETCH items → rows of a change page; messages that a server stumbles over are asked for one by one."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from contextlib import aclosing

from sync.model.changes import Change
from sync.model.faults import Offline, Transient
from sync.model.mail import Flag, FlagsTruth, MessageTruth
from sync.protocols.imap import flags as imap_flags
from sync.protocols.imap import remote_ids
from sync.transport.imap import sets
from sync.transport.imap.client import ImapClient
from sync.transport.imap.inflow import Answered, Inflow, Request
from sync.transport.imap.syntax import Value, first, internal_date, items, number

_LOG = logging.getLogger(__name__)

_BARE = b"UID FLAGS INTERNALDATE RFC822.SIZE"
_HEADER = (
    b"BODY.PEEK[HEADER.FIELDS (DATE SUBJECT FROM SENDER TO CC BCC REPLY-TO MESSAGE-ID IN-REPLY-TO REFERENCES LIST-ID)]"
)
_WITH_ATTACHMENT = "$HasAttachment"
_WITHOUT_ATTACHMENT = "$HasNoAttachment"


async def rows(client: ImapClient, validity: int, uids: Collection[int], *, modseq: bool) -> list[Change]:
    """Return the rows of `uids` in the selected mailbox, newest (highest UID) first; those gone are left out."""
    requests = [Request(frozenset(sets.from_text(text)), text, _wanted(modseq)) for text in sets.to_texts(uids)]
    return await _ask(client, validity, requests, modseq=modseq)


async def newest(client: ImapClient, validity: int, exists: int, count: int, *, modseq: bool) -> list[Change]:
    """Return the rows of the newest `count` of `exists` messages of the selected mailbox, newest first, by their places in it:
    no UID has to be known before. Empty where the server stumbles over one of them."""
    places = b"%d:%d" % (max(1, exists - count + 1), exists)
    found: dict[int, Change] = {}
    request = Request(range(1, 1 << 32), places, _wanted(modseq), by_number=True)
    if await _take(client, validity, [request], found):
        return []
    return [found[uid] for uid in sorted(found, reverse=True)]


async def rows_from(client: ImapClient, validity: int, lowest: int, *, modseq: bool) -> list[Change]:
    """Return the rows of every message from UID `lowest` on, newest first."""
    request = Request(range(lowest, 1 << 32), b"%d:*" % lowest, _wanted(modseq))
    return await _ask(client, validity, [request], modseq=modseq)


async def flag_rows(client: ImapClient, validity: int, text: bytes, since: int = 0) -> dict[int, Change]:
    """Return the flags of the messages that the set `text` names; with `since`, of those changed after that MODSEQ."""
    found: dict[int, Change] = {}
    changed = b" (CHANGEDSINCE %d)" % since if since else b""
    request = Request(range(1, 1 << 32), text, (b"(UID FLAGS MODSEQ)" if since else b"(UID FLAGS)") + changed)
    async with aclosing(Inflow(client.connection, [request]).answers()) as batches:
        async for batch in batches:
            for one in batch:
                if isinstance(one, Answered) and one.fault is not None:
                    raise one.fault
                if isinstance(one, dict) and b"FLAGS" in one:
                    change = flag_row(validity, one)
                    found[number(one[b"UID"])] = change
    return found


def flag_row(validity: int, fetched: dict[bytes, Value]) -> Change:
    """Return the change that says only what flags a message has now."""
    flags, keywords = _flags_of(fetched)[:2]
    item = remote_ids.of(validity, number(fetched[b"UID"]))
    return Change(item, _revision(fetched, flags, keywords), FlagsTruth(flags, keywords))


async def _ask(client: ImapClient, validity: int, requests: Iterable[Request], *, modseq: bool) -> list[Change]:
    found: dict[int, Change] = {}
    stumbled = await _take(client, validity, requests, found)
    ordered = [found[uid] for uid in sorted(found, reverse=True)]
    for request in stumbled:
        missing = await client.search([b"UID ", request.text])
        ordered += await _one_by_one(client, validity, [uid for uid in missing if uid not in found], modseq=modseq)
    return ordered


async def _take(client: ImapClient, validity: int, requests: Iterable[Request], found: dict[int, Change]) -> list[Request]:
    """Add the rows that come to `found`; return the requests that the server refused."""
    stumbled: list[Request] = []
    async with aclosing(Inflow(client.connection, requests).answers()) as batches:
        async for batch in batches:
            for one in batch:
                if isinstance(one, dict):
                    if b"RFC822.SIZE" in one:
                        uid = number(one[b"UID"])
                        found[uid] = _row(validity, uid, one)
                elif isinstance(one, Answered) and one.fault is not None:
                    if isinstance(one.fault, Transient | Offline):
                        raise one.fault
                    stumbled.append(one.request)
    return stumbled


async def _one_by_one(client: ImapClient, validity: int, uids: list[int], *, modseq: bool) -> list[Change]:
    """Return the rows of messages among which the server refuses at least one: that one comes without its header."""
    found: dict[int, Change] = {}
    for wanted in (_wanted(modseq), b"(" + _BARE + b" MODSEQ)" if modseq else b"(" + _BARE + b")"):
        left = [uid for uid in uids if uid not in found]
        requests = [Request(frozenset((uid,)), b"%d" % uid, wanted) for uid in left]
        async with aclosing(Inflow(client.connection, requests).answers()) as batches:
            async for batch in batches:
                for one in batch:
                    if isinstance(one, dict) and b"RFC822.SIZE" in one:
                        uid = number(one[b"UID"])
                        found[uid] = _row(validity, uid, one)
    if len(found) < len(uids):
        _LOG.warning("imap: %d messages cannot be listed", len(uids) - len(found))
    return [found[uid] for uid in sorted(found, reverse=True)]


def _wanted(modseq: bool) -> bytes:
    return b"(" + _BARE + (b" MODSEQ " if modseq else b" ") + _HEADER + b")"


def _row(validity: int, uid: int, fetched: dict[bytes, Value]) -> Change:
    flags, keywords, attachment = _flags_of(fetched)
    header = fetched.get(b"BODY[HEADER.FIELDS]")
    return Change(
        remote_ids.of(validity, uid),
        _revision(fetched, flags, keywords),
        MessageTruth(
            flags,
            keywords,
            internal_date(fetched.get(b"INTERNALDATE")),
            number(fetched[b"RFC822.SIZE"]),
            header if isinstance(header, bytes) else b"",
            attachment,
        ),
    )


def _flags_of(fetched: dict[bytes, Value]) -> tuple[Flag, frozenset[str], bool | None]:
    flags, keywords = imap_flags.read(fetched.get(b"FLAGS") or [])
    if not keywords:
        return flags, keywords, None
    attachment = True if _WITH_ATTACHMENT in keywords else False if _WITHOUT_ATTACHMENT in keywords else None
    return flags, keywords - {_WITH_ATTACHMENT, _WITHOUT_ATTACHMENT}, attachment


def _revision(fetched: dict[bytes, Value], flags: Flag, keywords: frozenset[str]) -> str:
    modseq = fetched.get(b"MODSEQ")
    if modseq is not None:
        return str(number(first(items(modseq))))
    return imap_flags.revision(flags, keywords)
