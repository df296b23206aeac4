"""The verb `fetch`: whole messages in groups, several groups in flight; or header and text, rebuilt by structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing

from sync.model.changes import Chunk, Range, Want
from sync.model.faults import Offline, Transient
from sync.model.ids import RemoteId
from sync.protocols.imap import remote_ids, structure
from sync.protocols.imap.session import Session
from sync.transport.imap import sets
from sync.transport.imap.client import ImapClient
from sync.transport.imap.inflow import Answered, Inflow, Piece, Request
from sync.transport.imap.splitter import Malformed, Streamed
from sync.transport.imap.syntax import Value, number

_GROUP = 100
_WHOLE = b"(UID BODY.PEEK[])"
_STRUCTURE = b"(UID BODYSTRUCTURE)"


async def fetch(
    session: Session, mailbox: str, wanted: Sequence[RemoteId], want: Want | Range
) -> AsyncGenerator[Chunk, None]:
    """Yield the bytes of `wanted`. What is no longer there (or was of another UIDVALIDITY) comes as a missing item."""
    client, selected = await session.select(mailbox)
    validity = selected.uid_validity
    uids: dict[int, RemoteId] = {}
    for item in wanted:
        uid = remote_ids.uid_of(item, validity)
        if uid is None:
            yield Chunk(item, None, True)
        else:
            uids[uid] = item
    async with aclosing(_texts(client, uids) if want is Want.TEXT else _wholes(client, uids)) as chunks:
        async for chunk in chunks:
            yield chunk


async def _wholes(client: ImapClient, uids: dict[int, RemoteId], group: int = _GROUP) -> AsyncGenerator[Chunk, None]:
    """Yield whole messages. A group that the server refuses midway is asked for again one by one."""
    left = dict(uids)
    refused = False
    async with aclosing(Inflow(client.connection, _requests(uids, _WHOLE, group)).answers()) as batches:
        async for batch in batches:
            for one in batch:
                if isinstance(one, Piece):
                    yield Chunk(uids[one.uid], one.octets, False)
                elif isinstance(one, Answered):
                    refused = refused or _is_refusal(one)
                elif b"BODY[]" in one and (item := left.pop(number(one[b"UID"]), None)) is not None:
                    body = one[b"BODY[]"]
                    if isinstance(body, Streamed):
                        yield Chunk(item, b"", True)
                    else:
                        yield Chunk(item, body if isinstance(body, bytes) else None, True)
    if refused and group > 1:
        async with aclosing(_wholes(client, left, 1)) as chunks:
            async for chunk in chunks:
                yield chunk
    else:
        for item in left.values():
            yield Chunk(item, None, True)


async def _texts(client: ImapClient, uids: dict[int, RemoteId]) -> AsyncGenerator[Chunk, None]:
    """Yield header and text. Messages that are all text, or of no clear structure, come whole."""
    trees: dict[int, structure.Part] = {}
    whole = dict(uids)
    by_sections: defaultdict[tuple[bytes, ...], list[int]] = defaultdict(list)
    async with aclosing(Inflow(client.connection, _requests(uids, _STRUCTURE, _GROUP)).answers()) as batches:
        async for batch in batches:
            for one in batch:
                if isinstance(one, dict) and b"BODYSTRUCTURE" in one:
                    uid = number(one[b"UID"])
                    described = _described(one[b"BODYSTRUCTURE"])
                    if described is not None and uid in uids:
                        trees[uid], wanted = described
                        by_sections[tuple(wanted)].append(uid)
                elif isinstance(one, Answered):
                    _is_refusal(one)
    requests = [
        request
        for wanted_sections, grouped in by_sections.items()
        for request in _requests(grouped, _peek(wanted_sections), _GROUP)
    ]
    async with aclosing(Inflow(client.connection, requests).answers()) as batches:
        async for batch in batches:
            for one in batch:
                if isinstance(one, Answered):
                    _is_refusal(one)
                elif isinstance(one, dict) and (uid := number(one[b"UID"])) in whole:
                    rebuilt = _rebuilt(trees[uid], one)
                    if rebuilt is not None:
                        yield Chunk(whole.pop(uid), rebuilt, True)
    async with aclosing(_wholes(client, whole)) as chunks:
        async for chunk in chunks:
            yield chunk


def _described(value: Value) -> tuple[structure.Part, list[bytes]] | None:
    """Return the tree and the sections to ask for; None where the whole message is the better choice."""
    try:
        tree = structure.read(value)
    except Malformed:
        return None
    wanted = structure.sections(tree)
    return None if wanted is None else (tree, wanted)


def _rebuilt(tree: structure.Part, fetched: dict[bytes, Value]) -> bytes | None:
    try:
        return structure.rebuild(tree, fetched)
    except Malformed:
        return None


def _peek(wanted: Iterable[bytes]) -> bytes:
    return b"(UID " + b" ".join(section.replace(b"BODY[", b"BODY.PEEK[") for section in wanted) + b")"


def _requests(uids: Iterable[int], wanted: bytes, group: int) -> Iterable[Request]:
    ordered = sorted(uids, reverse=True)
    for start in range(0, len(ordered), group):
        for text in sets.to_texts(ordered[start : start + group]):
            yield Request(frozenset(sets.from_text(text)), text, wanted)


def _is_refusal(answered: Answered) -> bool:
    """Whether the server refused what was asked. Raises what comes from the moment instead."""
    if isinstance(answered.fault, Transient | Offline):
        raise answered.fault
    return answered.fault is not None
